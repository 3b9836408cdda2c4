package org.shmstress.properties.conformance;

import java.util.List;
import org.shmstress.properties.conformance.sync.Barriers;
import org.shmstress.properties.conformance.sync.ConditionAttributes;
import org.shmstress.properties.conformance.sync.ConditionSignals;
import org.shmstress.properties.conformance.sync.ConditionWaits;
import org.shmstress.properties.conformance.sync.MutexAttributes;
import org.shmstress.properties.conformance.sync.MutexLocking;
import org.shmstress.properties.conformance.sync.Mutexes;
import org.shmstress.properties.conformance.sync.NamedSemaphores;
import org.shmstress.properties.conformance.sync.OtherAttributes;
import org.shmstress.properties.conformance.sync.OtherObjects;
import org.shmstress.properties.conformance.sync.ReadWriteLocks;
import org.shmstress.properties.conformance.sync.RobustMutexes;
import org.shmstress.properties.conformance.sync.Semaphores;
import org.shmstress.properties.conformance.sync.SpinLocks;
import org.shmstress.properties.conformance.sync.TimedReadWriteLocks;
import org.shmstress.properties.conformance.sync.TimedSemaphores;

/** Which classes check rows about semaphores, mutexes and everything else that threads of processes wait at. */
final class Threads {

    static final List<Class<?>> CLASSES = List.of(
            Semaphores.class,
            TimedSemaphores.class,
            NamedSemaphores.class,
            MutexAttributes.class,
            Mutexes.class,
            MutexLocking.class,
            RobustMutexes.class,
            ConditionAttributes.class,
            ConditionWaits.class,
            ConditionSignals.class,
            ReadWriteLocks.class,
            TimedReadWriteLocks.class,
            Barriers.class,
            OtherAttributes.class,
            OtherObjects.class,
            SpinLocks.class);

    private Threads() {}
}
