package org.shmstress.reports.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * File names made from ids that anybody may have chosen. Only letters, digits, dash and underscore of an id survive, so no name
 * can leave its directory, hide, or need quoting; names differ even where case does not count.
 */
final class FileNames {
    private static final int LONGEST = 80;

    private final Map<String, String> byId = new HashMap<>();

    private FileNames() {}

    /**
     * Names for these ids, stable for the same ids in the same order.
     *
     * @param prefix what each name begins with
     */
    static FileNames of(String prefix, List<String> ids) {
        FileNames names = new FileNames();
        Set<String> taken = new HashSet<>();
        for (String id : ids) {
            String base = prefix + safe(id);
            String name = base;
            for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = base + "-" + n;
            }
            names.byId.putIfAbsent(id, name + ".html");
        }
        return names;
    }

    /** The file name of an id that was given to {@link #of}. */
    String of(String id) {
        String name = byId.get(id);
        if (name == null) {
            throw new IllegalArgumentException("no file name was made for " + id);
        }
        return name;
    }

    private static String safe(String id) {
        String clean = id.replaceAll("[^A-Za-z0-9_-]+", "-");
        return clean.substring(0, Math.min(LONGEST, clean.length()));
    }
}
