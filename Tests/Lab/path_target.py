"""What answers at the end of the path: echo, UDP, TCP and SCTP; and the name server of the lab."""
import ipaddress
import struct

from path_errors import UNREACHABLE, error
from path_packets import ICMP, ICMP6, SCTP, TCP, UDP, UDPLITE, crc32c, packet, shown

FIN, SYN, RST, ACK = 1, 2, 4, 16
PTR, TXT = 12, 16


class Host:
    """One end of the path; it has all the addresses that no router has."""

    def __init__(self, open_ports=(), udp_answers=False):
        self.open, self.udp_answers, self.begun = open_ports, udp_answers, set()

    def answer(self, probe, shape, ttl, left):
        """The answer to a whole probe and its name; None where a host would say nothing."""
        if probe.is_echo:
            kind = 0 if probe.version == 4 else 129
            return "echo-reply", self.reply(probe, bytes([kind]) + probe.body[1:], ttl)
        if probe.protocol in (ICMP, ICMP6):
            return None
        if probe.protocol == TCP:
            return self.tcp(probe, ttl)
        if probe.protocol == SCTP:
            return self.sctp(probe, ttl)
        if probe.protocol == UDP and self.udp_answers and len(probe.body) >= 8:
            return "udp", self.reply(probe, struct.pack("!HH", probe.dport, probe.sport) + probe.body[4:], ttl)
        if probe.protocol in (UDP, UDPLITE):
            return "port-unreachable", error(probe, probe.destination, UNREACHABLE, ttl, shape, left)
        # No such protocol: IPv6 says it with a parameter problem that points at the field (RFC 4443, 3.4).
        code, word = ((None, 2), 0) if probe.version == 4 else ((4, 1), 6)
        return "protocol-unreachable", error(probe, probe.destination, UNREACHABLE, ttl, shape, left, code, word)

    @staticmethod
    def reply(probe, body, ttl):
        return packet(probe.destination, probe.source, probe.protocol, body, ttl)

    def tcp(self, probe, ttl):
        if len(probe.body) < 20 or probe.body[13] & RST:
            return None
        sequence, number, offset, flags = struct.unpack_from("!IIBB", probe.body, 4)
        key = probe.source, probe.sport, probe.destination, probe.dport
        size = max(0, len(probe.body) - (offset >> 4) * 4) + bool(flags & SYN) + bool(flags & FIN)

        def segment(own, acknowledged, kind, options=b""):
            head = struct.pack("!HHIIBBHHH", probe.dport, probe.sport, own, acknowledged & 0xFFFFFFFF,
                               (20 + len(options)) << 2, kind, 0 if kind & RST else 65535, 0, 0)
            return self.reply(probe, head + options, ttl)
        if flags & (SYN | ACK) == SYN and probe.dport in self.open:
            self.begun.add(key)
            return "syn-ack", segment(0x77000000, sequence + 1, SYN | ACK, struct.pack("!BBH", 2, 4, 1440))
        if key in self.begun and flags & ACK and not size:
            return None
        if flags & ACK:
            return "rst", segment(number, 0, RST)
        return "rst", segment(0, sequence + size, RST | ACK)

    def sctp(self, probe, ttl):
        if len(probe.body) < 16:
            return None
        kind, tag = probe.body[12], probe.body[16:20]

        def chunk(number, tag, content=b""):
            head = struct.pack("!HH", probe.dport, probe.sport) + tag
            rest = struct.pack("!BBH", number, 0, 4 + len(content)) + content
            return self.reply(probe, head + crc32c(head + b"\0\0\0\0" + rest) + rest, ttl)
        if kind == 1 and len(tag) == 4:
            if probe.dport not in self.open:
                return "abort", chunk(6, tag)
            cookie = struct.pack("!HH", 7, 8) + tag                 # all that is to be remembered: the tag of the asker
            return "init-ack", chunk(2, tag, struct.pack("!IIHHI", 0x77, 65535, 1, 1, 1) + cookie)
        return ("cookie-ack", chunk(11, tag)) if kind == 10 and len(tag) == 4 else None


class NameServer:
    """Answers PTR questions with the address as a name, 10-77-3-1.path, and tells each /24 or /32 an AS of its own."""

    def __init__(self, speaks):
        self.speaks = speaks

    def answer(self, probe, shape, ttl, left):
        if not self.speaks or probe.protocol != UDP or probe.dport != 53 or len(probe.body) < 25:
            return Host().answer(probe, shape, ttl, left)
        query = probe.body[8:]
        end, labels = 12, []
        while end < len(query) and query[end]:
            labels.append(query[end + 1:end + 1 + query[end]].decode("ascii", "replace").lower())
            end += 1 + query[end]
        question = query[12:end + 5]
        kind = int.from_bytes(question[-4:-2], "big")
        data = self.data(labels, kind)
        head = query[:2] + struct.pack("!HHHHH", 0x8180 if data else 0x8183, 1, bool(data), 0, 0)
        record = struct.pack("!HHHIH", 0xC00C, kind, 1, 60, len(data)) + data if data else b""
        body = head + question + record
        udp = struct.pack("!HHHH", 53, probe.sport, 8 + len(body), 0) + body
        return "dns", Host.reply(probe, udp, ttl)

    @staticmethod
    def data(labels, kind):
        name = ".".join(labels)
        if kind == PTR and name.endswith((".in-addr.arpa", ".ip6.arpa")):
            parts = labels[:-2][::-1]
            if name.endswith("ip6.arpa"):
                digits = "".join(parts)
                text = shown(bytes.fromhex(digits)) if len(digits) == 32 else ""
            else:
                text = ".".join(parts)
            label = text.replace(".", "-").replace(":", "-").encode()[:63]
            return bytes([len(label)]) + label + b"\4path\0" if label else b""
        text = ""
        if kind == TXT and name.endswith(".origin.asn.cymru.com"):
            parts = labels[:-4][::-1]
            text = f"{64500 + int(parts[2])} | {'.'.join(parts[:3])}.0/24 | ZZ | path | 2020-01-01"
        elif kind == TXT and name.endswith(".origin6.asn.cymru.com"):
            digits = "".join(labels[:-4][::-1]).ljust(32, "0")
            prefix = ipaddress.ip_network(bytes.fromhex(digits)).supernet(new_prefix=32)
            text = f"{64500 + int(digits[4:8])} | {prefix} | ZZ | path | 2020-01-01"
        elif kind == TXT and name.endswith(".asn.cymru.com"):
            text = f"{labels[0][2:]} | ZZ | path | 2020-01-01 | PATH-{labels[0][2:]}, ZZ"
        return bytes([len(text)]) + text.encode() if text else b""
