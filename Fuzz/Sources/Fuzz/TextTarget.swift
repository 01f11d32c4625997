import Glibc
import Probes
import Wire

/// What people type: addresses, blocks, targets, names of numbers.
enum TextTarget {
    static func run(_ bytes: Span<UInt8>) {
        let text = String(decoding: [UInt8](copying: bytes), as: UTF8.self)
        addresses(text)
        compareWithSystem(text)
        if let block = AddressBlock(text) { look(at: block) }
        names(text)
        do throws(TargetExpression.Failure) {
            try look(at: TargetExpression(text))
        } catch {
            use(error.description)
        }
    }

    private static func addresses(_ text: String) {
        if let address = IPv4Address(text) {
            check(address.description == text, "an IPv4 address has one form")
            check(IPv4Address(classic: text) == address, "what is strict is classic too")
        }
        if let address = IPv4Address(classic: text) {
            check(IPv4Address(address.description) == address, "an IPv4 address is read as written")
        }
        if let address = IPv6Address(text) {
            check(IPv6Address(address.description) == address, "an IPv6 address is read as written")
            use((address.isLoopback, address.isMulticast, address.isLinkLocal, address.mappedIPv4))
            use(address.solicitedNode)
        }
        if let address = IPAddress(text) {
            check(IPAddress(address.description) == address, "an address is read as written")
            use((address.isLoopback, address.isMulticast, address.isLinkLocal))
            for length in -1...address.bitCount + 1 {
                guard let block = AddressBlock(address, prefixLength: length) else {
                    check(length < 0 || length > address.bitCount, "each length has its block")
                    continue
                }
                check(block.contains(address), "a block holds its address")
            }
        }
        if let address = MACAddress(text) {
            check(MACAddress(address.description) == address, "a MAC address is read as written")
        }
    }

    /// The C library reads the same texts as the same addresses. Its `inet_aton` takes anything behind a space.
    private static func compareWithSystem(_ text: String) {
        if text.utf8.contains(0) { return }
        var quad: UInt32 = 0
        let isQuad = unsafe inet_pton(AF_INET, text, &quad) == 1
        check(IPv4Address(text)?.rawValue == (isQuad ? quad.bigEndian : nil), "inet_pton agrees on IPv4")
        var groups: UInt128 = 0
        let isGroups = unsafe inet_pton(AF_INET6, text, &groups) == 1
        check(IPv6Address(text)?.rawValue == (isGroups ? groups.bigEndian : nil), "inet_pton agrees on IPv6")
        if text.utf8.contains(where: { $0 <= 0x20 }) { return }
        var classic = in_addr()
        let isClassic = unsafe inet_aton(text, &classic) == 1
        check(
            IPv4Address(classic: text)?.rawValue == (isClassic ? classic.s_addr.bigEndian : nil), "inet_aton agrees")
    }

    private static func look(at block: AddressBlock) {
        check(AddressBlock(block.description) == block, "a block is read as written")
        check(block.contains(block.network) && block.contains(block.last), "a block holds its ends")
        check(block.network <= block.last && block.hostBitCount >= 0, "a block is not empty")
        use(block.mask.description)
    }

    private static func names(_ text: String) {
        func look<Number: AssignedNumber>(_ type: Number.Type) {
            guard let number = Number(named: text) else { return }
            check(Number(named: number.description)?.name == number.name, "a number is known by its name")
        }
        look(EtherType.self)
        look(IPProtocol.self)
        look(ICMPv4Type.self)
        look(DSCP.self)
        look(LinkType.self)
        look(PcapNGBlockType.self)
    }

    private static func look(at expression: TargetExpression) throws(TargetExpression.Failure) {
        switch expression {
        case .address(let address, let zone):
            check(zone == nil || address.isIPv6 && zone != "", "zones belong to IPv6")
            let text = "\(address)" + (zone.map { "%" + $0 } ?? "")
            let again = try TargetExpression(text)
            check(again == expression, "an address is read as written")
        case .range(let first, let last):
            check(first.isIPv6 == last.isIPv6 && first <= last, "a range has an order")
            let again = try TargetExpression("\(first)-\(last)")
            check(again == expression, "a range is read as written")
            guard count(first, last) <= 1 << 10 else { return }
            let addresses = TargetExpression.addresses(from: first, through: last)
            check(addresses.count == count(first, last), "a range has all its addresses")
            check(addresses.first == first && addresses.last == last, "a range goes from first to last")
        case .name(let name):
            check(!name.isEmpty && name == (try? TargetExpression(name)).flatMap(\.name), "a name stays a name")
        }
    }

    private static func count(_ first: IPAddress, _ last: IPAddress) -> Int {
        switch (first, last) {
        case (.v4(let first), .v4(let last)):
            check(last.rawValue - first.rawValue < TargetExpression.maximumCount, "a range has a limit")
            return Int(last.rawValue - first.rawValue) + 1
        case (.v6(let first), .v6(let last)):
            check(last.rawValue - first.rawValue < TargetExpression.maximumCount, "a range has a limit")
            return Int(last.rawValue - first.rawValue) + 1
        default: fatalError("a range is of one family")
        }
    }
}

extension TargetExpression {
    fileprivate var name: String? { if case .name(let name) = self { name } else { nil } }
}
