import Probes

/// What came of a connection.
public enum StreamEvent: Hashable, Sendable {
    case message([UInt8])
    /// The message with this number has no answer.
    case refusal(UInt16, LinkError)
}

/// Turns DNS messages into the bytes of a connection, and its bytes into messages. It opens nothing and waits for
/// nothing: it is given what came, and asked for what is to be sent.
public protocol MessageStream {
    mutating func send(_ message: [UInt8])
    /// Takes bytes that came; why the connection is of no use any more, or nil.
    mutating func receive(_ bytes: ArraySlice<UInt8>) -> LinkError?
    /// Why there is nothing more to come, when the server has closed the connection.
    mutating func end() -> LinkError
    /// What is to be sent, in order and once.
    mutating func takeOutput() -> [UInt8]
    /// What came, in order and once; nil where there is no more.
    mutating func next() -> StreamEvent?
    /// What may be said before the connection is closed.
    func farewell() -> [UInt8]
}

extension LinkError {
    /// The server closed the connection, as it may at any time.
    public static let endOfFile = LinkError(.other, "end of file")
}

/// Messages that stand behind their lengths (RFC 1035 section 4.2.2): all there is to TCP.
public struct FramedMessages: MessageStream {
    private var output: [UInt8] = []
    private var partial: [UInt8] = []
    private var position = 0

    public init() {}

    public mutating func send(_ message: [UInt8]) {
        output += [UInt8(message.count >> 8), UInt8(message.count & 0xFF)]
        output += message
    }

    public mutating func receive(_ bytes: ArraySlice<UInt8>) -> LinkError? {
        partial.removeFirst(position)
        position = 0
        partial += bytes
        return nil
    }

    public func end() -> LinkError { .endOfFile }

    public mutating func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    public mutating func next() -> StreamEvent? {
        guard position + 2 <= partial.count else { return nil }
        let start = position + 2
        let length = Int(partial[position]) << 8 | Int(partial[position + 1])
        guard start + length <= partial.count else { return nil }
        position = start + length
        return .message(Array(partial[start..<position]))
    }

    public func farewell() -> [UInt8] { [] }
}
