import PacketIO
import Probes
import SecureStreams
import Wire

/// DNS over HTTPS, or over HTTP alone: each message is a request, and its answer the response (RFC 8484). Many are
/// under way side by side.
struct HTTPSMessages: MessageStream {
    private static let mediaType = "application/dns-message"
    private static let longestMessage = 65_535

    private let carrier: any ByteStream
    private let http = HTTP2Stream(maximumBodyLength: Self.longestMessage)
    private let authority: String
    private let scheme: String
    private let security: ServerSecurity
    /// The numbers of messages, by those of their requests.
    private var identifiers: [Int: UInt16] = [:]
    private var events: ArraySlice<StreamEvent> = []

    init(_ carrier: any ByteStream, _ server: DNSServer, _ transport: DNSTransport, _ security: ServerSecurity) {
        self.carrier = carrier
        scheme = transport.rawValue.lowercased()
        self.security = security
        let address = server.endpoint.address
        let name = security.hostName ?? (address.isIPv6 ? "[\(address)]" : "\(address)")
        authority = server.port == transport.defaultPort ? name : "\(name):\(server.port)"
    }

    mutating func send(_ message: [UInt8]) {
        guard message.count >= DNSHeader.byteCount else { return }
        // The same question is the same request, so that an answer can be kept for it.
        let unnumbered = [0, 0] + message[2...]
        identifiers[http.send(request(unnumbered))] = message.span.uint16(at: 0)
        carrier.send(http.takeOutput())
    }

    private func request(_ message: [UInt8]) -> HTTPRequest {
        var request = HTTPRequest(authority: authority, path: security.path)
        request.scheme = scheme
        request.headers = [.init("accept", Self.mediaType)]
        if security.usesGet {
            let query = String(decoding: [UInt8](base64URLOf: message.span), as: UTF8.self)
            request.path += (request.path.contains("?") ? "&dns=" : "?dns=") + query
        } else {
            request.method = "POST"
            request.headers += [.init("content-type", Self.mediaType), .init("content-length", "\(message.count)")]
            request.body = message
        }
        return request
    }

    mutating func receive(_ bytes: ArraySlice<UInt8>) -> LinkError? {
        carrier.receive(bytes)
        if let spoken = carrier.negotiatedProtocol, spoken != "h2" {
            return LinkError(.lasting, "it does not speak HTTP/2")
        }
        http.receive(carrier.takeInput())
        carrier.send(http.takeOutput())
        for event in http.takeEvents() { take(event) }
        return (http.failure ?? carrier.failure).map { LinkError($0) }
    }

    private mutating func take(_ event: HTTP2Stream.Event) {
        switch event {
        case .failure(let request, let failure): refuse(request, LinkError(failure))
        case .response(let request, let response):
            if let error = Self.fault(of: response) { return refuse(request, error) }
            guard let identifier = identifiers.removeValue(forKey: request) else { return }
            events.append(.message([UInt8](bigEndian: identifier) + response.body[2...]))
        }
    }

    private mutating func refuse(_ request: Int, _ error: LinkError) {
        guard let identifier = identifiers.removeValue(forKey: request) else { return }
        events.append(.refusal(identifier, error))
    }

    /// Why a response is no answer; nil where it is one.
    static func fault(of response: HTTPResponse) -> LinkError? {
        guard response.status == 200 else {
            // What the client did wrong it would do again, but for being early or too fast.
            let isLasting = (300..<500).contains(response.status) && ![408, 425, 429].contains(response.status)
            return LinkError(isLasting ? .lasting : .other, "HTTP status \(response.status)")
        }
        let type = response.contentType ?? ""
        guard type.lowercased().split(separator: ";").first == Self.mediaType[...] else {
            return LinkError(.lasting, "its answer is \(type.isEmpty ? "of no type" : type), not \(Self.mediaType)")
        }
        guard response.body.count >= DNSHeader.byteCount else {
            return LinkError(.other, "its answer of \(response.body.count) bytes is no DNS message")
        }
        return nil
    }

    func end() -> LinkError {
        carrier.end()
        return carrier.failure.map { LinkError($0) } ?? .endOfFile
    }

    func takeOutput() -> [UInt8] { carrier.takeOutput() }

    mutating func next() -> StreamEvent? { events.popFirst() }

    func farewell() -> [UInt8] {
        carrier.close()
        return carrier.takeOutput()
    }
}
