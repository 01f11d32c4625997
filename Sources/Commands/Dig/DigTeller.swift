import PacketIO
import Probes
import Reports

/// What came of a name, as text or as JSON Lines; what happened on the way goes to standard error too.
struct DigTeller {
    private let report: DigText
    private let isJSON: Bool

    init(_ options: DigOptions) {
        report = DigText(options.text, offset: TimeZone.offset)
        isJSON = options.isJSON
    }

    func writeHead(_ words: [String], _ servers: [DNSServer], to output: inout [UInt8]) {
        guard !isJSON else { return }
        report.writeHead("swiftnet \(swiftnetVersion) dig", words, serverCount: servers.count, to: &output)
    }

    func write(query: [UInt8], to output: inout [UInt8]) {
        if !isJSON { report.write(query: query, to: &output) }
    }

    func write(_ answer: ResolveAnswer, to output: inout [UInt8]) {
        if isJSON { DigJSON.write(answer, to: &output) } else { report.write(answer, to: &output) }
    }

    /// An answer with what its signatures say.
    func write(_ answer: ResolveAnswer, _ trust: TrustReport, to output: inout [UInt8]) {
        guard !isJSON else { return DigJSON.write(answer, trust, to: &output) }
        report.write(answer, trust, to: &output)
        if trust.isBogus { warn(trust.security.description) }
    }

    func write(part: ResolveAnswer, _ size: inout ZoneSize, to output: inout [UInt8]) {
        if isJSON { DigJSON.write(part, to: &output) } else { report.write(part: part, &size, to: &output) }
    }

    func write(endOf size: ZoneSize, _ answer: ResolveAnswer, to output: inout [UInt8]) {
        if !isJSON { report.write(endOf: size, answer, to: &output) }
    }

    func write(_ remark: ResolveRemark, to output: inout [UInt8]) {
        if isJSON { DigJSON.write(remark, at: SystemClock.wallClock(), to: &output) }
        warn(remark.description)
    }

    func write(failure: String, to output: inout [UInt8]) {
        if isJSON { DigJSON.write(failure: failure, at: SystemClock.wallClock(), to: &output) }
        warn(failure)
    }
}
