import Wire

/// What the servers of one zone said: a step on the way from the root to an answer.
public struct WalkStep: Hashable, Sendable {
    /// What one address of a server said.
    public struct Reply: Hashable, Sendable {
        public let nameServer: DNSName
        public let server: DNSServer
        public let fact: WalkFact
        public let meaning: WalkMeaning

        /// Whether there is no way to the address from here: that says nothing of the server.
        public var isUnreachable: Bool {
            guard case .silence(let remarks) = fact, case .failed(_, _, let error) = remarks.last else { return false }
            return error.kind == .unreachable
        }
    }

    /// 0 on the way to what was asked; one more for each server whose address had to be looked for.
    public let depth: Int
    public let question: DNSQuestion
    public let delegation: Delegation
    public let replies: [Reply]
    /// What the way goes on with; nil where no server said anything that it could go on with.
    public let reply: Reply?
    /// The servers that the zone itself says it has; nil where it was not asked, or did not say.
    public let ownServers: Set<DNSName>?
    public let problems: [WalkProblem]
}

/// Something that is not as it should be, seen on the way.
public enum WalkProblem: Hashable, Sendable {
    /// Servers of the same zone mean different things: which say what.
    case differingAnswers([[DNSName]])
    /// Servers of the same zone have different versions of it.
    case differingSerials([UInt32: [DNSName]])
    /// The zone above names servers that the zone does not, or the other way round.
    case differingServers(onlyAbove: [DNSName], onlyBelow: [DNSName])
    /// The zone above knows a server by other addresses than the zone itself.
    case differingAddresses(DNSName, above: [IPAddress], below: [IPAddress])
    /// To find the address of a server, that address is needed: the names on the way round.
    case circular([DNSName])
    /// A server within the zone that it serves, and the zone above gives no address of it.
    case missingGlue(DNSName)
    case noAddress(DNSName)
    /// Servers in a row that each need the next one's address: too many.
    case tooDeep(DNSName)
}

/// What became of a question.
public enum WalkEnd: Hashable, Sendable {
    case answered(WalkStep.Reply)
    /// No server of a zone said anything of use.
    case stuck(zone: DNSName)
    /// Aliases that lead to each other.
    case aliasLoop(DNSName)
    case tooManyAliases
}
