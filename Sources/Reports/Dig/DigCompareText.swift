import Probes
import Wire

/// What several servers said, side by side: who answered what and when, each answer once, and how they differ.
public struct DigCompareText: Sendable {
    private let report: DigText
    private let question: DNSQuestion

    public init(_ question: DNSQuestion, _ options: DigTextOptions) {
        var options = options
        options.keepRecordsOnLines()
        report = DigText(options)
        self.question = question
    }

    public func write(_ comparison: AnswerComparison, to text: inout [UInt8]) {
        let options = report.options
        if options.showsComments, !options.isShort {
            text.append(text: ";; QUESTION: \(question.name) \(question.dnsClass) \(question.type)\n")
        }
        if options.showsStatistics { writeTable(comparison, to: &text) }
        if options.showsAnswer, !options.isShort {
            for place in comparison.groups.indices { write(comparison.groups, place, to: &text) }
        }
        guard options.showsComments else { return }
        if !options.isShort { text.append(text: "\n") }
        text.append(text: ";; COMPARISON: ")
        report.colored(comparison.agrees == true ? .good : .bad, &text) { $0.append(text: comparison.verdict) }
        text.append(text: "\n")
    }

    // MARK: The table

    private func writeTable(_ comparison: AnswerComparison, to text: inout [UInt8]) {
        let members = comparison.members
        let hasNames = members.contains { $0.hasOwnName }
        let hasSubnets = members.contains { $0.subnet != nil }
        let titles =
            ["SERVER"] + (hasNames ? ["NAME"] : []) + ["BY"] + (hasSubnets ? ["SUBNET", "SCOPE"] : [])
            + ["TIME", "ANSWER", "STATUS"]
        var table = TextTable(titles, numbers: ["SCOPE", "TIME"])
        for member in members {
            if let server = member.server { table.bytes.append(text: "\(server.endpoint.address)#\(server.port)") }
            table.endCell()
            if hasNames {
                table.bytes.append(foreign: member.name)
                table.endCell()
            }
            table.add(member.transport?.rawValue ?? "")
            if hasSubnets {
                table.add(member.subnet?.network.description ?? "")
                table.add(member.scopeLength.map { "/\($0)" } ?? "")
            }
            if let time = member.reply?.answer.roundTrip { write(time, to: &table.bytes) }
            table.endCell()
            table.add(comparison.groupName(of: member) ?? "")
            table.bytes.append(foreign: member.status)
            table.endCell()
        }
        table.write(hasHead: true, to: &text)
    }

    private func write(_ time: Nanoseconds, to text: inout [UInt8]) {
        if report.options.showsMicroseconds {
            text.append(text: "\(time / .microsecond) us")
        } else {
            text.append(fixedPoint: (time + 5_000) / 10_000, decimals: 2)
            text.append(text: " ms")
        }
    }

    // MARK: The answers

    private func write(_ groups: [AnswerComparison.Group], _ place: Int, to text: inout [UInt8]) {
        let group = groups[place]
        if report.options.showsComments {
            text.append(text: "\n;; ANSWER \(AnswerComparison.name(ofGroup: place)): \(group.meaning)\n")
        }
        for record in group.records { write(record, to: &text) }
        if place > 0 { write(group, AnswerComparison.name(ofGroup: place), against: groups[0], to: &text) }
    }

    /// The difference, as `diff -u` has it.
    private func write(
        _ group: AnswerComparison.Group, _ name: String, against other: AnswerComparison.Group, to text: inout [UInt8]
    ) {
        if report.options.showsComments { text.append(text: "\n;; DIFFERENCE OF \(name) FROM A:\n") }
        text.append(text: "--- A: \(other.memberWords)\n+++ \(name): \(group.memberWords)\n")
        if group.summary != other.summary {
            writeLine("-", .bad, to: &text) { $0.append(text: ";; \(other.summary)\n") }
            writeLine("+", .good, to: &text) { $0.append(text: ";; \(group.summary)\n") }
        }
        for record in group.lacking(of: other) { writeLine("-", .bad, to: &text) { write(record, to: &$0) } }
        for record in other.lacking(of: group) { writeLine("+", .good, to: &text) { write(record, to: &$0) } }
    }

    private func writeLine(_ mark: String, _ piece: DigPiece, to text: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        report.colored(piece, &text) { $0.append(text: mark) }
        body(&text)
    }

    private func write(_ entry: AnswerComparison.Record, to text: inout [UInt8]) {
        let (record, times, options) = (entry.record, entry.timesToLive, report.options)
        let start = text.count
        // The view can show letters beyond ASCII.
        if let name = try? DNSNameView(parsing: record.name.bytes.span, at: 0) {
            name.write(to: &text, as: report.style)
        }
        var column = text.count - start
        if options.showsTTL {
            text.tab(&column, to: 24)
            let start = text.count
            report.writeTTL(times.lowerBound, to: &text)
            if times.count > 1 {
                text.append(text: "-")
                report.writeTTL(times.upperBound, to: &text)
            }
            column += text.count - start
        }
        if options.showsClass {
            text.tab(&column, to: options.columns.dnsClass)
            text.append(text: report.name(of: record.dnsClass), &column)
        }
        text.tab(&column, to: options.columns.type)
        text.append(text: report.name(of: record.type), &column)
        text.tab(&column, to: options.columns.data)
        if options.isGeneric {
            record.presentGenericData(to: &text, as: report.style)
        } else {
            record.presentData(to: &text, as: report.style)
        }
        text.append(text: "\n")
    }
}
