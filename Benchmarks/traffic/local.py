"""ICMP, neighbours, fragments, tunnels and what switches say."""
from struct import pack

from .frames import (A, ESP, GRE, ICMP, ICMPV6, IGMP, SCTP, TCP, UDP, VRRP, checksum, chunk, dns, ethernet, icmp,
                     icmpv6, ipv4, ipv6, llc, pseudo, sctp, tcp, udp)
from .talk import ROUTER

LINES = bytes(range(0x10, 0x38))
ALERT = bytes.fromhex("94040000")


def echo(talk):
    """ping, a few rounds of 56 bytes."""
    number = talk.random.randrange(1000, 30000) + talk.shift.port
    for count in range(1, talk.random.randrange(2, 5)):
        body = pack("<QQ", 1715678467 + count, talk.random.randrange(1000000)) + LINES
        for sent in (True, False):
            if talk.v6:
                message = icmpv6(*talk.addresses(sent), 128 if sent else 129, 0, pack(">HH", number, count) + body)
                talk.ip(sent, ICMPV6, message)
            else:
                talk.ip(sent, ICMP, icmp(8 if sent else 0, 0, pack(">HH", number, count), body))
            talk.wait(300, 20000)


def quoted(talk, kind, code):
    """An error of the server, or of a router, about a datagram of the client: quoted whole."""
    port = 33434 + talk.random.randrange(30)
    datagram = udp(talk.client.v4, talk.server.v4, talk.port, port, bytes(range(0x40, 0x60)))
    talk.frame(talk.link(True, ipv4(talk.client.v4, talk.server.v4, UDP, datagram, talk.identifier(True), ttl=3)))
    quote = ipv4(talk.client.v4, talk.server.v4, UDP, datagram, talk.counters[True] + talk.shift.identifier, ttl=1)
    talk.wait(300, 9000)
    source = talk.server.v4 if kind == 3 else bytes([198, 19, 255, talk.random.randrange(1, 9)])
    packet = ipv4(source, talk.client.v4, ICMP, icmp(kind, code, bytes(4), quote), talk.identifier(False), service=0xC0)
    talk.frame(talk.link(False, packet))


def unreachable(talk):
    quoted(talk, 3, talk.random.choice([3, 3, 3, 1, 13]))


def exceeded(talk):
    quoted(talk, 11, 0)


def arp(talk):
    who = pack(">HHBBH", 1, 0x0800, 6, 4, 1) + talk.client.mac + talk.client.v4 + bytes(6) + bytes([10, 20, 0, 1])
    talk.frame(ethernet(b"\xff" * 6, talk.client.mac, 0x0806, who), gap=200)
    here = pack(">HHBBH", 1, 0x0800, 6, 4, 2) + ROUTER + bytes([10, 20, 0, 1]) + talk.client.mac + talk.client.v4
    talk.frame(ethernet(talk.client.mac, ROUTER, 0x0806, here))


def link_local(mac):
    return bytes.fromhex("fe80") + bytes(8) + mac


def neighbour(talk):
    """Who has the address of the client, asked by the router, and the answer."""
    group = bytes.fromhex("ff0200000000000000000001ff") + talk.client.v6[13:]
    asked = talk.client.v6 + b"\1\1" + ROUTER
    source = link_local(ROUTER)
    talk.message6(source, group, 135, bytes(4) + asked, b"\x33\x33\xff" + talk.client.v6[13:], ROUTER)
    answer = bytes.fromhex("60000000") + talk.client.v6 + b"\2\1" + talk.client.mac
    talk.message6(talk.client.v6, source, 136, answer, ROUTER, talk.client.mac)


def router(talk):
    source = link_local(talk.client.mac)
    talk.message6(source, bytes.fromhex("ff020000000000000000000000000002"), 133, bytes(4) + b"\1\1" + talk.client.mac,
                  bytes.fromhex("333300000002"), talk.client.mac)
    prefix = pack(">BBBBIII", 3, 4, 64, 0xC0, 86400, 14400, 0) + bytes.fromhex("20010db800200000") + bytes(8)
    resolver = pack(">BBHI", 25, 3, 0, 1200) + bytes.fromhex("20010db8019800000000000000000035")
    body = pack(">BBHII", 64, 0, 1800, 0, 0) + b"\1\1" + ROUTER + pack(">BBHI", 5, 1, 0, 1500) + prefix + resolver
    talk.message6(link_local(ROUTER), bytes.fromhex("ff020000000000000000000000000001"), 134, body,
                  bytes.fromhex("333300000001"), ROUTER)


def listener(talk):
    """MLDv2 report, behind the router alert."""
    source, group = link_local(talk.client.mac), bytes.fromhex("ff020000000000000000000000000016")
    member = pack(">BBH", 4, 0, 0) + bytes.fromhex("ff0200000000000000000001ff") + talk.client.v6[13:]
    report = icmpv6(source, group, 143, 0, pack(">HH", 0, 1) + member)
    packet = ipv6(source, group, 0, bytes([ICMPV6, 0, 5, 2, 0, 0, 1, 0]) + report, hops=1)
    talk.frame(ethernet(bytes.fromhex("333300000016"), talk.client.mac, 0x86DD, packet))


def pieces(talk):
    """A datagram, or an echo, in fragments."""
    random = talk.random
    size = random.randrange(2000, 4200)
    addresses = talk.addresses(False)
    if random.random() < 0.5:
        protocol, whole = UDP, udp(*addresses, 2049, talk.port, random.randbytes(size))
    elif talk.v6:
        protocol, whole = ICMPV6, icmpv6(*addresses, 129, 0, pack(">HH", 7, 1) + random.randbytes(size))
    else:
        protocol, whole = ICMP, icmp(0, 0, pack(">HH", 7, 1), random.randbytes(size))
    number = random.randrange(1000, 30000) + talk.shift.identifier
    step = 1448 if talk.v6 else 1480
    for start in range(0, len(whole), step):
        part, more = whole[start:start + step], start + step < len(whole)
        if talk.v6:
            header = pack(">BBHI", protocol, 0, start | more, number)
            packet = ipv6(*addresses, 44, header + part)
        else:
            packet = ipv4(*addresses, protocol, part, number, flags=more << 13 | start // 8)
        talk.frame(talk.link(False, packet), gap=14)


def inner(talk, sent):
    """A small packet between two hosts of a tunnel."""
    ends = [bytes([172, 16, 0, number]) for number in (5, 9)]
    source, target = ends if sent else reversed(ends)
    identifier = talk.random.randrange(1000, 60000)
    choice = talk.random.randrange(3)
    if choice == 0:
        body = icmp(8 if sent else 0, 0, pack(">HH", 77, 1), LINES)
        return ipv4(source, target, ICMP, body, identifier)
    if choice == 1:
        message = dns(identifier, 0x0100, [("db.internal.example", A)])
        return ipv4(source, target, UDP, udp(source, target, talk.port, 53, message), identifier)
    ports, numbers = ((talk.port, 9000), (1000, 2000)) if sent else ((9000, talk.port), (2000, 1000))
    segment = tcp(source, target, ports, *numbers, 24, 500,
                  payload=talk.random.randbytes(talk.random.randrange(20, 900)))
    return ipv4(source, target, TCP, segment, identifier)


def inside(talk, sent):
    macs = [bytes.fromhex("02aa00000005"), bytes.fromhex("02aa00000009")]
    return ethernet(*(macs if sent else macs[::-1]), 0x0800, inner(talk, sent))


def vxlan(talk):
    for sent in (True, False):
        frame = pack(">II", 0x0800_0000, 5001 << 8) + inside(talk, sent)
        datagram = udp(*talk.addresses(sent), talk.port, 4789, frame)
        talk.ip(sent, UDP, datagram, 600)


def geneve(talk):
    for sent in (True, False):
        header = pack(">BBHI", 2, 0, 0x6558, 77 << 8) + pack(">HBBI", 0x0102, 0x80, 1, 0xAB12)
        talk.ip(sent, UDP, udp(*talk.addresses(sent), talk.port, 6081, header + inside(talk, sent)), 600)


def gre(talk):
    for sent in (True, False):
        talk.ip(sent, GRE, pack(">HHI", 0x2000, 0x0800, 4711) + inner(talk, sent), 600)


def mpls(talk):
    for sent in (True, False):
        labels = pack(">II", 16004 << 12 | 62, 24017 << 12 | 0x100 | 62)
        talk.frame(talk.link(sent, labels + inner(talk, sent), kind=0x8847), gap=600)


def pppoe(talk):
    padi = pack(">BBHHHH", 0x11, 9, 0, 4, 0x0101, 0)
    talk.frame(ethernet(b"\xff" * 6, talk.client.mac, 0x8863, padi), gap=500)
    for sent in (True, False):
        packet = b"\x00\x21" + inner(talk, sent)
        talk.frame(talk.link(sent, pack(">BBHH", 0x11, 0, 0x1A2B, len(packet)) + packet, kind=0x8864), gap=600)
    keep = b"\xc0\x21" + pack(">BBHI", 9, 1, 8, 0x1234_5678)
    talk.frame(talk.link(True, pack(">BBHH", 0x11, 0, 0x1A2B, len(keep)) + keep, kind=0x8864))


def association(talk):
    """SCTP from INIT to the first data. Its checksum is no sum of words, so ports stay."""
    random = talk.random
    tags, first = [random.getrandbits(32) for _ in range(2)], [random.getrandbits(31) for _ in range(2)]
    begin = [pack(">IIHHI", tags[side], 65536, 10, 10, first[side]) for side in range(2)]
    cookie = random.randbytes(64)
    data = pack(">IHHI", first[0], 1, 0, 0) + random.randbytes(48)
    for sent, tag, chunks in [
        (True, 0, chunk(1, 0, begin[0])), (False, tags[0], chunk(2, 0, begin[1] + pack(">HH", 7, 68) + cookie)),
        (True, tags[1], chunk(10, 0, cookie)), (False, tags[0], chunk(11, 0, b"")),
        (True, tags[1], chunk(0, 3, data)), (False, tags[0], chunk(3, 0, pack(">IIHH", first[0], 65000, 0, 0))),
        (True, tags[1], chunk(4, 0, pack(">HH", 1, 12) + random.randbytes(8))),
    ]:
        talk.ip(sent, SCTP, sctp((40007, 7100) if sent else (7100, 40007), tag, chunks), 900)


def member(talk):
    """IGMPv3 report and IGMPv2 query."""
    group = bytes([239, 1, 2, 3])
    body = pack(">BBHHH", 0x22, 0, 0, 0, 1) + pack(">BBH", 4, 0, 0) + group
    body = body[:2] + pack(">H", checksum(body)) + body[4:]
    target = bytes([224, 0, 0, 22])
    packet = ipv4(talk.client.v4, target, IGMP, body, talk.identifier(True), ttl=1, options=ALERT, service=0xC0)
    talk.frame(ethernet(bytes.fromhex("01005e000016"), talk.client.mac, 0x0800, packet))
    query = icmp(0x11, 100, bytes(4))
    source, target = bytes([10, 20, 0, 1]), bytes([224, 0, 0, 1])
    packet = ipv4(source, target, IGMP, query, talk.identifier(False), ttl=1, options=ALERT)
    talk.frame(ethernet(bytes.fromhex("01005e000001"), ROUTER, 0x0800, packet))


def standby(talk):
    """VRRPv3."""
    source, group = bytes([10, 20, 0, 2]), bytes([224, 0, 0, 18])
    body = pack(">BBBBHH", 0x31, 7, 100, 1, 100, 0) + bytes([10, 20, 0, 1])
    check = checksum(pseudo(source, group, VRRP, len(body)) + body)
    body = body[:6] + pack(">H", check) + body[8:]
    packet = ipv4(source, group, VRRP, body, talk.identifier(False), ttl=255)
    talk.frame(ethernet(bytes.fromhex("01005e000012"), bytes.fromhex("00005e000107"), 0x0800, packet))


def secret(talk):
    """ESP."""
    for count, sent in enumerate([True, False, True, False]):
        header = pack(">II", 0xC0FFEE if sent else 0xBEEF01, 40 + 4 * talk.shift.identifier + count)
        talk.ip(sent, ESP, header + talk.random.randbytes(88), 700)


SWITCH = bytes.fromhex("02cc00000001")


def switch(talk):
    """What a switch says of itself: LLDP, RSTP, LACP, CDP."""
    def tlv(kind, data):
        return pack(">H", kind << 9 | len(data)) + data

    lldp = tlv(1, b"\4" + SWITCH) + tlv(2, b"\5Gi1/0/24") + tlv(3, pack(">H", 120)) + tlv(5, b"access-2")
    lldp += tlv(6, b"Example switch, version 4.1") + tlv(7, pack(">HH", 0x14, 4)) + tlv(0, b"")
    talk.frame(ethernet(bytes.fromhex("0180c200000e"), SWITCH, 0x88CC, lldp))
    root, bridge = pack(">H", 0x1001) + SWITCH, pack(">H", 0x8001) + SWITCH
    rstp = b"\x42\x42\x03" + pack(">HBBB", 0, 2, 2, 0x3C) + root + pack(">I", 20000) + bridge
    rstp += pack(">HHHHHB", 0x8018, 256, 20 * 256, 2 * 256, 15 * 256, 0)
    for _ in range(2):
        talk.frame(llc(bytes.fromhex("0180c2000000"), SWITCH, rstp), gap=2000)
    side = pack(">H", 0x8000) + SWITCH + pack(">HHHB3x", 5, 0x8000, 24, 0x3D)
    lacp = b"\1\1" + b"\1\x14" + side + b"\2\x14" + side + pack(">BBH12x", 3, 16, 0) + bytes(52)
    talk.frame(ethernet(bytes.fromhex("0180c2000002"), SWITCH, 0x8809, lacp))
    cdp = b"\2\xb4\0\0" + b"".join(pack(">HH", kind, 4 + len(data)) + data for kind, data in [
        (1, b"access-2"), (3, b"Gi1/0/24"), (4, pack(">I", 0x28)), (5, b"Example switch OS, 15.2"), (6, b"example")])
    cdp = cdp[:2] + pack(">H", checksum(cdp)) + cdp[4:]
    talk.frame(llc(bytes.fromhex("01000ccccccc"), SWITCH, bytes.fromhex("aaaa0300000c2000") + cdp))
