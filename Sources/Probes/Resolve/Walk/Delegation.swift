import Wire

/// A server of a zone, by its name, and the addresses that are known of it.
public struct NameServer: Hashable, Sendable {
    public var name: DNSName
    public var addresses: [IPAddress]

    public init(_ name: DNSName, _ addresses: [IPAddress] = []) {
        self.name = name
        self.addresses = addresses
    }
}

/// A zone, and who serves it, as the zone above it says.
public struct Delegation: Hashable, Sendable {
    public var zone: DNSName
    public var servers: [NameServer]

    public init(_ zone: DNSName, _ servers: [NameServer]) {
        self.zone = zone
        self.servers = servers
    }

    /// The servers that records name, with the addresses that stand beside them.
    ///
    /// - Parameter bailiwick: of names outside of it addresses mean nothing, since whoever sent them does not hold
    ///   those names (RFC 8499, "in-bailiwick").
    init(_ zone: DNSName, _ records: [DNSRecord], glue: [DNSRecord], bailiwick: DNSName) {
        self.zone = zone
        var servers: [NameServer] = []
        for name in records.compactMap(\.target) where !servers.contains(where: { $0.name == name }) {
            let addresses = glue.filter { $0.name == name && name.isWithin(bailiwick) }.compactMap(\.address)
            servers.append(NameServer(name, addresses))
        }
        self.servers = servers.sorted { $0.name.precedes($1.name) }
    }
}

extension [NameServer] {
    /// The servers of the root that a file of hints has (RFC 9609).
    public init(hints records: [DNSRecord]) {
        self =
            Delegation(.root, records.filter { $0.type == .ns && $0.name.isRoot }, glue: records, bailiwick: .root)
            .servers
    }

    /// Those of the Internet, as they have been since 2024.
    public static var internetRoot: [NameServer] {
        rootAddresses.compactMap { letter, v4, v6 in
            guard let name = DNSName("\(letter).root-servers.net") else { return nil }
            return NameServer(name, [v4, v6].compactMap { IPAddress($0) })
        }
    }

    private static let rootAddresses = [
        ("a", "198.41.0.4", "2001:503:ba3e::2:30"),
        ("b", "170.247.170.2", "2801:1b8:10::b"),
        ("c", "192.33.4.12", "2001:500:2::c"),
        ("d", "199.7.91.13", "2001:500:2d::d"),
        ("e", "192.203.230.10", "2001:500:a8::e"),
        ("f", "192.5.5.241", "2001:500:2f::f"),
        ("g", "192.112.36.4", "2001:500:12::d0d"),
        ("h", "198.97.190.53", "2001:500:1::53"),
        ("i", "192.36.148.17", "2001:7fe::53"),
        ("j", "192.58.128.30", "2001:503:c27::2:30"),
        ("k", "193.0.14.129", "2001:7fd::1"),
        ("l", "199.7.83.42", "2001:500:9f::42"),
        ("m", "202.12.27.33", "2001:dc3::35"),
    ]
}
