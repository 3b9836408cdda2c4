package org.shmstress.worker.errand;

import java.io.IOException;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.PageSize;
import org.shmstress.posix.ResourceUsage;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;
import org.shmstress.worker.errand.Watched.Guard;

/** Loads and stores, and what the kernel had to do with them. */
final class Accesses {

    private Accesses() {}

    /** Touches one word of each page, and tells how many faults that took. */
    static Figures touch(Assignment sent) {
        View view = sent.area(0).view();
        boolean write = sent.is(3, "write", "read");
        long pageBytes = PageSize.bytes();
        long sum = touch(view, 0, 0, pageBytes, false); // resolves what the loop needs
        ResourceUsage before = ResourceUsage.ofThread();
        sum += touch(view, sent.number(1), sent.number(2), pageBytes, write);
        ResourceUsage took = ResourceUsage.ofThread().since(before);
        return Figures.of("pages", sent.number(2))
                .and("minor-faults", took.minorFaults())
                .and("page-bytes", pageBytes)
                .and("sum", sum);
    }

    private static long touch(View view, long firstPage, long pages, long pageBytes, boolean write) {
        long sum = 0;
        for (long page = firstPage; page < firstPage + pages; page++) {
            if (write) {
                view.access().putLong(view.region(), view.at(page * pageBytes), page + 1);
            } else {
                sum += view.access().getLong(view.region(), view.at(page * pageBytes));
            }
        }
        return sum;
    }

    /** One store and one load of a word after the other, round and round, with every system call forbidden that is no housekeeping. */
    static Figures access(Assignment sent) throws IOException, InterruptedException {
        Area area = sent.area(0);
        long count = sent.number(1);
        boolean touched = sent.is(2, "touched", "untouched");
        long words = area.lengthBytes() / Long.BYTES;
        Loop loop = new Loop(area.view(), words);
        return Watched.run(Guard.ALL_BUT_HOUSEKEEPING, new Watched.Work() {
                    @Override
                    public void warmUp() {
                        // Without pre-touch the loop warms up on its first words, which all lie in one page.
                        loop.run(200_000, touched ? words : 1);
                        if (touched) {
                            loop.run(words, words);
                        }
                    }

                    @Override
                    public void measured() {
                        loop.run(count, words);
                    }
                })
                .and("accesses", 2 * count)
                .and("pages", area.lengthBytes() / PageSize.bytes())
                .and("wrong", loop.wrong);
    }

    /** Stores and loads; each load must see the store before it. */
    private static final class Loop {
        private final View view;
        private final long words;
        private long wrong;

        Loop(View view, long words) {
            this.view = view;
            this.words = words;
        }

        void run(long count, long over) {
            SliceAccess access = view.access();
            long limit = Math.min(over, words);
            long word = 0;
            for (long i = 0; i < count; i++) {
                long at = view.at(word * Long.BYTES);
                access.putLongOpaque(view.region(), at, i);
                if (access.getLongOpaque(view.region(), at) != i) {
                    wrong++;
                }
                word = word + 1 == limit ? 0 : word + 1;
            }
        }
    }

    /** The same by {@code pwrite} and {@code pread}. */
    static Figures byCalls(Assignment sent) throws IOException, InterruptedException {
        int fd = sent.descriptor(0);
        long count = sent.number(1);
        byte[] word = new byte[Long.BYTES];
        return Watched.run(Guard.NOTHING, new Watched.Work() {
                    @Override
                    public void warmUp() {
                        transfer(fd, word, 1_000);
                    }

                    @Override
                    public void measured() {
                        transfer(fd, word, count);
                    }
                })
                .and("accesses", 2 * count);
    }

    private static void transfer(int fd, byte[] word, long count) {
        for (long i = 0; i < count; i++) {
            Descriptors.write(fd, word, 0);
            Descriptors.read(fd, word, 0);
        }
    }
}
