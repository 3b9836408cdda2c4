package org.shmstress.script;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.script.Action.AddSeals;
import org.shmstress.script.Action.Advise;
import org.shmstress.script.Action.Allocate;
import org.shmstress.script.Action.Await;
import org.shmstress.script.Action.Cas;
import org.shmstress.script.Action.ChannelMap;
import org.shmstress.script.Action.Chmod;
import org.shmstress.script.Action.Close;
import org.shmstress.script.Action.Copy;
import org.shmstress.script.Action.Create;
import org.shmstress.script.Action.Dup;
import org.shmstress.script.Action.Errand;
import org.shmstress.script.Action.Exit;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Free;
import org.shmstress.script.Action.Heat;
import org.shmstress.script.Action.Kill;
import org.shmstress.script.Action.Lock;
import org.shmstress.script.Action.LockMemory;
import org.shmstress.script.Action.Memfd;
import org.shmstress.script.Action.Mmap;
import org.shmstress.script.Action.Mode;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.OnLibrary;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.OnNative;
import org.shmstress.script.Action.OnPages;
import org.shmstress.script.Action.OnTraffic;
import org.shmstress.script.Action.Open;
import org.shmstress.script.Action.Protect;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.Seals;
import org.shmstress.script.Action.ShmOpen;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Spawn;
import org.shmstress.script.Action.Start;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Action.Stop;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Sync;
import org.shmstress.script.Action.Take;
import org.shmstress.script.Action.Unlink;
import org.shmstress.script.Action.Unmap;
import org.shmstress.script.Action.UnmapPart;
import org.shmstress.script.Action.Write;

/**
 * Text form of actions, one line each:
 *
 * <pre>
 * create NAME as FD          open NAME as FD            unlink NAME
 * shm-open NAME ACCESS[+FLAG…] MODE as FD               e.g. read-write+create+exclusive
 * memfd sealable|plain as FD                            take FD of WORKER as FD
 * size FD BYTES              stat FD                    close FD
 * allocate FD OFFSET BYTES   chmod FD MODE              mode FD
 * number FD
 * dup FD as FD               seal FD SEAL[+SEAL…]       seals FD
 * lock FD process|description read|write|none
 * map FD BYTES as MAP        unmap MAP                  unmap-part MAP OFFSET BYTES
 * channel-map FD BYTES as MAP
 * mmap FD OFFSET BYTES none|read|read-write shared|private as MAP
 * protect MAP OFFSET BYTES none|read|read-write         sync MAP OFFSET BYTES
 * advise MAP OFFSET BYTES normal|willneed|dontneed      lock-memory MAP OFFSET BYTES
 * read MAP OFFSET WIDTH      write MAP OFFSET WIDTH VALUE
 * fill MAP OFFSET BYTES VALUE    copy MAP OFFSET BYTES VALUE     sum MAP OFFSET BYTES
 * cas MAP OFFSET WIDTH EXPECTED VALUE                   heat MAP OFFSET COUNT
 * start TRAFFIC on MAP OFFSET    await TRAFFIC COUNT    stop TRAFFIC
 * call FUNCTION ARGUMENT…    (and what goes with it: {@link CallText})
 * errand TASK ARGUMENT…       see Task
 * free                       exit                       kill                       spawn
 * </pre>
 */
final class ActionText {

    private static final Map<String, Function<Words, Action>> READERS = readers();

    private ActionText() {}

    static Action read(String text) {
        Words words = new Words(text);
        String expected = "one of " + String.join(", ", READERS.keySet());
        String verb = words.word(expected);
        Function<Words, Action> reader = READERS.get(verb);
        if (reader == null) {
            throw new ScriptSyntaxException(verb, expected);
        }
        Action action = reader.apply(words);
        words.end();
        return action;
    }

    private static Map<String, Function<Words, Action>> readers() {
        Map<String, Function<Words, Action>> readers = new LinkedHashMap<>();
        ofNames(readers);
        ofDescriptors(readers);
        ofBytes(readers);
        ofPages(readers);
        readers.put("start", ActionText::start);
        readers.put("await", w -> new Await(w.handle("traffic"), w.extent("a number of increments")));
        readers.put("stop", w -> new Stop(w.handle("traffic")));
        CallText.addTo(readers);
        readers.put("errand", ActionText::errand);
        readers.put("free", w -> new Free());
        readers.put("exit", w -> new Exit());
        readers.put("kill", w -> new Kill());
        readers.put("spawn", w -> new Spawn());
        return readers;
    }

    private static void ofNames(Map<String, Function<Words, Action>> readers) {
        readers.put("create", w -> new Create(w.name(), as(w, "descriptor")));
        readers.put("open", w -> new Open(w.name(), as(w, "descriptor")));
        readers.put("shm-open", ActionText::shmOpen);
        readers.put("unlink", w -> new Unlink(w.name()));
        readers.put("memfd", w -> new Memfd(sealable(w), as(w, "descriptor")));
        readers.put("take", ActionText::take);
    }

    private static void ofDescriptors(Map<String, Function<Words, Action>> readers) {
        readers.put("size", w -> new Size(w.handle("descriptor"), w.number("a size in bytes")));
        readers.put(
                "allocate",
                w -> new Allocate(w.handle("descriptor"), w.number("an offset"), w.number("a length in bytes")));
        readers.put("stat", w -> new Stat(w.handle("descriptor")));
        readers.put("chmod", w -> new Chmod(w.handle("descriptor"), w.mode()));
        readers.put("mode", w -> new Mode(w.handle("descriptor")));
        readers.put("number", w -> new Action.Number(w.handle("descriptor")));
        readers.put("dup", w -> new Dup(w.handle("descriptor"), as(w, "descriptor")));
        readers.put("seal", w -> new AddSeals(w.handle("descriptor"), w.choices(Seal.values())));
        readers.put("seals", w -> new Seals(w.handle("descriptor")));
        readers.put(
                "lock",
                w -> new Lock(w.handle("descriptor"), w.choice(LockOwner.values()), w.choice(LockKind.values())));
        readers.put("close", w -> new Close(w.handle("descriptor")));
        readers.put(
                "map", w -> new Action.Map(w.handle("descriptor"), w.extent("a length in bytes"), as(w, "mapping")));
        readers.put(
                "channel-map",
                w -> new ChannelMap(w.handle("descriptor"), w.extent("a length in bytes"), as(w, "mapping")));
        readers.put(
                "mmap",
                w -> new Mmap(
                        w.handle("descriptor"),
                        w.extent("an offset"),
                        w.extent("a length in bytes"),
                        w.choice(Protection.values()),
                        w.choice(Visibility.values()),
                        as(w, "mapping")));
    }

    private static void ofBytes(Map<String, Function<Words, Action>> readers) {
        readers.put("read", w -> new Read(w.handle("mapping"), w.extent("an offset"), w.width()));
        readers.put(
                "write", w -> new Write(w.handle("mapping"), w.extent("an offset"), w.width(), w.number("a value")));
        readers.put(
                "fill",
                w -> new Fill(
                        w.handle("mapping"), w.extent("an offset"), w.extent("a length in bytes"), w.number("a byte")));
        readers.put(
                "copy",
                w -> new Copy(
                        w.handle("mapping"), w.extent("an offset"), w.extent("a length in bytes"), w.number("a byte")));
        readers.put(
                "cas",
                w -> new Cas(
                        w.handle("mapping"),
                        w.extent("an offset"),
                        w.width(),
                        w.number("the value expected there"),
                        w.number("a value")));
        readers.put("heat", w -> new Heat(w.handle("mapping"), w.extent("an offset"), w.extent("a number of times")));
        readers.put("sum", w -> new Sum(w.handle("mapping"), w.extent("an offset"), w.extent("a length in bytes")));
    }

    private static void ofPages(Map<String, Function<Words, Action>> readers) {
        readers.put("unmap", w -> new Unmap(w.handle("mapping")));
        readers.put("unmap-part", w -> new UnmapPart(w.handle("mapping"), offset(w), length(w)));
        readers.put(
                "protect", w -> new Protect(w.handle("mapping"), offset(w), length(w), w.choice(Protection.values())));
        readers.put("sync", w -> new Sync(w.handle("mapping"), offset(w), length(w)));
        readers.put("advise", w -> new Advise(w.handle("mapping"), offset(w), length(w), w.choice(Advice.values())));
        readers.put("lock-memory", w -> new LockMemory(w.handle("mapping"), offset(w), length(w)));
    }

    private static long offset(Words words) {
        return words.extent("an offset");
    }

    private static long length(Words words) {
        return words.extent("a length in bytes");
    }

    private static Action shmOpen(Words words) {
        String name = words.name();
        String how = words.word("an access mode, read-only or read-write");
        String[] access = how.split("\\+", 2);
        OpenMode mode = Word.of(OpenMode.values(), access[0])
                .orElseThrow(() -> new ScriptSyntaxException(how, "read-only or read-write, and flags after '+'"));
        Set<OpenFlag> flags = access.length < 2 ? Set.of() : new Words(access[1]).choices(OpenFlag.values());
        return new ShmOpen(name, mode, flags, words.mode(), as(words, "descriptor"));
    }

    private static boolean sealable(Words words) {
        return words.choice(Sealing.values()) == Sealing.SEALABLE;
    }

    private enum Sealing implements Word {
        SEALABLE,
        PLAIN
    }

    private static Action take(Words words) {
        String theirs = words.handle("descriptor");
        words.literal("of");
        int owner = (int) Math.min(Integer.MAX_VALUE, words.extent("the index of a worker"));
        return new Take(owner, theirs, as(words, "descriptor"));
    }

    private static String as(Words words, String kind) {
        words.literal("as");
        return words.handle(kind);
    }

    private static Action start(Words words) {
        String traffic = words.handle("traffic");
        words.literal("on");
        return new Start(traffic, words.handle("mapping"), words.extent("an offset"));
    }

    private static Action errand(Words words) {
        Task task = words.choice(Task.values());
        return new Errand(
                task, task.parameters().stream().map(p -> p.read(words)).toList());
    }

    static String write(Action action) {
        if (action instanceof OnName onName) {
            return name(onName);
        } else if (action instanceof Memfd a) {
            return "memfd " + (a.sealable() ? Sealing.SEALABLE : Sealing.PLAIN).word() + " as " + a.descriptor();
        } else if (action instanceof Take a) {
            return "take " + a.theirs() + " of " + a.owner() + " as " + a.descriptor();
        } else if (action instanceof OnDescriptor onDescriptor) {
            return descriptor(onDescriptor);
        } else if (action instanceof OnPages onPages) {
            return pages(onPages);
        } else if (action instanceof OnMapping onMapping) {
            return mapping(onMapping);
        } else if (action instanceof OnTraffic onTraffic) {
            return traffic(onTraffic);
        }
        return action instanceof OnLibrary || action instanceof OnNative ? CallText.write(action) : process(action);
    }

    private static String process(Action action) {
        if (action instanceof Errand a) {
            return Stream.concat(Stream.of("errand", a.task().word()), a.arguments().stream())
                    .collect(Collectors.joining(" "));
        }
        return action instanceof Free
                ? "free"
                : action instanceof Exit ? "exit" : action instanceof Spawn ? "spawn" : "kill";
    }

    private static String name(OnName action) {
        if (action instanceof Create a) {
            return "create " + a.name() + " as " + a.descriptor();
        } else if (action instanceof Open a) {
            return "open " + a.name() + " as " + a.descriptor();
        } else if (action instanceof ShmOpen a) {
            String flags = a.flags().isEmpty() ? "" : "+" + joined(a.flags());
            return "shm-open " + a.name() + " " + a.access().word() + flags + " " + octal(a.mode()) + " as "
                    + a.descriptor();
        }
        return "unlink " + action.name();
    }

    /** In the order of the constants, so that equal sets read alike. */
    private static String joined(Set<? extends Word> words) {
        return words.stream()
                .sorted(Comparator.comparing(w -> ((Enum<?>) w).ordinal()))
                .map(Word::word)
                .collect(Collectors.joining("+"));
    }

    private static String octal(int mode) {
        return mode == 0 ? "0" : "0" + Integer.toOctalString(mode);
    }

    private static String descriptor(OnDescriptor action) {
        String fd = " " + action.descriptor();
        if (action instanceof Size a) {
            return "size" + fd + " " + a.sizeBytes();
        } else if (action instanceof Allocate a) {
            return "allocate" + fd + " " + a.offset() + " " + a.lengthBytes();
        } else if (action instanceof Chmod a) {
            return "chmod" + fd + " " + octal(a.mode());
        } else if (action instanceof Dup a) {
            return "dup" + fd + " as " + a.duplicate();
        } else if (action instanceof AddSeals a) {
            return "seal" + fd + " " + joined(a.seals());
        } else if (action instanceof Lock a) {
            return "lock" + fd + " " + a.owner().word() + " " + a.kind().word();
        } else if (action instanceof Action.Map a) {
            return "map" + fd + " " + a.lengthBytes() + " as " + a.mapping();
        } else if (action instanceof ChannelMap a) {
            return "channel-map" + fd + " " + a.lengthBytes() + " as " + a.mapping();
        } else if (action instanceof Mmap a) {
            return "mmap" + fd + " " + a.offset() + " " + a.lengthBytes() + " "
                    + a.protection().word() + " " + a.sharing().word() + " as " + a.mapping();
        }
        return bare(action) + fd;
    }

    private static String bare(OnDescriptor action) {
        if (action instanceof Stat) {
            return "stat";
        } else if (action instanceof Mode) {
            return "mode";
        } else if (action instanceof Seals) {
            return "seals";
        }
        return action instanceof Action.Number ? "number" : "close";
    }

    private static String pages(OnPages action) {
        String range = " " + action.mapping() + " " + action.offset() + " " + action.lengthBytes();
        if (action instanceof Protect a) {
            return "protect" + range + " " + a.protection().word();
        } else if (action instanceof Advise a) {
            return "advise" + range + " " + a.advice().word();
        }
        return (action instanceof UnmapPart ? "unmap-part" : action instanceof Sync ? "sync" : "lock-memory") + range;
    }

    private static String mapping(OnMapping action) {
        if (action instanceof Read a) {
            return "read " + a.mapping() + " " + a.offset() + " " + a.width().word();
        } else if (action instanceof Write a) {
            return "write " + a.mapping() + " " + a.offset() + " " + a.width().word() + " " + hex(a.value());
        } else if (action instanceof Fill a) {
            return "fill " + a.mapping() + " " + a.offset() + " " + a.lengthBytes() + " " + hex(a.value());
        } else if (action instanceof Copy a) {
            return "copy " + a.mapping() + " " + a.offset() + " " + a.lengthBytes() + " " + hex(a.value());
        } else if (action instanceof Sum a) {
            return "sum " + a.mapping() + " " + a.offset() + " " + a.lengthBytes();
        }
        return special(action);
    }

    private static String special(OnMapping action) {
        if (action instanceof Cas a) {
            return "cas " + a.mapping() + " " + a.offset() + " " + a.width().word() + " " + hex(a.expected()) + " "
                    + hex(a.value());
        }
        return action instanceof Heat a
                ? "heat " + a.mapping() + " " + a.offset() + " " + a.most()
                : "unmap " + action.mapping();
    }

    private static String traffic(OnTraffic action) {
        if (action instanceof Start a) {
            return "start " + a.traffic() + " on " + a.mapping() + " " + a.offset();
        } else if (action instanceof Await a) {
            return "await " + a.traffic() + " " + a.increments();
        }
        return "stop " + action.traffic();
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
