#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "CPacketIO.h"
#include "addresses.h"

// MARK: Waiting

static int64_t read_clock(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int64_t cpk_monotonic_ns(void) { return read_clock(CLOCK_MONOTONIC); }
int64_t cpk_realtime_ns(void) { return read_clock(CLOCK_REALTIME); }

int cpk_signal_descriptor(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGQUIT);
    sigaddset(&signals, SIGUSR1);
    sigaddset(&signals, SIGWINCH);
    if (sigprocmask(SIG_BLOCK, &signals, NULL) < 0) return -errno;
    signal(SIGPIPE, SIG_IGN);
    // Timers may be 50 us late by default; a probe is to leave when it is due.
    prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    int fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

int cpk_next_signal(int fd) {
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int cpk_wait(const int *descriptors, unsigned count, int64_t deadline_ns, uint64_t *ready) {
    struct pollfd entries[64];
    if (count > 64) count = 64;
    for (unsigned i = 0; i < count; i++) entries[i] = (struct pollfd){descriptors[i], POLLIN, 0};
    struct timespec left = {0}, *timeout = NULL;
    if (deadline_ns != INT64_MAX) {
        int64_t rest = deadline_ns - cpk_monotonic_ns();
        if (rest > 0) left = (struct timespec){rest / 1000000000, rest % 1000000000};
        timeout = &left;
    }
    *ready = 0;
    if (ppoll(entries, count, timeout, NULL) < 0) return errno == EINTR ? 0 : -errno;
    for (unsigned i = 0; i < count; i++)
        if (entries[i].revents) *ready |= 1ULL << i;
    return 0;
}

int cpk_event_descriptor(void) {
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return fd < 0 ? -errno : fd;
}

void cpk_event_tell(int fd) { eventfd_write(fd, 1); }

// MARK: Privilege

static int get_capabilities(struct __user_cap_data_struct data[2]) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    return syscall(SYS_capget, &header, data) < 0 ? -errno : 0;
}

bool cpk_has_capability(int capability) {
    struct __user_cap_data_struct data[2];
    return get_capabilities(data) == 0 && (data[capability / 32].effective >> (capability % 32) & 1);
}

int cpk_drop_capabilities(void) {
    prctl(PR_SET_NO_NEW_PRIVS, 1UL, 0UL, 0UL, 0UL);
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0}};
    return syscall(SYS_capset, &header, none) < 0 ? -errno : 0;
}

int cpk_become_user(const char *name) {
    errno = 0;
    const struct passwd *user = getpwnam(name);
    if (!user) return errno ? -errno : -ENOENT;
    uid_t uid = user->pw_uid;
    gid_t gid = user->pw_gid;
    if (initgroups(name, gid) < 0 || setgid(gid) < 0 || setuid(uid) < 0) return -errno;
    return 0;
}

// MARK: Names

int cpk_resolve(const char *name, int family, cpk_address *addresses, unsigned capacity, char *message, size_t size) {
    struct addrinfo hints = {
        .ai_family = family == 6 ? AF_INET6 : family == 4 ? AF_INET : AF_UNSPEC, .ai_socktype = SOCK_RAW,
        .ai_flags = AI_IDN | AI_ADDRCONFIG};
    struct addrinfo *list = NULL;
    int error = getaddrinfo(name, NULL, &hints, &list);
    if (error == EAI_NONAME || error == EAI_ADDRFAMILY || error == EAI_IDN_ENCODE) {
        // Where only loopback is up, AI_ADDRCONFIG hides addresses that can be reached all the same.
        hints.ai_flags &= ~(AI_ADDRCONFIG | (error == EAI_IDN_ENCODE ? AI_IDN : 0));
        error = getaddrinfo(name, NULL, &hints, &list);
    }
    if (error) {
        snprintf(message, size, "%s", error == EAI_SYSTEM ? strerror(errno) : gai_strerror(error));
        return -1;
    }
    unsigned count = 0;
    for (struct addrinfo *entry = list; entry && count < capacity; entry = entry->ai_next)
        if (entry->ai_family == AF_INET || entry->ai_family == AF_INET6)
            cpk_from_sockaddr((const struct sockaddr_storage *)entry->ai_addr, &addresses[count++]);
    freeaddrinfo(list);
    return (int)count;
}

bool cpk_reverse(const cpk_address *address, char *name, size_t size) {
    struct sockaddr_storage storage;
    socklen_t length = cpk_to_sockaddr(address, &storage);
    return getnameinfo((struct sockaddr *)&storage, length, name, (socklen_t)size, NULL, 0, NI_NAMEREQD | NI_IDN) == 0;
}

typedef struct {
    void (*work)(void *);
    void *context;
} task;

static void *run_task(void *argument) {
    task task_copy = *(task *)argument;
    free(argument);
    task_copy.work(task_copy.context);
    return NULL;
}

int cpk_run_detached(void (*work)(void *), void *context) {
    task *argument = malloc(sizeof *argument);
    if (!argument) return -ENOMEM;
    *argument = (task){work, context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    int error = pthread_create(&thread, &attributes, run_task, argument);
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error) free(argument);
    return -error;
}

// MARK: Terminal

bool cpk_is_terminal(int fd) { return isatty(fd); }

bool cpk_terminal_size(int fd, uint16_t *columns, uint16_t *rows) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}

int cpk_write_all(int fd, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            if (errno == EAGAIN) {
                struct pollfd entry = {fd, POLLOUT, 0};
                poll(&entry, 1, -1);
                continue;
            }
            return -errno;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

int cpk_widen_pipe(int fd, int byte_count) { return fcntl(fd, F_SETPIPE_SZ, byte_count) < 0 ? -errno : 0; }
