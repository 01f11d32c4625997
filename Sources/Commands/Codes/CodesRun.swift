import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One question of `codes`, from the words to the exit status.
struct CodesRun {
    private let words: [String]
    private let format: FormatOptions

    init(_ command: CodesCommand) {
        words = command.words
        format = command.format
    }

    func perform() throws -> ExitCode {
        guard let first = words.first else { return tell(Self.catalog().tables) }
        if first.lowercased() == "oui" { return try VendorQuestion(Array(words.dropFirst())).perform(self) }
        let tables = CodeCatalog().tables(named: first)
        guard !tables.isEmpty else { return try search() }
        let known = tables.contains { $0.name == "port" } ? Self.catalog().tables(named: first) : tables
        return words.count == 1 ? list(known) : ask(known, Array(words.dropFirst()))
    }

    /// With the system's names of ports, where it has some.
    private static func catalog() -> CodeCatalog {
        let path = "/etc/services"
        guard let text = try? InputText.read(path) else { return CodeCatalog() }
        return CodeCatalog(services: ServiceList(parsing: text), source: path)
    }

    // MARK: Questions

    private func tell(_ tables: [CodeTable]) -> ExitCode {
        tell(text: { $0.write(tables) }, records: { $0.write(tables) })
        return ExitStatus.success
    }

    private func list(_ tables: [CodeTable]) -> ExitCode {
        tell(
            text: { text in for table in tables { text.write(table) } },
            records: { records in for table in tables { records.write(table.rows()) } })
        return ExitStatus.success
    }

    /// Asks each table of a group, and tells what those say that have it.
    private func ask(_ tables: [CodeTable], _ question: [String]) -> ExitCode {
        let answers = tables.map { $0.answer(question) }
        var isFound = false
        for case .found(let head, let rows) in answers {
            tell(head: head, rows: rows)
            isFound = true
        }
        if isFound { return ExitStatus.success }
        var near: [CodeRow] = []
        for case .near(let rows) in answers { near += rows }
        guard !near.isEmpty else { return deny(answers, question) }
        tell(text: { $0.writeFound(near) }, records: { $0.write(near) })
        return ExitStatus.success
    }

    /// A number behind the first word says that a table was meant; other words may be searched for.
    private func search() throws -> ExitCode {
        let meansTable = words.dropFirst().contains { $0.first?.isNumber == true }
        let rows = meansTable ? [] : Self.catalog().search(words)
        if !rows.isEmpty {
            tell(text: { $0.writeFound(rows) }, records: { $0.write(rows) })
            return ExitStatus.success
        }
        let near = CodeCatalog().suggestions(for: words[0])
        if meansTable || !near.isEmpty {
            let hint = near.isEmpty ? "'swiftnet codes' lists them." : "Did you mean \(near.joined(separator: " or "))?"
            throw ValidationError("There is no table '\(words[0])'. \(hint)")
        }
        warn("no row holds '\(words.joined(separator: " "))'")
        return ExitStatus.noAnswer
    }

    /// That no table has it: what its number is instead, or which names are near.
    private func deny(_ answers: [CodeAnswer], _ question: [String]) -> ExitCode {
        var near: [String] = []
        for answer in answers {
            switch answer {
            case .found, .near: break
            case .gap(let gap):
                tell(text: { $0.write(gap) }, records: { $0.write(gap) })
                return ExitStatus.noAnswer
            case .tooLarge(let value, let maximum):
                warn("\(value) is no number of this table: \(maximum) is the highest")
                return ExitStatus.noAnswer
            case .unknown(_, let suggestions): near += suggestions
            }
        }
        let hint = near.isEmpty ? "" : "; did you mean \(near.prefix(4).joined(separator: " or "))?"
        warn("no row is called '\(question.joined(separator: " "))'\(hint)")
        return ExitStatus.noAnswer
    }

    // MARK: Output

    func tell(head: CodeRow?, rows: [CodeRow]) {
        tell(
            text: { $0.write(head: head, rows: rows) },
            records: { records in
                if let head { records.write([head]) }
                records.write(rows)
            })
    }

    private func tell(text body: (inout CodeText) -> Void, records: (inout CodeRecords) -> Void) {
        if format.json || format.csv {
            var output = CodeRecords(format.json ? .json : .csv)
            records(&output)
            StandardStream.output.write(output.bytes)
        } else {
            var text = CodeText(width: StandardStream.output.size?.columns)
            body(&text)
            StandardStream.output.write(text.bytes)
        }
    }
}
