/// The lines of a header section, one after another: each with those that are folded into it (RFC 9112 section 5.2).
@usableFromInline
struct HTTPHeaderWalk: ~Escapable {
    private let bytes: Span<UInt8>
    /// Where the next line begins; after the empty line that ends the section, where the body begins.
    @usableFromInline private(set) var position: Int
    /// The whole of the line, with its end.
    @usableFromInline private(set) var line = 0..<0
    /// The name, in front of the colon; empty where there is no colon.
    @usableFromInline private(set) var name = 0..<0
    /// The value without blanks round it.
    @usableFromInline private(set) var value = 0..<0
    /// Whether the empty line was there.
    @usableFromInline private(set) var isComplete = false
    /// Whether the bytes end within the line.
    @usableFromInline private(set) var isCut = false

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Goes to the next line; false at the end of the section, or of the bytes.
    @usableFromInline
    mutating func next() -> Bool {
        guard position < bytes.count else { return false }
        let start = position
        if let length = bytes.lineEndLength(at: start) {
            position = start + length
            isComplete = true
            return false
        }
        position = bytes.lineEnd(from: start)
        while position < bytes.count, bytes[position - 1] == UInt8(ascii: "\n"), bytes[position].isBlank {
            position = bytes.lineEnd(from: position)
        }
        line = start..<position
        isCut = bytes[position - 1] != UInt8(ascii: "\n")
        split()
        return true
    }

    private mutating func split() {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1].isBlankOrLineEnd { end -= 1 }
        var colon = line.lowerBound
        while colon < end, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        name = line.lowerBound..<(colon < end ? colon : line.lowerBound)
        var start = min(colon + 1, end)
        while start < end, bytes[start].isBlankOrLineEnd { start += 1 }
        value = start..<end
    }
}

/// What the header section of a message says of where its body is and how long.
@usableFromInline
struct HTTPHead {
    /// Where the body begins; nil where the section is not whole.
    @usableFromInline var bodyOffset: Int?
    /// In bytes; nil where it is not given or is no number.
    @usableFromInline var contentLength: UInt64?
    @usableFromInline var isChunked = false
    /// Places of values, counted from the start of the message.
    @usableFromInline var host: Range<Int>?
    var contentType: Range<Int>?
    var location: Range<Int>?

    /// - Parameter position: where the line after the first begins.
    @usableFromInline
    init(_ bytes: Span<UInt8>, from position: Int) {
        var walk = HTTPHeaderWalk(bytes, from: position)
        while walk.next() {
            guard !walk.isCut else { break }
            let value = bytes.extracting(walk.value)
            switch HTTPHeader.named(bytes.extracting(walk.name)) {
            case .contentLength: contentLength = UInt64(digits: value)
            case .transferEncoding: isChunked = value.hasLowercasedSuffix("chunked")
            case .host: host = host ?? walk.value
            case .contentType: contentType = walk.value
            case .location: location = walk.value
            default: break
            }
        }
        if walk.isComplete { bodyOffset = walk.position }
    }
}

/// A header that has a field of its own.
@usableFromInline
struct HTTPHeader: Equatable, Sendable {
    /// As it is usually written.
    @usableFromInline let label: String
    /// Wireshark's name of the field.
    @usableFromInline let field: String
    private let lowercase: String

    private init(_ label: String, _ field: String) {
        self.label = label
        self.field = field
        lowercase = label.lowercased()
    }

    /// The header of this name, in letters of any case.
    @usableFromInline
    static func named(_ name: Span<UInt8>) -> HTTPHeader? {
        known.first { name.isEqualIgnoringCase($0.lowercase.utf8Span.span) }
    }

    static let host = HTTPHeader("Host", "http.host")
    static let contentType = HTTPHeader("Content-Type", "http.content_type")
    @usableFromInline static let contentLength = HTTPHeader("Content-Length", "http.content_length_header")
    @usableFromInline static let transferEncoding = HTTPHeader("Transfer-Encoding", "http.transfer_encoding")
    static let location = HTTPHeader("Location", "http.location")
    @usableFromInline static let cookie = HTTPHeader("Cookie", "http.cookie")

    private static let known = [
        host, contentType, contentLength, transferEncoding, location, cookie,
        HTTPHeader("User-Agent", "http.user_agent"),
        HTTPHeader("Accept", "http.accept"),
        HTTPHeader("Accept-Encoding", "http.accept_encoding"),
        HTTPHeader("Accept-Language", "http.accept_language"),
        HTTPHeader("Authorization", "http.authorization"),
        HTTPHeader("Cache-Control", "http.cache_control"),
        HTTPHeader("Connection", "http.connection"),
        HTTPHeader("Content-Encoding", "http.content_encoding"),
        HTTPHeader("Date", "http.date"),
        HTTPHeader("HTTP2-Settings", "http.http2_settings"),
        HTTPHeader("Last-Modified", "http.last_modified"),
        HTTPHeader("Proxy-Authenticate", "http.proxy_authenticate"),
        HTTPHeader("Proxy-Authorization", "http.proxy_authorization"),
        HTTPHeader("Proxy-Connect-Hostname", "http.proxy_connect_host"),
        HTTPHeader("Referer", "http.referer"),
        HTTPHeader("Sec-WebSocket-Accept", "http.sec_websocket_accept"),
        HTTPHeader("Sec-WebSocket-Extensions", "http.sec_websocket_extensions"),
        HTTPHeader("Sec-WebSocket-Key", "http.sec_websocket_key"),
        HTTPHeader("Sec-WebSocket-Protocol", "http.sec_websocket_protocol"),
        HTTPHeader("Sec-WebSocket-Version", "http.sec_websocket_version"),
        HTTPHeader("Server", "http.server"),
        HTTPHeader("Set-Cookie", "http.set_cookie"),
        HTTPHeader("Upgrade", "http.upgrade"),
        HTTPHeader("WWW-Authenticate", "http.www_authenticate"),
        HTTPHeader("X-Forwarded-For", "http.x_forwarded_for"),
    ]
}
