"""UDP conversations."""
from struct import pack

from .frames import A, AAAA, CNAME, MX, NS, OPT, PTR, SOA, SRV, TXT, UDP, dns, domain, ethernet, ipv4, record, udp
from .streams import HOSTS
from .talk import ROUTER

MDNS = (bytes.fromhex("01005e0000fb"), bytes([224, 0, 0, 251]))
MDNS6 = (bytes.fromhex("3333000000fb"), bytes.fromhex("ff0200000000000000000000000000fb"))
LLMNR = (bytes.fromhex("01005e0000fc"), bytes([224, 0, 0, 252]))
SSDP = (bytes.fromhex("01005e7ffffa"), bytes([239, 255, 255, 250]))
EDNS = record(OPT, b"", ttl=0, owner=b"\0", group=1232)


def authority(random):
    names = domain("ns1.example.com") + domain("hostmaster.example.com")
    return record(SOA, names + pack(">5I", random.getrandbits(31), 7200, 3600, 1209600, 300))


def answers_to(kind, random):
    """What a server says of one type, as owner, data and time to live."""
    def some(low, high, data):
        return [record(kind, data(), random.randrange(20, 86400)) for _ in range(random.randrange(low, high))]

    if kind == A:
        chain = [record(CNAME, b"\4edge\xc0\x0c")] if random.random() < 0.3 else []
        owner = b"\4edge\xc0\x0c" if chain else b"\xc0\x0c"
        return chain + [record(A, bytes([198, 18, 0, random.randrange(10, 20)]), 60, owner)
                        for _ in range(random.randrange(1, 4))]
    if kind == AAAA:
        return some(1, 3, lambda: bytes.fromhex("20010db80198") + bytes(9) + random.randbytes(1))
    if kind == MX:
        return some(1, 3, lambda: pack(">H", 10) + b"\4mail\xc0\x0c")
    if kind == TXT:
        text = b"v=spf1 ip4:198.18.0.0/15 include:_spf.example.com ~all"
        return some(1, 3, lambda: bytes([len(text)]) + text)
    if kind == SRV:
        return some(1, 3, lambda: pack(">HHH", 10, random.randrange(100), 5060) + domain("sip.example.com"))
    if kind == NS:
        return some(2, 5, lambda: b"\3ns" + bytes([48 + random.randrange(10)]) + b"\xc0\x0c")
    if kind == SOA:
        return [authority(random)]
    return some(1, 2, lambda: domain(random.choice(HOSTS)))


def lookup(talk):
    """One question and its answer, or none such."""
    random = talk.random
    kind = random.choice([A, A, A, A, AAAA, AAAA, CNAME, MX, TXT, SOA, SRV, PTR, PTR, NS])
    name = random.choice(HOSTS)
    if kind == PTR:
        name = f"{random.randrange(10, 250)}.{random.randrange(80)}.18.198.in-addr.arpa"
    elif kind == SRV:
        name = "_sip._udp.example.com"
    number = random.randrange(1000, 60000) + talk.shift.identifier
    extra = [EDNS] if random.random() < 0.7 else []
    talk.udp(True, 53, dns(number, 0x0100, [(name, kind)], additional=extra))
    talk.wait(400, 20000)
    if random.random() < 0.12:
        reply = dns(number, 0x8183, [(name, kind)], authority=[authority(random)], additional=extra)
    else:
        reply = dns(number, 0x8180, [(name, kind)], answers_to(kind, random), additional=extra)
    talk.udp(False, 53, reply)


def clock(talk):
    """NTP: its times are of one morning, with no more sense than that."""
    def stamp():
        return pack(">II", 3924667267, talk.random.getrandbits(32))

    talk.udp(True, 123, pack(">BBbb", 0x23, 0, 6, -24) + bytes(36) + stamp(), own=123)
    talk.wait(300, 30000)
    body = pack(">BBbbII", 0x24, 2, 6, -24, 0x340, 0x120) + bytes([198, 18, 0, 10])
    talk.udp(False, 123, body + stamp() + stamp() + stamp() + stamp(), own=123)


def options(*pairs):
    return b"".join(pack(">BB", kind, len(data)) + data for kind, data in pairs) + b"\xff"


def lease(talk):
    """DHCP from the first question to the lease."""
    number = talk.random.randrange(1 << 15) << 16 | 0x1000 + talk.shift.identifier
    router = bytes([10, 20, 0, 1])
    host = f"host-{talk.random.randrange(100, 999)}".encode()
    for kind in (1, 2, 3, 5):
        sent = kind in (1, 3)
        given = bytes(4) if sent else talk.client.v4
        message = pack(">BBBBIHH", 1 if sent else 2, 1, 6, 0, number, 0, 0) + bytes(4) + given + bytes(8)
        message += talk.client.mac.ljust(16, b"\0") + bytes(192) + bytes.fromhex("63825363")
        message += options((53, bytes([kind])), *([(12, host), (55, bytes([1, 3, 6, 15, 119]))] if sent else [
            (54, router), (51, pack(">I", 86400)), (1, bytes([255, 252, 0, 0])), (3, router), (6, router)]))
        source, target = (bytes(4), b"\xff" * 4) if sent else (router, talk.client.v4)
        ports = (68, 67) if sent else (67, 68)
        datagram = udp(source, target, *ports, message.ljust(300, b"\0"))
        packet = ipv4(source, target, UDP, datagram, talk.identifier(sent), flags=0)
        mac = (b"\xff" * 6, talk.client.mac) if sent else (talk.client.mac, ROUTER)
        talk.frame(ethernet(*mac, 0x0800, packet, talk.tags), gap=900)


def log(talk):
    """Lines to a syslog server."""
    for _ in range(talk.random.randrange(1, 5)):
        number = talk.random.randrange(1000, 30000)
        line = talk.random.choice([
            f"<86>May 14 09:21:07 gate sshd[{number}]: Accepted publickey for deploy from 10.20.3.17 port 50122 ssh2",
            f"<30>May 14 09:21:07 gate systemd[1]: Started session-{number}.scope.",
            f"<4>May 14 09:21:07 gate kernel: [{number}.402113] drop IN=wan0 OUT= SRC=198.18.0.9 DST=10.20.0.16 LEN=60 "
            "TOS=0x00 TTL=51 PROTO=TCP SPT=51144 DPT=23 WINDOW=64240 SYN",
        ])
        talk.udp(True, 514, line.encode())
        talk.wait(50, 9000)


def boot(talk):
    """TFTP: a file in blocks, from a port of the server's choosing."""
    blocks, port = talk.random.randrange(3, 7), 1069
    talk.udp(True, 69, b"\0\1pxelinux.0\0octet\0")
    for block in range(1, blocks + 1):
        talk.wait(100, 900)
        size = 512 if block < blocks else talk.random.randrange(100, 400)
        talk.udp(False, port, pack(">HH", 3, block) + talk.random.randbytes(size))
        talk.udp(True, port, pack(">HH", 4, block))


def neighbours(talk, group=MDNS):
    """mDNS: who prints here, and a printer."""
    service = "_ipp._tcp.local"
    talk.cast(*group, (5353, 5353), dns(0, 0, [(service, PTR)]))
    talk.wait(20000, 90000)
    owner = b"\7Printer" + domain(service)
    answer = record(PTR, b"\7Printer" + domain(service), 4500, domain(service))
    more = [record(SRV, pack(">HHH", 0, 0, 631) + domain("printer.local"), 120, owner, 0x8001),
            record(TXT, b"\x09txtvers=1\x0crp=ipp/print", 4500, owner, 0x8001),
            record(A, bytes([10, 20, 0, 9]), 120, domain("printer.local"), 0x8001)]
    talk.cast(*group, (5353, 5353), dns(0, 0x8400, [], [answer], additional=more))


def neighbours6(talk):
    neighbours(talk, MDNS6)


def names(talk):
    """LLMNR, asked twice as nobody answers."""
    number, name = talk.random.randrange(1000, 60000), talk.random.choice(["wpad", "fileserver", "printer-3"])
    for kind in (A, AAAA):
        talk.cast(*LLMNR, (talk.port, 5355), dns(number, 0, [(name, kind)]), ttl=1)
        talk.wait(200, 100000)


def discovery(talk):
    """SSDP."""
    text = ("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\n"
            "ST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n")
    talk.cast(*SSDP, (talk.port, 1900), text.encode(), ttl=4)


def quic(talk):
    """Headers of QUIC and opaque payload: Handshake packets, then short headers."""
    random = talk.random
    ids = random.randbytes(8), random.randbytes(8)
    for sent in (True, False):
        body = random.randbytes(random.choice([90, 700, 1150]))
        size = pack(">H", 0x4000 | len(body))
        ends = b"\x08" + ids[not sent] + b"\x08" + ids[sent]
        talk.udp(sent, 443, b"\xe5" + pack(">I", 1) + ends + size + body, gap=4000)
    for _ in range(random.randrange(4, 11)):
        talk.udp(False, 443, b"\x4b" + ids[0] + random.randbytes(random.choice([80, 160, 1020, 1240, 1400, 1420])))
        if random.random() < 0.6:
            talk.udp(True, 443, b"\x4b" + ids[1] + random.randbytes(random.randrange(20, 40)), gap=700)


def call(talk):
    """RTP both ways, 20 ms a packet."""
    random = talk.random
    size, kind = random.choice([(20, 18), (80, 111), (160, 0), (160, 0)])
    at = {sent: (random.randrange(1 << 15), random.getrandbits(31), random.getrandbits(32)) for sent in (True, False)}
    for count in range(random.randrange(6, 16)):
        for sent in (True, False):
            sequence, stamp, source = at[sent]
            header = pack(">BBHII", 0x80, kind, sequence + count, stamp + 160 * count, source)
            talk.udp(sent, 16400, header + random.randbytes(size), gap=10_000, own=16384 + talk.shift.port)


def lease6(talk):
    """DHCPv6: solicit to reply, from link-local addresses."""
    def option(kind, data):
        return pack(">HH", kind, len(data)) + data

    number = talk.random.randrange(1 << 8) << 16 | 0x1000 + talk.shift.identifier
    ids = option(1, pack(">HH", 3, 1) + talk.client.mac), option(2, pack(">HH", 3, 1) + ROUTER)
    given = option(5, talk.client.v6 + pack(">II", 3600, 7200))
    ends = tuple(bytes.fromhex("fe80") + bytes(8) + mac for mac in (talk.client.mac, ROUTER))
    group = bytes.fromhex("ff020000000000000000000000010002")
    for kind in (1, 2, 3, 7):
        sent = kind in (1, 3)
        parts = [ids[0]] if kind == 1 else list(ids)
        parts.append(option(3, pack(">III", 1, 1800, 2880) + (b"" if kind == 1 else given)))
        parts += [option(8, pack(">H", 0)), option(6, pack(">HH", 23, 24))] if sent else [option(23, ends[1])]
        message = pack(">I", kind << 24 | number) + b"".join(parts)
        source, target = (ends[0], group) if sent else (ends[1], ends[0])
        talk.datagram6(source, target, (546, 547) if sent else (547, 546), message,
                       bytes.fromhex("333300010002") if sent else talk.client.mac)
