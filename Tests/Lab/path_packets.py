"""What path.py reads of the packets sent to it, and how it writes packets: IPv4, IPv6 and their transports."""
import itertools
import socket
import struct

ICMP, TCP, UDP, FRAGMENT, ICMP6, SCTP, UDPLITE = 1, 6, 17, 44, 58, 132, 136
NAMES = {ICMP: "icmp", TCP: "tcp", UDP: "udp", ICMP6: "icmp", SCTP: "sctp", UDPLITE: "udplite"}
identifiers = itertools.count(1)


def checksum(data):
    if len(data) & 1:
        data = bytes(data) + b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def crc_table():
    for index in range(256):
        for _ in range(8):
            index = index >> 1 ^ (0x82F63B78 if index & 1 else 0)
        yield index


CRC = tuple(crc_table())


def crc32c(data):
    """The checksum of SCTP (RFC 9260, appendix A), as it stands in the header."""
    value = 0xFFFFFFFF
    for byte in data:
        value = CRC[(value ^ byte) & 0xFF] ^ value >> 8
    return struct.pack("<I", value ^ 0xFFFFFFFF)


def packed(text):
    return socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text)


def shown(address):
    return socket.inet_ntop(socket.AF_INET if len(address) == 4 else socket.AF_INET6, address)


class Probe:
    """A packet that CMD sent. `at` is where its transport header begins; ValueError where there is none to read."""

    def __init__(self, data):
        self.data, self.version = data, data[0] >> 4 if data else 0
        self.offset, self.more, self.flow_label, self.df = 0, False, None, True
        if self.version == 4 and len(data) >= 20:
            self.read4(data)
        elif self.version == 6 and len(data) >= 40:
            self.read6(data)
        else:
            raise ValueError("neither IPv4 nor IPv6")
        self.body = data[self.at:]
        self.sport = self.dport = None
        if self.offset == 0 and self.protocol in (TCP, UDP, UDPLITE, SCTP) and len(self.body) >= 4:
            self.sport, self.dport = struct.unpack_from("!HH", self.body)

    def read4(self, data):
        self.at, self.tos, self.ttl, self.protocol = (data[0] & 15) * 4, data[1], data[8], data[9]
        self.length, self.id, flags = struct.unpack_from("!HHH", data, 2)
        self.df, self.more, self.offset = bool(flags & 0x4000), bool(flags & 0x2000), (flags & 0x1FFF) * 8
        self.source, self.destination = data[12:16], data[16:20]

    def read6(self, data):
        word, length, self.protocol, self.ttl = struct.unpack_from("!IHBB", data)
        self.tos, self.flow_label, self.length = word >> 20 & 0xFF, word & 0xFFFFF, length + 40
        self.source, self.destination, self.at, self.id, self.fragment_at = data[8:24], data[24:40], 40, None, None
        while self.protocol in (0, 43, FRAGMENT, 60) and len(data) >= self.at + 8:
            following, size = data[self.at], 8 + data[self.at + 1] * 8
            if self.protocol == FRAGMENT:
                size, self.fragment_at = 8, self.at
                flags, self.id = struct.unpack_from("!HI", data, self.at + 2)
                self.offset, self.more = flags & 0xFFF8, bool(flags & 1)
            self.protocol, self.at = following, self.at + size
            if self.offset:
                break

    @property
    def is_echo(self):
        return self.offset == 0 and len(self.body) >= 8 and (self.protocol, self.body[0]) in ((ICMP, 8), (ICMP6, 128))

    @property
    def flow(self):
        """What a balancer hashes: addresses, protocol, and ports or what ICMP has in their place; IPv6: its label."""
        key = self.source + self.destination + bytes([self.protocol])
        if self.version == 6:
            key += struct.pack("!I", self.flow_label)
        if self.offset or self.more:
            return key
        return key + self.body[:6 if self.protocol in (ICMP, ICMP6) else 4]

    def record(self):
        """A line of the log."""
        line = {
            "version": self.version, "source": shown(self.source), "destination": shown(self.destination),
            "ttl": self.ttl, "protocol": NAMES.get(self.protocol, str(self.protocol)), "length": self.length,
            "tos": self.tos, "df": self.df,
        }
        if self.id is not None:
            line["ip_id"] = self.id
        if self.flow_label is not None:
            line["flow_label"] = self.flow_label
        if self.offset or self.more:
            line["fragment"] = self.offset
        if self.offset or len(self.body) < 8:
            return line
        body = self.body
        if self.protocol in (ICMP, ICMP6):
            line["type"], line["code"], line["checksum"], line["id"], line["sequence"] = \
                struct.unpack_from("!BBHHH", body)
        elif self.sport is not None:
            line["sport"], line["dport"] = self.sport, self.dport
        if self.protocol in (UDP, UDPLITE):
            line["checksum"] = struct.unpack_from("!H", body, 6)[0]
        elif self.protocol == TCP and len(body) >= 20:
            line["tcp_sequence"], line["flags"] = struct.unpack_from("!I", body, 4)[0], body[13]
            line["checksum"] = struct.unpack_from("!H", body, 16)[0]
        elif self.protocol == SCTP and len(body) >= 13:
            line["tag"], line["checksum"], line["chunk"] = struct.unpack_from("!IIB", body, 4)
        return line


def pseudo(source, destination, protocol, length):
    if len(source) == 4:
        return source + destination + struct.pack("!BBH", 0, protocol, length)
    return source + destination + struct.pack("!II", length, protocol)


def packet(source, destination, protocol, body, ttl=64, tos=0):
    """An IP packet; the checksum of ICMP, UDP and TCP in it is made right."""
    where = {ICMP: 2, ICMP6: 2, UDP: 6, TCP: 16}.get(protocol)
    if where is not None:
        body = bytearray(body)
        body[where:where + 2] = b"\0\0"
        covered = body if protocol == ICMP else pseudo(source, destination, protocol, len(body)) + body
        struct.pack_into("!H", body, where, checksum(covered) or (0xFFFF if protocol == UDP else 0))
    if len(source) == 16:
        return struct.pack("!IHBB", 6 << 28 | tos << 20, len(body), protocol, ttl) + source + destination + body
    head = struct.pack("!BBHHHBBH", 0x45, tos, 20 + len(body), next(identifiers) & 0xFFFF, 0, ttl, protocol, 0)
    head += source + destination
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + body


class Reassembly:
    """Puts fragments together, at the target; the oldest unfinished one goes where there are too many."""

    def __init__(self):
        self.parts = {}

    def whole(self, probe):
        """The probe, or the one of which it is the last missing fragment; None while some are missing."""
        if not probe.offset and not probe.more:
            return probe
        key = probe.source, probe.destination, probe.id, probe.protocol if probe.version == 4 else None
        pieces = self.parts.setdefault(key, {})
        pieces[probe.offset] = probe
        if len(self.parts) > 64:
            del self.parts[next(iter(self.parts))]
        end, last = 0, None
        while end in pieces:
            last = pieces[end]
            end += len(last.body)
            if not last.more:
                break
        if last is None or last.more:
            return None
        del self.parts[key]
        first = pieces[0]
        body = b"".join(pieces[offset].body for offset in sorted(pieces))
        head = bytearray(first.data[:first.at])
        if first.version == 4:
            struct.pack_into("!HHH", head, 2, len(head) + len(body), first.id, 0)
        else:
            head = head[:first.fragment_at] + head[first.fragment_at + 8:]
            head[6] = first.protocol
            struct.pack_into("!H", head, 4, len(head) - 40 + len(body))
        return Probe(bytes(head) + body)
