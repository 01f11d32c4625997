import Wire

/// An answer, read whole: its records can be kept and looked at again.
public struct DNSReply: Hashable, Sendable {
    public let answer: ResolveAnswer
    /// With the upper bits that EDNS adds.
    public let code: DNSResponseCode
    public let message: DNSMessage
    /// What EDNS says of what went wrong: the option's data, code first (RFC 8914).
    public let extendedErrors: [[UInt8]]

    /// - Throws: why the message can't be read to its end.
    public init(_ answer: ResolveAnswer) throws(WireError) {
        self.answer = answer
        let bytes = answer.message.span
        message = try DNSMessage(parsing: bytes)
        let packet = try DNSPacket(parsing: bytes)
        code = packet.responseCode
        let options = packet.edns?.options ?? []
        extendedErrors = options.filter { $0.code == .extendedError && $0.data.count >= 2 }.map(\.data)
    }

    public var isAuthoritative: Bool { message.flags.isAuthoritative }

    /// The records of the answer with this name and type.
    public func answers(_ name: DNSName, _ type: DNSType) -> [DNSRecord] {
        message.answers.filter { $0.name == name && $0.type == type && $0.dnsClass == .internet }
    }
}

/// What came of a question to one server.
public enum WalkFact: Hashable, Sendable {
    case reply(DNSReply)
    /// Nothing that can be read: what happened in place of it, the last thing last.
    case silence([ResolveRemark])
    case unreadable(ResolveAnswer, WireError)
    /// It was not asked, because too much had been asked already.
    case unasked

    /// - Parameter remarks: what happened on the way.
    public init(_ answer: ResolveAnswer?, after remarks: [ResolveRemark]) {
        guard let answer else {
            self = .silence(remarks)
            return
        }
        do throws(WireError) {
            self = .reply(try DNSReply(answer))
        } catch {
            self = .unreadable(answer, error)
        }
    }
}

/// A question to one server.
public struct WalkQuestion: Hashable, Sendable {
    public let server: DNSServer
    public let question: DNSQuestion
}
