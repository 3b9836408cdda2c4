package org.shmstress.run.script;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.SegmentName;

/**
 * The small program whose processes do what no JVM can: fork, execute themselves, survive bad accesses, give up privileges. Compiled
 * when it is first needed, into a private directory that goes with this object.
 */
public final class NativeProgram implements AutoCloseable {

    private static final List<String> SOURCES = List.of("native-process.c", "native-races.c");
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final long COMPILE_SECONDS = 60;
    private static final long CONNECT_MILLIS = 20_000;

    private final SegmentName name;
    private Optional<Built> built = Optional.empty();

    /**
     * Not built yet.
     *
     * @param name by which its directory is found should this process be killed
     */
    NativeProgram(SegmentName name) {
        this.name = name;
    }

    private record Built(Path directory, Path program, ServerSocketChannel socket) {}

    /** The C compiler of this machine, if there is one on the path. */
    public static Optional<Path> compiler() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return COMPILERS.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator))
                        .filter(directory -> !directory.isBlank())
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a process of it. */
    NativePuppet start() {
        Built program = built();
        try {
            Process process = new ProcessBuilder(
                            program.program.toString(), socketPath(program).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return NativePuppet.of(this, new NativePuppet.Life(process.toHandle(), Optional.of(process)), accept());
        } catch (IOException e) {
            throw new HarnessException("cannot start a native process", e);
        }
    }

    /** Where a process that was forked reports. */
    Path socketPath() {
        return socketPath(built());
    }

    private static Path socketPath(Built program) {
        return program.directory.resolve("socket");
    }

    /** Waits, within a bound, for the process that was just started or forked. */
    SocketChannel accept() throws IOException {
        ServerSocketChannel server = built().socket;
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            if (selector.select(CONNECT_MILLIS) == 0) {
                throw new IOException("a native process did not report within 20 s");
            }
            SocketChannel channel = server.accept();
            if (channel == null) {
                throw new IOException("a native process went away before it reported");
            }
            return channel;
        }
    }

    private Built built() {
        if (built.isEmpty()) {
            built = Optional.of(build());
        }
        return built.get();
    }

    private Built build() {
        Path compiler = compiler().orElseThrow(() -> new HarnessException("there is no C compiler on the path"));
        Path directory = PrivateDirectory.onDisk(name);
        PrivateDirectory.create(directory);
        try {
            Path program = directory.resolve("native-process");
            compile(compiler, sources(directory), program);
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            socket.bind(UnixDomainSocketAddress.of(directory.resolve("socket")));
            socket.configureBlocking(false);
            return new Built(directory, program, socket);
        } catch (IOException e) {
            throw new HarnessException("cannot build the native program", e);
        }
    }

    private static List<String> sources(Path directory) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String name : SOURCES) {
            try (InputStream in = NativeProgram.class.getResourceAsStream(name)) {
                Path source = directory.resolve(name);
                Files.copy(Objects.requireNonNull(in, name), source);
                sources.add(source.toString());
            }
        }
        return sources;
    }

    private static void compile(Path compiler, List<String> sources, Path program) throws IOException {
        Path log = program.resolveSibling("compiler.log");
        List<String> command =
                new ArrayList<>(List.of(compiler.toString(), "-O1", "-rdynamic", "-pthread", "-o", program.toString()));
        command.addAll(sources);
        command.addAll(List.of("-ldl", "-lrt"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new HarnessException(compiler + " cannot compile " + SOURCES + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while compiling", e);
        }
    }

    /** Removes the program and its directory. */
    @Override
    public void close() {
        Optional<Built> gone = built;
        built = Optional.empty();
        try {
            if (gone.isPresent()) {
                gone.get().socket.close();
            }
        } catch (IOException e) {
            throw new HarnessException("cannot close the socket of native processes", e);
        } finally {
            PrivateDirectory.remove(PrivateDirectory.onDisk(name));
        }
    }
}
