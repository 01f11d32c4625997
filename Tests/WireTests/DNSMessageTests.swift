import TestSupport
import Testing
import Wire

@Suite struct DNSMessageTests {
    /// Asks for the addresses of www.163.com.
    static let query = [UInt8](hex: "1267 0100 0001 0000 0000 0000 0377777703313633 03636f6d00 0001 0001")

    /// An alias, its address, and EDNS with DO and a cookie.
    static let response = [UInt8](
        hex: """
            1267 8180 0001 0002 0000 0001 0377777703313633 03636f6d00 0001 0001
            c00c 0005 0001 0000012c 000e 0377777703313633 0363646e c014
            c029 0001 0001 0000012c 0004 01020304
            00 0029 04d0 00 00 8000 000c 000a0008 6162636465666768
            """)

    static func name(_ text: String) throws -> DNSName { try #require(DNSName(text)) }

    @Test func `reads a query and writes the same bytes back`() throws {
        let message = try DNSMessage(parsing: Self.query.span)
        #expect(message.identifier == 4711 && message.flags.recursionDesired && !message.flags.isResponse)
        #expect(message.questions == [DNSQuestion(try Self.name("www.163.com"), .a)])
        #expect(try message.serialized() == Self.query)
    }

    @Test func `reads a response and writes the same bytes back`() throws {
        let message = try DNSMessage(parsing: Self.response.span)
        #expect(message.flags.isResponse && message.flags.recursionAvailable && message.flags.responseCode == .noError)
        let alias = try Self.name("www.163.cdn.com")
        #expect(message.answers.count == 2)
        #expect(message.answers.first?.data == .name(alias) && message.answers.first?.timeToLive == 300)
        let address = IPv4Address(rawValue: 0x0102_0304)
        #expect(message.answers.last == DNSRecord(alias, .a, .address(.v4(address)), timeToLive: 300))
        let options = try DNSRecordData.options([EDNSOption(.cookie, Array("abcdefgh".utf8))])
        #expect(message.additionals.first?.data == options)
        #expect(try message.serialized() == Self.response)
        let plain = try message.serialized(isCompressed: false)
        #expect(plain.count > Self.response.count)
        #expect(try DNSMessage(parsing: plain.span) == message)
    }

    @Test func `refuses every shorter message`() throws {
        for count in 0..<Self.response.count {
            #expect(throws: WireError.self) { try DNSMessage(parsing: Self.response.span.extracting(first: count)) }
        }
        #expect(throws: WireError("DNS", .truncated(needed: 12, available: 11))) {
            _ = try DNSPacket(parsing: Self.query.span.extracting(first: 11))
        }
        #expect(throws: WireError("DNS question", .truncated(needed: 4, available: 3), at: 25)) {
            try DNSMessage(parsing: Self.query.span.extracting(first: 28))
        }
        #expect(throws: WireError("DNS record", .truncated(needed: 10, available: 9), at: 31)) {
            try DNSMessage(parsing: Self.response.span.extracting(first: 40))
        }
        #expect(throws: WireError("DNS record", .truncated(needed: 14, available: 13), at: 41)) {
            try DNSMessage(parsing: Self.response.span.extracting(first: 54))
        }
    }

    @Test(arguments: [
        ("0001 0001 00000000 0003 010203", "010203", true), ("000f 0001 00000000 0001 00", "00", true),
        ("0010 0001 00000000 0003 096162", "096162", true), ("0001 0001 00000000 0005 0102030405", "0102030405", true),
        // No type, or no class, of which the form of the data is known.
        ("0001 0003 00000000 0004 01020304", "01020304", false), ("ff00 0001 00000000 0002 abcd", "abcd", false),
        ("0001 00ff 00000000 0000", "", false),
    ])
    func `keeps data that is not as its type has it`(record: String, data: String, isMalformed: Bool) throws {
        let bytes = [UInt8](hex: "0001 8000 0000 0001 0000 0000 00" + record)
        let message = try DNSMessage(parsing: bytes.span)
        #expect(message.answers.first?.data.bytes == [UInt8](hex: data))
        #expect(message.answers.first?.isMalformed == isMalformed)
        #expect(try message.serialized() == bytes)
    }

    @Test func `refuses to write what no length field can say`() throws {
        var message = DNSMessage(identifier: 1, flags: DNSFlags(rawValue: 0x8000))
        let long = EDNSOption(.padding, [UInt8](repeating: 0, count: 65_536))
        #expect(throws: WireError("DNS", .badLength(field: "option", value: 65_536, minimum: 0, maximum: 65_535))) {
            try DNSRecordData.options([long])
        }
        let data = DNSRecordData([UInt8](repeating: 0, count: 40_000), of: .null)
        message.answers = Array(
            repeating: DNSRecord(.root, .null, data, timeToLive: 0), count: 2)
        #expect(throws: WireError("DNS", .badLength(field: "length", value: 80_034, minimum: 0, maximum: 65_535))) {
            try message.serialized()
        }
    }

    @Test func `sets and clears each flag by itself`() {
        let flags: [(WritableKeyPath<DNSFlags, Bool>, UInt16)] = [
            (\.isResponse, 0x8000), (\.isAuthoritative, 0x0400), (\.isTruncated, 0x0200), (\.recursionDesired, 0x0100),
            (\.recursionAvailable, 0x0080), (\.isReservedSet, 0x0040), (\.isAuthentic, 0x0020),
            (\.checkingDisabled, 0x0010),
        ]
        for (path, bit) in flags {
            var set = DNSFlags(rawValue: 0)
            set[keyPath: path] = true
            var cleared = DNSFlags(rawValue: 0xFFFF)
            cleared[keyPath: path] = false
            #expect(set.rawValue == bit && cleared.rawValue == ~bit && set[keyPath: path])
        }
        var flags16 = DNSFlags(rawValue: 0x8180)
        flags16.opcode = .update
        flags16.responseCode = .noSuchName
        #expect(flags16.rawValue == 0xA983 && flags16.opcode == .update && flags16.responseCode == .noSuchName)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 1035)
        for _ in 0..<300 {
            let message = try Self.message(using: &random)
            let bytes = try message.serialized()
            #expect(try DNSMessage(parsing: bytes.span) == message)
            #expect(try DNSMessage(parsing: bytes.span).serialized() == bytes)
        }
    }

    static func message(using random: inout SeededGenerator) throws -> DNSMessage {
        var message = DNSMessage(
            identifier: .random(in: 0...0xFFFF, using: &random),
            flags: DNSFlags(rawValue: .random(in: 0...0xFFFF, using: &random)))
        message.questions = [DNSQuestion(try name(using: &random), .any)]
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let vector = recordVectors[.random(in: recordVectors.indices, using: &random)]
            let type = Bool.random(using: &random) ? .cname : DNSType(rawValue: vector.type)
            let data =
                type == .cname
                ? .name(try name(using: &random)) : DNSRecordData([UInt8](hex: vector.data), of: type)
            let record = DNSRecord(
                try name(using: &random), type, data, timeToLive: .random(in: 0...9999, using: &random))
            message.answers.append(record)
            message.additionals.insert(record, at: 0)
        }
        return message
    }

    static func name(using random: inout SeededGenerator) throws -> DNSName {
        let labels = ["www", "Mail", "a", "example", "com", "net"]
        let count = Int.random(in: 1...4, using: &random)
        let chosen = (0..<count).map { _ in labels[Int.random(in: 0..<labels.count, using: &random)] }
        return try name(chosen.joined(separator: "."))
    }
}
