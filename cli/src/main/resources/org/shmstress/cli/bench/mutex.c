/*
 * glibc's mutex as C calls it, for `shmstress bench locks`. Answers each line with one:
 *
 *   alone M   one process locks and unlocks a process-shared mutex for M milliseconds
 *   both M    two processes do, each on a CPU of the system's choice
 *
 * locked N T: N times in T nanoseconds.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OPERATIONS_PER_CLOCK 64
#define MOST_BATCHES (1 << 18)

struct shared {
    pthread_mutex_t mutex;
    char apart[256];
    atomic_int arrived;
    long operations[2];
    long nanos[2];
};

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int longer(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

/* The median of batches leaves out those in which something else had the CPU. */
static void alone(struct shared *s, long millis) {
    static long batches[MOST_BATCHES];
    long begin = now(), before = begin, count = 0;
    do {
        for (int i = 0; i < OPERATIONS_PER_CLOCK; i++) {
            pthread_mutex_lock(&s->mutex);
            pthread_mutex_unlock(&s->mutex);
        }
        long at = now();
        batches[count++] = at - before;
        before = at;
    } while (count < MOST_BATCHES && before - begin < millis * 1000000L);
    qsort(batches, count, sizeof batches[0], longer);
    s->operations[0] = count * OPERATIONS_PER_CLOCK;
    s->nanos[0] = batches[count / 2] * count;
}

static void work(struct shared *s, int self, int sides, long millis) {
    atomic_fetch_add(&s->arrived, 1);
    while (atomic_load(&s->arrived) < sides) {
    }
    long begin = now(), end = begin + millis * 1000000L, at, operations = 0;
    do {
        for (int i = 0; i < OPERATIONS_PER_CLOCK; i++) {
            pthread_mutex_lock(&s->mutex);
            pthread_mutex_unlock(&s->mutex);
        }
        operations += OPERATIONS_PER_CLOCK;
        at = now();
    } while (at < end);
    s->operations[self] = operations;
    s->nanos[self] = at - begin;
}

int main(void) {
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t attributes;
    if (s == MAP_FAILED || pthread_mutexattr_init(&attributes)
            || pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED)
            || pthread_mutex_init(&s->mutex, &attributes)) {
        return 1;
    }
    char word[16];
    long millis;
    while (scanf("%15s %ld", word, &millis) == 2) {
        int sides = word[0] == 'b' ? 2 : 1;
        atomic_store(&s->arrived, 0);
        s->operations[1] = s->nanos[1] = 0;
        pid_t other = sides == 2 ? fork() : 0;
        if (other < 0) {
            return 1;
        }
        if (sides == 2 && other == 0) {
            work(s, 1, sides, millis);
            _exit(0);
        }
        if (sides == 1) {
            alone(s, millis);
        } else {
            work(s, 0, sides, millis);
            waitpid(other, NULL, 0);
        }
        printf("locked %ld %ld\n", s->operations[0] + s->operations[1],
               s->nanos[0] > s->nanos[1] ? s->nanos[0] : s->nanos[1]);
        fflush(stdout);
    }
    return 0;
}
