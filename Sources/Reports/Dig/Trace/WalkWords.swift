import Probes
import Wire

// What is seen on a trace, in words.

extension WalkMeaning: CustomStringConvertible {
    public var description: String {
        switch self {
        case .answer(let records): records.count == 1 ? "the answer" : "the answer, \(records.count) records"
        case .alias(let target): "alias of \(target)"
        case .referral(let zone, _): "referral to \(zone)"
        case .noData: "no such type"
        case .noName: "no such name"
        case .lame(.code): "lame"
        case .lame(let reason): "lame: \(reason)"
        case .silent: "silent"
        }
    }

    /// For programs.
    var kind: String {
        switch self {
        case .answer: "answer"
        case .alias: "alias"
        case .referral: "referral"
        case .noData: "no_data"
        case .noName: "no_name"
        case .lame: "lame"
        case .silent: "silent"
        }
    }

    var target: DNSName? {
        switch self {
        case .alias(let name), .referral(let name, _), .lame(.wayward(let name)): name
        default: nil
        }
    }
}

extension LameReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .code(let code): "\(code)"
        case .notAuthoritative: "it does not hold the zone"
        case .wayward(let zone): "it refers to \(zone)"
        case .unreadable(let error): "\(error)"
        }
    }
}

extension WalkProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .differingAnswers(let groups):
            "servers say different things: \(groups.map { Self.list($0) }.joined(separator: " | "))"
        case .differingSerials(let serials):
            "versions differ: "
                + serials.sorted { $0.key < $1.key }.map { "\($0.key) at \(Self.list($0.value))" }
                .joined(separator: ", ")
        case .differingServers(let above, let below):
            [
                above.isEmpty ? nil : "the zone above names \(Self.list(above)), the zone does not",
                below.isEmpty ? nil : "the zone names \(Self.list(below)), the zone above does not",
            ].compactMap { $0 }.joined(separator: "; ")
        case .differingAddresses(let name, let above, let below):
            "\(name) is \(Self.list(above)) in the zone above, and \(Self.list(below)) in its own"
        case .circular(let names):
            "circular: \(names.map(\.description).joined(separator: " needs ")): nobody knows an address"
        case .missingGlue(let name): "\(name) is within its own zone, and the zone above gives no address of it"
        case .noAddress(let name): "\(name) has no address"
        case .tooDeep(let name): "\(name): too many servers need each other's addresses"
        }
    }

    private static func list(_ values: [some CustomStringConvertible]) -> String {
        values.map(\.description).joined(separator: " ")
    }

    /// For programs.
    var kind: String {
        switch self {
        case .differingAnswers: "differing_answers"
        case .differingSerials: "differing_serials"
        case .differingServers: "differing_servers"
        case .differingAddresses: "differing_addresses"
        case .circular: "circular"
        case .missingGlue: "missing_glue"
        case .noAddress: "no_address"
        case .tooDeep: "too_deep"
        }
    }
}

extension WalkEnd: CustomStringConvertible {
    public var description: String {
        switch self {
        case .answered(let reply): "\(reply.server.name) has it: \(reply.meaning)"
        case .stuck(let zone): "no server of \(zone) has an answer"
        case .aliasLoop(let name): "\(name) is an alias of itself"
        case .tooManyAliases: "too many aliases, one after the other"
        }
    }
}

extension WalkStep {
    /// What is said of an address that cannot be reached from here, once for all of them; nil where there is none.
    var unreachableWords: String? {
        let unreachable = replies.filter(\.isUnreachable)
        guard let first = unreachable.first else { return nil }
        let number = unreachable.count == 1 ? "" : ", and \(unreachable.count - 1) more"
        return "not reachable from here: \(first.server.endpoint.address)\(number)"
    }
}

extension WalkStep.Reply {
    /// What there is to say of it beside its meaning: code, flags, errors, size, time.
    var facts: [String] {
        switch fact {
        case .silence(let remarks): [remarks.last.map(\.cause) ?? "not sent"]
        case .unasked: ["not asked: too many questions"]
        case .unreadable(let answer, _): Self.measures(answer)
        case .reply(let reply):
            [reply.code.description + (reply.isAuthoritative ? " aa" : "")]
                + reply.errorWords + Self.measures(reply.answer)
        }
    }

    private static func measures(_ answer: ResolveAnswer) -> [String] {
        let transport = answer.transport == .udp ? "" : " \(answer.transport.rawValue)"
        let size = "\(answer.message.count) bytes\(transport)"
        guard let roundTrip = answer.roundTrip else {
            return [size] + (answer.shelf.map { ["from the cache, \($0.age) s old"] } ?? [])
        }
        var time: [UInt8] = []
        time.append(fixedPoint: (roundTrip + 5_000) / 10_000, decimals: 2, isTrimmed: false)
        return [size, "\(String(decoding: time, as: UTF8.self)) ms"]
    }
}

extension DNSReply {
    /// What went wrong, as EDNS tells it.
    var errorWords: [String] {
        extendedErrors.map { data in
            let code = ExtendedDNSError(rawValue: data.span.uint16(at: 0))
            let text = "EDE \(code.rawValue)" + (code.name.map { " \($0)" } ?? "")
            guard data.count > 2 else { return text }
            var words: [UInt8] = []
            words.append(foreign: data.span.extracting(droppingFirst: 2))
            return text + " (\(String(decoding: words, as: UTF8.self)))"
        }
    }
}
