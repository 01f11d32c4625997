#!/usr/bin/env python3
"""Writes cidr.txt beside it: 10,000 cases of both families, and what Python's ipaddress makes of each.

A line is a letter, what is asked, and the answer, with tabs between:

n  address/prefix              network last first-host last-host addresses
m  address mask                network/prefix
r  first-last                  the blocks of the range
x  block block                 the blocks of the first without the second
c  block,block,...             the blocks that hold the same addresses
o  block block                 two digits: do they overlap, and is the second within the first
s  block prefix                how many subnets, the first and the last of them
i  number                      the address of this number, and its reverse name
"""
import ipaddress
import os
import random

chance = random.Random(2026)


def address(family, spread=None):
    """With few groups that are not zero, in half of IPv6's cases, so that `::` stands in many places."""
    bits = 32 if family == 4 else 128
    number = chance.getrandbits(bits)
    if family == 6:
        for group in range(8):
            if chance.random() < 0.6:
                number &= ~(0xFFFF << 16 * group)
    if spread is not None:
        base = (0x0A000000 if family == 4 else 0x20010DB8 << 96)
        number = base + chance.randrange(1 << spread)
    return (ipaddress.IPv4Address if family == 4 else ipaddress.IPv6Address)(number)


def network(family, longest=None, shortest=0, spread=None):
    bits = 32 if family == 4 else 128
    length = chance.randint(max(shortest, 0), longest if longest is not None else bits)
    return ipaddress.ip_network((address(family, spread), length), strict=False)


def hosts(net):
    first, last = int(net.network_address), int(net.broadcast_address)
    if net.max_prefixlen - net.prefixlen > 1:
        first += 1
        if net.version == 4:
            last -= 1
    kind = type(net.network_address)
    return kind(first), kind(last)


def words(blocks):
    return ",".join(map(str, blocks))


def case(letter, family):
    bits = 32 if family == 4 else 128
    if letter == "n":
        given = address(family)
        length = chance.randint(0, bits)
        net = ipaddress.ip_network((given, length), strict=False)
        first, last = hosts(net)
        return f"{given}/{length}", f"{net.network_address} {net.broadcast_address} {first} {last} {net.num_addresses}"
    if letter == "m":
        net = network(family)
        mask = chance.choice((net.netmask, net.hostmask)) if 0 < net.prefixlen < bits else net.netmask
        return f"{net.broadcast_address} {mask}", str(net)
    if letter == "r":
        first = address(family, 12)
        last = first + chance.randrange(1 << chance.randint(0, 12))
        return f"{first}-{last}", words(ipaddress.summarize_address_range(first, last))
    if letter == "x":
        outer = network(family, bits - 6)
        inner = chance.choice(list(outer.subnets(prefixlen_diff=chance.randint(1, 6))))
        return f"{outer} {inner}", words(sorted(outer.address_exclude(inner)))
    if letter == "c":
        nets = [network(family, bits, bits - 8, 8) for _ in range(chance.randint(2, 8))]
        return words(nets), words(ipaddress.collapse_addresses(nets))
    if letter == "o":
        one, two = (network(family, bits, bits - 10, 9) for _ in range(2))
        return f"{one} {two}", f"{int(one.overlaps(two))}{int(two.subnet_of(one))}"
    if letter == "s":
        net = network(family, bits - 4)
        length = net.prefixlen + chance.randint(0, 4)
        subnets = list(net.subnets(new_prefix=length))
        return f"{net} {length}", f"{len(subnets)} {subnets[0]} {subnets[-1]}"
    given = address(family)
    if family == 6 and int(given) < 1 << 32:
        given += 1 << 100
    return str(int(given)), f"{given} {given.reverse_pointer}"


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cidr.txt")
    parts = {"n": 2000, "m": 500, "r": 700, "x": 300, "c": 600, "o": 600, "s": 200, "i": 100}
    with open(path, "w") as file:
        for letter, count in parts.items():
            for family in (4, 6):
                for _ in range(count):
                    asked, answer = case(letter, family)
                    file.write(f"{letter}\t{asked}\t{answer}\n")


main()
