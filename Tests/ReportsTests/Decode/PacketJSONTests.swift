import Foundation
import Reports
import TestSupport
import Testing
import Wire

/// Frames written by hand.
enum SampleFrame {
    /// A SYN from 10.0.0.1:40000 to 10.0.0.2:80 with the options that Linux sends.
    static let syn = bytes(
        """
        02 00 00 00 00 02 02 00 00 00 00 01 08 00
        45 00 00 3c 12 34 40 00 40 06 14 86 0a 00 00 01 0a 00 00 02
        9c 40 00 50 00 00 03 e8 00 00 00 00 a0 02 fa f0 00 00 00 00
        02 04 05 b4 04 02 08 0a 00 00 00 01 00 00 00 00 01 03 03 07
        """)
    /// Port unreachable, about a UDP datagram to port 9.
    static let unreachable = bytes(
        """
        45 00 00 38 00 01 00 00 40 01 66 c2 0a 00 00 02 0a 00 00 01
        03 03 00 00 00 00 00 00
        45 00 00 1c 00 02 00 00 40 11 66 cd 0a 00 00 01 0a 00 00 02 13 88 00 09 00 08 00 00
        """)

    static func bytes(_ text: String) -> [UInt8] {
        text.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
    }
}

@Suite struct PacketJSONTests {
    private func line(
        _ frame: [UInt8], as type: LinkType = .ethernet, time: Int64? = 1_700_000_000_123_456_789, cut: Int = 0
    ) -> String {
        var json = PacketJSON()
        let facts = PacketFacts(
            number: 7, time: time, length: frame.count + cut, capturedLength: frame.count, interface: 1)
        json.tell(facts, frame.span, PacketWalk(type, originalLength: frame.count + cut))
        return String(decoding: json.text.bytes, as: UTF8.self)
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private func value(_ path: String, _ line: String) throws -> Any? {
        var value: Any? = try object(line)
        for key in path.split(separator: ".") { value = (value as? [String: Any])?[String(key)] }
        return value
    }

    @Test func `begins with the frame`() {
        let begin = """
            {"frame":{"number":7,"time":"2023-11-14T22:13:20.123456789Z","time_epoch":1700000000.123456789,\
            "len":74,"cap_len":74,"interface_id":1,"protocols":"eth:ip:tcp"},"eth":{"dst":"02:00:00:00:00:02",
            """
        #expect(line(SampleFrame.syn).hasPrefix(begin))
        #expect(line(SampleFrame.syn).hasSuffix("}\n"))
    }

    @Test func `leaves out a time that nobody knows`() throws {
        let frame = try #require(try object(line(SampleFrame.syn, time: nil))["frame"] as? [String: Any])
        #expect(frame["time"] == nil)
        #expect(frame["time_epoch"] == nil)
    }

    @Test func `nests so that the path is the field's name`() throws {
        let text = line(SampleFrame.syn)
        #expect(try value("ip.src", text) as? String == "10.0.0.1")
        #expect(try value("tcp.flags.syn", text) as? Bool == true)
        #expect(try value("tcp.dstport", text) as? Int == 80)
        #expect(try value("tcp.options.timestamp.tsval", text) as? Int == 1)
        #expect(try value("tcp.options.wscale.shift", text) as? Int == 7)
    }

    @Test func `gives a group's own number as its value`() throws {
        #expect(try value("tcp.flags.value", line(SampleFrame.syn)) as? Int == 2)
        #expect(try value("ip.flags.value", line(SampleFrame.syn)) as? Int == 2)
    }

    @Test func `gives what is told more than once as an array`() throws {
        #expect(try value("tcp.option_kind", line(SampleFrame.syn)) as? [Int] == [2, 4, 8, 1, 3])
    }

    @Test func `numbers a layer that occurs again`() throws {
        let packet = try object(line(SampleFrame.unreachable, as: .raw))
        #expect((packet["ip"] as? [String: Any])?["src"] as? String == "10.0.0.2")
        #expect((packet["ip#2"] as? [String: Any])?["src"] as? String == "10.0.0.1")
    }

    @Test func `says what is wrong, and where`() throws {
        let warnings = try #require(try object(line(Array(SampleFrame.syn.prefix(40))))["warnings"] as? [[String: Any]])
        #expect(warnings.last?["name"] as? String == "_ws.malformed")
        #expect(warnings.last?["offset"] as? Int == 34)
        let cut = try object(line(Array(SampleFrame.syn.prefix(40)), cut: 34))
        #expect((cut["warnings"] as? [[String: Any]])?.last?["name"] as? String == "_ws.short")
    }

    @Test func `gives bytes that nobody reads in hexadecimal`() throws {
        let frame = Array(SampleFrame.syn.prefix(12)) + [0x12, 0x34, 0xAB, 0x00, 0x9F]
        #expect(try value("data.data", line(frame)) as? String == "ab009f")
    }

    /// Keys in the order in which they stand, with the objects they are in.
    private func repeatedKeys(_ line: String) -> [String] {
        var open: [Set<String>] = []
        var repeated: [String] = []
        var text = ""
        var isInText = false
        var isEscaped = false
        for character in line.unicodeScalars {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isInText = false
                    continue
                }
                text.unicodeScalars.append(character)
                continue
            }
            switch character {
            case "\"":
                isInText = true
                text = ""
            case "{": open.append([])
            case "}": open.removeLast()
            case ":":
                if !open[open.count - 1].insert(text).inserted { repeated.append(text) }
            default: break
            }
        }
        return repeated
    }

    @Test func `parses and repeats no key, whatever the bytes are`() throws {
        var random = SeededGenerator(seed: 21)
        let kinds = LayerKind.allCases
        for round in 0..<3_000 {
            var frame = Bool.random(using: &random) ? SampleFrame.syn : SampleFrame.unreachable
            let kind = kinds[round % kinds.count]
            if round % 3 == 0 { frame = (0..<Int.random(in: 0...200, using: &random)).map { _ in 0 } }
            for _ in 0..<Int.random(in: 1...40, using: &random) where !frame.isEmpty {
                frame[Int.random(in: 0..<frame.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            var json = PacketJSON()
            let facts = PacketFacts(number: 1, time: nil, length: frame.count, capturedLength: frame.count)
            json.tell(facts, frame.span, PacketWalk(kind))
            let text = String(decoding: json.text.bytes, as: UTF8.self)
            var table = FieldTable(FieldSelection(["frame.protocols"]))
            table.tell(facts, frame.span, PacketWalk(kind))
            let protocols = String(decoding: table.text.bytes.dropLast(), as: UTF8.self)
            let told = try #require(try object(text)["frame"] as? [String: Any], "\(kind): \(text)")
            #expect(told["protocols"] as? String == protocols, "\(kind): \(text)")
            #expect(repeatedKeys(text) == [], "\(kind): \(text)")
        }
    }
}
