#define _GNU_SOURCE
#include "CPacketIO.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/errqueue.h>
#include <linux/filter.h>
#include <linux/icmp.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "addresses.h"

enum { BATCH = 64 };

int cpk_socket(int family, bool raw, int protocol) {
    int fd = socket(
        family == 6 ? AF_INET6 : AF_INET, (raw ? SOCK_RAW : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
    return fd < 0 ? -errno : fd;
}

int cpk_bind(int fd, const cpk_address *address) {
    struct sockaddr_storage storage;
    socklen_t length = cpk_to_sockaddr(address, &storage);
    return bind(fd, (struct sockaddr *)&storage, length) < 0 ? -errno : 0;
}

int cpk_local_address(int fd, cpk_address *address) {
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    if (getsockname(fd, (struct sockaddr *)&storage, &length) < 0) return -errno;
    cpk_from_sockaddr(&storage, address);
    return 0;
}

int cpk_source_for(const cpk_address *destination, const char *interface, uint32_t mark, cpk_address *source) {
    int fd = cpk_socket(destination->family, false, IPPROTO_UDP);
    if (fd < 0) return fd;
    int one = 1;
    setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &one, sizeof one);
    if (mark) setsockopt(fd, SOL_SOCKET, SO_MARK, &mark, sizeof mark);
    int result = interface ? cpk_bind_to_interface(fd, interface) : 0;
    if (result == 0) {
        cpk_address with_port = *destination;
        if (with_port.port == 0) with_port.port = 1025;  // connect to port 0 is refused by some kernels
        struct sockaddr_storage storage;
        socklen_t length = cpk_to_sockaddr(&with_port, &storage);
        result = connect(fd, (struct sockaddr *)&storage, length) < 0 ? -errno : cpk_local_address(fd, source);
    }
    close(fd);
    return result;
}

static int set_int(int fd, int level, int name, int value) {
    return setsockopt(fd, level, name, &value, sizeof value) < 0 ? -errno : 0;
}

// Large buffers past the system's limit need CAP_NET_ADMIN; the ordinary limit will do without it.
static int set_buffer(int fd, int forced, int ordinary, int value) {
    return set_int(fd, SOL_SOCKET, forced, value) == 0 ? 0 : set_int(fd, SOL_SOCKET, ordinary, value);
}

static int set_receive_details(int fd, int family, int value) {
    if (family == 6) {
        int result = set_int(fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, value);
        if (result == 0) result = set_int(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, value);
        if (result == 0) result = set_int(fd, IPPROTO_IPV6, IPV6_RECVTCLASS, value);
        return result;
    }
    int result = set_int(fd, IPPROTO_IP, IP_RECVTTL, value);
    if (result == 0) result = set_int(fd, IPPROTO_IP, IP_PKTINFO, value);
    if (result == 0) result = set_int(fd, IPPROTO_IP, IP_RECVTOS, value);
    return result;
}

int cpk_set_option(int fd, int family, cpk_option option, int value) {
    const bool v6 = family == 6;
    const int level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
    switch (option) {
    case CPK_OPTION_TTL: return set_int(fd, level, v6 ? IPV6_UNICAST_HOPS : IP_TTL, value);
    case CPK_OPTION_MULTICAST_TTL: return set_int(fd, level, v6 ? IPV6_MULTICAST_HOPS : IP_MULTICAST_TTL, value);
    case CPK_OPTION_TRAFFIC_CLASS: return set_int(fd, level, v6 ? IPV6_TCLASS : IP_TOS, value);
    case CPK_OPTION_BROADCAST: return set_int(fd, SOL_SOCKET, SO_BROADCAST, value);
    case CPK_OPTION_MARK: return set_int(fd, SOL_SOCKET, SO_MARK, value);
    case CPK_OPTION_DONT_ROUTE: return set_int(fd, SOL_SOCKET, SO_DONTROUTE, value);
    case CPK_OPTION_PATH_MTU_DISCOVERY: {
        static const int v4_modes[] = {IP_PMTUDISC_DONT, IP_PMTUDISC_WANT, IP_PMTUDISC_DO, IP_PMTUDISC_PROBE};
        static const int v6_modes[] = {IPV6_PMTUDISC_DONT, IPV6_PMTUDISC_WANT, IPV6_PMTUDISC_DO, IPV6_PMTUDISC_PROBE};
        if (value < CPK_PMTU_DONT || value > CPK_PMTU_PROBE) return -EINVAL;
        return set_int(fd, level, v6 ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, v6 ? v6_modes[value] : v4_modes[value]);
    }
    case CPK_OPTION_RECEIVE_ERRORS:
        // IPV6_RECVERR_RFC4884, IP_RECVERR_RFC4884: where the extensions of an error start. Kernels before 5.9 lack it.
        (void)set_int(fd, level, v6 ? 31 : 26, value);
        return set_int(fd, level, v6 ? IPV6_RECVERR : IP_RECVERR, value);
    case CPK_OPTION_RECEIVE_DETAILS: return set_receive_details(fd, family, value);
    case CPK_OPTION_SEND_BUFFER: return set_buffer(fd, SO_SNDBUFFORCE, SO_SNDBUF, value);
    case CPK_OPTION_RECEIVE_BUFFER: return set_buffer(fd, SO_RCVBUFFORCE, SO_RCVBUF, value);
    case CPK_OPTION_COUNT_DROPS: return set_int(fd, SOL_SOCKET, SO_RXQ_OVFL, value);
    case CPK_OPTION_MULTICAST_LOOP: return set_int(fd, level, v6 ? IPV6_MULTICAST_LOOP : IP_MULTICAST_LOOP, value);
    case CPK_OPTION_REUSE_ADDRESS: return set_int(fd, SOL_SOCKET, SO_REUSEADDR, value);
    case CPK_OPTION_MULTICAST_ALL: return set_int(fd, level, v6 ? 29 /* IPV6_MULTICAST_ALL */ : IP_MULTICAST_ALL, value);
    case CPK_OPTION_V6_ONLY: return v6 ? set_int(fd, level, IPV6_V6ONLY, value) : 0;
    case CPK_OPTION_AUTO_FLOW_LABEL: return v6 ? set_int(fd, level, 70 /* IPV6_AUTOFLOWLABEL */, value) : 0;
    case CPK_OPTION_FAST_OPEN: return set_int(fd, IPPROTO_TCP, 30 /* TCP_FASTOPEN_CONNECT */, value);
    case CPK_OPTION_HEADER_INCLUDED: return set_int(fd, level, v6 ? 36 /* IPV6_HDRINCL */ : IP_HDRINCL, value);
    }
    return -EINVAL;
}

int cpk_bind_to_interface(int fd, const char *interface) {
    return setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface, strlen(interface) + 1) < 0 ? -errno : 0;
}

int cpk_set_multicast_interface(int fd, int family, uint32_t index) {
    if (family == 6) return set_int(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, (int)index);
    struct ip_mreqn request = {.imr_ifindex = (int)index};
    return setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &request, sizeof request) < 0 ? -errno : 0;
}

int cpk_join_group(int fd, const cpk_address *group, uint32_t index) {
    struct group_req request = {.gr_interface = index};
    cpk_to_sockaddr(group, &request.gr_group);
    const int level = group->family == 6 ? IPPROTO_IPV6 : IPPROTO_IP;
    return setsockopt(fd, level, MCAST_JOIN_GROUP, &request, sizeof request) < 0 ? -errno : 0;
}

int cpk_set_ip_options(int fd, const uint8_t *options, size_t length) {
    return setsockopt(fd, IPPROTO_IP, IP_OPTIONS, options, (socklen_t)length) < 0 ? -errno : 0;
}

_Static_assert(sizeof(struct cpk_filter_instruction) == sizeof(struct sock_filter), "one is passed as the other");

int cpk_set_filter(int fd, const struct cpk_filter_instruction *filter, unsigned instructions) {
    if (instructions == 0) return 0;
    struct sock_fprog program = {(unsigned short)instructions, (struct sock_filter *)filter};
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0 ? -errno : 0;
}

int cpk_set_icmp_filter(int fd, int family, const uint8_t *types, size_t count) {
    if (family == 6) {
        struct icmp6_filter filter;
        ICMP6_FILTER_SETBLOCKALL(&filter);
        for (size_t i = 0; i < count; i++) ICMP6_FILTER_SETPASS(types[i], &filter);
        return setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &filter, sizeof filter) < 0 ? -errno : 0;
    }
    struct icmp_filter filter = {.data = ~0u};
    for (size_t i = 0; i < count; i++)
        if (types[i] < 32) filter.data &= ~(1u << types[i]);
    return setsockopt(fd, SOL_RAW, ICMP_FILTER, &filter, sizeof filter) < 0 ? -errno : 0;
}

int cpk_set_ipv6_checksum(int fd, int offset) { return set_int(fd, IPPROTO_IPV6, IPV6_CHECKSUM, offset); }

int cpk_set_timestamping(int fd, unsigned flags) {
    int value = 0;
    if (flags & CPK_STAMP_RECEIVE) value |= SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE;
    if (flags & CPK_STAMP_TRANSMIT) value |= SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_TX_SOFTWARE;
    if (flags & CPK_STAMP_HARDWARE) {
        value |= SOF_TIMESTAMPING_RAW_HARDWARE;
        if (flags & CPK_STAMP_RECEIVE) value |= SOF_TIMESTAMPING_RX_HARDWARE;
        if (flags & CPK_STAMP_TRANSMIT) value |= SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_OPT_TX_SWHW;
    }
    return set_int(fd, SOL_SOCKET, SO_TIMESTAMPING, value);
}

int cpk_stamps_begin(void) {
    int fd = cpk_socket(4, false, IPPROTO_UDP);
    if (fd < 0) return fd;
    cpk_set_timestamping(fd, CPK_STAMP_RECEIVE);
    cpk_address self = {.family = 4, .bytes = {127, 0, 0, 1}};
    struct sockaddr_storage name;
    socklen_t length = sizeof name;
    if (cpk_bind(fd, &self) == 0 && getsockname(fd, (struct sockaddr *)&name, &length) == 0 &&
        connect(fd, (struct sockaddr *)&name, length) == 0)
        return fd;
    int error = -errno;
    close(fd);
    return error;
}

bool cpk_stamps_await(int fd) {
    uint8_t byte = 0;
    for (int i = 0; i < 20; i++) {
        cpk_incoming packet = {.data = &byte, .capacity = 1};
        if (send(fd, &byte, 1, MSG_DONTWAIT) != 1) return false;
        if (cpk_receive(fd, &packet, 1, false) == 1 && packet.details.software_ns != 0) return true;
        nanosleep(&(struct timespec){0, 100000}, NULL);
    }
    return false;
}

// MARK: Sending

enum { TTL_CONTROL = CMSG_SPACE(sizeof(int)) };

// Gives one packet a TTL of its own.
static void set_ttl(struct msghdr *header, uint8_t *control, const cpk_outgoing *packet) {
    const bool v6 = packet->destination.family == 6;
    const int ttl = packet->ttl;
    memset(control, 0, TTL_CONTROL);
    header->msg_control = control;
    header->msg_controllen = TTL_CONTROL;
    struct cmsghdr *message = CMSG_FIRSTHDR(header);
    message->cmsg_level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
    message->cmsg_type = v6 ? IPV6_HOPLIMIT : IP_TTL;
    message->cmsg_len = CMSG_LEN(sizeof ttl);
    memcpy(CMSG_DATA(message), &ttl, sizeof ttl);
}

int cpk_send(int fd, cpk_outgoing *packets, unsigned count) {
    struct mmsghdr messages[BATCH];
    struct iovec parts[BATCH];
    struct sockaddr_storage names[BATCH];
    _Alignas(struct cmsghdr) uint8_t control[BATCH][TTL_CONTROL];
    unsigned done = 0;
    unsigned retries = 0;
    while (done < count) {
        unsigned batch = count - done < BATCH ? count - done : BATCH;
        for (unsigned i = 0; i < batch; i++) {
            cpk_outgoing *packet = &packets[done + i];
            parts[i] = (struct iovec){packet->data, packet->length};
            struct msghdr *header = &messages[i].msg_hdr;
            memset(header, 0, sizeof *header);
            header->msg_iov = &parts[i];
            header->msg_iovlen = 1;
            if (packet->destination.family) {
                header->msg_namelen = cpk_to_sockaddr(&packet->destination, &names[i]);
                header->msg_name = &names[i];
            }
            if (packet->ttl) set_ttl(header, control[i], packet);
            packet->error = 0;
        }
        int sent = sendmmsg(fd, messages, batch, MSG_DONTWAIT);
        if (sent < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS || errno == ENOMEM) return (int)done;
            if (errno == EINTR) continue;
            // An error may be one that an earlier packet left on the socket: reading it clears it, until the next comes.
            if (retries++ < 4) continue;
            packets[done].error = -errno;
            sent = 1;
        }
        retries = 0;
        done += (unsigned)sent;
    }
    return (int)done;
}

// MARK: Receiving

static int64_t nanoseconds(const struct timespec *time) { return time->tv_sec * 1000000000LL + time->tv_nsec; }

static uint8_t origin(uint8_t kernel) {
    switch (kernel) {
    case SO_EE_ORIGIN_LOCAL: return CPK_ORIGIN_LOCAL;
    case SO_EE_ORIGIN_ICMP: return CPK_ORIGIN_ICMP;
    case SO_EE_ORIGIN_ICMP6: return CPK_ORIGIN_ICMP6;
    case SO_EE_ORIGIN_TIMESTAMPING: return CPK_ORIGIN_TRANSMIT_STAMP;
    default: return CPK_ORIGIN_NONE;
    }
}

static void read_error(cpk_details *packet, const struct sock_extended_err *error) {
    packet->error_origin = origin(error->ee_origin);
    packet->error_type = error->ee_type;
    packet->error_code = error->ee_code;
    packet->error_number = error->ee_errno;
    packet->error_info = error->ee_info;
    if (!(error->ee_rfc4884.flags & SO_EE_RFC4884_FLAG_INVALID)) packet->error_extensions = error->ee_rfc4884.len;
    if (packet->error_origin == CPK_ORIGIN_ICMP || packet->error_origin == CPK_ORIGIN_ICMP6)
        cpk_from_sockaddr((const struct sockaddr_storage *)SO_EE_OFFENDER(error), &packet->offender);
}

static void read_control(cpk_details *packet, struct msghdr *header) {
    for (struct cmsghdr *message = CMSG_FIRSTHDR(header); message; message = CMSG_NXTHDR(header, message)) {
        void *data = CMSG_DATA(message);
        if (message->cmsg_level == SOL_SOCKET && message->cmsg_type == SCM_TIMESTAMPING) {
            const struct timespec *stamps = data;
            packet->software_ns = nanoseconds(&stamps[0]);
            packet->hardware_ns = nanoseconds(&stamps[2]);
        } else if (message->cmsg_level == SOL_SOCKET && message->cmsg_type == SO_RXQ_OVFL) {
            memcpy(&packet->drops, data, sizeof packet->drops);
        } else if (message->cmsg_level == IPPROTO_IP && message->cmsg_type == IP_TTL) {
            packet->ttl = (int16_t) * (int *)data;
        } else if (message->cmsg_level == IPPROTO_IP && message->cmsg_type == IP_TOS) {
            packet->traffic_class = *(uint8_t *)data;
        } else if (message->cmsg_level == IPPROTO_IP && message->cmsg_type == IP_PKTINFO) {
            const struct in_pktinfo *info = data;
            packet->interface_index = (uint32_t)info->ipi_ifindex;
            packet->destination.family = 4;
            memcpy(packet->destination.bytes, &info->ipi_addr, 4);
        } else if (message->cmsg_level == IPPROTO_IPV6 && message->cmsg_type == IPV6_HOPLIMIT) {
            packet->ttl = (int16_t) * (int *)data;
        } else if (message->cmsg_level == IPPROTO_IPV6 && message->cmsg_type == IPV6_TCLASS) {
            packet->traffic_class = (int16_t) * (int *)data;
        } else if (message->cmsg_level == IPPROTO_IPV6 && message->cmsg_type == IPV6_PKTINFO) {
            const struct in6_pktinfo *info = data;
            packet->interface_index = info->ipi6_ifindex;
            packet->destination.family = 6;
            memcpy(packet->destination.bytes, &info->ipi6_addr, 16);
        } else if (message->cmsg_level == SOL_PACKET && message->cmsg_type == PACKET_AUXDATA) {
            const struct tpacket_auxdata *link = data;
            packet->network_offset = link->tp_net;
            packet->has_tag = (link->tp_status & TP_STATUS_VLAN_VALID) != 0;
            packet->tag = link->tp_vlan_tci;
        } else if (
            (message->cmsg_level == IPPROTO_IP && message->cmsg_type == IP_RECVERR) ||
            (message->cmsg_level == IPPROTO_IPV6 && message->cmsg_type == IPV6_RECVERR) ||
            message->cmsg_level == SOL_PACKET) {
            read_error(packet, data);
        }
    }
}

int cpk_receive(int fd, cpk_incoming *packets, unsigned count, bool error_queue) {
    enum { CONTROL = 320 };
    struct mmsghdr messages[BATCH];
    struct iovec parts[BATCH];
    struct sockaddr_storage names[BATCH];
    _Alignas(struct cmsghdr) uint8_t control[BATCH][CONTROL];
    if (count > BATCH) count = BATCH;
    for (unsigned i = 0; i < count; i++) {
        parts[i] = (struct iovec){packets[i].data, packets[i].capacity};
        struct msghdr *header = &messages[i].msg_hdr;
        *header = (struct msghdr){
            .msg_name = &names[i], .msg_namelen = sizeof names[i], .msg_iov = &parts[i], .msg_iovlen = 1,
            .msg_control = control[i], .msg_controllen = CONTROL};
    }
    int flags = MSG_DONTWAIT | MSG_TRUNC | (error_queue ? MSG_ERRQUEUE : 0);
    int received;
    do {
        received = recvmmsg(fd, messages, count, flags, NULL);
    } while (received < 0 && errno == EINTR);
    if (received < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -errno;
    for (int i = 0; i < received; i++) {
        cpk_details *details = &packets[i].details;
        *details = (cpk_details){.length = messages[i].msg_len, .ttl = -1, .traffic_class = -1};
        details->truncated = details->length > packets[i].capacity;
        if (messages[i].msg_hdr.msg_namelen > 0 && names[i].ss_family == AF_PACKET) {
            const struct sockaddr_ll *link = (const struct sockaddr_ll *)&names[i];
            details->interface_index = (uint32_t)link->sll_ifindex;
            details->outgoing = link->sll_pkttype == PACKET_OUTGOING;
        } else if (messages[i].msg_hdr.msg_namelen > 0) {
            cpk_from_sockaddr(&names[i], &details->source);
        }
        read_control(details, &messages[i].msg_hdr);
    }
    return received;
}
