"""ICMP errors as routers write them for path.py: what they quote, how it was changed on the way, and extensions."""
import struct

from path_packets import ICMP, ICMP6, SCTP, TCP, UDP, UDPLITE, checksum, packed, packet

EXCEEDED, UNREACHABLE, TOO_BIG = "exceeded", "unreachable", "too-big"
KINDS = {EXCEEDED: {4: (11, 0), 6: (3, 0)}, UNREACHABLE: {4: (3, 3), 6: (1, 4)}, TOO_BIG: {4: (3, 4), 6: (2, 0)}}
ROLES = {"in": 0, "sub": 1, "out": 2, "next": 3}
MOST = {4: 548, 6: 1232}      # what Linux quotes: an IPv4 error has 576 bytes at most, an IPv6 one 1280
NAT_SOURCE = {4: packed("192.0.2.77"), 6: packed("2001:db8::77")}


def changed_sum(old, before, after):
    """A checksum after the bytes `before` under it became `after` (RFC 1624)."""
    return checksum(struct.pack("!H", ~old & 0xFFFF) + bytes(byte ^ 0xFF for byte in before) + after)


def quoted(probe, left, shape):
    """The probe as the router saw it, with `left` for a TTL, so much of it as is quoted."""
    head, body = bytearray(probe.data[:probe.at]), bytearray(probe.body)
    if probe.version == 4:
        head[8] = left
        if shape.tos is not None:
            head[1] = shape.tos
        number = {"plus1": probe.id + 1, "swapped": probe.id >> 8 | probe.id << 8, "zero": 0}.get(shape.id, probe.id)
        struct.pack_into("!H", head, 4, number & 0xFFFF)
        struct.pack_into("!H", head, 10, 0)
        struct.pack_into("!H", head, 10, checksum(head))
    else:
        head[7] = left
        if shape.tos is not None:
            head[0], head[1] = 0x60 | shape.tos >> 4, (shape.tos & 15) << 4 | head[1] & 15
    if shape.nat:
        translate(probe, body, shape.nat)
    data = bytes(head + body)
    return data[:probe.at + shape.length] if shape.length is not None else data[:MOST[probe.version]]


def translate(probe, body, nat):
    """What a NAT leaves in a quote: it puts the address back but not the checksum, and with `port` not the port."""
    where = {UDP: 6, UDPLITE: 6, TCP: 16}.get(probe.protocol)
    if probe.offset == 0 and where is not None and len(body) >= where + 2:
        old = struct.unpack_from("!H", body, where)[0]
        struct.pack_into("!H", body, where, changed_sum(old, probe.source, NAT_SOURCE[probe.version]))
    if nat == "port" and probe.offset == 0 and len(body) >= 2 and probe.protocol in (UDP, UDPLITE, TCP, SCTP):
        struct.pack_into("!H", body, 0, probe.sport ^ 0x4000)


def error(probe, source, kind, ttl, shape, left, code=None, word=0):
    """An ICMP error about a probe. `code` is for UNREACHABLE: (type or None, code); `word` the second of the header."""
    number, usual = KINDS[kind][probe.version]
    if code is not None:
        number, usual = code[0] if code[0] is not None else number, code[1]
    head, quote = bytearray(struct.pack("!I", word)), quoted(probe, left, shape)
    if shape.extension:
        unit = 4 if probe.version == 4 else 8
        quote = quote[:128].ljust(128, b"\0")
        if not shape.extension.legacy:
            head[1 if probe.version == 4 else 0] = len(quote) // unit
        quote += shape.extension.bytes(probe.version, source)
    body = bytes([number, usual, 0, 0]) + head + quote
    return packet(source, probe.source, ICMP if probe.version == 4 else ICMP6, body, ttl, tos=0xC0)


class Extension:
    """What `--extensions` says of one hop (RFC 4884): objects, and what is wrong with them."""

    FLAWS = ("legacy", "bad-checksum", "no-checksum", "bad-version", "bad-length", "zero-length", "truncated")

    def __init__(self, text):
        self.objects, flaws = [], set()
        for word in text.split(","):
            name, _, value = word.partition("=")
            if name in self.FLAWS and not value:
                flaws.add(name)
            else:
                self.objects.append(getattr(self, "read_" + name.replace("-", "_"))(value))
        self.legacy, self.flaws = "legacy" in flaws, flaws

    @staticmethod
    def read_mpls(value):
        """LABEL/CLASS/BOTTOM/TTL, several joined by + (RFC 4950)."""
        stack = b""
        for entry in value.split("+"):
            label, traffic, bottom, ttl = (int(number) for number in entry.split("/"))
            stack += struct.pack("!I", label << 12 | traffic << 9 | bottom << 8 | ttl)
        return lambda version, source: (1, 1, stack)

    @staticmethod
    def read_interface(value):
        """role=in|sub|out|next, index=N, address[=A], name=TEXT, mtu=N, joined by + (RFC 5837)."""
        words = dict(word.partition("=")[::2] for word in value.split("+"))
        unknown = set(words) - {"role", "index", "address", "name", "mtu"}
        if unknown:
            raise ValueError("interface has no " + ", ".join(sorted(unknown)))
        role = ROLES[words.get("role", "in")]

        def made(version, source):
            kind, body = role << 6, b""
            if "index" in words:
                kind, body = kind | 8, struct.pack("!I", int(words["index"]))
            if "address" in words:
                own = packed(words["address"]) if words["address"] else source
                kind, body = kind | 4, body + struct.pack("!HH", 1 if len(own) == 4 else 2, 0) + own
            if "name" in words:
                name = words["name"].encode()[:62]
                size = (len(name) + 4) // 4 * 4
                kind, body = kind | 2, body + (bytes([size]) + name).ljust(size, b"\0")
            if "mtu" in words:
                kind, body = kind | 1, body + struct.pack("!I", int(words["mtu"]))
            return 2, kind, body
        return made

    @staticmethod
    def read_unknown(value):
        """[CLASS/TYPE/HEX], 200/7/0badcafe unless told."""
        kind, number, content = (value or "200/7/0badcafe").split("/")
        return lambda version, source: (int(kind), int(number), bytes.fromhex(content))

    def bytes(self, version, source):
        body = b""
        for made in self.objects:
            kind, number, content = made(version, source)
            length = len(content) + 4
            if "bad-length" in self.flaws:
                length += 4000
            if "zero-length" in self.flaws:
                length = 0
            body += struct.pack("!HBB", length, kind, number) + content
        head = bytes([0x10 if "bad-version" in self.flaws else 0x20, 0])
        total = checksum(head + b"\0\0" + body) ^ (0x5555 if "bad-checksum" in self.flaws else 0)
        whole = head + struct.pack("!H", 0 if "no-checksum" in self.flaws else total) + body
        return whole[:-3] if "truncated" in self.flaws else whole
