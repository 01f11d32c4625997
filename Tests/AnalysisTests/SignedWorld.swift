import Analysis
import Crypto
import CryptoExtras
import Foundation
import Testing
import Wire

/// A key of a zone, with what only its owner has.
struct TestKey {
    let algorithm: UInt8
    let flags: UInt16
    let publicKey: [UInt8]
    let sign: ([UInt8]) throws -> [UInt8]

    init(_ algorithm: UInt8, flags: UInt16 = 0x0101) throws {
        self.algorithm = algorithm
        self.flags = flags
        switch algorithm {
        case 8, 10:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let parts = try key.publicKey.getKeyPrimitives()
            publicKey = [UInt8(parts.publicExponent.count)] + parts.publicExponent + parts.modulus
            sign = { message in
                let signature =
                    algorithm == 8
                    ? try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
                    : try key.signature(for: SHA512.hash(data: message), padding: .insecurePKCS1v1_5)
                return Array(signature.rawRepresentation)
            }
        case 13:
            let key = P256.Signing.PrivateKey()
            publicKey = Array(key.publicKey.rawRepresentation)
            sign = { Array(try key.signature(for: $0).rawRepresentation) }
        case 14:
            let key = P384.Signing.PrivateKey()
            publicKey = Array(key.publicKey.rawRepresentation)
            sign = { Array(try key.signature(for: $0).rawRepresentation) }
        default:
            let key = Curve25519.Signing.PrivateKey()
            publicKey = Array(key.publicKey.rawRepresentation)
            sign = { Array(try key.signature(for: $0)) }
        }
    }

    var data: [UInt8] { [UInt8(flags >> 8), UInt8(flags & 0xFF), 3, algorithm] + publicKey }
    var tag: UInt16 { DNSKeyTag.value(of: data.span) }

    func signer(of zone: DNSName, digestType: UInt8 = 2) -> [UInt8] {
        let message = Array(zone.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) + data
        let digest: [UInt8] =
            switch digestType {
            case 1: Array(Insecure.SHA1.hash(data: message))
            case 4: Array(SHA384.hash(data: message))
            default: Array(SHA256.hash(data: message))
            }
        return [UInt8(tag >> 8), UInt8(tag & 0xFF), algorithm, digestType] + digest
    }
}

/// A zone that signs what it says.
struct SignedZone {
    static let now: Int64 = 1_800_000_000

    let name: DNSName
    var key: TestKey
    var records: [DNSRecord]
    /// Changes a signature before it is made.
    var inception = UInt32(now - 1000)
    var expiration = UInt32(now + 1000)

    init(_ name: String, _ algorithm: UInt8 = 13, _ text: String = "") throws {
        self.name = try #require(DNSName(name))
        key = try TestKey(algorithm)
        records = try ZoneFile.records(Array(text.utf8))
    }

    /// Signatures over each set; of a set that was made of a wildcard, with the labels of that.
    func signed(_ records: [DNSRecord], labels: Int? = nil, signer: DNSName? = nil) throws -> [DNSRecord] {
        var sets: [(name: DNSName, type: DNSType, records: [DNSRecord])] = []
        for record in records {
            if let place = sets.firstIndex(where: { $0.name == record.name && $0.type == record.type }) {
                sets[place].records.append(record)
            } else {
                sets.append((record.name, record.type, [record]))
            }
        }
        return try records + sets.map { try signature($0.name, $0.type, $0.records, labels, signer ?? name) }
    }

    private func signature(
        _ owner: DNSName, _ type: DNSType, _ records: [DNSRecord], _ labels: Int?, _ signer: DNSName
    ) throws -> DNSRecord {
        let full = owner.labelCount - (owner.isWildcard ? 1 : 0)
        let count = labels ?? full
        var head: [UInt8] = [UInt8(type.rawValue >> 8), UInt8(type.rawValue & 0xFF), key.algorithm, UInt8(count)]
        for number in [300, expiration, inception] as [UInt32] {
            head += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        head += [UInt8(key.tag >> 8), UInt8(key.tag & 0xFF)] + signer.lowercased.bytes
        let name = count < full ? try #require(owner.ancestor(full - count).wildcard) : owner
        var message = head
        for data in records.map(\.data.bytes).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            message +=
                name.lowercased.bytes + [UInt8(type.rawValue >> 8), UInt8(type.rawValue & 0xFF), 0, 1, 0, 0, 1, 44]
            message += [UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
        }
        return DNSRecord(owner, .rrsig, DNSRecordData(head + (try key.sign(message)), of: .rrsig), timeToLive: 300)
    }

    var keySet: [DNSRecord] { [DNSRecord(name, .dnskey, DNSRecordData(key.data, of: .dnskey), timeToLive: 300)] }

    func delegationSigner(digestType: UInt8 = 2) -> DNSRecord {
        DNSRecord(
            name, .ds, DNSRecordData(key.signer(of: name, digestType: digestType), of: .ds), timeToLive: 300)
    }

    /// `NSEC` at a name: which comes next, and which types it has.
    func link(_ owner: String, _ next: String, _ types: String) throws -> DNSRecord {
        let data = try DNSRecordData(presentation: Array("\(next) \(types)".utf8), of: .nsec)
        return DNSRecord(try #require(DNSName(owner)), .nsec, data, timeToLive: 300)
    }

    /// NSEC3 records for these names, which are all that the zone has.
    func hashedLinks(
        _ names: [(name: String, types: String)], iterations: Int = 1, isOptOut: Bool = false
    ) throws -> [DNSRecord] {
        let hashes = try names.map { entry in
            var digest = Array(Insecure.SHA1.hash(data: try #require(DNSName(entry.name)).lowercased.bytes + [0xAB]))
            for _ in 0..<iterations { digest = Array(Insecure.SHA1.hash(data: digest + [0xAB])) }
            return (hash: Self.base32(digest), types: entry.types)
        }.sorted { $0.hash < $1.hash }
        return try hashes.enumerated().map { index, entry in
            let next = hashes[(index + 1) % hashes.count].hash
            let text = "1 \(isOptOut ? 1 : 0) \(iterations) AB \(next) \(entry.types)"
            let owner = try #require(DNSName("\(entry.hash).\(name)"))
            return DNSRecord(
                owner, .nsec3, try DNSRecordData(presentation: Array(text.utf8), of: .nsec3), timeToLive: 300)
        }
    }

    private static func base32(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV")
        let bits = bytes.flatMap { byte in (0..<8).map { byte >> UInt8(7 - $0) & 1 } }
        return String(
            stride(from: 0, to: bits.count, by: 5).map { start in
                digits[bits[start..<start + 5].reduce(0) { $0 << 1 | Int($1) }]
            })
    }
}

/// What is said to questions, for a chain to be judged by.
struct SignedWorld {
    var said: [DNSQuestion: SignedAnswer] = [:]
    /// What the chain wanted to know, in order.
    var asked: [String] = []

    mutating func say(_ name: String, _ type: DNSType, _ answers: [DNSRecord], denied: [DNSRecord] = []) throws {
        let question = DNSQuestion(try #require(DNSName(name)), type)
        said[question] = SignedAnswer(.noError, answers: answers, authorities: denied)
    }

    /// The verdict on an answer, after everything that it needs was asked.
    mutating func judge(
        _ name: String, _ answers: [DNSRecord], type: DNSType = .a, denied: [DNSRecord] = [],
        code: DNSResponseCode = .noError, anchors: TrustAnchors, isPart: Bool = false
    ) throws -> Security {
        let question = DNSQuestion(try #require(DNSName(name)), type)
        let answer = SignedAnswer(code, answers: answers, authorities: denied)
        var chain = ChainOfTrust(anchors, now: SignedZone.now)
        for _ in 0..<100 {
            if let security = chain.judge(question, answer, isPart: isPart) { return security }
            for question in chain.missing {
                asked.append("\(question.name) \(question.type)")
                chain.learn(question, said[question])
            }
        }
        Issue.record("no verdict")
        return .secure
    }
}
