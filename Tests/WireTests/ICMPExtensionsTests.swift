import Testing
import Wire

@Suite struct ICMPExtensionsTests {
    static let objects: [ICMPExtension] = [
        .mplsLabelStack([
            MPLSLabelStackEntry(label: 24005, trafficClass: 5, isBottomOfStack: false, timeToLive: 1),
            MPLSLabelStackEntry(label: 1_048_575, isBottomOfStack: true, timeToLive: 255),
        ]),
        .interfaceInformation(
            InterfaceInformation(
                role: .outgoing, index: 3, address: .v4(IPv4Address(rawValue: 0x0A00_0001)),
                name: Array("ge-0/0/1".utf8),
                mtu: 1500)),
        .interfaceInformation(InterfaceInformation(role: .incoming, address: .v6(.loopback))),
        .other(ICMPExtensionClass(rawValue: 200), classType: 9, [1, 2, 3, 4, 5]),
    ]
    /// One label, as routers send it (RFC 4950 section 3): label 16, bottom of stack, TTL 1.
    static let structure = [UInt8](dump: "2000 ddf4 0008 0101 0001 0101")

    static func decoded(_ extensions: borrowing ICMPExtensions) throws -> [ICMPExtension] {
        var found: [ICMPExtension] = []
        var walk = extensions.objects
        while let object = try walk.next() { found.append(try object.decoded()) }
        return found
    }

    static func decoded(in message: borrowing ICMPv4Message) throws -> [ICMPExtension]? {
        guard let extensions = message.extensions else { return nil }
        return try decoded(extensions)
    }

    @Test func `reads a label stack`() throws {
        let extensions = try ICMPExtensions(parsing: Self.structure.span)
        #expect(extensions.isChecksumValid == true)
        let label = MPLSLabelStackEntry(label: 16, isBottomOfStack: true, timeToLive: 1)
        #expect(try Self.decoded(extensions) == [.mplsLabelStack([label])])
    }

    @Test func `takes a checksum of zero for none`() throws {
        #expect(try ICMPExtensions(parsing: [0x20, 0, 0, 0].span).isChecksumValid == nil)
        #expect(try ICMPExtensions(parsing: [0x20, 0, 1, 0].span).isChecksumValid == false)
    }

    @Test(arguments: 0..<4) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("ICMP extensions", .truncated(needed: 4, available: count))) {
            _ = try ICMPExtensions(parsing: Self.structure.span.extracting(first: count))
        }
    }

    @Test func `refuses another version`() {
        #expect(throws: WireError("ICMP extensions", .badValue(field: "version", value: 1))) {
            _ = try ICMPExtensions(parsing: [0x10, 0, 0, 0].span)
        }
    }

    @Test(arguments: [0, 3, 9, 0xFFFF]) func `ends at an object with a bad length`(length: Int) throws {
        var bytes = Self.structure
        bytes[4] = UInt8(length >> 8)
        bytes[5] = UInt8(length & 255)
        var walk = try ICMPExtensions(parsing: bytes.span).objects
        do {
            _ = try walk.next()
            Issue.record("no error")
        } catch {
            #expect(
                error
                    == WireError(
                        "ICMP extension object", .badLength(field: "length", value: length, minimum: 4, maximum: 8),
                        at: 4))
        }
        #expect(try walk.next() == nil)
    }

    @Test(arguments: [(0x0A, "03"), (0x02, "41 00 00 00"), (0x02, "00 00 00 00"), (0x04, "0009 0000 01020304")])
    func `refuses interface information that is not there`(classType: UInt8, dump: String) {
        #expect(throws: WireError.self) {
            _ = try InterfaceInformation(parsing: [UInt8](dump: dump).span, classType: classType)
        }
    }

    @Test(arguments: [1, 28, 128, 130, 500, 1500]) func `comes back out of an error as it went in`(quote: Int) throws {
        let datagram = [UInt8](repeating: 0x45, count: quote)
        let error = ICMPv4Error(type: .timeExceeded, code: 0, extensions: Self.objects)
        let bytes = [UInt8](capacity: error.byteCount(quoting: quote)) {
            error.serialize(into: &$0, quoting: datagram.span)
        }
        #expect(bytes.count == error.byteCount(quoting: quote))
        let message = try ICMPv4Message(parsing: bytes.span)
        #expect(message.isChecksumValid == true)
        #expect(message.quoted.count == min(max(128, (quote + 3) / 4 * 4), 1020))
        #expect(try Self.decoded(in: message) == Self.objects)
    }

    @Test func `finds extensions that no length field announces`() throws {
        let error = ICMPv4Error(type: .timeExceeded, code: 0, extensions: Self.objects)
        var bytes = [UInt8](capacity: error.byteCount(quoting: 128)) {
            error.serialize(into: &$0, quoting: [UInt8](repeating: 0x45, count: 128).span)
        }
        bytes[5] = 0
        #expect(try ICMPv4Message(parsing: bytes.span).quoted.count == 128)
        #expect(try Self.decoded(in: ICMPv4Message(parsing: bytes.span)) == Self.objects)
        bytes[140] ^= 1
        #expect(try ICMPv4Message(parsing: bytes.span).quoted.count == bytes.count - 8)
        #expect(try Self.decoded(in: ICMPv4Message(parsing: bytes.span)) == nil)
    }

    @Test func `describes labels and interfaces`() throws {
        var transcript = FieldTranscript()
        let bytes = [UInt8](capacity: Self.objects.structureByteCount) { Self.objects.serialize(into: &$0) }
        try ICMPExtensions(parsing: bytes.span).describe(into: &transcript, at: 0)
        #expect(transcript.lines.contains("   icmp.mpls.label=24005"))
        #expect(transcript.lines.contains("  icmp.int_info.name=ge-0/0/1"))
        #expect(transcript.lines.contains("  icmp.ext.data=5 bytes"))
        #expect(!transcript.lines.contains { $0.contains("!") })
    }

    @Test(arguments: [
        InterfaceIdentification.name(Array("eth0.1".utf8)), .index(7), .address(.v4(.loopback)),
        .address(.v6(.loopback)),
    ]) func `asks about an interface`(interface: InterfaceIdentification) throws {
        let request = ExtendedEchoRequest(identifier: 1, sequenceNumber: 2, isLocal: true, interface: interface)
        let bytes = [UInt8](capacity: request.byteCount) { request.serialize(icmpv4Into: &$0) }
        let message = try ICMPv4Message(parsing: bytes.span)
        #expect(message.isChecksumValid == true)
        #expect(message.extendedSequenceNumber == 2 && message.isLocalInterface == true)
        #expect(try Self.decoded(in: message) == [.interfaceIdentification(interface)])
    }

    @Test func `reads real probes of interfaces`() throws {
        let byIndex = [UInt8](dump: "2a00 6314 f6ea 0001 2000 dcf4 0008 0302 0000 0001 6593 3a33 000d dc2b")
        let message = try ICMPv4Message(parsing: byIndex.span)
        #expect(message.isChecksumValid == true)
        #expect(message.identifier == 0xF6EA && message.isLocalInterface == true)
        let extensions = try ICMPExtensions(parsing: message.payload.extracting(first: 12))
        #expect(extensions.isChecksumValid == true)
        #expect(try Self.decoded(extensions) == [.interfaceIdentification(.index(1))])
    }
}
