/// A message of HTTP/1.x (RFC 9112), as far as it is in the segment: a request or a response, header lines, a body.
///
///     GET /index.html HTTP/1.1              HTTP/1.1 200 OK
///     Host: example.org                     Content-Length: 5
///
///                                           hello
///
/// Lines may end in a line feed alone, and headers may be folded, as RFC 9112 has recipients accept. The next message
/// of a pipeline is a layer of its own. HTTP/2 begins with the method PRI, and is not read here.
public struct HTTPMessage: PacketLayer, ~Escapable {
    public static let name = "http"
    /// Wireshark's, and other ports that web servers and proxies like.
    public static let announcements: [LayerAnnouncement] = [
        .tcpPort(80), .tcpPort(591), .tcpPort(1900), .tcpPort(2710), .tcpPort(2869), .tcpPort(3128), .tcpPort(3132),
        .tcpPort(5985), .tcpPort(8000), .tcpPort(8008), .tcpPort(8080), .tcpPort(8088), .tcpPort(8888),
        .tcpPort(11371),
    ]

    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline let isRequest: Bool
    /// The first line, without its end.
    @usableFromInline let startLine: Range<Int>
    @usableFromInline let head: HTTPHead

    /// Whether the bytes begin with a known method and a blank, or with the version of a response.
    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        if bytes.hasPrefix("HTTP/1.") { return true }
        guard let method = HTTPMethod(startOf: bytes) else { return false }
        return method.name != "PRI"
    }

    /// - Throws: `truncated` where not even a byte is there.
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("HTTP", .truncated(needed: 1, available: 0)) }
        self.bytes = bytes
        isRequest = !bytes.hasPrefix("HTTP/")
        startLine = bytes.line(from: 0)
        head = HTTPHead(bytes, from: bytes.lineEnd(from: 0))
    }

    /// The words of the first line: method, URI and version, or version, code and phrase.
    @usableFromInline var words: (Range<Int>, Range<Int>, Range<Int>) {
        let line = startLine
        let first =
            bytes.firstIndex(of: 0x20, from: line.lowerBound).map { min($0, line.upperBound) } ?? line.upperBound
        let rest = min(first + 1, line.upperBound)
        var second = rest
        if isRequest {
            // Clients send blanks within URIs: the version is what stands behind the last.
            second = line.upperBound
            while second > rest, bytes[second - 1] != 0x20 { second -= 1 }
            if second == rest {
                return (line.lowerBound..<first, rest..<line.upperBound, line.upperBound..<line.upperBound)
            }
            return (line.lowerBound..<first, rest..<second - 1, second..<line.upperBound)
        }
        while second < line.upperBound, bytes[second] != 0x20 { second += 1 }
        return (line.lowerBound..<first, rest..<second, min(second + 1, line.upperBound)..<line.upperBound)
    }

    /// The code of a response; nil where it is no number of three digits.
    public var statusCode: HTTPStatusCode? {
        let word = bytes.extracting(words.1)
        guard !isRequest, word.count == 3, let number = UInt64(digits: word) else { return nil }
        return HTTPStatusCode(rawValue: UInt16(number))
    }

    /// The place of the body, or of that part of it that is in the segment (RFC 9112 section 6.3); empty where the
    /// header section goes on in the next segment.
    @usableFromInline var body: Range<Int> {
        guard let start = head.bodyOffset else { return bytes.count..<bytes.count }
        if statusCode?.hasNoBody == true { return start..<start }
        if head.isChunked {
            var chunks = HTTPChunkWalk(bytes, from: start)
            while chunks.next() {}
            return start..<chunks.position
        }
        if let length = head.contentLength { return start..<start + Int(min(length, UInt64(bytes.count - start))) }
        return start..<(isRequest ? start : bytes.count)
    }

    public func next(_ context: inout LayerContext) -> NextLayer {
        let end = body.upperBound
        let isFollowed = Self.accepts(bytes.suffix(from: end))
        context.carrier = isFollowed ? .sequel : .none
        guard end < bytes.count else { return .none }
        return NextLayer(isFollowed ? .http : .data, at: end)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let (first, second, third) = words
        if case .sequel = context.carrier { line.write("; ") }
        guard line.begin(application: isRequest ? "HTTP" : version(first), byteCount: bytes.count) else { return }
        if isRequest {
            line.write(" ")
            line.write(foreign: bytes.extracting(first))
        }
        if !second.isEmpty { line.write(" ") }
        line.write(foreign: bytes.extracting(second))
        if !third.isEmpty { line.write(" ") }
        line.write(foreign: bytes.extracting(third))
        if isRequest, let host = head.host { summarize(", Host ", host, into: &line) }
        if let location = head.location { summarize(", to ", location, into: &line) }
        if let type = head.contentType { summarize(", ", upToSemicolon(type), into: &line) }
        summarizeLength(into: &line)
    }

    private func version(_ word: Range<Int>) -> String {
        let word = bytes.extracting(word)
        return word.hasPrefix("HTTP/1.1") ? "HTTP/1.1" : word.hasPrefix("HTTP/1.0") ? "HTTP/1.0" : "HTTP"
    }

    private func upToSemicolon(_ value: Range<Int>) -> Range<Int> {
        let end = bytes.firstIndex(of: UInt8(ascii: ";"), from: value.lowerBound) ?? value.upperBound
        return value.lowerBound..<min(end, value.upperBound)
    }

    private func summarize(_ words: String, _ value: Range<Int>, into line: inout SummaryLine) {
        line.write(words)
        line.write(foreign: bytes.extracting(value))
    }

    private func summarizeLength(into line: inout SummaryLine) {
        guard let start = head.bodyOffset else {
            line.write(", headers go on")
            return
        }
        let here = body.upperBound - start
        if head.isChunked {
            line.write(", chunked")
        } else if let length = head.contentLength {
            line.write(", ")
            line.write(length)
            line.write(" bytes")
            if here < length, here > 0 {
                line.write(", ")
                line.write(here)
                line.write(" here")
            }
        } else if here > 0 {
            line.write(", ")
            line.write(here)
            line.write(" bytes")
        }
    }
}

/// The chunks of a body that is sent in such (RFC 9112 section 7.1).
@usableFromInline
struct HTTPChunkWalk: ~Escapable {
    private let bytes: Span<UInt8>
    /// Where the next chunk begins; at the end, where the body ends.
    @usableFromInline private(set) var position: Int
    /// The line that says how long the chunk is, with its end.
    @usableFromInline private(set) var line = 0..<0
    /// What the line says, in bytes.
    @usableFromInline private(set) var size = 0
    /// As much of the chunk as there is.
    @usableFromInline private(set) var data = 0..<0
    /// The line end behind the chunk.
    @usableFromInline private(set) var boundary = 0..<0
    private var isAtEnd = false

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Goes to the next chunk; false behind the last, where the bytes end, and where there is no length.
    @usableFromInline
    mutating func next() -> Bool {
        guard !isAtEnd, position < bytes.count else { return false }
        let end = bytes.lineEnd(from: position)
        guard let size = chunkSize(position..<end) else {
            // Whatever this is, nobody can tell where the next message begins.
            position = bytes.count
            return false
        }
        self.size = size
        line = position..<end
        data = end..<end + min(size, bytes.count - end)
        let length = bytes.lineEndLength(at: data.upperBound) ?? 0
        boundary = data.upperBound..<data.upperBound + (size > 0 ? length : 0)
        position = boundary.upperBound
        if size == 0 { skipTrailers() }
        return true
    }

    private mutating func skipTrailers() {
        isAtEnd = true
        var trailers = HTTPHeaderWalk(bytes, from: position)
        while trailers.next() {}
        position = trailers.position
    }

    /// Hexadecimal digits, and perhaps an extension behind them.
    private func chunkSize(_ line: Range<Int>) -> Int? {
        var size = 0
        var index = line.lowerBound
        while index < line.upperBound, let digit = bytes[index].hexDigitValue, index - line.lowerBound < 12 {
            size = size << 4 | Int(digit)
            index += 1
        }
        return index > line.lowerBound ? size : nil
    }
}
