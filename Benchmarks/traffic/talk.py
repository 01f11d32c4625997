"""Who talks in the capture, and how one conversation is written down."""
from struct import pack
from typing import NamedTuple

from .frames import ICMPV6, UDP, ethernet, icmpv6, ipv4, ipv6, udp

CLIENTS, SERVERS = 120, 160
# Thousands of client ports that are nobody's, so that no decoder takes them for a service.
PORTS = [35, 36, 38, 39, 40, 42, 43, 46, 50, 52, 53, 55]
ROUTER = bytes.fromhex("021900000001")


class Shift(NamedTuple):
    """What is added to 16-bit words of a conversation to make another of it."""
    client: int = 0
    server: int = 0
    port: int = 0
    identifier: int = 0


class End(NamedTuple):
    mac: bytes
    v4: bytes
    v6: bytes


def client(number, shift):
    """Addresses in 10.20/14 and 2001:db8:20::/64, at least 1,024 apart, so that there is room for the shift."""
    low = number // 7 * 2048 + 16 + shift
    return End(pack(">HI", 0x0220, number), pack(">BBH", 10, 20 + number % 7, low),
               pack(">4H6xH", 0x2001, 0xDB8, 0x20, number % 7, low))


def server(number, shift):
    low = number // 2 * 512 + 10 + shift
    return End(ROUTER, pack(">BBH", 198, 18 + number % 2, low),
               pack(">4H6xH", 0x2001, 0xDB8, 0x198, number % 2, low))


class Talk:
    """The frames of one conversation, each with its time in microseconds.

    Everything random comes from `random`, which starts alike for each shift: so the frames of two shifts differ only
    in words that the shift was added to, and in checksums.
    """

    def __init__(self, random, number, shift, v6=False, tags=()):
        self.random, self.shift, self.v6, self.tags = random, shift, v6, tags
        self.client = client(number % CLIENTS, shift.client)
        self.server = server(number * 7 % SERVERS, shift.server)
        self.port = PORTS[(number + number // CLIENTS) % len(PORTS)] * 1000 + shift.port
        self.frames, self.clock = [], 0
        self.counters = {True: random.randrange(1000, 60000), False: random.randrange(1000, 60000)}

    def wait(self, low, high):
        self.clock += self.random.randrange(low, high)

    def frame(self, data, gap=30):
        self.frames.append((self.clock, data))
        self.clock += gap

    def identifier(self, sent):
        """The next IPv4 identification; the words between the random start and the largest shift never wrap."""
        self.counters[sent] += 1
        return self.counters[sent] + self.shift.identifier

    def address(self, end):
        return end.v6 if self.v6 else end.v4

    def ends(self, sent):
        return (self.client, self.server) if sent else (self.server, self.client)

    def addresses(self, sent):
        """Source and destination, of what the client sent or of what it got."""
        return tuple(self.address(end) for end in self.ends(sent))

    def packet(self, sent, protocol, payload, **fields):
        source, destination = self.addresses(sent)
        if self.v6:
            return ipv6(source, destination, protocol, payload, hops=64 if sent else 55, **fields)
        return ipv4(source, destination, protocol, payload, self.identifier(sent), ttl=64 if sent else 55, **fields)

    def link(self, sent, packet, kind=None, tags=None):
        """A frame between the client and the router."""
        kind = kind or (0x86DD if packet[0] >> 4 == 6 else 0x0800)
        ends = (ROUTER, self.client.mac) if sent else (self.client.mac, ROUTER)
        return ethernet(*ends, kind, packet, self.tags if tags is None else tags)

    def ip(self, sent, protocol, payload, gap=30, **fields):
        self.frame(self.link(sent, self.packet(sent, protocol, payload, **fields)), gap)

    def udp(self, sent, port, payload, gap=30, own=None):
        """A datagram between the client's port and the server's."""
        own = own or self.port
        ports = (own, port) if sent else (port, own)
        self.ip(sent, UDP, udp(*self.addresses(sent), *ports, payload), gap)

    def cast(self, mac, group, ports, payload, ttl=255):
        """A datagram from the client to a group."""
        if len(group) == 16:
            packet = ipv6(self.client.v6, group, UDP, udp(self.client.v6, group, *ports, payload), hops=ttl)
        else:
            datagram = udp(self.client.v4, group, *ports, payload)
            packet = ipv4(self.client.v4, group, UDP, datagram, self.identifier(True), ttl=ttl)
        kind = 0x86DD if len(group) == 16 else 0x0800
        self.frame(ethernet(mac, self.client.mac, kind, packet, self.tags))

    def datagram6(self, source, target, ports, payload, mac):
        packet = ipv6(source, target, UDP, udp(source, target, *ports, payload), hops=1)
        self.frame(ethernet(mac, ROUTER if mac == self.client.mac else self.client.mac, 0x86DD, packet, self.tags), 900)

    def message6(self, source, target, kind, body, destination, sender):
        """An ICMPv6 message of one link: its hop limit shows that no router passed it on."""
        packet = ipv6(source, target, ICMPV6, icmpv6(source, target, kind, 0, body), hops=255)
        self.frame(ethernet(destination, sender, 0x86DD, packet, self.tags), 200)
