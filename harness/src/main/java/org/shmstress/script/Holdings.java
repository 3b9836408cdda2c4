package org.shmstress.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a process holds by the calls that it was told to make: which handle stands for which descriptor or address, which descriptors
 * are open and which addresses mapped. It follows calls whose result is bound to no handle as well, so that all can be given back.
 */
public final class Holdings {

    /** Descriptors of a process that a range may reach to ({@code close_range}). */
    private static final int MAX_DESCRIPTOR = 1 << 20;

    /** {@code MREMAP_DONTUNMAP} (linux/mman.h). */
    private static final long KEEPS_OLD = 4;

    /** Larger than every object that a call returns the address of, and that was not mapped by it. */
    private static final long OBJECT_BYTES = 256;

    private final Map<String, Long> descriptors = new HashMap<>();
    private final Map<String, Memory> memory = new HashMap<>();
    private final TreeSet<Integer> open = new TreeSet<>();
    private final TreeMap<Long, Long> mapped = new TreeMap<>();
    private final List<Long> semaphores = new ArrayList<>();
    /** Handles of memory that no {@code mmap} made. */
    private final Set<String> lasting = new HashSet<>();

    private final int pageBytes;

    /**
     * Nothing.
     *
     * @param pageBytes {@code sysconf(_SC_PAGESIZE)}
     */
    public Holdings(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    /**
     * Some bytes.
     *
     * @param address the first one
     * @param lengthBytes how many
     */
    public record Memory(long address, long lengthBytes) {}

    /** Gives a handle to memory that is there anyway. */
    public void lend(String handle, Memory lent) {
        memory.put(handle, lent);
        lasting.add(handle);
    }

    /**
     * Arguments as the call takes them: a {@link Long} or a {@link String} each.
     *
     * @throws IllegalArgumentException if a handle stands for nothing
     */
    public List<Object> resolve(List<Argument> arguments) {
        return arguments.stream().map(this::resolve).toList();
    }

    private Object resolve(Argument argument) {
        if (argument instanceof Argument.Number number) {
            return number.value();
        } else if (argument instanceof Argument.Text text) {
            return text.value();
        } else if (argument instanceof Argument.Descriptor d && descriptors.containsKey(d.handle())) {
            return descriptors.get(d.handle());
        } else if (argument instanceof Argument.Pointer p && memory.containsKey(p.mapping())) {
            return memory.get(p.mapping()).address() + p.offset();
        }
        throw new IllegalArgumentException(argument.text() + " stands for nothing here");
    }

    /** The memory behind a handle, whether it is still mapped or not. */
    public Optional<Memory> memory(String handle) {
        return Optional.ofNullable(memory.get(handle));
    }

    /** Takes note of what a call has changed. */
    public void learn(Action.Call call, List<Object> arguments, long value) {
        String function = call.function();
        if (LibraryFacts.failed(function, value)) {
            return;
        }
        call.handle().ifPresent(handle -> bind(handle, function, arguments, value));
        if (LibraryFacts.returnsDescriptor(function, arguments)) {
            open.add((int) value);
        }
        switch (function) {
            case "close" -> open.remove((int) number(arguments, 0));
            case "close_range" -> closeRange(number(arguments, 0), number(arguments, 1));
            case "mmap" -> add(value, number(arguments, 1));
            case "mremap" -> moved(arguments, value);
            case "munmap" -> remove(number(arguments, 0), number(arguments, 1));
            case "sem_open" -> semaphores.add(value);
            case "sem_close" -> semaphores.remove(Long.valueOf(number(arguments, 0)));
            default -> {}
        }
    }

    private void bind(Argument handle, String function, List<Object> arguments, long value) {
        if (handle instanceof Argument.Descriptor d) {
            descriptors.put(d.handle(), value);
        } else if (handle instanceof Argument.Pointer p) {
            long length = switch (function) {
                case "mmap" -> number(arguments, 1);
                case "mremap" -> number(arguments, 2);
                default -> OBJECT_BYTES;
            };
            memory.put(p.mapping(), new Memory(value, length));
            if (!function.equals("mmap") && !function.equals("mremap")) {
                lasting.add(p.mapping());
            }
        }
    }

    private static long number(List<Object> arguments, int index) {
        return index < arguments.size() && arguments.get(index) instanceof Long number ? number : 0;
    }

    private void closeRange(long first, long last) {
        open.subSet((int) first, true, (int) Math.min(last & 0xffff_ffffL, MAX_DESCRIPTOR), true)
                .clear();
    }

    private void moved(List<Object> arguments, long value) {
        if ((number(arguments, 3) & KEEPS_OLD) == 0) {
            remove(number(arguments, 0), number(arguments, 1));
        }
        add(value, number(arguments, 2));
    }

    private void add(long address, long length) {
        remove(address, length);
        mapped.put(address, end(address, length));
    }

    /** Cuts a range out of all that is mapped; what lies on either side of it stays. */
    private void remove(long address, long length) {
        long end = end(address, length);
        for (Map.Entry<Long, Long> range : List.copyOf(mapped.headMap(end).entrySet())) {
            if (range.getValue() > address) {
                mapped.remove(range.getKey());
                if (range.getKey() < address) {
                    mapped.put(range.getKey(), address);
                }
                if (range.getValue() > end) {
                    mapped.put(end, range.getValue());
                }
            }
        }
    }

    private long end(long address, long length) {
        return address + (length + pageBytes - 1) / pageBytes * pageBytes;
    }

    /** Whether bytes behind a handle can be reached: they are still mapped, or were never mapped by a call. */
    public boolean holds(String handle, long offset, long lengthBytes) {
        Memory behind = memory.get(handle);
        if (behind == null || offset < 0) {
            return false;
        } else if (lasting.contains(handle)) {
            return offset + lengthBytes <= behind.lengthBytes();
        }
        long address = behind.address() + offset;
        Map.Entry<Long, Long> range = mapped.floorEntry(address);
        return range != null && address + lengthBytes <= range.getValue();
    }

    /** Calls that give everything back, in order; what they return does not matter. */
    public List<Action.Call> farewell() {
        List<Action.Call> calls = new ArrayList<>();
        semaphores.forEach(address -> calls.add(call("sem_close", address)));
        mapped.forEach((start, end) -> calls.add(call("munmap", start, end - start)));
        open.forEach(number -> calls.add(call("close", number)));
        return calls;
    }

    private static Action.Call call(String function, long... arguments) {
        return new Action.Call(
                function,
                Arrays.stream(arguments)
                        .<Argument>mapToObj(Argument.Number::new)
                        .toList(),
                Optional.empty());
    }

    /** Forgets everything but what was lent under the handle of the private memory. */
    public void forget() {
        Optional<Memory> scratch = memory(Argument.SCRATCH);
        descriptors.clear();
        memory.clear();
        lasting.clear();
        open.clear();
        mapped.clear();
        semaphores.clear();
        scratch.ifPresent(lent -> lend(Argument.SCRATCH, lent));
    }

    /** After {@code exec}: all memory is gone, descriptors may be there and keep their numbers. */
    public void executed() {
        memory.clear();
        lasting.clear();
        mapped.clear();
        semaphores.clear();
    }

    /** What a forked child holds. */
    public Holdings copy() {
        Holdings copy = new Holdings(pageBytes);
        copy.descriptors.putAll(descriptors);
        copy.memory.putAll(memory);
        copy.open.addAll(open);
        copy.mapped.putAll(mapped);
        copy.semaphores.addAll(semaphores);
        copy.lasting.addAll(lasting);
        return copy;
    }
}
