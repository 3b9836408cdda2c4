/*
 * Races that orders from elsewhere would never hit, which come a tenth of a millisecond apart: functions that native processes call by
 * name, in memory that they share. Whatever waits for another process gives up after a while and says how far it came.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MILLIS = 10000, EVERYBODY = 1000 };

static long millis(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Pairs with reach. */
static long reached(const long *count) {
    return __atomic_load_n(count, __ATOMIC_ACQUIRE);
}

static void reach(long *count, long value) {
    __atomic_store_n(count, value, __ATOMIC_RELEASE);
}

/* Leaves the CPU to others, and after some looks for longer: there may be fewer CPUs than processes that wait. */
static void leave(long looks) {
    struct timespec nap = {0, 20000};
    if (looks < 50) {
        sched_yield();
    } else {
        nanosleep(&nap, NULL);
    }
}

/* Whether another's count comes to that. */
static int comes(const long *count, long value) {
    long end = millis() + PATIENCE_MILLIS;
    for (long looks = 0; reached(count) < value; looks++) {
        if (millis() > end) {
            return 0;
        }
        leave(looks);
    }
    return 1;
}

static void spin(unsigned turns) {
    for (volatile unsigned i = 0; i < turns; i++) {
    }
}

static unsigned next(unsigned *random) {
    *random = *random * 1664525 + 1013904223;
    return *random >> 16;
}

static long futex(int *word, int operation, int value, long limit, int *target, int compared) {
    return syscall(SYS_futex, word, operation, value, limit, target, compared);
}

/* Whether so many come to sleep at a word that nobody changes: a requeue onto the word itself moves nobody, and says how many there are. */
static int come_to_sleep(int *word, long sleepers) {
    long end = millis() + PATIENCE_MILLIS;
    for (long looks = 0; futex(word, FUTEX_CMP_REQUEUE, 0, EVERYBODY, word, __atomic_load_n(word, __ATOMIC_ACQUIRE)) < sleepers; looks++) {
        if (millis() > end) {
            return 0;
        }
        leave(looks);
    }
    return 1;
}

/* A child of this process that goes with it. */
pid_t fork_along(void) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(0);
        }
    }
    return child;
}

/* To kill -1 would be to kill everybody. */
static void end(pid_t child) {
    if (child > 0) {
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
}

static void make_robust(pthread_mutex_t *mutex) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex, &attributes);
}

/* Sleepers of which one is woken, and the others are moved to another word, where each wakes the next: in zeroed shared memory. */
struct requeues {
    int turn;
    int target;
    long asleep;
    long rounds;
    long over;
};

/* One of the sleepers. */
long pass_on(struct requeues *at) {
    for (int round = 0; !reached(&at->over); round++) {
        __atomic_add_fetch(&at->asleep, 1, __ATOMIC_RELEASE);
        while (__atomic_load_n(&at->turn, __ATOMIC_ACQUIRE) == round) {
            if (futex(&at->turn, FUTEX_WAIT, round, 0, NULL, 0) == 0) {
                futex(&at->target, FUTEX_WAKE, 1, 0, NULL, 0);
            }
        }
    }
    return 0;
}

/* Wakes and moves them; 0, or -1 if somebody did not wake. */
long requeue_often(struct requeues *at, long sleepers, long rounds, long limit) {
    long end = millis() + limit;
    int turn = 0;
    for (long round = 1; round <= rounds && millis() < end; round++) {
        if (!comes(&at->asleep, sleepers * round) || !come_to_sleep(&at->turn, sleepers)) {
            return -1;
        }
        __atomic_store_n(&at->turn, ++turn, __ATOMIC_RELEASE);
        if (futex(&at->turn, FUTEX_CMP_REQUEUE, 1, EVERYBODY, &at->target, turn) != sleepers || !comes(&at->asleep, sleepers * (round + 1))) {
            return -1;
        }
        at->rounds = round;
    }
    reach(&at->over, 1);
    __atomic_store_n(&at->turn, turn + 1, __ATOMIC_RELEASE);
    futex(&at->turn, FUTEX_WAKE, EVERYBODY, 0, NULL, 0);
    return 0;
}

/* Makes objects, which nobody but this process has, and wakes whoever sleeps at their first words; how many that were, or -1. */
long wake_at_fresh_objects(const char *name, long times) {
    enum { HELD = 64 };
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    long woken = 0;
    for (long i = 0; i < times; i += HELD) {
        int *words[HELD];
        for (int k = 0; k < HELD; k++) {
            int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
            if (fd < 0 || shm_unlink(name) != 0 || ftruncate(fd, (off_t)page) != 0) {
                return -1;
            }
            words[k] = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
            close(fd);
            if (words[k] == MAP_FAILED) {
                return -1;
            }
            woken += futex(words[k], FUTEX_WAKE, EVERYBODY, 0, NULL, 0);
        }
        for (int k = 0; k < HELD; k++) {
            munmap(words[k], page);
        }
    }
    return woken;
}

/* A sleeper at a word that stays 0, of which the page comes and goes: in zeroed shared memory beside that page. */
struct cuts {
    long woken;
    long over;
    long gone;
};

/* Sleeps until somebody wakes it, over and over; the word may be out of reach now and then. */
long sleep_often(struct cuts *at, int *word) {
    while (!reached(&at->over)) {
        if (futex(word, FUTEX_WAIT, 0, 0, NULL, 0) == 0) {
            reach(&at->woken, at->woken + 1);
        } else if (errno != EFAULT) {
            return -1;
        } else {
            sched_yield();
        }
    }
    reach(&at->gone, 1);
    return 0;
}

/* Wakes that sleeper so many times; 0, or -1 if it does not wake any more. */
long wake_often(struct cuts *at, int *word, long times, long limit) {
    long end = millis() + limit;
    long seen = 0;
    long patience = millis() + PATIENCE_MILLIS;
    while (!reached(&at->gone)) {
        long now = millis();
        if (reached(&at->woken) > seen) {
            seen = reached(&at->woken);
            patience = now + PATIENCE_MILLIS;
        } else if (now > patience) {
            return -1;
        }
        if (seen >= times || now > end) {
            reach(&at->over, 1);
        }
        futex(word, FUTEX_WAKE, EVERYBODY, 0, NULL, 0);
        sched_yield();
    }
    return 0;
}

/* Takes the word's page away and gives it back, by cutting the object off before it and by a hole, as long as that goes on. */
long cut_often(struct cuts *at, int fd, long before, long size) {
    while (!reached(&at->gone)) {
        if (ftruncate(fd, before) != 0 || ftruncate(fd, size) != 0
            || fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, before, size - before) != 0) {
            return -1;
        }
        sched_yield();
    }
    return 0;
}

/*
 * Owners of a robust mutex that are killed, one each round, in zeroed shared memory. Survivors come to the mutex once a round. No victim
 * ever waits for it, and none is killed in unlocking unless all survivors sleep: otherwise one of these may sleep for ever, as the
 * kernel has it (docs/findings/robust-mutex.md).
 */
struct deaths {
    union {
        pthread_mutex_t mutex;
        char room[128];
    };
    long told;
    long holds;
    long round;
    long go;
    long turns;
    long over;
};

enum way { LOCKING, TRYING, WITH_A_LIMIT };

enum moment { UNLOCKING, HOLDING, ANYWHERE };

static int lock_by(pthread_mutex_t *mutex, long way) {
    if (way == LOCKING) {
        return pthread_mutex_lock(mutex);
    } else if (way == WITH_A_LIMIT) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += PATIENCE_MILLIS / 1000;
        return pthread_mutex_timedlock(mutex, &until);
    }
    int error;
    long end = millis() + PATIENCE_MILLIS;
    while ((error = pthread_mutex_trylock(mutex)) == EBUSY && millis() <= end) {
        sched_yield();
    }
    return error;
}

/* A survivor; the number of a call's error, if one fails. */
long survive(struct deaths *at, long way) {
    for (long round = 1;; round++) {
        if (!comes(&at->round, round)) {
            return ETIMEDOUT;
        } else if (reached(&at->over)) {
            return 0;
        }
        int error = lock_by(&at->mutex, way);
        if (error == EOWNERDEAD) {
            __atomic_add_fetch(&at->told, 1, __ATOMIC_RELAXED);
            error = pthread_mutex_consistent(&at->mutex);
        }
        if (error == 0) {
            error = pthread_mutex_unlock(&at->mutex);
        }
        if (error != 0) {
            return error;
        }
        __atomic_add_fetch(&at->turns, 1, __ATOMIC_RELEASE);
    }
}

static void be_killed(struct deaths *at, long moment, long way, long round) {
    if (moment == ANYWHERE) {
        reach(&at->holds, round);
        while (lock_by(&at->mutex, way) == 0 && pthread_mutex_unlock(&at->mutex) == 0) {
        }
        _exit(1);
    }
    if (lock_by(&at->mutex, way) != 0) {
        _exit(1);
    }
    reach(&at->holds, round);
    while (reached(&at->go) < round) {
    }
    if (moment == UNLOCKING) {
        spin(2000);
        pthread_mutex_unlock(&at->mutex);
    }
    for (;;) {
        pause();
    }
}

/* Whether every survivor came to its turn after the death, and as many were told of it as must be. */
static int went_well(struct deaths *at, long moment, long survivors, long round, long told_before) {
    int all = comes(&at->turns, survivors * round);
    long told = at->told - told_before;
    return all && told <= 1 && (moment != HOLDING || told == 1);
}

/* How long to wait before the kill. Deaths in unlocking are aimed at the store that gives the mutex back: what comes right after it matters. */
static unsigned until_death(long moment, unsigned aim, unsigned *random) {
    return moment == UNLOCKING ? aim + next(random) % 128 : moment == HOLDING ? next(random) / 8 : next(random);
}

/* Kills so many; 0, or the round that did not go well. */
long kill_owners(struct deaths *at, long moment, long way, long survivors, long rounds, long limit) {
    long last = millis() + limit;
    unsigned random = 1;
    unsigned aim = 2000;
    make_robust(&at->mutex);
    long round = 1;
    for (; round <= rounds && millis() < last; round++) {
        long told = at->told;
        pid_t victim = fork_along();
        if (victim == 0) {
            be_killed(at, moment, way, round);
        }
        int good = victim > 0 && comes(&at->holds, round);
        if (good && moment != ANYWHERE) {
            reach(&at->round, round);
            good = moment == HOLDING || come_to_sleep(&at->mutex.__data.__lock, survivors);
            reach(&at->go, round);
        }
        spin(until_death(moment, aim, &random));
        end(victim);
        reach(&at->round, round);
        if (!good || !went_well(at, moment, survivors, round, told)) {
            return round;
        }
        aim = at->told > told ? aim + 16 + aim / 16 : aim - aim / 16;
    }
    reach(&at->over, 1);
    reach(&at->round, round);
    return 0;
}

/* Pages that are moved, stored to, and cut off, all at the same time and round by round: in zeroed shared memory. */
struct moves {
    long ready;
    long moved;
    long checked;
    long over;
};

/* Stores zeros to a place over and over, by a call that fails where nothing is mapped. */
long store_often(struct moves *at, char *from, long bytes) {
    int zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    while (zeros >= 0 && !reached(&at->over)) {
        if (read(zeros, from, (size_t)bytes) < 0 && errno != EFAULT) {
            return -1;
        }
    }
    return zeros < 0 ? -1 : close(zeros);
}

/* Maps an object there and moves its pages away, over and over. */
long move_often(struct moves *at, int fd, char *from, char *to, long bytes) {
    unsigned random = 1;
    for (long round = 1; !reached(&at->over); round++) {
        if (ftruncate(fd, bytes) != 0 || mmap(from, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0) != from) {
            return -1;
        }
        memset(from, 1, (size_t)bytes);
        reach(&at->ready, round);
        spin(next(&random) / 16);
        if (mremap(from, (size_t)bytes, (size_t)bytes, MREMAP_MAYMOVE | MREMAP_FIXED, to) != to) {
            return -1;
        }
        reach(&at->moved, round);
        if (!comes(&at->checked, round)) {
            return -1;
        }
    }
    return 0;
}

/* Gives the object's pages back while they are moved, and takes as many for another object; the bytes that somebody else stored there, or -1. */
long cut_and_check(struct moves *at, int fd, int canary, unsigned char *clean, long bytes, long rounds, long limit) {
    long end = millis() + limit;
    unsigned random = 2;
    long spoilt = 0;
    for (long round = 1; !at->over; round++) {
        if (!comes(&at->ready, round)) {
            return -1;
        }
        spin(next(&random) / 16);
        if (ftruncate(fd, 0) != 0 || ftruncate(canary, 0) != 0 || ftruncate(canary, bytes) != 0) {
            return -1;
        }
        memset(clean, 0x77, (size_t)bytes);
        if (!comes(&at->moved, round)) {
            return -1;
        }
        for (long i = 0; i < bytes; i++) {
            spoilt += clean[i] != 0x77;
        }
        reach(&at->over, round == rounds || spoilt > 0 || millis() > end);
        reach(&at->checked, round);
    }
    return spoilt;
}

/*
 * Tries for a read-write lock for a while, now for reading, now for writing, and keeps it long enough for others to come to wait; how often
 * it was refused, or an error's number below 0. Writers are alone: they count themselves in and out.
 */
long try_often(pthread_rwlock_t *lock, long *inside, long limit) {
    long end = millis() + limit;
    unsigned random = 1;
    long refused = 0;
    for (long i = 0; millis() < end; i++) {
        int writes = i % 2 == 0;
        int error = writes ? pthread_rwlock_trywrlock(lock) : pthread_rwlock_tryrdlock(lock);
        if (error == 0) {
            long others = writes ? __atomic_fetch_add(inside, 1, __ATOMIC_RELAXED) : __atomic_load_n(inside, __ATOMIC_RELAXED);
            error = others != 0 ? EPROTO : 0;
            spin(next(&random) / 4);
            if (writes) {
                __atomic_fetch_sub(inside, 1, __ATOMIC_RELAXED);
            }
            error = error != 0 ? error : pthread_rwlock_unlock(lock);
        } else if (error == EBUSY) {
            refused++;
            error = 0;
        }
        if (error != 0) {
            return -error;
        }
        sched_yield();
    }
    return refused;
}

/* Makes a condition variable as programs do that are compiled here, with the static initialiser; its size. */
long initialise_statically(pthread_cond_t *at) {
    static const pthread_cond_t fresh = PTHREAD_COND_INITIALIZER;
    *at = fresh;
    return sizeof fresh;
}

/* Forks under a shower of signals, in shared memory: what came of locks that a signal's handler took in a child before fork had returned there. */
struct forks {
    volatile long told;
    volatile long forgotten;
    volatile long locked;
    volatile long returned;
    pthread_mutex_t mutex;
};

static struct forks *forks;
static volatile pid_t forker;

static void lock_early(int signal) {
    (void)signal;
    if (getpid() != forker && !forks->returned && !forks->locked) {
        forks->locked = pthread_mutex_lock(&forks->mutex) == 0;
    }
}

/* Signals the whole group, at intervals about as long as a fork takes, so that some come while there is one. */
static void shower(void) {
    unsigned random = 1;
    signal(SIGUSR1, SIG_IGN);
    for (;;) {
        spin(next(&random));
        kill(0, SIGUSR1);
    }
}

static void note_lock_of_dead(void) {
    if (pthread_mutex_trylock(&forks->mutex) == EOWNERDEAD) {
        pthread_mutex_consistent(&forks->mutex);
        pthread_mutex_unlock(&forks->mutex);
        forks->told++;
    } else {
        make_robust(&forks->mutex);
        forks->forgotten++;
    }
}

/* Whether fork returns there before the child is dead. */
static int returns_in(pid_t child) {
    while (!forks->returned) {
        if (waitpid(child, NULL, WNOHANG) == child) {
            return 0;
        }
        sched_yield();
    }
    return 1;
}

/* In a group of its own, as all of a group is signalled. */
static void fork_often(long times) {
    struct sigaction action = {.sa_handler = lock_early, .sa_flags = SA_RESTART};
    forker = getpid();
    if (setpgid(0, 0) != 0 || sigaction(SIGUSR1, &action, NULL) != 0) {
        _exit(1);
    }
    pid_t sender = fork_along();
    if (sender == 0) {
        shower();
    } else if (sender < 0) {
        _exit(1);
    }
    for (long i = 0; i < times; i++) {
        forks->locked = forks->returned = 0;
        pid_t child = fork_along();
        if (child == 0) {
            forks->returned = 1;
            for (;;) {
                pause();
            }
        } else if (child < 0 || !returns_in(child)) {
            end(sender);
            _exit(1);
        }
        end(child);
        if (forks->locked) {
            note_lock_of_dead();
        }
    }
    end(sender);
    _exit(0);
}

/* In zeroed shared memory; returns 0 when it is done, and what came of the locks is counted there. */
long fork_under_signals(struct forks *shared, long times) {
    forks = shared;
    make_robust(&forks->mutex);
    pid_t child = fork_along();
    if (child == 0) {
        fork_often(times);
    }
    int status = -1;
    return child < 0 || waitpid(child, &status, 0) != child ? -1 : status;
}

