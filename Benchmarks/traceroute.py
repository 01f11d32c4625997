"""Times `swiftnet traceroute` and its peers on the same paths, in turn, and counts what they get wrong.

usage: traceroute.py [ROUNDS] [ROW...]    rows: see ROWS below; all without one

Each row has a network of its own: real routers (chain.sh) where no delay is wanted, a simulated path (path.py) where
one is. A time is the whole process's, less that of starting one that does nothing; a run of ours that misses a router
does not count. A peer that takes more than two seconds is run once.
"""
import collections
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

import measure
from measure import NOTHING, SWIFTNET, known, load, verdict

HERE = os.path.dirname(os.path.abspath(__file__))
LAB = os.path.join(HERE, "..", "Tests", "Lab")
CHAIN, PATH = os.path.join(LAB, "chain.sh"), os.path.join(LAB, "path.py")
REAL, SIMULATED = "10.78.99.9", "10.77.99.9"
OURS = [SWIFTNET, "traceroute", "-n"]
FLOOR = 0.055                   # seconds: eleven hops of 5 ms, a round trip to the target
PATIENCE = 30                   # seconds for a peer
Run = collections.namedtuple("Run", "seconds processor output status")


def run(command, patience=PATIENCE):
    """One run; what has not ended in time is ended, and its status is negative."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=NOTHING, stdout=subprocess.PIPE, stderr=NOTHING)
    timer = threading.Timer(patience, process.kill)
    timer.start()
    output = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, output, process.returncode)


def have(peer):
    """Whether a peer is here; where not, that is said."""
    if shutil.which(peer):
        return True
    print(f"  {peer:12} skipped: not installed", flush=True)
    return False


def hops(output):
    """The addresses shown for each TTL by a classic line: empty for a silent hop."""
    found = collections.defaultdict(list)
    for ttl, rest in re.findall(r"^ *(\d+) +(.*)$", output, re.M):
        found[int(ttl)] += re.findall(r"\b10\.\d+\.\d+\.\d+\b", rest)
    return found


def ours(command):
    """A run of ours, which must end by itself and well or, as from a dead target, with 1."""
    made = run(command)
    if made.status not in (0, 1):
        sys.exit(f"exit code {made.status}: {' '.join(command)}\n{made.output}")
    return made


def complete(name, output, prefix, routers, silent=(), target=None):
    """Ends the row where ours shows not what is there."""
    shown = hops(output)
    for ttl in range(1, routers + 1):
        expected = [] if ttl in silent else [f"{prefix}.{ttl}.1"]
        if sorted(set(shown[ttl])) != expected:
            sys.exit(f"{name}: hop {ttl} is {shown[ttl]}, not {expected}\n{output}")
    if target and shown[routers + 1][:1] != [target]:
        sys.exit(f"{name}: the target was not reached\n{output}")


def compare(name, target, peers, rounds, limit, check):
    """A row of times; `limit` is in seconds."""
    empty = statistics.median(run(["true"]).seconds for _ in range(9))
    commands = {"swiftnet": [*OURS, target]} | {peer[0]: [*peer, target] for peer in peers if have(peer[0])}
    times, done, cut = collections.defaultdict(list), set(), set()
    for _ in range(rounds):
        for tool, command in commands.items():
            if tool in done:
                continue
            made = ours(command) if tool == "swiftnet" else run(command)
            if tool == "swiftnet":
                check(made.output)
            elif made.seconds > 2:
                done.add(tool)
            if made.status < 0:
                cut.add(tool)
            times[tool].append(made.seconds - empty)
    here = statistics.median(times["swiftnet"])
    for tool, values in times.items():
        line = f"  {tool:12} {statistics.median(values) * 1000:9.2f} ms"
        if tool == "swiftnet":
            line += verdict(name, round(here * 1000, 2), at_most=round(limit * 1000, 2))
        else:
            line += f"   ratio {here / statistics.median(values):6.3f}"
            line += "   (ended by us)" if tool in cut else "   (once)" if tool in done else ""
        print(line, flush=True)


TRACEROUTE, TRACEPATH = ["traceroute", "-n"], ["tracepath", "-n"]
MTR = ["mtr", "-n", "-r", "-c", "1", "-i", "0.1", "-G", "0.2"]


def no_delay(name, rounds):
    compare(name, REAL, [TRACEROUTE, TRACEPATH], 4 * rounds, 0.006,
            lambda output: complete(name, output, "10.78", 10, target=REAL))


def delayed(name, rounds):
    compare(name, SIMULATED, [TRACEROUTE, TRACEPATH, MTR], rounds, 1.3 * FLOOR,
            lambda output: complete(name, output, "10.77", 10, target=SIMULATED))


def silent(name, rounds):
    compare(name, SIMULATED, [TRACEROUTE, TRACEPATH, MTR], rounds, FLOOR + 0.25,
            lambda output: complete(name, output, "10.77", 10, silent=[4], target=SIMULATED))


def silent_first(name, rounds):
    compare(name, SIMULATED, [TRACEROUTE, MTR], rounds, FLOOR + 0.3,
            lambda output: complete(name, output, "10.77", 10, silent=range(1, 7), target=SIMULATED))


def dead(name, rounds):
    compare(name, SIMULATED, [TRACEROUTE, TRACEPATH], rounds, 1.5,
            lambda output: complete(name, output, "10.77", 10, silent=[4, 7]))


def false_links(name, _):
    """Each run tells of one path; how often it is one that is not there."""
    for tool, command in [("swiftnet", OURS), ("traceroute", [*TRACEROUTE, "-q", "1"])]:
        if tool != "swiftnet" and not have(tool):
            continue
        false, missing = 0, 0
        for _ in range(40):
            shown = hops(run([*command, REAL]).output)
            branches = [{address.rsplit(".", 1)[1] for address in shown[ttl]} for ttl in (2, 3)]
            missing += not all(branches)
            false += all(branches) and (len(branches[0] | branches[1]) > 1)
        line = f"  {tool:12} {false} of 40 with a link that is not there"
        if tool == "swiftnet":
            line += verdict(name, false, at_most=0)
        print(line + (f"   {missing} of 40 with a router missing" if missing else ""), flush=True)
        if tool == "swiftnet" and missing:
            measure.failed.append(name)


def edges(lines):
    """Those between routers: not from the host itself, and to nobody unknown."""
    return {(line["from"], line["to"]) for line in lines
            if line.get("type") == "edge" and line.get("from") and line.get("to") and line["from"] != "10.78.1.2"}


def all_paths(name, rounds):
    def link(*places):
        return tuple("10.78." + place for place in places)
    true = {link("1.1", "2.1"), link("1.1", "2.2"), link("2.1", "3.1"), link("2.2", "3.2"), link("3.1", "4.1"),
            link("3.2", "4.1"), link("4.1", "99.9")}
    times, sent, exact, false = [], [], 0, 0
    count = max(10, rounds)
    for _ in range(count):
        made = ours([*OURS, "--paths", "--json", REAL])
        lines = [json.loads(line) for line in made.output.splitlines()]
        found = edges(lines)
        exact += found == true
        false += bool(found - true)
        times.append(made.seconds)
        sent.append(next((line["sent"] for line in lines if line.get("type") == "summary"), 0))
    print(f"  swiftnet     exact in {exact} of {count}" + verdict(name, exact / count, at_least=0.9)
          + f"   false in {false}" + verdict(name, false, at_most=0), flush=True)
    print(f"  swiftnet     {statistics.median(sent):.0f} probes" + verdict(name, statistics.median(sent), at_most=40)
          + f"   {statistics.median(times):.3f} s" + verdict(name, round(statistics.median(times), 3), at_most=1),
          flush=True)
    if have("scamper"):
        made = run(["scamper", "-I", f"tracelb -P udp-sport {REAL}"])
        probes = re.search(r"(\d+) probes", made.output)
        print(f"  scamper      {probes[1] if probes else 'unknown number of'} probes   {made.seconds:.3f} s"
              if made.status == 0 else "  scamper      skipped: it needs root", flush=True)


def limited(name, _, tool):
    """Linux routers as they are: six answers at once, then one a second."""
    command = [*(OURS if tool == "swiftnet" else TRACEROUTE), REAL]
    if tool != "swiftnet" and not have(tool):
        return
    stars, times = [], []
    for _ in range(3):
        made = run(command)
        stars.append(sum(not hops(made.output)[ttl] for ttl in range(1, 11)))
        times.append(made.seconds)
    line = f"  {tool:12} {', '.join(map(str, stars))} of 10 routers silent in three runs"
    line += f"   {', '.join(f'{value:.2f}' for value in times)} s"
    print(line + (verdict(name, sum(stars), at_most=0) if tool == "swiftnet" else ""), flush=True)


def watch(name, _):
    tools = [("swiftnet", [*OURS, "--report", "--interval"]), ("mtr", ["mtr", "-n", "-r", "-i"])]
    for tool, command in tools:
        if tool != "swiftnet" and not have(tool):
            continue
        made = run([*command, "0.1", "-c", "100", REAL], patience=60)
        if made.status:
            print(f"  {tool:12} exit code {made.status}", flush=True)
        share = made.processor / made.seconds * 100
        line = f"  {tool:12} {share:5.2f} % of a core in {made.seconds:.1f} s"
        print(line + (verdict(name, round(share, 2), at_most=5) if tool == "swiftnet" else ""), flush=True)
        if tool == "swiftnet" and made.status:
            measure.failed.append(name)


STEPS = [PATH, "--delay", "5ms"]
ROOT = ["--same-user"] if os.geteuid() == 0 else []         # scamper changes its groups
ROWS = {
    "trace-10": ("ten routers, no delay", [[CHAIN, "run"]], no_delay),
    "trace-5ms": ("eleven hops of 5 ms", [STEPS], delayed),
    "trace-silent": ("the same, hop 4 silent", [[*STEPS, "--silent", "4"]], silent),
    "trace-silent-6": ("the same, hops 1 to 6 silent", [[*STEPS, "--silent", "1-6"]], silent_first),
    "trace-dead": ("the same, hops 4 and 7 silent, target dead", [[*STEPS, "--silent", "4,7", "--dead"]], dead),
    "trace-links": ("two equal paths, 40 runs", [[CHAIN, "diamond"]], false_links),
    "trace-paths": ("two equal paths, all of them", [[CHAIN, "diamond", *ROOT]], all_paths),
    "trace-limits": ("ten routers with the kernel's limits", [[CHAIN, "run", "--limits"]] * 2, limited),
    "trace-watch": ("ten hops, 100 rounds in 10 s", [[CHAIN, "run", "--routers", "9"]], watch),
}


def inside(name, rounds, number):
    """What goes on in a row's network. A second network is for the peer."""
    _, networks, work = ROWS[name]
    more = ["swiftnet" if number == 0 else "traceroute"] if len(networks) > 1 else []
    work(name, rounds, *more)
    sys.exit(1 if measure.failed else 0)


def main():
    names = sys.argv[1:]
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    if names[:1] == ["inside"]:
        inside(names[1], int(names[2]), int(names[3]))
    rounds = int(names.pop(0)) if names and names[0].isdigit() else 5
    wanted = [row for row in ROWS if not names or row in names]
    if not wanted or not known("traceroute"):
        return
    print(load(), flush=True)
    for name in wanted:
        title, networks, _ = ROWS[name]
        print(f"{name}: {title}", flush=True)
        for number, network in enumerate(networks):
            row = [sys.executable, os.path.abspath(__file__), "inside", name, str(rounds), str(number)]
            status = subprocess.run([*network, *(["--"] if network[0] == PATH else []), *row]).returncode
            if status == 77:
                print("  skipped", flush=True)
            elif status:
                measure.failed.append(name)
    measure.conclude()


if __name__ == "__main__":
    main()
