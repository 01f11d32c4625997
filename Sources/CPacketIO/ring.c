#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CPacketIO.h"
#include "addresses.h"

struct cpk_ring {
    int fd;
    uint8_t *memory;
    size_t size;
    unsigned frame_size;
    unsigned frame_count;
    unsigned next;    // the frame to read next
    unsigned oldest;  // the frame to give back next
};

static int ring_setup(cpk_ring *ring, uint32_t interface_index, int what) {
    int version = TPACKET_V2, one = 1;
    if (setsockopt(ring->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0) return -errno;
    if (what != CPK_CAPTURE_ALL)
        setsockopt(ring->fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
    // Asking for stamps makes the kernel stamp packets as they arrive, not when this socket gets to see them.
    setsockopt(ring->fd, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof one);
    unsigned block = ring->frame_size > 65536 ? ring->frame_size : 65536;
    unsigned per_block = block / ring->frame_size;
    struct tpacket_req request = {
        .tp_block_size = block, .tp_frame_size = ring->frame_size,
        .tp_block_nr = (ring->frame_count + per_block - 1) / per_block};
    request.tp_frame_nr = request.tp_block_nr * per_block;
    if (setsockopt(ring->fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request) < 0) return -errno;
    ring->frame_count = request.tp_frame_nr;
    ring->size = (size_t)block * request.tp_block_nr;
    ring->memory = mmap(NULL, ring->size, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, 0);
    if (ring->memory == MAP_FAILED) {
        ring->memory = NULL;
        return -errno;
    }
    static const int protocols[] = {ETH_P_ALL, ETH_P_IP, ETH_P_IPV6};
    struct sockaddr_ll name = {
        .sll_family = AF_PACKET, .sll_protocol = htons((uint16_t)protocols[what]), .sll_ifindex = (int)interface_index};
    return bind(ring->fd, (struct sockaddr *)&name, sizeof name) < 0 ? -errno : 0;
}

void cpk_ring_close(cpk_ring *ring) {
    if (ring->memory) munmap(ring->memory, ring->size);
    close(ring->fd);
    free(ring);
}

cpk_ring *cpk_ring_open(
    uint32_t interface_index, int what, const struct cpk_filter_instruction *filter, unsigned instructions,
    unsigned frame_size, unsigned frame_count, int *error) {
    // Protocol 0 receives nothing until bind: no packet gets in before the filter is there.
    int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        *error = -errno;
        return NULL;
    }
    cpk_ring *ring = calloc(1, sizeof *ring);
    *ring = (cpk_ring){.fd = fd, .frame_size = frame_size, .frame_count = frame_count};
    *error = cpk_set_filter(fd, filter, instructions);
    if (*error == 0) *error = ring_setup(ring, interface_index, what);
    if (*error == 0) return ring;
    cpk_ring_close(ring);
    return NULL;
}

// Holds copies of the parent's descriptors until the parent has ended. It shares the parent's memory, so it touches none.
static int keep_descriptors(void *parent) {
    // It has nothing to do that needs a right, and a parent that is led astray could reach its stack.
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}};
    syscall(SYS_capset, &header, none);
    for (int fd = 0; fd < 3; fd++) syscall(SYS_close, fd);
    syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    while (syscall(SYS_getppid) == (long)(intptr_t)parent) syscall(SYS_pause);
    syscall(SYS_exit, 0);
    return 0;
}

bool cpk_keep_until_exit(void) {
    enum { STACK = 16384 };
    uint8_t *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    return stack != MAP_FAILED &&
           clone(keep_descriptors, stack + STACK, CLONE_VM, (void *)(intptr_t)getpid()) >= 0;
}

void cpk_ring_close_at_exit(cpk_ring *ring) {
    if (!cpk_keep_until_exit()) cpk_ring_close(ring);
}

int cpk_ring_fd(const cpk_ring *ring) { return ring->fd; }

static struct tpacket2_hdr *frame_at(const cpk_ring *ring, unsigned index) {
    return (struct tpacket2_hdr *)(ring->memory + (size_t)index * ring->frame_size);
}

int cpk_ring_read(cpk_ring *ring, cpk_incoming *packets, unsigned count) {
    unsigned read = 0;
    while (read < count) {
        struct tpacket2_hdr *header = frame_at(ring, ring->next);
        if (!(__atomic_load_n(&header->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) break;
        unsigned after = (ring->next + 1) % ring->frame_count;
        if (after == ring->oldest) break;  // everything is out on loan
        const struct sockaddr_ll *link =
            (const struct sockaddr_ll *)((uint8_t *)header + TPACKET_ALIGN(sizeof *header));
        cpk_incoming *packet = &packets[read++];
        packet->data = (uint8_t *)header + header->tp_mac;
        packet->capacity = header->tp_snaplen;
        packet->details = (cpk_details){
            .length = header->tp_len, .interface_index = (uint32_t)link->sll_ifindex, .ttl = -1, .traffic_class = -1,
            .software_ns = header->tp_sec * 1000000000LL + header->tp_nsec,
            .truncated = header->tp_len > header->tp_snaplen, .has_tag = (header->tp_status & TP_STATUS_VLAN_VALID) != 0,
            .tag = header->tp_vlan_tci, .outgoing = link->sll_pkttype == PACKET_OUTGOING,
            .network_offset = (uint16_t)(header->tp_net - header->tp_mac)};
        ring->next = after;
    }
    return (int)read;
}

void cpk_ring_release(cpk_ring *ring, unsigned count) {
    while (count-- > 0 && ring->oldest != ring->next) {
        __atomic_store_n(&frame_at(ring, ring->oldest)->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
        ring->oldest = (ring->oldest + 1) % ring->frame_count;
    }
}

int cpk_ring_drops(cpk_ring *ring, uint32_t *drops) {
    struct tpacket_stats statistics;
    socklen_t length = sizeof statistics;
    if (getsockopt(ring->fd, SOL_PACKET, PACKET_STATISTICS, &statistics, &length) < 0) return -errno;
    *drops = statistics.tp_drops;
    return 0;
}

int cpk_link_socket(uint32_t interface_index, const struct cpk_filter_instruction *filter, unsigned instructions) {
    int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    int one = 1, error = cpk_set_filter(fd, filter, instructions);
    setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &one, sizeof one);
    cpk_set_timestamping(fd, CPK_STAMP_RECEIVE);
    cpk_set_option(fd, 4, CPK_OPTION_RECEIVE_BUFFER, 4 << 20);
    // Answers may go to groups that this machine is not in.
    struct packet_mreq membership = {.mr_ifindex = (int)interface_index, .mr_type = PACKET_MR_ALLMULTI};
    setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &membership, sizeof membership);
    struct sockaddr_ll name = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)interface_index};
    if (error == 0 && bind(fd, (struct sockaddr *)&name, sizeof name) < 0) error = -errno;
    if (error == 0) return fd;
    close(fd);
    return error;
}

int cpk_frame_socket(uint32_t interface_index) {
    int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    struct sockaddr_ll name = {.sll_family = AF_PACKET, .sll_ifindex = (int)interface_index};
    if (bind(fd, (struct sockaddr *)&name, sizeof name) < 0) {
        int error = -errno;
        close(fd);
        return error;
    }
    return fd;
}
