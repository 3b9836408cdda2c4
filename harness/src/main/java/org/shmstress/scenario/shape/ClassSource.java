package org.shmstress.scenario.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.HarnessException;

/** The classes of one jar or directory, by internal name. Parsed classes are kept as long as the source is open. */
public final class ClassSource implements AutoCloseable {

    private final Path origin;
    private final Path root;
    private final Optional<FileSystem> archive;
    private final Map<String, Optional<ClassNode>> parsed = new HashMap<>();

    private ClassSource(Path origin, Path root, Optional<FileSystem> archive) {
        this.origin = origin;
        this.root = root;
        this.archive = archive;
    }

    /**
     * Opens a jar or a directory.
     *
     * @throws HarnessException of kind USAGE if there is neither
     */
    public static ClassSource open(Path origin) {
        if (Files.isDirectory(origin)) {
            return new ClassSource(origin, origin, Optional.empty());
        }
        try {
            FileSystem jar = FileSystems.newFileSystem(origin, (ClassLoader) null);
            return new ClassSource(origin, jar.getPath("/"), Optional.of(jar));
        } catch (IOException | RuntimeException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "cannot read test classes from " + origin + " (" + e + "): give a jar or a directory of classes",
                    e);
        }
    }

    /** The jar or directory. */
    public Path origin() {
        return origin;
    }

    /** Internal names of all classes, sorted; versioned directories and module descriptors left out. */
    public List<String> names() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(f -> root.relativize(f).toString().replace('\\', '/'))
                    .filter(f -> f.endsWith(".class") && !f.startsWith("META-INF/") && !f.endsWith("module-info.class"))
                    .map(f -> f.substring(0, f.length() - ".class".length()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new HarnessException("cannot list the classes of " + origin, e);
        }
    }

    /** True if the class lies in this source. */
    public boolean has(String internalName) {
        return Files.isRegularFile(file(internalName));
    }

    /** The class file, unchanged. */
    public byte[] bytes(String internalName) {
        try (InputStream in = Files.newInputStream(file(internalName))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new HarnessException("cannot read class " + internalName + " from " + origin, e);
        }
    }

    /** The class, or empty if it lies elsewhere. The node is shared: do not change it. */
    public Optional<ClassNode> find(String internalName) {
        Optional<ClassNode> known = parsed.get(internalName);
        if (known == null) {
            known = has(internalName) ? Optional.of(parse(internalName)) : Optional.empty();
            parsed.put(internalName, known);
        }
        return known;
    }

    private ClassNode parse(String internalName) {
        ClassNode node = new ClassNode();
        try {
            new ClassReader(bytes(internalName)).accept(node, ClassReader.SKIP_DEBUG);
        } catch (RuntimeException e) {
            // ASM throws whatever indexing into broken bytes throws; for us it is one thing.
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "class " + internalName + " of " + origin + " is not a class file that can be read: " + e,
                    e);
        }
        return node;
    }

    private Path file(String internalName) {
        return root.resolve(internalName + ".class");
    }

    @Override
    public void close() {
        try {
            if (archive.isPresent()) {
                archive.get().close();
            }
        } catch (IOException e) {
            throw new HarnessException("cannot close " + origin, e);
        }
    }
}
