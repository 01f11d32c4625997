import TestSupport
import Testing
import Wire

@Suite struct TappedMessageTests {
    /// As kdig 3.2.6 writes a query for www.163.com by TCP.
    private static let frame = [UInt8](
        hex: """
            120a6b64696720332e322e367242080b1001180222047f0000012a047f35003530e7f602383540b4b591d8064d633706
            00521dc11601200001000000000000037777770331363303636f6d00000100017801
            """)

    @Test func `reads what kdig writes`() throws {
        let message = try TappedMessage(parsing: Self.frame.span)
        #expect(message.type == TappedMessage.toolQuery && message.isQuery && message.protocolNumber == 2)
        #expect(message.queryAddress == IPAddress("127.0.0.1") && message.responseAddress == IPAddress("127.53.0.53"))
        #expect(message.responsePort == 53 && message.queryTime.map { $0 / 1_000_000_000 } == 1795447476)
        #expect(message.responseTime == nil && message.response == nil)
        let bytes = try #require(message.query)
        let query = try DNSMessage(parsing: bytes.span)
        #expect(query.questions.map(\.name.description) == ["www.163.com."])
    }

    @Test func `what is cut anywhere is refused, or is less`() throws {
        let whole = try TappedMessage(parsing: Self.frame.span)
        for length in 0..<Self.frame.count {
            #expect((try? TappedMessage(parsing: Self.frame.span.extracting(..<length))) != whole)
        }
    }

    @Test func `is read as it was written`() throws {
        var generator = SeededGenerator(seed: 7)
        for round in 0..<500 {
            var message = TappedMessage()
            message.type = UInt64.random(in: 1...14, using: &generator)
            message.protocolNumber =
                Bool.random(using: &generator) ? UInt64.random(in: 0...UInt64.max, using: &generator) : nil
            let isIPv6 = round % 2 == 0
            let address: IPAddress =
                isIPv6
                ? .v6(IPv6Address(rawValue: UInt128.random(in: 0...UInt128.max, using: &generator)))
                : .v4(IPv4Address(rawValue: UInt32.random(in: 0...UInt32.max, using: &generator)))
            message.responseAddress = address
            message.queryAddress = Bool.random(using: &generator) ? address : nil
            message.responsePort = UInt16.random(in: 0...UInt16.max, using: &generator)
            message.responseTime = Int64.random(in: 0..<1 << 60, using: &generator)
            message.response = (0..<Int.random(in: 0...300, using: &generator)).map { UInt8(truncatingIfNeeded: $0) }
            let written = message.serialized(version: "v")
            #expect(try TappedMessage(parsing: written.span) == message)
        }
    }

    @Test func `what is no message is refused with its place`() {
        for (hex, text) in [
            ("", "dnstap: type can't be 0 (byte 0)"), ("7802 7200", "dnstap: type can't be 2 (byte 0)"),
            ("72ff01", "dnstap: needs 255 bytes, 0 are there (byte 3)"),
            ("7b", "dnstap: wire type can't be 3 (byte 0)"),
            ("78ffffffffffffffffffffff", "dnstap: number can't be 10 (byte 11)"),
            ("7d0102", "dnstap: needs 4 bytes, 2 are there (byte 1)"),
        ] {
            let bytes = [UInt8](hex: hex)
            do throws(WireError) {
                _ = try TappedMessage(parsing: bytes.span)
                Issue.record("\(hex) was read")
            } catch {
                #expect(error.description == text)
            }
        }
    }
}

@Suite struct FrameStreamTests {
    private static let file =
        FrameStream.head + FrameStream.frame([1, 2, 3]) + FrameStream.frame([4]) + FrameStream.tail

    /// The frames of a file, and why there are no more.
    private func frames(_ bytes: [UInt8]) throws(WireError) -> (frames: [[UInt8]], last: FrameStream.Reader.Step) {
        var reader = FrameStream.Reader()
        var place = 0
        var frames: [[UInt8]] = []
        while true {
            let step = try reader.step(bytes.span, at: &place)
            guard case .frame(let range) = step else { return (frames, step) }
            frames.append(Array(bytes[range]))
        }
    }

    @Test func `frames are read between a beginning and an end`() throws {
        let read = try frames(Self.file)
        #expect(read.frames == [[1, 2, 3], [4]] && read.last == .end)
        let head = "00000000 00000022 00000002 00000001 00000016 70726f746f6275663a646e737461702e446e73746170"
        #expect(FrameStream.head == [UInt8](hex: head), "as kdig begins")
        #expect(FrameStream.tail == [UInt8](hex: "00000000 00000004 00000003"))
    }

    @Test func `a file that is cut anywhere wants more`() throws {
        for length in 0..<Self.file.count {
            guard case .needs = try frames(Array(Self.file[..<length])).last else {
                Issue.record("\(length) bytes are enough")
                return
            }
        }
    }

    @Test func `what is no such file is refused with its place`() {
        for (hex, text) in [
            ("61626364", "Frame Streams: start can't be 1633837924 (byte 0)"),
            ("00000000 00000003", "Frame Streams: control length 3 is outside 4...512 (byte 4)"),
            ("00000000 00000004 00000003", "Frame Streams: control type can't be 3 (byte 8)"),
            ("00000000 0000000d 00000002 00000001 00000001 61", "Frame Streams: content type can't be 1 (byte 20)"),
            ("00000000 00000004 00000002 00040001", "Frame Streams: length 262145 is outside 1...262144 (byte 12)"),
        ] {
            do throws(WireError) {
                _ = try frames([UInt8](hex: hex))
                Issue.record("\(hex) was read")
            } catch {
                #expect(error.description == text)
            }
        }
    }
}
