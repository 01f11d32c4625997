import Glibc
import TestSupport
import Testing

@testable import Wire

/// Text of addresses, read as the C library reads it.
@Suite struct AddressTextTests {
    /// Texts that are addresses, nearly.
    private static func texts(_ count: Int, seed: UInt64) -> [String] {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789abfx.:")
        return (0..<count).map { _ in
            let isIPv6 = Bool.random(using: &random)
            let separator = isIPv6 ? ":" : "."
            var text = (0..<Int.random(in: 1...(isIPv6 ? 9 : 5), using: &random)).map { _ in
                let number = UInt32.random(in: 0...(1 << UInt32.random(in: 0...18, using: &random)), using: &random)
                return switch Int.random(in: 0..<4, using: &random) {
                case 0: String(number)
                case 1: String(number, radix: 16)
                case 2: "0" + String(number, radix: 8)
                default: ""
                }
            }.joined(separator: separator)
            if Int.random(in: 0..<3, using: &random) == 0, !text.isEmpty {
                let place = text.index(text.startIndex, offsetBy: .random(in: 0..<text.count, using: &random))
                text.insert(alphabet[Int.random(in: alphabet.indices, using: &random)], at: place)
            }
            return text
        }
    }

    @Test func `strict text is what inet_pton takes`() {
        var read = 0
        for text in Self.texts(40_000, seed: 1) {
            var four = in_addr()
            let expected4 = unsafe inet_pton(AF_INET, text, &four) == 1 ? UInt32(bigEndian: four.s_addr) : nil
            #expect(IPv4Address(text)?.rawValue == expected4, "\(text)")
            var six = [UInt8](repeating: 0, count: 16)
            let isIPv6 = unsafe inet_pton(AF_INET6, text, &six) == 1
            let expected6 = isIPv6 ? six.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } : nil
            #expect(IPv6Address(text)?.rawValue == expected6, "\(text)")
            read += (expected4 == nil ? 0 : 1) + (isIPv6 ? 1 : 0)
        }
        #expect(read > 1000, "many were addresses")
    }

    @Test func `classic text is what inet_aton takes`() {
        var read = 0
        for text in Self.texts(40_000, seed: 2) {
            var four = in_addr()
            let expected = unsafe inet_aton(text, &four) != 0 ? UInt32(bigEndian: four.s_addr) : nil
            #expect(IPv4Address(classic: text)?.rawValue == expected, "\(text)")
            read += expected == nil ? 0 : 1
        }
        #expect(read > 1000, "many were addresses")
    }
}
