"""Headers as bytes, with checksums that are right."""
from struct import pack

TCP, UDP, ICMP, ICMPV6, IGMP, GRE, ESP, VRRP, SCTP = 6, 17, 1, 58, 2, 47, 50, 112, 132


def checksum(data):
    """The Internet checksum. As 65,536 is 1 modulo 65,535, one remainder is the sum of all words."""
    if len(data) % 2:
        data += b"\0"
    return -int.from_bytes(data, "big") % 65535


def ethernet(destination, source, kind, payload, tags=()):
    """A frame without its check sequence, filled up to 60 bytes. A tag is a type and a VLAN with its priority."""
    header = destination + source
    for tag in tags:
        header += pack(">HH", *tag)
    return (header + pack(">H", kind) + payload).ljust(60 + 4 * len(tags), b"\0")


def llc(destination, source, payload):
    return (destination + source + pack(">H", len(payload)) + payload).ljust(60, b"\0")


def ipv4(source, destination, protocol, payload, identifier, ttl=64, flags=0x4000, options=b"", service=0):
    """`flags` is the word of both flags and fragment offset."""
    words = 5 + len(options) // 4
    header = pack(">BBHHHBBH", 0x40 | words, service, words * 4 + len(payload), identifier, flags, ttl, protocol, 0)
    header += source + destination + options
    return header[:10] + pack(">H", checksum(header)) + header[12:] + payload


def ipv6(source, destination, protocol, payload, hops=64, flow=0):
    return pack(">IHBB", 0x6000_0000 | flow, len(payload), protocol, hops) + source + destination + payload


def pseudo(source, destination, protocol, length):
    tail = pack(">BBH", 0, protocol, length) if len(source) == 4 else pack(">II", length, protocol)
    return source + destination + tail


def udp(source, destination, source_port, destination_port, payload):
    length = 8 + len(payload)
    header = pack(">HHH", source_port, destination_port, length)
    check = checksum(pseudo(source, destination, UDP, length) + header + payload) or 65535
    return header + pack(">H", check) + payload


def tcp(source, destination, ports, sequence, acknowledgment, flags, window, options=b"", payload=b""):
    header = pack(">HHIIBBHHH", *ports, sequence, acknowledgment, (5 + len(options) // 4) << 4, flags, window, 0, 0)
    segment = header + options + payload
    check = checksum(pseudo(source, destination, TCP, len(segment)) + segment)
    return segment[:16] + pack(">H", check) + segment[18:]


def icmp(kind, code, rest, payload=b""):
    message = pack(">BBH", kind, code, 0) + rest + payload
    return message[:2] + pack(">H", checksum(message)) + message[4:]


def icmpv6(source, destination, kind, code, body):
    message = pack(">BBH", kind, code, 0) + body
    check = checksum(pseudo(source, destination, ICMPV6, len(message)) + message)
    return message[:2] + pack(">H", check) + message[4:]


def crc32c(data):
    """SCTP's checksum (RFC 9260, appendix A), bit by bit: few frames need it."""
    register = 0xFFFFFFFF
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (0x82F63B78 if register & 1 else 0)
    return register ^ 0xFFFFFFFF


def sctp(ports, tag, chunks):
    packet = pack(">HHII", *ports, tag, 0) + chunks
    return packet[:8] + pack("<I", crc32c(packet)) + packet[12:]


def chunk(kind, flags, body):
    data = pack(">BBH", kind, flags, 4 + len(body)) + body
    return data + bytes(-len(data) % 4)


def domain(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label) + b"\0"


A, NS, CNAME, SOA, PTR, MX, TXT, AAAA, SRV, OPT = 1, 2, 5, 6, 12, 15, 16, 28, 33, 41


def record(kind, data, ttl=300, owner=b"\xc0\x0c", group=1):
    """A resource record, of the name that was asked unless told otherwise."""
    return owner + pack(">HHIH", kind, group, ttl, len(data)) + data


def dns(identifier, flags, questions, answers=(), authority=(), additional=()):
    counts = [len(part) for part in (questions, answers, authority, additional)]
    body = b"".join(domain(name) + pack(">HH", kind, 1) for name, kind in questions)
    return pack(">HH4H", identifier, flags, *counts) + body + b"".join([*answers, *authority, *additional])
