import Analysis
import Wire

/// A verdict on an answer, and the chain that led to it.
public struct TrustReport: Hashable, Sendable {
    public let security: Security
    private let links: [TrustLink]

    public var isBogus: Bool {
        if case .bogus = security { true } else { false }
    }

    public init(_ security: Security, _ links: [TrustLink]) {
        self.security = security
        self.links = links
    }

    /// What several parts of an answer come to: the worst of them, and all links; nil where there are none.
    public init?(_ parts: [TrustReport]) {
        guard let first = parts.first else { return nil }
        security = parts.dropFirst().reduce(first.security) { Security.worst($0, $1.security) }
        var links: [TrustLink] = []
        for link in parts.flatMap(\.links) where !links.contains(link) { links.append(link) }
        self.links = links
    }

    /// As comments of a zone file.
    public func write(to text: inout [UInt8]) {
        for link in links {
            if case .end = link.subject { continue }
            text.append(text: ";; TRUST: \(link)\n")
        }
        text.append(text: ";; VERDICT: \(security)\n")
    }

    func write(to json: inout JSONWriter) {
        json.add("verdict", security.kind)
        json.add("reason", security.reason)
        json.add("chain", objects: links) { json, link in
            json.add("kind", link.kind)
            json.add("message", link.description)
            switch link.subject {
            case .zone(let zone, let entry, let key):
                json.add("zone", zone.description)
                json.add("key_tag", key.tag)
                json.add("algorithm", key.algorithm.description)
                json.add("digest_type", entry.map(\.digestType.description))
            case .records(let name, let type, let signature):
                json.add("name", name.description)
                json.add("rrtype", type.description)
                json.add("zone", signature?.signer.description)
                json.add("key_tag", signature?.keyTag)
                json.add("algorithm", signature?.algorithm.description)
                json.add("inception", signature?.inception)
                json.add("expiration", signature?.expiration)
            case .denial(let name, let type, let proof, let zone):
                json.add("name", name.description)
                json.add("rrtype", type.description)
                json.add("zone", zone.description)
                json.add("proof", proof.description)
            case .end: break
            }
        }
    }
}
