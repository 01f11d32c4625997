import Analysis
import ArgumentParser
import PacketIO
import Reports
import Wire

/// `cidr grep BLOCK... [FILE...]`: lines that hold an address of the blocks.
struct CidrGrep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grep",
        abstract: "Keep the lines of any text that hold an address in one of the blocks.",
        discussion: """
            What reads as a block is one; everything else is a file, - standard input.
            Status: 0 a line was kept, 1 none, 2 a file could not be read.
            """)

    @Argument(help: ArgumentHelp("Blocks, and then files.", valueName: "block | file"))
    var words: [String] = []

    @Flag(name: [.customShort("v"), .customLong("invert-match")], help: "Keep the other lines.")
    var inverted = false

    @Flag(name: [.customShort("c"), .customLong("count")], help: "Only count the lines that would be kept.")
    var counts = false

    @Flag(name: [.customShort("o"), .customLong("only-matching")], help: "Only the addresses, a line each.")
    var onlyMatching = false

    @Flag(name: [.customShort("n"), .customLong("line-number")], help: "Number the lines.")
    var lineNumbers = false

    @OptionGroup var silence: QuietOption

    @Option(
        name: [.customShort("f"), .customLong("file")],
        help: ArgumentHelp("Read blocks from a file, one a line.", valueName: "file"))
    var blockFiles: [String] = []

    @OptionGroup var options: CidrOptions

    func validate() throws {
        if words.isEmpty && blockFiles.isEmpty {
            throw ValidationError("grep takes blocks, or -f with a file of them.")
        }
        if options.format.csv { throw ValidationError("grep has no --csv: lines are kept as they are.") }
    }

    func run() throws {
        end { () throws(CidrEnd) in
            var (set, paths) = try split()
            for path in blockFiles {
                let input = try CidrInput([], from: path, isStrict: options.strict, hasLabels: true)
                let status = try input.forEach {
                    set.insert($0.range)
                    return true
                }
                if options.strict, status != ExitStatus.success { return ExitStatus.couldNotAsk }
            }
            set.normalize()
            return search(AddressFilter(set), paths.isEmpty ? ["-"] : paths)
        }
    }

    /// Blocks, and files.
    private func split() throws(CidrEnd) -> (AddressSet, [String]) {
        var set = AddressSet()
        var paths: [String] = []
        for word in CidrWords.joined(words) {
            do throws(AddressTextError) {
                set.insert(try AddressExpression(word).range)
            } catch {
                // A block that is misspelt is not to be looked for as a file.
                guard word == "-" || FileSystem.exists(word) else {
                    throw .usage("\(CidrLine.excerpt(word.utf8Span.span)): no block (\(error)), and no such file")
                }
                paths.append(word)
            }
        }
        set.normalize()
        guard !set.isEmpty || !blockFiles.isEmpty else { throw .usage("grep takes blocks before the files, or -f") }
        return (set, paths)
    }

    private func search(_ filter: AddressFilter, _ paths: [String]) -> ExitCode {
        if paths.contains("-") { CidrInput.tellTerminal("-") }
        var source = LineSource(paths: paths, countsLines: lineNumbers || options.format.json)
        var output = LineOutput(inputCount: paths.count)
        let style = GrepStyle(self, names: paths.count > 1 ? source.names : nil)
        let isComplete = LineRun.perform(&source, &output, threads: 2) { GrepLines(filter, style) }
        if counts, !silence.quiet {
            var text = TextBuffer()
            for (index, count) in output.counts.enumerated() { style.write(count: count, ofInput: index, to: &text) }
            _ = text.withBytes { output.write($0) }
        }
        let found = output.counts.contains { $0 > 0 }
        if !isComplete, !(silence.quiet && found) { return ExitStatus.couldNotAsk }
        return output.status(found ? ExitStatus.success : ExitStatus.noAnswer)
    }
}

/// How lines that are kept are told.
struct GrepStyle: Sendable {
    enum What: Sendable {
        case lines, addresses, json, nothing
    }

    let what: What
    let isInverted: Bool
    let numbersLines: Bool
    let stopsAtFirst: Bool
    /// Where a person sees it, no byte of a line steers the terminal.
    let isForTerminal: Bool
    /// Of the inputs, where there are several.
    private let names: [String]?
    private let isJSON: Bool

    init(_ command: CidrGrep, names: [String]?) {
        isJSON = command.options.format.json
        what =
            command.counts || command.silence.quiet
            ? .nothing : isJSON ? .json : command.onlyMatching ? .addresses : .lines
        isInverted = command.inverted
        numbersLines = command.lineNumbers
        stopsAtFirst = command.silence.quiet
        isForTerminal = StandardStream.output.isTerminal
        self.names = names
    }

    func name(ofInput index: Int) -> String? { names?[index] }

    func write(count: Int, ofInput index: Int, to text: inout TextBuffer) {
        if isJSON {
            var line: [UInt8] = []
            JSONWriter.line(to: &line) { object in
                object.add("type", "count")
                object.add("file", name(ofInput: index))
                object.add("lines", count)
            }
            return text.append(copying: line.span)
        }
        if let name = name(ofInput: index) {
            text.appendEscaped(name)
            text.append(word: ":")
        }
        text.append(decimal: count)
        text.append(word: "\n")
    }
}

/// Looks through lines.
struct GrepLines: LineTeller, ~Copyable {
    var text = TextBuffer()
    var complaints: [String] = []
    var chosenCount = 0
    private(set) var isDone = false
    private let filter: AddressFilter
    private let style: GrepStyle
    private var line: [UInt8] = []
    /// Up to where lines were counted, and the number of the line there.
    private var counted = (place: 0, number: 1)

    init(_ filter: AddressFilter, _ style: GrepStyle) { (self.filter, self.style) = (filter, style) }

    mutating func tell(_ batch: borrowing LineBatch) {
        let lines = batch.text
        counted = (0, batch.firstLine)
        var scanner = AddressScanner(lines)
        // All lines before this place are dealt with.
        var place = 0
        while !isDone, let found = filter.next(&scanner) {
            let start = lines.lineStart(from: found.bytes.lowerBound)
            let end = lines.lineEnd(from: found.bytes.upperBound)
            if style.isInverted {
                keep(lines, place..<start, batch.input)
            } else if style.what == .addresses || style.what == .json {
                tellAddresses(lines, start..<end, found, batch.input)
            } else {
                keepLine(lines, start..<end, batch.input)
            }
            place = end
            scanner.skip(to: end)
        }
        if style.isInverted, !isDone { keep(lines, place..<lines.count, batch.input) }
    }

    /// Keeps lines none of which holds an address.
    private mutating func keep(_ lines: Span<UInt8>, _ range: Range<Int>, _ input: Int) {
        var start = range.lowerBound
        while start < range.upperBound, !isDone {
            let end = lines.lineEnd(from: start)
            if style.what == .json {
                writeJSON(lines, start..<end, [], input)
            } else {
                keepLine(lines, start..<end, input)
            }
            start = end
        }
    }

    @inline(__always)
    private mutating func keepLine(_ lines: Span<UInt8>, _ range: Range<Int>, _ input: Int) {
        chosenCount += 1
        isDone = style.stopsAtFirst
        guard style.what == .lines else { return }
        writePlace(lines, range.lowerBound, input)
        let line = lines.extracting(range)
        if style.isForTerminal { text.append(shown: line) } else { text.append(copying: line) }
    }

    /// Every address of the line that is looked for, or the line as an object.
    private mutating func tellAddresses(
        _ lines: Span<UInt8>, _ range: Range<Int>, _ first: FoundAddress, _ input: Int
    ) {
        var scanner = AddressScanner(lines.extracting(0..<range.upperBound), from: first.bytes.upperBound)
        if style.what == .json {
            var addresses = [first.address.description]
            while let next = filter.next(&scanner) { addresses.append(next.address.description) }
            return writeJSON(lines, range, addresses, input)
        }
        chosenCount += 1
        var found: FoundAddress? = first
        while let address = found {
            writePlace(lines, range.lowerBound, input)
            text.append(copying: lines.extracting(address.bytes))
            text.append(word: "\n")
            found = filter.next(&scanner)
        }
    }

    private mutating func writeJSON(
        _ lines: Span<UInt8>, _ range: Range<Int>, _ addresses: [String], _ input: Int
    ) {
        chosenCount += 1
        line.removeAll(keepingCapacity: true)
        let (name, number) = (style.name(ofInput: input), number(of: range.lowerBound, lines))
        let words = [UInt8](copying: lines.extracting(range.lowerBound..<range.upperBound - 1))
        JSONWriter.line(to: &line) { object in
            object.add("type", "line")
            object.add("file", name)
            object.add("line", number)
            object.add("addresses", strings: addresses)
            object.add("text", words)
        }
        text.append(bytes: line)
    }

    @inline(__always)
    private mutating func writePlace(_ lines: Span<UInt8>, _ start: Int, _ input: Int) {
        if let name = style.name(ofInput: input) {
            text.appendEscaped(name)
            text.append(word: ":")
        }
        guard style.numbersLines else { return }
        text.append(decimal: number(of: start, lines))
        text.append(word: ":")
    }

    /// The number of the line that begins at a place, which is not before the last that was asked for.
    private mutating func number(of start: Int, _ lines: Span<UInt8>) -> Int {
        while counted.place < start {
            counted = (lines.lineEnd(from: counted.place), counted.number + 1)
        }
        return counted.number
    }
}

extension TextBuffer {
    mutating func append(bytes: [UInt8]) { append(copying: bytes.span) }

    /// Appends a line of somebody else's, so that it can't steer a terminal; tabs and its end stay.
    mutating func append(shown line: Span<UInt8>) {
        var start = 0
        while start < line.count {
            var end = start
            while end < line.count, line[end] != 0x09, line[end] != 0x0A { end += 1 }
            appendEscaped(line.extracting(start..<end))
            if end < line.count { append(line[end]) }
            start = end + 1
        }
    }
}
