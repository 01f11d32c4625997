import CPacketIO
import Glibc
import Probes

/// Standard output and standard error.
public enum StandardStream: Int32, Hashable, Sendable {
    case output = 1
    case error = 2

    public var isTerminal: Bool { cpk_is_terminal(rawValue) }

    /// Columns and rows of the terminal; nil where it is none.
    public var size: (columns: Int, rows: Int)? {
        var columns: UInt16 = 0
        var rows: UInt16 = 0
        guard unsafe cpk_terminal_size(rawValue, &columns, &rows) else { return nil }
        return (Int(columns), Int(rows))
    }

    /// Writes all of it; false where nobody reads any more, or the disk is full.
    @discardableResult
    public func write(_ bytes: Span<UInt8>) -> Bool { writeAll(bytes) == 0 }

    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool { write(bytes.span) }

    /// Returns 0, or what went wrong as a negative `errno`.
    private func writeAll(_ bytes: Span<UInt8>) -> Int32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe cpk_write_all(rawValue, $0.baseAddress, $0.count) }
    }
}

/// Standard input.
public enum StandardInput {
    public static var isTerminal: Bool { cpk_is_terminal(0) }
}

extension StandardStream {
    public enum Outcome: Hashable, Sendable {
        case written
        case readerGone
        case failed(LinkError)
    }

    /// Writes all of it, or says why not.
    public func attempt(_ bytes: Span<UInt8>) -> Outcome {
        let result = writeAll(bytes)
        if result == 0 { return .written }
        return result == -EPIPE ? .readerGone : .failed(LinkError(code: result, doing: "standard output"))
    }
}

/// The end of this process.
public enum ProcessExit {
    public static func end(status: Int32) -> Never { exit(status) }
    /// The same from any thread, whatever the others do.
    public static func endAtOnce(status: Int32) -> Never { _exit(status) }
}
