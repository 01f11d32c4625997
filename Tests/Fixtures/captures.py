#!/usr/bin/env python3
"""Writes the fixtures of `decode`: a small capture for each protocol, the same bytes on each run.

usage: captures.py FOLDER

Where the generator of the benchmarks has a conversation, its first frames are taken; the rest is made here.
"""
import os
import random
import sys
from struct import pack

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "Benchmarks"))

import links  # noqa: E402
from traffic import datagrams, local, streams  # noqa: E402
from traffic.talk import Shift, Talk  # noqa: E402

BEGIN = 1_715_678_467
ETHERNET = 1
VLAN, QINQ = [(0x8100, 0x0064)], [(0x88A8, 0x6032), (0x8100, 0x00C8)]

# Protocol, conversation, which of its frames, and what carries them.
TALKS = [
    ("arp", local.arp, slice(2), {}),
    ("dhcp", datagrams.lease, slice(4), {}),
    ("dhcpv6", datagrams.lease6, slice(4), {"v6": True}),
    ("dns", datagrams.lookup, slice(2), {}),
    ("dns-stream", streams.transfer, slice(3, 6), {}),
    ("esp", local.secret, slice(2), {}),
    ("ethernet", datagrams.quic, slice(2), {}),
    ("geneve", local.geneve, slice(2), {}),
    ("gre", local.gre, slice(2), {}),
    ("http", streams.page, slice(3, 6), {}),
    ("icmp-echo", local.echo, slice(2), {}),
    ("icmp-unreachable", local.unreachable, slice(2), {}),
    ("icmp-exceeded", local.exceeded, slice(1, 2), {}),
    ("icmpv6-echo", local.echo, slice(2), {"v6": True}),
    ("icmpv6-listener", local.listener, slice(1), {"v6": True}),
    ("icmpv6-neighbour", local.neighbour, slice(2), {"v6": True}),
    ("icmpv6-router", local.router, slice(2), {"v6": True}),
    ("igmp", local.member, slice(2), {}),
    ("ipv4-fragments", local.pieces, slice(3), {}),
    ("ipv6-fragments", local.pieces, slice(3), {"v6": True}),
    ("llmnr", datagrams.names, slice(2), {}),
    ("mdns", datagrams.neighbours, slice(2), {}),
    ("mdns-ipv6", datagrams.neighbours6, slice(2), {"v6": True}),
    ("mpls", local.mpls, slice(2), {}),
    ("ntp", datagrams.clock, slice(2), {}),
    ("pppoe", local.pppoe, slice(4), {}),
    ("sctp", local.association, slice(7), {}),
    ("ssh", streams.ssh, slice(3, 7), {}),
    ("switch", local.switch, slice(5), {}),
    ("syslog", datagrams.log, slice(2), {}),
    ("tcp", streams.chatter, slice(5), {}),
    ("tftp", datagrams.boot, slice(3), {}),
    ("tls", streams.secure, slice(3, 8), {}),
    ("udp", datagrams.call, slice(2), {}),
    ("vlan", datagrams.lookup, slice(2), {"tags": VLAN}),
    ("vlan-stacked", datagrams.lookup, slice(2), {"tags": QINQ}),
    ("vrrp", local.standby, slice(1), {}),
    ("vxlan", local.vxlan, slice(2), {}),
]


def talked(number, name, kind, part, carrier):
    talk = Talk(random.Random(name), number, Shift(), **carrier)
    kind(talk)
    return [data for _, data in talk.frames[part]]


def captures():
    """All captures, as name, link type and frames."""
    for number, (name, *rest) in enumerate(TALKS):
        yield name, ETHERNET, talked(number, name, *rest)
    yield from links.captures()


def record(number, data, order="<"):
    return pack(order + "IIII", BEGIN + number, 125_000 * number, len(data), len(data)) + data


def write_pcap(path, link_type, frames):
    with open(path, "wb") as output:
        output.write(pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link_type))
        for number, data in enumerate(frames):
            output.write(record(number, data))


def block(order, kind, body):
    body += bytes(-len(body) % 4)
    size = 12 + len(body)
    return pack(order + "II", kind, size) + body + pack(order + "I", size)


def write_pcapng(path, packets, order):
    """Packets of all link types: an interface each, with nanoseconds, and a simple packet of the first at the end."""
    kinds = list(dict.fromkeys(link_type for link_type, _ in packets))
    with open(path, "wb") as output:
        output.write(block(order, 0x0A0D0D0A, pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1)))
        for kind in kinds:
            output.write(block(order, 1, pack(order + "HHI", kind, 0, 0) + pack(order + "HHB3xHH", 9, 1, 9, 0, 0)))
        for number, (kind, data) in enumerate(packets):
            time = (BEGIN * 1_000_000 + number * 945) * 1000 + 7
            header = pack(order + "IIIII", kinds.index(kind), time >> 32, time & 0xFFFFFFFF, len(data), len(data))
            output.write(block(order, 6, header + data))
        first = packets[0][1]
        output.write(block(order, 3, pack(order + "I", len(first)) + first))


def options(order, *pairs):
    """Options of a block, each padded, and the end of them."""
    padded = [(code, value, bytes(-len(value) % 4)) for code, value in pairs]
    return b"".join(pack(order + "HH", code, len(value)) + value + rest for code, value, rest in padded) + bytes(4)


def write_told(path, frames):
    """What pcapng has beside packets: interfaces with names, names of hosts, remarks, counts, keys, private blocks, and
    an option that is damaged."""
    order = "<"
    names = [(frames[0][30:34], b"resolver.example"), (frames[0][26:30], b"evil\x1b[31m.example")]
    with open(path, "wb") as output:
        section = pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1)
        output.write(block(order, 0x0A0D0D0A, section + options(order, (1, b"of the whole"), (3, b"a system"))))
        for name in [b"eth0", b"wlan0"]:
            output.write(block(order, 1, pack(order + "HHI", ETHERNET, 0, 0) + options(order, (2, name))))
        records = b""
        for address, name in names:
            value = address + name + b"\0"
            records += pack(order + "HH", 1, len(value)) + value + bytes(-len(value) % 4)
        output.write(block(order, 4, records + bytes(4)))
        output.write(block(order, 10, pack(order + "II", 0x544C534B, 4) + b"none"))
        output.write(block(order, 0xBAD, pack(order + "I", 32473) + b"private!"))
        remarks = [[(2, pack(order + "I", 1)), (1, "worth a look: \u00b5".encode())],
                   [(1, b"one"), (1, b"two"), (4, pack(order + "Q", 3)), (5, pack(order + "Q", 163))],
                   [(4, b"short")]]
        for number, data in enumerate(frames):
            time = BEGIN * 1_000_000 + number * 945
            header = pack(order + "IIIII", number % 2, time >> 32, time & 0xFFFFFFFF, len(data), len(data))
            told = options(order, *remarks[number]) if number < len(remarks) else b""
            output.write(block(order, 6, header + data + bytes(-len(data) % 4) + told))
        counts = options(order, (4, pack(order + "Q", 100)), (5, pack(order + "Q", 7)), (7, pack(order + "Q", 0)))
        output.write(block(order, 5, pack(order + "III", 1, time >> 32, time & 0xFFFFFFFF) + counts))


def main():
    folder = sys.argv[1]
    packets = []
    for name, link_type, frames in captures():
        write_pcap(os.path.join(folder, name + ".pcap"), link_type, frames)
        packets += [(link_type, data) for data in frames]
    write_pcapng(os.path.join(folder, "all.pcapng"), packets, "<")
    write_pcapng(os.path.join(folder, "all-big-endian.pcapng"), packets, ">")
    ethernet = {name: frames for name, link_type, frames in captures() if link_type == ETHERNET}
    write_told(os.path.join(folder, "told.pcapng"), ethernet["dns"] + ethernet["icmp-echo"])


if __name__ == "__main__":
    main()
