"""Times `swiftnet cidr` and its peers on the same generated input, in turn, and prints medians and ratios.

usage: cidr.py [ROUNDS] [ROW...]    rows: aggregate, aggregate-small, grep, list, json, memory; all without one

The peers are Debian's aggregate, grepcidr and prips, and Python's ipaddress. `aggregate` is quadratic, so that it gets
10,000 prefixes; ipaddress takes half a minute for the million, and has one round. Where the two sides don't count the
same, the row does not count.
"""
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

from measure import SWIFTNET, conclude, failed, known, load, spread, timed, verdict

MILLION = 1_000_000
IPADDRESS = """
import ipaddress, sys
networks = (ipaddress.ip_network(line.strip(), strict=False) for line in open(sys.argv[1]))
print("\\n".join(map(str, ipaddress.collapse_addresses(networks))))
"""


def prefixes(file, count):
    """Random IPv4 prefixes, as routers have them: most are long."""
    chance = random.Random(5)
    for _ in range(count):
        length = chance.choice((16, 18, 20, 22, 23, 24, 24, 24, 24, 26, 28, 30, 32, 32, 32))
        number = chance.getrandbits(32) >> (32 - length) << (32 - length)
        file.write(f"{dotted(number)}/{length}\n")


def prefixes6(file, count):
    chance = random.Random(6)
    for _ in range(count):
        high, length = chance.getrandbits(61), chance.choice((48, 56, 60, 64))
        number = (1 << 61 | high) >> (64 - length) << (64 - length)
        file.write(":".join(f"{number >> shift & 0xFFFF:x}" for shift in (48, 32, 16, 0)) + f"::/{length}\n")


def subnets(file, count):
    """Addresses in subnets, a quarter of them of IPv6."""
    chance = random.Random(7)
    for index in range(count):
        if index % 4:
            file.write(f"{dotted(chance.getrandbits(32))}/{chance.randrange(8, 33)}\n")
        else:
            groups = ":".join(f"{chance.getrandbits(16):x}" for _ in range(3))
            file.write(f"2001:{groups}::{chance.getrandbits(16):x}/{chance.randrange(32, 129)}\n")


def dotted(number):
    return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def log(file, count):
    """Lines of a web server, of 86 bytes."""
    chance = random.Random(8)
    for index in range(count):
        path = f"/item/{chance.randrange(10_000_000):07}"
        start = f'{dotted(chance.getrandbits(32))} - - [23/Nov/2026:12:{index // 60 % 60:02}:{index % 60:02} +0000]'
        line = f'{start} "GET {path} HTTP/1.1" 200 {chance.randrange(99999)}'
        file.write(line.ljust(85, "0")[:85] + "\n")


def blocks(file, count):
    chance = random.Random(9)
    for _ in range(count):
        length = chance.randrange(12, 29)
        file.write(f"{dotted(chance.getrandbits(32) >> (32 - length) << (32 - length))}/{length}\n")


class Folder:
    """What is read, made when first asked for."""

    def __init__(self, path):
        self.path = path

    def file(self, make, count):
        path = os.path.join(self.path, f"{make.__name__}-{count}")
        if not os.path.exists(path):
            with open(path + ".part", "w") as file:
                make(file, count)
            os.rename(path + ".part", path)
        return path


def output(command, source=None):
    with open(source or os.devnull) as file:
        return subprocess.run(command, stdin=file, capture_output=True).stdout


def compare(name, ours, theirs, rounds, peer_rounds=None, ours_source=None, at_least=None, at_most=None):
    """Medians of both, and how many times faster ours is. Commands that read standard input have a `source`."""
    mine = output(ours, ours_source).decode().split()
    other = output(theirs, ours_source if theirs[0] == "aggregate" else None).decode().split()
    if mine != other:
        failed.append(name)
        print(f"{name:16} DOES NOT COUNT: {len(mine)} words, the peer has {len(other)}, and they are not the same")
    times = [[], []]
    for turn in range(rounds):
        times[0].append(timed(ours, source=ours_source)[0])
        if turn < (peer_rounds or rounds):
            times[1].append(timed(theirs, source=ours_source if theirs[0] == "aggregate" else None)[0])
    ratio = statistics.median(times[1]) / statistics.median(times[0])
    peer = "ipaddress" if theirs[0] == sys.executable else theirs[0]
    print(f"{name:16} ours {spread(times[0]):24} {peer} {spread(times[1]):24} {ratio:8.1f} times faster"
          + verdict(name, ratio, at_least=at_least), flush=True)
    if at_most is not None:
        print(f"{'':16} ours {statistics.median(times[0]):.3f} s"
              + verdict(name, statistics.median(times[0]), at_most=at_most), flush=True)


def records(rounds, folder):
    file = folder.file(subnets, MILLION)
    command = [SWIFTNET, "cidr", "--json"]
    lines = output(command, file).count(b"\n")
    if lines != MILLION:
        failed.append("json")
        print(f"json             DOES NOT COUNT: {lines} lines")
    times = [timed(command, source=file)[0] for _ in range(rounds)]
    rate = MILLION / statistics.median(times)
    print(f"{'json':16} ours {spread(times):24} {rate:10.0f} records/s"
          + verdict("json", rate, at_least=400_000), flush=True)


def memory(folder):
    """Peaks of short and of long input. What is constant is not to grow, but for what the runtime does by itself."""
    table = folder.file(blocks, 1000)
    pipelines = [
        ("json", ["--json"], subnets), ("grep", ["grep", "-f", table], log),
        ("annotate", ["annotate", "-f", table], log), ("list", ["list"], None), ("range", ["range"], prefixes),
    ]
    for name, words, make in pipelines:
        short, long = (peak(["cidr", *words], folder, make, size) for size in (MILLION // 10, MILLION))
        longer = "1,000,000 lines" if make else "all of a /8"
        print(f"memory {name:9} short {short / 1024:6.1f} MiB   {longer} {long / 1024:6.1f} MiB"
              + verdict("memory-" + name, long / short, at_most=1.15), flush=True)
    for make in (prefixes, prefixes6):
        short, long = (peak(["cidr", "aggregate"], folder, make, size) for size in (1000, MILLION))
        each = (long - short) * 1024 / MILLION
        print(f"memory aggregate {make.__name__}: {long / 1024:6.1f} MiB, {each:5.1f} bytes a prefix"
              + verdict("memory-aggregate", each, at_most=64), flush=True)


def peak(words, folder, make, count):
    if make is None:
        # Addresses of a block, long enough to be looked at while it runs.
        return timed([SWIFTNET, *words, "10.0.0.0/8" if count == MILLION else "10.0.0.0/12"], watch=True)[2]
    return timed([SWIFTNET, *words], source=folder.file(make, count), watch=True)[2]


def main():
    names = sys.argv[1:]
    rounds = int(names.pop(0)) if names and names[0].isdigit() else 5
    kept = os.environ.get("BENCH_DIR")
    path = kept or tempfile.mkdtemp(prefix="bench-")
    os.makedirs(path, exist_ok=True)
    folder = Folder(path)
    cidr = [SWIFTNET, "cidr"]

    def aggregate():
        file = folder.file(prefixes, MILLION)
        compare("aggregate", [*cidr, "aggregate"], [sys.executable, "-c", IPADDRESS, file], rounds, 1, file,
                at_least=20, at_most=1.5)

    def aggregate_small():
        file = folder.file(prefixes, MILLION // 100)
        compare("aggregate-small", [*cidr, "aggregate"], ["aggregate", "-q"], rounds, None, file)

    def grep():
        table, lines = folder.file(blocks, 1000), folder.file(log, MILLION)
        timed(["cat", lines])
        compare("grep", [*cidr, "grep", "-c", "-f", table, lines], ["grepcidr", "-c", "-f", table, lines], rounds,
                at_least=2)

    def list_block():
        compare("list", [*cidr, "list", "10.0.0.0/12"], ["prips", "10.0.0.0/12"], rounds, at_least=3)

    rows = [("aggregate", aggregate, None), ("aggregate-small", aggregate_small, "aggregate"),
            ("grep", grep, "grepcidr"), ("list", list_block, "prips"), ("json", lambda: records(rounds, folder), None),
            ("memory", lambda: memory(folder), None)]
    chosen = [row for row in rows if not names or row[0] in names]
    if not chosen or not known("cidr"):
        return
    try:
        print(f"cidr: {rounds} rounds, {load()}", flush=True)
        for name, work, peer in chosen:
            if peer and not shutil.which(peer):
                print(f"{name:16} skipped: {peer} is not installed", flush=True)
            else:
                work()
    finally:
        if not kept:
            shutil.rmtree(path)
    conclude()


main()
