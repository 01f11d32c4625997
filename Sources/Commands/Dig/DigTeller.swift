import ArgumentParser
import PacketIO
import Probes
import Reports

/// Puts out what came of a name, as text or as JSON Lines; what happened on the way goes to standard error as text.
struct DigTeller {
    private let report: DigText
    private let isJSON: Bool

    init(_ options: DigOptions) {
        report = DigText(options.text, offset: TimeZone.offset)
        isJSON = options.isJSON
    }

    private func put(_ write: (inout [UInt8]) -> Void) {
        var output: [UInt8] = []
        write(&output)
        if !output.isEmpty { StandardStream.output.write(output) }
    }

    func tellHead(_ words: [String], _ servers: [DNSServer]) {
        guard !isJSON else { return }
        put { report.writeHead("swiftnet \(swiftnetVersion) dig", words, serverCount: servers.count, to: &$0) }
    }

    func tell(query: [UInt8]) {
        if !isJSON { put { report.write(query: query, to: &$0) } }
    }

    func tell(_ answer: ResolveAnswer) {
        put { if isJSON { DigJSON.write(answer, to: &$0) } else { report.write(answer, to: &$0) } }
    }

    func tell(_ remark: ResolveRemark) {
        if isJSON { put { DigJSON.write(remark, at: SystemClock.wallClock(), to: &$0) } }
        warn(remark.description)
    }

    func couldNotAsk(_ message: String) -> ExitCode {
        if isJSON { put { DigJSON.write(failure: message, at: SystemClock.wallClock(), to: &$0) } }
        return Commands.couldNotAsk(message)
    }
}
