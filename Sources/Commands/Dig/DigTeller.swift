import PacketIO
import Probes
import Reports
import Wire

/// What came of a name, in the form that was asked for; what happened on the way goes to standard error too.
struct DigTeller {
    /// How text is written.
    let text: DigTextOptions
    private let report: DigText
    private let form: DigOptions.Form
    /// For whose clients is asked.
    private let subnet: ClientSubnet?

    /// Which answers are shown that are not the last word.
    private let shown: DigOptions.Passing

    /// What the terminal can show: asked once, and not for each of many names.
    private static let isTerminal = StandardStream.output.isTerminal
    private static let mayUseColor = isTerminal && !Environment.forbidsColor
    private static let usesUTF8 = Environment.usesUTF8

    init(_ options: DigOptions) {
        var text = options.text
        text.isColored = options.form == .text && (options.usesColor ?? Self.mayUseColor)
        // What another program reads has names as the DNS has them.
        if options.form != .json, options.showsUnicode ?? Self.isTerminal, Self.usesUTF8 {
            text.unicodeLabel = InternationalNames.unicode
        }
        if options.form == .yaml { text.showRecordsPlainly() }
        if options.form == .table { text.keepRecordsOnLines() }
        self.text = text
        report = DigText(text, offset: TimeZone.offset)
        form = options.form
        subnet = options.subnets.last
        shown = options.shown
    }

    func writeHead(_ words: [String], _ servers: [DNSServer], to output: inout [UInt8]) {
        guard form == .text else { return }
        report.writeHead("swiftnet \(swiftnetVersion) dig", words, serverCount: servers.count, to: &output)
    }

    func write(query: [UInt8], to output: inout [UInt8]) {
        switch form {
        case .text: report.write(query: query, to: &output)
        case .yaml: report.writeYAML(query: query, to: &output)
        case .json, .table: break
        }
    }

    /// - Parameter trust: what signatures say of the answer, where they were checked.
    func write(_ answer: ResolveAnswer, _ trust: TrustReport? = nil, to output: inout [UInt8]) {
        switch form {
        case .text: report.write(answer, trust, to: &output)
        case .json: DigJSON.write(answer, trust, subnet: subnet, to: &output)
        case .yaml: report.writeYAML(answer, trust, to: &output)
        case .table: report.writeTable(answer, trust, to: &output)
        }
        if let trust, trust.isBogus { warn(trust.security.description) }
    }

    func write(part: ResolveAnswer, _ size: inout ZoneSize, to output: inout [UInt8]) {
        switch form {
        case .text: report.write(part: part, &size, to: &output)
        case .json: DigJSON.write(part, to: &output)
        case .yaml: report.writeYAML(part, to: &output)
        case .table: report.writeTable(part: part, &size, to: &output)
        }
    }

    func write(endOf size: ZoneSize, _ answer: ResolveAnswer, to output: inout [UInt8]) {
        if form == .text { report.write(endOf: size, answer, to: &output) }
    }

    func write(_ remark: ResolveRemark, to output: inout [UInt8]) {
        switch remark {
        case .truncated(let answer) where shown.contains(.truncated): write(answer, to: &output)
        case .badVersion(let answer, _) where shown.contains(.badVersion): write(answer, to: &output)
        case .badCookie(let answer) where shown.contains(.badCookie): write(answer, to: &output)
        default: break
        }
        if form == .json { DigJSON.write(remark, at: SystemClock.wallClock(), to: &output) }
        warn(remark.description)
    }

    func write(failure: String, to output: inout [UInt8]) {
        switch form {
        case .json: DigJSON.write(failure: failure, at: SystemClock.wallClock(), to: &output)
        case .yaml: report.writeYAML(failure: failure, to: &output)
        case .text, .table: break
        }
        warn(failure)
    }
}
