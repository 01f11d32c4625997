"""Counts the frames that `swiftnet capture` and its peers keep of a flood, in turn, between two private namespaces.

usage: capture.py [ROUNDS] [ROW...]    rows: those of `ROWS`, by name; all without one

trafgen sends a million frames of 60 bytes as fast as one processor can, about 0.7 million a second on a machine that
does nothing else; so how many a round really were is printed. A link of this kind carries what it is given, and a
frame is lost only where the capture is too slow.
"""
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple, Optional

from measure import NOTHING, SWIFTNET, conclude, known, load, verdict

FRAMES = 1_000_000
INTERFACE = "v0"
FAR = "02:00:00:00:00:02"

# How `swiftnet capture` is asked, and how it tells at its end how many packets it caught.
FILE = ["capture", "-i", INTERFACE, "--write", "{out}"]
TEXT = ["capture", "-i", INTERFACE]
CAUGHT = r"(\d+) packets? captured"

TCPDUMP = ["tcpdump", "-Z", "root", "-i", INTERFACE]


class Row(NamedTuple):
    """`at_least` limits the part of the frames that ours keeps; without it, ours must keep what the peer keeps."""
    name: str
    ours: list
    peer: list
    at_least: Optional[float] = None


ROWS = [
    Row("capture-file", FILE, [*TCPDUMP, "-w", "{out}"]),
    Row("capture-text", TEXT, [*TCPDUMP, "-nn"]),
]


def enter():
    """Runs this again in namespaces of its own, which are gone when it ends."""
    own = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if os.geteuid() != 0:
        own[1:1] = ["--user", "--map-root-user"]
    os.environ["CAPTURE_INSIDE"] = "1"
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    script = 'mount -t tmpfs tmpfs /run && exec "$0" -B "$@"'
    os.execvp("unshare", [*own, "sh", "-c", script, sys.executable, os.path.abspath(__file__), *sys.argv[1:]])


def on(host, *command):
    return ["ip", "netns", "exec", host, *command]


def raise_pair():
    """Two hosts with nothing but a veth pair between them, and no IPv6, which would speak unasked."""
    for command in [
        "ip netns add near", "ip netns add far", f"ip link add {INTERFACE} netns near type veth peer name {INTERFACE}"
        f" address {FAR} netns far",
    ]:
        subprocess.run(command.split(), check=True)
    for host in ("near", "far"):
        quiet = f"echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6; ip link set {INTERFACE} up"
        subprocess.run(on(host, "sh", "-ec", quiet), check=True)


def received():
    """Frames that reached the far end of the link."""
    path = f"/sys/class/net/{INTERFACE}/statistics/rx_packets"
    # A namespace sees its own devices in a sysfs of its own, which `ip netns exec` mounts.
    return int(subprocess.run(on("far", "cat", path), capture_output=True, check=True).stdout)


def listens():
    """Whether somebody in the far namespace has a packet socket."""
    table = subprocess.run(on("far", "cat", "/proc/net/packet"), capture_output=True, check=True).stdout
    return table.count(b"\n") > 1


def idle(process):
    """Waits until a process has had no processor time for a while: it has read all there was."""
    def used():
        with open(f"/proc/{process.pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[11:13]

    before, until = None, time.monotonic() + 30
    while (now := used()) != before and time.monotonic() < until:
        before = now
        time.sleep(0.3)


def flood(configuration):
    """Sends the frames; returns how many arrived, and how many a second."""
    before, started = received(), time.perf_counter()
    command = ["trafgen", "-o", INTERFACE, "-i", configuration, "-n", str(FRAMES), "-P", "1"]
    subprocess.run(on("near", *command), stdout=NOTHING, stderr=NOTHING, check=True)
    seconds = time.perf_counter() - started
    count = received() - before
    return count, count / seconds


def caught(command, configuration, out):
    """Frames that arrived, those that a command kept, and the rate."""
    command = [out if word == "{out}" else word for word in command]
    process = subprocess.Popen(on("far", *command), stdout=NOTHING, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 10
    while not listens():
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            sys.exit(f"{' '.join(command)}: {process.stderr.read().strip()}")
        time.sleep(0.05)
    # The socket is there before its ring is.
    time.sleep(0.5)
    count, rate = flood(configuration)
    idle(process)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1]
    if os.path.exists(out):
        said = subprocess.run(["tcpdump", "--count", "-r", out], capture_output=True, text=True).stdout
        os.remove(out)
        kept = re.match(r"(\d+) packet", said)
    else:
        kept = re.search(CAUGHT, said)
    if not kept:
        sys.exit(f"{' '.join(command)} does not say how many packets it kept: {said[-500:]}")
    return count, int(kept[1]), rate


def compare(row, rounds, folder):
    configuration, out = os.path.join(folder, "frames.cfg"), os.path.join(folder, "caught")
    with open(configuration, "w") as file:
        print("{ eth(da=%s, sa=02:00:00:00:00:01), ipv4(sa=10.9.0.1, da=10.9.0.2), udp(sp=4000, dp=9), "
              "fill(0x55, 18) }" % FAR, file=file)
    commands = [row.peer] if row.ours is None else [[SWIFTNET, *row.ours], row.peer]
    shares, rates = [[] for _ in commands], []
    for _ in range(rounds):
        for side, command in zip(shares, commands):
            count, kept, rate = caught(command, configuration, out)
            side.append(kept / count)
            rates.append(rate)
    cells = [f"{name} {statistics.median(side) * 100:6.2f} % [{min(side) * 100:.1f}-{max(side) * 100:.1f}]"
             for name, side in zip(["ours", "peer"][-len(commands):], shares)]
    line = f"{row.name:13} kept: {'   '.join(cells)}   of {statistics.median(rates) / 1e6:.2f} M frames/s"
    if row.ours is not None:
        # Two runs of one command differ by about half a percent.
        least = row.at_least or round(statistics.median(shares[1]) - 0.005, 3)
        line += verdict(row.name, statistics.median(shares[0]), at_least=least)
    print(line, flush=True)


def main():
    names = sys.argv[1:]
    rounds = int(names.pop(0)) if names and names[0].isdigit() else 3
    chosen = [row for row in ROWS if not names or row.name in names]
    if not chosen:
        return
    if "CAPTURE_INSIDE" not in os.environ:
        enter()
    lacking = [tool for tool in ("trafgen", "tcpdump") if not shutil.which(tool)]
    if lacking:
        print(f"capture: skipped, as {' and '.join(lacking)} cannot be found", flush=True)
        return
    if os.path.exists("/proc/self/setgroups") and open("/proc/self/setgroups").read().strip() == "deny":
        print("capture: skipped, as tcpdump gives up its rights and needs to be real root for that", flush=True)
        return
    with_ours = known("capture")
    raise_pair()
    print(f"capture: {rounds} rounds, {load()}", flush=True)
    if kept := os.environ.get("BENCH_DIR"):
        os.makedirs(kept, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="bench-", dir=kept)
    try:
        for row in chosen:
            compare(row if with_ours else row._replace(ours=None), rounds, folder)
    finally:
        shutil.rmtree(folder)
    conclude()


main()
