// Live capture: a ring of blocks (TPACKET_V3) that the kernel fills with packets as long as they are, one after the
// other, and hands over full or after a while.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CPacketIO.h"

enum { TAG = 4, TAG_OFFSET = 12, COOKED_HEADER = 20 };

struct cpk_live {
    int fd;
    bool cooked;
    unsigned snap_length;
    uint8_t *memory;
    size_t size;
    unsigned block_size;
    unsigned block_count;
    unsigned block;     // the block to read next, or being read
    unsigned left;      // packets left in it; 0: it has not been looked at
    uint8_t *next;      // the next of these
};

_Static_assert(CPK_TAKEN_HOST == PACKET_HOST && CPK_TAKEN_OUTGOING == PACKET_OUTGOING, "the kernel's numbers");

static int set(int fd, int option, const void *value, socklen_t length) {
    return setsockopt(fd, SOL_PACKET, option, value, length) < 0 ? -errno : 0;
}

int cpk_live_filter(cpk_live *live, const struct cpk_filter_instruction *filter, unsigned instructions) {
    struct sock_fprog program = {(unsigned short)instructions, (struct sock_filter *)filter};
    return setsockopt(live->fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0 ? -errno : 0;
}

// Sees to it that the interface stamps what it receives; whoever may not ask for it uses what was asked for already.
static int stamp_in_hardware(int fd, uint32_t interface_index) {
    struct hwtstamp_config config = {0};
    struct ifreq request = {.ifr_data = (char *)&config};
    if (!if_indextoname(interface_index, request.ifr_name)) return -errno;
    if (ioctl(fd, SIOCGHWTSTAMP, &request) < 0) return -errno;
    if (config.rx_filter == HWTSTAMP_FILTER_NONE) {
        config.rx_filter = HWTSTAMP_FILTER_ALL;
        if (ioctl(fd, SIOCSHWTSTAMP, &request) < 0) return -errno;
    }
    int source = SOF_TIMESTAMPING_RAW_HARDWARE;
    return set(fd, PACKET_TIMESTAMP, &source, sizeof source);
}

static int setup(cpk_live *live, const cpk_live_options *options) {
    int version = TPACKET_V3, one = 1, error;
    if ((error = set(live->fd, PACKET_VERSION, &version, sizeof version)) < 0) return error;
    // Asking for stamps makes the kernel stamp packets as they arrive, not when this socket gets to see them.
    setsockopt(live->fd, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof one);
    if (options->hardware_stamps && (error = stamp_in_hardware(live->fd, options->interface_index)) < 0) return error;
    if (options->filter_length > 0 &&
        (error = cpk_live_filter(live, options->filter, options->filter_length)) < 0)
        return error;
    struct tpacket_req3 request = {
        .tp_block_size = live->block_size, .tp_block_nr = live->block_count, .tp_frame_size = 2048,
        .tp_frame_nr = live->block_size / 2048 * live->block_count, .tp_retire_blk_tov = options->block_milliseconds};
    if ((error = set(live->fd, PACKET_RX_RING, &request, sizeof request)) < 0) return error;
    live->size = (size_t)live->block_size * live->block_count;
    live->memory = mmap(NULL, live->size, PROT_READ | PROT_WRITE, MAP_SHARED, live->fd, 0);
    if (live->memory == MAP_FAILED) {
        live->memory = NULL;
        return -errno;
    }
    struct sockaddr_ll name = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)options->interface_index};
    if (bind(live->fd, (struct sockaddr *)&name, sizeof name) < 0) return -errno;
    if ((error = cpk_live_error(live)) < 0) return error;
    if (!options->promiscuous) return 0;
    struct packet_mreq membership = {.mr_ifindex = (int)options->interface_index, .mr_type = PACKET_MR_PROMISC};
    return set(live->fd, PACKET_ADD_MEMBERSHIP, &membership, sizeof membership);
}

cpk_live *cpk_live_open(const cpk_live_options *options, int *error) {
    // Protocol 0 receives nothing until bind: no packet gets in before the filter is there.
    int fd = socket(AF_PACKET, (options->cooked ? SOCK_DGRAM : SOCK_RAW) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        *error = -errno;
        return NULL;
    }
    cpk_live *live = calloc(1, sizeof *live);
    *live = (cpk_live){
        .fd = fd, .cooked = options->cooked, .snap_length = options->snap_length, .block_size = options->block_size,
        .block_count = options->block_count};
    *error = setup(live, options);
    if (*error == 0) return live;
    cpk_live_close(live);
    return NULL;
}

void cpk_live_close(cpk_live *live) {
    if (live->memory) munmap(live->memory, live->size);
    close(live->fd);
    free(live);
}

int cpk_live_fd(const cpk_live *live) { return live->fd; }

int cpk_live_error(cpk_live *live) {
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(live->fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0 ? -errno : -error;
}

static struct tpacket_hdr_v1 *block_at(const cpk_live *live) {
    struct tpacket_block_desc *block = (void *)(live->memory + (size_t)live->block * live->block_size);
    return &block->hdr.bh1;
}

static void release(cpk_live *live) {
    live->left = 0;
    __atomic_store_n(&block_at(live)->block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    live->block = (live->block + 1) % live->block_count;
}

// Finds the next packet; false where there is none yet.
static bool find(cpk_live *live) {
    while (live->left == 0) {
        struct tpacket_hdr_v1 *block = block_at(live);
        if (!(__atomic_load_n(&block->block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) return false;
        live->left = block->num_pkts;
        live->next = (uint8_t *)block - offsetof(struct tpacket_block_desc, hdr) + block->offset_to_first_pkt;
        if (live->left == 0) release(live);
    }
    return true;
}

static void put16(uint8_t *output, uint16_t value) {
    output[0] = (uint8_t)(value >> 8);
    output[1] = (uint8_t)value;
}

// The header of LINKTYPE_LINUX_SLL2. A VLAN tag that the kernel took off stands before the payload, as on Ethernet.
static unsigned write_cooked(
    uint8_t *output, const struct tpacket3_hdr *header, const struct sockaddr_ll *link, bool tagged, uint16_t tag_type) {
    uint32_t index = htonl((uint32_t)link->sll_ifindex);
    memset(output, 0, COOKED_HEADER);
    memcpy(output, &link->sll_protocol, 2);
    memcpy(output + 4, &index, 4);
    put16(output + 8, link->sll_hatype);
    output[10] = link->sll_pkttype;
    output[11] = link->sll_halen;
    memcpy(output + 12, link->sll_addr, link->sll_halen < 8 ? link->sll_halen : 8);
    if (!tagged) return COOKED_HEADER;
    put16(output, tag_type);
    put16(output + COOKED_HEADER, (uint16_t)header->hv1.tp_vlan_tci);
    memcpy(output + COOKED_HEADER + 2, &link->sll_protocol, 2);
    return COOKED_HEADER + TAG;
}

// Copies a packet as it was on the wire; returns how many bytes.
static unsigned copy(
    const cpk_live *live, const struct tpacket3_hdr *header, const struct sockaddr_ll *link, uint8_t *output,
    cpk_taken *packet) {
    const uint8_t *data = (const uint8_t *)header + header->tp_mac;
    unsigned count = header->tp_snaplen, before = 0;
    bool tagged = header->tp_status & TP_STATUS_VLAN_VALID;
    bool typed = header->tp_status & TP_STATUS_VLAN_TPID_VALID && header->hv1.tp_vlan_tpid;
    uint16_t tag_type = typed ? header->hv1.tp_vlan_tpid : ETH_P_8021Q;
    if (live->cooked) {
        before = write_cooked(output, header, link, tagged, tag_type);
    } else if (tagged && count >= TAG_OFFSET) {
        memcpy(output, data, TAG_OFFSET);
        put16(output + TAG_OFFSET, tag_type);
        put16(output + TAG_OFFSET + 2, (uint16_t)header->hv1.tp_vlan_tci);
        data += TAG_OFFSET;
        count -= TAG_OFFSET;
        before = TAG_OFFSET + TAG;
    }
    memcpy(output + before, data, count);
    packet->original = header->tp_len + (live->cooked ? before : tagged ? TAG : 0);
    packet->tagged = tagged;
    unsigned all = before + count;
    return all < live->snap_length ? all : live->snap_length;
}

unsigned cpk_live_take(
    cpk_live *live, uint8_t *output, size_t room, cpk_taken *packets, unsigned capacity, size_t *used) {
    unsigned count = 0;
    *used = 0;
    while (count < capacity && find(live)) {
        const struct tpacket3_hdr *header = (const struct tpacket3_hdr *)live->next;
        const struct sockaddr_ll *link = (const struct sockaddr_ll *)(live->next + TPACKET_ALIGN(sizeof *header));
        if (room - *used < header->tp_snaplen + COOKED_HEADER + TAG) break;
        cpk_taken *packet = &packets[count++];
        *packet = (cpk_taken){
            .time_ns = header->tp_sec * 1000000000LL + header->tp_nsec, .offset = (uint32_t)*used,
            .interface_index = (uint32_t)link->sll_ifindex, .type = link->sll_pkttype,
            .hardware_stamp = (header->tp_status & TP_STATUS_TS_RAW_HARDWARE) != 0};
        packet->captured = copy(live, header, link, output + *used, packet);
        *used += packet->captured;
        live->next += header->tp_next_offset;
        if (--live->left == 0) release(live);
    }
    return count;
}

int cpk_live_statistics(cpk_live *live, uint32_t *packets, uint32_t *drops, uint32_t *freezes) {
    struct tpacket_stats_v3 statistics;
    socklen_t length = sizeof statistics;
    if (getsockopt(live->fd, SOL_PACKET, PACKET_STATISTICS, &statistics, &length) < 0) return -errno;
    *packets = statistics.tp_packets;
    *drops = statistics.tp_drops;
    *freezes = statistics.tp_freeze_q_cnt;
    return 0;
}
