import Probes
import Testing
import Wire

/// A server that exists only here, and what it says to a question that others are asked too.
package struct ComparedServer {
    package var address: String
    package var name: String?
    package var subnet: String?
    /// For how many bits of the subnet it answers.
    package var scope: UInt8?
    package var code = DNSResponseCode.noError
    package var isAuthoritative = true
    package var authorities = ""
    package var roundTrip: Nanoseconds = 1_230_000

    package static let question = DNSQuestion(DNSName("www.a.test") ?? .root, .a)

    package init(_ address: String) { self.address = address }

    private func server() throws -> DNSServer {
        DNSServer(name ?? address, Endpoint(try #require(IPAddress(address))))
    }

    private func network() throws -> ClientSubnet? {
        try subnet.map { try #require(ClientSubnet($0)) }
    }

    /// - Parameter text: the records of its answer, as in a zone file.
    package func says(_ text: String) throws -> AnswerComparison.Member {
        var message = DNSMessage(
            identifier: 1, flags: DNSFlags(rawValue: isAuthoritative ? 0x8400 : 0x8000), questions: [Self.question])
        message.flags.responseCode = code
        message.answers = try ZoneFile.records(Array(text.utf8))
        message.authorities = try ZoneFile.records(Array(authorities.utf8))
        if let scope, var data = try network()?.data {
            data[3] = scope
            let options = try DNSRecordData.options([EDNSOption(.clientSubnet, data)])
            message.additionals = [DNSRecord(.root, .opt, options, timeToLive: 0, dnsClass: DNSClass(rawValue: 1232))]
        }
        let answer = ResolveAnswer(
            try message.serialized(), to: [], from: try server(), by: .udp, roundTrip: roundTrip, clock: .kernel,
            time: 0)
        return .init(try server(), try network(), .reply(try DNSReply(answer)))
    }

    package func isSilent() throws -> AnswerComparison.Member {
        let server = try server()
        return .init(server, try network(), .silence([.timedOut(server, .udp)]))
    }
}
