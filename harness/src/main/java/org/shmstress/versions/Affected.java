package org.shmstress.versions;

/**
 * Which versions of one component something is true of: {@code glibc 2.25 to 2.40}.
 *
 * @param component of what
 * @param range its versions
 */
public record Affected(Component component, VersionRange range) {

    /**
     * Reads the name of a component and a range.
     *
     * @throws IllegalArgumentException if the words are something else
     */
    public static Affected parse(String words) {
        String[] parts = words.strip().split(" ", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "'" + words + "' is no component with versions, such as 'glibc before 2.41'");
        }
        Component component = Component.labelled(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + parts[0] + "' in '" + words + "' is neither kernel nor glibc nor jdk"));
        return new Affected(component, VersionRange.parse(parts[1]));
    }

    /** In words that {@link #parse} reads back. */
    public String text() {
        return component.label() + " " + range.text();
    }
}
