#define _GNU_SOURCE
#include <dlfcn.h>

#include "CPacketIO.h"

// OpenSSL's number for the algorithm.
enum { ED448 = 1088 };

int cpk_ed448_verify(
    const uint8_t *key, size_t key_size, const uint8_t *signature, size_t signature_size, const uint8_t *message,
    size_t size) {
    void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
    if (!library) return -1;
    void *(*make_key)(int, void *, const uint8_t *, size_t) = NULL;
    void (*free_key)(void *) = NULL;
    void *(*make_context)(void) = NULL;
    void (*free_context)(void *) = NULL;
    int (*begin)(void *, void **, const void *, void *, void *) = NULL;
    int (*verify)(void *, const uint8_t *, size_t, const uint8_t *, size_t) = NULL;
    *(void **)&make_key = dlsym(library, "EVP_PKEY_new_raw_public_key");
    *(void **)&free_key = dlsym(library, "EVP_PKEY_free");
    *(void **)&make_context = dlsym(library, "EVP_MD_CTX_new");
    *(void **)&free_context = dlsym(library, "EVP_MD_CTX_free");
    *(void **)&begin = dlsym(library, "EVP_DigestVerifyInit");
    *(void **)&verify = dlsym(library, "EVP_DigestVerify");
    if (!make_key || !free_key || !make_context || !free_context || !begin || !verify) return -1;
    void *own = make_key(ED448, NULL, key, key_size);
    void *context = make_context();
    int is_good = 0;
    if (own && context && begin(context, NULL, NULL, NULL, own) == 1)
        is_good = verify(context, signature, signature_size, message, size) == 1;
    if (context) free_context(context);
    if (own) free_key(own);
    return is_good;
}
