"""The routers of path.py: which a probe passes, and what each does with it."""
import random
import socket
import struct
import types
import zlib

from path_errors import EXCEEDED, TOO_BIG, UNREACHABLE, error
from path_packets import ICMP, ICMP6, UDP, Probe, Reassembly, packed, packet
from path_target import Host, NameServer

TARGET = 0                      # the place of the target in the options' sets of places
NAME_SERVERS = {packed("10.77.53.53"), packed("fd77:53::53")}
STRANGERS = {4: packed("10.77.66.6"), 6: packed("fd77:66::6")}
OTHERS = {4: packed("10.77.66.99"), 6: packed("fd77:66::99")}
UNREAL = 200                    # added to a branch by --change: routers that were not there before


def last(rules, place, default=None):
    """What the last rule for a place says."""
    return next((value for places, value in reversed(rules) if place in places), default)


class Path:
    """Takes probes and their times, gives answers and the times when they are to arrive."""

    def __init__(self, options):
        self.options, self.began = options, None
        self.chance = random.Random(options.seed)
        self.host, self.fragments = Host(options.open, options.udp_answers), Reassembly()
        self.names = NameServer(options.names is not None)
        self.turns, self.buckets, self.counts = {}, {}, {}

    # --- the way ---

    def routers(self, probe, now):
        """The routers that a packet of this flow passes, as (place, branch); a loop goes on for ever."""
        count, moved = self.options.hops, 256
        for seconds, hops, start in self.options.change:
            if now - self.began >= seconds:
                count, moved = hops, start
        way, place = [], 1
        while place <= count:
            diamond = next((d for d in self.options.diamond if d.first == place), None)
            if diamond:
                way += self.branch(diamond, probe)
                place += max(diamond.lengths)
            else:
                way.append((place, 1))
                place += 1
        way = [(place, branch + (UNREAL if place >= moved else 0)) for place, branch in way]
        if self.options.loop:
            at = next((i for i, (place, _) in enumerate(way) if place == self.options.loop), len(way) - 1)
            way = way[:at + 1] + [way[max(0, at - 1)], way[at]] * 128
        return way

    def branch(self, diamond, probe):
        width = len(diamond.lengths)
        if not self.options.meshed:
            number = self.choice(diamond.first, width, probe)
            return [(diamond.first + step, number + 1) for step in range(diamond.lengths[number])]
        return [(diamond.first + step, self.choice(diamond.first + step, width, probe) + 1)
                for step in range(max(diamond.lengths))]

    def choice(self, place, width, probe):
        kind = self.options.balance
        if kind == "packet":
            self.turns[place] = self.turns.get(place, -1) + 1
            return self.turns[place] % width
        if kind == "random":
            return self.chance.randrange(width)
        key = probe.source + probe.destination if kind == "address" else probe.flow
        # A CRC alone is linear: flows that differ in one bit would all part in the same way at each balancer.
        value = zlib.crc32(key + bytes([place]), self.options.seed)
        return (value * 0x9E3779B1 & 0xFFFFFFFF ^ value >> 15) * 0x85EBCA6B % (1 << 32) * width >> 32

    def address(self, router, version):
        place, branch = router
        for places, address in reversed(self.options.address):
            if place in places and len(address) == (4 if version == 4 else 16):
                return address
        return packed(f"10.77.{place}.{branch}" if version == 4 else f"fd77:{place}::{branch}")

    # --- one probe ---

    def receive(self, probe, now):
        """(due, packet) of each answer, and what the log says of it."""
        if self.began is None:
            self.began = now
        if probe.destination in NAME_SERVERS:
            return self.name_server(probe, now)
        way = self.routers(probe, now)
        for step, router in enumerate(way):
            if self.address(router, probe.version) == probe.destination:
                way = way[:step]
                return self.travel(probe, now, way, router[0])
        return self.travel(probe, now, way, TARGET)

    def name_server(self, probe, now):
        try:
            made = self.names.answer(probe, self.shape(TARGET), 64, probe.ttl)
        except (ValueError, IndexError, struct.error, OSError):
            made = None
        return [(now + (self.options.names or 0), made[1])] if made else [], {"answer": made[0] if made else None}

    def travel(self, probe, now, way, end):
        for step, router in enumerate(way, 1):
            if probe.ttl <= step and not (probe.ttl == step and router[0] in self.options.forward_zero):
                return self.expired(probe, now, router, step)
            left, size = probe.ttl - step, last(self.options.mtu, router[0])
            code, onward = last(self.options.unreachable, router[0], (None, False))
            if onward:
                return self.refused(probe, now, router, step, code)
            # Where fragments are allowed they are made and put together again: the same as a packet that passes.
            if size and probe.length > size[0] and probe.df:
                return self.sent(probe, now, router, step, TOO_BIG, left + 1, word=size[1])
            if probe.length > last(self.options.mtu_hole, router[0], probe.length) and probe.df:
                return [], {"answer": None, "place": router[0]}
        return self.arrived(probe, now, len(way) + 1, end)

    def expired(self, probe, now, router, step):
        code, _ = last(self.options.unreachable, router[0], (None, False))
        if code:
            return self.refused(probe, now, router, step, code)
        return self.sent(probe, now, router, step, EXCEEDED, max(0, probe.ttl - step + 1))

    def refused(self, probe, now, router, step, code):
        size = 1400 if probe.version == 4 and code == (None, 4) else 0
        return self.sent(probe, now, router, step, UNREACHABLE, probe.ttl - step + 1, code, size)

    def sent(self, probe, now, router, step, kind, left, code=None, word=0):
        """An error from a router, but about later fragments and about errors."""
        place = router[0]
        note = {"place": place, "branch": router[1], "answer": None}
        about_error = not probe.is_echo and probe.protocol in (ICMP, ICMP6)
        if probe.offset or about_error or place in self.options.silent:
            return [], note
        source, shape = self.address(router, probe.version), self.shape(place)
        return self.leaving(probe, now, place, step, note, kind, lambda: error(
            probe, source, kind, self.ttl(255, place, step), shape, last(self.options.quote_ttl, place, left), code,
            word), router)

    def arrived(self, probe, now, step, end):
        note = {"place": "target" if end == TARGET else end, "answer": None}
        if end == TARGET and self.options.dead or end and end in self.options.silent:
            return [], note
        whole = self.fragments.whole(probe)
        made = whole and self.host.answer(
            whole, self.shape(end), self.ttl(64, end, step), last(self.options.quote_ttl, end, whole.ttl - step + 1))
        if not made:
            return [], note
        return self.leaving(probe, now, end, step, note, made[0], lambda: made[1], (end, 0))

    # --- one answer ---

    def leaving(self, probe, now, place, step, note, name, make, router):
        """The answer at its time; not where it is lost or too soon after others."""
        options = self.options
        count = self.counts[router] = self.counts.get(router, 0) + 1
        nth = last(options.loss, place)
        if nth and count % nth == 0 or not self.allowed(router, now):
            return [], note | {"held": "lost" if nth and count % nth == 0 else "limited"}
        wait = self.delay(step, count)
        late = last(options.late, place)
        if late and count % late[1] == 0:
            wait += late[0]
        answers = [(now + wait, make())] * last(options.duplicate, place, 1)
        if options.noise:
            answers = [(now + wait, stray) for stray in self.strays(probe)] + answers
        return answers, note | {"answer": name, "after": round(wait, 6)}

    def allowed(self, router, now):
        """The token bucket of a router."""
        limit = last(self.options.rate_limit, router[0])
        if not limit:
            return True
        burst, rate = limit
        tokens, before = self.buckets.get(router, (burst, now))
        tokens = min(burst, tokens + (now - before) * rate)
        self.buckets[router] = max(0, tokens - 1 if tokens >= 1 else tokens), now
        return tokens >= 1

    def delay(self, step, count):
        options = self.options
        if options.series:
            wait = options.series[(count - 1) % len(options.series)]
        else:
            listed = len(options.delay)
            wait = options.delay[min(step, listed) - 1] if listed > 1 else options.delay[0] * step
        return wait + self.chance.random() * options.jitter

    def ttl(self, initial, place, step):
        """With how much of its TTL an answer comes home."""
        return max(1, initial - step + 1 - last(self.options.back, place, 0))

    def shape(self, place):
        """How errors from a place look."""
        options = self.options
        return types.SimpleNamespace(
            length=options.quote, id=options.quote_id, tos=last(options.quote_tos, place),
            nat=last(options.nat, place), extension=last(options.extensions, place))

    def strays(self, probe):
        """Errors about packets that CMD never sent, all from 10.77.66.6 or fd77:66::6."""
        stranger = STRANGERS[probe.version]
        plain = types.SimpleNamespace(length=None, id=None, tos=None, nat=None, extension=None)

        def about(kind, destination, protocol, body):
            false = Probe(packet(probe.source, destination, protocol, body))
            return error(false, stranger, kind, 200, plain, 1)
        other = struct.pack("!HHHH", self.chance.randrange(1024, 65536), self.chance.randrange(33434, 33534), 12, 0)
        yield about(UNREACHABLE, probe.destination, UDP, other + b"else")
        if len(probe.body) < 20 and probe.protocol != UDP or len(probe.body) < 8:
            return
        same, changed = bytearray(probe.body), bytearray(probe.body)
        where = 4 if probe.is_echo else 0   # the identifier, or the source port
        changed[where] ^= 0x55
        # What another program sent has other contents too.
        for place in range(8, len(changed)):
            changed[place] ^= 0xFF
        yield about(EXCEEDED, OTHERS[probe.version], probe.protocol, same)
        yield about(EXCEEDED, probe.destination, probe.protocol, changed)
        if probe.is_echo:
            reply = bytes([0 if probe.version == 4 else 129]) + changed[1:]
            yield packet(probe.destination, probe.source, probe.protocol, reply)


def is_ours(probe):
    """Whether a packet is for the path: not multicast, and nobody's link-local affairs."""
    if probe.version == 4:
        return probe.destination[0] < 224
    return probe.destination[0] != 0xFF and probe.destination[:2] != socket.inet_pton(socket.AF_INET6, "fe80::")[:2]
