package org.shmstress.fork;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shmstress.plan.Jvm;

/**
 * One file with the classes that workers load, parsed and laid out by their JVM beforehand (class data sharing), so that they
 * start faster. There is one per JDK and class path, in the user's cache.
 *
 * <p><em>Why it does not change what is tested.</em> It holds class metadata, call sites that a start resolves anyway, and
 * the objects that stand for both: no machine code, no profiles (JDK 25's {@code -XX:AOTCache} would add these). What the
 * compilers make of a loop depends on its bytecode, its profile and the flags, and these are the same with it and without.
 * The classes of a test are not in it: {@link ClassLists} leaves out what other loaders than the JDK's own define. Nor is the
 * memory under test, which is no Java heap.
 *
 * <p>The JVM checks what it was made for (its own build, class path with sizes and times of the jars, layout of the heap), and
 * leaves it alone where that differs or the file is damaged or gone: the worker then starts as if there were none.
 */
final class ClassArchive {

    private static final Duration BOUND = Duration.ofMinutes(1);

    /** A file that another run is making is never that old. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final String SUFFIX = ".jsa";

    /** From this version on call sites can be kept in their resolved form, across {@code --add-exports} too. */
    private static final int LINKS_AHEAD = 25;

    private final Path directory;
    private final Jvm jvm;
    private final List<Path> classPath;
    private final String kin;
    private final Path file;

    /**
     * The archive for a JDK and class path; whether it is there is another question.
     *
     * @param directory where archives are kept, whether or not it is there
     * @throws IOException if a file that the archive would depend on cannot be read
     */
    ClassArchive(Path directory, Jvm jvm, List<Path> classPath) throws IOException {
        this.directory = directory;
        this.jvm = jvm;
        this.classPath = List.copyOf(classPath);
        List<String> place = new ArrayList<>(WorkerCommand.flags(jvm));
        place.add(jvm.home().toString());
        classPath.forEach(jar -> place.add(jar.toString()));
        List<String> content = new ArrayList<>(List.of(
                jvm.version(), Fingerprint.stamp(jvm.home().resolve("lib").resolve("modules"))));
        for (Path jar : classPath) {
            content.add(Fingerprint.stamp(jar));
        }
        this.kin = Fingerprint.of(place) + "-";
        this.file = directory.resolve(kin + Fingerprint.of(content) + SUFFIX);
    }

    /** Whether a JVM would take it: only jars count, and a colon in its path would be read as two archives. */
    boolean isPossible() {
        return classPath.stream().allMatch(jar -> jar.toString().endsWith(".jar") && Files.isRegularFile(jar))
                && !file.toString().contains(File.pathSeparator);
    }

    boolean exists() {
        return Files.isReadable(file);
    }

    /** Flags by which a worker uses it. An archive that does not fit is nothing to write into a worker's log. */
    List<String> use() {
        List<String> flags = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off"));
        if (jvm.feature() >= LINKS_AHEAD) {
            flags.add("-Xlog:aot*=off");
        }
        return flags;
    }

    /**
     * Makes it, and puts it in place by one rename: whoever looks sees all of it or none. Archives of the same jars and JDK in an
     * older state go.
     *
     * @param classes lines of a class list
     * @throws IOException if it cannot be made; nothing is left then
     */
    void make(List<String> classes) throws IOException {
        Files.createDirectories(directory);
        Path list = Files.createTempFile(directory, kin, ".classes");
        Path draft = Files.createTempFile(directory, kin, ".draft");
        try {
            Files.write(list, classes);
            dump(jvm.java(), jvm.feature(), WorkerCommand.flags(jvm), list, draft, joined(classPath));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            removeKin();
        } finally {
            Files.deleteIfExists(list);
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Has a JVM write an archive.
     *
     * @param flags of the JVM, as those that use it will have them
     * @param list file with the lines of a class list
     * @param draft where to write it
     * @param classPath as those that use it will be given it; jars alone
     * @throws IOException if it cannot; the draft may be there then
     */
    static void dump(Path java, int feature, List<String> flags, Path list, Path draft, String classPath)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xshare:dump", "-Xlog:disable"));
        command.addAll(flags);
        if (feature >= LINKS_AHEAD) {
            command.add("-XX:+AOTClassLinking");
        }
        command.addAll(List.of("-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + draft));
        command.addAll(List.of("-classpath", classPath));
        Processes.Outcome outcome = Processes.run(command, BOUND);
        if (outcome.exitCode() != 0 || Files.size(draft) == 0) {
            throw new IOException("java -Xshare:dump ended with " + outcome.exitCode() + ": " + outcome.firstLine());
        }
    }

    private static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private void removeKin() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, kin + "*")) {
            for (Path other : all) {
                if (!other.equals(file) && (other.toString().endsWith(SUFFIX) || isAbandoned(other))) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private static boolean isAbandoned(Path draft) throws IOException {
        try {
            return Files.getLastModifiedTime(draft)
                    .toInstant()
                    .isBefore(Instant.now().minus(ABANDONED));
        } catch (java.nio.file.NoSuchFileException finished) {
            return false;
        }
    }
}
