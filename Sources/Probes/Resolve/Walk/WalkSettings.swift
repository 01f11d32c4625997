import Wire

/// How the way from the root to an answer is walked.
public struct WalkSettings: Sendable {
    /// The servers of the root, to begin with.
    public var hints: [NameServer]
    /// Whether one server of each zone is enough, and the next is asked only if it has no answer.
    public var asksOne = false
    public var usesIPv4 = true
    public var usesIPv6 = true
    public var port: UInt16 = 53

    public init(hints: [NameServer]) { self.hints = hints }

    /// Aliases that a name may have, one after the other.
    static let maximumAliasCount = 16
    /// Questions in all, so that no zone can make others be asked without end.
    static let maximumQuestionCount = 2000
    /// Servers in a row that each need the next one's address.
    static let maximumDepth = 8
    /// Servers whose addresses are looked for.
    static let maximumSeekCount = 500

    var addressTypes: [DNSType] { (usesIPv4 ? [.a] : []) + (usesIPv6 ? [.aaaa] : []) }

    func endpoints(of name: DNSName, _ addresses: [IPAddress]) -> [(name: DNSName, server: DNSServer)] {
        addresses.filter { $0.isIPv6 ? usesIPv6 : usesIPv4 }.map {
            (name, DNSServer(name.description, Endpoint($0), port: port))
        }
    }
}
