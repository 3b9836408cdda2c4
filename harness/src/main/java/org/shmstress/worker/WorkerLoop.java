package org.shmstress.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Message.Command;
import org.shmstress.protocol.Message.Failed;
import org.shmstress.protocol.MessageCodec;

/**
 * A worker's life: says hello, then one reply per command until it is told to leave or its parent is gone.
 *
 * <p>Two threads share the work. The <em>command thread</em> (the one that calls {@link #run}) executes every command and
 * may spin in a hot loop for minutes. The <em>watcher</em> reads stdin all the while: it hands commands over, and on end of
 * file, which is how the parent's death arrives, it halts the JVM whatever the command thread is doing. The halt needs a
 * safepoint, which compiled loops reach within one chunk; the parent-death signal that the parent asks for at start
 * does not even need that.
 *
 * <p>An ending JVM waits 300 ms for threads that are in native code, as the watcher is while it reads. So the parent closes
 * stdin when it has the reply to a shutdown: the watcher comes back, and leaves the exit code to the command thread.
 *
 * <p>Frames leave through a descriptor of their own, {@link #FRAMES}. Descriptor 1 is a copy of stderr, so whatever test
 * code, native code or the JVM itself print, a frame is never torn by it.
 */
public final class WorkerLoop {

    /** The descriptor on which the parent listens; the start command makes it from stdout. */
    public static final int FRAMES = 3;

    /** Exit code of a worker whose parent went away. */
    public static final int PARENT_GONE = 97;

    private static final int MAX_STACK_LINES = 60;
    private static final int MAX_TEXT_CHARS = 4096;

    private final CommandHandler handler;
    private final OutputStream frames;
    private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(1);
    private volatile boolean leaving;

    private WorkerLoop(CommandHandler handler, OutputStream frames) {
        this.handler = handler;
        this.frames = frames;
    }

    /**
     * Serves commands on the calling thread; never returns, the process ends here.
     *
     * @param pathLabel label of the access path, told in the hello
     * @param handler does what commands ask
     */
    public static void run(String pathLabel, CommandHandler handler) throws IOException, InterruptedException {
        WorkerLoop loop = new WorkerLoop(handler, new FileOutputStream("/proc/self/fd/" + FRAMES));
        Thread watcher = new Thread(loop::watch, "shmstress-watcher");
        watcher.setDaemon(true);
        watcher.start();
        loop.say(MessageCodec.encode(hello(pathLabel)));
        while (true) {
            loop.serve(loop.commands.take());
        }
    }

    private static Message hello(String pathLabel) throws IOException {
        // thread-self links to PID/task/TID, which spares a native call and with it JNA.
        String self = Files.readSymbolicLink(Path.of("/proc/thread-self")).toString();
        long threadId = Long.parseLong(self.substring(self.lastIndexOf('/') + 1));
        long pid = Long.parseLong(self.substring(0, self.indexOf('/')));
        return new Message.Hello(pid, threadId, System.getProperty("java.runtime.version"), pathLabel);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // its stderr is the log
    private void watch() {
        try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            Optional<Message> message = MessageCodec.read(in);
            while (message.isPresent()) {
                // Never waits for room, since whoever waits here would not see the end of the stream.
                if (!commands.offer((Command) message.get())) {
                    throw new IllegalStateException("the parent sent a command before the last one was begun");
                }
                message = MessageCodec.read(in);
            }
        } catch (Throwable t) {
            // The parent is not ours any more; all that is left to be told is the log.
            t.printStackTrace();
        } finally {
            if (!leaving) {
                Runtime.getRuntime().halt(PARENT_GONE);
            }
        }
    }

    private void serve(Command command) throws IOException {
        if (command instanceof Message.Shutdown) {
            leaving = true;
            say(MessageCodec.encode(new Message.Done()));
            Runtime.getRuntime().halt(0);
        }
        say(answer(command));
    }

    private void say(byte[] frame) throws IOException {
        frames.write(frame);
        frames.flush();
    }

    private byte[] answer(Command command) {
        try {
            return MessageCodec.encode(handler.handle(command));
        } catch (Throwable t) {
            // Errors too: test code that overflows the stack or the heap is a fact for the report, not this worker's
            // end.
            return failed(command, t);
        }
    }

    private static byte[] failed(Command command, Throwable thrown) {
        String what = command.getClass().getSimpleName();
        String exception = thrown.getClass().getName();
        try {
            return MessageCodec.encode(new Failed(what, exception, text(thrown), stack(thrown)));
        } catch (Throwable t) {
            // getMessage is test code as well. What is left needs neither it nor much memory.
            return MessageCodec.encode(
                    new Failed(what, exception, "and describing it failed with " + t.getClass(), List.of()));
        }
    }

    private static String text(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS) + "…";
    }

    /** Frames of the exception and of its causes, the innermost frames first, as {@code printStackTrace} orders them. */
    private static List<String> stack(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        for (Throwable t = thrown; t != null && lines.size() < MAX_STACK_LINES; t = t.getCause()) {
            if (t != thrown) {
                lines.add("caused by " + t.getClass().getName() + ": " + text(t));
            }
            for (StackTraceElement element : t.getStackTrace()) {
                if (lines.size() == MAX_STACK_LINES) {
                    break;
                }
                lines.add(element.toString());
            }
        }
        return lines;
    }
}
