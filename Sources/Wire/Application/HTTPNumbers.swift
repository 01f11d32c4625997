/// What a server says of a request (IANA "HTTP Status Codes").
public struct HTTPStatusCode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Whether a response of this kind never has a body (RFC 9112 section 6.3).
    @inlinable public var hasNoBody: Bool { rawValue / 100 == 1 || rawValue == 204 || rawValue == 304 }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(100, "Continue", "RFC 9110"),
        Assignment(101, "Switching Protocols", "RFC 9110"),
        Assignment(102, "Processing", "RFC 2518"),
        Assignment(103, "Early Hints", "RFC 8297"),
        Assignment(104, "Upload Resumption Supported", "draft-ietf-httpbis-resumable-upload"),
        Assignment(200, "OK", "RFC 9110"),
        Assignment(201, "Created", "RFC 9110"),
        Assignment(202, "Accepted", "RFC 9110"),
        Assignment(203, "Non-Authoritative Information", "RFC 9110"),
        Assignment(204, "No Content", "RFC 9110"),
        Assignment(205, "Reset Content", "RFC 9110"),
        Assignment(206, "Partial Content", "RFC 9110"),
        Assignment(207, "Multi-Status", "RFC 4918"),
        Assignment(208, "Already Reported", "RFC 5842"),
        Assignment(226, "IM Used", "RFC 3229"),
        Assignment(300, "Multiple Choices", "RFC 9110"),
        Assignment(301, "Moved Permanently", "RFC 9110"),
        Assignment(302, "Found", "RFC 9110"),
        Assignment(303, "See Other", "RFC 9110"),
        Assignment(304, "Not Modified", "RFC 9110"),
        Assignment(305, "Use Proxy", "RFC 9110"),
        Assignment(306, "(Unused)", "RFC 9110"),
        Assignment(307, "Temporary Redirect", "RFC 9110"),
        Assignment(308, "Permanent Redirect", "RFC 9110"),
        Assignment(400, "Bad Request", "RFC 9110"),
        Assignment(401, "Unauthorized", "RFC 9110"),
        Assignment(402, "Payment Required", "RFC 9110"),
        Assignment(403, "Forbidden", "RFC 9110"),
        Assignment(404, "Not Found", "RFC 9110"),
        Assignment(405, "Method Not Allowed", "RFC 9110"),
        Assignment(406, "Not Acceptable", "RFC 9110"),
        Assignment(407, "Proxy Authentication Required", "RFC 9110"),
        Assignment(408, "Request Timeout", "RFC 9110"),
        Assignment(409, "Conflict", "RFC 9110"),
        Assignment(410, "Gone", "RFC 9110"),
        Assignment(411, "Length Required", "RFC 9110"),
        Assignment(412, "Precondition Failed", "RFC 9110"),
        Assignment(413, "Content Too Large", "RFC 9110"),
        Assignment(414, "URI Too Long", "RFC 9110"),
        Assignment(415, "Unsupported Media Type", "RFC 9110"),
        Assignment(416, "Range Not Satisfiable", "RFC 9110"),
        Assignment(417, "Expectation Failed", "RFC 9110"),
        Assignment(418, "(Unused)", "RFC 9110"),
        Assignment(421, "Misdirected Request", "RFC 9110"),
        Assignment(422, "Unprocessable Content", "RFC 9110"),
        Assignment(423, "Locked", "RFC 4918"),
        Assignment(424, "Failed Dependency", "RFC 4918"),
        Assignment(425, "Too Early", "RFC 8470"),
        Assignment(426, "Upgrade Required", "RFC 9110"),
        Assignment(428, "Precondition Required", "RFC 6585"),
        Assignment(429, "Too Many Requests", "RFC 6585"),
        Assignment(431, "Request Header Fields Too Large", "RFC 6585"),
        Assignment(451, "Unavailable For Legal Reasons", "RFC 7725"),
        Assignment(500, "Internal Server Error", "RFC 9110"),
        Assignment(501, "Not Implemented", "RFC 9110"),
        Assignment(502, "Bad Gateway", "RFC 9110"),
        Assignment(503, "Service Unavailable", "RFC 9110"),
        Assignment(504, "Gateway Timeout", "RFC 9110"),
        Assignment(505, "HTTP Version Not Supported", "RFC 9110"),
        Assignment(506, "Variant Also Negotiates", "RFC 2295"),
        Assignment(507, "Insufficient Storage", "RFC 4918"),
        Assignment(508, "Loop Detected", "RFC 5842"),
        Assignment(510, "Not Extended", "RFC 2774"),
        Assignment(511, "Network Authentication Required", "RFC 6585"),
    ]
}

/// What a client wants of a resource (IANA "HTTP Methods"), and methods without a registration that are met. A method
/// is a word and not a number, so this registry is one of words.
public struct HTTPMethod: Hashable, Sendable {
    public let name: String
    /// Where it is defined: "RFC 9110".
    public let reference: String

    init(_ name: String, _ reference: String) {
        self.name = name
        self.reference = reference
    }

    /// The longest name, in bytes.
    static let maximumByteCount = 17

    /// The method that bytes begin with, if a blank follows.
    public init?(startOf bytes: Span<UInt8>) {
        var count = 0
        while count < bytes.count, bytes[count] != UInt8(ascii: " ") {
            // Letters, the hyphen and the underscore.
            guard count < Self.maximumByteCount, bytes[count] >= 0x2D, bytes[count] < 0x60 else { return nil }
            count += 1
        }
        guard count > 0, count < bytes.count else { return nil }
        let word = bytes.extracting(first: count)
        guard let method = Self.all.first(where: { $0.name.utf8Span.span.elementsEqual(word) }) else { return nil }
        self = method
    }

    /// All of them, the commonest first.
    public static let all: [HTTPMethod] = [
        HTTPMethod("GET", "RFC 9110"),
        HTTPMethod("POST", "RFC 9110"),
        HTTPMethod("HEAD", "RFC 9110"),
        HTTPMethod("PUT", "RFC 9110"),
        HTTPMethod("DELETE", "RFC 9110"),
        HTTPMethod("OPTIONS", "RFC 9110"),
        HTTPMethod("CONNECT", "RFC 9110"),
        HTTPMethod("ACL", "RFC 3744"),
        HTTPMethod("BASELINE-CONTROL", "RFC 3253"),
        HTTPMethod("BCOPY", "MS-WDVME"),
        HTTPMethod("BDELETE", "MS-WDVME"),
        HTTPMethod("BIND", "RFC 5842"),
        HTTPMethod("BMOVE", "MS-WDVME"),
        HTTPMethod("BPROPFIND", "MS-WDVME"),
        HTTPMethod("BPROPPATCH", "MS-WDVME"),
        HTTPMethod("CCM_POST", "MS-SCCM"),
        HTTPMethod("CHECKIN", "RFC 3253"),
        HTTPMethod("CHECKOUT", "RFC 3253"),
        HTTPMethod("COPY", "RFC 4918"),
        HTTPMethod("LABEL", "RFC 3253"),
        HTTPMethod("LINK", "RFC 2068"),
        HTTPMethod("LOCK", "RFC 4918"),
        HTTPMethod("M-POST", "RFC 2774"),
        HTTPMethod("M-SEARCH", "UPnP"),
        HTTPMethod("MERGE", "RFC 3253"),
        HTTPMethod("MKACTIVITY", "RFC 3253"),
        HTTPMethod("MKCALENDAR", "RFC 4791"),
        HTTPMethod("MKCOL", "RFC 4918"),
        HTTPMethod("MKREDIRECTREF", "RFC 4437"),
        HTTPMethod("MKWORKSPACE", "RFC 3253"),
        HTTPMethod("MOVE", "RFC 4918"),
        HTTPMethod("NOTIFY", "UPnP"),
        HTTPMethod("ORDERPATCH", "RFC 3648"),
        HTTPMethod("PATCH", "RFC 5789"),
        HTTPMethod("POLL", "MS-WDV"),
        HTTPMethod("PRI", "RFC 9113"),
        HTTPMethod("PROPFIND", "RFC 4918"),
        HTTPMethod("PROPPATCH", "RFC 4918"),
        HTTPMethod("QUERY", "draft-ietf-httpbis-safe-method-w-body"),
        HTTPMethod("REBIND", "RFC 5842"),
        HTTPMethod("REPORT", "RFC 3253"),
        HTTPMethod("RPC_CONNECT", "MS-RPCH"),
        HTTPMethod("RPC_IN_DATA", "MS-RPCH"),
        HTTPMethod("RPC_OUT_DATA", "MS-RPCH"),
        HTTPMethod("SEARCH", "RFC 5323"),
        HTTPMethod("SSTP_DUPLEX_POST", "MS-SSTP"),
        HTTPMethod("SUBSCRIBE", "UPnP"),
        HTTPMethod("TRACE", "RFC 9110"),
        HTTPMethod("UNBIND", "RFC 5842"),
        HTTPMethod("UNCHECKOUT", "RFC 3253"),
        HTTPMethod("UNLINK", "RFC 2068"),
        HTTPMethod("UNLOCK", "RFC 4918"),
        HTTPMethod("UNSUBSCRIBE", "UPnP"),
        HTTPMethod("UPDATE", "RFC 3253"),
        HTTPMethod("UPDATEREDIRECTREF", "RFC 4437"),
        HTTPMethod("VERSION-CONTROL", "RFC 3253"),
        HTTPMethod("*", "RFC 9110"),
    ]
}
