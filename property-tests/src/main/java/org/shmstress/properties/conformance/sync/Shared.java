package org.shmstress.properties.conformance.sync;

import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Argument;

/**
 * A mapping that all parties of a row have, with a place of its own for each thing that the row is about. Objects are made by party a, and
 * process-shared unless it is said otherwise. Places begin as zeroes, a cache line apart.
 */
final class Shared {

    private static final long BYTES = 1 << 16;
    private static final long LINE = 64;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SOON_SECONDS = 10;
    private static final String HANDLE = "shared";

    private final Scene scene;
    private final Argument name;
    private final Map<Party, Area> mapped = new HashMap<>();
    private final Fd made;
    private Optional<Area> soon = Optional.empty();
    private long used;

    Shared(Scene scene) {
        this.scene = scene;
        this.name = scene.name("shared");
        this.made = scene.a().create(name, BYTES);
        mapped.put(scene.a(), scene.a().map(made, BYTES, HANDLE));
    }

    Scene scene() {
        return scene;
    }

    Party a() {
        return with(scene.a());
    }

    Party b() {
        return with(scene.b());
    }

    Party d() {
        return with(scene.d());
    }

    /** Has a party map the memory, if it has not done so. */
    <P extends Party> P with(P party) {
        area(party);
        return party;
    }

    private Area area(Party party) {
        return mapped.computeIfAbsent(party, p -> p.map(p.open(name), BYTES, HANDLE));
    }

    /** Where the memory lies in a party's process. */
    long addressIn(Party party) {
        return area(party).address();
    }

    /** Another mapping of the same memory in that party. */
    Area mappedAgain(Party party) {
        return party.map(party.open(name), BYTES);
    }

    /** Has a party unmap the memory, whatever it holds there. */
    void unmap(Party party) {
        party.call("munmap", area(party), BYTES).returns(0);
    }

    /** Makes the object empty: no place can be touched any more. */
    void shrinkAway() {
        a().call("ftruncate", made, 0).returns(0);
    }

    /** The next free place. */
    Area place(long bytes) {
        Area place = new Area(HANDLE, used, 0);
        used += (bytes + LINE - 1) / LINE * LINE;
        return place;
    }

    /** A place for a number of 8 bytes, or of 4. */
    Area word() {
        return place(Long.BYTES);
    }

    Area semaphore(long permits) {
        Area semaphore = place(LINE);
        a().call("sem_init", semaphore, SHARED, permits).returns(0);
        return semaphore;
    }

    /** The semaphore's value must be this, for that party. */
    void permits(Party party, Area semaphore, int expected) {
        Area value = party.scratch(0);
        with(party).call("sem_getvalue", semaphore, value).returns(0);
        party.has(value, expected);
    }

    /** Fresh attributes, in memory that only a has. */
    Area attributes(String type) {
        Area attributes = a().scratch(LINE);
        a().call(type + "_init", attributes).returns(0);
        return attributes;
    }

    /** An attribute must have this value. */
    void attribute(String getter, Area attributes, int expected) {
        Area value = a().scratch(0);
        a().putInt(value, -1);
        a().call(getter, attributes, value).returns(0);
        a().has(value, expected);
    }

    Area mutex(Trait... traits) {
        Area attributes = attributes("pthread_mutexattr");
        a().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        for (Trait trait : traits) {
            a().call(trait.setter(), attributes, trait.value()).returns(0);
        }
        Area mutex = place(LINE);
        a().call("pthread_mutex_init", mutex, attributes).returns(0);
        a().call("pthread_mutexattr_destroy", attributes).returns(0);
        return mutex;
    }

    Area condition() {
        return made("pthread_cond", sharedAttributes("pthread_condattr"));
    }

    Area readWriteLock() {
        return made("pthread_rwlock", sharedAttributes("pthread_rwlockattr"));
    }

    Area barrier(int parties) {
        Area attributes = sharedAttributes("pthread_barrierattr");
        Area barrier = place(LINE);
        a().call("pthread_barrier_init", barrier, attributes, parties).returns(0);
        a().call("pthread_barrierattr_destroy", attributes).returns(0);
        return barrier;
    }

    Area spinLock() {
        Area lock = word();
        a().call("pthread_spin_init", lock, SHARED).returns(0);
        return lock;
    }

    /** An object of that type with these attributes, which are destroyed. */
    Area made(String type, Area attributes) {
        Area object = place(LINE);
        a().call(type + "_init", object, attributes).returns(0);
        a().call(type + "attr_destroy", attributes).returns(0);
        return object;
    }

    private Area sharedAttributes(String type) {
        Area attributes = attributes(type);
        a().call(type + "_setpshared", attributes, SHARED).returns(0);
        return attributes;
    }

    /** So far from now; negative: that it is past. */
    Deadline in(int clock, long millis) {
        return at(clock, now(clock) + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** An instant on CLOCK_REALTIME until which only a lock waits that nobody is going to give back; always in the same place. */
    Area soon() {
        Area at = soon.orElseGet(() -> place(2 * Long.BYTES));
        soon = Optional.of(at);
        a().putLong(at, Instant.now().getEpochSecond() + SOON_SECONDS);
        return at;
    }

    /** At an instant of that clock. */
    Deadline at(int clock, long nanos) {
        return new Deadline(
                clock, nanos, timespec(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND)));
    }

    /** A timespec with whatever nanoseconds. */
    Area timespec(long seconds, long nanos) {
        Area at = place(2 * Long.BYTES);
        a().putLong(at, seconds);
        a().putLong(at.at(Long.BYTES), nanos);
        return at;
    }

    /** Of the clocks that a JVM reads too: {@code System.nanoTime} is CLOCK_MONOTONIC on Linux. */
    static long now(int clock) {
        Instant now = Instant.now();
        return clock == MONOTONIC ? System.nanoTime() : now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** By that party's clock the deadline must have come. */
    void isPast(Party party, Deadline deadline) {
        scene.holds("the clock has reached the deadline", clock(party, deadline.clock()) >= deadline.nanos());
    }

    /** By that party's clock the deadline must be still to come. */
    void isAhead(Party party, Deadline deadline) {
        scene.holds("the deadline has not come yet", clock(party, deadline.clock()) < deadline.nanos());
    }

    private static long clock(Party party, int clock) {
        Area now = party.scratch(2 * LINE);
        party.call("clock_gettime", clock, now).returns(0);
        long nanos = party.getLong(now.at(Long.BYTES));
        return party.getLong(now) * NANOS_PER_SECOND + nanos;
    }

    /** An instant that CLOCK_MONOTONIC has not reached by an hour, and that CLOCK_REALTIME has long passed. */
    Deadline pastOnRealtimeOnly() {
        return at(REALTIME, System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    }
}
