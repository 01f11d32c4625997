#!/usr/bin/env python3
"""Writes a capture of a busy network: the same bytes on each run, a million packets in a few seconds.

Some 2,000 frames are made once, conversation by conversation, with checksums that are right. They are then written
over and over, each round with other addresses, ports and identifications, and checksums to match. As the Internet
checksum is a sum modulo 65,535, so is its change: each word of a frame is what it was plus a multiple of each shift.
"""
import argparse
import random
import sys
from collections import defaultdict
from operator import itemgetter
from struct import Struct, pack, unpack

from traffic import datagrams, local, streams
from traffic.talk import Shift, Talk

GAP = 945  # µs between packets, on average
BEGIN = 1_715_678_467
VLAN, QINQ = [(0x8100, 0x0064)], [(0x88A8, 0x6032), (0x8100, 0x00C8)]

# Kinds of conversation, how many frames of them a round has at least, and what carries them.
MIX = [
    ([streams.page, streams.download, streams.chatter, streams.ssh, streams.secure, streams.download, streams.lossy,
      streams.secure, streams.download, streams.refused, streams.chatter, streams.mail, streams.page, streams.transfer],
     980, {}),
    ([datagrams.lookup, datagrams.call, datagrams.lookup, datagrams.quic, datagrams.log, datagrams.lookup,
      datagrams.clock, datagrams.lookup, datagrams.boot, datagrams.log, datagrams.neighbours, datagrams.lookup,
      datagrams.names, datagrams.discovery, datagrams.lookup, datagrams.lease],
     330, {}),
    ([streams.page, streams.secure, streams.chatter, streams.page, streams.download], 120, {"v6": True}),
    ([datagrams.lookup, datagrams.lookup, datagrams.lease6, datagrams.neighbours6], 36, {"v6": True}),
    ([streams.chatter, datagrams.lookup, streams.download, datagrams.log, streams.page], 85, {"tags": VLAN}),
    ([datagrams.lookup, streams.secure, datagrams.call], 30, {"tags": QINQ}),
    ([local.echo, local.unreachable, local.echo, local.exceeded], 118, {}),
    ([local.echo], 20, {"v6": True}),
    ([local.neighbour, local.neighbour, local.router, local.neighbour, local.listener], 44, {"v6": True}),
    ([local.arp], 56, {}),
    ([local.pieces], 26, {}),
    ([local.pieces], 14, {"v6": True}),
    ([local.vxlan, local.gre, local.mpls, local.pppoe, local.association, local.vxlan, local.geneve, local.member,
      local.standby, local.secret, local.switch, local.gre, local.mpls],
     52, {}),
]


def conversations(seed, shift):
    """The frames of a round in the order of their times, which are in microseconds from its start."""
    frames, number = [], 0
    for kinds, quota, carrier in MIX:
        end = len(frames) + quota
        turn = 0
        while len(frames) < end:
            source = random.Random(f"{seed} {number}")
            talk = Talk(source, number, shift, **carrier)
            start = source.randrange(1_500_000)
            kinds[turn % len(kinds)](talk)
            frames += [(start + time, data) for time, data in talk.frames]
            number += 1
            turn += 1
    frames.sort(key=itemgetter(0))
    return frames


def words(frame):
    return unpack(f">{len(frame) // 2}H", frame[:len(frame) & ~1])


class Round:
    """The records of all frames of one round, and what to change in them for the next."""

    def __init__(self, seed):
        frames = conversations(seed, Shift())
        self.span = len(frames) * GAP
        stretch = (self.span - 1) / frames[-1][0]
        self.block, self.starts, self.times = bytearray(), [], []
        for time, data in frames:
            self.starts.append(len(self.block))
            self.times.append(int(time * stretch))
            self.block += pack("<IIII", 0, 0, len(data), len(data)) + data
        self.patches = self.find(frames, seed)
        self.check(seed)

    def find(self, frames, seed):
        """Words by how they change: for each mixture of shifts, where and from what."""
        others = [[data for _, data in conversations(seed, Shift(*(int(at == unit) for at in range(4))))]
                  for unit in range(4)]
        patches = defaultdict(list)
        for start, (_, data), *shifted in zip(self.starts, frames, *others):
            if all(other == data for other in shifted):
                continue
            for at, (base, *values) in enumerate(zip(words(data), *map(words, shifted))):
                change = tuple((value - base) % 65535 for value in values)
                if any(change):
                    patches[change].append((start + 16 + 2 * at, base))
        return patches

    def move(self, shift):
        """Gives all frames another shift, unless a checksum comes to zero: UDP would write that in its own way."""
        put, block = Struct(">H").pack_into, self.block
        for change, places in self.patches.items():
            delta = sum(factor * value for factor, value in zip(change, shift))
            for place, base in places:
                value = (base + delta) % 65535
                if not value:
                    return False
                put(block, place, value)
        return True

    def check(self, seed):
        """That a shifted round is what the conversations themselves would have been."""
        shift = next(shift for shift in (Shift(23, 5, turn, turn) for turn in range(17, 900)) if self.move(shift))
        for start, (_, data) in zip(self.starts, conversations(seed, shift)):
            if self.block[start + 16:start + 16 + len(data)] != data:
                sys.exit(f"captures.py: a frame cannot be shifted: {data.hex()}")

    def stamp(self, begin):
        put, block = Struct("<II").pack_into, self.block
        for start, time in zip(self.starts, self.times):
            put(block, start, *divmod(begin + time, 1_000_000))


def write(output, packets, many, seed):
    """A little-endian capture file with times in microseconds."""
    output.write(pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
    one, turn = Round(seed), 0
    for cycle in range(-(-packets // len(one.starts))):
        client, server = (cycle % 420, cycle % 420 // 32) if many else (cycle % 2, 0)
        while not one.move(Shift(client, server, turn % 1000, turn % 5000)):
            turn += 1
        turn += 1
        one.stamp(BEGIN * 1_000_000 + cycle * one.span)
        left = packets - cycle * len(one.starts)
        output.write(one.block if left >= len(one.starts) else memoryview(one.block)[:one.starts[left]])


def main():
    parser = argparse.ArgumentParser(description="Writes a capture with the traffic of a busy network.")
    parser.add_argument("output", help="file, or - for standard output")
    parser.add_argument("--packets", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--hosts", choices=["few", "many"], default="few",
                        help="about 400 IPv4 addresses, or 47,000 in a million packets")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open(1 if options.output == "-" else options.output, "wb") as output:
        write(output, options.packets, options.hosts == "many", options.seed)


if __name__ == "__main__":
    main()
