// The machine's packet interfaces in a shape that Swift can call: macros, ioctls, control messages, struct layouts.
// No decisions are made here. Functions return -errno on failure.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Addresses

// An address as the kernel passes it: family 4, 6 or 0 (none); IPv4 in the first four bytes; network byte order.
typedef struct {
    uint8_t family;
    uint8_t bytes[16];
    uint16_t port;
    uint32_t scope;
} cpk_address;

// MARK: Sockets

enum { CPK_ICMP = 1, CPK_TCP = 6, CPK_UDP = 17, CPK_ICMPV6 = 58 };

// A datagram (ping, UDP) or raw socket of a family (4, 6) and protocol, non-blocking, close-on-exec.
int cpk_socket(int family, bool raw, int protocol);
int cpk_bind(int fd, const cpk_address *address);
int cpk_local_address(int fd, cpk_address *address);
// The address the kernel would send from to `destination`: routes are asked, nothing is sent.
int cpk_source_for(const cpk_address *destination, const char *interface, uint32_t mark, cpk_address *source);

// A TCP socket of a family (4, 6), non-blocking, close-on-exec, that sends without waiting for more.
int cpk_stream_socket(int family);
// Begins to connect; a datagram socket then hears of its peer alone. 0 too where it is not done yet.
int cpk_connect(int fd, const cpk_address *address);
// What went wrong on a socket since it was last asked: an errno, or 0.
int cpk_socket_error(int fd);
// How many bytes were taken, or -errno.
long cpk_stream_send(int fd, const uint8_t *bytes, size_t count);
// How many bytes came, 0 at the end, or -errno. What came is acknowledged at once.
long cpk_stream_receive(int fd, uint8_t *bytes, size_t count);

// An instruction of the kernel's packet filters.
struct cpk_filter_instruction {
    uint16_t code;
    uint8_t jump_true;
    uint8_t jump_false;
    uint32_t operand;
};

typedef enum {
    CPK_OPTION_TTL,
    CPK_OPTION_MULTICAST_TTL,
    CPK_OPTION_TRAFFIC_CLASS,
    CPK_OPTION_BROADCAST,
    CPK_OPTION_MARK,
    CPK_OPTION_DONT_ROUTE,
    CPK_OPTION_PATH_MTU_DISCOVERY,  // enum cpk_pmtu
    CPK_OPTION_RECEIVE_ERRORS,
    CPK_OPTION_RECEIVE_DETAILS,  // TTL, TOS and destination of what arrives
    CPK_OPTION_SEND_BUFFER,
    CPK_OPTION_RECEIVE_BUFFER,
    CPK_OPTION_COUNT_DROPS,
    CPK_OPTION_MULTICAST_LOOP,
    CPK_OPTION_HEADER_INCLUDED,
    CPK_OPTION_REUSE_ADDRESS,
    CPK_OPTION_MULTICAST_ALL,  // whether groups are heard that other sockets have joined
    CPK_OPTION_V6_ONLY,          // of IPv6: whether the port is left to IPv4
    CPK_OPTION_AUTO_FLOW_LABEL,  // of IPv6: whether the kernel makes a label up for each socket
    CPK_OPTION_FAST_OPEN,      // of TCP: what is written first leaves with the SYN, where the server has allowed it
} cpk_option;
enum cpk_pmtu { CPK_PMTU_DONT, CPK_PMTU_WANT, CPK_PMTU_DO, CPK_PMTU_PROBE };

int cpk_set_option(int fd, int family, cpk_option option, int value);
int cpk_bind_to_interface(int fd, const char *interface);
int cpk_set_multicast_interface(int fd, int family, uint32_t index);
int cpk_join_group(int fd, const cpk_address *group, uint32_t index);
int cpk_set_ip_options(int fd, const uint8_t *options, size_t length);
// Lets only what the filter takes reach a socket.
int cpk_set_filter(int fd, const struct cpk_filter_instruction *filter, unsigned instructions);
// Lets only these ICMP types through on a raw socket.
int cpk_set_icmp_filter(int fd, int family, const uint8_t *types, size_t count);
// Makes the kernel compute and check the checksum at `offset` on a raw IPv6 socket.
int cpk_set_ipv6_checksum(int fd, int offset);

enum { CPK_STAMP_RECEIVE = 1, CPK_STAMP_TRANSMIT = 2, CPK_STAMP_HARDWARE = 4 };
int cpk_set_timestamping(int fd, unsigned flags);

// The kernel begins to stamp what arrives a moment after the first socket asks for it. This asks, on a socket of its own;
// `cpk_stamps_await` then sends itself datagrams over loopback until one is stamped, for two milliseconds at most.
int cpk_stamps_begin(void);
bool cpk_stamps_await(int fd);

// MARK: Sending and receiving many

typedef struct {
    uint8_t *data;
    uint32_t length;
    int32_t error;  // 0, or -errno of this packet
    cpk_address destination;
    uint8_t ttl;    // of this packet alone; 0: the socket's
} cpk_outgoing;

// Sends the packets in order; `error` of each tells its fate. Returns how many were taken: fewer than `count` where the
// socket's buffer is full (the rest may be offered again).
int cpk_send(int fd, cpk_outgoing *packets, unsigned count);

// What is known of a packet beside its bytes.
typedef struct {
    uint32_t length;           // bytes on the wire, though `capacity` may have cut them
    cpk_address source;
    cpk_address destination;   // family 0 where not told
    uint32_t interface_index;
    int16_t ttl;               // -1 where not told
    int16_t traffic_class;     // -1 where not told
    int64_t software_ns;       // kernel stamp, real-time clock; 0 where there is none
    int64_t hardware_ns;       // stamp of the network card's clock; 0 where there is none
    uint32_t drops;            // the socket's running count
    uint8_t error_origin;      // 0: a packet; else SO_EE_ORIGIN_*
    uint8_t error_type;
    uint8_t error_code;
    uint32_t error_number;
    uint32_t error_info;       // next-hop MTU, gateway, pointer
    uint16_t error_extensions; // where in the bytes the extensions of RFC 4884 start; 0 where there are none
    cpk_address offender;
    bool truncated;
    bool outgoing;             // packet sockets only: seen on its way out
    bool has_tag;              // packet sockets only: the kernel took a VLAN tag off, and this was in it
    uint16_t tag;
    uint16_t network_offset;   // packet sockets only: where the network layer starts
} cpk_details;

typedef struct {
    uint8_t *data;
    uint32_t capacity;
    cpk_details details;
} cpk_incoming;

enum { CPK_ORIGIN_NONE, CPK_ORIGIN_LOCAL, CPK_ORIGIN_ICMP, CPK_ORIGIN_ICMP6, CPK_ORIGIN_TRANSMIT_STAMP };

int cpk_receive(int fd, cpk_incoming *packets, unsigned count, bool error_queue);

// MARK: Packet rings: what passes an interface, in both directions, without a call per packet

typedef struct cpk_ring cpk_ring;
enum { CPK_CAPTURE_ALL, CPK_CAPTURE_INCOMING_IPV4, CPK_CAPTURE_INCOMING_IPV6 };

cpk_ring *cpk_ring_open(
    uint32_t interface_index, int what, const struct cpk_filter_instruction *filter, unsigned instructions,
    unsigned frame_size, unsigned frame_count, int *error);
// Closing waits until no processor can still be in the ring: tens of milliseconds.
void cpk_ring_close(cpk_ring *ring);
// The same for a process that is about to end, without the wait: a child that outlives it by just that long takes over.
void cpk_ring_close_at_exit(cpk_ring *ring);
// A packet socket that hears what the filter takes of all that passes an interface, stamped, and sends nothing. Unlike a
// ring it is there at once.
int cpk_link_socket(uint32_t interface_index, const struct cpk_filter_instruction *filter, unsigned instructions);
// Has the descriptors that are open outlive this process, in a child that ends then: to close a packet socket takes the
// kernel tens of milliseconds. False where there can be no child.
bool cpk_keep_until_exit(void);
int cpk_ring_fd(const cpk_ring *ring);
// The next packets, read in place: valid until released. Returns how many.
int cpk_ring_read(cpk_ring *ring, cpk_incoming *packets, unsigned count);
void cpk_ring_release(cpk_ring *ring, unsigned count);
int cpk_ring_drops(cpk_ring *ring, uint32_t *drops);

// MARK: Live capture: packets as long as they are, in blocks that the kernel hands over full or after a while

typedef struct cpk_live cpk_live;
typedef struct {
    uint32_t interface_index;     // 0: all of them
    bool cooked;                  // a header of LINKTYPE_LINUX_SLL2 in place of the link's own
    bool promiscuous;
    bool hardware_stamps;
    uint32_t snap_length;         // bytes to keep of a packet, made-up headers included
    uint32_t block_size;          // a power of two, whole pages
    uint32_t block_count;
    uint32_t block_milliseconds;  // a block is handed over then at the latest
    const struct cpk_filter_instruction *filter;
    uint32_t filter_length;       // 0: no filter
} cpk_live_options;
enum { CPK_TAKEN_HOST, CPK_TAKEN_BROADCAST, CPK_TAKEN_MULTICAST, CPK_TAKEN_OTHER_HOST, CPK_TAKEN_OUTGOING };
typedef struct {
    int64_t time_ns;          // real-time clock
    uint32_t offset;          // in the output
    uint32_t captured;
    uint32_t original;
    uint32_t interface_index;
    uint8_t type;             // CPK_TAKEN_*
    bool tagged;              // had a VLAN tag apart from its bytes, which was put back
    bool hardware_stamp;
} cpk_taken;

// -ENETDOWN where the interface is down.
cpk_live *cpk_live_open(const cpk_live_options *options, int *error);
void cpk_live_close(cpk_live *live);
int cpk_live_fd(const cpk_live *live);
// Copies packets that are there, of whole length: at most `room` bytes and `capacity` packets. Returns how many.
unsigned cpk_live_take(
    cpk_live *live, uint8_t *output, size_t room, cpk_taken *packets, unsigned capacity, size_t *used);
// Replaces the filter.
int cpk_live_filter(cpk_live *live, const struct cpk_filter_instruction *filter, unsigned instructions);
// What has happened to the socket since the last call: 0, or -ENETDOWN.
int cpk_live_error(cpk_live *live);
// Since the last call: packets that the filter let through, those of them without room, and how often that ran out.
int cpk_live_statistics(cpk_live *live, uint32_t *packets, uint32_t *drops, uint32_t *freezes);

// A socket that sends whole frames on an interface.
int cpk_frame_socket(uint32_t interface_index);

// MARK: libpcap, loaded when first used: linking it would make every start 0.5 ms slower

// Compiles a filter expression. Returns the number of instructions, or -1 with a text in `message`.
int cpk_compile_filter(
    const char *expression, int link_type, struct cpk_filter_instruction *instructions, unsigned capacity, char *message,
    size_t message_size);

// Whether a compiled filter lets a packet pass.
bool cpk_filter_matches(
    const struct cpk_filter_instruction *instructions, const uint8_t *packet, uint32_t captured, uint32_t original);

// MARK: Waiting

// Blocks the signals that a session answers and gives a descriptor that reports them; a negative -errno on failure.
int cpk_signal_descriptor(void);
// The next signal waiting on the descriptor, or 0.
int cpk_next_signal(int fd);
// Waits until a descriptor is ready or the monotonic clock reaches `deadline_ns` (INT64_MAX: for ever). Sets bit k of
// `*ready` where descriptor k has something. Returns 0 or -errno.
int cpk_wait(const int *descriptors, unsigned count, int64_t deadline_ns, uint64_t *ready);
// A descriptor that becomes readable, and stays so, when it is told to; a negative -errno on failure.
int cpk_event_descriptor(void);
void cpk_event_tell(int fd);
int64_t cpk_monotonic_ns(void);
int64_t cpk_realtime_ns(void);

// MARK: Privilege

enum { CPK_CAP_NET_RAW = 13, CPK_CAP_NET_ADMIN = 12 };
bool cpk_has_capability(int capability);
// Gives up every capability for good, and the chance of getting any back.
int cpk_drop_capabilities(void);
// Becomes a user for good, with that user's groups. Returns -ENOENT where there is no such user.
int cpk_become_user(const char *name);

// MARK: Questions about this machine's network (netlink)

// A socket that hears of changes in these groups (RTMGRP_*), or -errno.
int cpk_netlink_socket(uint32_t groups);
long cpk_netlink_send(int fd, const uint8_t *bytes, size_t count);
// Waits for a datagram from the kernel, and gives its length, or -errno.
long cpk_netlink_receive(int fd, uint8_t *bytes, size_t count);

// MARK: Names

// Resolves a name to at most `capacity` addresses of a family (0: both), in the order the system prefers.
// Returns how many, or -1 with a text in `message`.
int cpk_resolve(const char *name, int family, cpk_address *addresses, unsigned capacity, char *message, size_t size);
// The name of an address, or false. Blocks while the system looks it up.
bool cpk_reverse(const cpk_address *address, char *name, size_t size);
// Runs `work(context)` on a thread of its own, with all signals blocked.
int cpk_run_detached(void (*work)(void *), void *context);

// MARK: Terminal

bool cpk_is_terminal(int fd);
bool cpk_terminal_size(int fd, uint16_t *columns, uint16_t *rows);
// Writes all bytes; -EPIPE where the reader has gone.
int cpk_write_all(int fd, const uint8_t *bytes, size_t count);

// Gives a pipe room for `byte_count` bytes, or returns -errno.
int cpk_widen_pipe(int fd, int byte_count);

// MARK: Decompression, by zlib and libzstd, which are loaded when first used

typedef struct cpk_decompressor cpk_decompressor;
typedef enum { CPK_GZIP, CPK_ZSTD } cpk_compression;
// NULL with a text in `message` where the library is not there.
cpk_decompressor *cpk_decompressor_open(cpk_compression format, char *message, size_t message_size);
void cpk_decompressor_close(cpk_decompressor *decompressor);
// Unpacks what there is room for. Returns false with a text in `message` where the input is damaged; what came before
// the damage has been unpacked then.
bool cpk_decompress(
    cpk_decompressor *decompressor, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output,
    size_t room, size_t *produced, char *message, size_t message_size);
// Whether the input may end here: members and frames may follow each other.
bool cpk_decompressor_is_complete(const cpk_decompressor *decompressor);

// MARK: Internationalized names, by libidn2, which is loaded when first used

// A name in UTF-8 as the DNS has it (IDNA2008). Returns false with a text in `message` where there is none, or where the
// library is not there.
bool cpk_idn_to_ascii(const char *name, char *ascii, size_t size, char *message, size_t message_size);

// What a label of ASCII stands for, in UTF-8. Returns false where it stands for nothing, or where the library is not there.
bool cpk_idn_to_unicode(const char *label, char *unicode, size_t size);

// MARK: Ed448, by OpenSSL, which is loaded when first used

// Whether the key has signed the message: 1, 0, or -1 where the library is not there.
int cpk_ed448_verify(
    const uint8_t *key, size_t key_size, const uint8_t *signature, size_t signature_size, const uint8_t *message,
    size_t size);

// MARK: Threads

typedef struct cpk_thread cpk_thread;
// Runs `work(context)` on a thread with all signals blocked; NULL where there can be none.
cpk_thread *cpk_thread_start(void (*work)(void *), void *context, size_t stack_size);
// Waits for its end.
void cpk_thread_join(cpk_thread *thread);

// MARK: A second sender

// A thread that sends beside the caller: on loopback and veth the answer is made inside the send call, so that a second
// processor nearly doubles the pace.
typedef struct cpk_worker cpk_worker;
cpk_worker *cpk_worker_start(void);
// Batches that wait to be sent, at most.
enum { CPK_WORKER_DEPTH = 4 };
// Hands a batch over, as cpk_send takes it; nothing of it may be touched until it was collected.
void cpk_worker_submit(cpk_worker *worker, int fd, cpk_outgoing *packets, unsigned count);
// What cpk_send did with the oldest batch that was not collected; -1 while it is being sent, unless `wait`.
int cpk_worker_collect(cpk_worker *worker, bool wait);
// Ends the thread, after the batch that it is at.
void cpk_worker_stop(cpk_worker *worker);
unsigned cpk_processor_count(void);
