import NIOCore
import NIOEmbedded
import NIOSSL
import NIOTLS

/// The client's end of a TLS connection, without the connection: bytes that came by it go in, bytes to be sent by it
/// come out.
///
/// What is sent before the other side has proved who it is waits here until it has.
public final class TLSStream {
    private let context: TLSContext
    /// Who has to be there, for people.
    private let peer: String
    private let channel: EmbeddedChannel
    private let handler: NIOSSLClientHandler
    private let collector = Collector<ByteBuffer>()
    private var unsent: [UInt8] = []
    private var isOpen = false
    /// When the connection was made: seconds since 1970 UTC.
    private let time: Int64
    /// Why nothing can be sent or received any more.
    public private(set) var failure: StreamFailure?

    /// - Parameters:
    ///   - name: that the other side has to have, and that it is told; nil: its address alone is known.
    ///   - address: of the other side, IPv4 or IPv6.
    ///   - time: the present, in seconds since 1970 UTC, by which people are told that a certificate has expired.
    public init(_ context: TLSContext, name: String?, address: String, at time: Int64) throws(StreamFailure) {
        self.context = context
        self.time = time
        peer = name ?? address
        do {
            // A certificate for the address would do beside one for the name: where there is a name, NIOSSL is told no
            // address.
            let remote =
                try name == nil
                ? SocketAddress(ipAddress: address, port: 0) : SocketAddress(unixDomainSocketPath: "named")
            handler = try NIOSSLClientHandler(context: context.context, serverHostname: name)
            channel = EmbeddedChannel(handlers: [handler, collector])
            channel.remoteAddress = remote
            // With it, the other side's farewell is an event, and starts no clock.
            channel.allowRemoteHalfClosure = true
            channel.connect(to: remote, promise: nil)
        } catch {
            throw StreamFailure("\(name ?? address) can't be the name of a server", isLasting: true)
        }
    }

    deinit {
        channel.close(promise: nil)
        // The other side's farewell is not waited for: the loop's clock is ours, and the time for it passes at once.
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
    }

    /// What is spoken over it, as soon as that is known; empty: the other side did not say.
    public var negotiatedProtocol: String? { isOpen ? collector.negotiatedProtocol ?? "" : nil }

    /// Takes bytes that came.
    public func receive(_ bytes: ArraySlice<UInt8>) {
        guard failure == nil else { return }
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        advance()
    }

    /// The connection has ended. Without a farewell before, that may be an attacker's doing.
    public func end() {
        guard failure == nil else { return }
        channel.pipeline.fireChannelInactive()
        advance()
        failure = failure ?? .endOfFile
    }

    /// Takes bytes that are to be sent encrypted.
    public func send(_ bytes: [UInt8]) {
        unsent += bytes
        advance()
    }

    /// Says farewell; what comes out then is the last.
    public func close() {
        if failure == nil, isOpen { channel.close(promise: nil) }
    }

    /// What is to be sent as it is, in order and once.
    public func takeOutput() -> [UInt8] {
        var output: [UInt8] = []
        while let buffer = (try? channel.readOutbound(as: ByteBuffer.self)) ?? nil {
            output += buffer.readableBytesView
        }
        return output
    }

    /// What came, decrypted, in order and once.
    public func takeInput() -> [UInt8] {
        // Nothing is believed before it is known who says it.
        guard isOpen else { return [] }
        defer { collector.elements = [] }
        return collector.elements.count == 1
            ? [UInt8](collector.elements[0].readableBytesView)
            : collector.elements.flatMap { $0.readableBytesView }
    }

    private func advance() {
        if let error = collector.error, failure == nil {
            let isFarewell = isOpen && collector.isEnded
            failure = isFarewell ? .endOfFile : timeFailure(error) ?? StreamFailure(tls: error, with: peer)
        }
        guard failure == nil, collector.isHandshakeOver else { return }
        if !isOpen {
            guard context.rules.pins.isEmpty || hasPinnedKey else {
                failure = StreamFailure("its key is none of those that are pinned", isLasting: true)
                return
            }
            isOpen = true
        }
        if !unsent.isEmpty {
            channel.writeAndFlush(ByteBuffer(bytes: unsent), promise: nil)
            unsent = []
        }
        if collector.isEnded { failure = .endOfFile }
    }

    /// Where it was refused, and was not valid at the time, that is why.
    private func timeFailure(_ error: any Error) -> StreamFailure? {
        guard StreamFailure(tls: error, with: peer) == .untrusted, let certificate = handler.peerCertificate else {
            return nil
        }
        if time > Int64(certificate.notValidAfter) { return .expired }
        return time < Int64(certificate.notValidBefore) ? .early : nil
    }

    private var hasPinnedKey: Bool {
        guard let key = try? handler.peerCertificate?.extractPublicKey().toSPKIBytes() else { return false }
        return context.rules.pins.contains(context.digest(key))
    }
}

/// Stands at the end of a pipeline and keeps what comes out of it.
final class Collector<Element>: ChannelInboundHandler {
    typealias InboundIn = Element

    var elements: [Element] = []
    /// The first one.
    var error: (any Error)?
    var isHandshakeOver = false
    var negotiatedProtocol: String?
    /// Whether the other side will send nothing more, as it has said.
    var isEnded = false
    var events: [Any] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { elements.append(unwrapInboundIn(data)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { self.error = self.error ?? error }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case TLSUserEvent.handshakeCompleted(let name):
            isHandshakeOver = true
            negotiatedProtocol = name
        case ChannelEvent.inputClosed: isEnded = true
        default: events.append(event)
        }
    }
}
