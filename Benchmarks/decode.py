"""Times `swiftnet decode` and its peers on one generated capture, in turn, and prints medians and ratios.

usage: decode.py [ROUNDS] [--full] [ROW...]    rows: those of `rows`, by name; all without one

--full also has tcpdump read the million packets of many hosts, once, which takes it most of a minute. Files go to a
temporary folder that is removed, or to BENCH_DIR, where they stay and serve the next run.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import NamedTuple, Optional

from measure import SWIFTNET, conclude, failed, known, load, spread, timed, verdict

HERE = os.path.dirname(os.path.abspath(__file__))
MILLION = 1_000_000

# How `swiftnet decode` is asked. {file} is the capture, {out} what is written.
TEXT = ["decode", "{file}"]
JSON = ["decode", "--json", "{file}"]
FIELDS = ["decode", "--fields", "ip.src,ip.dst,tcp.srcport,dns.qry.name", "{file}"]
FILTER = ["decode", "--filter", "tcp port 80", "--write", "{out}", "{file}"]
TEXT_STREAM = ["decode"]
JSON_STREAM = ["decode", "--json"]

TCPDUMP = ["tcpdump", "-nn", "-r", "{file}"]
TSHARK = ["tshark", "-n", "-r", "{file}"]
TSHARK_FIELDS = [*TSHARK, "-T", "fields", *(word for name in FIELDS[2].split(",") for word in ("-e", name))]


class Work(NamedTuple):
    """A command and the file it reads."""
    command: list
    hosts: str = "few"
    packets: int = MILLION


class Row(NamedTuple):
    """Ours beside a peer's: `at_most` limits our time in parts of the peer's, `at_least` our packets/s in its."""
    name: str
    ours: Work
    peer: Work
    at_most: Optional[float] = None
    at_least: Optional[float] = None
    counted: Optional[str] = None
    once: bool = False


def ours(words, hosts="few", packets=MILLION):
    return Work([SWIFTNET, *words], hosts, packets)


def rows(full):
    """`counted` says how the packets in our output are told: as lines, or as packets of the file written."""
    filtered = ["tcpdump", "-r", "{file}", "-w", "{out}", "tcp port 80"]
    many = Row("many-tcpdump", ours(TEXT, "many"), Work(TCPDUMP, "many"), once=True) if full else Row(
        "many-tcpdump", ours(TEXT, "many", 100_000), Work(TCPDUMP, "many", 100_000))
    return [
        Row("text-tt", ours(TEXT), Work([*TCPDUMP, "-tt"]), at_most=0.2, counted="lines"),
        Row("text-utc", ours(TEXT), Work(["env", "TZ=UTC", *TCPDUMP])),
        Row("text", ours(TEXT), Work(TCPDUMP)),
        Row("text-tshark", ours(TEXT), Work(TSHARK, packets=100_000), at_least=40),
        Row("many-few", ours(TEXT, "many"), ours(TEXT), at_most=1.1, counted="lines"),
        many,
        Row("json", ours(JSON), Work([*TSHARK, "-T", "ek"], packets=10_000), at_least=120, counted="lines"),
        Row("fields", ours(FIELDS), Work(TSHARK_FIELDS, packets=100_000), at_least=50, counted="lines"),
        Row("filter", ours(FILTER), Work(filtered), at_most=1.0, counted="packets"),
    ]


class Folder:
    """The captures, made when first asked for."""

    def __init__(self, path):
        self.path = path

    def capture(self, work):
        path = os.path.join(self.path, f"{work.hosts}-{work.packets}.pcap")
        if not os.path.exists(path):
            generator = [sys.executable, "-B", os.path.join(HERE, "captures.py")]
            subprocess.run([*generator, "--hosts", work.hosts, "--packets", str(work.packets), path + ".part"],
                           check=True)
            os.rename(path + ".part", path)
        return path

    def command(self, work, out):
        names = {"{file}": self.capture(work), "{out}": os.path.join(self.path, out)}
        return [names.get(word, word) for word in work.command]


def packets_in(path):
    said = subprocess.run(["tcpdump", "--count", "-r", path], capture_output=True, text=True).stdout.split()
    return int(said[0]) if said else None


def lines_of(command):
    """How many lines a command prints. They are counted here, as its output may be gigabytes."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    count = 0
    while part := process.stdout.read(1 << 20):
        count += part.count(b"\n")
    process.wait()
    return count


def check(row, mine, theirs, folder):
    """Speed that loses packets does not count."""
    if row.counted == "lines":
        lines = lines_of(mine)
        if not row.ours.packets <= lines <= row.ours.packets + 2:
            failed.append(row.name)
            print(f"{row.name:13} DOES NOT COUNT: {lines} lines for {row.ours.packets} packets", flush=True)
    elif row.counted == "packets":
        timed(mine)
        timed(theirs)
        kept = [packets_in(os.path.join(folder.path, out)) for out in ("ours.out", "peer.out")]
        if not kept[0] or kept[0] != kept[1]:
            failed.append(row.name)
            print(f"{row.name:13} DOES NOT COUNT: ours kept {kept[0]} packets, the peer {kept[1]}", flush=True)


def compare(row, folder, rounds):
    mine, theirs = folder.command(row.ours, "ours.out"), folder.command(row.peer, "peer.out")
    for file in {folder.capture(row.ours), folder.capture(row.peer)}:
        timed(["cat", file])
    check(row, mine, theirs, folder)
    times, busy = ([], []), ([], [])
    for _ in range(1 if row.once else rounds):
        for side, command in enumerate((mine, theirs)):
            seconds, processor, _ = timed(command)
            times[side].append(seconds)
            busy[side].append(processor)
    here, there = (statistics.median(side) for side in times)
    ratio = here / row.ours.packets / (there / row.peer.packets)
    cells = []
    for side, used, work in zip(times, busy, (row.ours, row.peer)):
        middle = statistics.median(side)
        cells.append(f"{spread(side):24} cpu {statistics.median(used):5.2f} s {work.packets / middle / 1000:7.1f} k/s")
    if row.at_least is not None:
        shown, value = f"{1 / ratio:7.2f} x the packets/s", 1 / ratio
    else:
        shown, value = f"{ratio:7.3f} of the time     ", ratio
    print(f"{row.name:13} ours {cells[0]}   peer {cells[1]}   {shown}"
          + verdict(row.name, value, row.at_most, row.at_least), flush=True)


def streaming(name, words, limit, folder):
    """Peak memory of a pipe, which is to stay small however long it runs."""
    file = folder.capture(Work([]))
    peaks = []
    for command in ([SWIFTNET, *words], ["tcpdump", "-nn", "-r", "-"]):
        peaks.append(timed(command, source=file, watch=True)[2] / 1024)
    print(f"{name:13} ours {peaks[0]:6.1f} MiB   tcpdump {peaks[1]:6.1f} MiB" + verdict(name, peaks[0], at_most=limit),
          flush=True)


def main():
    # Without TZ tcpdump asks for the time zone at each packet, which is how people run it.
    os.environ.pop("TZ", None)
    names = sys.argv[1:]
    full = "--full" in names
    names = [name for name in names if name != "--full"]
    rounds = int(names.pop(0)) if names and names[0].isdigit() else 5
    chosen = [row for row in rows(full) if not names or row.name in names]
    streams = [row for row in [("stream", TEXT_STREAM, 24), ("stream-json", JSON_STREAM, 24)]
               if not names or row[0] in names]
    if not (chosen or streams) or not known("decode"):
        return
    kept = os.environ.get("BENCH_DIR")
    path = kept or tempfile.mkdtemp(prefix="bench-")
    os.makedirs(path, exist_ok=True)
    try:
        print(f"decode: {rounds} rounds, {load()}", flush=True)
        folder = Folder(path)
        for row in chosen:
            tool = next(word for word in row.peer.command if word not in ("env", "TZ=UTC"))
            if shutil.which(tool):
                compare(row, folder, rounds)
            else:
                print(f"{row.name:13} skipped: {tool} is not installed", flush=True)
        for row in streams:
            streaming(*row, folder)
    finally:
        if not kept:
            shutil.rmtree(path)
    conclude()


main()
