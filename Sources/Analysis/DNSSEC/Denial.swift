import Wire

/// What is proven of a name that has no records of a type.
enum Denial: Hashable {
    /// It has other types, or names below it, or nothing at all.
    case noData
    case noName
    /// It is a zone of its own of which no key is known.
    case insecureDelegation
    /// It may be one.
    case optOut
    /// The records prove nothing of it.
    case unproven
}

/// Records that say which names a zone has, in their order, and so which it has not (RFC 4034 section 4).
struct NSECProof {
    private struct Link {
        let owner: DNSName
        let next: DNSName
        let types: Set<DNSType>

        init?(_ record: DNSRecord) {
            guard record.type == .nsec, let next = try? DNSName(parsing: record.data.bytes.span, at: 0) else {
                return nil
            }
            owner = record.name
            self.next = next
            types = record.listedTypes
        }

        /// Whether no name of the zone stands where this one would. The last link leads back to the first name.
        func covers(_ name: DNSName) -> Bool {
            // Above a zone of its own, or a name that stands for others, what is below is not this zone's to deny
            // (RFC 6840 section 4.1).
            if name.isWithin(owner), name != owner, isCut || types.contains(.dname) { return false }
            if owner.precedes(next) { return owner.precedes(name) && name.precedes(next) }
            return owner.precedes(name) || name.precedes(next)
        }

        /// Whether the records at its name are another zone's, but for DS.
        var isCut: Bool { types.contains(.ns) && !types.contains(.soa) }
    }

    private let links: [Link]

    /// - Parameter records: whose signatures are good.
    init(_ records: [DNSRecord]) { links = records.compactMap { Link($0) } }

    var isEmpty: Bool { links.isEmpty }

    /// Whether there is no such name; for names that were made of a wildcard.
    func proveAbsence(of name: DNSName) -> Bool { links.contains { $0.covers(name) } }

    func denial(of name: DNSName, _ type: DNSType) -> Denial {
        if let link = links.first(where: { $0.owner == name }) {
            return Self.denies(link, type) ? (type == .ds && link.isCut ? .insecureDelegation : .noData) : .unproven
        }
        guard let link = links.first(where: { $0.covers(name) }) else { return .unproven }
        // A name without records that has names below it.
        if link.next.isWithin(name) { return .noData }
        let above = name.commonAncestor(link.owner)
        let below = name.commonAncestor(link.next)
        let encloser = above.labelCount > below.labelCount ? above : below
        guard let wildcard = encloser.wildcard else { return .unproven }
        if let match = links.first(where: { $0.owner == wildcard }) {
            return Self.denies(match, type) ? .noData : .unproven
        }
        return proveAbsence(of: wildcard) ? .noName : .unproven
    }

    private static func denies(_ link: Link, _ type: DNSType) -> Bool {
        guard !link.types.contains(type), !link.types.contains(.cname) else { return false }
        return type == .ds ? !link.types.contains(.soa) || link.owner.isRoot : !link.isCut
    }
}

/// The same with digests of names in place of the names (RFC 5155 section 8).
struct NSEC3Proof {
    private struct Link {
        let owner: [UInt8]
        let next: [UInt8]
        let isOptOut: Bool
        let types: Set<DNSType>

        var isCut: Bool { types.contains(.ns) && !types.contains(.soa) }

        func covers(_ hash: [UInt8]) -> Bool {
            if owner.lexicographicallyPrecedes(next) {
                return owner.lexicographicallyPrecedes(hash) && hash.lexicographicallyPrecedes(next)
            }
            return owner.lexicographicallyPrecedes(hash) || hash.lexicographicallyPrecedes(next)
        }
    }

    private let zone: DNSName
    private var links: [Link] = []
    private var salt: [UInt8] = []
    private var iterations = 0

    /// More than these are not worth the work, and zones with them count as not signed (RFC 9276 section 3.2).
    static let maximumIterations = 100

    /// - Parameter records: whose signatures are good.
    init(_ records: [DNSRecord], of zone: DNSName) {
        self.zone = zone
        for record in records where record.type == .nsec3 && !record.isMalformed {
            let bytes = record.data.bytes
            let saltEnd = 5 + Int(bytes[4])
            let salt = Array(bytes[5..<saltEnd])
            let iterations = Int(bytes.span.uint16(at: 2))
            let next = Array(bytes[(saltEnd + 1)..<(saltEnd + 1 + Int(bytes[saltEnd]))])
            // One way of hashing that is known, the same in all.
            guard bytes[0] == 1, record.name.ancestor(1) == zone, let owner = record.name.firstLabel(base32: ()) else {
                continue
            }
            if links.isEmpty { (self.salt, self.iterations) = (salt, iterations) }
            guard salt == self.salt, iterations == self.iterations else { continue }
            links.append(Link(owner: owner, next: next, isOptOut: bytes[1] & 1 != 0, types: record.listedTypes))
        }
    }

    var isEmpty: Bool { links.isEmpty }
    var isTooMuchWork: Bool { iterations > Self.maximumIterations }

    private func hash(_ name: DNSName) -> [UInt8] { KeyCheck.hash(name, salt: salt, iterations: iterations) }

    private func match(_ name: DNSName) -> Link? {
        let hash = hash(name)
        return links.first { $0.owner == hash }
    }

    private func cover(_ name: DNSName) -> Link? {
        let hash = hash(name)
        return links.first { $0.covers(hash) }
    }

    /// The longest name above this one that there is, and the name below that one that there is not.
    private func closestEncloser(of name: DNSName) -> (encloser: DNSName, next: DNSName)? {
        var next = name
        while next != zone, !next.isRoot {
            let above = next.ancestor(1)
            if let link = match(above) { return link.isCut || link.types.contains(.dname) ? nil : (above, next) }
            next = above
        }
        return nil
    }

    /// Whether there is no such name; for names that were made of a wildcard.
    ///
    /// - Parameter encloser: the name below which the wildcard stands.
    func proveAbsence(of name: DNSName, below encloser: DNSName) -> Bool {
        cover(name.ancestor(name.labelCount - encloser.labelCount - 1)) != nil
    }

    func denial(of name: DNSName, _ type: DNSType) -> Denial {
        if let link = match(name) {
            guard !link.types.contains(type), !link.types.contains(.cname) else { return .unproven }
            if type == .ds {
                return link.types.contains(.soa) && !name.isRoot
                    ? .unproven : link.isCut ? .insecureDelegation : .noData
            }
            return link.isCut ? .unproven : .noData
        }
        guard let (encloser, next) = closestEncloser(of: name), let link = cover(next) else { return .unproven }
        // Zones that are not signed may be left out here.
        if link.isOptOut { return .optOut }
        guard let wildcard = encloser.wildcard else { return .unproven }
        if let match = match(wildcard) {
            return match.types.contains(type) || match.types.contains(.cname) ? .unproven : .noData
        }
        return cover(wildcard) == nil ? .unproven : .noName
    }
}

extension DNSName {
    /// What the first label stands for as Base32; nil where it is none.
    fileprivate func firstLabel(base32: Void) -> [UInt8]? {
        let label = prefix(1).bytes
        return label.count > 2 ? [UInt8](base32: label[1..<label.count - 1]) : nil
    }
}
