package org.shmstress.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.shmstress.script.Action.Await;
import org.shmstress.script.Action.Close;
import org.shmstress.script.Action.Create;
import org.shmstress.script.Action.Exit;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Free;
import org.shmstress.script.Action.Kill;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.OnTraffic;
import org.shmstress.script.Action.Open;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Start;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Action.Stop;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Unlink;
import org.shmstress.script.Action.Unmap;
import org.shmstress.script.Action.Write;

/**
 * Text form of actions, one line each:
 *
 * <pre>
 * create NAME as FD          open NAME as FD            unlink NAME
 * size FD BYTES              stat FD                    close FD
 * map FD BYTES as MAP        unmap MAP
 * read MAP OFFSET WIDTH      write MAP OFFSET WIDTH VALUE
 * fill MAP OFFSET BYTES VALUE    sum MAP OFFSET BYTES
 * start TRAFFIC on MAP OFFSET    await TRAFFIC COUNT    stop TRAFFIC
 * free                       exit                       kill
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
        readers.put("create", w -> new Create(w.name(), as(w, "descriptor")));
        readers.put("open", w -> new Open(w.name(), as(w, "descriptor")));
        readers.put("unlink", w -> new Unlink(w.name()));
        readers.put("size", w -> new Size(w.handle("descriptor"), w.number("a size in bytes")));
        readers.put("stat", w -> new Stat(w.handle("descriptor")));
        readers.put("close", w -> new Close(w.handle("descriptor")));
        readers.put(
                "map", w -> new Action.Map(w.handle("descriptor"), w.extent("a length in bytes"), as(w, "mapping")));
        readers.put("unmap", w -> new Unmap(w.handle("mapping")));
        readers.put("read", w -> new Read(w.handle("mapping"), w.extent("an offset"), w.width()));
        readers.put(
                "write", w -> new Write(w.handle("mapping"), w.extent("an offset"), w.width(), w.number("a value")));
        readers.put(
                "fill",
                w -> new Fill(
                        w.handle("mapping"), w.extent("an offset"), w.extent("a length in bytes"), w.number("a byte")));
        readers.put("sum", w -> new Sum(w.handle("mapping"), w.extent("an offset"), w.extent("a length in bytes")));
        readers.put("start", ActionText::start);
        readers.put("await", w -> new Await(w.handle("traffic"), w.extent("a number of increments")));
        readers.put("stop", w -> new Stop(w.handle("traffic")));
        readers.put("free", w -> new Free());
        readers.put("exit", w -> new Exit());
        readers.put("kill", w -> new Kill());
        return readers;
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

    static String write(Action action) {
        if (action instanceof OnName onName) {
            return name(onName);
        } else if (action instanceof OnDescriptor onDescriptor) {
            return descriptor(onDescriptor);
        } else if (action instanceof OnMapping onMapping) {
            return mapping(onMapping);
        } else if (action instanceof OnTraffic onTraffic) {
            return traffic(onTraffic);
        }
        return action instanceof Free ? "free" : action instanceof Exit ? "exit" : "kill";
    }

    private static String name(OnName action) {
        if (action instanceof Create a) {
            return "create " + a.name() + " as " + a.descriptor();
        } else if (action instanceof Open a) {
            return "open " + a.name() + " as " + a.descriptor();
        }
        return "unlink " + action.name();
    }

    private static String descriptor(OnDescriptor action) {
        if (action instanceof Size a) {
            return "size " + a.descriptor() + " " + a.sizeBytes();
        } else if (action instanceof Action.Map a) {
            return "map " + a.descriptor() + " " + a.lengthBytes() + " as " + a.mapping();
        }
        return (action instanceof Stat ? "stat " : "close ") + action.descriptor();
    }

    private static String mapping(OnMapping action) {
        if (action instanceof Read a) {
            return "read " + a.mapping() + " " + a.offset() + " " + a.width().word();
        } else if (action instanceof Write a) {
            return "write " + a.mapping() + " " + a.offset() + " " + a.width().word() + " " + hex(a.value());
        } else if (action instanceof Fill a) {
            return "fill " + a.mapping() + " " + a.offset() + " " + a.lengthBytes() + " " + hex(a.value());
        } else if (action instanceof Sum a) {
            return "sum " + a.mapping() + " " + a.offset() + " " + a.lengthBytes();
        }
        return "unmap " + action.mapping();
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
