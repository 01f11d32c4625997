import Testing
import Wire
import TestSupport

@Suite struct UDPDatagramTests {
    /// A DNS query's UDP layer as sent from 10.0.0.1 to 10.0.0.2.
    static let frame: [UInt8] = [0x30, 0x39, 0x00, 0x35, 0x00, 0x0C, 0x1D, 0xC8, 0xDE, 0xAD, 0xBE, 0xEF]
    static let pseudoHeader = PseudoHeader.ipv4(
        source: IPv4Address(rawValue: 0x0A00_0001), destination: IPv4Address(rawValue: 0x0A00_0002))

    @Test func `reads a real datagram`() throws {
        let datagram = try UDPDatagram(parsing: Self.frame.span)
        #expect(datagram.sourcePort == 12345)
        #expect(datagram.destinationPort == 53)
        #expect(datagram.length == 12)
        #expect(datagram.isChecksumValid(Self.pseudoHeader) == true)
        #expect([UInt8](copying: datagram.payload) == [0xDE, 0xAD, 0xBE, 0xEF])
    }

    @Test func `writes the same bytes back`() throws {
        let datagram = try UDPDatagram(parsing: Self.frame.span)
        let written = [UInt8](capacity: 12) { output in
            datagram.header.serialize(into: &output, payload: datagram.payload, pseudoHeader: Self.pseudoHeader)
        }
        #expect(written == Self.frame)
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("UDP", .truncated(needed: 8, available: count))) {
            _ = try UDPDatagram(parsing: Self.frame.span.extracting(first: count))
        }
    }

    @Test(arguments: 1..<8) func `refuses a length below the header's`(length: Int) {
        var frame = Self.frame
        frame[5] = UInt8(length)
        #expect(throws: WireError("UDP", .badLength(field: "length", value: length, minimum: 8, maximum: 65535), at: 4))
        {
            _ = try UDPDatagram(parsing: frame.span)
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 768)
        for _ in 0..<500 {
            let header = UDPHeader(
                sourcePort: .random(in: 0...(.max), using: &random),
                destinationPort: .random(in: 0...(.max), using: &random))
            let payload = (0..<Int.random(in: 0...64, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let bytes = [UInt8](capacity: 8 + payload.count) { output in
                header.serialize(into: &output, payload: payload.span, pseudoHeader: Self.pseudoHeader)
            }
            let datagram = try UDPDatagram(parsing: bytes.span)
            #expect(datagram.header == header)
            #expect([UInt8](copying: datagram.payload) == payload)
            #expect(datagram.isChecksumValid(Self.pseudoHeader) == true)
        }
    }
}
