package org.shmstress.cli.bench;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a lock takes to be locked and unlocked.
 *
 * @param id id of the lock's scenario, or the peer's name
 * @param path access path of ours; empty for peers
 * @param alone nanoseconds for lock and unlock where nobody else wants it
 * @param contended nanoseconds from one lock and unlock to the next, of either, where two do nothing else
 * @param aloneToMutex of the rounds' ratios to glibc's mutex called from C, in the same round; one of none if it could not be compiled
 * @param contendedToMutex the same, contended
 * @param aloneToReentrant of the rounds' ratios to ReentrantLock between threads of one process, in the same round
 * @param contendedToReentrant the same, contended
 */
public record LockFigure(
        String id,
        String path,
        Spread alone,
        Spread contended,
        List<Spread> aloneToMutex,
        List<Spread> contendedToMutex,
        Spread aloneToReentrant,
        Spread contendedToReentrant) {

    /** Lock and unlock in one round, nanoseconds. */
    record Pair(double alone, double contended) {}

    /**
     * What {@code --json} prints.
     *
     * @param mutex how glibc's mutex was called, or why it could not be
     * @param failed locks that could not be measured, with the reason
     */
    public record Report(
            int schemaVersion,
            String jdk,
            int cpus,
            String unit,
            String mutex,
            List<LockFigure> locks,
            List<String> failed) {

        /** As JSON. */
        public String json() {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        }

        /** As a table. */
        public String text() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "nanoseconds for lock and unlock, JDK %s, %d CPUs: median (least–most); ratios: median%n"
                            + "contended: two processes (ReentrantLock: threads) do nothing else%n%s%n%n%-28s %-22s %-24s %s%n",
                    jdk,
                    cpus,
                    mutex,
                    "lock",
                    "alone",
                    "contended",
                    "to glibc's mutex in C      to ReentrantLock"));
            locks.forEach(lock -> text.append(lock.line()));
            failed.forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%-28s %-22s %-24s %-26s %s%n",
                id,
                show(alone),
                show(contended),
                aloneToMutex.isEmpty() ? "" : ratio(aloneToMutex.get(0)) + " / " + ratio(contendedToMutex.get(0)),
                ratio(aloneToReentrant) + " / " + ratio(contendedToReentrant));
    }

    private static String show(Spread s) {
        return String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", s.median(), s.min(), s.max());
    }

    private static String ratio(Spread s) {
        return String.format(Locale.ROOT, "%.2f", s.median());
    }
}
