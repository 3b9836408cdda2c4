/*
 * A process that is no JVM: it calls functions of the C library by name as it is told, one line per order on descriptor 0, one line
 * per answer on descriptor 1. It can fork, execute itself, and survive signals of bad accesses, which no JVM can.
 *
 *   c WIDTH FUNCTION ARGUMENT...      call          -> r VALUE ERRNO          WIDTH: w 64 bits, i 32 bits
 *   b THREAD WIDTH FUNCTION ARG...    begin         -> v TID                  ARGUMENT: nDECIMAL or sHEX (a string)
 *   o THREAD                          outcome       -> r VALUE ERRNO, or x WHY
 *   e THREAD                          end of thread -> k
 *   g BYTES ADDRESS                   get           -> v VALUE
 *   p BYTES ADDRESS VALUE             put           -> k
 *   f ADDRESS LENGTH BYTE             fill          -> k
 *   t ADDRESS 0|1                     touch         -> v VALUE, or s SIGNAL CODE
 *   h SIGNAL FLAGS                    handle        -> k
 *   n SIGNAL                          handled       -> v COUNT
 *   F PATH                            fork          -> v PID; the child says hello through the socket PATH
 *   X                                 execute       -> hello, from the new program
 *
 * First of all it says hello: h PID ADDRESS, where its private memory lies. It ends with its input, or by SIGALRM after a bound, whatever it is doing.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 1 << 17, SCRATCH_BYTES = 1 << 16, ARGUMENTS = 7, THREADS = 64, NAME = 32, SIGNALS = 65, BOUND_SECONDS = 120, PATIENCE_SECONDS = 20 };

struct call {
    long (*function)(long, ...);
    int wide;
    long argument[ARGUMENTS];
    char *string[ARGUMENTS];
    long value;
    int error;
};

enum state { FREE, STARTING, WAITING, CALLED, RETURNED, LEAVING };

struct thread {
    char name[NAME];
    enum state state;
    pthread_t id;
    long kernel_id;
    struct call call;
};

static char line[LINE];
static char *scratch;
static char **arguments;
static struct thread threads[THREADS];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static volatile sig_atomic_t handled[SIGNALS];
static sem_t *volatile posted[SIGNALS];
static sigjmp_buf landing;
static volatile sig_atomic_t hit_signal;
static volatile sig_atomic_t hit_code;

/* Functions of its own, called by name like those of the C library: what takes too many accesses to ask for each. */

long compare_and_set(long *at, long expected, long fresh) {
    return __atomic_compare_exchange_n(at, &expected, fresh, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

/* Has the handler of a signal post a semaphore as well. */
long post_when_handled(long signal, sem_t *semaphore) {
    posted[signal % SIGNALS] = semaphore;
    return 0;
}

/* Goes through a robust mutex over and over, and recovers it where its owner had died; the number of a call's error, if one fails. */
long lock_and_unlock(pthread_mutex_t *mutex, long rounds) {
    for (long i = 0; i < rounds; i++) {
        int error = pthread_mutex_lock(mutex);
        if (error == EOWNERDEAD) {
            error = pthread_mutex_consistent(mutex);
        }
        if (error == 0) {
            error = pthread_mutex_unlock(mutex);
        }
        if (error != 0) {
            return error;
        }
    }
    return 0;
}

/* Stores all ones and all zeros in turn; the place may lie across cache lines. */
long alternate(volatile long *at, long rounds) {
    for (long i = 0; i < rounds; i++) {
        *at = -1;
        *at = 0;
    }
    return 0;
}

/* Loads of which some bytes were all ones and some all zeros; -1 if a byte was anything else. */
long count_torn(volatile long *at, long rounds) {
    long torn = 0;
    for (long i = 0; i < rounds; i++) {
        unsigned long seen = (unsigned long)*at;
        if (((seen & 0x0101010101010101UL) * 0xff) != seen) {
            return -1;
        }
        torn += seen != 0 && seen != ~0UL;
    }
    return torn;
}

/*
 * Store buffering. Slot i + 1 has words for the stores of the two sides and for what they loaded; slot 0 has how many slots each side
 * has come to, by which they meet every 64 slots. The sides visit the slots in different orders, so that they fight for lines.
 */
long buffer_stores(long *slots, long side, long count, long fenced) {
    for (long begin = 0; begin < count; begin += 64) {
        __atomic_store_n(&slots[side], begin + 64, __ATOMIC_RELEASE);
        for (long spins = 0; __atomic_load_n(&slots[1 - side], __ATOMIC_ACQUIRE) < begin + 64; spins++) {
            if (spins > 1000) {
                sched_yield();
            }
        }
        for (long k = 0; k < 64; k++) {
            long *slot = &slots[8 * (1 + begin + (side ? k ^ 7 : k))];
            __atomic_store_n(&slot[side], 1, __ATOMIC_RELEASE);
            if (fenced) {
                __atomic_thread_fence(__ATOMIC_SEQ_CST);
            }
            slot[2 + side] = 1 + __atomic_load_n(&slot[1 - side], __ATOMIC_ACQUIRE);
        }
    }
    return count;
}

/* Maps pages, no two neighbours alike, until that fails; unmaps them again. The error number. */
long map_until_full(void) {
    enum { PLACES = 1 << 22 };
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *all = mmap(NULL, PLACES * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (all == MAP_FAILED) {
        return 0;
    }
    int error = 0;
    for (size_t i = 0; i < PLACES && error == 0; i += 2) {
        if (mmap(all + i * page, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) {
            error = errno;
        }
    }
    munmap(all, PLACES * page);
    return error;
}

/* Slots in which both sides loaded nothing; -1 if a side did not load. */
long count_both_zero(const long *slots, long count) {
    long both = 0;
    for (long i = 1; i <= count; i++) {
        const long *slot = &slots[8 * i];
        if (slot[2] == 0 || slot[3] == 0) {
            return -1;
        }
        both += slot[2] == 1 && slot[3] == 1;
    }
    return both;
}

/* Looks at a record of two longs until it holds the last of the numbers that somebody stores into both; how often the two differed. */
long count_unequal(volatile long *record, long last) {
    long unequal = 0;
    long second;
    long looks = 0;
    do {
        long first = record[0];
        second = record[1];
        unequal += first != second;
        if (++looks % 1024 == 0) {
            sched_yield();
        }
    } while (second != last);
    return unequal;
}

/* Passes over longs, at least one, until told to stop: those in which some bytes were all ones and some all zeros; -1 if a byte was anything else. */
long count_mixed(volatile long *at, long longs, volatile long *stop) {
    long mixed = 0;
    int stopped;
    do {
        stopped = *stop != 0;
        unsigned long all = ~0UL, any = 0;
        for (long i = 0; i < longs; i++) {
            unsigned long seen = (unsigned long)at[i];
            if (((seen & 0x0101010101010101UL) * 0xff) != seen) {
                return -1;
            }
            all &= seen;
            any |= seen;
        }
        mixed += all != any;
    } while (!stopped);
    return mixed;
}

/* From here on the kernel kills this process at any system call but the one by which it ends; 0 if it cannot. */
static int forbid_calls(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

/* In native-races.c: a child that goes with this process. */
pid_t fork_along(void);

/*
 * Numbers go to another process and come from it, by stores and loads alone: a child does it, for whom system calls are forbidden.
 * Returns 0 when all have come, 1 if the kernel cannot forbid, 128 and a signal's number if the child died of it; with a call that is
 * made nevertheless, it does.
 */
long exchange_without_calls(long *to, long *from, long rounds, long calls) {
    pid_t child = fork_along();
    if (child == 0) {
        prctl(PR_SET_DUMPABLE, 0);
        alarm(PATIENCE_SECONDS - 2);
        if (!forbid_calls()) {
            _exit(1);
        }
        for (long i = 1; i <= rounds; i++) {
            __atomic_store_n(to, i, __ATOMIC_RELEASE);
            if (calls) {
                getppid();
            }
            while (__atomic_load_n(from, __ATOMIC_ACQUIRE) < i) {
            }
        }
        _exit(0);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return -1;
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void die(const char *why) {
    dprintf(2, "native process: %s\n", why);
    _exit(70);
}

static void say(const char *format, long one, long two) {
    char text[128];
    int length = snprintf(text, sizeof text, format, one, two);
    if (write(1, text, (size_t)length) != length) {
        _exit(0);
    }
}

/* One line without its end, byte by byte so that nothing that follows an exec is lost. */
static int hear(void) {
    for (int i = 0; i < LINE - 1; i++) {
        ssize_t n;
        do {
            n = read(0, line + i, 1);
        } while (n == -1 && errno == EINTR);
        if (n != 1) {
            return 0;
        }
        if (line[i] == '\n') {
            line[i] = 0;
            return 1;
        }
    }
    die("an order is too long");
    return 0;
}

static char *word(char **rest) {
    char *found = strsep(rest, " ");
    if (found == NULL) {
        die("an order lacks a word");
    }
    return found;
}

static long number(char **rest) {
    return strtol(word(rest), NULL, 10);
}

static char *unhex(const char *hex) {
    size_t length = strlen(hex) / 2;
    char *text = malloc(length + 1);
    if (text == NULL) {
        die("no memory");
    }
    for (size_t i = 0; i < length; i++) {
        unsigned byte = 0;
        sscanf(hex + 2 * i, "%2x", &byte);
        text[i] = (char)byte;
    }
    text[length] = 0;
    return text;
}

static int parse(struct call *call, char **rest) {
    memset(call, 0, sizeof *call);
    call->wide = word(rest)[0] == 'w';
    call->function = (long (*)(long, ...))dlsym(RTLD_DEFAULT, word(rest));
    for (int i = 0; i < ARGUMENTS && *rest != NULL; i++) {
        char *argument = word(rest);
        if (argument[0] == 's') {
            call->string[i] = unhex(argument + 1);
            call->argument[i] = (long)call->string[i];
        } else {
            call->argument[i] = strtol(argument + 1, NULL, 10);
        }
    }
    return call->function != NULL;
}

static void perform(struct call *call) {
    long *a = call->argument;
    errno = 0;
    long value = call->function(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    call->error = errno;
    call->value = call->wide ? value : (int)value;
    for (int i = 0; i < ARGUMENTS; i++) {
        free(call->string[i]);
    }
}

static struct timespec in_patience(void) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_SECONDS;
    return until;
}

static void turn(struct thread *thread, enum state state) {
    thread->state = state;
    pthread_cond_broadcast(&changed);
}

static void *live(void *of) {
    struct thread *thread = of;
    pthread_mutex_lock(&guard);
    thread->kernel_id = syscall(SYS_gettid);
    turn(thread, WAITING);
    while (thread->state != LEAVING) {
        if (thread->state == CALLED) {
            pthread_mutex_unlock(&guard);
            perform(&thread->call);
            pthread_mutex_lock(&guard);
            turn(thread, RETURNED);
        } else {
            pthread_cond_wait(&changed, &guard);
        }
    }
    pthread_mutex_unlock(&guard);
    return NULL;
}

static struct thread *named(const char *name) {
    struct thread *empty = NULL;
    for (int i = 0; i < THREADS; i++) {
        if (threads[i].state != FREE && strcmp(threads[i].name, name) == 0) {
            return &threads[i];
        }
        if (threads[i].state == FREE && empty == NULL) {
            empty = &threads[i];
        }
    }
    if (empty == NULL || strlen(name) >= NAME) {
        die("no room for a thread");
    }
    strcpy(empty->name, name);
    empty->state = STARTING;
    if (pthread_create(&empty->id, NULL, live, empty) != 0) {
        die("cannot start a thread");
    }
    return empty;
}

static void begin(char *rest) {
    pthread_mutex_lock(&guard);
    struct thread *thread = named(word(&rest));
    while (thread->state == STARTING) {
        pthread_cond_wait(&changed, &guard);
    }
    if (thread->state == CALLED) {
        say("x the thread is still in a call\n", 0, 0);
    } else if (parse(&thread->call, &rest)) {
        turn(thread, CALLED);
        say("v %ld\n", thread->kernel_id, 0);
    } else {
        say("x no such function\n", 0, 0);
    }
    pthread_mutex_unlock(&guard);
}

static void outcome(char *rest) {
    struct timespec until = in_patience();
    int waited = 0;
    pthread_mutex_lock(&guard);
    struct thread *thread = named(word(&rest));
    while (thread->state == CALLED && waited == 0) {
        waited = pthread_cond_timedwait(&changed, &guard, &until);
    }
    if (thread->state == RETURNED) {
        say("r %ld %ld\n", thread->call.value, thread->call.error);
    } else {
        say("x the call has not returned within 20 s\n", 0, 0);
    }
    pthread_mutex_unlock(&guard);
}

static void end_thread(char *rest) {
    pthread_mutex_lock(&guard);
    struct thread *thread = named(word(&rest));
    int busy = thread->state == CALLED;
    if (!busy) {
        turn(thread, LEAVING);
    }
    pthread_mutex_unlock(&guard);
    if (busy) {
        say("x the thread is still in a call\n", 0, 0);
        return;
    }
    pthread_join(thread->id, NULL);
    thread->state = FREE;
    say("k\n", 0, 0);
}

static void get(char *rest) {
    long bytes = number(&rest);
    unsigned long value = 0;
    memcpy(&value, (void *)number(&rest), (size_t)bytes);
    say("v %ld\n", (long)value, 0);
}

static void put(char *rest) {
    long bytes = number(&rest);
    void *address = (void *)number(&rest);
    long value = number(&rest);
    memcpy(address, &value, (size_t)bytes);
    say("k\n", 0, 0);
}

static void fill(char *rest) {
    void *address = (void *)number(&rest);
    long length = number(&rest);
    memset(address, (int)number(&rest), (size_t)length);
    say("k\n", 0, 0);
}

static void hit(int signal, siginfo_t *info, void *context) {
    (void)context;
    hit_signal = signal;
    hit_code = info->si_code;
    siglongjmp(landing, 1);
}

static void touch(char *rest) {
    volatile unsigned char *address = (volatile unsigned char *)number(&rest);
    int writes = (int)number(&rest);
    struct sigaction taking, bus, segment;
    memset(&taking, 0, sizeof taking);
    taking.sa_sigaction = hit;
    taking.sa_flags = SA_SIGINFO;
    sigaction(SIGBUS, &taking, &bus);
    sigaction(SIGSEGV, &taking, &segment);
    volatile long value = 0;
    int was_hit = sigsetjmp(landing, 1);
    if (was_hit == 0) {
        if (writes) {
            *address = 0x5a;
        } else {
            value = *address;
        }
    }
    sigaction(SIGBUS, &bus, NULL);
    sigaction(SIGSEGV, &segment, NULL);
    if (was_hit != 0) {
        say("s %ld %ld\n", hit_signal, hit_code);
    } else {
        say("v %ld\n", value, 0);
    }
}

static void count(int signal) {
    int error = errno;
    handled[signal]++;
    if (posted[signal] != NULL) {
        sem_post(posted[signal]);
    }
    errno = error;
}

static void handle(char *rest) {
    int signal = (int)number(&rest);
    struct sigaction counting;
    memset(&counting, 0, sizeof counting);
    counting.sa_handler = count;
    counting.sa_flags = (int)number(&rest);
    if (signal < 1 || signal >= SIGNALS || sigaction(signal, &counting, NULL) != 0) {
        say("x cannot handle that signal\n", 0, 0);
    } else {
        say("k\n", 0, 0);
    }
}

static void reconnect(const char *path) {
    struct sockaddr_un address;
    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address.sun_path) {
        die("the path of the socket is too long");
    }
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0 || dup2(fd, 0) != 0 || dup2(fd, 1) != 1) {
        die("cannot reach whoever gives orders");
    }
    close(fd);
}

/* Memory that is shared for the sake of futexes would be the parent's too; the child gets a copy at the same place. */
static void own_scratch(void) {
    static char copy[SCRATCH_BYTES];
    memcpy(copy, scratch, SCRATCH_BYTES);
    if (mmap(scratch, SCRATCH_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != scratch) {
        die("no memory");
    }
    memcpy(scratch, copy, SCRATCH_BYTES);
}

static void fork_off(const char *path) {
    pid_t child = fork();
    if (child != 0) {
        say("v %ld\n", child, 0);
        return;
    }
    alarm(BOUND_SECONDS);
    memset(threads, 0, sizeof threads);
    pthread_mutex_init(&guard, NULL);
    pthread_cond_init(&changed, NULL);
    own_scratch();
    reconnect(path);
    say("h %ld %ld\n", (long)getpid(), (long)scratch);
}

/* The thread that started it leads its script to the end: if that thread goes, nobody is left to talk to. */
static void start(void) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(BOUND_SECONDS);
    scratch = mmap(NULL, SCRATCH_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (scratch == MAP_FAILED) {
        die("no memory");
    }
    say("h %ld %ld\n", (long)getpid(), (long)scratch);
}

static void obey(void) {
    char *rest = line;
    struct call call;
    switch (word(&rest)[0]) {
        case 'c':
            if (parse(&call, &rest)) {
                perform(&call);
                say("r %ld %ld\n", call.value, call.error);
            } else {
                say("x no such function\n", 0, 0);
            }
            break;
        case 'b': begin(rest); break;
        case 'o': outcome(rest); break;
        case 'e': end_thread(rest); break;
        case 'g': get(rest); break;
        case 'p': put(rest); break;
        case 'f': fill(rest); break;
        case 't': touch(rest); break;
        case 'h': handle(rest); break;
        case 'n': say("v %ld\n", handled[number(&rest) % SIGNALS], 0); break;
        case 'F': fork_off(word(&rest)); break;
        case 'X':
            execv("/proc/self/exe", arguments);
            say("x cannot execute: errno %ld\n", errno, 0);
            break;
        default: die("an order is not known");
    }
}

/* Started with the path of a socket; when it executes itself, without, since descriptors 0 and 1 are connected already. */
int main(int argc, char **argv) {
    if (argc > 1) {
        reconnect(argv[1]);
        argv[1] = NULL;
    }
    arguments = argv;
    start();
    while (hear()) {
        obey();
    }
    return 0;
}
