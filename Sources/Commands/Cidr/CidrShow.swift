import ArgumentParser
import PacketIO
import Reports
import Wire

/// `cidr BLOCK...`: all that is known of each.
struct CidrShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell all about blocks: what cidr does without a word for it.")

    @Argument(
        help: ArgumentHelp(
            "Addresses, blocks or ranges; without one, a line each from standard input.",
            valueName: "block"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            if words.isEmpty || words == ["-"] { return tellLines() }
            let expressions = try CidrWords.expressions(words)
            var output = CidrOutput()
            var teller = SubnetTeller(options.reportFormat)
            teller.writeHeader(to: &output.text)
            for expression in expressions {
                teller.tell(expression, to: &output.text)
                guard output.flushIfLong() else { break }
            }
            return output.finish(ExitStatus.success)
        }
    }

    private func tellLines() -> ExitCode {
        CidrInput.tellTerminal("-")
        var source = LineSource(paths: ["-"], countsLines: true)
        var output = LineOutput(inputCount: 1)
        var header = TextBuffer()
        SubnetTeller(options.reportFormat).writeHeader(to: &header)
        guard header.isEmpty || header.withBytes({ output.write($0) }) else {
            return output.status(ExitStatus.success)
        }
        // Blank lines between blocks of text are the business of one.
        let threads = options.format.json || options.format.csv ? 2 : 1
        let isComplete = LineRun.perform(&source, &output, threads: threads) {
            SubnetLines(SubnetTeller(options.reportFormat), isStrict: options.strict)
        }
        if !isComplete { return ExitStatus.couldNotAsk }
        return output.status(output.hasComplaints ? ExitStatus.noAnswer : ExitStatus.success)
    }
}

/// Tells blocks in one of the forms.
struct SubnetTeller {
    private let format: CidrFormat
    private var report: SubnetText
    private var json = SubnetJSON()
    private var csv = SubnetCSV()

    init(_ format: CidrFormat) {
        self.format = format
        report = SubnetText(isColored: format == .text(isColored: true))
    }

    func writeHeader(to text: inout TextBuffer) {
        if format == .csv { csv.writeHeader(to: &text) }
    }

    mutating func tell(_ expression: AddressExpression, to text: inout TextBuffer) {
        let facts = SubnetFacts(expression)
        switch format {
        case .text: report.write(facts, to: &text)
        case .json: json.write(facts, to: &text)
        case .csv: csv.write(facts, to: &text)
        }
    }
}

/// Blocks of lines.
struct SubnetLines: LineTeller, ~Copyable {
    var text = TextBuffer()
    var complaints: [String] = []
    var chosenCount = 0
    private(set) var isDone = false
    private var teller: SubnetTeller
    private let isStrict: Bool

    init(_ teller: SubnetTeller, isStrict: Bool) {
        (self.teller, self.isStrict) = (teller, isStrict)
    }

    mutating func tell(_ batch: borrowing LineBatch) {
        let lines = batch.text
        var (start, number) = (0, batch.firstLine)
        while start < lines.count, !isDone {
            let next = lines.lineEnd(from: start)
            let line = lines.extracting(start..<next - 1)
            do throws(AddressTextError) {
                if let expression = try CidrLine.expression(line) { teller.tell(expression, to: &text) }
            } catch {
                complaints.append(CidrLine.complaint(line, number: number, input: "standard input", error))
                isDone = isStrict
            }
            (start, number) = (next, number + 1)
        }
    }
}
