"""Times `swiftnet dig`, dig and kdig on the same questions to nsd and unbound, in turn, and prints medians and ratios.

usage: dig.py [ROUNDS] [ROW...]    rows: start, batch, zone, tls, https, print

Runs inside a network namespace of its own (run.sh), where nsd serves a zone of 10,000 names, and unbound speaks TLS and
HTTPS. Every answer is counted: speed that loses some does not.
"""
import atexit
import os
import statistics
import subprocess
import sys
import tempfile
import time

SWIFTNET = os.environ["SWIFTNET"]
COUNT = 10_000
MILLION = 1_000_000
SERVER = ["@127.0.0.1", "-p", "5390"]
TLS = ["@127.0.0.1", "-p", "5391", "+tls"]
HTTPS = ["@127.0.0.1", "-p", "5392", "+https"]
CERTIFICATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tests/Fixtures/tls/server.pem")
NOTHING = subprocess.DEVNULL


def serve(folder):
    """nsd with the zone; it ends with the namespace."""
    zone = ["$ORIGIN bulk.example.", "$TTL 300", "@ SOA ns host 1 7200 3600 1209600 300", "@ NS ns", "ns A 127.0.0.1"]
    zone += [f"n{number:04} A 198.18.{number >> 8}.{number & 255}" for number in range(COUNT)]
    with open(f"{folder}/zone", "w") as file:
        file.write("\n".join(zone) + "\n")
    with open(f"{folder}/names", "w") as file:
        file.write("".join(f"n{number:04}.bulk.example.\n" for number in range(COUNT)))
    with open(f"{folder}/nsd.conf", "w") as file:
        file.write(f"""
            server:
                ip-address: 127.0.0.1@5390
                username: ""
                chroot: ""
                zonesdir: "{folder}"
                pidfile: "{folder}/pid"
                zonelistfile: "{folder}/list"
                xfrdfile: "{folder}/xfrd"
                xfrdir: "{folder}"
                database: ""
                rrl-ratelimit: 0
            remote-control:
                control-enable: no
            zone:
                name: bulk.example
                zonefile: zone
                provide-xfr: 127.0.0.1 NOKEY
            """)
    nsd = subprocess.Popen(["/usr/sbin/nsd", "-d", "-c", f"{folder}/nsd.conf"], stdout=NOTHING, stderr=NOTHING)
    atexit.register(nsd.terminate)
    await_answer(SERVER, "nsd")
    return nsd


def serve_secure(folder):
    """unbound, with an answer of its own."""
    with open(f"{folder}/unbound.conf", "w") as file:
        file.write(f"""
            server:
                interface: 127.0.0.1@5391
                interface: 127.0.0.1@5392
                tls-port: 5391
                https-port: 5392
                tls-service-key: "{CERTIFICATE}"
                tls-service-pem: "{CERTIFICATE}"
                username: ""
                chroot: ""
                directory: "{folder}"
                pidfile: ""
                use-syslog: no
                local-zone: bulk.example. redirect
                local-data: "bulk.example. A 198.18.0.1"
            remote-control:
                control-enable: no
            """)
    command = ["/usr/sbin/unbound", "-d", "-c", f"{folder}/unbound.conf"]
    unbound = subprocess.Popen(command, stdout=NOTHING, stderr=NOTHING)
    atexit.register(unbound.terminate)
    await_answer(TLS, "unbound")
    return unbound


def await_answer(server, name):
    ours = [SWIFTNET, "dig", *server, "bulk.example", "soa", "+tries=1", "+timeout=200ms"]
    for _ in range(100):
        if subprocess.run(ours, stdout=NOTHING, stderr=NOTHING).returncode == 0:
            return
        time.sleep(0.05)
    sys.exit(f"dig.py: {name} does not answer")


def timed(command):
    """Milliseconds and lines of output of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=NOTHING)
    lines = sum(chunk.count(b"\n") for chunk in iter(lambda: process.stdout.read(1 << 16), b""))
    process.wait()
    return (time.perf_counter() - started) * 1000, lines


def rows(folder):
    """What it is, ours, the peer, the ratio of times that is allowed, the lines of either, and how often in a round."""
    short = ["n0001.bulk.example", "a", "+short"]
    batch = ["-f", f"{folder}/names", "+short"]
    zone = ["bulk.example", "axfr", "+noall", "+answer"]
    return [
        ("start", [SWIFTNET, "dig", *SERVER, *short], ["kdig", *SERVER, *short], 1.3, 1, 20),
        ("start-dig", [SWIFTNET, "dig", *SERVER, *short], ["dig", *SERVER, *short], None, 1, 5),
        ("batch", [SWIFTNET, "dig", *SERVER, *batch], ["dig", *SERVER, *batch], 0.2, COUNT, 1),
        ("zone", [SWIFTNET, "dig", *SERVER, *zone], ["kdig", *SERVER, *zone], 1.0, COUNT + 4, 5),
        ("zone-dig", [SWIFTNET, "dig", *SERVER, *zone], ["dig", *SERVER, *zone], None, COUNT + 4, 2),
        ("tls", [SWIFTNET, "dig", *TLS, *short], ["kdig", *TLS, *short], 0.4, 1, 20),
        ("print", [SWIFTNET, "dig", "-G", f"{folder}/million"], ["kdig", "-G", f"{folder}/million"], None, 8 * MILLION, 1),
        ("https", [SWIFTNET, "dig", *HTTPS, *short], ["kdig", *HTTPS, *short], None, 1, 20),
    ]


def record(folder):
    """A million answers as dnstap, made of those to the batch; and two smaller files."""
    subprocess.run([SWIFTNET, "dig", *SERVER, "-f", f"{folder}/names", "+short", "-E", f"{folder}/tap"], stdout=NOTHING)
    with open(f"{folder}/tap", "rb") as file:
        tap = file.read()
    head = 8 + int.from_bytes(tap[4:8], "big")
    place, answers = head, []
    while (length := int.from_bytes(tap[place:place + 4], "big")) > 0:
        # The type of a message is its first field: 12 is that of answers.
        frame = tap[place:place + 4 + length]
        if b"\x08\x0c" in frame[:40]:
            answers.append(frame)
        place += 4 + length
    for name, count in (("million", MILLION), ("thousand", 1000), ("thousands", 2000)):
        frames = (answers * (count // len(answers) + 1))[:count]
        with open(f"{folder}/{name}", "wb") as file:
            file.write(tap[:head] + b"".join(frames) + tap[place:])


def allocations(folder):
    """How often memory is asked for for each message that is printed: counted by valgrind."""
    # valgrind gives up on some forms of debug information.
    subprocess.run(["strip", "-g", SWIFTNET, "-o", f"{folder}/swiftnet"], check=True)
    counts = []
    for name in ("thousand", "thousands"):
        log = subprocess.run(["valgrind", f"{folder}/swiftnet", "dig", "-G", f"{folder}/{name}"], stdout=NOTHING,
                             stderr=subprocess.PIPE, text=True).stderr
        counts.append(int(log.split("total heap usage: ")[1].split(" allocs")[0].replace(",", "")))
    return (counts[1] - counts[0]) / 1000


def main():
    words = sys.argv[1:]
    rounds = int(words.pop(0)) if words and words[0].isdigit() else 5
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        servers = [serve(folder), serve_secure(folder)]
        print(f"dig: {rounds} rounds, load {os.getloadavg()[0]:.2f}", flush=True)
        for name, ours, peer, limit, lines, times in rows(folder):
            if words and name not in words:
                continue
            if name == "print":
                record(folder)
                print(f"{name:10} {allocations(folder):.2f} allocations a message", flush=True)
            took = ([], [])
            for _ in range(rounds * times):
                for side, command in enumerate((ours, peer)):
                    milliseconds, found = timed(command)
                    if found < lines:
                        sys.exit(f"dig.py: {found} lines, not {lines}: {' '.join(command)}")
                    took[side].append(milliseconds)
            medians = [statistics.median(side) for side in took]
            ratio = medians[0] / medians[1]
            verdict = "" if limit is None else f"   at most {limit}: {'holds' if ratio <= limit else 'DOES NOT HOLD'}"
            print(f"{name:10} ours {medians[0]:8.2f} ms [{min(took[0]):.2f}]   {peer[0]:4} {medians[1]:8.2f} ms "
                  f"[{min(took[1]):.2f}]   {ratio:.3f} of the time{verdict}", flush=True)
            if limit is not None and ratio > limit:
                broken.append(name)
        for server in servers:
            server.terminate()
            server.wait()
    if broken:
        print("these limits do not hold:", *broken)
        sys.exit(1)


main()
