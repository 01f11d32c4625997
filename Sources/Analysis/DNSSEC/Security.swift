import Wire

/// What signatures say of an answer (RFC 4033 section 5).
public enum Security: Hashable, Sendable {
    /// A chain of signatures leads to it from a trust anchor.
    case secure
    /// It is proven that nobody promises a signature.
    case insecure(InsecureReason)
    /// There should be a chain, and it is broken.
    case bogus(BogusReason)
    /// Nothing can be said, because something that is needed could not be had.
    case indeterminate(IndeterminateReason)

    /// The worse the verdict, the higher: of several parts, the worst counts.
    private var rank: Int {
        switch self {
        case .secure: 0
        case .insecure: 1
        case .indeterminate: 2
        case .bogus: 3
        }
    }

    public static func worst(_ left: Security, _ right: Security) -> Security { left.rank >= right.rank ? left : right }
}

/// From where on nobody promises signatures, and why.
public enum InsecureReason: Hashable, Sendable {
    /// The zone above has proven that it knows no key of this one.
    case delegation(DNSName)
    /// The zone does not tell of zones below it that have no keys (RFC 5155 section 6): this may be one.
    case optOut(DNSName, zone: DNSName)
    /// All that is known of the zone's keys is of algorithms or digests that are not believed, or not known.
    case algorithm(zone: DNSName, [DNSSECAlgorithm])
    /// The proof that a name is missing takes more work than it is worth.
    case iterations(zone: DNSName)
}

public enum BogusReason: Hashable, Sendable {
    /// Of the records that a key should lead to.
    public struct Place: Hashable, Sendable {
        public let name: DNSName
        public let type: DNSType

        public init(name: DNSName, type: DNSType) {
            self.name = name
            self.type = type
        }
    }

    /// No signature, where the zone's keys promise one.
    case unsigned(Place)
    /// None of the signatures is by a key of the zone; the tags that they name.
    case unknownKey(Place, [UInt16])
    /// The signature does not fit the records.
    case badSignature(Place, keyTag: UInt16)
    /// In seconds since 1970.
    case expired(Place, since: UInt32)
    case notYetValid(Place, before: UInt32)
    /// The signer is not a zone that the name is in.
    case foreignSigner(Place, DNSName)
    /// None of the zone's keys is one that the zone above points to, or the trust anchor.
    case keyMismatch(zone: DNSName, tags: [UInt16])
    /// The zone above points to keys, and the zone has none.
    case noKeys(zone: DNSName)
    /// That there is no such name, type or signed delegation is said, and not proven.
    case unproven(Place)
    /// So many signatures or keys that somebody wants them to be tried.
    case tooMuchWork(Place)
}

public enum IndeterminateReason: Hashable, Sendable {
    case noAnswer(DNSName, DNSType)
    case code(DNSName, DNSType, DNSResponseCode)
    /// No trust anchor stands above the name.
    case noAnchor(DNSName)
}

/// A link of the chain of trust: a zone, or the records that were asked for.
public struct TrustLink: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
        /// A zone whose keys are known, and by what: an anchor, or the digest in the zone above.
        case zone(DNSName, entry: DelegationSigner?, key: ZoneKey)
        /// Records, and the signature that was found good; nil where a DNAME record above them was signed.
        case records(DNSName, DNSType, RecordSignature?)
        /// That there is nothing, and what proves it.
        case denial(DNSName, DNSType, by: DNSType, zone: DNSName)
        /// What is not secure, and why.
        case end(Security)
    }

    public let subject: Subject
}

/// What somebody said to a question that a chain of trust needs, or to the one that it is for.
public struct SignedAnswer: Hashable, Sendable {
    public let code: DNSResponseCode
    public let answers: [DNSRecord]
    public let authorities: [DNSRecord]

    public init(_ code: DNSResponseCode, answers: [DNSRecord], authorities: [DNSRecord]) {
        self.code = code
        self.answers = answers
        self.authorities = authorities
    }
}

/// Keys that are believed without proof: those of a zone, or digests of them.
public struct TrustAnchors: Hashable, Sendable {
    let keys: [ZoneKey]
    let signers: [DelegationSigner]

    /// Takes the DNSKEY and DS records; others mean nothing here.
    public init(_ records: [DNSRecord]) {
        keys = records.compactMap { ZoneKey($0) }
        signers = records.compactMap { DelegationSigner($0) }
    }

    public var isEmpty: Bool { keys.isEmpty && signers.isEmpty }

    var zones: Set<DNSName> { Set(keys.map(\.owner)).union(signers.map(\.owner)) }

    /// The lowest zone that the name is in and an anchor is of.
    func zone(above name: DNSName) -> DNSName? {
        zones.filter { name.isWithin($0) }.max { $0.labelCount < $1.labelCount }
    }

    /// Those of the root that the Internet has (IANA "Root Zone Trust Anchors"): of 2017, and of 2024.
    public static let internetRoot: TrustAnchors = {
        let lines = """
            . DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
            . DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
            """
        return TrustAnchors((try? ZoneFile.records(Array(lines.utf8))) ?? [])
    }()
}
