import TestSupport
import Testing
import Wire

/// A layer told alone: its fields, and its line.
enum Told {
    static func fields(_ kind: LayerKind, _ bytes: [UInt8]) -> [String] {
        var transcript = FieldTranscript()
        PacketWalk(kind).describe(bytes.span, into: &transcript)
        return transcript.lines.map { String($0.drop { $0 == " " }) }
    }

    static func line(_ kind: LayerKind, _ bytes: [UInt8]) -> String {
        var line = SummaryLine()
        PacketWalk(kind).summarize(bytes.span, into: &line)
        return String(decoding: line.text.bytes, as: UTF8.self)
    }
}

@Suite struct DNSLayerTests {
    @Test func `is found by its ports`() {
        #expect(LayerKind(udp: 53, 40000) == .dns && LayerKind(udp: 40000, 53) == .dns)
        #expect(LayerKind(tcp: 40000, 53) == .dnsStream)
        #expect(LayerKind(udp: 5353, 5353) == .mdns && LayerKind(udp: 5355, 50000) == .llmnr)
        #expect(LayerKind.dnsStream.name == "dns")
    }

    @Test func `tells the fields of a query`() {
        #expect(
            Told.fields(.dns, DNSMessageTests.query) == [
                "dns", "dns.id=4711", "dns.flags", "dns.flags=256", "dns.flags.response=false",
                "dns.flags.opcode=0 (QUERY)", "dns.flags.truncated=false", "dns.flags.recdesired=true",
                "dns.flags.z=false", "dns.flags.authenticated=false", "dns.flags.checkdisable=false",
                "dns.count.queries=1", "dns.count.answers=0", "dns.count.auth_rr=0", "dns.count.add_rr=0",
                "dns.queries", "dns.qry", "dns.qry.name=www.163.com", "dns.qry.name.len=11", "dns.count.labels=3",
                "dns.qry.type=1 (A)", "dns.qry.class=1 (IN)",
            ])
    }

    @Test func `tells the records of a response`() throws {
        let fields = Told.fields(.dns, DNSMessageTests.response)
        let start = try #require(fields.firstIndex(of: "dns.answers"))
        #expect(
            Array(fields[start...]) == [
                "dns.answers", "dns.resp", "dns.resp.name=www.163.com", "dns.resp.type=5 (CNAME)",
                "dns.resp.class=1 (IN)", "dns.resp.ttl=300", "dns.resp.len=14", "dns.cname=www.163.cdn.com", "dns.resp",
                "dns.resp.name=www.163.cdn.com", "dns.resp.type=1 (A)", "dns.resp.class=1 (IN)", "dns.resp.ttl=300",
                "dns.resp.len=4", "dns.a=1.2.3.4", "dns.additionals", "dns.resp", "dns.resp.name=<Root>",
                "dns.resp.type=41 (OPT)", "dns.rr.udp_payload_size=1232", "dns.resp.ext_rcode=0",
                "dns.resp.edns0_version=0", "dns.resp.z", "dns.resp.z=32768", "dns.resp.z.do=true",
                "dns.resp.z.reserved=0", "dns.resp.len=12", "dns.opt", "dns.opt.code=10 (COOKIE)", "dns.opt.len=8",
                "dns.opt.data=8 bytes", "dns.opt.cookie.client=8 bytes",
            ])
    }

    @Test func `tells the options of EDNS`() {
        let options = """
            0008 0007 0001 18 00 0a0102  000f 0006 0012 74657874  000b 0002 0064  000c 0001 00
            0005 0002 080d  000a 0003 010203  0008 0008 0002 20 00 20010db8  fde9 0000
            """
        let bytes = [UInt8](hex: "0001 8000 0000 0000 0000 0001 00 0029 1000 00000000 003d" + options)
        let fields = Told.fields(.dns, bytes)
        for field in [
            "dns.opt.client.family=1", "dns.opt.client.netmask=24", "dns.opt.client.scope=0",
            "dns.opt.client.addr4=10.1.2.0", "dns.opt.client.addr6=2001:db8::",
            "dns.opt.ext_error.info_code=18 (Prohibited)", "dns.opt.ext_error.extra_text=text",
            "dns.opt.edns_tcp_keepalive.timeout=100", "dns.opt.padding=1 bytes", "dns.opt.dau=8", "dns.opt.dau=13",
            "! _ws.malformed: a cookie has 8, or 16 to 40 bytes", "dns.opt.code=65001",
        ] { #expect(fields.contains(field), "\(field)") }
    }

    @Test func `shows what is behind bad data`() {
        let bytes = [UInt8](
            hex: """
                0001 8183 0000 0003 0000 0000
                00 0001 0001 00000000 0003 010203
                00 0010 0001 00000000 0008 0568656c6c6f 0961
                00 0001 0001 00000000 0004 01020304
                """)
        let fields = Told.fields(.dns, bytes)
        for field in [
            "dns.data=3 bytes", "! _ws.malformed: DNS data: needs 4 bytes, 3 are there (byte 23)", "dns.txt=hello",
            "dns.data=2 bytes", "! _ws.malformed: DNS data: needs 10 bytes, 2 are there (byte 43)", "dns.a=1.2.3.4",
        ] { #expect(fields.contains(field), "\(field)") }
        #expect(
            Told.line(.dns, bytes) == "DNS 1 NXDOMAIN 3/0/0 . A <bad data>, . TXT <bad data>, . A 1.2.3.4 (60)")
    }

    @Test func `says where a message stops making sense`() {
        let cut = Told.fields(.dns, Array(DNSMessageTests.response.dropLast(20)))
        #expect(cut.last == "! _ws.malformed: DNS record: needs 10 bytes, 2 are there (byte 72)")
        #expect(cut.contains("dns.a=1.2.3.4"))
        let extra = Told.fields(.dns, DNSMessageTests.query + [1, 2])
        #expect(extra.suffix(3).first == "dns.extraneous.data=2 bytes")
        let loop = Told.fields(.dns, [UInt8](hex: "0005 0100 0001 0000 0000 0000 c00c 0001 0001"))
        #expect(loop.contains("dns.qry.name=<bad name>") && loop.contains("dns.qry.type=1 (A)"))
    }

    @Test(arguments: [
        ("1267 0100 0001 0000 0000 0000 0377777703313633 03636f6d00 0001 0001", "DNS 4711+ A? www.163.com. (29)"),
        ("0002 0110 0001 0000 0000 0000 00 0002 0003", "DNS 2+% NS CH? . (17)"),
        (
            "0003 8683 0001 0000 0001 0000 016100 00ff 0001 00 0006 0001 00000e10 0016 00 00"
                + "0000000100000002000000030000000400000005",
            "DNS 3*| NXDOMAIN 0/1/0 ANY? a. (52)"
        ),
        ("0004 8180 0000 0000 0000 0001 00 0029 04d0 01 00 0000 0000", "DNS 4 BADVERS 0/0/1 (23)"),
        (
            "0005 2800 0001 0001 0000 0000 016100 0006 0001 c00c 00ff 00fe 00000000 0000",
            "DNS 5 UPDATE [1a] SOA? a. (31)"
        ),
        ("0006 8580 0000 0001 0000 0000 016100 000f 0001 00000000 0005 000a 016200", "DNS 6* 1/0/0 a. MX 10 b. (30)"),
        ("0007 8180 0000 0001 0000 0000 00 0041 0001 00000000 0003 010203", "DNS 7 1/0/0 . HTTPS <bad data> (26)"),
        ("0008 8180 0000 0001 0000 0000 00 ff00 0001 00000000 0001 01", "DNS 8 1/0/0 . TYPE65280 (1 bytes) (24)"),
    ])
    func `sums up in a line`(bytes: String, line: String) {
        #expect(Told.line(.dns, [UInt8](hex: bytes)) == line)
    }

    @Test func `tells no more than eight records in a line`() {
        var bytes = [UInt8](hex: "0009 8180 0000 0009 0000 0000")
        for index in 1...9 { bytes += [UInt8](hex: "00 0001 0001 00000000 0004 0a0000") + [UInt8(index)] }
        let line = Told.line(.dns, bytes)
        #expect(line.hasSuffix(". A 10.0.0.8, ... (147)"))
    }

    @Test func `knows the bit of multicast DNS in classes`() {
        let bytes = [UInt8](
            hex: """
                0000 0000 0001 0001 0000 0000 045f697070 045f746370 056c6f63616c00 000c 8001
                0542c3bc72 6f c00c 0021 8001 00000078 000a 0000 0000 0277 017000
                """)
        let wrong = Told.fields(.mdns, bytes)
        #expect(wrong.first == "mdns" && wrong.contains("dns.qry.qu=true") && wrong.contains("dns.qry.class=1 (IN)"))
        #expect(Told.line(.mdns, bytes).hasPrefix("mDNS 0 [1a] PTR (QU)? _ipp._tcp.local. ("))
        let answer = [UInt8](
            hex: """
                0000 8400 0000 0001 0000 0000 0542c3bc726f 045f697070 045f746370 056c6f63616c00 0021 8001 00000078
                0009 0000 0000 0277 017000
                """)
        #expect(Told.line(.mdns, answer) == "mDNS 0* 1/0/0 Büro._ipp._tcp.local. SRV (flush) 0 0 631 p. (54)")
        let fields = Told.fields(.mdns, answer)
        for field in [
            "dns.resp.cache_flush=true", "dns.resp.class=1 (IN)", "dns.srv.service=Büro", "dns.srv.proto=_ipp",
            "dns.srv.name=_tcp.local", "dns.srv.port=631", "dns.srv.target=p",
        ] { #expect(fields.contains(field), "\(field)") }
    }

    @Test func `knows the flags of LLMNR`() {
        let bytes = [UInt8](
            hex: "0055 8500 0001 0001 0000 0000 027063 00 0001 0001 c00c 0001 0001 0000001e 0004 0a000009")
        let fields = Told.fields(.llmnr, bytes)
        #expect(fields.contains("dns.flags.conflict=true") && fields.contains("dns.flags.tentative=true"))
        #expect(Told.line(.llmnr, bytes) == "LLMNR 85 1/0/0 A 10.0.0.9 (36)")
    }
}

@Suite struct DNSStreamTests {
    static func prefixed(_ message: [UInt8]) -> [UInt8] {
        [UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message
    }

    @Test func `reads several messages of a segment`() {
        let bytes = Self.prefixed(DNSMessageTests.query) + Self.prefixed(DNSMessageTests.response)
        let fields = Told.fields(.dnsStream, bytes)
        #expect(fields.filter { $0 == "dns" }.count == 2)
        #expect(fields.contains("dns.length=29") && fields.contains("dns.a=1.2.3.4"))
        let line = Told.line(.dnsStream, bytes)
        #expect(line.hasPrefix("DNS 4711+ A? www.163.com. (29); DNS 4711 2/0/1 CNAME www.163.cdn.com., A 1.2.3.4 ("))
    }

    @Test func `reads as much of a message as is there`() {
        let bytes = Array(Self.prefixed(DNSMessageTests.response).prefix(40))
        let fields = Told.fields(.dnsStream, bytes)
        #expect(fields.contains("dns.qry.name=www.163.com"))
        #expect(fields.last == "! _ws.short: 38 of the message's \(DNSMessageTests.response.count) bytes are here")
        #expect(Told.line(.dnsStream, bytes).hasSuffix(", of which 38 here"))
        #expect(Told.line(.dnsStream, Array(bytes.prefix(2))).hasSuffix("DNS, of which 0 here"))
    }

    @Test func `takes the middle of a message for data`() {
        let middle = Array(DNSMessageTests.response.dropFirst(3))
        #expect(Told.fields(.dnsStream, middle).first == "data")
        let short: [UInt8] = [0]
        let isAccepted = DNSStreamSegment.accepts(short.span)
        #expect(!isAccepted)
    }

    @Test func `begins a line where another ended without a separator`() {
        var line = SummaryLine()
        line.write("length 31")
        PacketWalk(.dnsStream).summarize(Self.prefixed(DNSMessageTests.query).span, into: &line)
        #expect(String(decoding: line.text.bytes, as: UTF8.self) == "length 31: DNS 4711+ A? www.163.com. (29)")
    }
}

@Suite struct HostileDNSTests {
    @Test func `tells random messages without a trap`() {
        var random = SeededGenerator(seed: 4711)
        for round in 0..<2000 {
            var bytes = [UInt8].random(count: 0...300, using: &random)
            // Counts that are small enough to get somewhere.
            if bytes.count > 12, round % 2 == 0 { for index in [4, 6, 8, 10] { bytes[index] = 0 } }
            for kind in [LayerKind.dns, .dnsStream, .mdns, .llmnr] {
                var sink = RecordingSink()
                PacketWalk(kind).describe(bytes.span, into: &sink)
                #expect(sink.depth == 0 && sink.highestByte <= bytes.count)
                _ = Told.line(kind, bytes)
            }
        }
    }

    @Test func `tells real messages with bytes changed without a trap`() {
        var random = SeededGenerator(seed: 4712)
        for _ in 0..<2000 {
            var bytes = DNSMessageTests.response
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 4..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            var sink = RecordingSink()
            PacketWalk(.mdns).describe(bytes.span, into: &sink)
            #expect(sink.depth == 0 && sink.highestByte <= bytes.count)
            _ = Told.line(.dns, bytes)
            if let message = try? DNSMessage(parsing: bytes.span), let again = try? message.serialized() {
                #expect((try? DNSMessage(parsing: again.span)) == message)
            }
        }
    }
}
