import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// How packets are told: the letters are tcpdump's, the names of fields Wireshark's.
struct PacketReportOptions: ParsableArguments {
    @Flag(
        name: [.customShort("v"), .customLong("verbose")], help: "All fields of all layers; twice: with their bytes.")
    var verbosity: Int

    @Flag(name: .customShort("x"), help: "Bytes in hexadecimal, from the network layer on; twice: all.")
    var hex: Int

    @Flag(name: .customShort("X"), help: "Bytes in hexadecimal and as text; twice: all.")
    var hexAndText: Int

    @Flag(name: .customShort("A"), help: "Bytes as text; twice: all.")
    var text: Int

    @Flag(name: .customShort("e"), help: "Link-layer addresses too.")
    var linkLayer = false

    @Flag(
        name: .customShort("t"),
        help:
            "Times: -t none, -tt since 1970, -ttt since the packet before, -tttt with the date, -ttttt since the first."
    )
    var times: Int

    @Flag(name: .customLong("nano"), help: "Times to the nanosecond.")
    var nano = false

    @Flag(
        name: .customShort("n"),
        help: "Addresses, even where the capture has names for them; nobody is ever asked for one.")
    var numeric: Int

    @Flag(name: [.customShort("#"), .customLong("number")], help: "Number the packets.")
    var number = false

    @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Less of each packet.")
    var quiet = false

    @Flag(name: .customShort("l"), help: "Lines as they come: always so here, and accepted for tcpdump's sake.")
    var lineBuffered = false

    @Option(
        name: .customLong("fields"),
        help: ArgumentHelp("A row a packet of these fields, between tabs.", valueName: "name,..."))
    var fields: String?

    @Flag(name: .customLong("header"), help: "Begin --fields with a row of their names.")
    var header = false

    @Option(
        name: .customLong("occurrence"),
        help: ArgumentHelp("Of a field that a packet has more than once: first, last or all.", valueName: "which"))
    var occurrenceText: String?

    func validate() throws {
        if times > 5 { throw ValidationError("-t is known once to five times.") }
        if let occurrenceText, !["first", "last", "all"].contains(occurrenceText) {
            throw ValidationError("--occurrence takes first, last or all, not '\(occurrenceText)'.")
        }
        if let fieldNames, fieldNames.isEmpty { throw ValidationError("--fields takes at least one name.") }
        do {
            try FieldNames.check(fieldNames ?? [])
        } catch {
            throw ValidationError("--fields: \(error)")
        }
        if fields == nil && (header || occurrenceText != nil) {
            throw ValidationError("--header and --occurrence belong to --fields.")
        }
        if [hex, hexAndText, text].filter({ $0 > 0 }).count > 1 {
            throw ValidationError("-x, -X and -A exclude each other.")
        }
    }

    var fieldNames: [String]? {
        fields?.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }

    var occurrence: FieldTable.Occurrence {
        switch occurrenceText {
        case "first": .first
        case "last": .last
        default: .all
        }
    }

    private var dump: PacketDump? {
        if hex > 0 { return PacketDump(.hex, includesLinkLayer: hex > 1) }
        if hexAndText > 0 { return PacketDump(.hexAndText, includesLinkLayer: hexAndText > 1) }
        return text > 0 ? PacketDump(.text, includesLinkLayer: text > 1) : nil
    }

    func lineOptions(isColored: Bool) -> PacketLineOptions {
        var options = PacketLineOptions()
        options.timeStyle = PacketTimeStyle(rawValue: times) ?? .timeOfDay
        options.timeDecimals = nano ? 9 : 6
        options.timeZone = TimeZone.offset
        options.showsNumber = number
        options.showsLinkLayer = linkLayer
        options.isBrief = quiet
        options.isNumeric = numeric > 0
        options.isColored = isColored
        options.dump = dump
        options.tree = verbosity == 0 ? nil : verbosity == 1 ? .fields : .fieldsAndBytes
        return options
    }
}

/// Which packets are told.
struct PacketSelectionOptions: ParsableArguments {
    @Option(
        name: [.customShort("f", allowingJoined: true), .customLong("filter")],
        help: ArgumentHelp("Only packets that this passes, in libpcap's language.", valueName: "expression"))
    var filter: String?

    @Option(
        name: [.customShort("Y", allowingJoined: true), .customLong("where")],
        help: ArgumentHelp(
            "Only packets whose fields answer yes: tcp.flags.syn && ip.ttl < 10.", valueName: "expression"))
    var whereText: String?

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("count")],
        help: ArgumentHelp("Stop after so many.", valueName: "count"))
    var count: Int?

    @Option(name: .customLong("range"), help: ArgumentHelp("Only these of the input: 100-200.", valueName: "a-b"))
    var rangeText: String?

    @Option(name: .customLong("sample"), help: ArgumentHelp("Only every Nth: 1/100.", valueName: "1/n"))
    var sampleText: String?

    @Option(
        name: .customLong("after"),
        help: ArgumentHelp("Only from this time on: RFC 3339, or seconds since 1970.", valueName: "time"))
    var afterText: String?

    @Option(name: .customLong("before"), help: ArgumentHelp("Only before this time.", valueName: "time"))
    var beforeText: String?

    func validate() throws {
        if let count, count < 1 { throw ValidationError("-c takes a number from 1 on.") }
        _ = try selection()
    }

    func selection() throws -> PacketSelection {
        var selection = PacketSelection()
        if let rangeText { selection.numbers = try Self.range(rangeText) }
        if let sampleText {
            let parts = sampleText.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "1", let step = Int(parts[1]), step > 0 else {
                throw ValidationError("--sample takes 1/N, not '\(sampleText)'.")
            }
            selection.step = step
        }
        if let afterText { selection.after = try moment(afterText, "--after") }
        if let beforeText { selection.before = try moment(beforeText, "--before") }
        return selection
    }

    /// `100-200`, `100-`, `-200` or `100`.
    private static func range(_ text: String) throws -> ClosedRange<Int> {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let first = parts.first == "" ? 1 : parts.first.flatMap { Int($0) }
        let last = parts.count == 1 ? first : parts.last == "" ? Int.max : parts.last.flatMap { Int($0) }
        guard parts.count <= 2, text != "-", let first, let last, first >= 1, first <= last else {
            throw ValidationError("--range takes A-B with A from 1 on and B not below it, not '\(text)'.")
        }
        return first...last
    }

    private func moment(_ text: String, _ option: String) throws -> Int64 {
        guard let time = Moment.parse(text) else {
            throw ValidationError("\(option) takes a time such as 2026-11-23T12:00:00Z or 1795435200.5, not '\(text)'.")
        }
        return time
    }
}

extension PacketSelectionOptions {
    func choice() throws -> PacketChoice {
        do {
            return PacketChoice(
                selection: try selection(), capture: try filter.map { try CaptureFilter($0) },
                display: try whereText.map { try DisplayFilter($0) })
        } catch let error as LinkError {
            throw ValidationError(error.message)
        } catch let error as DisplayFilterError {
            throw ValidationError("--where: \(error.message)\n\(error.excerpt)")
        }
    }
}
