import Wire

/// Finds out whether a chain of signatures leads from a trust anchor to an answer (RFC 4035 section 5).
///
/// It asks nobody: it is told what others said (``learn(_:_:)``), and says which questions it needs answers to
/// (``missing``). Each time it goes over the whole chain again; what it has found of zones it keeps.
public struct ChainOfTrust: Sendable {
    /// What is known of a zone.
    private enum ZoneTrust {
        case secure([ZoneKey])
        case not(Security)
    }

    private let anchors: TrustAnchors
    private var facts: [DNSQuestion: SignedAnswer?] = [:]
    private var zones: [DNSName: (trust: ZoneTrust, link: TrustLink)] = [:]
    /// What is between a zone and the one above it: names that are no zones of their own.
    private var inner: Set<DNSName> = []
    private var check: SignatureCheck
    /// What has to be asked, with signatures, before a verdict is possible.
    public private(set) var missing: [DNSQuestion] = []
    /// The chain of the last verdict, from the anchor on.
    public private(set) var links: [TrustLink] = []

    /// - Parameters:
    ///   - now: in seconds since 1970.
    ///   - ed448: what checks signatures by Ed448; zones with no others are insecure where there is none.
    public init(_ anchors: TrustAnchors, now: Int64, ed448: SignatureVerifier? = nil) {
        self.anchors = anchors
        check = SignatureCheck(now: UInt32(truncatingIfNeeded: now), KeyCheck(ed448: ed448))
    }

    /// What somebody said to a question; nil where there was no answer.
    public mutating func learn(_ question: DNSQuestion, _ answer: SignedAnswer?) {
        facts.updateValue(answer, forKey: question)
    }

    /// What the signatures say of an answer.
    ///
    /// - Parameter isPart: whether the answer may end with an alias whose target is told elsewhere.
    /// - Returns: nil where facts are missing.
    public mutating func judge(_ question: DNSQuestion, _ answer: SignedAnswer, isPart: Bool = false) -> Security? {
        missing = []
        links = []
        check.budget = SignatureCheck.maximumBudget
        guard answer.code == .noError || answer.code == .noSuchName else {
            return end(.indeterminate(.code(question.name, question.type, answer.code)))
        }
        var name = question.name
        var verdict = Security.secure
        let sets = RecordSet.all(in: answer.answers)
        // Each set is a link once, so that aliases that lead to each other end.
        for _ in 0...sets.count {
            let found = sets.filter { $0.name == name && ($0.type == question.type || question.type == .any) }
            guard found.isEmpty else {
                for set in found {
                    guard let security = judge(set, answer) else { return nil }
                    verdict = Security.worst(verdict, security)
                }
                return verdict
            }
            guard let (set, target) = Self.alias(of: name, in: sets) else { break }
            guard let security = judge(set, answer) else { return nil }
            verdict = Security.worst(verdict, security)
            name = target
        }
        if isPart, name != question.name { return verdict }
        guard let security = judgeDenial(of: name, question.type, answer) else { return nil }
        return Security.worst(verdict, security)
    }

    /// The set that makes a name an alias, and of which. A CNAME record that a DNAME record stands for is not signed.
    private static func alias(of name: DNSName, in sets: [RecordSet]) -> (set: RecordSet, target: DNSName)? {
        for set in sets where set.type == .dname && name != set.name && name.isWithin(set.name) {
            if let target = set.records[0].target.flatMap({ name.moved(set.name, $0) }) { return (set, target) }
        }
        guard let set = sets.first(where: { $0.name == name && $0.type == .cname }) else { return nil }
        return set.records[0].target.map { (set, $0) }
    }

    private mutating func end(_ security: Security) -> Security {
        links.append(TrustLink(subject: .end(security)))
        return security
    }

    // MARK: Records

    private mutating func judge(_ set: RecordSet, _ answer: SignedAnswer) -> Security? {
        guard let signer = closestSigner(of: set) else { return judgeUnsigned(set.name, set.type) }
        guard let trust = trust(in: signer, isApex: true) else { return nil }
        guard case .secure(let keys) = trust else { return endOf(trust) }
        do throws(BogusReason.Failure) {
            let signature = try check.verify(set, zone: signer, keys: keys)
            if signature.isExpanded { try proveExpansion(set, signature, answer, keys) }
            links.append(TrustLink(subject: .records(set.name, set.type, signature)))
            return .secure
        } catch {
            return end(.bogus(error.reason))
        }
    }

    /// Of the signers that the name is in, the lowest.
    private func closestSigner(of set: RecordSet) -> DNSName? {
        // A delegation is signed by the zone above.
        let above = set.type == .ds && !set.name.isRoot ? set.name.ancestor(1) : set.name
        let signers = set.signatures.map(\.signer).filter { above.isWithin($0) }
        return signers.max { $0.labelCount < $1.labelCount }
    }

    private func endOf(_ trust: ZoneTrust) -> Security {
        guard case .not(let security) = trust else { return .secure }
        return security
    }

    /// Without signatures, it matters whether the name is in a zone that has keys.
    private mutating func judgeUnsigned(_ name: DNSName, _ type: DNSType) -> Security? {
        let zone = type == .ds && !name.isRoot ? name.ancestor(1) : name
        guard let trust = trust(in: zone, isApex: false) else { return nil }
        guard case .secure = trust else { return endOf(trust) }
        return end(.bogus(.unsigned(BogusReason.Place(name: name, type: type))))
    }

    /// A name that was made of a wildcard must not have been there itself (RFC 4035 section 5.3.4).
    private mutating func proveExpansion(
        _ set: RecordSet, _ signature: RecordSignature, _ answer: SignedAnswer, _ keys: [ZoneKey]
    ) throws(BogusReason.Failure) {
        let encloser = set.name.ancestor(set.name.labelCount - signature.labelCount)
        let records = try verifiedDenials(in: answer, zone: signature.signer, keys)
        if NSECProof(records).proveAbsence(of: set.name) { return }
        let hashed = NSEC3Proof(records, of: signature.signer)
        guard !hashed.isEmpty, !hashed.isTooMuchWork, hashed.proveAbsence(of: set.name, below: encloser) else {
            throw .init(.unproven(BogusReason.Place(name: set.name, type: set.type)))
        }
    }

    // MARK: Nothing

    /// The records that deny, as far as their signatures are good.
    private mutating func verifiedDenials(
        in answer: SignedAnswer, zone: DNSName, _ keys: [ZoneKey]
    ) throws(BogusReason.Failure) -> [DNSRecord] {
        var records: [DNSRecord] = []
        var failure: BogusReason.Failure?
        for set in RecordSet.all(in: answer.authorities) where set.type == .nsec || set.type == .nsec3 {
            do throws(BogusReason.Failure) {
                let signature = try check.verify(set, zone: zone, keys: keys)
                if !signature.isExpanded { records += set.records }
            } catch {
                if case .tooMuchWork = error.reason { throw error }
                failure = failure ?? error
            }
        }
        if records.isEmpty, let failure { throw failure }
        return records
    }

    private mutating func judgeDenial(of name: DNSName, _ type: DNSType, _ answer: SignedAnswer) -> Security? {
        let sets = RecordSet.all(in: answer.authorities)
        let denials = sets.filter { $0.type == .nsec || $0.type == .nsec3 }
        let above = type == .ds && !name.isRoot ? name.ancestor(1) : name
        let signers = denials.flatMap(\.signatures).map(\.signer).filter { above.isWithin($0) }
        guard let zone = signers.max(by: { $0.labelCount < $1.labelCount }) else {
            guard let trust = trust(in: above, isApex: false) else { return nil }
            guard case .secure = trust else { return endOf(trust) }
            return end(.bogus(.unproven(BogusReason.Place(name: name, type: type))))
        }
        guard let trust = trust(in: zone, isApex: true) else { return nil }
        guard case .secure(let keys) = trust else { return endOf(trust) }
        do throws(BogusReason.Failure) {
            switch try denial(of: name, type, answer, zone: zone, keys) {
            case nil: return end(.insecure(.iterations(zone: zone)))
            case .unproven: return end(.bogus(.unproven(BogusReason.Place(name: name, type: type))))
            case .optOut: return end(.insecure(.optOut(name, zone: zone)))
            case .insecureDelegation where type != .ds: return end(.insecure(.delegation(name)))
            // The code is not signed: either way there are no such records.
            case .noData, .noName, .insecureDelegation: break
            }
        } catch {
            return end(.bogus(error.reason))
        }
        links.append(TrustLink(subject: .denial(name, type, by: denials[0].type, zone: zone)))
        return .secure
    }

    /// What is proven; nil where the proof is more work than it is worth.
    private mutating func denial(
        of name: DNSName, _ type: DNSType, _ answer: SignedAnswer, zone: DNSName, _ keys: [ZoneKey]
    ) throws(BogusReason.Failure) -> Denial? {
        let records = try verifiedDenials(in: answer, zone: zone, keys)
        let plain = NSECProof(records)
        if !plain.isEmpty { return plain.denial(of: name, type) }
        let hashed = NSEC3Proof(records, of: zone)
        if hashed.isEmpty { return .unproven }
        return hashed.isTooMuchWork ? nil : hashed.denial(of: name, type)
    }
}

// Zones, from the anchor down.
extension ChainOfTrust {
    private mutating func fact(_ name: DNSName, _ type: DNSType) -> SignedAnswer?? {
        let question = DNSQuestion(name, type)
        guard let fact = facts[question] else {
            missing.append(question)
            return nil
        }
        return .some(fact)
    }

    /// What is known of the zone that a name is in.
    ///
    /// - Parameter isApex: whether the name is said to be the zone's own.
    private mutating func trust(in name: DNSName, isApex: Bool) -> ZoneTrust? {
        guard let anchor = anchors.zone(above: name) else {
            return .not(end(.indeterminate(.noAnchor(name))))
        }
        guard var trust = keys(ofAnchor: anchor) else { return nil }
        var zone = anchor
        for count in (0..<name.labelCount - anchor.labelCount).reversed() {
            let below = name.ancestor(count)
            guard case .secure(let keys) = trust else { break }
            if inner.contains(below) { continue }
            if zones[below] == nil {
                guard let next = descend(from: zone, keys, to: below) else { return nil }
                guard let next = next else {
                    inner.insert(below)
                    continue
                }
                zones[below] = next
            }
            guard let known = zones[below] else { break }
            note(known.link)
            trust = known.trust
            zone = below
        }
        if isApex, zone != name, case .secure = trust {
            return .not(end(.bogus(.foreignSigner(BogusReason.Place(name: name, type: .dnskey), name))))
        }
        return trust
    }

    private mutating func note(_ link: TrustLink) {
        if !links.contains(link) { links.append(link) }
    }

    private mutating func keys(ofAnchor zone: DNSName) -> ZoneTrust? {
        if let known = zones[zone] {
            note(known.link)
            return known.trust
        }
        let signers = anchors.signers.filter { $0.owner == zone }
        let keys = anchors.keys.filter { $0.owner == zone }
        guard let found = self.keys(of: zone, signers, anchors: keys) else { return nil }
        zones[zone] = found
        note(found.link)
        return found.trust
    }

    private static func end(_ security: Security) -> (trust: ZoneTrust, link: TrustLink) {
        (.not(security), TrustLink(subject: .end(security)))
    }

    /// What a zone says of a name just below it: whether it is a zone, and whose keys it has.
    ///
    /// - Returns: nil where facts are missing; nil within where the name is no zone of its own.
    private mutating func descend(
        from zone: DNSName, _ keys: [ZoneKey], to name: DNSName
    ) -> (trust: ZoneTrust, link: TrustLink)?? {
        guard let fact = fact(name, .ds) else { return nil }
        guard let answer = fact else { return Self.end(.indeterminate(.noAnswer(name, .ds))) }
        guard answer.code == .noError || answer.code == .noSuchName else {
            return Self.end(.indeterminate(.code(name, .ds, answer.code)))
        }
        let sets = RecordSet.all(in: answer.answers)
        do throws(BogusReason.Failure) {
            if let set = sets.first(where: { $0.name == name && $0.type == .ds }) {
                let signature = try check.verify(set, zone: zone, keys: keys)
                // No wildcard stands for a zone.
                guard !signature.isExpanded else { throw .init(.unproven(.init(name: name, type: .ds))) }
                guard let found = self.keys(of: name, set.records.compactMap { DelegationSigner($0) }) else {
                    return nil
                }
                return .some(found)
            }
            // An alias has no zone of its own.
            if let set = sets.first(where: { $0.name == name && $0.type == .cname }) {
                _ = try check.verify(set, zone: zone, keys: keys)
                return .some(nil)
            }
            switch try denial(of: name, .ds, answer, zone: zone, keys) {
            case nil: return Self.end(.insecure(.iterations(zone: zone)))
            case .optOut: return Self.end(.insecure(.optOut(name, zone: zone)))
            case .insecureDelegation: return Self.end(.insecure(.delegation(name)))
            case .noData, .noName: return .some(nil)
            case .unproven: return Self.end(.bogus(.unproven(BogusReason.Place(name: name, type: .ds))))
            }
        } catch {
            return Self.end(.bogus(error.reason))
        }
    }

    /// The keys of a zone, by the one among them that is pointed to from above, or is an anchor.
    ///
    /// - Returns: nil where facts are missing.
    private mutating func keys(
        of zone: DNSName, _ signers: [DelegationSigner], anchors: [ZoneKey] = []
    ) -> (trust: ZoneTrust, link: TrustLink)? {
        // A digest by SHA-1 counts for nothing beside others (RFC 4509 section 3).
        let known = signers.filter { check.keyCheck.isSupported($0.algorithm) && KeyCheck.isSupported($0.digestType) }
        let strong = known.filter { $0.digestType.rawValue != 1 }
        let usable = strong.isEmpty ? known : strong
        let usableAnchors = anchors.filter { check.keyCheck.isSupported($0.algorithm) }
        guard !usable.isEmpty || !usableAnchors.isEmpty else {
            return Self.end(.insecure(.algorithm(zone: zone, (signers.map(\.algorithm) + anchors.map(\.algorithm)))))
        }
        guard let fact = fact(zone, .dnskey) else { return nil }
        guard let answer = fact else { return Self.end(.indeterminate(.noAnswer(zone, .dnskey))) }
        guard answer.code == .noError else { return Self.end(.indeterminate(.code(zone, .dnskey, answer.code))) }
        let sets = RecordSet.all(in: answer.answers)
        guard let set = sets.first(where: { $0.name == zone && $0.type == .dnskey }) else {
            return Self.end(.bogus(.noKeys(zone: zone)))
        }
        let keys = set.records.compactMap { ZoneKey($0) }
        let entries = Self.entries(keys, usable, usableAnchors)
        guard !entries.isEmpty else {
            let tags = usable.map(\.keyTag) + usableAnchors.map(\.tag)
            return Self.end(.bogus(.keyMismatch(zone: zone, tags: tags)))
        }
        do throws(BogusReason.Failure) {
            let signature = try check.verify(set, zone: zone, keys: entries.map(\.key))
            let entry = entries.first { $0.key.tag == signature.keyTag } ?? entries[0]
            let subject = TrustLink.Subject.zone(zone, entry: entry.signer, key: entry.key)
            return (.secure(keys.filter(\.isUsable)), TrustLink(subject: subject))
        } catch {
            return Self.end(.bogus(error.reason))
        }
    }

    /// The keys that are pointed to. Digests are made of few keys: a zone may have many with the same tag.
    private static func entries(
        _ keys: [ZoneKey], _ signers: [DelegationSigner], _ anchors: [ZoneKey]
    ) -> [(key: ZoneKey, signer: DelegationSigner?)] {
        var entries: [(key: ZoneKey, signer: DelegationSigner?)] = []
        var budget = 32
        for key in keys where key.isUsable {
            if anchors.contains(key) { entries.append((key, nil)) }
            for signer in signers where signer.keyTag == key.tag && signer.algorithm == key.algorithm && budget > 0 {
                budget -= 1
                if KeyCheck.isDigest(signer, of: key) { entries.append((key, signer)) }
            }
        }
        return entries
    }
}
