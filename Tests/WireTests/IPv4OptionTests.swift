import Testing
import Wire
import TestSupport

@Suite struct IPv4OptionTests {
    /// What a walk over option bytes gives, and the error that ended it.
    static func walk(_ bytes: [UInt8]) -> (options: [IPv4Option], error: WireError?) {
        var iterator = IPv4OptionIterator(bytes.span)
        var options: [IPv4Option] = []
        while let option = iterator.next() { options.append(option.option) }
        return (options, iterator.error)
    }

    static func written(_ option: IPv4Option) -> [UInt8] { [UInt8](capacity: 255) { option.serialize(into: &$0) } }

    /// Options that fit a header together, End of Options List not among them.
    static func randomOptions(using random: inout SeededGenerator) -> [IPv4Option] {
        var options: [IPv4Option] = []
        var room = Int.random(in: 0...40, using: &random)
        while true {
            let option = randomOption(using: &random)
            guard option.byteCount <= room else { return options }
            room -= option.byteCount
            options.append(option)
        }
    }

    static func randomOption(using random: inout SeededGenerator) -> IPv4Option {
        func address() -> IPv4Address { IPv4Address(rawValue: .random(in: 0...(.max), using: &random)) }
        func route() -> IPv4Route {
            let addresses = (0..<Int.random(in: 0...9, using: &random)).map { _ in address() }
            return IPv4Route(pointer: .random(in: 0...255, using: &random), addresses: addresses)
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return .noOperation
        case 1: return .recordRoute(route())
        case 2: return .looseSourceRoute(route())
        case 3: return .strictSourceRoute(route())
        case 4: return .routerAlert(.random(in: 0...(.max), using: &random))
        case 5: return .streamIdentifier(.random(in: 0...(.max), using: &random))
        case 6: return .other(IPv4OptionType(rawValue: 82), .random(.random(in: 0...9, using: &random), using: &random))
        default:
            let flag = IPv4TimestampFlag(rawValue: [0, 1, 3].randomElement(using: &random) ?? 0)
            let entries = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                IPv4Timestamps.Entry(
                    address: flag == .timestampsOnly ? nil : address(), time: .random(in: 0...(.max), using: &random))
            }
            return .timestamp(
                IPv4Timestamps(
                    pointer: .random(in: 0...255, using: &random), overflow: .random(in: 0...15, using: &random),
                    flag: flag, entries: entries))
        }
    }

    @Test func `reads timestamps that a real host filled in`() throws {
        let bytes = [UInt8](
            hex: "4424 1d01 7f000001 0514860f 7f000001 0514860f 7f000001 0514860f 00000000 00000000")
        let walk = Self.walk(bytes)
        guard case .timestamp(let timestamps) = walk.options.first else {
            Issue.record("no timestamp option")
            return
        }
        #expect(walk.error == nil && walk.options.count == 1)
        #expect(timestamps.flag == .withAddresses && timestamps.overflow == 0)
        #expect(timestamps.entries.count == 4)
        #expect(timestamps.used.map(\.time) == [0x0514_860F, 0x0514_860F, 0x0514_860F])
        #expect(timestamps.used.allSatisfy { $0.address == .loopback })
        #expect(Self.written(.timestamp(timestamps)) == bytes)
    }

    @Test func `reads a route that a real host filled in`() {
        let bytes = [UInt8](hex: "0727 10 7f000001 7f000001 7f000001") + [UInt8](repeating: 0, count: 25)
        guard case .recordRoute(let route) = Self.walk(bytes).options.first else {
            Issue.record("no record route option")
            return
        }
        #expect(route.addresses.count == 9)
        #expect(route.used == [.loopback, .loopback, .loopback])
    }

    @Test func `builds what ping sends`() {
        #expect(Self.written(.recordRoute(slots: 9)) == [7, 39, 4] + [UInt8](repeating: 0, count: 36))
        #expect(Self.written(.timestamp(slots: 9, withAddresses: false)).prefix(4) == [68, 40, 5, 0])
        #expect(Self.written(.timestamp(slots: 4, withAddresses: true)).prefix(4) == [68, 36, 5, 1])
        #expect(Self.written(.timestamp(prespecified: [.loopback])) == [68, 12, 5, 3, 127, 0, 0, 1, 0, 0, 0, 0])
        #expect(Self.written(.sourceRoute([.loopback], isStrict: false)) == [131, 7, 4, 127, 0, 0, 1])
        #expect(Self.written(.sourceRoute([.loopback], isStrict: true)) == [137, 7, 4, 127, 0, 0, 1])
        #expect(Self.written(.routerAlert(0)) == [148, 4, 0, 0])
    }

    @Test func `ends at the end of the list`() {
        let walk = Self.walk([1, 1, 148, 4, 0, 0, 0, 7, 255])
        #expect(walk.options == [.noOperation, .noOperation, .routerAlert(0), .endOfList])
        #expect(walk.error == nil)
    }

    @Test(arguments: [0, 1, 7, 255]) func `stops at a bad length`(length: Int) {
        let walk = Self.walk([1, 7, UInt8(length), 4, 0, 0, 0])
        #expect(walk.options == [.noOperation])
        let reason = WireError.Reason.badLength(field: "length", value: length, minimum: 2, maximum: 6)
        #expect(walk.error == WireError("IPv4 option", reason, at: 22))
    }

    @Test func `stops where the length is missing`() {
        let walk = Self.walk([1, 7])
        #expect(walk.error == WireError("IPv4 option", .truncated(needed: 2, available: 1), at: 21))
    }

    @Test func `keeps malformed options as bytes`() {
        #expect(Self.walk([7, 4, 4, 9]).options == [.other(.recordRoute, [4, 9])])
        #expect(Self.walk([148, 3, 0]).options == [.other(.routerAlert, [0])])
        #expect(Self.walk([68, 2]).options == [.other(.timestamp, [])])
        #expect(Self.walk([130, 2]).options == [.other(.security, [])])
    }

    @Test func `reads security options`() {
        let options = Self.walk([130, 4, 0x5A, 0x80]).options
        #expect(options == [.security(IPv4SecurityLevel(rawValue: 0x5A), authorities: [0x80])])
        #expect(options.first.map(Self.written) == [130, 4, 0x5A, 0x80])
    }

    @Test func `takes a type apart`() {
        let type = IPv4OptionType.routerAlert
        #expect(type.isCopied && type.optionClass == 0 && type.number == 20)
        #expect(!IPv4OptionType.timestamp.isCopied && IPv4OptionType.timestamp.optionClass == 2)
    }

    @Test func `survives a random round trip`() {
        var random = SeededGenerator(seed: 7913)
        for _ in 0..<500 {
            let options = Self.randomOptions(using: &random)
            let walk = Self.walk(options.flatMap(Self.written))
            #expect(walk.options == options)
            #expect(walk.error == nil)
        }
    }
}
