#!/usr/bin/python3
"""A cable that misbehaves, between two interfaces.

    wire.py PIDFILE LEFT RIGHT FAULT...

Frames from LEFT to RIGHT are "requests", those from RIGHT to LEFT "replies".  A FAULT is
DIRECTION,NAME[,ARG...]; the faults of one direction act one after the other.  ARP and neighbour
discovery always pass untouched.  The process in PIDFILE, an older wire, is ended; this one goes
to the background once it carries frames.  LAB_SEED seeds what is random.
"""
import functools, heapq, itertools, os, random, select, signal, socket, struct, sys, time

PACKET_IGNORE_OUTGOING = 23
chance = random.Random(int(os.environ.get("LAB_SEED", 1)))

# --- packets: Ethernet frames as bytes, the IP header at 14 ---

def checksum(data):
    total = sum(struct.unpack("!%dH" % ((len(data) + 1) // 2), data + b"\0" * (len(data) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def version(frame):
    return {b"\x08\x00": 4, b"\x86\xdd": 6}.get(bytes(frame[12:14]))


def housekeeping(frame):
    """ARP, neighbour discovery and multicast listener reports."""
    return not version(frame) or version(frame) == 6 and (
        frame[20] == 58 and 133 <= frame[54] <= 137 or frame[20] == 0)


def trimmed(frame):
    """The frame without Ethernet padding."""
    if version(frame) == 4:
        return frame[:14 + struct.unpack_from("!H", frame, 16)[0]]
    return frame[:54 + struct.unpack_from("!H", frame, 18)[0]] if version(frame) == 6 else frame


def icmp(frame):
    """Where the ICMP header of an unfragmented packet begins, or None."""
    if version(frame) == 4 and frame[23] == 1 and not struct.unpack_from("!H", frame, 20)[0] & 0x3FFF:
        return 14 + (frame[14] & 15) * 4
    return 54 if version(frame) == 6 and frame[20] == 58 else None


def echo(frame):
    at = icmp(frame)
    return at if at and frame[at] in {4: (0, 8), 6: (128, 129)}[version(frame)] else None


def sealed(frame):
    """An ICMP frame with all its lengths and checksums made right."""
    f = bytearray(frame)
    if version(f) == 4:
        at, pseudo = 14 + (f[14] & 15) * 4, b""
        struct.pack_into("!H", f, 16, len(f) - 14)
        struct.pack_into("!H", f, 24, 0)
        struct.pack_into("!H", f, 24, checksum(f[14:at]))
    else:
        at = 54
        struct.pack_into("!H", f, 18, len(f) - 54)
        pseudo = f[22:54] + struct.pack("!II", len(f) - 54, 58)
    struct.pack_into("!H", f, at + 2, 0)
    struct.pack_into("!H", f, at + 2, checksum(pseudo + f[at:]))
    return bytes(f)


def address(text):
    return socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text)


# --- faults: each makes a function (frame, send, back), back being the way the frame came ---

def edit(change):
    """A fault from a function (frame, where ICMP begins) that lists what becomes of an echo."""
    def stage(frame, send, back):
        at = echo(frame)
        for f in change(frame, at) if at else [frame]:
            send(f)
    return stage


def loss(percent):
    percent = float(percent)
    def stage(frame, send, back):
        if chance.random() * 100 >= percent:
            send(frame)
    return stage


def loss_every(n):
    count, n = itertools.count(1), int(n)
    def stage(frame, send, back):
        if next(count) % n:
            send(frame)
    return stage


def blackhole():
    return lambda frame, send, back: None


def delay(ms):
    wait = float(ms) / 1000
    return lambda frame, send, back: later(time.monotonic() + wait, send, frame)


def jitter(ms):
    most, last = float(ms) / 1000, 0
    def stage(frame, send, back):
        nonlocal last                       # never sooner than the one before: the order stays
        last = max(last, time.monotonic() + chance.random() * most)
        later(last, send, frame)
    return stage


def reorder():
    held = None
    def release(frame, send):
        nonlocal held
        if held is frame:
            held = None
            send(frame)
    def stage(frame, send, back):
        nonlocal held
        if held is None:                    # the last of an odd number goes alone after a while
            held = frame
            later(time.monotonic() + 1.5, release, frame, send)
        else:
            first, held = held, None
            send(frame)
            send(first)
    return stage


def duplicate(copies=2):
    def stage(frame, send, back):
        for _ in range(int(copies)):
            send(frame)
    return stage


def corrupt(offset=-1):
    """One payload byte flipped, the checksum right."""
    def change(frame, at):
        payload = bytearray(frame[at + 8:])
        if payload:
            payload[int(offset) % len(payload)] ^= 0xFF
        return [sealed(frame[:at + 8] + payload)]
    return edit(change)


def badsum():
    return edit(lambda frame, at: [frame[:at + 3] + bytes([frame[at + 3] ^ 0x5A]) + frame[at + 4:]])


def truncate(size):
    return edit(lambda frame, at: [sealed(frame[:at + 8 + int(size)])])


def wrongsource(v4="10.66.39.66", v6="fd66:0:0:39::66"):
    def change(frame, at):
        if version(frame) == 4:
            return [sealed(frame[:26] + address(v4) + frame[30:])]
        return [sealed(frame[:22] + address(v6) + frame[38:])]
    return edit(change)


def renumbered(field, extra):
    """Identifier (field 4) or sequence (6) changed, in the echo itself or in an extra one ahead."""
    def change(frame, at):
        where = at + field
        other = bytes([frame[where] ^ 0x55, frame[where + 1] ^ 0x55])
        return [sealed(frame[:where] + other + frame[where + 2:])] + [frame] * extra
    return edit(change)


def interface_object(v, source):
    """RFC 5837: the incoming interface's index, address, name and MTU."""
    body = struct.pack("!IHH", 2, 1 if v == 4 else 2, 0) + source + b"\x08left0\0\0" + struct.pack("!I", 1500)
    return struct.pack("!HBB", 4 + len(body), 2, 0x0F) + body


def mpls_object():
    """RFC 4950: label 100, class 5, then label 3001 at the bottom of the stack; both TTL 1."""
    return struct.pack("!HBBII", 12, 1, 1, 100 << 12 | 5 << 9 | 1, 3001 << 12 | 1 << 8 | 1)


def quoted(ip, words):
    """The part of a packet that an error quotes, with the oddities asked for."""
    v = ip[0] >> 4
    ip = bytearray(ip)
    if "foreign" in words:                  # a packet that nobody here has sent
        ip[-1 + (20 if v == 4 else 40)] ^= 0x55
    if "options" in words and v == 4:
        ip[0] += 1
        ip[20:20] = b"\1\1\1\0"
        struct.pack_into("!H", ip, 2, len(ip))
    if "hop-by-hop" in words and v == 6:
        ip[40:40] = bytes([ip[6], 0, 1, 4, 0, 0, 0, 0])
        ip[6] = 0
        struct.pack_into("!H", ip, 4, len(ip) - 40)
    head = 40 if v == 6 else (ip[0] & 15) * 4
    if v == 4:
        struct.pack_into("!H", ip, 10, 0)
        struct.pack_into("!H", ip, 10, checksum(ip[:head]))
    return bytes(ip[:head + 8] if "short" in words else ip[:548 if v == 4 else 1232])


def icmp_error(v, kind, code, *words):
    """Requests are answered with an error; `words` are described in README.md."""
    words = dict(w.partition("=")[::2] for w in words)
    unknown = set(words) - set("mtu gateway pointer from mpls ifinfo nolength badext short options "
                               "hop-by-hop foreign".split())
    if unknown:
        raise ValueError("unknown: " + " ".join(unknown))
    source = address(words.get("from", "10.66.39.254" if v == 4 else "fd66:0:0:39::fe"))
    rest = bytearray(4)
    if "mtu" in words:
        struct.pack_into("!I", rest, 0, int(words["mtu"]))
    if "gateway" in words:
        rest[:] = address(words["gateway"])
    if "pointer" in words:
        struct.pack_into(*("!B",) if v == 4 else ("!I",), rest, 0, int(words["pointer"]))

    def stage(frame, send, back):
        if version(frame) != v or icmp(frame) and not echo(frame):
            return send(frame)
        quote, head = quoted(frame[14:], words), bytearray(rest)
        objects = (mpls_object() if "mpls" in words else b"") + (
            interface_object(v, source) if "ifinfo" in words else b"")
        if objects:                         # RFC 4884: the quote is filled up to 128 bytes
            objects = b"\x20\0\0\0" + objects
            total = checksum(objects) ^ (0x5555 if "badext" in words else 0)
            quote = quote[:128].ljust(128, b"\0") + objects[:2] + struct.pack("!H", total) + objects[4:]
            if "nolength" not in words:
                head[1 if v == 4 else 0] = 32 if v == 4 else 16
        body = bytes([int(kind), int(code), 0, 0]) + head + quote
        if v == 4:
            ip = b"\x45\xc0\0\0\0\0\0\0\x40\1\0\0" + source + frame[26:30]
        else:
            ip = b"\x60\0\0\0\0\0\x3a\x40" + source + frame[22:38]
        back(sealed(frame[6:12] + frame[:6] + frame[12:14] + ip + body))
    return stage


FAULTS = {
    "loss": loss, "loss-every": loss_every, "blackhole": blackhole, "delay": delay, "jitter": jitter,
    "reorder": reorder, "duplicate": duplicate, "corrupt": corrupt, "badsum": badsum,
    "truncate": truncate, "wrongsource": wrongsource,
    "wrongid": lambda: renumbered(4, 0), "wrongseq": lambda: renumbered(6, 0),
    "foreign-id": lambda: renumbered(4, 1), "foreign-seq": lambda: renumbered(6, 1),
    "icmp-error": functools.partial(icmp_error, 4), "icmp6-error": functools.partial(icmp_error, 6),
}

# --- the cable ---

queue, order = [], itertools.count()


def later(due, what, *args):
    heapq.heappush(queue, (due, next(order), what, args))


def port(interface):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    s.bind((interface, 0))
    s.setsockopt(263, PACKET_IGNORE_OUTGOING, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    return s


def sender(s):
    def send(frame):
        try:
            s.send(frame)
        except OSError:                     # too large for the link, or the link is down: lost
            pass
    return send


def main(pidfile, left, right, *faults):
    left, right = port(left), port(right)
    plain = {left: sender(right), right: sender(left)}
    way = dict(plain)
    for fault in reversed(faults):          # from the far end of each direction backwards
        direction, name, *args = fault.split(",")
        source, back = {"requests": (left, plain[right]), "replies": (right, plain[left])}[direction]
        way[source] = functools.partial(lambda stage, send, back, frame: stage(frame, send, back),
                                        FAULTS[name](*args), way[source], back)
    try:
        os.kill(int(open(pidfile).read()), signal.SIGKILL)
    except (OSError, ValueError):
        pass
    child = os.fork()
    if child:
        with open(pidfile, "w") as f:
            f.write(str(child))
        return
    os.setsid()
    for fd in range(3):
        os.dup2(os.open(os.devnull, os.O_RDWR), fd)
    while True:
        wait = max(0, queue[0][0] - time.monotonic()) if queue else None
        for s in select.select([left, right], [], [], wait)[0]:
            frame = trimmed(s.recv(65536))
            (plain if housekeeping(frame) else way)[s](frame)
        while queue and queue[0][0] <= time.monotonic():
            _, _, what, args = heapq.heappop(queue)
            what(*args)


if len(sys.argv) < 4:
    sys.exit(__doc__)
try:
    main(*sys.argv[1:])
except (KeyError, TypeError, ValueError, OSError) as error:
    sys.exit("wire.py: %s: %s" % (type(error).__name__, error))
