import Analysis
import Probes
import Wire

extension ResolveRemark: CustomStringConvertible {
    /// What happened, in words.
    public var description: String { "\(server.endpoint.address)#\(server.port): \(cause)" }

    /// The same without the server.
    var cause: String {
        switch self {
        case .timedOut(_, let transport): "no answer in time (\(transport.rawValue))"
        case .failed(_, let transport, let error): "\(error.message) (\(transport.rawValue))"
        case .truncated: "the answer was cut, asking again by TCP"
        case .badVersion(_, let version): "knows EDNS up to version \(version), asking so"
        case .badCookie: "wants its own cookie, asking with it"
        case .serverFailure(_, let code): "\(code), asking the next server"
        case .refusedSignature(_, let code): "does not take the query's signature: \(code)"
        case .unwritable(_, let error): "the query can't be written: \(error)"
        case .foreign(_, let reason): "passed over a message: \(reason.words)"
        case .tooManyAnswers(_, let count): "\(count) answers are enough, others are left out"
        }
    }

    var server: DNSServer {
        switch self {
        case .foreign(let server, _), .timedOut(let server, _), .failed(let server, _, _),
            .serverFailure(let server, _), .unwritable(let server, _), .refusedSignature(let server, _),
            .tooManyAnswers(let server, _):
            server
        case .truncated(let answer), .badVersion(let answer, _), .badCookie(let answer): answer.server
        }
    }

    /// For programs.
    var type: String {
        switch self {
        case .timedOut: "timeout"
        case .failed: "error"
        case .foreign: "foreign"
        case .truncated: "truncated"
        case .badVersion: "bad_version"
        case .badCookie: "bad_cookie"
        case .serverFailure: "server_failure"
        case .refusedSignature: "bad_signature"
        case .unwritable: "unwritable"
        case .tooManyAnswers: "too_many_answers"
        }
    }
}

extension ForeignAnswer {
    fileprivate var words: String {
        switch self {
        case .malformed(let error): "\(error)"
        case .query: "it is a query"
        case .identifier(let expected, let found): "its identifier is \(found), not \(expected)"
        case .opcode(let opcode): "it answers \(opcode)"
        case .signature(let fault): fault.words
        case .question(let question):
            question.map { "it answers \($0.name) \($0.dnsClass) \($0.type)" } ?? "it has another question"
        case .multicast(let fault): fault.words
        }
    }
}

extension MulticastFault {
    fileprivate var words: String {
        switch self {
        case .port(let port): "it comes from port \(port)"
        case .offLink: "it comes from beyond the link"
        case .code(let code): "its code is \(code)"
        case .unrelated: "it has no record that was asked for"
        }
    }
}

extension TransactionFault {
    fileprivate var words: String {
        switch self {
        case .unsigned: "it is not signed"
        case .otherKey(let name): "it is signed by the key \(name), or in another way"
        case .badCode: "its signature does not fit"
        case .badTime(let seconds): "it was signed \(seconds) seconds from now"
        case .refused(let code): "the signature is refused: \(code)"
        case .unreadable: "its signature can't be read"
        }
    }
}
