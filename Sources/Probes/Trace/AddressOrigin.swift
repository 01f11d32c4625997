import Wire

/// Who announces an address to the Internet: an autonomous system, and the block it announces.
public struct AddressOrigin: Hashable, Sendable {
    /// More than one where several announce the same block.
    public var systems: [UInt32]
    /// As the provider writes it.
    public var prefix: String
    public var country: String?
    public var registry: String?

    /// Each text is `64500 64501 | 192.0.2.0/24 | US | arin | ...`; the one with the longest prefix is meant.
    public init?(texts: [[UInt8]]) {
        let all = texts.compactMap { Self(text: $0) }
        guard let best = all.max(by: { $0.prefixLength < $1.prefixLength }) else { return nil }
        self = best
    }

    private init?(text: [UInt8]) {
        guard let text = String(validating: text, as: UTF8.self) else { return nil }
        let columns = text.split(separator: "|", omittingEmptySubsequences: false).map { column in
            String(column.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        systems = (columns.first ?? "").split(separator: " ").prefix(16).compactMap { UInt32($0) }
        guard !systems.isEmpty, columns.count > 1 else { return nil }
        prefix = columns[1]
        country = columns.count > 2 && !columns[2].isEmpty ? columns[2] : nil
        registry = columns.count > 3 && !columns[3].isEmpty ? columns[3] : nil
    }

    private var prefixLength: Int { prefix.split(separator: "/").last.flatMap { Int($0) } ?? 0 }
}

/// Where it is asked by DNS who announces an address: a zone for each family, with texts under reversed addresses.
public struct OriginZones: Hashable, Sendable {
    public var ipv4: String
    public var ipv6: String

    public static let usual = OriginZones(ipv4: "origin.asn.cymru.com", ipv6: "origin6.asn.cymru.com")

    public init(ipv4: String, ipv6: String) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// The question for an address: of IPv6 the upper half is enough, since nobody announces less.
    public func question(for address: IPAddress) -> DNSQuestion? {
        let labels: [String]
        switch address {
        case .v4(let address):
            labels = (0..<4).map { String(address.rawValue >> UInt32(8 * $0) & 0xFF) } + [ipv4]
        case .v6(let address):
            let upper = UInt64(truncatingIfNeeded: address.rawValue >> 64)
            labels = (0..<16).map { String(upper >> UInt64(4 * $0) & 0xF, radix: 16) } + [ipv6]
        }
        return DNSName(labels.joined(separator: ".")).map { DNSQuestion($0, .txt) }
    }

    /// What an answer says; nil where it says that nobody announces the address.
    public static func origin(in message: [UInt8]) -> AddressOrigin? {
        guard let message = try? DNSMessage(parsing: message.span) else { return nil }
        let texts = message.answers.filter { $0.type == .txt }.map { record -> [UInt8] in
            var text: [UInt8] = []
            var rest = record.data.bytes[...]
            while let length = rest.popFirst(), rest.count >= Int(length) {
                text += rest.prefix(Int(length))
                rest = rest.dropFirst(Int(length))
            }
            return text
        }
        return AddressOrigin(texts: texts)
    }
}
