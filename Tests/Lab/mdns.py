#!/usr/bin/python3
"""A responder of multicast DNS for tests, IPv4 and IPv6: mdns.py LETTER, in the foreground, on eth0.

The first label of a question says how it is answered. `ready`, `_ipp` and all others but `only-X` are everybody's name;
`only-b` is that of the responder with the letter b.
"""
import selectors, socket, struct, sys

PORT, GROUP4, GROUP6 = 5353, "224.0.0.251", "ff02::fb"
LETTER = sys.argv[1]
ADDRESS = bytes([192, 0, 2, ord(LETTER)])
FLUSH = 0x8001


def name(text):
    return b"".join(bytes([len(label)]) + label for label in text.encode("latin-1").split(b".")) + b"\0"


def parts(query):
    """The question's labels, the question, its type and class."""
    place, labels = 12, []
    while query[place]:
        labels.append(query[place + 1:place + 1 + query[place]].decode("latin-1"))
        place += 1 + query[place]
    return labels, query[12:place + 5], *struct.unpack(">HH", query[place + 1:place + 5])


def record(owner, kind, data, kind_class=1):
    return owner + struct.pack(">HHIH", kind, kind_class, 10, len(data)) + data


def message(identifier, question, answers, flags=0x8400, count=None):
    counts = struct.pack(">4H", 1 if question else 0, len(answers) if count is None else count, 0, 0)
    return struct.pack(">HH", identifier, flags) + counts + question + b"".join(answers)


def answers(query):
    """What is sent back: messages, and whether each goes to all."""
    number = struct.unpack(">H", query[:2])[0]
    labels, question, kind, kind_class = parts(query)
    owner, how = question[:-4], labels[0].lower()
    address = record(owner, 1, ADDRESS)
    good = (message(number, question, [address]), False)
    if how.startswith("only-") and how != "only-" + LETTER or how == "nobody":
        return []
    if how == "_ipp":
        return [(message(number, question, [record(owner, 12, name("Printer " + LETTER + "._ipp._tcp.local"))]), False)]
    if how == "late":
        # Heeds nothing but the bit that asks for unicast.
        return [good] if kind_class & 0x8000 else []
    if how == "group":
        return [(message(0, b"", [record(owner, 1, ADDRESS, FLUSH)]), True)]
    if how == "everywhere":
        return [good, good, (message(0, b"", [record(owner, 1, ADDRESS, FLUSH)]), True)]
    if how == "wrongid":
        return [(message(number ^ 1, question, [address]), False), good]
    if how == "wrongquestion":
        return [(message(number, name("not.this") + b"\0\1\0\1", [address]), False), good]
    if how == "offtopic":
        return [(message(0, b"", [record(name("other.local"), 1, ADDRESS, FLUSH)]), False), good]
    if how == "isquery":
        return [(message(number, question, [], 0), False), good]
    if how == "failing":
        return [(message(number, question, [], 0x8403), False), good]
    if how == "short":
        return [(query[:2] + b"\x84\0", False), good]
    if how == "control":
        return [(message(number, question, [record(owner, 16, b"\x0a\x1b[31mred\x07\x9b"),
                                            record(owner, 5, b"\4\x1b[2J\0")]), False)]
    if how == "counts":
        return [(message(number, question, [address], count=65535), False)]
    if how == "flood":
        return [(message(number, question, [record(owner, 1, struct.pack(">I", i))]), False) for i in range(3000)]
    return [good]


def listener(family, group):
    interface = socket.if_nametoindex("eth0")
    own = socket.socket(family, socket.SOCK_DGRAM)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET:
        own.bind(("", PORT))
        request = struct.pack("4s4si", socket.inet_aton(group), bytes(4), interface)
        own.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, request)
        own.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, request)
        own.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        own.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 255)
    else:
        own.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        own.bind(("::", PORT))
        request = socket.inet_pton(family, group) + struct.pack("i", interface)
        own.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, request)
        own.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, interface)
        own.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
        own.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 255)
    return own


def main():
    choice = selectors.DefaultSelector()
    for family, group in ((socket.AF_INET, GROUP4), (socket.AF_INET6, GROUP6)):
        choice.register(listener(family, group), selectors.EVENT_READ, group)
    stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    while True:
        for key, _ in choice.select():
            query, peer = key.fileobj.recvfrom(65536)
            if len(query) < 12 or query[2] & 0x80:
                continue
            if b"\x09wrongport" in query and len(peer) == 2:
                stranger.sendto(answers(query)[0][0].replace(ADDRESS, b"\xc0\0\2\x63"), peer)
            for answer, is_for_all in answers(query):
                key.fileobj.sendto(answer, (key.data, PORT) if is_for_all else peer)


main()
