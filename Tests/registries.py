#!/usr/bin/env python3
"""Compares the tables of `swiftnet codes --json` with other programs' that are here: tshark, Python's http, and the
lists of the system, /etc/protocols and /etc/ethertypes.

usage: registries.py BINARY

Each number that the other side has a name for has to have a row, and each name has to be the same where both mean to
use the registry's: letters and digits count, and one name may be a part of the other. What differs and is right is
listed here with the reason. Fails where something else differs, or where what is listed does not.
"""
import http
import json
import os
import re
import subprocess
import sys

# Table: tshark's field, whether names are compared, numbers that it has and the table need not, names that differ.
TSHARK = {
    "icmpv6": ("icmpv6.type", True, {}, {127: "ICMPv6 left out", 128: "(ping) left out", 129: "(ping) left out",
               140: "RFC 4620 says Response", 143: "the registry says Version 2", 255: "ICMPv6 left out"}),
    "tcp-option": ("tcp.option_kind", True,
                   {25: "unassigned", 76: "not assigned, but used", 78: "not assigned, but used"},
                   {8: "RFC 7323 says Timestamps"}),
    "mptcp": ("tcp.options.mptcp.subtype", False, {}, {}),
    "dns-type": ("dns.resp.type", True,
                 {0: "reserved", 65281: "private use", 65282: "private use", 65422: "private use"},
                 {255: "told in words"}),
    "dns-class": ("dns.qry.class", True, {}, {}),
    "dns-opcode": ("dns.flags.opcode", False, {}, {}),
    "rcode": ("dns.flags.rcode", False, {}, {}),
    "ede": ("dns.opt.ext_error.info_code", True, {}, {}),
    "edns-option": ("dns.opt.code", True, {20730: "an experiment before RFC 7871"}, {}),
    "svcb": ("dns.svcb.svcparam.key", True, {32769: "a draft that ended", 65535: "reserved"}, {}),
    "dnssec-algorithm": ("dns.dnskey.algorithm", True, {4: "reserved", 157: "of TSIG in BIND alone"},
                         {2: "told in words", 12: "told in words", 13: "told in words", 14: "told in words",
                          253: "told in words"}),
    "digest": ("dns.ds.digest_type", True, {0: "reserved"}, {}),
    "arp-opcode": ("arp.opcode", False, {0: "reserved", 65535: "reserved"}, {}),
    # From 257 on, and 0, these are Linux's own numbers.
    "arp-hardware": ("arp.hw.type", True, {0: "Linux's", **{number: "Linux's" for number in range(258, 65536)}},
                     {36: "told in words", 256: "told in words"}),
    "protocol": ("ip.proto", False, {173: "not assigned", 224: "not assigned"}, {}),
    "dscp": ("ip.dsfield.dscp", False, {}, {}),
    "ecn": ("ip.dsfield.ecn", False, {}, {}),
    "igmp": ("igmp.type", False, {number: "of RFC 988, before version 1" for number in range(1, 9)}, {}),
    "dhcp-message": ("dhcp.option.dhcp", True, {}, {}),
    # The table has those that decode reads, and others that are met.
    "ethertype": ("eth.type", False, {number: "not in the table" for number in range(65536)}, {}),
}
# Python has the phrases of RFC 2616.
STATUS = {413, 418, 422}
# Linux's own number, which no header has room for.
PROTOCOLS = {262: "Linux's MPTCP"}

faults = []
checks = 0


def table(name):
    output = subprocess.run([sys.argv[1], "codes", "--json", name], check=True, capture_output=True).stdout
    return [row for row in map(json.loads, output.splitlines()) if "code" not in row]


def plain(name):
    return re.sub("[^a-z0-9]", "", name.lower())


def agree(one, other):
    return plain(one) in plain(other) or plain(other) in plain(one)


def compare(name, peer, theirs, names, extra, differing):
    global checks
    ours = {row["value"]: row["name"] for row in table(name)}
    count = 0
    for number, their in sorted(theirs.items()):
        checks += 1
        if number not in ours:
            if number not in extra: faults.append(f"{name} {number}: {peer} has {their}")
            continue
        count += 1
        if names and agree(ours[number], their) == (number in differing):
            faults.append(f"{name} {number}: {ours[number]}, {peer} has {their}")
    print(f"{name}: {len(ours)} rows, {len(theirs)} of {peer}, {count} in both")


def tshark_values():
    wanted = {field for field, *_ in TSHARK.values()}
    values = {field: {} for field in wanted}
    output = subprocess.run(["tshark", "-G", "values"], check=True, capture_output=True).stdout
    for line in output.decode(errors="replace").splitlines():
        kind, field, *rest = line.split("\t") + [""]
        # Names of several lines go on without a kind.
        if field not in wanted or kind not in ("V", "R"): continue
        number, their = (rest[0], rest[1]) if kind == "V" else (rest[0], rest[2])
        if kind == "R" and rest[0] != rest[1] or their in ("Unassigned", ""): continue
        values[field].setdefault(int(number, 0), their)
    return values


def words(path):
    if not os.path.exists(path): return
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.split("#")[0].split()
            if len(fields) > 1: yield fields


def main():
    values = tshark_values()
    for name, (field, names, extra, differing) in TSHARK.items():
        compare(name, "tshark", values[field], names, extra, differing)
    compare("http-status", "Python", {status.value: status.phrase for status in http.HTTPStatus}, True, {}, STATUS)
    methods = {row["name"] for row in table("http-method")}
    faults.extend(f"http-method: no {method.value}" for method in getattr(http, "HTTPMethod", [])
                  if method.value not in methods)
    compare("protocol", "/etc/protocols",
            {int(fields[1]): fields[-1] for fields in words("/etc/protocols") if len(fields) > 2}, True,
            PROTOCOLS, {4})
    compare("ethertype", "/etc/ethertypes", {int(fields[1], 16): fields[0] for fields in words("/etc/ethertypes")},
            False, TSHARK["ethertype"][2], {})
    print(f"{checks} values compared")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
