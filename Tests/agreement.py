#!/usr/bin/env python3
"""Compares what `swiftnet decode --json` and `tshark -T ek` say of the same packets, field by field.

usage: agreement.py BINARY CAPTURE-OR-FOLDER... [--show N] [--differences FILE]

A place is a packet and a field of Fixtures/agreement.fields that either side tells: all its values must be the same. A
layer that only one side tells is one place. docs/agreement.md has the rules, and a table of the differences that are
known. Fails where less than 99.5 % of the places agree, or where a difference is not in that table.
"""
import argparse
import datetime
import decimal
import fnmatch
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = os.path.join(HERE, "Fixtures", "agreement.fields")
TABLE = os.path.join(HERE, "..", "docs", "agreement.md")
LIMIT = 0.995
# Groups of `dns` in which "value" is the name of a field.
HAVE_VALUE = {"caa", "svcb.svcparam"}

# Packet by packet, as swiftnet reads: nothing is put together, nothing is relative, every checksum is looked at.
PREFERENCES = """
    tcp.relative_sequence_numbers:FALSE tcp.desegment_tcp_streams:FALSE tcp.analyze_sequence_numbers:FALSE
    tcp.check_checksum:TRUE udp.check_checksum:TRUE ip.check_checksum:TRUE sctp.checksum:TRUE
    ip.defragment:FALSE ipv6.defragment:FALSE sctp.reassembly:FALSE ip.use_geoip:FALSE
    tls.desegment_ssl_records:FALSE tls.desegment_ssl_application_data:FALSE
    http.desegment_headers:FALSE http.desegment_body:FALSE dns.desegment_dns_messages:FALSE
    tftp.defragment:FALSE wlan.defragment:FALSE icmp.favor_icmp_mpls:TRUE
""".split()

# The layers that tell the fields of a name, where they are not called like it.
CONTROL = ["lcp", "ipcp", "ipv6cp", "ccp", "pap", "chap"]
LAYERS = {
    "dns": ["dns", "mdns", "llmnr"], "wlan": ["wlan", "wlan_wlan_mgt"], "pppoe": ["pppoes", "pppoed"],
    "vlan": ["ieee8021ad", "vlan"], "ppp.code": CONTROL, "ppp.identifier": CONTROL, "ppp.length": CONTROL,
}
# Fields that tshark calls otherwise: those of a provider's VLAN tag, and the type of a record once it has seen that the
# connection is TLS 1.3.
RENAMED = {"tls.record.opaque_type": "tls.record.content_type",
           "ieee8021ad.id": "vlan.id", "ieee8021ad.priority": "vlan.priority",
           "ieee8021ad.dei": "vlan.dei", "ieee8021ah.etype": "vlan.etype"}
NUMBERS = re.compile(r"FT_(U?INT\d+|BOOLEAN|CHAR|FRAMENUM)")
AGAIN = re.compile(r"#\d+$")


def pairs(members):
    """An object whose keys may occur again: all values of a key, in order."""
    found = {}
    for key, value in members:
        found.setdefault(key, []).extend(value if isinstance(value, list) else [value])
    return found


def field_types():
    said = subprocess.run(["tshark", "-G", "fields"], capture_output=True, text=True, check=True).stdout
    types = {}
    for line in said.splitlines():
        cells = line.split("\t")
        if cells[0] == "F":
            types.setdefault(cells[2], cells[3])
    return types


def theirs(path):
    """The packets of a capture as tshark tells them."""
    command = ["tshark", "-n", "-r", path, "-T", "ek"]
    for preference in PREFERENCES:
        command += ["-o", preference]
    said = subprocess.run(command, capture_output=True)
    for line in said.stdout.decode("utf-8", "replace").splitlines():
        packet = json.loads(line, object_pairs_hook=pairs)
        if "layers" in packet:
            yield packet["layers"][0]


def ours(binary, path):
    said = subprocess.run([binary, "decode", "--json", path], capture_output=True)
    for line in said.stdout.decode().splitlines():
        yield json.loads(line)


class Names:
    """Which field a key means: tshark puts the name of a protocol before the field's, and underscores for dots."""

    def __init__(self, fields):
        self.fields = {field.replace(".", "_"): field for field in fields}
        self.fields |= {name.replace(".", "_"): field for name, field in RENAMED.items()}
        self.all, self.known = fields, {}

    def __getitem__(self, key):
        if key not in self.known:
            places = [at + 1 for at, letter in enumerate(key) if letter == "_"]
            self.known[key] = next((self.fields[key[at:]] for at in places if key[at:] in self.fields), None)
        return self.known[key]


def their_layers(node, names, found):
    """The fields of the first object of each layer, outermost first."""
    for key, values in node.items():
        for value in values:
            if isinstance(value, dict):
                if key not in found:
                    found[key] = their_fields(key, value, names, {})
                their_layers(value, names, found)
    return found


def their_fields(layer, node, names, found):
    """Fields of a layer and of its parts: IPv6's extension headers, a relayed DHCPv6 message, what is an expert's."""
    for key, values in node.items():
        field = names[key]
        for value in values:
            if isinstance(value, dict):
                if key == layer == "dhcpv6" or key.startswith((layer + "_", "_ws_expert")):
                    their_fields(layer, value, names, found)
            elif field:
                found.setdefault(field, []).append(value)
    return found


def flat(value, path, found):
    if isinstance(value, dict):
        for key, inner in value.items():
            key = AGAIN.sub("", key)
            # A group's own number, unless there is a field of that name.
            is_own = key == "value" and path and path not in HAVE_VALUE
            flat(inner, path if is_own else f"{path}.{key}" if path else key, found)
    elif isinstance(value, list):
        for inner in value:
            flat(inner, path, found)
    else:
        found.setdefault(path, []).append(value)
    return found


def our_layers(packet):
    return {name: flat(value, "", {}) for name, value in packet.items()
            if isinstance(value, dict) and name != "frame" and not AGAIN.search(name)}


def reading(value, kind):
    """A value as both sides would write it, by its type in Wireshark."""
    if NUMBERS.match(kind):
        if isinstance(value, (bool, int)):
            return int(value)
        text = str(value)
        if text.startswith("'") or not text:
            return text
        try:
            return int(text, 16 if text.startswith("0x") else 10)
        except ValueError:
            return text
    if kind in ("FT_FLOAT", "FT_DOUBLE", "FT_RELATIVE_TIME"):
        try:
            return decimal.Decimal(str(value)).normalize()
        except decimal.InvalidOperation:
            return str(value)
    if kind == "FT_ABSOLUTE_TIME":
        return moment(str(value))
    if kind in ("FT_BYTES", "FT_UINT_BYTES", "FT_SYSTEM_ID", "FT_EUI64", "FT_GUID"):
        return re.sub(r"[:-]", "", str(value)).lower()
    return str(value)


def moment(text):
    """A time as tshark writes it for JSON. NULL is what it calls NTP's 0 elsewhere."""
    if text == "NULL":
        return "1970-01-01T00:00:00.000000000Z"
    try:
        whole, fraction = text.removesuffix(" UTC").split(".")
        return datetime.datetime.strptime(whole, "%b %d, %Y %H:%M:%S").strftime("%Y-%m-%dT%H:%M:%S.") + fraction + "Z"
    except ValueError:
        return text


class Count:
    def __init__(self):
        self.packets = self.agreed = self.unread = self.opaque = 0
        self.differences = []

    @property
    def places(self):
        return self.agreed + len(self.differences)


def deepest(mine, yours):
    """Layers that are not compared: those in which a side found the packet broken or cut short."""
    marked = set()
    names = [warning["name"] for warning in mine.get("warnings", [])]
    if any(name.startswith("_ws.") for name in names) or any("_ws_malformed" in key or "_ws_short" in key
                                                             for key in json_keys(yours)):
        marked.add(mine["frame"]["protocols"].split(":")[-1])
        protocols = yours.get("frame", [{}])[0].get("frame_frame_protocols", [""])[0].split(":")
        marked.update(protocols[-1:])
    return marked


def json_keys(node):
    for key, values in node.items():
        yield key
        for value in values:
            if isinstance(value, dict):
                yield from json_keys(value)


def compare(name, names, types, mine, yours, count, number):
    if mine["frame"]["protocols"].split(":")[0] == "data":
        count.unread += 1
        return
    my_layers, your_layers = our_layers(mine), their_layers(yours, names, {})
    skipped, lone = deepest(mine, yours), {}
    for field in names.all:
        prefix, rest = field.split(".", 1)
        layers = LAYERS.get(field) or LAYERS.get(prefix) or [prefix]
        if any(layer in skipped for layer in layers):
            continue
        my_values = next((my_layers[layer][rest] for layer in layers if rest in my_layers.get(layer, ())), [])
        your_values = next((your_layers[layer][field] for layer in layers if field in your_layers.get(layer, ())), [])
        if not my_values and not your_values:
            continue
        # tshark puts the values of subtrees of one kind together: their order is not that of the packet.
        here = sorted((reading(value, types[field]) for value in my_values), key=str)
        there = sorted((reading(value, types[field]) for value in your_values), key=str)
        has = [any(layer in side for layer in layers) for side in (my_layers, your_layers)]
        if here == there:
            count.agreed += 1
        elif all(has):
            count.differences.append((name, number, field, here, there))
        else:
            lone.setdefault(prefix, (name, number, prefix, *("a layer" if side else "none" for side in has)))
    for place in lone.values():
        # What decode shows as data, since it is of a protocol or in a stream that it does not read.
        if place[3] == "none" and mine["frame"]["protocols"].endswith(":data"):
            count.opaque += 1
        else:
            count.differences.append(place)


def captures(paths):
    for path in paths:
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                if re.search(r"\.(pcap|pcapng|cap)$", name):
                    yield os.path.join(path, name)
        else:
            yield path


def known_differences():
    """The rows of the table: a capture, a field and why, the first two as patterns."""
    rows = []
    with open(TABLE, encoding="utf-8") as text:
        for line in text:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if line.startswith("| `") and len(cells) >= 3:
                patterns = [[word.strip("`") for word in re.findall("`[^`]+`", cell)] for cell in cells[:2]]
                rows.append(patterns)
    return rows


def explained(difference, rows):
    name, _, field = difference[:3]
    return any(any(fnmatch.fnmatchcase(name, pattern) for pattern in names)
               and any(fnmatch.fnmatchcase(field, pattern) for pattern in fields) for names, fields in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("captures", nargs="+")
    parser.add_argument("--traffic", type=int, metavar="N", help="so many packets of the benchmarks' generator too")
    parser.add_argument("--show", type=int, default=20, metavar="N")
    parser.add_argument("--differences", metavar="FILE", help="where to write all of them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="agreement-") as folder:
        run(options, folder)


def run(options, folder):
    with open(FIELDS, encoding="utf-8") as text:
        fields = [line.strip() for line in text if line.strip() and not line.startswith("#")]
    types, names, total = field_types(), Names(fields), Count()
    unknown = [field for field in fields if field not in types]
    if unknown:
        sys.exit("tshark does not know these fields: " + " ".join(unknown))
    if options.traffic:
        options.captures.append(os.path.join(folder, "traffic.pcap"))
        generator = os.path.join(HERE, "..", "Benchmarks", "captures.py")
        subprocess.run([sys.executable, "-B", generator, "--packets", str(options.traffic), options.captures[-1]],
                       check=True)
    for path in captures(options.captures):
        name = os.path.basename(path)
        mine, yours = list(ours(options.binary, path)), list(theirs(path))
        total.packets += min(len(mine), len(yours))
        if len(mine) != len(yours):
            print(f"{name}: swiftnet reads {len(mine)} packets, tshark {len(yours)}")
        for number, (one, other) in enumerate(zip(mine, yours), 1):
            compare(name, names, types, one, other, total, number)
    rows = known_differences()
    unexplained = [difference for difference in total.differences if not explained(difference, rows)]
    for name, number, field, here, there in unexplained[:options.show]:
        print(f"{name} {number} {field}: swiftnet {str(here)[:90]}, tshark {str(there)[:90]}")
    if options.differences:
        with open(options.differences, "w", encoding="utf-8") as output:
            for difference in total.differences:
                output.write(json.dumps(difference, default=str) + "\n")
    share = total.agreed / max(total.places, 1)
    print(f"not compared: {total.unread} packets of links that decode does not read, {total.opaque} layers in what it "
          "shows as data")
    print(f"{len(fields)} fields, {total.packets} packets, {total.places} places: {100 * share:.3f} % agree, "
          f"{len(total.differences)} differ, {len(unexplained)} of them unexplained")
    if share < LIMIT or unexplained or not total.places:
        sys.exit(1)


if __name__ == "__main__":
    main()
