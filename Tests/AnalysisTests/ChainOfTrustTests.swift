import Analysis
import Testing
import Wire

@Suite struct ChainOfTrustTests {
    /// The root, `com` and `a.com`, each signed, and what is said of their keys.
    struct Chain {
        var root: SignedZone
        var com: SignedZone
        var zone: SignedZone
        var world = SignedWorld()

        init(_ algorithm: UInt8 = 13) throws {
            root = try SignedZone(".")
            com = try SignedZone("com.")
            zone = try SignedZone("a.com.", algorithm, "www.a.com. A 192.0.2.1\nwww.a.com. A 192.0.2.2")
            try tell()
        }

        /// Says the keys of all zones, and their digests in the zones above.
        mutating func tell(digestType: UInt8 = 2) throws {
            try world.say(".", .dnskey, root.signed(root.keySet))
            try world.say("com", .ds, root.signed([com.delegationSigner()]))
            try world.say("com", .dnskey, com.signed(com.keySet))
            try world.say("a.com", .ds, com.signed([zone.delegationSigner(digestType: digestType)]))
            try world.say("a.com", .dnskey, zone.signed(zone.keySet))
        }

        var anchors: TrustAnchors { TrustAnchors([root.delegationSigner()]) }

        mutating func judge(_ answers: [DNSRecord]) throws -> Security { try judge("www.a.com", answers) }

        mutating func judge(
            _ name: String, _ answers: [DNSRecord], type: DNSType = .a, denied: [DNSRecord] = [],
            code: DNSResponseCode = .noError
        ) throws -> Security {
            try world.judge(name, answers, type: type, denied: denied, code: code, anchors: anchors)
        }
    }

    static func place(_ name: String, _ type: DNSType) -> BogusReason.Place {
        BogusReason.Place(name: DNSName(name) ?? .root, type: type)
    }

    @Test(arguments: [8, 10, 13, 14, 15] as [UInt8])
    func `an answer is secure by each algorithm, and bogus with one bit changed`(_ algorithm: UInt8) throws {
        var chain = try Chain(algorithm)
        let answers = try chain.zone.signed(chain.zone.records)
        #expect(try chain.judge(answers) == .secure)
        #expect(chain.world.asked == [". DNSKEY", "com. DS", "com. DNSKEY", "a.com. DS", "a.com. DNSKEY"])
        let changed = try ZoneFile.records(Array("www.a.com. A 192.0.2.3".utf8)) + answers.dropFirst()
        let verdict = try chain.judge(changed)
        #expect(verdict == .bogus(.badSignature(Self.place("www.a.com", .a), keyTag: chain.zone.key.tag)))
    }

    @Test(arguments: [1, 2, 4] as [UInt8])
    func `a key is known by each digest`(_ type: UInt8) throws {
        var chain = try Chain()
        try chain.tell(digestType: type)
        let answers = try chain.zone.signed(chain.zone.records)
        #expect(try chain.judge(answers) == .secure)
    }

    @Test func `a key itself may be the anchor, of any zone`() throws {
        var chain = try Chain()
        let answers = try chain.zone.signed(chain.zone.records)
        let anchors = TrustAnchors(chain.com.keySet)
        #expect(try chain.world.judge("www.a.com", answers, anchors: anchors) == .secure)
        #expect(chain.world.asked == ["com. DNSKEY", "a.com. DS", "a.com. DNSKEY"])
        let verdict = try chain.world.judge("www.b.net", answers, anchors: anchors)
        #expect(verdict == .indeterminate(.noAnchor(try #require(DNSName("www.b.net")))))
    }

    @Test func `upper case, the order of records and their times to live do not matter`() throws {
        var chain = try Chain()
        let answers = try chain.zone.signed(chain.zone.records).reversed().map { record in
            var record = record
            record.timeToLive = 7
            record.name = DNSName(record.name.description.uppercased()) ?? record.name
            return record
        }
        #expect(try chain.judge(answers) == .secure)
    }

    @Test func `signatures have a beginning and an end`() throws {
        var chain = try Chain()
        chain.zone.expiration = UInt32(SignedZone.now - 1)
        var verdict = try chain.judge(chain.zone.signed(chain.zone.records))
        #expect(verdict == .bogus(.expired(Self.place("www.a.com", .a), since: chain.zone.expiration)))
        chain.zone.expiration = UInt32(SignedZone.now + 9)
        chain.zone.inception = UInt32(SignedZone.now + 1)
        verdict = try chain.judge(chain.zone.signed(chain.zone.records))
        #expect(verdict == .bogus(.notYetValid(Self.place("www.a.com", .a), before: chain.zone.inception)))
    }

    @Test func `no wildcard stands for a zone`() throws {
        var chain = try Chain()
        try chain.world.say("a.com", .ds, chain.com.signed([chain.zone.delegationSigner()], labels: 1))
        let verdict = try chain.judge(chain.zone.signed(chain.zone.records))
        #expect(verdict == .bogus(.unproven(Self.place("a.com", .ds))))
    }

    @Test func `a zone above that points to another key breaks the chain`() throws {
        var chain = try Chain()
        let other = try SignedZone("a.com.")
        try chain.world.say("a.com", .ds, chain.com.signed([other.delegationSigner()]))
        let verdict = try chain.judge(chain.zone.signed(chain.zone.records))
        #expect(verdict == .bogus(.keyMismatch(zone: chain.zone.name, tags: [other.key.tag])))
    }

    @Test func `records without signature are bogus where the zone has keys`() throws {
        var chain = try Chain()
        try chain.world.say(
            "www.a.com", .ds, [], denied: chain.zone.signed([chain.zone.link("www.a.com", "a.com", "A")]))
        #expect(try chain.judge(chain.zone.records) == .bogus(.unsigned(Self.place("www.a.com", .a))))
        try chain.world.say("a.com", .dnskey, [])
        #expect(try chain.judge(chain.zone.signed(chain.zone.records)) == .bogus(.noKeys(zone: chain.zone.name)))
    }

    @Test func `a signature by a zone that the name is not in counts for nothing`() throws {
        var chain = try Chain()
        let evil = try SignedZone("evil.com.")
        try chain.world.say("evil.com", .ds, chain.com.signed([evil.delegationSigner()]))
        try chain.world.say("evil.com", .dnskey, evil.signed(evil.keySet))
        try chain.world.say(
            "www.a.com", .ds, [], denied: chain.zone.signed([chain.zone.link("www.a.com", "a.com", "A")]))
        let verdict = try chain.judge(evil.signed(chain.zone.records))
        #expect(verdict == .bogus(.unsigned(Self.place("www.a.com", .a))))
    }

    @Test func `a key that was withdrawn, or is no zone key, signs nothing`() throws {
        for flags in [0x0181, 0x0001] as [UInt16] {
            var chain = try Chain()
            chain.zone.key = try TestKey(13, flags: flags)
            try chain.tell()
            let verdict = try chain.judge(chain.zone.signed(chain.zone.records))
            #expect(verdict == .bogus(.keyMismatch(zone: chain.zone.name, tags: [chain.zone.key.tag])))
        }
    }

    // MARK: Not signed

    @Test func `a zone of which the one above proves that it has no key is insecure`() throws {
        var chain = try Chain()
        try chain.world.say(
            "a.com", .ds, [], denied: chain.com.signed([chain.com.link("a.com", "b.com", "NS RRSIG NSEC")]))
        let verdict = try chain.judge(chain.zone.records)
        #expect(verdict == .insecure(.delegation(chain.zone.name)))
        // The zone's own link proves nothing of what the zone above says.
        try chain.world.say(
            "a.com", .ds, [], denied: chain.com.signed([chain.com.link("a.com", "b.com", "NS SOA RRSIG NSEC")]))
        #expect(try chain.judge(chain.zone.records) == .bogus(.unproven(Self.place("a.com", .ds))))
        try chain.world.say("a.com", .ds, [])
        #expect(try chain.judge(chain.zone.records) == .bogus(.unproven(Self.place("a.com", .ds))))
    }

    @Test func `with NSEC3, zones without keys may be left out`() throws {
        var chain = try Chain()
        let names = [("com", "NS SOA RRSIG DNSKEY NSEC3PARAM"), ("z.com", "NS DS RRSIG")]
        let open = try chain.com.hashedLinks(names, isOptOut: true)
        try chain.world.say("a.com", .ds, [], denied: chain.com.signed(open))
        #expect(try chain.judge(chain.zone.records) == .insecure(.optOut(chain.zone.name, zone: chain.com.name)))
        let named = try chain.com.hashedLinks(names + [("a.com", "NS")])
        try chain.world.say("a.com", .ds, [], denied: chain.com.signed(named))
        #expect(try chain.judge(chain.zone.records) == .insecure(.delegation(chain.zone.name)))
        let slow = try chain.com.hashedLinks(names + [("a.com", "NS")], iterations: 101)
        try chain.world.say("a.com", .ds, [], denied: chain.com.signed(slow))
        #expect(try chain.judge(chain.zone.records) == .insecure(.iterations(zone: chain.com.name)))
    }

    @Test func `a zone whose algorithms are not known is insecure`() throws {
        var chain = try Chain()
        let data = try DNSRecordData(presentation: Array("1 5 2 00".utf8), of: .ds)
        try chain.world.say("a.com", .ds, chain.com.signed([DNSRecord(chain.zone.name, .ds, data, timeToLive: 1)]))
        let verdict = try chain.judge(chain.zone.records)
        #expect(verdict == .insecure(.algorithm(zone: chain.zone.name, [DNSSECAlgorithm(rawValue: 5)])))
    }

    @Test func `what nobody answers leaves the verdict open`() throws {
        var chain = try Chain()
        chain.world.said[DNSQuestion(chain.zone.name, .dnskey)] = nil
        let verdict = try chain.judge(chain.zone.signed(chain.zone.records))
        #expect(verdict == .indeterminate(.noAnswer(chain.zone.name, .dnskey)))
        let failed = try chain.judge("x.a.com", [], code: .serverFailure)
        #expect(failed == .indeterminate(.code(try #require(DNSName("x.a.com")), .a, .serverFailure)))
    }

    // MARK: Nothing there

    @Test func `NSEC proves that a name or a type is not there`() throws {
        var chain = try Chain()
        let zone = chain.zone
        let apex = try zone.link("a.com", "m.a.com", "NS SOA RRSIG NSEC DNSKEY")
        let middle = try zone.link("m.a.com", "x.y.a.com", "A RRSIG NSEC")
        let last = try zone.link("x.y.a.com", "a.com", "A RRSIG NSEC")
        let denied = try zone.signed([apex, middle, last])
        #expect(try chain.judge("b.a.com", [], denied: denied, code: .noSuchName) == .secure)
        #expect(try chain.judge("m.a.com", [], type: .mx, denied: denied) == .secure)
        // A name that has nothing but names below it.
        #expect(try chain.judge("y.a.com", [], denied: denied) == .secure)
        #expect(try chain.judge("zz.a.com", [], denied: denied, code: .noSuchName) == .secure)
        let unproven = BogusReason.unproven(Self.place("m.a.com", .a))
        #expect(try chain.judge("m.a.com", [], denied: denied) == .bogus(unproven))
        // That no wildcard stands for it has to be proven too.
        let partial = try zone.signed([middle])
        #expect(
            try chain.judge("n.a.com", [], denied: partial, code: .noSuchName)
                == .bogus(.unproven(Self.place("n.a.com", .a))))
        try chain.world.say("b.a.com", .ds, [], denied: denied)
        let verdict = try chain.judge("b.a.com", [], denied: [apex], code: .noSuchName)
        #expect(verdict == .bogus(.unproven(Self.place("b.a.com", .a))))
    }

    @Test func `NSEC3 proves that a name or a type is not there`() throws {
        var chain = try Chain()
        let zone = chain.zone
        let denied = try zone.signed(
            zone.hashedLinks([("a.com", "NS SOA RRSIG DNSKEY NSEC3PARAM"), ("m.a.com", "A RRSIG"), ("cut.a.com", "NS")])
        )
        #expect(try chain.judge("b.a.com", [], denied: denied, code: .noSuchName) == .secure)
        #expect(try chain.judge("x.b.a.com", [], denied: denied, code: .noSuchName) == .secure)
        #expect(try chain.judge("m.a.com", [], type: .mx, denied: denied) == .secure)
        #expect(try chain.judge("m.a.com", [], denied: denied) == .bogus(.unproven(Self.place("m.a.com", .a))))
        // Below a cut the zone has nothing to say.
        #expect(try chain.judge("x.cut.a.com", [], denied: denied) == .bogus(.unproven(Self.place("x.cut.a.com", .a))))
        #expect(try chain.judge("cut.a.com", [], denied: denied) == .bogus(.unproven(Self.place("cut.a.com", .a))))
    }

    @Test func `a name that a wildcard stands for must not be there itself`() throws {
        var chain = try Chain()
        let zone = chain.zone
        let records = try ZoneFile.records(Array("x.w.a.com. A 192.0.2.1".utf8))
        let answers = try zone.signed(records, labels: 3)
        let proof = try zone.signed([zone.link("*.w.a.com", "a.com", "A RRSIG NSEC")])
        #expect(try chain.judge("x.w.a.com", answers, denied: proof) == .secure)
        #expect(try chain.judge("x.w.a.com", answers) == .bogus(.unproven(Self.place("x.w.a.com", .a))))
        let other = try zone.signed([zone.link("x.w.a.com", "a.com", "A RRSIG NSEC")])
        #expect(try chain.judge("x.w.a.com", answers, denied: other) == .bogus(.unproven(Self.place("x.w.a.com", .a))))
        let hashed = try zone.signed(
            zone.hashedLinks([("a.com", "SOA"), ("w.a.com", ""), ("*.w.a.com", "A RRSIG")].map { ($0.0, $0.1) }))
        #expect(try chain.judge("x.w.a.com", answers, denied: hashed) == .secure)
        // Another type of the wildcard.
        #expect(try chain.judge("x.w.a.com", [], type: .mx, denied: proof) == .secure)
    }

    // MARK: Aliases

    @Test func `of aliases and their targets the worst verdict counts`() throws {
        var chain = try Chain()
        let zone = chain.zone
        let alias = try zone.signed(ZoneFile.records(Array("alias.a.com. CNAME www.a.com.".utf8)))
        let target = try zone.signed(zone.records)
        #expect(try chain.judge("alias.a.com", alias + target) == .secure)
        #expect(try chain.judge("alias.a.com", alias, type: .cname) == .secure)
        let away = try zone.signed(ZoneFile.records(Array("alias.a.com. CNAME www.b.com.".utf8)))
        try chain.world.say("b.com", .ds, [], denied: chain.com.signed([chain.com.link("b.com", "c.com", "NS")]))
        let unsigned = try ZoneFile.records(Array("www.b.com. A 192.0.2.9".utf8))
        let verdict = try chain.judge("alias.a.com", away + unsigned)
        #expect(verdict == .insecure(.delegation(try #require(DNSName("b.com")))))
        #expect(try chain.world.judge("alias.a.com", away, anchors: chain.anchors, isPart: true) == .secure)
    }

    @Test func `an alias that a signed DNAME makes needs no signature`() throws {
        var chain = try Chain()
        let zone = chain.zone
        let dname = try zone.signed(ZoneFile.records(Array("old.a.com. DNAME new.a.com.".utf8)))
        let made = try ZoneFile.records(Array("x.old.a.com. CNAME x.new.a.com.".utf8))
        let target = try zone.signed(ZoneFile.records(Array("x.new.a.com. A 192.0.2.1".utf8)))
        #expect(try chain.judge("x.old.a.com", dname + made + target) == .secure)
    }

    @Test func `aliases that lead to each other have an end`() throws {
        var chain = try Chain()
        let loop = try chain.zone.signed(
            ZoneFile.records(Array("p.a.com. CNAME q.a.com.\nq.a.com. CNAME p.a.com.".utf8)))
        let apex = try chain.zone.link("a.com", "z.a.com", "SOA")
        let verdict = try chain.judge("p.a.com", loop, denied: chain.zone.signed([apex]))
        #expect(verdict == .secure)
    }

    // MARK: Hostile

    /// KeyTrap: keys that all have the same tag, and signatures that all name it (CVE-2023-50387).
    @Test func `many keys and signatures with one tag are not all tried`() throws {
        var chain = try Chain()
        let zone = chain.zone
        let good = try zone.signed(zone.records)
        let signature = try #require(good.last)
        var bad: [DNSRecord] = []
        for number in 0..<1000 as Range<UInt16> {
            var bytes = signature.data.bytes
            bytes[bytes.count - 1] ^= UInt8(number & 0xFF) | 1
            bytes[bytes.count - 2] ^= UInt8(number >> 8)
            bad.append(DNSRecord(signature.name, .rrsig, DNSRecordData(bytes, of: .rrsig), timeToLive: 300))
        }
        let verdict = try chain.judge(zone.records + bad)
        #expect(verdict == .bogus(.badSignature(Self.place("www.a.com", .a), keyTag: zone.key.tag)))
    }

    @Test func `keys and signatures of any bytes are no reason to trap`() throws {
        var chain = try Chain()
        for algorithm in [8, 10, 13, 14, 15, 16, 5, 0] as [UInt8] {
            for length in [0, 1, 2, 3, 4, 32, 64, 255] {
                let bytes = [UInt8](repeating: 0xFF, count: length)
                let key = DNSRecord(
                    .root, .dnskey, DNSRecordData([1, 1, 3, algorithm] + bytes, of: .dnskey), timeToLive: 1)
                var head = try #require(try chain.root.signed([key]).last).data.bytes
                head[2] = algorithm
                let tag = DNSKeyTag.value(of: key.data.bytes.span)
                (head[16], head[17]) = (UInt8(tag >> 8), UInt8(tag & 0xFF))
                let signature = DNSRecord(
                    .root, .rrsig, DNSRecordData(head[..<19] + bytes + [0], of: .rrsig), timeToLive: 1)
                try chain.world.say(".", .dnskey, [key, signature])
                let verdict = try chain.world.judge("www.a.com", [], anchors: TrustAnchors([key]))
                #expect(verdict != .secure, "\(algorithm) \(length)")
            }
        }
    }
}
