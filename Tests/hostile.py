#!/usr/bin/env python3
"""Gives `swiftnet decode` captures that are whole, cut short and damaged, in every form of output.

usage: hostile.py BINARY CAPTURE-OR-FOLDER... [--quick] [--seed N]

No run may end by a signal, take longer than 20 s or more than 200 MB, or write a control character other than the line
feed (and the tab between fields); each JSON line must parse, with no key twice. Fails with the command that broke one.
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

# How many captures go into one run, with their copies.
GROUP = 10
SECONDS, BYTES = 20, 200_000_000
FIELDS = ("frame.number,frame.time,frame.len,eth.src,eth.type,vlan.id,ip.src,ip.ttl,ip.proto,ipv6.dst,tcp.srcport,"
          "tcp.flags,udp.length,dns.qry.name,dns.a,http.request.uri,dhcp.hw.mac_addr,icmp.type,ssh.protocol,"
          "tls.record.content_type")
FORMS = {
    "text": [], "-v": ["-v"], "-vv": ["-vv"], "-X": ["-X"], "-e": ["-e"], "--json": ["--json"],
    "--fields": ["--fields", FIELDS], "--csv": ["--csv", "--fields", FIELDS],
    "--where": ["--where", "ip.ttl > 3 or dns.qry.name contains example or tcp.flags.syn == 1"],
    "--write": ["--write", "{out}"],
}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def unique(members):
    keys = [key for key, _ in members]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice: " + " ".join(sorted(key for key in set(keys) if keys.count(key) > 1)))
    return dict(members)


def fault_in(form, output):
    """What is wrong with what was printed; nothing where all is well."""
    try:
        text = output.decode()
    except UnicodeDecodeError as error:
        return f"no UTF-8: {error}"
    # The digits of -X are indented by a tab, as tcpdump's are.
    found = CONTROLS.search(text) or (form != "--fields" and re.search("(?<!\n)\t" if form == "-X" else "\t", text))
    if found:
        return f"a control character: {text[max(found.start() - 40, 0):found.start() + 10]!r}"
    if form == "--json":
        for line in text.splitlines():
            try:
                json.loads(line, object_pairs_hook=unique)
            except ValueError as error:
                return f"{error}: {line[:300]}"
    return None


class Trial:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.runs, self.faults = 0, []

    def run(self, form, paths):
        """Tells many captures in one run, and each alone only where that went wrong."""
        if not self.fault(form, paths):
            return
        for path in paths:
            fault = self.fault(form, [path])
            if fault:
                return self.keep(form, path, fault)
        self.keep(form, paths[0], "only together with the others: " + self.fault(form, paths))

    def fault(self, form, paths):
        out = os.path.join(self.folder, "out.pcapng")
        command = [self.binary, "decode", *(out if word == "{out}" else word for word in FORMS[form]), *paths]
        self.runs += 1
        with tempfile.TemporaryFile(dir=self.folder) as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE, preexec_fn=limit)
            fault = self.wait(process)
            output.seek(0)
            return fault or fault_in(form, output.read())

    def wait(self, process):
        try:
            _, errors = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return f"still at work after {SECONDS} s"
        found = CONTROLS.search(errors.decode("utf-8", "replace"))
        if process.returncode not in (0, 1, 2):
            return f"status {process.returncode}: {errors[-300:]!r}"
        return f"a control character in {errors!r}" if found else None

    def keep(self, form, path, fault):
        """Leaves the input of a failure behind."""
        suffix = os.path.splitext(path)[1]
        kept = os.path.join(tempfile.gettempdir(), f"hostile-{os.getpid()}-{len(self.faults)}{suffix}")
        shutil.copyfile(path, kept)
        self.faults.append(fault)
        print(f"{form} {kept} (of {os.path.basename(path)}): {fault}", flush=True)


def limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def mutations(data, source, count):
    """Copies that are cut at some place, and copies with bytes changed behind the file's header."""
    for _ in range(count):
        yield "cut", data[:source.randrange(len(data) + 1)]
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(source.choice([1, 3, 10, 40])):
            if len(changed) > 24:
                changed[source.randrange(24, len(changed))] = source.randrange(256)
        yield "changed", bytes(changed)
    # The lengths of records are whole here, so that what follows is read too.
    yield "packets", in_packets(data, source)


def in_packets(data, source):
    """Changes bytes within packets of a pcap file."""
    changed = bytearray(data)
    order = {b"\xd4\xc3\xb2\xa1": "little", b"\xa1\xb2\xc3\xd4": "big", b"\x4d\x3c\xb2\xa1": "little"}.get(data[:4])
    at = 24
    while order and at + 16 < len(data):
        size = int.from_bytes(data[at + 8:at + 12], order)
        body = range(at + 16, min(at + 16 + size, len(data)))
        for _ in range(source.choice([0, 1, 2, 8]) if body else 0):
            changed[source.choice(body)] = source.choice([0, 1, 0x7F, 0x80, 0xFF, source.randrange(256)])
        at += 16 + size
    return bytes(changed)


def joined(paths):
    for path in paths:
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                if re.search(r"\.(pcap|pcapng|cap)$", name):
                    yield os.path.join(path, name)
        else:
            yield path


def copies(path, folder, options):
    """A capture and its copies."""
    files = [path]
    source = random.Random(f"{options.seed} {os.path.basename(path)}")
    with open(path, "rb") as whole:
        data = whole.read()
    for number, (kind, copy) in enumerate(mutations(data, source, 1 if options.quick else 3)):
        files.append(os.path.join(folder, f"{number}-{kind}-{os.path.basename(path)}"))
        with open(files[-1], "wb") as output:
            output.write(copy)
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("captures", nargs="+")
    parser.add_argument("--quick", action="store_true", help="fewer changed copies")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ["TZ"] = "UTC"
    said = subprocess.run([options.binary, "decode", "--help"], capture_output=True, text=True).stdout
    forms = [form for form in FORMS if not form.startswith("--") or form in said]
    if len(forms) < len(FORMS):
        print("hostile: not tried, as decode does not know them: " + " ".join(set(FORMS) - set(forms)))
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        trial = Trial(options.binary, folder)
        paths = list(joined(options.captures))
        for start in range(0, len(paths), GROUP):
            files = []
            for path in paths[start:start + GROUP]:
                files += copies(path, folder, options)
            for form in forms:
                trial.run(form, files)
            for file in files:
                if file.startswith(folder):
                    os.remove(file)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    if peak > BYTES:
        trial.faults.append("memory")
        print(f"a run took {peak / 1e6:.0f} MB")
    print(f"hostile: {trial.runs} runs, {len(trial.faults)} faults, at most {peak / 1e6:.0f} MB")
    sys.exit(1 if trial.faults else 0)


if __name__ == "__main__":
    main()
