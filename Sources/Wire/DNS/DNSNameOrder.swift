// Where names stand to each other: below, above, before.

extension DNSName {
    /// Whether the name is `domain`, or a name below it.
    public func isWithin(_ domain: DNSName) -> Bool {
        let excess = labelCount - domain.labelCount
        return excess >= 0 && ancestor(excess) == domain
    }

    /// The name without its first labels; the root where there are no more.
    public func ancestor(_ count: Int) -> DNSName {
        var position = 0
        for _ in 0..<count where position < labels.count { position += 1 + Int(labels[position]) }
        return DNSName(labels: Array(labels[position...]))
    }

    /// The first labels alone; all where there are no more.
    public func prefix(_ count: Int) -> DNSName {
        var position = 0
        for _ in 0..<count where position < labels.count { position += 1 + Int(labels[position]) }
        return DNSName(labels: Array(labels[..<position]))
    }

    /// The name with another end, as DNAME gives it (RFC 6672 section 2.2); nil where that is too long for a name.
    public func moved(_ end: DNSName, _ other: DNSName) -> DNSName? {
        prefix(labelCount - end.labelCount).appending(other)
    }

    /// The longest name that both are within.
    public func commonAncestor(_ other: DNSName) -> DNSName {
        var (left, right) = (self, other)
        left = left.ancestor(max(0, labelCount - other.labelCount))
        right = right.ancestor(max(0, other.labelCount - labelCount))
        while left != right { (left, right) = (left.ancestor(1), right.ancestor(1)) }
        return left
    }

    /// The name with its letters in lower case, as signatures have it (RFC 4034 section 6.2).
    public var lowercased: DNSName { DNSName(labels: labels.map(\.lowercased)) }

    /// The name with letters in upper case where `isUpper` says so.
    public func withVariedCase(_ isUpper: () -> Bool) -> DNSName {
        // A length is below 64, and so never taken for a letter.
        DNSName(labels: labels.map { (0x61...0x7A).contains($0 | 0x20) ? isUpper() ? $0 & 0xDF : $0 | 0x20 : $0 })
    }

    /// The name as it is on the wire, uncompressed.
    public var bytes: [UInt8] { labels + [0] }

    /// `*` before the name; nil where that is longer than a name can be.
    public var wildcard: DNSName? { DNSName(labels: [1, UInt8(ascii: "*")]).appending(self) }

    public var isWildcard: Bool { labels.starts(with: [1, UInt8(ascii: "*")]) }

    /// Whether the name stands before another in the order that NSEC records go by: by the labels from the last one
    /// on, as bytes in lower case (RFC 4034 section 6.1).
    public func precedes(_ other: DNSName) -> Bool {
        for (own, others) in zip(splitLabels.reversed(), other.splitLabels.reversed()) where own != others {
            return own.lexicographicallyPrecedes(others)
        }
        return labelCount < other.labelCount
    }

    /// In lower case.
    private var splitLabels: [[UInt8]] {
        var split: [[UInt8]] = []
        var position = 0
        while position < labels.count {
            let end = position + 1 + Int(labels[position])
            split.append(labels[position + 1..<end].map(\.lowercased))
            position = end
        }
        return split
    }
}

extension DNSRecord {
    /// The name that the data begins with, where it is data of a type that says nothing else: NS, CNAME, DNAME, PTR.
    public var target: DNSName? {
        guard [.ns, .cname, .dname, .ptr].contains(type), !isMalformed else { return nil }
        return try? DNSName(parsing: data.bytes.span, at: 0)
    }

    /// What an A or AAAA record says.
    public var address: IPAddress? {
        guard dnsClass == .internet, !isMalformed else { return nil }
        let bytes = data.bytes.span
        switch type {
        case .a where bytes.count == 4: return .v4(IPv4Address(rawValue: bytes.uint32(at: 0)))
        case .aaaa where bytes.count == 16: return .v6(IPv6Address(rawValue: bytes.uint128(at: 0)))
        default: return nil
        }
    }

    /// The number of the zone's version, of a SOA.
    public var serial: UInt32? {
        // Five numbers behind two names.
        guard type == .soa, !isMalformed, data.bytes.count >= 20 else { return nil }
        return data.bytes.span.uint32(at: data.bytes.count - 20)
    }
}
