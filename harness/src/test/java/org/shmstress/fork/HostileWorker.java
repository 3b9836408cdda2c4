package org.shmstress.fork;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Message.Command;
import org.shmstress.protocol.Message.Perform;
import org.shmstress.protocol.Message.Reply;
import org.shmstress.protocol.Message.Sample;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.segment.AccessPath;
import org.shmstress.worker.CommandHandler;
import org.shmstress.worker.WorkerCommands;
import org.shmstress.worker.WorkerLoop;
import sun.misc.Unsafe;

/** A worker that does to itself whatever a step asks for, and is an ordinary one otherwise. */
public final class HostileWorker implements CommandHandler {

    private static volatile long sink;

    private final CommandHandler ordinary;

    private HostileWorker(AccessPath path) {
        ordinary = new WorkerCommands(path);
    }

    public static void main(String[] args) throws Exception {
        AccessPath path = AccessPath.valueOf(args[0]);
        WorkerLoop.run(path.label(), new HostileWorker(path));
    }

    @Override
    public Reply handle(Command command) throws Exception {
        if (command instanceof Perform perform) {
            String[] words = perform.step().split(" ", 2);
            return perform(words[0], words.length > 1 ? words[1] : "");
        }
        if (command instanceof Sample) {
            return new Message.Sampled(OutcomeReport.NOTHING);
        }
        return ordinary.handle(command);
    }

    private static Reply perform(String what, String argument) throws Exception {
        switch (what) {
            case "echo" -> {}
            case "crash" -> unsafe().putAddress(0, 1);
            case "exit" -> System.exit(Integer.parseInt(argument));
            case "spin" -> spin();
            case "sleep" -> Thread.sleep(Long.MAX_VALUE);
            case "print" -> print(argument);
            case "chatter" -> chatter(Integer.parseInt(argument));
            case "overflow" -> sink = depth(1);
            case "exhaust" -> exhaust();
            case "nothing" -> {
                return null;
            }
            case "await" -> await(Path.of(argument));
            default -> throw new IllegalArgumentException("no such step: " + what);
        }
        return new Message.Performed(what);
    }

    private static Unsafe unsafe() throws ReflectiveOperationException {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return (Unsafe) field.get(null);
    }

    private static void spin() {
        long x = 1;
        while (x != 0) {
            x = x * 6364136223846793005L | 1;
        }
        sink = x;
    }

    /** Polls a file, as actors poll the segment's abort word. */
    private static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(2);
        }
    }

    /** By every way that reaches standard output from Java. */
    private static void print(String text) throws IOException {
        System.out.println(text + " by System.out");
        new FileOutputStream(FileDescriptor.out).write((text + " by descriptor\n").getBytes(StandardCharsets.UTF_8));
        new ProcessBuilder("/bin/echo", text + " by child")
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    private static void chatter(int bytes) {
        String line = "x".repeat(999);
        for (int written = 0; written < bytes; written += 1000) {
            System.err.println(line);
        }
        System.err.println("last words");
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static long depth(long n) {
        return n < 0 ? n : depth(n + 1) + 1;
    }

    private static void exhaust() {
        List<long[]> all = new ArrayList<>();
        while (true) {
            all.add(new long[1 << 20]);
        }
    }
}
