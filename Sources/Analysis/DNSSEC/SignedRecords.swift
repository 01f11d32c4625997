import Wire

/// A signature over all records of a name and type (RFC 4034 section 3):
///
///      type covered (2)  algorithm (1)  labels (1)  original TTL (4)
///      expiration (4)  inception (4)  key tag (2)  signer's name  signature
public struct RecordSignature: Hashable, Sendable {
    /// Of the signed records too.
    public let owner: DNSName
    public let typeCovered: DNSType
    public let algorithm: DNSSECAlgorithm
    /// How many labels the signed name has; fewer than the owner's where that was made of a wildcard.
    public let labelCount: Int
    public let originalTTL: UInt32
    /// In seconds since 1970, of which only the lower 32 bits are known.
    public let expiration: UInt32
    public let inception: UInt32
    public let keyTag: UInt16
    public let signer: DNSName
    let signature: [UInt8]
    /// What is signed before the records: the data up to the signature, with the signer's name in lower case.
    let signedPrefix: [UInt8]

    private static let fixedByteCount = 18

    /// Nil where the record is none that can be read.
    init?(_ record: DNSRecord) {
        guard record.type == .rrsig, !record.isMalformed, record.data.bytes.count > Self.fixedByteCount,
            let signer = try? DNSName(parsing: record.data.bytes.span, at: Self.fixedByteCount)
        else { return nil }
        let bytes = record.data.bytes
        let span = bytes.span
        owner = record.name
        typeCovered = DNSType(rawValue: span.uint16(at: 0))
        algorithm = DNSSECAlgorithm(rawValue: bytes[2])
        labelCount = Int(bytes[3])
        originalTTL = span.uint32(at: 4)
        expiration = span.uint32(at: 8)
        inception = span.uint32(at: 12)
        keyTag = span.uint16(at: 16)
        self.signer = signer
        signature = Array(bytes[(Self.fixedByteCount + signer.byteCount)...])
        signedPrefix = bytes[..<Self.fixedByteCount] + signer.lowercased.bytes
    }

    /// Whether the owner was made of a wildcard.
    var isExpanded: Bool { labelCount < owner.labelCount - (owner.isWildcard ? 1 : 0) }

    /// The name that was signed: the owner, or the wildcard that it was made of.
    var signedName: DNSName? { isExpanded ? owner.ancestor(owner.labelCount - labelCount).wildcard : owner }
}

/// A key of a zone (RFC 4034 section 2): flags, protocol, algorithm, and the key itself.
public struct ZoneKey: Hashable, Sendable {
    public let owner: DNSName
    public let flags: UInt16
    public let algorithm: DNSSECAlgorithm
    public let tag: UInt16
    let key: [UInt8]
    let data: [UInt8]
    private let protocolNumber: UInt8

    init?(_ record: DNSRecord) {
        guard record.type == .dnskey, !record.isMalformed, record.data.bytes.count >= 4 else { return nil }
        let bytes = record.data.bytes
        owner = record.name
        data = bytes
        flags = bytes.span.uint16(at: 0)
        protocolNumber = bytes[2]
        algorithm = DNSSECAlgorithm(rawValue: bytes[3])
        tag = DNSKeyTag.value(of: bytes.span)
        key = Array(bytes[4...])
    }

    /// Whether it may sign the records of its zone, and was not withdrawn (RFC 5011 section 2.1).
    var isUsable: Bool { flags & 0x0100 != 0 && flags & 0x0080 == 0 && protocolNumber == 3 }

    /// Whether it is one that the zone above points to.
    public var isSecureEntryPoint: Bool { flags & 1 != 0 }
}

/// What the zone above says of a key (RFC 4034 section 5): its tag, its algorithm, and a digest of it.
public struct DelegationSigner: Hashable, Sendable {
    public let owner: DNSName
    public let keyTag: UInt16
    public let algorithm: DNSSECAlgorithm
    public let digestType: DSDigestType
    public let digest: [UInt8]

    init?(_ record: DNSRecord) {
        guard record.type == .ds, !record.isMalformed, record.data.bytes.count >= 4 else { return nil }
        let bytes = record.data.bytes
        owner = record.name
        keyTag = bytes.span.uint16(at: 0)
        algorithm = DNSSECAlgorithm(rawValue: bytes[2])
        digestType = DSDigestType(rawValue: bytes[3])
        digest = Array(bytes[4...])
    }
}

/// All records of a name and type, and the signatures over them.
struct RecordSet {
    let name: DNSName
    let type: DNSType
    let records: [DNSRecord]
    let signatures: [RecordSignature]

    /// The sets in a section, in the order in which they begin, without those of signatures.
    static func all(in section: [DNSRecord]) -> [RecordSet] {
        struct Key: Hashable {
            let name: DNSName
            let type: DNSType
        }
        var order: [Key] = []
        var records: [Key: [DNSRecord]] = [:]
        var signatures: [Key: [RecordSignature]] = [:]
        for record in section where record.dnsClass == .internet {
            if record.type == .rrsig {
                guard let signature = RecordSignature(record) else { continue }
                signatures[Key(name: record.name, type: signature.typeCovered), default: []].append(signature)
            } else {
                let key = Key(name: record.name, type: record.type)
                if records[key] == nil { order.append(key) }
                records[key, default: []].append(record)
            }
        }
        return order.map {
            RecordSet(name: $0.name, type: $0.type, records: records[$0] ?? [], signatures: signatures[$0] ?? [])
        }
    }

    /// What a signature signs (RFC 4034 section 3.1.8.1); nil where the name that it is of can't be.
    func signedData(_ signature: RecordSignature) -> [UInt8]? {
        guard let name = signature.signedName else { return nil }
        // Equal records count once (RFC 4034 section 6.3).
        let data = Set(records.map(\.canonicalData)).sorted { $0.lexicographicallyPrecedes($1) }
        let head =
            name.lowercased.bytes + [UInt8](bigEndian: type.rawValue) + [UInt8](bigEndian: DNSClass.internet.rawValue)
            + [UInt8](bigEndian: signature.originalTTL)
        return data.reduce(into: signature.signedPrefix) { bytes, data in
            bytes += head + [UInt8](bigEndian: UInt16(data.count)) + data
        }
    }
}
