#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "CPacketIO.h"

// Looking this often before sleeping costs less than being woken, while batches follow each other closely.
enum { SPINS = 4000 };

struct cpk_worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    atomic_uint submitted;  // batches handed over, and
    atomic_uint finished;   // batches sent: equal when idle
    bool stopping;
    int fd;
    cpk_outgoing *packets;
    unsigned count;
    int result;
};

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

// Waits until `*counter` is no longer `value`, looking first and sleeping then.
static void wait_for_change(cpk_worker *worker, atomic_uint *counter, unsigned value) {
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load_explicit(counter, memory_order_acquire) != value) return;
        relax();
    }
    pthread_mutex_lock(&worker->mutex);
    while (atomic_load_explicit(counter, memory_order_acquire) == value)
        pthread_cond_wait(&worker->changed, &worker->mutex);
    pthread_mutex_unlock(&worker->mutex);
}

static void advance(cpk_worker *worker, atomic_uint *counter) {
    pthread_mutex_lock(&worker->mutex);
    atomic_fetch_add_explicit(counter, 1, memory_order_release);
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->mutex);
}

static void *work(void *context) {
    cpk_worker *worker = context;
    for (unsigned done = 0;; done++) {
        wait_for_change(worker, &worker->submitted, done);
        if (worker->stopping) return NULL;
        worker->result = cpk_send(worker->fd, worker->packets, worker->count);
        advance(worker, &worker->finished);
    }
}

cpk_worker *cpk_worker_start(void) {
    cpk_worker *worker = calloc(1, sizeof *worker);
    if (!worker) return NULL;
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->changed, NULL);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&worker->thread, NULL, work, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0) return worker;
    free(worker);
    return NULL;
}

void cpk_worker_submit(cpk_worker *worker, int fd, cpk_outgoing *packets, unsigned count) {
    worker->fd = fd;
    worker->packets = packets;
    worker->count = count;
    advance(worker, &worker->submitted);
}

bool cpk_worker_is_idle(const cpk_worker *worker) {
    return atomic_load_explicit(&worker->finished, memory_order_acquire) ==
           atomic_load_explicit(&worker->submitted, memory_order_relaxed);
}

int cpk_worker_finish(cpk_worker *worker) {
    unsigned submitted = atomic_load_explicit(&worker->submitted, memory_order_relaxed);
    wait_for_change(worker, &worker->finished, submitted - 1);
    return worker->result;
}

void cpk_worker_stop(cpk_worker *worker) {
    worker->stopping = true;
    advance(worker, &worker->submitted);
    pthread_join(worker->thread, NULL);
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->mutex);
    free(worker);
}

unsigned cpk_processor_count(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}
