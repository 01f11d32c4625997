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

struct batch {
    int fd;
    cpk_outgoing *packets;
    unsigned count;
    int result;
};

struct cpk_worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    atomic_uint submitted;  // batches handed over, and
    atomic_uint finished;   // batches sent: equal when idle
    unsigned collected;     // batches whose result was taken
    bool stopping;
    bool detached;  // nobody waits for its end
    struct batch batches[CPK_WORKER_DEPTH];
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

static void end(cpk_worker *worker) {
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->mutex);
    free(worker);
}

static void *work(void *context) {
    cpk_worker *worker = context;
    cpk_drop_capabilities();  // a thread has its own, and this one opens nothing
    for (unsigned done = 0;; done++) {
        wait_for_change(worker, &worker->submitted, done);
        if (worker->stopping) break;
        struct batch *batch = &worker->batches[done % CPK_WORKER_DEPTH];
        batch->result = cpk_send(batch->fd, batch->packets, batch->count);
        advance(worker, &worker->finished);
    }
    if (worker->detached) end(worker);
    return NULL;
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
    unsigned next = atomic_load_explicit(&worker->submitted, memory_order_relaxed) % CPK_WORKER_DEPTH;
    worker->batches[next] = (struct batch){.fd = fd, .packets = packets, .count = count};
    advance(worker, &worker->submitted);
}

int cpk_worker_collect(cpk_worker *worker, bool wait) {
    if (wait) wait_for_change(worker, &worker->finished, worker->collected);
    if (atomic_load_explicit(&worker->finished, memory_order_acquire) == worker->collected) return -1;
    return worker->batches[worker->collected++ % CPK_WORKER_DEPTH].result;
}

void cpk_worker_stop(cpk_worker *worker) {
    unsigned submitted = atomic_load_explicit(&worker->submitted, memory_order_relaxed);
    bool idle = atomic_load_explicit(&worker->finished, memory_order_acquire) == submitted;
    pthread_t thread = worker->thread;
    worker->stopping = true;
    worker->detached = idle;
    if (idle) pthread_detach(thread);
    advance(worker, &worker->submitted);
    if (idle) return;
    pthread_join(thread, NULL);
    end(worker);
}

unsigned cpk_processor_count(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}
