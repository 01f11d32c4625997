import PacketIO
import Probes
import Wire

extension DigOption {
    /// All on a link, by multicast DNS. As with all that dig doesn't have, the name can't be cut short.
    static let multicast = [
        flag("mdns", "ask all on the links (mDNS); so do @mdns and, by itself, a name that ends with .local") {
            $0.usesMulticast = $1
        }
    ]
}

extension DigLookup {
    /// Whether all on a link are to be asked. A server that is named is asked itself, whatever the name.
    var isForAllOnLink: Bool {
        if !options.servers.isEmpty { return options.servers.contains { DigGroupWord($0) != nil } }
        if let said = options.usesMulticast { return said }
        return options.transport == nil && !options.isTrace && isOfLink
    }

    /// Whether the name means something on a link alone: `.local`, and names of link-local addresses (RFC 6762
    /// sections 3 and 4).
    private var isOfLink: Bool {
        if isReverse, let address = IPAddress(name) { return address.isLinkLocal }
        // Most names are none of these, and there may be many.
        let end = name.utf8.suffix(6)
        guard let last = end.last(where: { $0 != UInt8(ascii: ".") }).map({ $0 | 0x20 }),
            last == UInt8(ascii: "l") || last == UInt8(ascii: "a"), let name = DNSName(name)
        else { return false }
        let domains = last == UInt8(ascii: "l") ? [Self.local] : Self.reversed
        return domains.contains { domain in domain.map { name.isBelow($0) } ?? false }
    }

    private static let local = DNSName("local")
    private static let reversed =
        ["254.169.in-addr.arpa"].map { DNSName($0) } + ["8", "9", "a", "b"].map { DNSName("\($0).e.f.ip6.arpa") }
}

extension DNSName {
    /// Whether the name ends with another one, and is longer.
    fileprivate func isBelow(_ domain: DNSName) -> Bool {
        var rest = parent
        while let name = rest, name.byteCount >= domain.byteCount {
            if name == domain { return true }
            rest = name.parent
        }
        return false
    }
}

/// A server that is nobody in particular: `mdns`, or the address of a group, with `%interface` and `#port` behind it.
struct DigGroupWord {
    let addresses: [IPAddress]
    let interface: String?
    let port: UInt16?

    static let all: [IPAddress] = [
        .v4(IPv4Address(rawValue: 0xE000_00FB)), .v6(IPv6Address(rawValue: 0xFF02 << 112 | 0xFB)),
    ]

    /// "md", "22", "23" and "ff".
    private static let starts: [UInt16] = [0x6D64, 0x3232, 0x3233, 0x6666]

    init?(_ text: String) {
        // A server is most often none, and is looked at for each of many names.
        let start = text.utf8.prefix(2).reduce(0) { $0 << 8 | UInt16($1) } | 0x2020
        guard Self.starts.contains(start), let word = try? DigServerWord(text), word.transport == nil else {
            return nil
        }
        let parts = word.host.split(separator: "%", maxSplits: 1)
        guard let head = parts.first else { return nil }
        if head.lowercased() == "mdns" {
            addresses = Self.all
        } else {
            guard let address = IPAddress(head), address.isMulticast else { return nil }
            addresses = [address]
        }
        interface = parts.count == 2 ? String(parts[1]) : nil
        port = word.port
    }
}

/// Whom a question to all on a link goes to.
struct DigLinks: Hashable {
    let groups: [MulticastGroup]
    let port: UInt16
    let ownPort: UInt16

    /// - Throws: that there is no such interface.
    init(_ lookup: DigLookup, _ arguments: DigArguments) throws(UsageError) {
        let words = lookup.options.servers.compactMap { DigGroupWord($0) }
        port = arguments.port ?? words.compactMap(\.port).first ?? MulticastPlan.port
        ownPort = arguments.source?.port ?? 0
        var groups: [MulticastGroup] = []
        do throws(LinkError) {
            for word in words {
                for address in word.addresses { groups += try Self.find(address, word.interface, arguments) }
            }
            if words.isEmpty { for address in DigGroupWord.all { groups += try Self.find(address, nil, arguments) } }
        } catch {
            throw UsageError(error.message)
        }
        var known: Set<MulticastGroup> = []
        self.groups = groups.filter { known.insert($0).inserted }
        guard self.groups.isEmpty else { return }
        throw UsageError("no interface that suits can send to \(words.isEmpty ? "groups" : "this group")")
    }

    /// - Throws: what of the options makes no sense together.
    static func check(_ lookup: DigLookup) throws(UsageError) {
        let options = lookup.options
        let isMixed = !options.servers.allSatisfy { DigGroupWord($0) != nil }
        guard !isMixed else { throw UsageError("all on a link are asked, or servers: not both") }
        guard [nil, .udp].contains(options.transport) else { throw UsageError("all on a link are asked by UDP alone") }
        guard !options.validates else { throw UsageError("what all on a link say has no signatures to be checked") }
        guard ![.axfr, .ixfr].contains(lookup.askedType) else { throw UsageError("a zone is fetched from one server") }
    }

    private static func find(
        _ address: IPAddress, _ interface: String?, _ arguments: DigArguments
    ) throws(LinkError) -> [MulticastGroup] {
        guard arguments.family.includes(isIPv6: address.isIPv6) else { return [] }
        guard let source = arguments.source?.address else { return try MulticastGroup.all(address, on: interface) }
        guard source.isIPv6 == address.isIPv6 else { return [] }
        return try MulticastGroup.all(address, on: interface, from: source.isUnspecified ? nil : source)
    }
}

extension IPAddress {
    fileprivate var isUnspecified: Bool {
        switch self {
        case .v4(let address): address.rawValue == 0
        case .v6(let address): address.rawValue == 0
        }
    }
}
