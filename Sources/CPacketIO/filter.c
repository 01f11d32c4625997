// Filter expressions, in libpcap's language. The library is loaded when first asked for.

#include <dlfcn.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>

#include "CPacketIO.h"

_Static_assert(sizeof(struct cpk_filter_instruction) == sizeof(struct bpf_insn), "the same instruction");

// libpcap's interpreter, known once a filter was compiled.
static unsigned (*run)(
    const struct cpk_filter_instruction *instructions, const uint8_t *packet, unsigned original, unsigned captured);

static void *library(void) {
    return dlopen("libpcap.so.0.8", RTLD_LAZY | RTLD_LOCAL);
}

// libpcap's own number of a link type, which files have by another number where systems never agreed on one.
static int own_number(int link_type) {
    switch (link_type) {
    case 100: return DLT_ATM_RFC1483;
    case 101: return DLT_RAW;
    case 102: return DLT_SLIP_BSDOS;
    case 103: return DLT_PPP_BSDOS;
    case 106: return DLT_ATM_CLIP;
    default: return link_type;
    }
}

int cpk_compile_filter(
    const char *expression, int link_type, struct cpk_filter_instruction *instructions, unsigned capacity, char *message,
    size_t message_size) {
    void *pcap = library();
    if (!pcap) {
        snprintf(message, message_size, "libpcap is not installed: %s", dlerror());
        return -1;
    }
    pcap_t *(*dead)(int, int) = (pcap_t * (*)(int, int)) dlsym(pcap, "pcap_open_dead");
    int (*compile)(pcap_t *, struct bpf_program *, const char *, int, bpf_u_int32) =
        (int (*)(pcap_t *, struct bpf_program *, const char *, int, bpf_u_int32))dlsym(pcap, "pcap_compile");
    char *(*text)(pcap_t *) = (char *(*)(pcap_t *))dlsym(pcap, "pcap_geterr");
    void (*discard)(struct bpf_program *) = (void (*)(struct bpf_program *))dlsym(pcap, "pcap_freecode");
    void (*finish)(pcap_t *) = (void (*)(pcap_t *))dlsym(pcap, "pcap_close");
    run = (unsigned (*)(const struct cpk_filter_instruction *, const uint8_t *, unsigned, unsigned))dlsym(
        pcap, "bpf_filter");
    int result = -1;
    pcap_t *handle = run && dead && compile && text && discard && finish ? dead(own_number(link_type), 262144) : NULL;
    if (!handle) {
        snprintf(message, message_size, "libpcap can't be used");
        return -1;
    }
    struct bpf_program program;
    if (compile(handle, &program, expression, 1, PCAP_NETMASK_UNKNOWN) < 0) {
        snprintf(message, message_size, "%s", text(handle));
    } else {
        if (program.bf_len <= capacity) {
            memcpy(instructions, program.bf_insns, program.bf_len * sizeof *instructions);
            result = (int)program.bf_len;
        } else {
            snprintf(message, message_size, "the filter is too long: %u instructions", program.bf_len);
        }
        discard(&program);
    }
    finish(handle);
    return result;
}

bool cpk_filter_matches(
    const struct cpk_filter_instruction *instructions, const uint8_t *packet, uint32_t captured, uint32_t original) {
    return run && run(instructions, packet, original, captured) != 0;
}
