"""TCP conversations: what is said, and how it arrives."""
from struct import pack

from .frames import A, NS, TCP, dns, record, tcp

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
HOSTS = ["www.example.com", "cdn.example.net", "api.example.org", "mail.example.com", "updates.example.net",
         "static.media.example.org", "login.example.com", "telemetry.example.net"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.5.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15"]
PATHS = ["/", "/index.html", "/v2/items?page=3&size=50", "/images/banner-2024.webp", "/feed.xml", "/health"]


class Stream:
    """One TCP connection as seen beside the client. Times in microseconds."""

    def __init__(self, talk, port):
        self.talk, self.random, self.port = talk, talk.random, port
        self.stamps = self.random.random() < 0.5
        overhead = (60 if talk.v6 else 40) + 4 * max(0, len(talk.tags) - 1)
        self.mss = 1500 - overhead
        self.size = self.mss - (12 if self.stamps else 0)
        self.trip = self.random.randrange(800, 25000)
        self.next = {side: self.random.randrange(1 << 31) for side in (True, False)}
        self.stamp = {side: self.random.randrange(1 << 31) for side in (True, False)}
        self.window = {True: self.random.randrange(400, 2100), False: self.random.randrange(200, 600)}

    def segment(self, sent, flags, data=b"", options=b"", window=None, at=None, gap=30):
        """Sends one segment, in order unless `at` is given. An acknowledgment is of all that the other end sent."""
        talk = self.talk
        if self.stamps and not flags & SYN:
            echo = self.stamp[not sent] if flags & ACK else 0
            options = pack(">BBBBII", 1, 1, 8, 10, self.stamp[sent] + talk.clock // 1000, echo) + options
        ports = (talk.port, self.port) if sent else (self.port, talk.port)
        sequence = self.next[sent] if at is None else at
        window = self.window[sent] if window is None else window
        acknowledged = self.next[not sent] if flags & ACK else 0
        segment = tcp(*talk.addresses(sent), ports, sequence, acknowledged, flags, window, options, data)
        talk.ip(sent, TCP, segment, gap)
        if at is None:
            self.next[sent] += len(data) + (1 if flags & (SYN | FIN) else 0)

    def open(self):
        for sent in (True, False):
            options = pack(">BBH", 2, 4, self.mss)
            if self.stamps:
                echo = 0 if sent else self.stamp[True]
                options += pack(">BBBBII", 4, 2, 8, 10, self.stamp[sent], echo) + bytes([1, 3, 3, 7])
            else:
                options += bytes([1, 1, 4, 2, 1, 3, 3, 8])
            self.segment(sent, SYN if sent else SYN | ACK, options=options, window=64240, gap=self.trip)
        self.segment(True, ACK)

    def say(self, sent, data, every=2):
        """Data in full segments, one acknowledgment to `every` of them; the last often goes with the answer."""
        count = 0
        for start in range(0, len(data), self.size):
            last = start + self.size >= len(data)
            self.segment(sent, ACK | PSH if last else ACK, data[start:start + self.size], gap=14)
            count += 1
            if count % every == 0 or last and self.random.random() < 0.6:
                self.segment(not sent, ACK)
        self.talk.clock += self.trip

    def lose(self, data):
        """The server's second segment is lost: the client says what it has until it is sent again."""
        start = self.next[False]
        parts = [data[at:at + self.size] for at in range(0, len(data), self.size)]
        self.segment(False, ACK, parts[0])
        self.segment(True, ACK)
        hole = start + len(parts[0])
        edge = hole + len(parts[1])
        self.next[False] = hole
        end = edge
        for part in parts[2:]:
            self.segment(False, ACK, part, at=end)
            end += len(part)
            self.segment(True, ACK, options=pack(">BBBBII", 1, 1, 5, 10, edge, end))
        self.talk.clock += self.trip
        self.segment(False, ACK, parts[1], at=hole)
        self.next[False] = end
        self.segment(True, ACK, gap=self.trip)

    def stall(self):
        """The client's window is full; the server asks after it until there is room."""
        self.segment(True, ACK, window=0, gap=200_000)
        for _ in range(2):
            self.segment(False, ACK, at=self.next[False] - 1, gap=self.trip)
            self.segment(True, ACK, window=0, gap=200_000)
        self.segment(True, ACK, gap=self.trip)

    def close(self):
        self.segment(True, ACK | FIN, gap=self.trip)
        self.segment(False, ACK | FIN, gap=40)
        self.segment(True, ACK)

    def reset(self, sent=True):
        self.segment(sent, ACK | RST, window=0)


def request(random, host):
    lines = [f"{random.choice(['GET', 'GET', 'GET', 'HEAD', 'POST'])} {random.choice(PATHS)} HTTP/1.1",
             f"Host: {host}", f"User-Agent: {random.choice(AGENTS)}", "Accept: */*"]
    if random.random() < 0.5:
        lines.append(f"Cookie: session={random.getrandbits(128):032x}")
    body = ""
    if lines[0].startswith("POST"):
        body = '{"id": %d, "state": "ok"}' % random.randrange(10000)
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode(), lines[0].startswith("HEAD")


def response(random, size, bodyless=False):
    status = "200 OK" if size else "304 Not Modified"
    lines = [f"HTTP/1.1 {status}", "Date: Tue, 14 May 2024 09:21:07 GMT", "Server: nginx",
             f'ETag: "{random.getrandbits(64):016x}"']
    if size:
        lines += ["Content-Type: application/octet-stream", f"Content-Length: {size}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (b"" if bodyless else random.randbytes(size))


def page(talk):
    """A few small requests on one connection."""
    stream = Stream(talk, 80)
    stream.open()
    host = talk.random.choice(HOSTS)
    for _ in range(talk.random.randrange(1, 4)):
        asked, bodyless = request(talk.random, host)
        stream.say(True, asked)
        stream.say(False, response(talk.random, talk.random.choice([0, 40, 180, 300, 420, 900, 1800]), bodyless))
    stream.close()


def download(talk, size=None, lossy=False):
    stream = Stream(talk, 80)
    stream.open()
    stream.say(True, f"GET /pool/{talk.random.randrange(9999)}.bin HTTP/1.1\r\nHost: cdn.example.net\r\n\r\n".encode())
    data = response(talk.random, size or talk.random.randrange(20000, 46000))
    if lossy:
        half = stream.size * 2
        stream.say(False, data[:half])
        stream.lose(data[half:])
    else:
        stream.say(False, data, every=talk.random.choice([2, 4, 8]))
    if talk.random.random() < 0.3:
        stream.stall()
    stream.close()


def lossy(talk):
    download(talk, talk.random.randrange(16000, 22000), lossy=True)


def refused(talk):
    stream = Stream(talk, talk.random.choice([21, 25, 8080, 3306]))
    options = pack(">BBH", 2, 4, stream.mss) + bytes([1, 1, 4, 2, 1, 3, 3, 7])
    stream.segment(True, SYN, options=options, window=64240, gap=stream.trip)
    stream.stamps = False
    stream.segment(False, ACK | RST, window=0)


def vector(size, data):
    return len(data).to_bytes(size, "big") + data


def extension(kind, data):
    return pack(">H", kind) + vector(2, data)


def tls_record(kind, data, version=0x0303):
    return pack(">BH", kind, version) + vector(2, data)


def client_hello(random, host):
    ciphers = b"".join(pack(">H", number) for number in (0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030))
    extensions = b"".join([
        extension(0, vector(2, b"\0" + vector(2, host.encode()))),
        extension(10, vector(2, bytes.fromhex("001d00170018"))), extension(11, b"\1\0"), extension(23, b""),
        extension(13, vector(2, bytes.fromhex("040308040401050308050501"))),
        extension(16, vector(2, vector(1, b"h2") + vector(1, b"http/1.1"))),
        extension(43, vector(1, bytes.fromhex("03040303"))), extension(45, b"\1\1"),
        extension(51, vector(2, pack(">H", 29) + vector(2, random.randbytes(32)))),
    ])
    body = b"\3\3" + random.randbytes(32) + vector(1, random.randbytes(32)) + vector(2, ciphers) + b"\1\0"
    extensions += extension(21, bytes(max(0, 508 - len(body) - len(extensions) - 6)))
    return tls_record(22, b"\1" + vector(3, body + vector(2, extensions)), 0x0301)


def server_hello(random):
    extensions = extension(43, b"\3\4") + extension(51, pack(">H", 29) + vector(2, random.randbytes(32)))
    body = b"\3\3" + random.randbytes(32) + vector(1, random.randbytes(32)) + bytes.fromhex("130100")
    return tls_record(22, b"\2" + vector(3, body + vector(2, extensions)))


def secure(talk, sizes=None):
    """TLS 1.3: both hellos in the clear, then records that nobody can read."""
    random, stream = talk.random, Stream(talk, 443)
    stream.open()
    stream.say(True, client_hello(random, random.choice(HOSTS)))
    change = tls_record(20, b"\1")
    stream.say(False, server_hello(random) + change + tls_record(23, random.randbytes(random.randrange(60, 3200))))
    stream.say(True, change + tls_record(23, random.randbytes(53)))
    for _ in range(random.randrange(3, 9)):
        stream.say(True, tls_record(23, random.randbytes(random.randrange(26, 110))))
        size = random.choice(sizes or [60, 120, 230, 300, 450, 900, 5000, 12000])
        stream.say(False, tls_record(23, random.randbytes(size)))
    if random.random() < 0.2:
        stream.reset()
    else:
        stream.close()


def chatter(talk):
    secure(talk, [64, 130, 210, 280, 350, 400, 500])


KEX = ["curve25519-sha256,ecdh-sha2-nistp256", "ssh-ed25519,rsa-sha2-512", *["aes128-ctr,aes256-ctr"] * 2,
       *["hmac-sha2-256"] * 2, *["none"] * 2, "", ""]


def ssh_packet(payload):
    padding = 4 + -(len(payload) + 9) % 8
    return vector(4, bytes([padding]) + payload + bytes(padding))


def ssh(talk):
    """Banners and key exchange, then keystrokes and their echoes."""
    random, stream = talk.random, Stream(talk, 22)
    stream.open()
    stream.say(False, b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")
    stream.say(True, b"SSH-2.0-OpenSSH_9.6\r\n")
    for sent in (True, False):
        lists = b"".join(vector(4, names.encode()) for names in KEX)
        stream.say(sent, ssh_packet(b"\x14" + random.randbytes(16) + lists + bytes(5)))
    stream.say(True, ssh_packet(b"\x1e" + vector(4, random.randbytes(32))))
    key = vector(4, b"ssh-ed25519") + vector(4, random.randbytes(32))
    proof = vector(4, b"ssh-ed25519") + vector(4, random.randbytes(64))
    reply = b"\x1f" + vector(4, key) + vector(4, random.randbytes(32)) + vector(4, proof)
    stream.say(False, ssh_packet(reply) + ssh_packet(b"\x15"))
    stream.say(True, ssh_packet(b"\x15"))
    for _ in range(random.randrange(6, 14)):
        stream.say(True, random.randbytes(36))
        stream.say(False, random.randbytes(random.choice([36, 36, 52, 84, 116])))
    stream.close()


def mail(talk):
    stream = Stream(talk, 25)
    stream.open()
    for answer, command in [
        ("220 mail.example.com ESMTP", "EHLO client.example.net"),
        ("250-mail.example.com\r\n250-SIZE 52428800\r\n250 8BITMIME", "MAIL FROM:<a@example.net>"),
        ("250 2.1.0 Ok", "RCPT TO:<b@example.com>"), ("250 2.1.5 Ok", "QUIT"),
    ]:
        stream.say(False, answer.encode() + b"\r\n")
        stream.say(True, command.encode() + b"\r\n")
    stream.say(False, b"221 2.0.0 Bye\r\n")
    stream.close()


def transfer(talk):
    """DNS over TCP."""
    stream, number = Stream(talk, 53), talk.random.randrange(1000, 60000)
    stream.open()
    question = [("example.org", NS)]
    stream.say(True, vector(2, dns(number, 0x0100, question)))
    answers = [record(NS, bytes([3]) + f"ns{digit}".encode() + b"\xc0\x0c") for digit in range(4)]
    glue = [record(A, talk.random.randbytes(4)) for _ in range(12)]
    stream.say(False, vector(2, dns(number, 0x8180, question, answers, additional=glue)))
    stream.close()
