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
    private let place: Int

    /// As it is usually written.
    @usableFromInline var label: String { Self.known[place].label }
    /// Wireshark's name of the field.
    @usableFromInline var field: String { Self.known[place].field }

    /// The header of this name, in letters of any case.
    @usableFromInline
    static func named(_ name: Span<UInt8>) -> HTTPHeader? {
        guard name.count < places.count else { return nil }
        for place in places[name.count] {
            let lowercase = known[place].lowercase
            if name.isEqualIgnoringCase(lowercase.span) { return HTTPHeader(place: place) }
        }
        return nil
    }

    static let host = HTTPHeader(place: 0)
    static let contentType = HTTPHeader(place: 1)
    @usableFromInline static let contentLength = HTTPHeader(place: 2)
    @usableFromInline static let transferEncoding = HTTPHeader(place: 3)
    static let location = HTTPHeader(place: 4)
    @usableFromInline static let cookie = HTTPHeader(place: 5)

    /// For each length of a name those that have it.
    private static let places: [[Int]] = {
        let longest = known.map(\.lowercase.count).max() ?? 0
        return (0...longest).map { length in known.indices.filter { known[$0].lowercase.count == length } }
    }()

    /// Those with a name of their own above come first.
    private static let known = [
        HTTPHeaderEntry("Host", "http.host"),
        HTTPHeaderEntry("Content-Type", "http.content_type"),
        HTTPHeaderEntry("Content-Length", "http.content_length_header"),
        HTTPHeaderEntry("Transfer-Encoding", "http.transfer_encoding"),
        HTTPHeaderEntry("Location", "http.location"),
        HTTPHeaderEntry("Cookie", "http.cookie"),
        HTTPHeaderEntry("User-Agent", "http.user_agent"),
        HTTPHeaderEntry("Accept", "http.accept"),
        HTTPHeaderEntry("Accept-Encoding", "http.accept_encoding"),
        HTTPHeaderEntry("Accept-Language", "http.accept_language"),
        HTTPHeaderEntry("Authorization", "http.authorization"),
        HTTPHeaderEntry("Cache-Control", "http.cache_control"),
        HTTPHeaderEntry("Connection", "http.connection"),
        HTTPHeaderEntry("Content-Encoding", "http.content_encoding"),
        HTTPHeaderEntry("Date", "http.date"),
        HTTPHeaderEntry("HTTP2-Settings", "http.http2_settings"),
        HTTPHeaderEntry("Last-Modified", "http.last_modified"),
        HTTPHeaderEntry("Proxy-Authenticate", "http.proxy_authenticate"),
        HTTPHeaderEntry("Proxy-Authorization", "http.proxy_authorization"),
        HTTPHeaderEntry("Proxy-Connect-Hostname", "http.proxy_connect_host"),
        HTTPHeaderEntry("Referer", "http.referer"),
        HTTPHeaderEntry("Sec-WebSocket-Accept", "http.sec_websocket_accept"),
        HTTPHeaderEntry("Sec-WebSocket-Extensions", "http.sec_websocket_extensions"),
        HTTPHeaderEntry("Sec-WebSocket-Key", "http.sec_websocket_key"),
        HTTPHeaderEntry("Sec-WebSocket-Protocol", "http.sec_websocket_protocol"),
        HTTPHeaderEntry("Sec-WebSocket-Version", "http.sec_websocket_version"),
        HTTPHeaderEntry("Server", "http.server"),
        HTTPHeaderEntry("Set-Cookie", "http.set_cookie"),
        HTTPHeaderEntry("Upgrade", "http.upgrade"),
        HTTPHeaderEntry("WWW-Authenticate", "http.www_authenticate"),
        HTTPHeaderEntry("X-Forwarded-For", "http.x_forwarded_for"),
    ]
}

private struct HTTPHeaderEntry {
    let label: String
    let field: String
    let lowercase: [UInt8]

    init(_ label: String, _ field: String) {
        self.label = label
        self.field = field
        lowercase = Array(label.lowercased().utf8)
    }
}
