import Wire

/// Finds the signature of a set of records that a zone's keys have made.
struct SignatureCheck {
    /// In seconds since 1970; its lower 32 bits, as signatures have them.
    let now: UInt32
    /// How many signatures may still be tried: whoever sends many keys with the same tag, and many signatures, wants
    /// all of them to be tried on each other (KeyTrap, CVE-2023-50387).
    var budget = maximumBudget
    static let maximumBudget = 256

    /// Keys with one tag, and signatures of one set, that are tried.
    private static let maximumSameTagCount = 4
    private static let maximumSignatureCount = 8

    let keyCheck: KeyCheck

    init(now: UInt32, _ keyCheck: KeyCheck) {
        self.now = now
        self.keyCheck = keyCheck
    }

    /// The signature that is good.
    ///
    /// - Throws: why none is: of several, what the first one lacks.
    mutating func verify(_ set: RecordSet, zone: DNSName, keys: [ZoneKey]) throws(BogusReason.Failure)
        -> RecordSignature
    {
        let place = BogusReason.Place(name: set.name, type: set.type)
        let own = set.signatures.filter { $0.signer == zone }
        guard !own.isEmpty else {
            guard let other = set.signatures.first else { throw .init(.unsigned(place)) }
            throw .init(.foreignSigner(place, other.signer))
        }
        var reason: BogusReason?
        for signature in own.prefix(Self.maximumSignatureCount) {
            guard let fault = try fault(of: signature, set, place, keys) else { return signature }
            reason = reason ?? fault
        }
        throw .init(reason ?? .unknownKey(place, own.map(\.keyTag)))
    }

    /// What is wrong with a signature; nil where nothing is.
    private mutating func fault(
        of signature: RecordSignature, _ set: RecordSet, _ place: BogusReason.Place, _ keys: [ZoneKey]
    ) throws(BogusReason.Failure) -> BogusReason? {
        let owner = set.name
        guard signature.labelCount <= owner.labelCount - (owner.isWildcard ? 1 : 0),
            signature.labelCount >= signature.signer.labelCount
        else { return .badSignature(place, keyTag: signature.keyTag) }
        // Times go round after 136 years (RFC 4034 section 3.1.5).
        if Int32(bitPattern: signature.expiration &- now) < 0 { return .expired(place, since: signature.expiration) }
        if Int32(bitPattern: now &- signature.inception) < 0 { return .notYetValid(place, before: signature.inception) }
        let candidates = keys.filter {
            $0.tag == signature.keyTag && $0.algorithm == signature.algorithm && $0.isUsable
        }
        guard !candidates.isEmpty else { return .unknownKey(place, [signature.keyTag]) }
        guard let message = set.signedData(signature) else { return .badSignature(place, keyTag: signature.keyTag) }
        for key in candidates.prefix(Self.maximumSameTagCount) {
            guard budget > 0 else { throw .init(.tooMuchWork(place)) }
            budget -= 1
            if keyCheck.isValid(signature.signature, of: message, by: key) { return nil }
        }
        return .badSignature(place, keyTag: signature.keyTag)
    }
}

extension BogusReason {
    /// A reason that can be thrown.
    struct Failure: Error {
        let reason: BogusReason

        init(_ reason: BogusReason) { self.reason = reason }
    }
}
