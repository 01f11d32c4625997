#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CPacketIO.h"

enum { REPLY = 32768 };

typedef struct {
    struct nlmsghdr header;
    uint8_t body[512];
} request;

static void add_attribute(request *request, uint16_t type, const void *data, size_t length) {
    struct rtattr *attribute = (struct rtattr *)((uint8_t *)request + NLMSG_ALIGN(request->header.nlmsg_len));
    attribute->rta_type = type;
    attribute->rta_len = (uint16_t)RTA_LENGTH(length);
    memcpy(RTA_DATA(attribute), data, length);
    request->header.nlmsg_len = NLMSG_ALIGN(request->header.nlmsg_len) + (uint32_t)RTA_ALIGN(attribute->rta_len);
}

static int address_family(const cpk_address *address) { return address->family == 6 ? AF_INET6 : AF_INET; }
static size_t address_length(int family) { return family == AF_INET6 ? 16 : 4; }

static void read_address(cpk_address *address, int family, const struct rtattr *attribute) {
    if (RTA_PAYLOAD(attribute) < address_length(family)) return;
    address->family = family == AF_INET6 ? 6 : 4;
    memcpy(address->bytes, RTA_DATA(attribute), address_length(family));
}

// Sends the request and calls `handle` for each answer until the answer or dump ends. Returns 0 or -errno.
static int ask(request *request, int (*handle)(const struct nlmsghdr *, void *), void *context) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0) return -errno;
    const bool dump = request->header.nlmsg_flags & NLM_F_DUMP;
    int result = 0;
    if (send(fd, request, request->header.nlmsg_len, 0) < 0) result = -errno;
    for (bool more = result == 0; more;) {
        _Alignas(struct nlmsghdr) static _Thread_local uint8_t reply[REPLY];
        ssize_t length = recv(fd, reply, sizeof reply, 0);
        if (length < 0 && errno == EINTR) continue;
        if (length <= 0) {
            result = length < 0 ? -errno : -EIO;
            break;
        }
        more = dump;
        unsigned left = (unsigned)length;
        for (struct nlmsghdr *header = (struct nlmsghdr *)reply; NLMSG_OK(header, left);
             header = NLMSG_NEXT(header, left)) {
            if (header->nlmsg_type == NLMSG_DONE) more = false;
            else if (header->nlmsg_type == NLMSG_ERROR) {
                result = ((struct nlmsgerr *)NLMSG_DATA(header))->error;
                more = false;
            } else {
                int stop = handle(header, context);
                if (stop < 0) result = stop;
            }
        }
    }
    close(fd);
    return result;
}

// MARK: Interfaces

static int read_interface(const struct nlmsghdr *header, void *context) {
    cpk_interface *interface = context;
    const struct ifinfomsg *info = NLMSG_DATA(header);
    if (header->nlmsg_type != RTM_NEWLINK) return 0;
    interface->index = (uint32_t)info->ifi_index;
    interface->flags = info->ifi_flags;
    interface->hardware_type = info->ifi_type;
    int length = (int)IFLA_PAYLOAD(header);
    for (const struct rtattr *attribute = IFLA_RTA(info); RTA_OK(attribute, length);
         attribute = RTA_NEXT(attribute, length)) {
        size_t size = RTA_PAYLOAD(attribute);
        if (attribute->rta_type == IFLA_IFNAME) {
            if (size > sizeof interface->name - 1) size = sizeof interface->name - 1;
            memcpy(interface->name, RTA_DATA(attribute), size);
        } else if (attribute->rta_type == IFLA_MTU && size >= 4) {
            memcpy(&interface->mtu, RTA_DATA(attribute), 4);
        } else if (attribute->rta_type == IFLA_ADDRESS) {
            if (size > sizeof interface->mac) size = sizeof interface->mac;
            interface->mac_length = (uint8_t)size;
            memcpy(interface->mac, RTA_DATA(attribute), size);
        } else if (attribute->rta_type == IFLA_STATS64) {
            struct rtnl_link_stats64 statistics = {0};
            memcpy(&statistics, RTA_DATA(attribute), size < sizeof statistics ? size : sizeof statistics);
            interface->missed = statistics.rx_missed_errors + statistics.rx_fifo_errors;
        }
    }
    return 0;
}

typedef struct {
    cpk_interface *interfaces;
    unsigned capacity;
    unsigned count;
} interface_list;

static int read_interfaces(const struct nlmsghdr *header, void *context) {
    interface_list *list = context;
    if (header->nlmsg_type != RTM_NEWLINK || list->count >= list->capacity) return 0;
    memset(&list->interfaces[list->count], 0, sizeof *list->interfaces);
    return read_interface(header, &list->interfaces[list->count++]);
}

int cpk_interfaces(cpk_interface *interfaces, unsigned capacity) {
    request request = {{.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)), .nlmsg_type = RTM_GETLINK,
                        .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP}};
    interface_list list = {interfaces, capacity, 0};
    int result = ask(&request, read_interfaces, &list);
    return result < 0 ? result : (int)list.count;
}

int cpk_interface_by_index(uint32_t index, cpk_interface *interface) {
    request request = {{.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)), .nlmsg_type = RTM_GETLINK,
                        .nlmsg_flags = NLM_F_REQUEST}};
    struct ifinfomsg *info = NLMSG_DATA(&request.header);
    info->ifi_family = AF_UNSPEC;
    info->ifi_index = (int)index;
    memset(interface, 0, sizeof *interface);
    return ask(&request, read_interface, interface);
}

typedef struct {
    cpk_interface_address *addresses;
    unsigned capacity;
    unsigned count;
} address_list;

static int read_interface_address(const struct nlmsghdr *header, void *context) {
    address_list *list = context;
    if (header->nlmsg_type != RTM_NEWADDR || list->count >= list->capacity) return 0;
    const struct ifaddrmsg *info = NLMSG_DATA(header);
    if (info->ifa_family != AF_INET && info->ifa_family != AF_INET6) return 0;
    cpk_interface_address *entry = &list->addresses[list->count];
    memset(entry, 0, sizeof *entry);
    entry->prefix_length = info->ifa_prefixlen;
    entry->interface_index = info->ifa_index;
    bool local = false;
    int length = (int)IFA_PAYLOAD(header);
    for (const struct rtattr *attribute = IFA_RTA(info); RTA_OK(attribute, length);
         attribute = RTA_NEXT(attribute, length)) {
        // On a point-to-point link IFA_ADDRESS is the peer; IFA_LOCAL, where there is one, is ours.
        if (attribute->rta_type == IFA_LOCAL || (attribute->rta_type == IFA_ADDRESS && !local)) {
            read_address(&entry->address, info->ifa_family, attribute);
            local = local || attribute->rta_type == IFA_LOCAL;
        }
    }
    if (entry->address.family) list->count++;
    return 0;
}

int cpk_interface_addresses(cpk_interface_address *addresses, unsigned capacity) {
    request request = {{.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifaddrmsg)), .nlmsg_type = RTM_GETADDR,
                        .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP}};
    address_list list = {addresses, capacity, 0};
    int result = ask(&request, read_interface_address, &list);
    return result < 0 ? result : (int)list.count;
}

// MARK: Routes

static int read_route(const struct nlmsghdr *header, void *context) {
    cpk_route *route = context;
    if (header->nlmsg_type != RTM_NEWROUTE) return 0;
    const struct rtmsg *message = NLMSG_DATA(header);
    route->type = message->rtm_type;
    route->table = message->rtm_table;
    int length = (int)RTM_PAYLOAD(header);
    for (const struct rtattr *attribute = RTM_RTA(message); RTA_OK(attribute, length);
         attribute = RTA_NEXT(attribute, length)) {
        switch (attribute->rta_type) {
        case RTA_OIF: memcpy(&route->interface_index, RTA_DATA(attribute), 4); break;
        case RTA_GATEWAY: read_address(&route->gateway, message->rtm_family, attribute); break;
        case RTA_VIA: {
            const struct rtvia *via = RTA_DATA(attribute);
            if (RTA_PAYLOAD(attribute) >= sizeof *via + address_length(via->rtvia_family)) {
                route->gateway.family = via->rtvia_family == AF_INET6 ? 6 : 4;
                memcpy(route->gateway.bytes, via->rtvia_addr, address_length(via->rtvia_family));
            }
            break;
        }
        case RTA_PREFSRC: read_address(&route->source, message->rtm_family, attribute); break;
        case RTA_TABLE: memcpy(&route->table, RTA_DATA(attribute), 4); break;
        case RTA_METRICS: {
            int inner = (int)RTA_PAYLOAD(attribute);
            for (const struct rtattr *metric = RTA_DATA(attribute); RTA_OK(metric, inner);
                 metric = RTA_NEXT(metric, inner))
                if (metric->rta_type == RTAX_MTU) memcpy(&route->mtu, RTA_DATA(metric), 4);
            break;
        }
        default: break;
        }
    }
    return 0;
}

int cpk_route_get(
    const cpk_address *destination, const cpk_address *source, uint32_t interface_index, uint32_t mark, cpk_route *route) {
    request request = {{.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtmsg)), .nlmsg_type = RTM_GETROUTE,
                        .nlmsg_flags = NLM_F_REQUEST}};
    struct rtmsg *message = NLMSG_DATA(&request.header);
    const int family = address_family(destination);
    message->rtm_family = (uint8_t)family;
    message->rtm_dst_len = (uint8_t)(address_length(family) * 8);
    add_attribute(&request, RTA_DST, destination->bytes, address_length(family));
    if (source && source->family) {
        message->rtm_src_len = message->rtm_dst_len;
        add_attribute(&request, RTA_SRC, source->bytes, address_length(family));
    }
    if (interface_index) add_attribute(&request, RTA_OIF, &interface_index, sizeof interface_index);
    if (mark) add_attribute(&request, RTA_MARK, &mark, sizeof mark);
    memset(route, 0, sizeof *route);
    return ask(&request, read_route, route);
}

// MARK: Neighbours

static int read_neighbor(const struct nlmsghdr *header, void *context) {
    cpk_neighbor *neighbor = context;
    if (header->nlmsg_type != RTM_NEWNEIGH) return 0;
    const struct ndmsg *message = NLMSG_DATA(header);
    neighbor->state = message->ndm_state;
    int length = (int)(header->nlmsg_len - NLMSG_LENGTH(sizeof *message));
    const struct rtattr *attribute = (const struct rtattr *)((const uint8_t *)message + NLMSG_ALIGN(sizeof *message));
    for (; RTA_OK(attribute, length); attribute = RTA_NEXT(attribute, length)) {
        if (attribute->rta_type != NDA_LLADDR) continue;
        size_t size = RTA_PAYLOAD(attribute);
        if (size > sizeof neighbor->mac) size = sizeof neighbor->mac;
        neighbor->mac_length = (uint8_t)size;
        memcpy(neighbor->mac, RTA_DATA(attribute), size);
    }
    return 0;
}

int cpk_neighbor_get(const cpk_address *address, uint32_t interface_index, cpk_neighbor *neighbor) {
    request request = {{.nlmsg_len = NLMSG_LENGTH(sizeof(struct ndmsg)), .nlmsg_type = RTM_GETNEIGH,
                        .nlmsg_flags = NLM_F_REQUEST}};
    struct ndmsg *message = NLMSG_DATA(&request.header);
    const int family = address_family(address);
    message->ndm_family = (uint8_t)family;
    message->ndm_ifindex = (int)interface_index;
    add_attribute(&request, NDA_DST, address->bytes, address_length(family));
    memset(neighbor, 0, sizeof *neighbor);
    return ask(&request, read_neighbor, neighbor);
}
