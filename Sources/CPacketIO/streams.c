#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CPacketIO.h"
#include "addresses.h"

int cpk_stream_socket(int family) {
    int fd = socket(family == 6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (fd < 0) return -errno;
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

int cpk_connect(int fd, const cpk_address *address) {
    struct sockaddr_storage storage;
    socklen_t length = cpk_to_sockaddr(address, &storage);
    if (connect(fd, (struct sockaddr *)&storage, length) == 0 || errno == EINPROGRESS) return 0;
    return -errno;
}

int cpk_socket_error(int fd) {
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0 ? errno : error;
}

long cpk_stream_send(int fd, const uint8_t *bytes, size_t count) {
    ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
    return sent < 0 ? -errno : sent;
}

long cpk_stream_receive(int fd, uint8_t *bytes, size_t count) {
    // Acknowledged at once: a sender with Nagle's algorithm would wait for it with the rest of its answer.
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    ssize_t received = recv(fd, bytes, count, 0);
    return received < 0 ? -errno : received;
}
