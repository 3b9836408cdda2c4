/*
 * A process that is no JVM: it makes the calls that it is told, can fork, can execute itself anew, and survives signals.
 *
 * It reads one command a line from stdin and answers each with one line on stdout:
 *
 *   call FUNCTION [ARGUMENT...]       calls a function of the C library by name: "= RESULT ERRNO"
 *   begin SLOT FUNCTION [ARGUMENT...] the same on a thread of its own: "= TID 0"
 *   result SLOT MILLIS                what came of it: as call, or "-" if it is still running by then
 *   peek ADDRESS WIDTH                reads 1, 2, 4 or 8 bytes: "= VALUE 0"
 *   poke ADDRESS WIDTH VALUE          writes them: "= 0 0"
 *   dump ADDRESS COUNT                reads bytes: "= HEX 0"
 *   bytes ADDRESS HEX                 writes bytes: "= 0 0"
 *   handle SIGNAL FLAGS               counts the signal from now on; FLAGS as sigaction's sa_flags: "= 0 0"
 *   handled SIGNAL                    how often it came: "= COUNT 0"
 *   fork SLOT                         "= PID 0"
 *   reap SLOT                         waits for the end of a child: as what it did not live to answer
 *   child SLOT COMMAND...             the forked child performs the command, and its answer is the answer
 *   exec                              becomes a new image of this program, with the same pipes: "= PID SCRATCH"
 *
 * Arguments are up to seven numbers, decimal or 0x..., or strings: a quote and the bytes in hexadecimal. "! SIGNAL CODE" answers
 * what ended in SIGSEGV or SIGBUS, with si_code, "x HOW CODE" what a child did not live to answer (exit or signal), "? WORDS" what
 * it does not understand. The first line is "= PID SCRATCH", the address of 64 KiB of memory for arguments. The end of stdin ends
 * the process, and with it those that it forked.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS = 7, SLOTS = 64, LINE = 140000, SCRATCH = 65536, SIGNALS = 65 };

typedef long (*function)(long, ...);

struct task {
    pthread_t thread;
    int used, finished, fault, code, error;
    function called;
    long argument[ARGUMENTS], result;
    volatile pid_t tid;
};

struct child {
    pid_t pid;
    FILE *commands, *answers;
};

static struct task tasks[SLOTS];
static struct child children[SLOTS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static volatile sig_atomic_t counts[SIGNALS];
static char line[LINE], scratch[SCRATCH] __attribute__((aligned(4096)));
static FILE *commands, *answers;

/* Where this thread goes on after a bad access; only set while it makes one that may be bad. */
static __thread sigjmp_buf *volatile rescue;

/* Why the signal came: si_code. */
static __thread volatile int why;

static void answer(const char *format, long a, long b) {
    fprintf(answers, format, a, b);
    fflush(answers);
}

static void not_understood(const char *words) {
    fprintf(answers, "? %s\n", words);
    fflush(answers);
}

static void on_fault(int signal, siginfo_t *info, void *unused) {
    (void) unused;
    why = info->si_code;
    if (rescue) {
        siglongjmp(*rescue, signal);
    }
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(signal, &plain, NULL);
}

static void on_signal(int signal) {
    counts[signal]++;
}

static void catch_faults(void) {
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}

static void answer_fault(int signal, int code) {
    answer("! %ld %ld\n", signal, code);
}

/* Calls, and says which signal it ended in, if it did. */
static int guarded_call(function called, const long *a, long *result, int *error) {
    sigjmp_buf back;
    int fault = sigsetjmp(back, 1);
    if (!fault) {
        rescue = &back;
        errno = 0;
        *result = called(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
        *error = errno;
    }
    rescue = NULL;
    return fault;
}

/* A copy that lasts: a call on another thread may outlive the line. */
static char *text(const char *hex) {
    size_t length = strlen(hex) / 2;
    char *copy = calloc(length + 1, 1);
    for (size_t i = 0; copy && i < length; i++) {
        unsigned value = 0;
        sscanf(hex + 2 * i, "%2x", &value);
        copy[i] = (char) value;
    }
    return copy;
}

static long number(char **rest) {
    char *word = strsep(rest, " ");
    if (!word) {
        return 0;
    }
    if (word[0] == '"') {
        return (long) text(word + 1);
    }
    return word[0] == '-' ? strtol(word, NULL, 0) : (long) strtoul(word, NULL, 0);
}

static int slot(char **rest) {
    long at = number(rest);
    return at >= 0 && at < SLOTS ? (int) at : 0;
}

/* Reads a function and its arguments. */
static function understood(char **rest, long *arguments) {
    char *name = strsep(rest, " ");
    function found = name ? (function) dlsym(RTLD_DEFAULT, name) : NULL;
    if (!found) {
        not_understood("no such function");
    }
    for (int i = 0; i < ARGUMENTS; i++) {
        arguments[i] = number(rest);
    }
    return found;
}

static void call(char *rest) {
    long arguments[ARGUMENTS], result = 0;
    int error = 0;
    function called = understood(&rest, arguments);
    if (called) {
        int fault = guarded_call(called, arguments, &result, &error);
        fault ? answer_fault(fault, why) : answer("= %ld %ld\n", result, error);
    }
}

static void *run(void *given) {
    struct task *task = given;
    pthread_mutex_lock(&lock);
    task->tid = (pid_t) syscall(SYS_gettid);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    long result = 0;
    int error = 0, fault = guarded_call(task->called, task->argument, &result, &error);
    pthread_mutex_lock(&lock);
    task->result = result;
    task->error = error;
    task->fault = fault;
    task->code = why;
    task->finished = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void begin(char *rest) {
    struct task *task = &tasks[slot(&rest)];
    if (task->used) {
        not_understood("the slot is in use");
        return;
    }
    memset(task, 0, sizeof *task);
    task->called = understood(&rest, task->argument);
    if (!task->called) {
        return;
    }
    int failed = pthread_create(&task->thread, NULL, run, task);
    if (failed) {
        answer("= %ld %ld\n", -1, failed);
        return;
    }
    task->used = 1;
    pthread_mutex_lock(&lock);
    while (!task->tid) {
        pthread_cond_wait(&changed, &lock);
    }
    pthread_mutex_unlock(&lock);
    answer("= %ld %ld\n", task->tid, 0);
}

static void result(char *rest) {
    struct task *task = &tasks[slot(&rest)];
    long millis = number(&rest);
    struct timespec until;
    if (!task->used) {
        not_understood("nothing was begun there");
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += millis / 1000;
    until.tv_nsec += millis % 1000 * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&lock);
    while (!task->finished && pthread_cond_timedwait(&changed, &lock, &until) != ETIMEDOUT) {
    }
    int finished = task->finished;
    pthread_mutex_unlock(&lock);
    if (!finished) {
        answer("-\n", 0, 0);
        return;
    }
    pthread_join(task->thread, NULL);
    task->used = 0;
    task->fault ? answer_fault(task->fault, task->code) : answer("= %ld %ld\n", task->result, task->error);
}

static long load(uintptr_t at, long width) {
    switch (width) {
        case 1: return *(volatile int8_t *) at;
        case 2: return *(volatile int16_t *) at;
        case 4: return *(volatile int32_t *) at;
        default: return *(volatile int64_t *) at;
    }
}

static void store(uintptr_t at, long width, long value) {
    switch (width) {
        case 1: *(volatile int8_t *) at = (int8_t) value; break;
        case 2: *(volatile int16_t *) at = (int16_t) value; break;
        case 4: *(volatile int32_t *) at = (int32_t) value; break;
        default: *(volatile int64_t *) at = value;
    }
}

static void access_one(char *rest, int write) {
    uintptr_t at = (uintptr_t) number(&rest);
    long width = number(&rest), value = number(&rest);
    sigjmp_buf back;
    int fault = sigsetjmp(back, 1);
    if (fault) {
        rescue = NULL;
        answer_fault(fault, why);
        return;
    }
    rescue = &back;
    if (write) {
        store(at, width, value);
        value = 0;
    } else {
        value = load(at, width);
    }
    rescue = NULL;
    answer("= %ld %ld\n", value, 0);
}

/* The bytes go through a buffer, so that a fault happens before a word of the answer is out. */
static void access_many(char *rest, int write) {
    static unsigned char buffer[SCRATCH];
    unsigned char *at = (unsigned char *) number(&rest);
    size_t count = write ? strlen(rest ? rest : "") / 2 : (size_t) number(&rest);
    sigjmp_buf back;
    int fault;
    if (count > SCRATCH) {
        not_understood("too many bytes");
        return;
    }
    for (size_t i = 0; write && i < count; i++) {
        unsigned value = 0;
        sscanf(rest + 2 * i, "%2x", &value);
        buffer[i] = (unsigned char) value;
    }
    fault = sigsetjmp(back, 1);
    if (fault) {
        rescue = NULL;
        answer_fault(fault, why);
        return;
    }
    rescue = &back;
    write ? memcpy(at, buffer, count) : memcpy(buffer, at, count);
    rescue = NULL;
    fputs("= ", answers);
    for (size_t i = 0; !write && i < count; i++) {
        fprintf(answers, "%02x", buffer[i]);
    }
    fputs(write ? "0 0\n" : " 0\n", answers);
    fflush(answers);
}

static void handle(char *rest) {
    long signal = number(&rest), flags = number(&rest);
    if (signal < 1 || signal >= SIGNALS) {
        not_understood("no such signal");
        return;
    }
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int) flags};
    counts[signal] = 0;
    errno = 0;
    int failed = sigaction((int) signal, &action, NULL);
    answer("= %ld %ld\n", failed, errno);
}

static void handled(char *rest) {
    long signal = number(&rest);
    answer("= %ld %ld\n", signal > 0 && signal < SIGNALS ? counts[signal] : 0, 0);
}

/* The child lets go of what is its parent's talk with others, and of the parent's threads, which it does not have. */
static void become_child(int in, int out) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < SLOTS; i++) {
        if (children[i].pid) {
            close(fileno(children[i].commands));
            close(fileno(children[i].answers));
        }
    }
    memset(children, 0, sizeof children);
    memset(tasks, 0, sizeof tasks);
    dup2(in, 0);
    dup2(out, 1);
    close(in);
    close(out);
    commands = fdopen(0, "r");
    answers = fdopen(1, "w");
}

static void do_fork(char *rest) {
    struct child *child = &children[slot(&rest)];
    int to[2], from[2];
    if (child->pid || pipe2(to, O_CLOEXEC) || pipe2(from, O_CLOEXEC)) {
        not_understood("cannot fork there");
        return;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(to[1]);
        close(from[0]);
        become_child(to[0], from[1]);
        return;
    }
    int error = errno;
    close(to[0]);
    close(from[1]);
    if (pid > 0) {
        child->pid = pid;
        child->commands = fdopen(to[1], "w");
        child->answers = fdopen(from[0], "r");
        answer("= %ld %ld\n", pid, 0);
    } else {
        answer("= %ld %ld\n", -1, error);
    }
}

static void bury(struct child *child) {
    int status = 0;
    fclose(child->commands);
    fclose(child->answers);
    waitpid(child->pid, &status, 0);
    child->pid = 0;
    WIFSIGNALED(status) ? answer("x signal %ld\n", WTERMSIG(status), 0) : answer("x exit %ld\n", WEXITSTATUS(status), 0);
}

static void reap(char *rest) {
    struct child *child = &children[slot(&rest)];
    if (child->pid) {
        bury(child);
    } else {
        not_understood("there is no such child");
    }
}

static void relay(char *rest) {
    static char heard[LINE];
    struct child *child = &children[slot(&rest)];
    if (!child->pid) {
        not_understood("there is no such child");
        return;
    }
    fprintf(child->commands, "%s\n", rest ? rest : "");
    fflush(child->commands);
    if (!fgets(heard, sizeof heard, child->answers)) {
        bury(child);
        return;
    }
    fputs(heard, answers);
    fflush(answers);
}

static void perform(char *rest) {
    char *verb = strsep(&rest, " ");
    if (!strcmp(verb, "call")) {
        call(rest);
    } else if (!strcmp(verb, "begin")) {
        begin(rest);
    } else if (!strcmp(verb, "result")) {
        result(rest);
    } else if (!strcmp(verb, "peek") || !strcmp(verb, "poke")) {
        access_one(rest, verb[1] == 'o');
    } else if (!strcmp(verb, "dump") || !strcmp(verb, "bytes")) {
        access_many(rest, verb[0] == 'b');
    } else if (!strcmp(verb, "handle")) {
        handle(rest);
    } else if (!strcmp(verb, "handled")) {
        handled(rest);
    } else if (!strcmp(verb, "fork")) {
        do_fork(rest);
    } else if (!strcmp(verb, "child")) {
        relay(rest);
    } else if (!strcmp(verb, "reap")) {
        reap(rest);
    } else if (!strcmp(verb, "exec")) {
        execl("/proc/self/exe", "shmstress-helper", (char *) NULL);
        answer("= %ld %ld\n", -1, errno);
    } else {
        not_understood("no such command");
    }
}

/* Ends the process when nobody is left to talk to, even if its main thread is blocked in a call. */
static void *watch(void *unused) {
    struct pollfd in = {.fd = 0, .events = 0};
    for (;;) {
        if (poll(&in, 1, -1) > 0 && in.revents & (POLLHUP | POLLERR | POLLNVAL)) {
            kill(getpid(), SIGKILL);
        }
    }
    return unused;
}

static void start_watching(void) {
    pthread_t watcher;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_create(&watcher, NULL, watch, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_detach(watcher);
}

int main(void) {
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&changed, &monotonic);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    catch_faults();
    start_watching();
    commands = stdin;
    answers = stdout;
    answer("= %ld %ld\n", getpid(), (long) scratch);
    while (fgets(line, sizeof line, commands)) {
        line[strcspn(line, "\n")] = 0;
        perform(line);
    }
    return 0;
}
