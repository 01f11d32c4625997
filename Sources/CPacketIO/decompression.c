#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "CPacketIO.h"

// Windows of up to 128 MiB, the most that zstd itself takes without being told to.
enum { LARGEST_WINDOW_LOG = 27 };

struct cpk_decompressor {
    cpk_compression format;
    bool is_complete;
    z_stream gzip;
    int (*inflate)(z_stream *, int);
    int (*inflate_reset)(z_stream *);
    int (*inflate_end)(z_stream *);
    ZSTD_DStream *zstd;
    size_t (*zstd_decompress)(ZSTD_DStream *, ZSTD_outBuffer *, ZSTD_inBuffer *);
    unsigned (*zstd_is_error)(size_t);
    const char *(*zstd_error_name)(size_t);
    size_t (*zstd_free)(ZSTD_DStream *);
};

#define LOAD(library, pointer, name) (*(void **)&(pointer) = dlsym(library, name))

static bool open_gzip(cpk_decompressor *d) {
    void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) return false;
    int (*init)(z_stream *, int, const char *, int);
    if (!LOAD(library, init, "inflateInit2_") || !LOAD(library, d->inflate, "inflate") ||
        !LOAD(library, d->inflate_reset, "inflateReset") || !LOAD(library, d->inflate_end, "inflateEnd"))
        return false;
    // 16: gzip's header and trailer, not zlib's.
    return init(&d->gzip, 16 + MAX_WBITS, ZLIB_VERSION, (int)sizeof d->gzip) == Z_OK;
}

static bool open_zstd(cpk_decompressor *d) {
    void *library = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) return false;
    ZSTD_DStream *(*create)(void);
    size_t (*set)(ZSTD_DStream *, ZSTD_dParameter, int);
    if (!LOAD(library, create, "ZSTD_createDStream") || !LOAD(library, set, "ZSTD_DCtx_setParameter") ||
        !LOAD(library, d->zstd_decompress, "ZSTD_decompressStream") ||
        !LOAD(library, d->zstd_is_error, "ZSTD_isError") ||
        !LOAD(library, d->zstd_error_name, "ZSTD_getErrorName") || !LOAD(library, d->zstd_free, "ZSTD_freeDStream"))
        return false;
    d->zstd = create();
    if (d->zstd) set(d->zstd, ZSTD_d_windowLogMax, LARGEST_WINDOW_LOG);
    return d->zstd != NULL;
}

cpk_decompressor *cpk_decompressor_open(cpk_compression format, char *message, size_t message_size) {
    cpk_decompressor *d = calloc(1, sizeof *d);
    if (d) d->format = format;
    if (d && (format == CPK_GZIP ? open_gzip(d) : open_zstd(d))) return d;
    free(d);
    const char *reason = dlerror();
    snprintf(
        message, message_size, "%s is needed to unpack it: %s", format == CPK_GZIP ? "zlib" : "libzstd",
        reason ? reason : "it can't be used");
    return NULL;
}

void cpk_decompressor_close(cpk_decompressor *d) {
    if (d->format == CPK_GZIP) d->inflate_end(&d->gzip);
    else d->zstd_free(d->zstd);
    free(d);
}

bool cpk_decompressor_is_complete(const cpk_decompressor *d) { return d->is_complete; }

static bool decompress_gzip(cpk_decompressor *d, char *message, size_t message_size) {
    z_stream *z = &d->gzip;
    while (z->avail_out > 0) {
        if (d->is_complete) {
            // Behind a member another may follow, or zeroes, with which tapes are filled up.
            while (z->avail_in > 0 && *z->next_in == 0) z->next_in++, z->avail_in--;
            if (z->avail_in == 0) return true;
            d->inflate_reset(z);
            d->is_complete = false;
        }
        int result = d->inflate(z, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            d->is_complete = true;
        } else if (result == Z_BUF_ERROR) {
            return true;
        } else if (result != Z_OK) {
            snprintf(message, message_size, "the gzip data are damaged: %s", z->msg ? z->msg : "out of memory");
            return false;
        }
    }
    return true;
}

static bool decompress_zstd(
    cpk_decompressor *d, ZSTD_inBuffer *input, ZSTD_outBuffer *output, char *message, size_t message_size) {
    while (output->pos < output->size) {
        if (d->is_complete && input->pos == input->size) return true;
        size_t before_in = input->pos, before_out = output->pos;
        size_t result = d->zstd_decompress(d->zstd, output, input);
        if (d->zstd_is_error(result)) {
            snprintf(message, message_size, "the zstd data are damaged: %s", d->zstd_error_name(result));
            return false;
        }
        d->is_complete = result == 0;
        if (input->pos == before_in && output->pos == before_out) return true;
    }
    return true;
}

bool cpk_decompress(
    cpk_decompressor *d, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t room,
    size_t *produced, char *message, size_t message_size) {
    bool is_sound;
    if (d->format == CPK_GZIP) {
        d->gzip.next_in = (uint8_t *)input;
        d->gzip.avail_in = (unsigned)input_count;
        d->gzip.next_out = output;
        d->gzip.avail_out = room > 1u << 30 ? 1u << 30 : (unsigned)room;
        unsigned offered = d->gzip.avail_out;
        is_sound = decompress_gzip(d, message, message_size);
        *consumed = input_count - d->gzip.avail_in;
        *produced = offered - d->gzip.avail_out;
    } else {
        ZSTD_inBuffer in = {input, input_count, 0};
        ZSTD_outBuffer out = {output, room, 0};
        is_sound = decompress_zstd(d, &in, &out, message, message_size);
        *consumed = in.pos;
        *produced = out.pos;
    }
    return is_sound;
}
