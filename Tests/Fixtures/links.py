"""Frames of the protocols that the generator of the benchmarks does not speak."""
import os
import re
from struct import pack

from traffic.frames import (GRE, ICMP, ICMPV6, UDP, checksum, domain, dns, ethernet, icmp, icmpv6, ipv4, ipv6,
                            record, udp, A, MX, OPT, TXT)

HERE, THERE = bytes.fromhex("02000000000a"), bytes.fromhex("02000000000b")
FOUR, OTHER = bytes([192, 0, 2, 10]), bytes([198, 51, 100, 20])
SIX, SIXTH = bytes.fromhex("20010db8000000000000000000000010"), bytes.fromhex("20010db8000100000000000000000020")
NULL, ETHERNET, PPP, RAW, WLAN, LOOP, COOKED, RADIOTAP, COOKED2 = 0, 1, 9, 101, 105, 108, 113, 127, 276

ping = icmp(8, 0, pack(">HH", 21, 3), bytes(range(32)))
pong = icmp(0, 0, pack(">HH", 21, 3), bytes(range(32)))
small = ipv4(FOUR, OTHER, ICMP, ping, 4321)
small6 = ipv6(SIX, SIXTH, ICMPV6, icmpv6(SIX, SIXTH, 128, 0, pack(">HH", 21, 3) + bytes(16)), flow=0x12345)


def framed(kind, payload):
    return ethernet(THERE, HERE, kind, payload)


def carried(protocol, payload, **fields):
    return framed(0x0800, ipv4(FOUR, OTHER, protocol, payload, 4322, **fields))


def carried6(protocol, payload):
    return framed(0x86DD, ipv6(SIX, SIXTH, protocol, payload))


def datagram(ports, payload):
    return carried(UDP, udp(FOUR, OTHER, *ports, payload))


def control(kind, code, number, body):
    """A packet of a PPP control protocol."""
    return b"\xff\x03" + pack(">HBBH", kind, code, number, 4 + len(body)) + body


def option(kind, body):
    return bytes([kind, 2 + len(body)]) + body


def point_to_point():
    asked = option(1, pack(">H", 1492)) + option(3, pack(">HB", 0xC223, 5)) + option(5, b"\x12\x34\x56\x78")
    addresses = option(3, FOUR) + option(129, bytes([192, 0, 2, 53])) + option(131, bytes([192, 0, 2, 54]))
    yield "ppp", PPP, [b"\xff\x03\x00\x21" + small, b"\xff\x03\x00\x57" + small6, b"\x21" + small]
    yield "lcp", PPP, [
        control(0xC021, 1, 1, asked + option(7, b"") + option(8, b"")), control(0xC021, 3, 1, option(1, b"\5\xdc")),
        control(0xC021, 9, 2, pack(">I", 7)), control(0xC021, 5, 3, b"bye")]
    yield "ipcp", PPP, [control(0x8021, 1, 1, addresses), control(0x8021, 2, 1, addresses)]
    yield "ipv6cp", PPP, [control(0x8057, 1, 1, option(1, bytes(range(8))))]
    yield "ccp", PPP, [control(0x80FD, 1, 1, option(26, b"\x78\0\x18\4") + option(18, b"\1\0\0\x60"))]
    yield "pap", PPP, [control(0xC023, 1, 1, b"\5alice\6secret"), control(0xC023, 2, 1, b"\7welcome")]
    yield "chap", PPP, [
        control(0xC223, 1, 1, b"\x10" + bytes(range(16)) + b"gate"),
        control(0xC223, 2, 1, b"\x10" + bytes(range(16, 32)) + b"alice"), control(0xC223, 3, 1, b"welcome")]


def local_links():
    sender = HERE + b"\0\0"
    yield "linux-cooked", COOKED, [
        pack(">HHH", 4, 1, 6) + sender + b"\x08\0" + small, pack(">HHH", 0, 772, 6) + bytes(8) + b"\x86\xdd" + small6]
    yield "linux-cooked2", COOKED2, [
        pack(">HHIHBB", 0x0800, 0, 3, 1, 4, 6) + sender + small,
        pack(">HHIHBB", 0x86DD, 0, 1, 772, 0, 6) + bytes(8) + small6]
    yield "null", NULL, [pack("<I", 2) + small, pack(">I", 2) + small, pack("<I", 30) + small6]
    yield "loop", LOOP, [pack(">I", 2) + small, pack(">I", 24) + small6]
    yield "raw", RAW, [small, small6]
    snap = bytes.fromhex("aaaa03000000")
    yield "llc", ETHERNET, [
        THERE + HERE + pack(">H", 8 + len(small)) + snap + b"\x08\0" + small,
        bytes.fromhex("010a00000000") + HERE + pack(">H", 4) + bytes.fromhex("f0f07f00") + bytes(42)]


def tunnels():
    inside = ethernet(bytes.fromhex("001b21000001"), bytes.fromhex("001b21000002"), 0x0800, small)
    two = pack(">HHI", 0x1000, 0x88BE, 5) + pack(">HHI", 0x1064, 0x2009, 0x11) + inside
    gre = pack(">HHHHII", 0xB000, 0x0800, 0, 0, 99, 7) + small
    gre = gre[:4] + pack(">H", checksum(gre)) + gre[6:]
    yield "erspan", ETHERNET, [carried(GRE, two), carried(GRE, pack(">HH", 0, 0x88BE) + inside)]
    yield "gre-options", ETHERNET, [carried(GRE, gre), carried(GRE, pack(">HH", 0, 0x86DD) + small6)]
    yield "ah", ETHERNET, [carried(51, pack(">BBHII", 1, 4, 0, 0x1001, 9) + bytes(range(12)) + ping)]
    yield "ah-ipv6", ETHERNET, [carried6(51, pack(">BBHII", 58, 4, 0, 0x1001, 9) + bytes(range(12)) + small6[40:])]
    secret = pack(">II", 0xC0FFEE, 3) + bytes(range(64))
    ike = bytes(range(1, 17)) + bytes([33, 0x20, 34, 8]) + pack(">II", 0, 28)
    yield "udp-encapsulation", ETHERNET, [
        datagram((4500, 4500), secret), datagram((4500, 4500), b"\xff"), datagram((4500, 4500), bytes(4) + ike)]
    yield "etherip", ETHERNET, [carried(97, b"\x30\0" + inside)]
    yield "pseudowire", ETHERNET, [framed(0x8847, pack(">I", 24017 << 12 | 0x100 | 62) + bytes(4) + inside)]
    yield "ip-in-ip", ETHERNET, [carried(4, small), carried(41, small6), carried6(4, small), carried6(41, small6)]
    tags = pack(">HH", 0x0101, 0) + pack(">HH", 0x0102, 4) + b"edge" + pack(">HH", 0x0103, 4) + b"\1\2\3\4"
    tags += pack(">HH", 0x0104, 8) + bytes(range(8))
    yield "pppoe-discovery", ETHERNET, [
        framed(0x8863, pack(">BBHH", 0x11, 7, 0, len(tags)) + tags),
        framed(0x8863, pack(">BBHH", 0x11, 0xA7, 0x1A2B, 0))]


def wireless():
    everyone, cell = b"\xff" * 6, bytes.fromhex("02000000000c")
    info = b"\0\4cafe" + bytes.fromhex("010482848b96") + b"\3\1\6"
    beacon = b"\x80\0\0\0" + everyone + cell + cell + pack("<H", 0x1230) + pack("<QHH", 123456789, 100, 0x0411) + info
    data = b"\x08\1\x2c\0" + cell + HERE + THERE + pack("<H", 0x0450) + bytes.fromhex("aaaa030000000800") + small
    quality = b"\x88\2\x2c\0" + HERE + cell + THERE + pack("<HH", 0x0460, 5)
    quality += bytes.fromhex("aaaa0300000086dd") + small6
    ack, ready = b"\xd4\0\0\0" + cell, b"\xb4\0\x64\0" + cell + HERE
    probe = b"\x40\0\0\0" + everyone + HERE + everyone + pack("<H", 0x10) + b"\0\4cafe" + bytes.fromhex("010482848b96")
    leave = b"\xc0\0\x3a\1" + cell + HERE + cell + pack("<HH", 0x20, 3)
    yield "wlan", WLAN, [beacon, data, quality, ack, ready, probe, leave]
    present = 1 | 2 | 4 | 8 | 1 << 5 | 1 << 6 | 1 << 11
    radio = pack("<BBHIQBBHHbbB", 0, 0, 27, present, 987654321, 0, 12, 2437, 0x00A0, -55, -95, 1)
    radio = radio[:2] + pack("<H", len(radio)) + radio[4:]
    yield "radiotap", RADIOTAP, [radio + beacon, radio + data, radio + ack]


def names():
    """Answers with rare records, and questions with EDNS."""
    question = [("www.example.com", A)]
    edns = b"\0" + pack(">HHIH", OPT, 1232, 0x8000, 12) + pack(">HH", 10, 8) + bytes(range(8))
    asked = dns(77, 0x0120, question, additional=[edns])
    rare = [record(MX, pack(">H", 10) + b"\4mail\xc0\x10"), record(TXT, b"\x05v=spf\4-all"),
            record(257, b"\0\5issueca.example"), record(44, b"\4\2" + bytes(range(32))),
            record(43, pack(">HBB", 12345, 13, 2) + bytes(range(32))),
            record(48, pack(">HBB", 257, 3, 13) + bytes(range(64))),
            record(46, pack(">HBBIIIH", 1, 13, 3, 300, 1715678467, 1715578467, 4711) + domain("example.com")
                   + bytes(64)),
            record(47, domain("next.example.com") + b"\0\6\x40\1\0\0\0\3"),
            record(65, pack(">H", 1) + domain("") + pack(">HH", 1, 3) + b"\2h2"),
            record(13, b"\3PC1\5Linux"),
            record(35, pack(">HH", 10, 20) + b"\1s\7SIP+D2U\0" + domain("sip.example.com"))]
    said = dns(77, 0x81A0, question, rare, additional=[edns])
    yield "dns-edns", ETHERNET, [datagram((40001, 53), asked), datagram((53, 40001), said)]


def records():
    """The data of each type of records that the tests of the codec have, ten to an answer."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "WireTests", "DNSRecordVectors.swift")
    with open(path) as source:
        rows = re.findall(r'\(\s*(\d+),\s*((?:\+?\s*"[0-9a-f]*"\s*)+),', source.read())
    vectors = [(int(kind), bytes.fromhex("".join(re.findall(r'"([0-9a-f]*)"', text)))) for kind, text in rows]
    frames = []
    for start in range(0, len(vectors), 10):
        answers = [record(kind, data, owner=domain("_a._b.example.com")) for kind, data in vectors[start:start + 10]]
        frames.append(datagram((53, 40002), dns(start, 0x8400, [("_a._b.example.com", 255)], answers)))
    yield "dns-records", ETHERNET, frames


def errors():
    quote = ipv4(OTHER, FOUR, UDP, udp(OTHER, FOUR, 40002, 33434, bytes(16)), 99, ttl=1)
    stack = pack(">HBBI", 8, 1, 1, 16004 << 12 | 0x101)
    extensions = pack(">HH", 0x2000, 0) + stack
    extensions = extensions[:2] + pack(">H", checksum(extensions)) + extensions[4:]
    padded = quote.ljust(128, b"\0") + extensions
    yield "icmp-errors", ETHERNET, [
        carried(ICMP, icmp(11, 0, b"\0\x20\0\0", padded)), carried(ICMP, icmp(3, 4, pack(">HH", 0, 1400), quote)),
        carried(ICMP, icmp(5, 1, FOUR, quote)), carried(ICMP, icmp(12, 0, b"\x14\0\0\0", quote)),
        carried(ICMP, icmp(13, 0, pack(">HH", 7, 1), pack(">III", 34567890, 0, 0)))]
    big = ipv6(SIXTH, SIX, UDP, udp(SIXTH, SIX, 40002, 33434, bytes(16)))
    yield "icmpv6-errors", ETHERNET, [
        carried6(ICMPV6, icmpv6(SIX, SIXTH, kind, code, word + big))
        for kind, code, word in [(1, 4, bytes(4)), (2, 0, pack(">I", 1280)), (3, 0, bytes(4)), (4, 1, pack(">I", 6))]]


def options():
    stamp = b"\x44\x0c\x0d\x01" + FOUR + pack(">I", 34567890)
    routes = [b"\x07\x0b\x08" + FOUR + OTHER + b"\0", b"\x83\x0b\x04" + FOUR + OTHER + b"\0", stamp, b"\x94\4\0\0"]
    yield "ipv4-options", ETHERNET, [carried(ICMP, ping, options=text) for text in routes]
    hop = bytes([60, 0, 5, 2, 0, 0, 1, 0])
    target = bytes([43, 0, 1, 4, 0, 0, 0, 0])
    route = bytes([44, 2, 4, 0, 0, 0, 0, 0]) + SIXTH
    fragment = pack(">BBHI", 58, 0, 0, 0xABCDEF01)
    yield "ipv6-extensions", ETHERNET, [carried6(0, hop + target + route + fragment + small6[40:])]


def odd():
    """What is damaged: a wrong checksum, a length beyond the end, a header cut short."""
    wrong = bytearray(carried(UDP, udp(FOUR, OTHER, 40003, 9, bytes(8))))
    wrong[-1] ^= 1
    yield "damaged", ETHERNET, [
        bytes(wrong), framed(0x0800, small)[:30], framed(0x0800, ipv4(FOUR, OTHER, UDP, pack(">HHHH", 9, 9, 99, 0), 1)),
        framed(0x0800, b"\x41" + small[1:]), datagram((40001, 53), b"\0\1\1\0\0\1\0\0\0\0\0\0\xc0\x0c\0\1\0\1")]
    yield "data", 147, [bytes(range(24))]


def slow():
    marker = b"\2\1\1\x10" + pack(">H", 5) + HERE + pack(">IH", 77, 0) + bytes(2)
    yield "slow", ETHERNET, [framed(0x8809, marker.ljust(110, b"\0"))]
    bridge = pack(">H", 0x8001) + HERE
    timers = pack(">HHHHH", 0x8001, 0, 20 * 256, 2 * 256, 15 * 256)
    config = b"\x42\x42\3" + pack(">HBBB", 0, 0, 0, 1) + bridge + pack(">I", 4) + bridge + timers
    change = b"\x42\x42\3" + pack(">HBB", 0, 0, 0x80)
    group = bytes.fromhex("0180c2000000")
    yield "stp", ETHERNET, [(group + HERE + pack(">H", len(said)) + said).ljust(60, b"\0") for said in (config, change)]


def captures():
    for part in (point_to_point, local_links, tunnels, wireless, names, records, errors, options, odd, slow):
        yield from part()


