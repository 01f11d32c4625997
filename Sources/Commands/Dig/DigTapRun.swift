import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Shows the messages of a file of dnstap as if they had just come.
struct DigTapRun {
    private let teller: DigTeller
    private let showsQueries: Bool
    private var output: [UInt8] = []
    /// What was asked last: the answer to it often comes next.
    private var query: (message: [UInt8], time: Int64?) = ([], nil)
    private var server = DNSServer("", Endpoint(.v4(.any)))

    private static let flushByteCount = 1 << 16

    init(_ options: DigOptions) {
        teller = DigTeller(options)
        showsQueries = options.text.showsQuery
    }

    mutating func perform(_ path: String) -> ExitCode {
        output.reserveCapacity(Self.flushByteCount * 2)
        do throws(PacketSourceError) {
            var file = try TapFile(path)
            while let message = try file.next() {
                tell(message)
                guard output.count < Self.flushByteCount || flush() else { return ExitStatus.success }
            }
            _ = flush()
            return ExitStatus.success
        } catch {
            // What was read stands before what went wrong.
            _ = flush()
            warn(error.description)
            if case .damaged = error.reason { return ExitStatus.noAnswer }
            return ExitStatus.couldNotAsk
        }
    }

    /// False where nobody reads any more.
    private mutating func flush() -> Bool {
        defer { output.removeAll(keepingCapacity: true) }
        return output.isEmpty || StandardStream.output.write(output)
    }

    private mutating func tell(_ message: TappedMessage) {
        if let asked = message.query {
            query = (asked, message.queryTime)
            if showsQueries { teller.write(query: asked, to: &output) }
        }
        guard let response = message.response else { return }
        let isAnswer = query.message.count >= 2 && response.count >= 2 && query.message[..<2] == response[..<2]
        findServer(message)
        let asked = message.queryTime ?? (isAnswer ? query.time : nil)
        let time = message.responseTime ?? 0
        let answer = ResolveAnswer(
            response, to: isAnswer ? query.message : [], from: server,
            by: message.protocolNumber.flatMap { DNSTransport(tapNumber: $0) } ?? .udp,
            roundTrip: asked.map { max(0, time - $0) }, clock: .user, time: time)
        teller.write(answer, to: &output)
    }

    /// Most messages come from where the one before came from.
    private mutating func findServer(_ message: TappedMessage) {
        let address = message.responseAddress ?? .v4(.any)
        let port = message.responsePort ?? 0
        guard address != server.endpoint.address || port != server.port || server.name.isEmpty else { return }
        server = DNSServer("\(address)", Endpoint(address), port: port)
    }
}
