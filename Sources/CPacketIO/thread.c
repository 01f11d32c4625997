#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "CPacketIO.h"

struct cpk_thread {
    pthread_t thread;
    void (*work)(void *);
    void *context;
};

static void *run(void *argument) {
    cpk_thread *thread = argument;
    thread->work(thread->context);
    return NULL;
}

cpk_thread *cpk_thread_start(void (*work)(void *), void *context, size_t stack_size) {
    cpk_thread *thread = malloc(sizeof *thread);
    if (!thread) return NULL;
    *thread = (cpk_thread){.work = work, .context = context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_size);
    int error = pthread_create(&thread->thread, &attributes, run, thread);
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0) return thread;
    free(thread);
    return NULL;
}

void cpk_thread_join(cpk_thread *thread) {
    pthread_join(thread->thread, NULL);
    free(thread);
}
