#define _GNU_SOURCE
#include <errno.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CPacketIO.h"

int cpk_netlink_socket(uint32_t groups) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0) return -errno;
    struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

long cpk_netlink_send(int fd, const uint8_t *bytes, size_t count) {
    ssize_t sent = send(fd, bytes, count, 0);
    return sent < 0 ? -errno : sent;
}

long cpk_netlink_receive(int fd, uint8_t *bytes, size_t count) {
    for (;;) {
        struct sockaddr_nl from = {0};
        struct iovec piece = {bytes, count};
        struct msghdr message = {
            .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &piece, .msg_iovlen = 1};
        ssize_t length = recvmsg(fd, &message, 0);
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) return -errno;
        if (length == 0) return -EIO;
        // Anybody may send to such a socket; the kernel is number 0.
        if (from.nl_pid != 0) continue;
        return message.msg_flags & MSG_TRUNC ? -EMSGSIZE : length;
    }
}
