import Wire

/// What `/etc/resolv.conf` says (resolv.conf(5)).
public struct ResolverConfiguration: Hashable, Sendable {
    /// At most three, as glibc reads them; the machine itself where none is named.
    public var servers: [DNSServer] = []
    public var search: [DNSName] = []
    /// From how many dots on a name is first asked for as it is.
    public var minimumDots = 1
    /// How long a server has to answer; nil where nothing is said of it, as with the next.
    public var timeout: Nanoseconds?
    /// How often each is asked.
    public var attempts: Int?
    public var rotates = false
    public var usesTCP = false

    public static let maximumServerCount = 3
    private static let maximumDots = 15
    private static let longestTimeout = 30
    private static let maximumAttempts = 5

    /// - Parameters:
    ///   - text: of the file; empty where there is none. Lines that make no sense are passed over, as glibc does.
    ///   - options: of the variable `RES_OPTIONS`.
    ///   - domains: of the variable `LOCALDOMAIN`, which takes the place of the list in the file.
    ///   - scope: the number of an interface by its name, for link-local addresses.
    public init(
        _ text: String, options: String? = nil, domains: String? = nil, scope: (String) -> UInt32? = { UInt32($0) }
    ) {
        for line in text.split(separator: "\n") {
            guard let first = line.first, first != "#", first != ";" else { continue }
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
            switch words.first {
            case "nameserver" where words.count > 1: addServer(words[1], scope)
            case "domain" where words.count > 1: search = [DNSName(words[1])].compactMap { $0 }
            case "search": search = words.dropFirst().compactMap { DNSName($0) }
            case "options": for option in words.dropFirst() { apply(option) }
            default: break
            }
        }
        if let domains { search = domains.split(separator: " ").compactMap { DNSName($0) } }
        for option in (options ?? "").split(separator: " ") { apply(String(option)) }
        if servers.isEmpty { servers = [DNSServer("127.0.0.1", Endpoint(.v4(.loopback)))] }
    }

    private mutating func addServer(_ text: String, _ scope: (String) -> UInt32?) {
        let parts = text.split(separator: "%", maxSplits: 1)
        guard servers.count < Self.maximumServerCount, let head = parts.first, let address = IPAddress(head) else {
            return
        }
        let zone = parts.count == 2 ? scope(String(parts[1])) : 0
        guard let zone else { return }
        servers.append(DNSServer(text, Endpoint(address, scope: zone)))
    }

    private mutating func apply(_ option: String) {
        let parts = option.split(separator: ":", maxSplits: 1)
        let number = parts.count == 2 ? Int(parts[1]).flatMap { $0 >= 0 ? $0 : nil } : nil
        switch (parts.first, number) {
        case ("ndots", let number?): minimumDots = min(number, Self.maximumDots)
        case ("timeout", let number?): timeout = Nanoseconds(min(max(number, 1), Self.longestTimeout)) * .second
        case ("attempts", let number?): attempts = min(max(number, 1), Self.maximumAttempts)
        case ("rotate", _): rotates = true
        case ("use-vc", _): usesTCP = true
        default: break
        }
    }
}
