import TestSupport
import Testing

@testable import Wire

/// Something to write, into either kind of output.
private enum Item {
    case decimal(UInt64, width: Int)
    case hex(UInt64, digits: Int)
    case bytes([UInt8])
    case addresses(UInt128)

    func write(to output: inout some TextOutput & ~Copyable) {
        switch self {
        case .decimal(let value, 0): output.append(decimal: value)
        case .decimal(let value, let width): output.append(decimal: value, zeroPaddedTo: width)
        case .hex(let value, let digits): output.append(hex: value, digits: digits)
        case .bytes(let bytes): output.append(hex: bytes.span)
        case .addresses(let value):
            MACAddress(rawValue: UInt64(truncatingIfNeeded: value)).write(to: &output)
            output.append(UInt8(ascii: " "))
            IPv4Address(rawValue: UInt32(truncatingIfNeeded: value)).write(to: &output)
            output.append(UInt8(ascii: " "))
            IPv6Address(rawValue: value).write(to: &output)
        }
    }

    /// Whether both kinds of output have this text.
    func isWritten(as text: String) -> Bool {
        var buffer = TextBuffer()
        var array: [UInt8] = []
        write(to: &buffer)
        write(to: &array)
        return buffer.bytes.elementsEqual(text.utf8) && array.elementsEqual(text.utf8)
    }
}

/// The address as RFC 5952 has it, slowly.
private func plain(_ address: IPv6Address) -> String {
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: address.rawValue >> UInt128(112 - 16 * $0)) }
    var longest = 0..<0
    for start in 0..<8 {
        let end = groups[start...].firstIndex { $0 != 0 } ?? 8
        if end - start > longest.count { longest = start..<end }
    }
    var words = groups.map { String($0, radix: 16) }
    if let mapped = address.mappedIPv4 {
        let dotted = stride(from: 24, through: 0, by: -8).map { String(mapped.rawValue >> UInt32($0) & 0xFF) }
        return "::ffff:" + dotted.joined(separator: ".")
    }
    guard longest.count > 1 else { return words.joined(separator: ":") }
    let tail = words[longest.upperBound...].joined(separator: ":")
    words.removeSubrange(longest.lowerBound...)
    return words.joined(separator: ":") + "::" + tail
}

@Suite struct TextBufferTests {
    @Test func `writes numbers as anybody would`() {
        var random = SeededGenerator(seed: 1)
        var values: [UInt64] = [0, .max, 1 << 32]
        for digits in 0..<20 {
            let power = (0..<digits).reduce(UInt64(1)) { value, _ in value &* 10 }
            values += [power, power &- 1, power &+ 1]
        }
        values += (0..<500).map { _ in
            .random(in: 0 ... .max, using: &random) >> UInt64.random(in: 0...63, using: &random)
        }
        for value in values {
            for width in [0, 1, 2, 3, 6, 8, 9, 12, 21] {
                let digits = String(value)
                let expected = String(repeating: "0", count: max(0, width - digits.count)) + digits
                #expect(Item.decimal(value, width: width).isWritten(as: expected), "\(expected)")
            }
            for digits in [1, 2, 8, 9, 16] {
                let hex = String(value, radix: 16)
                let expected = String(repeating: "0", count: max(0, digits - hex.count)) + hex
                #expect(Item.hex(value, digits: digits).isWritten(as: expected), "\(expected)")
            }
        }
    }

    @Test func `writes addresses as anybody would`() {
        var random = SeededGenerator(seed: 2)
        for round in 0..<3000 {
            var value = UInt128.random(in: 0 ... .max, using: &random)
            // Zeros in many groups, and few digits in others.
            for group in 0..<8 where round % 3 > 0 {
                let keep = [0, 0, 0xF, 0xFF, 0xFFF, 0xFFFF].randomElement(using: &random) ?? 0
                value &= ~(UInt128(0xFFFF & ~keep) << UInt128(16 * group))
            }
            if round % 50 == 1 { value = 0xFFFF << 32 | value & 0xFFFF_FFFF }
            let octets = stride(from: 40, through: 0, by: -8).map {
                let hex = String(UInt8(truncatingIfNeeded: value >> UInt128($0)), radix: 16)
                return hex.count == 1 ? "0" + hex : hex
            }
            let dotted = stride(from: 24, through: 0, by: -8).map {
                String(UInt8(truncatingIfNeeded: value >> UInt128($0)))
            }
            let expected =
                octets.joined(separator: ":") + " " + dotted.joined(separator: ".") + " "
                + plain(IPv6Address(rawValue: value))
            #expect(Item.addresses(value).isWritten(as: expected), "\(expected)")
        }
    }

    @Test(arguments: [0, 1, 3, 7, 8, 9, 31, 64, 1000, 9000]) func `writes bytes in hexadecimal`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 37 * $0 + 5) }
        let expected = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(Item.bytes(bytes).isWritten(as: expected))
    }

    /// Pieces of any length, put together in two ways, with looks and cuts in between.
    @Test func `holds whatever is put into it`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<30 {
            var buffer = TextBuffer()
            var expected: [UInt8] = []
            for step in 0..<200 {
                switch Int.random(in: 0...7, using: &random) {
                case 0:
                    buffer.append(UInt8(truncatingIfNeeded: step))
                    expected.append(UInt8(truncatingIfNeeded: step))
                case 1:
                    buffer.append(word: "fifteen letters")
                    expected += "fifteen letters".utf8
                case 2:
                    let count = Int.random(in: 0...8, using: &random)
                    buffer.append(word: 0x3837_3635_3433_3231, count: count)
                    expected += "12345678".utf8.prefix(count)
                case 3, 4:
                    let most = [5, 40, 1024, 1025, 5000].randomElement(using: &random) ?? 0
                    let piece = (0..<Int.random(in: 0...most, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
                    buffer.append(copying: piece.span)
                    expected += piece
                case 5:
                    let count = Int.random(in: 0...expected.count, using: &random)
                    if step % 5 == 0 {
                        buffer.truncate(to: count)
                        expected.removeLast(expected.count - count)
                    }
                case 6:
                    var other = TextBuffer()
                    other.append(copying: expected.span)
                    let range = expected.count / 3..<expected.count / 2
                    buffer.append(&other, range)
                    expected += Array(expected[range])
                default:
                    let bytes = buffer.withBytes { [UInt8](copying: $0) }
                    #expect(bytes == expected)
                }
                if expected.count > 100_000 {
                    buffer.removeAll()
                    expected = []
                }
                #expect(buffer.count == expected.count && buffer.isEmpty == expected.isEmpty)
                #expect(buffer.last == expected.last)
            }
            #expect(buffer.bytes == expected)
        }
    }
}
