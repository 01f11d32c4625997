"""Times `swiftnet arp` and its peers on one link, in turn, and prints medians and ratios.

usage: arp.py [ROUNDS] [ROW...]    rows: scan-16, scan-24, one, arp-truth; all without one

Runs inside the lab, on a veth pair of its own whose far end has 39 addresses. A scan that misses one does not count.
"""
import os
import re
import statistics
import subprocess
import sys

from measure import NOTHING, SWIFTNET, conclude, known, load, timed, verdict

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTS = 39


def on(host, *command):
    return ["ip", "netns", "exec", host, *command]


def raise_pair():
    for command in [
        "ip netns add asker", "ip netns add answerer",
        "ip link add v0 netns asker type veth peer name v0 netns answerer",
        "ip -n asker addr add 10.9.0.1/16 dev v0", "ip -n asker link set v0 up", "ip -n answerer link set v0 up",
    ]:
        subprocess.run(command.split(), check=True)
    for number in range(HOSTS):
        subprocess.run(f"ip -n answerer addr add 10.9.0.{number + 2}/16 dev v0".split(), check=True)


def found(command):
    """The addresses that a scan tells of."""
    output = subprocess.run(command, stdout=subprocess.PIPE, stderr=NOTHING, check=True).stdout.decode()
    return set(re.findall(r"^10\.9\.0\.\d+", output, re.M))


def compare(name, peer, ours, rounds, ratio=None, milliseconds=None):
    for command in (peer, ours):
        if "scan" in name and len(found(on("asker", *command))) != HOSTS:
            sys.exit(f"{name}: {' '.join(command)} did not find all {HOSTS}")
    empty = statistics.median(timed(on("asker", "true"))[0] for _ in range(9))
    theirs, mine, memory = [], [], [0, 0]
    for _ in range(rounds):
        for command, times, place in ((peer, theirs, 0), (ours, mine, 1)):
            seconds, _, kilobytes = timed(on("asker", *command), watch="scan" in name)
            times.append(seconds - empty)
            memory[place] = max(memory[place], kilobytes)
    here, there = statistics.median(mine), statistics.median(theirs)
    line = f"{name:10} ours {here * 1000:8.2f} ms   {peer[0]} {there * 1000:8.2f} ms   ratio {here / there:5.2f}"
    if ratio:
        line += verdict(name, here / there, at_most=ratio)
    if milliseconds:
        line += verdict(name, here * 1000, at_most=milliseconds)
    if "scan" in name:
        line += f"   {memory[1] / 1024:.1f} MiB beside {memory[0] / 1024:.1f}"
        line += verdict(name + " memory", memory[1] / 1024, at_most=16)
    print(line, flush=True)


def truth():
    """The round trip shown against the wire's own, of the same questions."""
    for name, command in [("swiftnet", [SWIFTNET, "arp"]), ("arping", ["arping"])]:
        watch = subprocess.Popen(
            on("asker", "python3", os.path.join(HERE, "wire.py"), "v0"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        watch.stdout.readline()
        interval = ["-i", "0.05"] if name == "swiftnet" else []
        count = "40" if name == "swiftnet" else "5"
        output = subprocess.run(
            on("asker", *command, *interval, "-c", count, "-I", "v0", "10.9.0.2"), stdout=subprocess.PIPE, text=True,
            check=True).stdout
        shown = re.findall(r"time=([0-9.]+)| ([0-9.]+)ms$", output, re.M)
        here = statistics.median(float(one or other) * 1000 for one, other in shown)
        asked, wire = 0, []
        for line in watch.communicate()[0].splitlines():
            stamp, kind, *_ = line.split()
            if kind == "arp1":
                asked = int(stamp)
            elif kind == "arp2":
                wire.append((int(stamp) - asked) / 1000)
        there = statistics.median(wire)
        line = f"arp-truth  {name:8} shows {here:6.1f} us, the wire {there:6.1f} us   ratio {here / there:5.2f}"
        print(line + (verdict("arp-truth", here / there, at_most=1.2) if name == "swiftnet" else ""), flush=True)


def main():
    names = sys.argv[1:]
    rounds = int(names.pop(0)) if names and names[0].isdigit() else 5
    rows = ["scan-16", "scan-24", "one", "arp-truth"]
    wanted = [row for row in rows if not names or row in names]
    if not wanted or not known("arp"):
        return
    raise_pair()
    print(load(), flush=True)
    scan = [SWIFTNET, "arp", "scan", "-q", "-I", "v0"]
    if "scan-16" in wanted:
        compare("scan-16", ["arp-scan", "-q", "-i", "1u", "-r", "1", "-t", "100", "-I", "v0", "10.9.0.0/16"],
                [*scan, "--rate", "0", "--retries", "0", "--timeout", "0.1", "10.9.0.0/16"], rounds, ratio=0.7)
    if "scan-24" in wanted:
        compare("scan-24", ["arp-scan", "-q", "-I", "v0", "10.9.0.0/24"], [*scan, "10.9.0.0/24"], rounds,
                milliseconds=300)
    if "one" in wanted:
        compare("one", ["arping", "-c", "1", "-f", "-I", "v0", "10.9.0.2"],
                [SWIFTNET, "arp", "-c", "1", "-f", "10.9.0.2"], 4 * rounds, milliseconds=6)
    if "arp-truth" in wanted:
        truth()
    conclude()


main()
