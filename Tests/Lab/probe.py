#!/usr/bin/python3
"""One echo request, and each ICMP message that comes in afterwards, one line each.

    probe.py ADDRESS [COUNT [WAIT]]

For what ping hides: checksums, sizes, quotes and extensions.  The payload is 64 bytes.
"""
import os, select, socket, struct, sys, time

to = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1
wait = float(sys.argv[3]) if len(sys.argv) > 3 else 0.15
v6 = ":" in to
ident = os.getpid() & 0xFFFF


def checksum(data):
    total = sum(struct.unpack("!%dH" % ((len(data) + 1) // 2), data + b"\0" * (len(data) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def word(data, at):
    return struct.unpack_from("!H", data, at)[0]


def extension(data):
    objects, at = [], 4
    while at + 4 <= len(data) and word(data, at) >= 4:
        objects.append("%d.%d:%s" % (data[at + 2], data[at + 3], data[at + 4:at + word(data, at)].hex()))
        at += word(data, at)
    return " ext=%s extsum=%s" % (",".join(objects), "bad" if checksum(data) else "ok")


def quote(data, unit):
    length = data[4 if v6 else 5] * unit
    inner, rest = data[8:8 + length] if length else data[8:], data[8 + length:] if length else b""
    text = " quote=%d" % len(inner)
    if not v6:
        head = (inner[0] & 15) * 4
        text += " ihl=%d hsum=%s to=%s" % (inner[0] & 15, "bad" if checksum(inner[:head]) else "ok",
                                           socket.inet_ntoa(inner[16:20]))
    else:
        head = 40 + 8 * (inner[6] == 0)
        text += " next=%d to=%s" % (inner[6], socket.inet_ntop(socket.AF_INET6, inner[24:40]))
    if len(inner) >= head + 8:
        text += " id=%s" % ("mine" if word(inner, head + 4) == ident else "other")
    return text + (extension(rest) if rest else "")


def describe(frame):
    """A line for an incoming ICMP message, None for anything else."""
    if word(frame, 12) == (0x86DD if v6 else 0x0800) and frame[20 if v6 else 23] == (58 if v6 else 1):
        if v6:
            at, source = 54, socket.inet_ntop(socket.AF_INET6, frame[22:38])
            data = frame[54:54 + word(frame, 18)]
            pseudo = frame[22:54] + struct.pack("!II", len(data), 58)
        else:
            at, source = 14 + (frame[14] & 15) * 4, socket.inet_ntoa(frame[26:30])
            data, pseudo = frame[at:14 + word(frame, 16)], b""
        if v6 and 133 <= data[0] <= 136:
            return None
        text = "%s %d/%d sum=%s" % (source, data[0], data[1], "bad" if checksum(pseudo + data) else "ok")
        if data[0] in (0, 129):
            return text + " id=%s seq=%d data=%d" % ("mine" if word(data, 4) == ident else "other",
                                                     word(data, 6), len(data) - 8)
        return text + " rest=%s" % data[4:8].hex() + quote(data, 8 if v6 else 4)


sniff = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
sniff.bind(("eth0", 0))
sniff.setsockopt(263, 23, 1)                # PACKET_IGNORE_OUTGOING
family, protocol = (socket.AF_INET6, socket.IPPROTO_ICMPV6) if v6 else (socket.AF_INET, socket.IPPROTO_ICMP)
s = socket.socket(family, socket.SOCK_RAW, protocol)
for sequence in range(1, count + 1):
    message = struct.pack("!BBHHH", 128 if v6 else 8, 0, 0, ident, sequence) + bytes(range(64))
    s.sendto(message[:2] + struct.pack("!H", 0 if v6 else checksum(message)) + message[4:], (to, 0))
    time.sleep(0.01 if count > 1 else 0)
end = time.monotonic() + wait
while select.select([sniff], [], [], max(0, end - time.monotonic()))[0]:
    line = describe(sniff.recv(65536))
    if line:
        print(line, flush=True)
