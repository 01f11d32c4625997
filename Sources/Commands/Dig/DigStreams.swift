import PacketIO
import Probes
import SecureStreams
import Wire

/// Makes what stands in connections to servers, by what they have to prove.
final class DigStreams {
    private var contexts: [TLSContext.Rules: TLSContext] = [:]

    func make(_ server: DNSServer, _ transport: DNSTransport) throws(LinkError) -> any MessageStream {
        let security = server.security ?? ServerSecurity()
        guard transport.isEncrypted else {
            guard transport == .http else { return FramedMessages() }
            return HTTPSMessages(PlainStream(speaking: "h2"), server, transport, security)
        }
        do throws(StreamFailure) {
            // An address is not a name: it is looked for at another place in a certificate, and not told the server.
            let address = security.hostName.flatMap { IPAddress($0) }
            let stream = try TLSStream(
                context(security, transport), name: address == nil ? security.hostName : nil,
                address: "\(address ?? server.endpoint.address)", at: SystemClock.wallClock() / .second)
            return transport == .https ? HTTPSMessages(stream, server, transport, security) : TLSMessages(stream)
        } catch {
            throw LinkError(error)
        }
    }

    private func context(_ security: ServerSecurity, _ transport: DNSTransport) throws(StreamFailure) -> TLSContext {
        var rules = TLSContext.Rules()
        rules.authorities =
            switch security.authorities {
            case .none: .none
            case .system: .system
            case .file(let path): .file(path)
            }
        rules.pins = security.pins
        (rules.certificateFile, rules.keyFile) = (security.certificateFile, security.keyFile)
        rules.protocols = [transport == .https ? "h2" : "dot"]
        if let known = contexts[rules] { return known }
        let context = try TLSContext(rules) { Digest.sha256($0.span) }
        contexts[rules] = context
        return context
    }
}

extension LinkError {
    init(_ failure: StreamFailure) { self.init(failure.isLasting ? .lasting : .other, failure.message) }
}

/// DNS over TLS: messages behind their lengths, as by TCP (RFC 7858).
private struct TLSMessages: MessageStream {
    private let tls: TLSStream
    private var messages = FramedMessages()

    init(_ tls: TLSStream) { self.tls = tls }

    mutating func send(_ message: [UInt8]) {
        messages.send(message)
        tls.send(messages.takeOutput())
    }

    mutating func receive(_ bytes: ArraySlice<UInt8>) -> LinkError? {
        tls.receive(bytes)
        return messages.receive(tls.takeInput()[...]) ?? tls.failure.map { LinkError($0) }
    }

    func end() -> LinkError {
        tls.end()
        return tls.failure.map { LinkError($0) } ?? .endOfFile
    }

    func takeOutput() -> [UInt8] { tls.takeOutput() }

    mutating func next() -> StreamEvent? { messages.next() }

    func farewell() -> [UInt8] {
        tls.close()
        return tls.takeOutput()
    }
}
