import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// The blocks that a command is given: as words, or on standard input, one a line.
struct CidrInput {
    private let expressions: [AddressExpression]
    private let path: String?
    private let isStrict: Bool
    private let hasLabels: Bool

    /// - Parameters:
    ///   - words: none where lines are to be read.
    ///   - hasLabels: whether a line may go on behind its block.
    init(_ words: [String], from path: String = "-", isStrict: Bool, hasLabels: Bool = false) throws(CidrEnd) {
        expressions = words == ["-"] ? [] : try CidrWords.expressions(words)
        self.path = expressions.isEmpty ? path : nil
        self.isStrict = isStrict
        self.hasLabels = hasLabels
    }

    /// Calls `body` for each; false ends it.
    ///
    /// - Returns: whether all lines were blocks.
    func forEach(_ body: (AddressExpression) -> Bool) throws(CidrEnd) -> ExitCode {
        guard let path else {
            for expression in expressions where !body(expression) { break }
            return ExitStatus.success
        }
        var source = LineSource(paths: [path], countsLines: true)
        CidrInput.tellTerminal(path)
        var batch = LineBatch()
        var status = ExitStatus.success
        do throws(PacketSourceError) {
            while try source.fill(&batch) {
                let end = each(of: batch, source.names[batch.input], body)
                if end != .all { status = ExitStatus.noAnswer }
                if end == .stopped { break }
                if end == .enough { return ExitStatus.success }
            }
        } catch {
            throw CidrEnd(status: couldNotAsk(error.description))
        }
        return status
    }

    static func tellTerminal(_ path: String) {
        if path == "-", StandardInput.isTerminal { warn("reading from the terminal: end with Ctrl-D") }
    }

    private enum End {
        case all, some, stopped, enough
    }

    private func each(of batch: borrowing LineBatch, _ name: String, _ body: (AddressExpression) -> Bool) -> End {
        let text = batch.text
        var (start, number) = (0, batch.firstLine)
        var end = End.all
        while start < text.count {
            let next = text.lineEnd(from: start)
            let line = text.extracting(start..<next - 1)
            do throws(AddressTextError) {
                let expression = try hasLabels ? CidrLine.labelled(line) : CidrLine.expression(line)
                if let expression, !body(expression) { return .enough }
            } catch {
                warn(CidrLine.complaint(line, number: number, input: name, error))
                if isStrict { return .stopped }
                end = .some
            }
            (start, number) = (next, number + 1)
        }
        return end
    }

    /// All of them, to be looked at more than once.
    func all() throws(CidrEnd) -> (expressions: [AddressExpression], status: ExitCode) {
        var all: [AddressExpression] = []
        let status = try forEach {
            all.append($0)
            return true
        }
        return (all, status)
    }
}

/// Text on its way to standard output.
struct CidrOutput: ~Copyable {
    private static let byteCount = 1 << 16

    var text = TextBuffer()
    /// False once nobody reads any more.
    private(set) var isOpen = true
    private var failure: ExitCode?

    /// Writes what has gathered, if it is much; false where nobody reads any more.
    @inline(__always)
    mutating func flushIfLong() -> Bool {
        if text.count >= Self.byteCount { flush() }
        return isOpen
    }

    mutating func flush() {
        guard isOpen, !text.isEmpty else { return }
        let outcome = text.withBytes { StandardStream.output.attempt($0) }
        text.removeAll()
        switch outcome {
        case .written: break
        case .readerGone: isOpen = false
        case .failed(let error):
            isOpen = false
            failure = couldNotAsk(error.message)
        }
    }

    /// Writes all; what the command ends with.
    mutating func finish(_ status: ExitCode) -> ExitCode {
        flush()
        return failure ?? status
    }
}
