/// What carries the bytes of HTTP: opened by nobody here, it is given what came, and asked for what is to be sent.
public protocol ByteStream: AnyObject {
    /// What is spoken over it, as soon as that is known; empty: the other side did not say.
    var negotiatedProtocol: String? { get }
    /// Why nothing can be sent or received any more.
    var failure: StreamFailure? { get }
    func send(_ bytes: [UInt8])
    func receive(_ bytes: ArraySlice<UInt8>)
    /// The connection has ended.
    func end()
    /// Says farewell; what comes out then is the last.
    func close()
    /// What is to be sent as it is, in order and once.
    func takeOutput() -> [UInt8]
    /// What came, in order and once.
    func takeInput() -> [UInt8]
}

extension TLSStream: ByteStream {}

/// A connection without encryption, both sides of which know what is spoken (RFC 9113 section 3.3).
public final class PlainStream: ByteStream {
    private var output: [UInt8] = []
    private var input: [UInt8] = []
    public private(set) var failure: StreamFailure?
    public let negotiatedProtocol: String?

    public init(speaking name: String) { negotiatedProtocol = name }

    public func send(_ bytes: [UInt8]) { output += bytes }
    public func receive(_ bytes: ArraySlice<UInt8>) { input += bytes }
    public func end() { failure = failure ?? .endOfFile }
    public func close() {}

    public func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    public func takeInput() -> [UInt8] {
        defer { input = [] }
        return input
    }
}
