#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "CPacketIO.h"

// libidn2's flags: the text is brought to form C first, and letters that IDNA2003 folded stay what they are.
enum { NFC_INPUT = 1, NONTRANSITIONAL = 8 };

typedef int (*converter)(const char *, char **, int);

static bool convert(
    const char *function, const char *from, int flags, char *to, size_t size, char *message, size_t message_size) {
    void *library = dlopen("libidn2.so.0", RTLD_NOW | RTLD_LOCAL);
    converter convert = NULL;
    void (*release)(void *) = NULL;
    const char *(*explain)(int) = NULL;
    if (library) {
        *(void **)&convert = dlsym(library, function);
        *(void **)&release = dlsym(library, "idn2_free");
        *(void **)&explain = dlsym(library, "idn2_strerror");
    }
    if (!convert || !release || !explain) {
        snprintf(message, message_size, "letters beyond ASCII need libidn2 (Debian: libidn2-0)");
        return false;
    }
    char *converted = NULL;
    int result = convert(from, &converted, flags);
    if (result != 0 || strlen(converted) >= size) {
        snprintf(message, message_size, "%s", result != 0 ? explain(result) : "the name is too long");
        if (converted) release(converted);
        return false;
    }
    strcpy(to, converted);
    release(converted);
    return true;
}

bool cpk_idn_to_ascii(const char *name, char *ascii, size_t size, char *message, size_t message_size) {
    return convert("idn2_to_ascii_8z", name, NFC_INPUT | NONTRANSITIONAL, ascii, size, message, message_size);
}

bool cpk_idn_to_unicode(const char *label, char *unicode, size_t size) {
    char message[128];
    return convert("idn2_to_unicode_8z8z", label, 0, unicode, size, message, sizeof message);
}
