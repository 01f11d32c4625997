import Probes
import Wire

extension TraceAnswer {
    /// The classic mark of an answer that is none of the two that are hoped for: `!H`, `!F-1400`, `!<9>`.
    public var mark: String? {
        guard let icmp else { return nil }
        switch kind {
        case .exceeded: return nil
        // Port unreachable is how a UDP probe arrives. A protocol that is not spoken is worth a word.
        case .reached: return icmp.isProtocolUnreachable ? "!P" : nil
        case .tooBig: return "!F" + (mtu.map { "-\($0)" } ?? "")
        case .unreachable: return icmp.mark
        case .complaint: return "!<\(icmp.type)-\(icmp.code)>"
        }
    }

    var naming: ICMPNaming? { icmp.map { ICMPNaming(type: $0.type, code: $0.code, isIPv6: $0.isIPv6) } }

    /// In JSON.
    var kindName: String {
        switch kind {
        case .exceeded: "exceeded"
        case .reached(let arrival): arrival.rawValue
        case .unreachable: "unreachable"
        case .tooBig: "too_big"
        case .complaint: "complaint"
        }
    }

    /// What is odd about the probe that the router quotes, in words.
    var quoteWords: [String] {
        guard let quote else { return [] }
        var words: [String] = []
        if quote.changes.contains(.checksum) { words.append("NAT before") }
        if quote.changes.contains(.trafficClass) {
            words.append("DSCP \(quote.trafficClass >> 2) ECN \(quote.trafficClass & 3)")
        }
        if quote.changes.contains(.length) { words.append("length changed") }
        if kind == .exceeded, quote.ttl != 1 { words.append("quoted TTL \(quote.ttl)") }
        return words
    }
}

extension ICMPCode {
    var isProtocolUnreachable: Bool { isIPv6 ? type == 4 && code == 1 : type == 3 && code == 2 }

    /// Of destination unreachable: the letters that traceroute has always used.
    fileprivate var mark: String {
        if isProtocolUnreachable { return "!P" }
        return switch (isIPv6, code) {
        case (false, 0), (false, 6), (true, 0): "!N"
        case (false, 1), (false, 7), (true, 2), (true, 3): "!H"
        case (false, 5), (true, 5): "!S"
        case (false, 9), (false, 10), (false, 13), (true, 1), (true, 6): "!X"
        case (false, 14): "!V"
        case (false, 15): "!C"
        default: "!<\(code)>"
        }
    }
}

extension TraceEnd {
    /// In JSON.
    var identifier: String {
        switch self {
        case .reached: "reached"
        case .refused: "refused"
        case .silent: "silent"
        case .failed: "failed"
        case .interrupted: "interrupted"
        }
    }
}

extension TraceMethod {
    var identifier: String {
        switch self {
        case .udp: "udp"
        case .echo: "icmp"
        case .tcp: "tcp"
        case .sctp: "sctp"
        }
    }
}

extension TraceQuote.Changes {
    /// What is not as it was sent, in JSON.
    var identifiers: [String] {
        let names: [(TraceQuote.Changes, String)] = [
            (.trafficClass, "traffic_class"), (.identification, "identification"), (.length, "length"),
            (.checksum, "checksum"),
        ]
        return names.filter { contains($0.0) }.map(\.1)
    }
}

extension AddressOrigin {
    /// `AS64500`, or `AS64500/AS64501` where several announce it.
    var words: String { systems.map { "AS\($0)" }.joined(separator: "/") }
}

/// What an address is, where it is none of the Internet's: private, link-local and so on.
public func specialKind(of address: IPAddress) -> String? {
    guard let purpose = SpecialPurpose(address), purpose.isGloballyReachable != true else { return nil }
    return purpose.kind
}
