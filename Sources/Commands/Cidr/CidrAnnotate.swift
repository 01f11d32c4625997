import Analysis
import ArgumentParser
import PacketIO
import Reports
import Wire

/// `cidr annotate -f TABLE [FILE...]`: each address gets the label of the smallest block that holds it.
struct CidrAnnotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "Put the label of its block behind each address of any text.",
        discussion: """
            A line of the table is a block, and behind it its label: 10.1.0.0/16 office. The smallest block counts.
            --json and --csv tell the addresses alone, with block and label.
            """)

    @Option(
        name: [.customShort("f"), .customLong("file")],
        help: ArgumentHelp("The table of blocks and labels.", valueName: "table"))
    var tables: [String] = []

    @Argument(help: ArgumentHelp("Text; without a file, standard input.", valueName: "file"))
    var paths: [String] = []

    @OptionGroup var options: CidrOptions

    func validate() throws {
        if tables.isEmpty { throw ValidationError("annotate takes a table: -f nets.txt") }
    }

    func run() throws {
        end { () throws(CidrEnd) in
            var table = BlockTable()
            var status = ExitStatus.success
            for path in tables where try !read(path, into: &table) {
                if options.strict { return ExitStatus.noAnswer }
                status = ExitStatus.noAnswer
            }
            table.prepare()
            let format = options.reportFormat
            let paths = paths.isEmpty ? ["-"] : paths
            if paths.contains("-") { CidrInput.tellTerminal("-") }
            var source = LineSource(paths: paths)
            var output = LineOutput(inputCount: paths.count)
            if format == .csv, !output.write("address,block,label\r\n".utf8Span.span) {
                return output.status(status)
            }
            let isComplete = LineRun.perform(&source, &output, threads: 2) { AnnotateLines(table, format) }
            return isComplete ? output.status(status) : ExitStatus.couldNotAsk
        }
    }

    /// - Returns: whether all lines were rows of the table.
    private func read(_ path: String, into table: inout BlockTable) throws(CidrEnd) -> Bool {
        var source = LineSource(paths: [path], countsLines: true)
        var batch = LineBatch()
        var isSound = true
        do throws(PacketSourceError) {
            while try source.fill(&batch) {
                if !read(batch, source.names[0], into: &table) {
                    isSound = false
                    if options.strict { break }
                }
            }
        } catch {
            throw CidrEnd(status: couldNotAsk(error.description))
        }
        return isSound
    }

    private func read(_ batch: borrowing LineBatch, _ name: String, into table: inout BlockTable) -> Bool {
        let text = batch.text
        var (start, number) = (0, batch.firstLine)
        var isSound = true
        while start < text.count {
            let next = text.lineEnd(from: start)
            let row = TableRow(text.extracting(start..<next - 1))
            do throws(AddressTextError) {
                if let expression = try CidrLine.expression(row.block) {
                    table.insert(expression.range, label: row.label)
                }
            } catch {
                warn(CidrLine.complaint(row.block, number: number, input: name, error))
                isSound = false
                if options.strict { return false }
            }
            (start, number) = (next, number + 1)
        }
        return isSound
    }
}

/// A block up to the first blank or comma, and its label behind that.
struct TableRow: ~Escapable {
    let block: Span<UInt8>
    let label: Span<UInt8>

    @_lifetime(copy line)
    init(_ line: Span<UInt8>) {
        var start = 0
        while start < line.count, Self.isBlank(line[start]) { start += 1 }
        var end = start
        while end < line.count, !Self.isBlank(line[end]), line[end] != UInt8(ascii: ",") { end += 1 }
        block = line.extracting(start..<end)
        var labelStart = min(end + 1, line.count)
        while labelStart < line.count, Self.isBlank(line[labelStart]) { labelStart += 1 }
        var labelEnd = line.count
        while labelEnd > labelStart, Self.isBlank(line[labelEnd - 1]) { labelEnd -= 1 }
        label = line.extracting(labelStart..<labelEnd)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

/// Annotates lines.
struct AnnotateLines: LineTeller, ~Copyable {
    var text = TextBuffer()
    var complaints: [String] = []
    var chosenCount = 0
    var isDone: Bool { false }
    private let table: BlockTable
    private let format: CidrFormat
    private let isForTerminal = StandardStream.output.isTerminal
    private var line: [UInt8] = []

    init(_ table: BlockTable, _ format: CidrFormat) { (self.table, self.format) = (table, format) }

    mutating func tell(_ batch: borrowing LineBatch) {
        let lines = batch.text
        var scanner = AddressScanner(lines)
        var place = 0
        while let found = scanner.next() {
            guard let row = table.row(of: found.address) else { continue }
            switch format {
            case .text:
                write(lines.extracting(place..<found.bytes.upperBound))
                text.append(word: "[")
                writeLabel(row)
                text.append(word: "]")
            case .json: writeJSON(found.address, row)
            case .csv: writeCSV(found.address, row)
            }
            place = found.bytes.upperBound
        }
        if case .text = format { write(lines.extracting(place..<lines.count)) }
    }

    private mutating func write(_ bytes: Span<UInt8>) {
        if isForTerminal { text.append(shown: bytes) } else { text.append(copying: bytes) }
    }

    private mutating func writeLabel(_ row: Int) {
        if isForTerminal {
            text.appendEscaped(table.label(ofRow: row))
        } else {
            table.writeLabel(ofRow: row, to: &text)
        }
    }

    private mutating func writeJSON(_ address: IPAddress, _ row: Int) {
        line.removeAll(keepingCapacity: true)
        let (block, label) = (table.block(ofRow: row).description, table.label(ofRow: row))
        JSONWriter.line(to: &line) { object in
            object.add("type", "address")
            object.add("address", address)
            object.add("block", block)
            object.add("label", label)
        }
        text.append(bytes: line)
    }

    private mutating func writeCSV(_ address: IPAddress, _ row: Int) {
        address.write(to: &text)
        text.append(word: ",")
        table.block(ofRow: row).write(to: &text)
        text.append(word: ",\"")
        for byte in table.label(ofRow: row) {
            if byte == UInt8(ascii: "\"") { text.append(byte) }
            text.append(byte)
        }
        text.append(word: "\"\r\n")
    }
}
