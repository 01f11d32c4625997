import TestSupport
import Testing
import Wire

@Suite struct DNSRecordDataTests {
    static func data(_ row: (type: UInt16, data: String, text: String)) -> DNSRecordData {
        DNSRecordData([UInt8](hex: row.data), of: DNSType(rawValue: row.type))
    }

    static func text(_ type: DNSType, _ data: DNSRecordData, as style: DNSTextStyle = DNSTextStyle()) -> String {
        var text: [UInt8] = []
        DNSRecord(.root, type, data, timeToLive: 0).presentData(to: &text, as: style)
        return String(decoding: text, as: UTF8.self)
    }

    static func parsed(_ type: DNSType, _ text: String) throws -> [UInt8] {
        try DNSRecordData(presentation: Array(text.utf8), of: type).bytes
    }

    static func tag(of data: [UInt8]) -> UInt16 { DNSKeyTag.value(of: data.span) }

    /// Why the data doesn't have the form of its type.
    static func problem(_ type: DNSType, _ hex: String) -> String? {
        DNSRecordData([UInt8](hex: hex), of: type).problem?.description
    }

    @Test func `has a vector for every type that has a form`() {
        let types = Set(recordVectors.map(\.type))
        for row in DNSType.assignments where DNSType(rawValue: row.rawValue).fields != nil && row.name != "OPT" {
            #expect(types.contains(row.rawValue), "\(row.name)")
        }
    }

    @Test func `writes data of every type as dig does`() {
        for row in recordVectors {
            let data = Self.data(row)
            #expect(data.problem == nil, "TYPE\(row.type) \(row.data)")
            #expect(Self.text(DNSType(rawValue: row.type), data) == row.text)
        }
    }

    @Test func `reads what it writes, to the same bytes`() throws {
        for row in recordVectors where !(row.text.isEmpty) {
            #expect(try Self.parsed(DNSType(rawValue: row.type), row.text) == [UInt8](hex: row.data), "\(row.text)")
        }
    }

    @Test func `reads and writes data of any type as RFC 3597 has it`() throws {
        for row in recordVectors {
            let count = row.data.utf8.count / 2
            let text =
                "\\# \(count)" + (count > 0 ? " ( \(row.data.prefix(4)) ; a comment\n \(row.data.dropFirst(4)) )" : "")
            #expect(try Self.parsed(DNSType(rawValue: row.type), text) == [UInt8](hex: row.data))
        }
        // What was shown so because it is malformed can be read again.
        let data = try DNSRecordData(presentation: Array("\\# 3 010203".utf8), of: .a)
        #expect(data.bytes == [1, 2, 3] && data.problem != nil)
    }

    /// What fuzzing found: a key that is not the last field is one word; a MAC may be several; options have no words.
    @Test func `reads long values in the midst of others`() throws {
        let key = [UInt8](0..<200)
        let hip = [UInt8](hex: "10 02 00c8") + [UInt8](0..<16) + key + [UInt8](hex: "01 61 00")
        let tsig = [UInt8](hex: "00 000000000001 012c 0040") + [UInt8](0..<64) + [UInt8](hex: "0001 0000 0000")
        for (type, bytes) in [(DNSType(rawValue: 55), hip), (.tsig, tsig), (.opt, [UInt8](hex: "000a 0002 abcd"))] {
            let text = Self.text(type, DNSRecordData(bytes, of: type))
            #expect(try Self.parsed(type, text) == bytes, "\(text)")
        }
        #expect(Self.text(.opt, DNSRecordData([0, 10, 0, 0], of: .opt)) == "\\# 4 000A0000")
    }

    /// What words would not bring back is written in hexadecimal.
    @Test(arguments: [
        (DNSType(rawValue: 11), "c0000201 06 4000"), (DNSType(rawValue: 30), "00 4000"),
        (DNSType(rawValue: 29), "00010000 80000000 80000000 00989680"), (DNSType(rawValue: 55), "00 02 0000"),
        (.nsec3, "01 00 0000 00 00"),
    ])
    func `writes in hexadecimal what has more than one form`(type: DNSType, hex: String) throws {
        let bytes = [UInt8](hex: hex)
        let text = Self.text(type, DNSRecordData(bytes, of: type))
        #expect(text.hasPrefix("\\# \(bytes.count) "))
        #expect(try Self.parsed(type, text) == bytes)
    }

    @Test func `goes into messages and comes out of them`() throws {
        for row in recordVectors {
            let record = DNSRecord(.root, DNSType(rawValue: row.type), Self.data(row), timeToLive: 300)
            let message = DNSMessage(
                identifier: 1, flags: DNSFlags(rawValue: 0x8000), questions: [DNSQuestion(.root, record.type)],
                answers: [record, record])
            for isCompressed in [true, false] {
                let bytes = try message.serialized(isCompressed: isCompressed)
                #expect(try DNSMessage(parsing: bytes.span) == message)
            }
        }
    }

    @Test func `finds an error, or another value, in every shorter data`() {
        for row in recordVectors {
            let bytes = [UInt8](hex: row.data)
            let type = DNSType(rawValue: row.type)
            for count in 0..<bytes.count {
                let short = DNSRecordData(Array(bytes[..<count]), of: type)
                if short.problem != nil { #expect(short.bytes == Array(bytes[..<count])) }
                #expect(Self.text(type, short) != row.text)
            }
        }
    }

    @Test(arguments: [
        (DNSType.a, "c00002", "DNS data: needs 4 bytes, 3 are there (byte 0)"),
        (.a, "c000020101", "DNS data: length 5 is outside 0...4 (byte 4)"),
        (.txt, "0561", "DNS data: needs 6 bytes, 2 are there (byte 0)"),
        (.mx, "000a c0", "DNS name: needs 2 bytes, 1 are there (byte 2)"),
        (.ns, "c000", "DNS name: pointer in a circle can't be 0 (byte 0)"),
        (.nsec, "00 0000", "DNS type bitmap: length 0 is outside 1...32 (byte 2)"),
        (.nsec, "00 0021", "DNS type bitmap: length 33 is outside 1...32 (byte 2)"),
        (.nsec, "00 000240 00", "DNS type bitmap: last byte can't be 0 (byte 4)"),
        (.nsec, "00 000180 000180", "DNS type bitmap: block can't be 0 (byte 4)"),
        (.nsec, "00 0002 40", "DNS type bitmap: needs 4 bytes, 3 are there (byte 1)"),
        (.https, "0001 00 0003 0001 50", "SvcParam: value can't be 3 (byte 7)"),
        (.https, "0001 00 0003 0002 0050 0003 0002 0050", "SvcParam: key can't be 3 (byte 9)"),
        (.https, "0001 00 0000 0002 0001", "SvcParam: mandatory key can't be 1 (byte 7)"),
        (.https, "0001 00 0001 0003 0568 32", "SvcParam: value can't be 1 (byte 7)"),
        (.https, "0001 00 0004 0003 010203", "SvcParam: value can't be 4 (byte 7)"),
        (.https, "0001 00 0001 00ff 02", "SvcParam: needs 259 bytes, 5 are there (byte 3)"),
        (DNSType(rawValue: 29), "01000000 80000000 80000000 00989680", "LOC: version can't be 1 (byte 0)"),
        (DNSType(rawValue: 29), "00a00000 80000000 80000000 00989680", "LOC: size can't be 160 (byte 1)"),
        (DNSType(rawValue: 29), "00000000 00000000 80000000 00989680", "LOC: angle can't be -2147483648 (byte 4)"),
        (DNSType(rawValue: 42), "0003 1803 c00002", "APL: address family can't be 3 (byte 0)"),
        (DNSType(rawValue: 42), "0001 2103 c00002", "APL: prefix length 33 is outside 0...32 (byte 2)"),
        (DNSType(rawValue: 42), "0001 1803 c00000", "APL: last byte can't be 0 (byte 6)"),
        (DNSType(rawValue: 45), "0a0402 00", "DNS data: gateway type can't be 4 (byte 1)"),
        (DNSType(rawValue: 38), "81", "DNS data: prefix length 129 is outside 0...128 (byte 0)"),
        (DNSType(rawValue: 30), "00 80", "DNS type bitmap: type 0 can't be 1 (byte 1)"),
    ])
    func `says what is wrong with data`(type: DNSType, hex: String, problem: String) {
        #expect(Self.problem(type, hex) == problem)
        let bytes = [UInt8](hex: hex)
        #expect(Self.text(type, DNSRecordData(bytes, of: type)).hasPrefix("\\# \(bytes.count) "))
    }

    @Test(arguments: [
        (DNSType.a, "1.2.3", "\"1.2.3\" is no IPv4 address"), (.a, "", "Address is missing"),
        (.a, "1.2.3.4 5", "\"5\" is more than the type has"),
        (.mx, "65536 a.", "\"65536\" is no Preference below 65536"),
        (.mx, "10 a..b", "\"a..b\" is no name"), (.txt, "\"a", "a quotation mark or a parenthesis has no other half"),
        (.txt, "(a", "a quotation mark or a parenthesis has no other half"),
        (.txt, "a\\300", "\"a\\300\" is no text of at most 255 bytes"),
        (.ds, "1 8 2 0", "Digest can't be read from \"0\""),
        (.https, "1 . port=x", "\"port=x\" is no value of port"),
        (.https, "1 . foo=1", "\"foo=1\" is no parameter of a service"),
        (.https, "1 . port=1 port=2", "a parameter is there twice"),
        (.https, "1 . mandatory=alpn", "HTTPS: SvcParam: mandatory key can't be 1 (byte 7)"),
        (.opt, "1", "OPT data is written as \\# LENGTH HEX"),
        (.a, "\\# 4 0102", "\\# 4 needs the hexadecimal digits of 4 bytes"),
        (.nsec, "a. FOO", "\"FOO\" is no type"),
        (.rrsig, "A 8 1 1 20261332000000", "\"20261332000000\" is no Signature Expiration"),
        (DNSType(rawValue: 29), "91 N 0 E 0m", "\"91 N 0 E 0m\" is no location"),
        (DNSType(rawValue: 108), "00-00-5e-00-53", "\"00-00-5e-00-53\" is no EUI48 Address"),
        (DNSType(rawValue: 42), "1:10.0.0.0/33", "\"1:10.0.0.0/33\" is no address prefix"),
    ])
    func `says what is wrong with text`(type: DNSType, text: String, problem: String) {
        #expect(throws: DNSTextError.self) { try Self.parsed(type, text) }
        do { _ = try Self.parsed(type, text) } catch { #expect("\(error)" == problem) }
    }

    @Test func `understands other ways to write the same`() throws {
        let location = DNSType(rawValue: 29)
        let size = try Self.parsed(location, "51 N 7 30 W -1.5m")
        #expect(
            Self.text(location, DNSRecordData(size, of: location)) == "51 0 0.000 N 7 30 0.000 W -1.50m 1m 10000m 10m")
        #expect(try Self.parsed(.txt, "plain \"two words\"") == Array("\u{5}plain\u{9}two words".utf8))
        let multiline = "ns.example. host.example. (\n 1 ; serial\n 2 3 4 5 )"
        #expect(try Self.parsed(.soa, multiline) == Self.parsed(.soa, "ns.example host.example 1 2 3 4 5"))
        #expect(
            try Self.parsed(.https, "1 . ipv4hint=192.0.2.1 alpn=h2")
                == Self.parsed(.https, "1 . alpn=h2 ipv4hint=\"192.0.2.1\""))
        #expect(
            try Self.parsed(.rrsig, "TYPE1 8 1 1 0 0 1 a. AA==")
                == Self.parsed(.rrsig, "a 8 1 1 19700101000000 0 1 a AA=="))
    }

    @Test func `cuts and breaks long values as it is told`() {
        let digest = DNSRecordData([0, 1, 8, 2] + [UInt8](repeating: 0xAB, count: 32), of: .ds)
        #expect(
            Self.text(.ds, digest, as: DNSTextStyle(pieceLength: nil)) == "1 8 2 " + String(repeating: "AB", count: 32))
        #expect(Self.text(.ds, digest, as: DNSTextStyle(pieceLength: 8, longestBytes: 5)) == "1 8 2 ABABABAB AB...")
        let types = DNSRecordData([UInt8](hex: "00 0001 e0"), of: .nsec)
        #expect(Self.text(.nsec, types, as: DNSTextStyle(longestText: 3)) == ". TYPE0 A NS")
        #expect(Self.text(.nsec, types, as: DNSTextStyle(longestText: 2)) == ". TYPE0 A ...")
        let text = DNSRecordData([5] + Array("ab\u{1B}cd".utf8), of: .txt)
        #expect(Self.text(.txt, text, as: DNSTextStyle(longestText: 3)) == "\"ab\\027...\"")
    }

    @Test func `computes key tags as zones do`() throws {
        // RFC 4034's example, and RSAMD5.
        let key =
            "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvx "
            + "egXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw=="
        #expect(Self.tag(of: try Self.parsed(.dnskey, "256 3 5 " + key)) == 60485)
        #expect(Self.tag(of: [UInt8](hex: "0100 03 01 aabbccddee")) == 0xCCDD)
    }
}
