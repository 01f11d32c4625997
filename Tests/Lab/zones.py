#!/usr/bin/python3
"""Name servers for tests, on addresses of this machine: zones.py, in the foreground.

The zones are those of zones/signed, below each other and signed; each server answers as RFC 1034 and RFC 4035 say,
for its own zones alone. zones/sign.sh tells what is wrong with some of them.
"""
import os, selectors, socket, struct, subprocess, sys

PORT = 53
SERVERS = {
    ".": "127.53.0.1 127.53.0.2 fd53::1", "com.": "127.53.0.11 127.53.0.12 fd53::11", "cn.": "127.53.0.11",
    "163.com.": "127.53.0.21 127.53.0.22", "163jiasu.com.": "127.53.0.31", "bsgslb.cn.": "127.53.0.31",
    "plain.com.": "127.53.0.21", "bogus.com.": "127.53.0.21", "expired.com.": "127.53.0.21", "half.com.": "127.53.0.21",
}
A, NS, CNAME, SOA, AAAA, DNAME, DS, RRSIG, NSEC = 1, 2, 5, 6, 28, 39, 43, 46, 47


def labels(text):
    return tuple(part.lower().encode() for part in text.rstrip(".").split(".") if part)


def wire(name):
    return b"".join(bytes([len(part)]) + part for part in name) + b"\0"


def unwire(data, place=0):
    name = []
    while data[place]:
        name.append(data[place + 1:place + 1 + data[place]].lower())
        place += 1 + data[place]
    return tuple(name), place + 1


def order(name):
    return tuple(reversed(name))


def load(path):
    """The zones, each from names and types to the data of records."""
    zones = {}
    for line in open(path):
        words = line.split()
        if words[0] == "zone":
            zone = zones[labels(words[1])] = {}
        else:
            data = bytes.fromhex("".join(words[6:]))
            zone.setdefault(labels(words[0]), {}).setdefault(int(words[3][4:]), []).append(data)
    return zones


class Answer:
    def __init__(self, zone, wants_signatures):
        self.zone, self.signs = zone, wants_signatures
        self.sections, self.is_own, self.code = ([], [], []), True, 0

    def add(self, section, name, kind, owner=None):
        """All records of a name and type, and their signatures."""
        found = self.zone.get(name, {})
        entries = [(owner or name, kind, data) for data in found.get(kind, [])]
        if self.signs:
            entries += [(owner or name, RRSIG, data) for data in found.get(RRSIG, [])
                        if data[:2] == struct.pack(">H", kind)]
        self.sections[section].extend(entries)
        return bool(found.get(kind))

    def deny(self, apex, *names):
        """What proves that there are no such names, or not of that type."""
        self.add(1, apex, SOA)
        chain = sorted((name for name in self.zone if NSEC in self.zone[name]), key=order)
        owners = {max((owner for owner in chain if order(owner) <= order(name)), key=order) for name in names} if chain else []
        for owner in owners if self.signs else []:
            self.add(1, owner, NSEC)


def find(zones, apex, name, kind, wants_signatures):
    zone = zones[apex]
    answer = Answer(zone, wants_signatures)
    for _ in range(16):
        above = [name[count:] for count in range(len(name) - len(apex) + 1)]
        cut = next((each for each in reversed(above) if each != apex and NS in zone.get(each, {})), None)
        if cut and not (kind == DS and name == cut):
            answer.is_own = False
            answer.add(1, cut, NS)
            if not answer.add(1, cut, DS):
                answer.add(1, cut, NSEC) if wants_signatures else None
            for data in zone[cut][NS]:
                for glue in (A, AAAA):
                    answer.add(2, unwire(data)[0], glue)
            return answer
        alias = next((each for each in above[1:] if DNAME in zone.get(each, {})), None)
        if alias:
            answer.add(0, alias, DNAME)
            target = name[:len(name) - len(alias)] + unwire(zone[alias][DNAME][0])[0]
            answer.sections[0].append((name, CNAME, wire(target)))
            name = target
        else:
            if answer.add(0, name, kind):
                return answer
            star = next((each for each in above if any(other[-len(each):] == each for other in zone if each)), apex)
            owner = name if name in zone or star == name else (b"*",) + star
            if owner != name and owner in zone:
                if wants_signatures:
                    answer.deny(apex, name)
                if not answer.add(0, owner, kind, name):
                    answer.deny(apex, name, owner)
                return answer
            if not answer.add(0, name, CNAME):
                if owner == name:
                    answer.deny(apex, name)
                else:
                    answer.code = 3
                    answer.deny(apex, name, owner)
                return answer
            name = unwire(zone[name][CNAME][0])[0]
        if name[len(name) - len(apex):] != apex:
            return answer
    return answer


def reply(zones, held, query, is_stream):
    name, place = unwire(query, 12)
    kind = struct.unpack(">H", query[place:place + 2])[0]
    question = query[12:place + 4]
    options = query[place + 4:]
    has_options = options[:3] == b"\0\0\x29"
    wants = has_options and options[7] & 0x80 != 0
    suits = [apex for apex in held if name[len(name) - len(apex):] == apex and not (kind == DS and apex == name and apex)]
    sections, flags = ([], [], []), 0x8005
    if suits:
        answer = find(zones, max(suits, key=len), name, kind, wants)
        sections, flags = answer.sections, 0x8000 | answer.is_own << 10 | answer.code
    unique = [list(dict.fromkeys(section)) for section in sections]
    body = b"".join(wire(owner) + struct.pack(">HHIH", kind, 1, 300, len(data)) + data
                    for section in unique for owner, kind, data in section)
    counts = [len(section) for section in unique]
    extra = b"\0\0\x29\x04\xd0\0\0" + bytes([0x80 * wants, 0, 0, 0]) if has_options else b""
    room = struct.unpack(">H", options[3:5])[0] if has_options else 512
    if not is_stream and 12 + len(question) + len(body) + len(extra) > room:
        body, counts, flags = b"", [0, 0, 0], flags | 0x200
    flags |= struct.unpack(">H", query[2:4])[0] & 0x110
    head = query[:2] + struct.pack(">H4H", flags, 1, counts[0], counts[1], counts[2] + (1 if extra else 0))
    return head + question + body + extra


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    zones = load(here + "/zones/signed")
    held = {}
    for zone, addresses in SERVERS.items():
        for address in addresses.split():
            held.setdefault(address, []).append(labels(zone))
    choice = selectors.DefaultSelector()
    for address in held:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        if family == socket.AF_INET6:
            subprocess.run(["ip", "address", "add", address + "/128", "dev", "lo", "nodad"], check=True)
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            listener = socket.socket(family, kind)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, PORT))
            if kind == socket.SOCK_STREAM:
                listener.listen(16)
            choice.register(listener, selectors.EVENT_READ, address)
    print("ready", flush=True)
    while True:
        for key, _ in choice.select():
            mine = held[key.data]
            try:
                if key.fileobj.type == socket.SOCK_DGRAM:
                    query, peer = key.fileobj.recvfrom(65536)
                    key.fileobj.sendto(reply(zones, mine, query, False), peer)
                    continue
                client = key.fileobj.accept()[0]
                client.settimeout(2)
                with client:
                    while len(head := client.recv(2, socket.MSG_WAITALL)) == 2:
                        query = client.recv(struct.unpack(">H", head)[0], socket.MSG_WAITALL)
                        answer = reply(zones, mine, query, True)
                        client.sendall(struct.pack(">H", len(answer)) + answer)
            except (OSError, IndexError, struct.error):  # a client that is gone, or sends what is no query
                pass


main()
