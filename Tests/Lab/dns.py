#!/usr/bin/python3
"""A name server for tests, UDP and TCP, IPv4 and IPv6: dns.py PORT [CERTIFICATE], in the foreground.

With a certificate, a PEM file that has its key too, it speaks TLS on the next port. Behind that one are three that are
broken: one speaks HTTP, one hangs up as soon as it is spoken to, one is silent.

The first label of a question says how it is answered; whoever does not believe what comes first gets the truth behind.
"""
import itertools, selectors, socket, ssl, struct, sys, time

ANSWER = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c\x00\x04\xc0\x00\x02\x01"  # A 192.0.2.1

TURNS = itertools.count()


def option(query, code):
    """The data of an option of EDNS, where one of that code is there; none of them is long."""
    at = query.find(b"\0\0\x29", 12)
    options = query[at + 11:] if at >= 0 else b""
    while len(options) >= 4:
        kind, length = struct.unpack(">HH", options[:4])
        if kind == code:
            return options[4:4 + length]
        options = options[4 + length:]
    return b""


def parts(query):
    """The question's labels, the question, and the cookie."""
    place, labels = 12, []
    while query[place]:
        labels.append(query[place + 1:place + 1 + query[place]].decode("ascii", "replace"))
        place += 1 + query[place]
    question = query[12:place + 5]
    rest = query[place + 5:]
    at = rest.find(b"\x00\x0a\x00")
    return labels, question, rest[at + 4:at + 4 + rest[at + 3]] if at >= 0 else b""


def message(query, question, answers=(), flags=0x8580, identifier=None, options=None, count=None, version=0, high=0):
    head = query[:2] if identifier is None else struct.pack(">H", identifier)
    extra = b""
    if options is not None:
        extra = b"\0" + struct.pack(">HHBBHH", 41, 1232, high, version, 0, len(options)) + options
    counts = struct.pack(">4H", 1 if question else 0, len(answers) if count is None else count, 0, 1 if extra else 0)
    return head + struct.pack(">H", flags) + counts + question + b"".join(answers) + extra


def record(kind, data, ttl=300):
    return b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, ttl, len(data)) + data


def answers(query, is_tcp):
    """What is sent back, one after the other."""
    labels, question, cookie = parts(query)
    how = labels[0].lower()
    good = message(query, question, [ANSWER])
    number = struct.unpack(">H", query[:2])[0]
    texts = [record(16, b"\xc8" + bytes([65 + i % 26]) * 200) for i in range(20)]
    if how == "silent" or how == "deaf" and not is_tcp:
        return []
    if how == "wrongid":
        return [message(query, question, [ANSWER], identifier=number ^ 1), good]
    if how == "wrongquestion":
        return [message(query, b"\3not\4this\0\0\1\0\1", [ANSWER]), good]
    if how == "isquery":
        return [message(query, question, [], flags=0x0100), good]
    if how == "short":
        return [query[:2] + b"\x85\x80", good]
    if how == "twice":
        return [good, good]
    if how in ("big", "drip"):
        return [message(query, question, texts)] if is_tcp else [message(query, question, flags=0x8780)]
    if how == "cut":
        return [message(query, question, flags=0x8780)] if not is_tcp else [None]
    if how == "control":
        return [message(query, question, [record(16, b"\x0a\x1b[31mred\x07\x9b"), record(5, b"\4\x1b[2J\0")],
                        options=b"\x00\x0f\x00\x0a\x00\x06\x1b[31mX\x00\x80")]
    if how == "loop":
        return [message(query, question, [b"\xc0\x1c" + struct.pack(">HHIH", 5, 1, 60, 2) + b"\xc0\x1c"] * 2)]
    if how == "counts":
        return [message(query, question, [ANSWER], count=65535)]
    if how == "rdata":
        return [message(query, question, [record(1, b"\1\2\3"), record(16, b"\xff" + b"x"), ANSWER])]
    if how in ("zone", "broken"):
        soa = record(6, b"\1a\0\1b\0" + struct.pack(">5I", 7, 1, 2, 3, 4))
        hosts = [[record(1, bytes([10, part, host >> 8, host & 255])) for host in range(500)] for part in range(4)]
        first = message(query, question, [soa] + hosts[0])
        if how == "broken":
            return [first, None]
        return [first] + [message(query, b"", [b"\0" + r[2:] for r in part]) for part in hosts[1:3]] + [
            message(query, question, hosts[3] + [soa])]
    if how == "extra":
        return [good + b"more"]
    if how == "missing":
        return [message(query, question, flags=0x8583)]
    if how == "failing":
        return [message(query, question, flags=0x8582, options=b"")]
    if how == "oldedns" and struct.pack(">HB", 41, 1) not in query[-24:]:
        at = query.rfind(b"\0\0\x29")
        version = query[at + 6]
        return [good if version == 0 else message(query, question, flags=0x8580, options=b"", high=1)]
    if how == "cookie":
        wanted = cookie[:8] + b"\0serverc"
        if cookie == wanted:
            return [message(query, question, [ANSWER], options=b"\0\x0a\0\x10" + wanted)]
        return [message(query, question, flags=0x8587, options=b"\0\x0a\0\x10" + wanted, high=1)]
    if how == "ipv4only":
        # As a translator does, for its own block, and for the one that all may have.
        blocks = [b"\x20\x01\x0d\xb8" + b"\0" * 8, b"\0\x64\xff\x9b" + b"\0" * 8]
        return [message(query, question, [record(28, b + bytes([192, 0, 0, n])) for b in blocks for n in (170, 171)])]
    if how == "turns":
        # All servers have that: the same records, each time in another order and a second older.
        turn = next(TURNS)
        hosts = [record(1, bytes([192, 0, 2, 1 + (turn + host) % 3]), 300 - turn % 100) for host in range(3)]
        return [message(query, question, hosts)]
    if how == "near":
        # A load balancer: an address for each network, by its first byte.
        subnet = option(query, 8)
        near = record(1, b"\xc6\x33\x64" + (subnet[4:5] or b"\0"))
        scope = subnet[:3] + b"\x08" + subnet[4:]
        return [message(query, question, [near], options=struct.pack(">HH", 8, len(scope)) + scope if subnet else b"")]
    return [good]


def read(client, count):
    whole = b""
    while len(whole) < count and (part := client.recv(count - len(whole))):
        whole += part
    return whole


def stream(client):
    with client:
        while len(head := read(client, 2)) == 2:
            query = read(client, struct.unpack(">H", head)[0])
            for answer in answers(query, True):
                if answer is None:
                    client.sendall(b"\0\x40half")
                    return
                whole = struct.pack(">H", len(answer)) + answer
                if b"\4drip" in query:
                    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    for byte in whole[:300]:
                        client.sendall(bytes([byte]))
                        time.sleep(0.0005)
                    whole = whole[300:]
                client.sendall(whole)


def main():
    port = int(sys.argv[1])
    choice = selectors.DefaultSelector()
    sockets = []
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        listener = socket.socket(socket.AF_INET6, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(("::", port))
        sockets.append(listener)
        choice.register(listener, selectors.EVENT_READ)
    if len(sys.argv) > 2:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[2])
        for place in range(1, 5):
            listener = socket.create_server(("::", port + place), family=socket.AF_INET6, dualstack_ipv6=True)
            sockets.append(listener)
            choice.register(listener, selectors.EVENT_READ)
    sockets[1].listen(64)
    silent = []
    liar = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    liar.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    liar.bind(("::", 0))
    while True:
        for key, _ in choice.select():
            try:
                if key.fileobj is not sockets[0]:
                    client = key.fileobj.accept()[0]
                    client.settimeout(2)
                    place = sockets.index(key.fileobj)
                    if place == 2:
                        client = tls.wrap_socket(client, server_side=True)
                    if place < 3:
                        stream(client)
                    elif place == 5:
                        silent.append(client)
                    else:
                        client.recv(4096)
                        if place == 3:
                            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                        client.close()
                    continue
                query, peer = sockets[0].recvfrom(65536)
                if b"\x0bwrongsource" in query:
                    # From another port, and a lie: the truth comes later.
                    lie = answers(query, False)[0].replace(b"\xc0\0\2\1", b"\xc0\0\2\x63")
                    liar.sendto(lie, peer)
                    time.sleep(0.05)
                for answer in answers(query, False):
                    sockets[0].sendto(answer, peer)
            except OSError:  # a client that is gone
                pass


main()
