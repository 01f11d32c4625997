import TestSupport
import Testing
import Wire

@Suite struct DNSNameTests {
    static func name(_ bytes: [UInt8], at offset: Int = 0) throws -> DNSName {
        try DNSName(parsing: bytes.span, at: offset)
    }

    static func written(_ name: DNSName) -> [UInt8] {
        [UInt8](capacity: name.byteCount) { name.serialize(into: &$0) }
    }

    @Test(arguments: [
        ("03 777777 03 313633 03 636f6d 00", "www.163.com."),
        ("00", "."),
        ("03 412e62 01 63 00", "A\\.b.c."),
        ("02 5c22 00", "\\\\\\\"."),
        ("04 2001ff7f 00", "\\032\\001\\255\\127."),
        ("06 24403b28293a 00", "\\$\\@\\;\\(\\):."),
    ])
    func `reads, presents and writes a name`(wire: String, text: String) throws {
        let bytes = [UInt8](hex: wire)
        let name = try Self.name(bytes)
        #expect(name.description == text)
        #expect(Self.written(name) == bytes)
        #expect(DNSName(text) == name)
    }

    @Test func `does not need the last dot, and knows its parent`() throws {
        let name = try #require(DNSName("www.Example.com"))
        #expect(name.description == "www.Example.com.")
        #expect(name == DNSName("WWW.example.COM."))
        #expect(name.hashValue == DNSName("WWW.example.COM.")?.hashValue)
        #expect(name != DNSName("www.example.net"))
        #expect(name.labelCount == 3 && name.byteCount == 17)
        #expect(name.parent?.parent?.parent == .root)
        #expect(DNSName.root.parent == nil && DNSName.root.isRoot)
    }

    @Test(arguments: [
        "", "..", ".a", "a..b", "a\\", "a\\1", "a\\25", "a\\256", "a\\1x2", String(repeating: "a", count: 64),
        String(repeating: "a.", count: 128),
    ])
    func `refuses what is no name`(text: String) { #expect(DNSName(text) == nil) }

    @Test func `takes the longest label and the longest name`() {
        #expect(DNSName(String(repeating: "a", count: 63))?.byteCount == 65)
        #expect(DNSName(String(repeating: "a.", count: 127))?.byteCount == 255)
    }

    @Test func `follows pointers, also one after the other and forward`() throws {
        // 0: com. 5: 163 -> 0. 11: www -> 5. 17: -> 11. 19: -> 21. 21: x.
        let bytes = [UInt8](hex: "03636f6d00 03313633c000 03777777c005 c00b c015 017800")
        #expect(try Self.name(bytes, at: 5).description == "163.com.")
        #expect(try Self.name(bytes, at: 11).description == "www.163.com.")
        #expect(try Self.name(bytes, at: 17).description == "www.163.com.")
        let view = try DNSNameView(parsing: bytes.span, at: 17)
        #expect(view.end == 19 && !view.leadsForward && view.labelCount == 3)
        let forward = try DNSNameView(parsing: bytes.span, at: 19)
        #expect(forward.leadsForward && forward.problem == nil && forward.end == 21)
        #expect(try DNSName(forward).description == "x.")
        let target = try DNSNameView(parsing: bytes.span, at: 21)
        let isSame = forward.isEqual(to: target)
        let isOther = !forward.isEqual(to: view)
        #expect(isSame && isOther)
    }

    @Test func `ends where pointers lead in a circle`() throws {
        let itself = [UInt8](hex: "c000")
        #expect(throws: WireError("DNS name", .badValue(field: "pointer in a circle", value: 0), at: 0)) {
            try Self.name(itself)
        }
        #expect(throws: WireError("DNS name", .badValue(field: "pointer in a circle", value: 2), at: 2)) {
            try Self.name([UInt8](hex: "c002c002"))
        }
        #expect(throws: WireError("DNS name", .badValue(field: "pointer in a circle", value: 0), at: 2)) {
            try Self.name([UInt8](hex: "c002c000"))
        }
        let growing = [UInt8](hex: "0161c000")
        #expect(throws: WireError("DNS name", .badLength(field: "length", value: 257, minimum: 1, maximum: 255), at: 0))
        { try Self.name(growing) }
        let view = try DNSNameView(parsing: growing.span, at: 0)
        #expect(view.end == 4)
    }

    @Test func `refuses what is cut, and label types that nobody has`() {
        let bytes = [UInt8](hex: "03777777 0161 00")
        for count in 0..<bytes.count {
            let place = count < 4 ? 0 : count < 6 ? 4 : 6
            let needed = count == 0 || count == 4 || count == 6 ? 1 : place == 0 ? 4 : 2
            #expect(throws: WireError("DNS name", .truncated(needed: needed, available: count - place), at: place)) {
                try Self.name(Array(bytes.prefix(count)))
            }
        }
        #expect(throws: WireError("DNS name", .badValue(field: "label type", value: 1), at: 0)) {
            try Self.name([0x41, 0, 0])
        }
        #expect(throws: WireError("DNS name", .truncated(needed: 2, available: 1), at: 0)) { try Self.name([0xC0]) }
        #expect(throws: WireError("DNS name", .truncated(needed: 1, available: 0), at: 2)) {
            try Self.name([0xC0, 0x09])
        }
    }

    @Test func `survives random names`() throws {
        var random = SeededGenerator(seed: 53)
        for _ in 0..<500 {
            var wire: [UInt8] = []
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let label = [UInt8].random(count: 1...30, using: &random)
                wire += [UInt8(label.count)] + label
            }
            wire.append(0)
            let name = try Self.name(wire)
            #expect(Self.written(name) == wire)
            #expect(DNSName(name.description).map(Self.written) == wire)
        }
    }
}
