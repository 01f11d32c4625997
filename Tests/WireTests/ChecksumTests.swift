import Testing
import Wire
import TestSupport

@Suite struct InternetChecksumTests {
    /// The sum as RFC 1071 defines it, a word at a time with end-around carry.
    static func naive(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for index in stride(from: 0, to: bytes.count, by: 2) {
            sum += UInt32(bytes[index]) << 8 + (index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0)
            if sum > 0xFFFF { sum -= 0xFFFF }
        }
        return ~UInt16(sum)
    }

    @Test func `sums the example of RFC 1071`() {
        let bytes: [UInt8] = [0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]
        #expect(InternetChecksum.of(bytes.span) == ~0xDDF2)
    }

    @Test(
        arguments: [
            ([], 0xFFFF), ([0x12], ~0x1200), ([0x12, 0x34], ~0x1234), ([0x12, 0x34, 0x56], ~0x6834),
            ([0xFF, 0xFF, 0x00, 0x01], ~0x0001), ([0xFF, 0xFF], 0), ([1, 2, 3, 4, 5], ~0x0906),
        ] as [([UInt8], UInt16)]) func `sums odd and empty lengths`(bytes: [UInt8], checksum: UInt16)
    {
        #expect(InternetChecksum.of(bytes.span) == checksum)
    }

    @Test func `agrees with a naive sum`() {
        var random = SeededGenerator(seed: 1071)
        for _ in 0..<1000 {
            let bytes = [UInt8].random(.random(in: 0...100, using: &random), using: &random)
            #expect(InternetChecksum.of(bytes.span) == Self.naive(bytes))
        }
        let ones = [UInt8](repeating: 0xFF, count: 65_535)
        #expect(InternetChecksum.of(ones.span) == Self.naive(ones))
    }

    @Test func `finds intact what carries its own checksum, and not what lost a bit`() {
        var random = SeededGenerator(seed: 10711)
        for _ in 0..<300 {
            var bytes = [UInt8].random(2 * .random(in: 2...50, using: &random), using: &random)
            (bytes[0], bytes[1]) = (0, 0)
            let checksum = InternetChecksum.of(bytes.span)
            (bytes[0], bytes[1]) = (UInt8(checksum >> 8), UInt8(checksum & 0xFF))
            var sum = InternetChecksum()
            sum.add(bytes.span)
            #expect(sum.isIntact)
            bytes[2] ^= 4
            var other = InternetChecksum()
            other.add(bytes.span)
            #expect(!other.isIntact)
        }
    }

    @Test func `adds numbers as it adds their bytes`() {
        var numbers = InternetChecksum()
        numbers.add(UInt16(0x1234))
        numbers.add(UInt32(0x89AB_CDEF))
        let bytes: [UInt8] = [0x12, 0x34, 0x89, 0xAB, 0xCD, 0xEF]
        #expect(numbers.value == InternetChecksum.of(bytes.span))
    }

    @Test func `sums both families' pseudo-headers`() throws {
        let address = try #require(IPv6Address("2001:db8:1:2:3:4:5:6"))
        let header = try #require(PseudoHeader(source: .v6(address), destination: .v6(.loopback)))
        let bytes = [UInt8](capacity: 40) { output in
            output.append(bigEndian: address.rawValue)
            output.append(bigEndian: IPv6Address.loopback.rawValue)
            output.append(bigEndian: UInt32(70_000))
            output.append(bigEndian: UInt32(58))
        }
        #expect(header.checksum(protocol: 58, length: 70_000).value == InternetChecksum.of(bytes.span))
        #expect(PseudoHeader(source: .v4(.any), destination: .v6(.any)) == nil)
    }
}

@Suite struct AssignedNumberTests {
    /// Whether a registry's numbers ascend, as looking them up needs, and its names differ, as parsing them needs.
    static func isOrdered<Number: AssignedNumber>(_ registry: Number.Type) -> Bool {
        let numbers = registry.assignments.map(\.rawValue)
        let names = Set(registry.assignments.map { $0.name.lowercased() })
        return zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 } && names.count == numbers.count
    }

    @Test func `keeps every registry in order, without a name twice`() {
        #expect(Self.isOrdered(EtherType.self))
        #expect(Self.isOrdered(PriorityCodePoint.self))
        #expect(Self.isOrdered(ARPOpcode.self))
        #expect(Self.isOrdered(ARPHardwareType.self))
        #expect(Self.isOrdered(IPProtocol.self))
        #expect(Self.isOrdered(DSCP.self))
        #expect(Self.isOrdered(ECN.self))
        #expect(Self.isOrdered(IPv4OptionType.self))
        #expect(Self.isOrdered(IPv4SecurityLevel.self))
        #expect(Self.isOrdered(IPv4TimestampFlag.self))
        #expect(Self.isOrdered(IPv6OptionType.self))
        #expect(Self.isOrdered(IPv6RoutingType.self))
    }

    @Test func `names every number of its registry, and shows others as numbers`() {
        for row in IPProtocol.assignments { #expect(IPProtocol(rawValue: row.rawValue).name == row.name) }
        #expect(IPProtocol.assignments.count == 148 + 3)
        #expect(IPProtocol(rawValue: 200).name == nil)
        #expect(IPProtocol(rawValue: 200).description == "200")
        #expect(IPProtocol.tcp.description == "TCP")
        #expect(DSCP(named: "ef") == .expeditedForwarding && DSCP(named: "AF11")?.rawValue == 10)
    }

    @Test(arguments: [("tcp", 6), ("TCP", 6), ("ipv6-icmp", 58), ("17", 17), ("0x11", 17), ("0X11", 17), ("255", 255)])
    func `reads names and numbers`(text: String, value: Int) {
        #expect(IPProtocol(named: text)?.rawValue == UInt8(value))
    }

    @Test(arguments: ["", "256", "-1", "+1", "0x", "0x100", "0x+1", "0x-1", "nope", " tcp", "1f"])
    func `refuses anything else`(text: String) {
        #expect(IPProtocol(named: text) == nil)
    }
}
