"""Times `swiftnet ping` and its peers on the same work, in turn, and prints medians and ratios.

Runs inside the lab. Each row is what the work is, the peer's command, ours, what the ratio must not exceed, and what
our output must say: speed that loses packets does not count.
"""
import os
import re
import statistics
import subprocess
import sys
import time

SWIFTNET = os.environ["SWIFTNET"]
HERE = os.path.dirname(os.path.abspath(__file__))
NOTHING = subprocess.DEVNULL


def timed(command):
    """Seconds, peak memory in kB and output of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss, output


def on(host, *command):
    return ["ip", "netns", "exec", host, *command]


def raise_pair():
    """Two hosts with nothing but a veth pair between them."""
    for command in [
        "ip netns add near", "ip netns add far", "ip link add v0 netns near type veth peer name v0 netns far",
        "ip -n near addr add 10.9.0.1/24 dev v0", "ip -n far addr add 10.9.0.2/24 dev v0",
        "ip -n near link set v0 up", "ip -n far link set v0 up", "ip link set lo up",
    ]:
        subprocess.run(command.split(), check=True)


def rows():
    lo, veth = "127.0.0.1", "10.9.0.2"
    ping, fping, ours = ["ping"], ["fping"], [SWIFTNET, "ping"]
    flood = ["-f", "-q", "-c", "100000"]
    return [
        ("flood-lo", [*ping, *flood, lo], [*ours, *flood, lo], 0.75, "100000 received, 0% packet loss"),
        ("flood-veth", on("near", *ping, *flood, veth), on("near", *ours, *flood, veth), 0.65,
         "100000 received, 0% packet loss"),
        ("targets-1022", [*fping, "-q", "-i", "0", "-g", "127.0.0.1/22"],
         [*ours, "-q", "-i", "0", "127.0.0.0/22"], 0.7, "1022 alive"),
        ("targets-65534", [*fping, "-q", "-s", "-i", "0", "-g", "127.0.0.1/16"],
         [*ours, "-q", "-i", "0", "127.0.0.0/16"], 0.5, "65534 alive"),
        ("one", [*ping, "-c1", "-q", lo], [*ours, "-c1", "-q", lo], None, "1 received"),
        ("version", None, [SWIFTNET, "--version"], None, "swiftnet"),
    ]


def compare(name, peer, ours, limit, expected, rounds):
    theirs, mine, memory = [], [], [0, 0]
    empty = statistics.median(timed(on("near", "true"))[0] for _ in range(9)) if ours[0] == "ip" else 0
    for _ in range(rounds):
        if peer:
            seconds, kilobytes, _ = timed(peer)
            theirs.append(seconds)
            memory[0] = max(memory[0], kilobytes)
        seconds, kilobytes, output = timed(ours)
        if expected not in output:
            sys.exit(f"{name}: '{expected}' is not in\n{output[-500:]}")
        mine.append(seconds)
        memory[1] = max(memory[1], kilobytes)
    # Entering the host's namespace takes both the same time, and is none of their work.
    here = statistics.median(mine) - empty
    line = f"{name:14} ours {here * 1000:9.2f} ms {memory[1]:7} kB"
    if peer:
        there = statistics.median(theirs) - empty
        line += f"   peer {there * 1000:9.2f} ms {memory[0]:7} kB   ratio {here / there:5.2f}"
    print(line + (f"   (must be <= {limit})" if limit else ""), flush=True)


def truth():
    """The round trip shown against the wire's own: the same probes, as a socket on the link saw them pass."""
    for name, command in [("swiftnet", [SWIFTNET, "ping"]), ("ping", ["ping"])]:
        watch = subprocess.Popen(
            on("near", "python3", os.path.join(HERE, "wire.py"), "v0"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        watch.stdout.readline()
        output = timed(on("near", *command, "-n", "-c", "100", "-i", "0.02", "10.9.0.2"))[2]
        here = statistics.median(float(value) * 1000 for value in re.findall(r"time=([0-9.]+)", output))
        sent, wire = {}, []
        for line in watch.communicate()[0].splitlines():
            stamp, kind, *key = line.split()
            if kind == "8":
                sent[tuple(key)] = int(stamp)
            else:
                wire.append((int(stamp) - sent[tuple(key)]) / 1000)
        there = statistics.median(wire)
        print(f"truth          {name:8} shows {here:6.1f} us, the wire {there:6.1f} us   ratio {here / there:5.2f}"
              + ("   (must be <= 1.2)" if name == "swiftnet" else ""), flush=True)


def pacing():
    """200 probes, 10 ms asked: the time between them."""
    for name, command in [("swiftnet", [SWIFTNET, "ping"]), ("ping", ["ping"])]:
        output = timed(on("near", *command, "-D", "-n", "-c", "200", "-i", "0.01", "10.9.0.2"))[2]
        stamps = [float(value) for value in re.findall(r"^\[(\d+\.\d+)\]", output, re.M)]
        gap = (stamps[-1] - stamps[0]) / (len(stamps) - 1) * 1000
        print(f"pacing         {name:8} asked 10 ms, got {gap:6.3f} ms"
              + ("   (must be within 1 %)" if name == "swiftnet" else ""), flush=True)


def main():
    names = sys.argv[1:]
    rounds = int(names.pop(0)) if names and names[0].isdigit() else 5
    raise_pair()
    subprocess.run(on("near", "ping", "-c1", "10.9.0.2"), stdout=NOTHING, check=True)
    for row in rows():
        if not names or row[0] in names:
            compare(*row, rounds)
    for name, work in [("truth", truth), ("pacing", pacing)]:
        if not names or name in names:
            work()


main()
