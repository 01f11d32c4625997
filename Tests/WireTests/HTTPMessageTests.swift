import Testing
import Wire

@Suite struct HTTPMessageTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    private static func fields(_ text: String) -> [String] { PacketWalk.fields(.http, bytes(text)) }
    private static func summary(_ text: String) -> String { PacketWalk.summary(.http, bytes(text)) }

    /// As curl sent it.
    static let request =
        "GET /index.html?a=1&b=two HTTP/1.1\r\nHost: www.163.com\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n"
        + "Referer: http://ref.example/x\r\nCookie: c=3; d=4\r\n\r\n"
    /// As a server in Node.js answered.
    static let response =
        "HTTP/1.1 200 OK\r\nServer: node\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n"
        + "Content-Type: text/html; charset=utf-8\r\nContent-Length: 20\r\nDate: Mon, 23 Nov 2026 02:49:04 GMT\r\n"
        + "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n\r\n<html>hello</html>\r\n"
    static let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nfirst part \r\nb;x=y\r\nsecond part\r\n0\r\n\r\n"

    @Test func `reads a real request`() {
        #expect(
            Self.fields(Self.request) == [
                "http", "http.request=true", "http.request.method=GET", "http.request.uri=/index.html?a=1&b=two",
                "http.request.uri.path=/index.html", "http.request.uri.query=a=1&b=two",
                "http.request.uri.query.parameter", "http.request.uri.query.parameter=a=1",
                "http.request.uri.query.parameter", "http.request.uri.query.parameter=b=two",
                "http.request.version=HTTP/1.1",
                "http.request.line", "http.request.line=Host: www.163.com\r\n", "http.host=www.163.com",
                "http.request.line", "http.request.line=User-Agent: curl/7.88.1\r\n", "http.user_agent=curl/7.88.1",
                "http.request.line", "http.request.line=Accept: */*\r\n", "http.accept=*/*",
                "http.request.line", "http.request.line=Referer: http://ref.example/x\r\n",
                "http.referer=http://ref.example/x",
                "http.request.line", "http.request.line=Cookie: c=3; d=4\r\n", "http.cookie=c=3; d=4",
                "http.cookie_pair", "http.cookie_pair=c=3", "http.cookie_pair", "http.cookie_pair=d=4",
                "http.request.full_uri=http://www.163.com/index.html?a=1&b=two",
            ])
        #expect(Self.summary(Self.request) == "HTTP GET /index.html?a=1&b=two HTTP/1.1, Host www.163.com")
    }

    @Test func `reads a real response`() {
        let fields = Self.fields(Self.response)
        for field in [
            "http.response=true", "http.response.version=HTTP/1.1", "http.response.code=200 (OK)",
            "http.response.code.desc=OK", "http.response.phrase=OK", "http.server=node",
            "http.content_type=text/html; charset=utf-8", "http.content_length_header=20", "http.content_length=20",
            "http.date=Mon, 23 Nov 2026 02:49:04 GMT", "http.connection=keep-alive",
            "http.response.line=Keep-Alive: timeout=5\r\n", "http.file_data=<html>hello</html>\r\n",
        ] {
            #expect(fields.contains(field), "\(field)")
        }
        #expect(Self.summary(Self.response) == "HTTP/1.1 200 OK, text/html, 20 bytes")
    }

    @Test func `puts chunks together`() {
        let fields = Self.fields(Self.chunked)
        #expect(fields.count { $0.hasPrefix("http.chunk_size=") } == 3)
        #expect(fields.contains("http.chunk_data=11 bytes") && fields.contains("http.chunk_boundary=2 bytes"))
        #expect(fields.last == "http.file_data=first part second part")
        #expect(Self.summary(Self.chunked) == "HTTP/1.1 200 OK, chunked")
    }

    @Test(arguments: [
        ("POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nx=1", "HTTP POST /post HTTP/1.1, Host a, 3 bytes"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nxyz", "HTTP/1.1 200 OK, 9000 bytes, 3 here"),
        ("HTTP/1.0 302 Found\r\nLocation: /x\r\n\r\n", "HTTP/1.0 302 Found, to /x"),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", "HTTP/1.1 304 Not Modified, 9 bytes"),
        ("GET / HTTP/1.1\r\nHost: www.exa", "HTTP GET / HTTP/1.1, headers go on"),
        ("GET /lf HTTP/1.0\nHost: lf\n\n", "HTTP GET /lf HTTP/1.0, Host lf"),
        ("GET /a b HTTP/1.0\r\n\r\n", "HTTP GET /a b HTTP/1.0"), ("GET /09\r\n\r\n", "HTTP GET /09"),
        ("GET /\u{1B}[31m HTTP/1.1\r\n\r\n", "HTTP GET /\\x1b[31m HTTP/1.1"),
        ("GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\n", "HTTP GET /1 HTTP/1.1; HTTP HEAD /2 HTTP/1.1"),
        ("HTTP/1.1 ", "HTTP/1.1, headers go on"), ("HTTP/1.", "HTTP, headers go on"),
    ]) func `sums up a message`(text: String, summary: String) {
        #expect(Self.summary(text) == summary)
    }

    @Test func `reads folded headers`() {
        let fields = Self.fields("GET / HTTP/1.1\r\nCookie: a=1;\r\n b=2\r\nHost:h\r\n\r\n")
        #expect(fields.contains("http.request.line=Cookie: a=1;\r\n b=2\r\n"))
        #expect(fields.contains("http.cookie=a=1;\r\n b=2") && fields.contains("http.host=h"))
    }

    @Test func `does not take half of a value for a value`() {
        let fields = Self.fields("GET / HTTP/1.1\r\nHost: www.exa")
        #expect(fields.contains("http.request.line=Host: www.exa"))
        #expect(!fields.contains { $0.hasPrefix("http.host") || $0.hasPrefix("http.request.full_uri") })
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "http.te_and_length"),
        ("GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", "http.content_length"),
        ("GET / HTTP/1.1\r\nnothing\r\n\r\n", "http.bad_header_name"),
        ("HTTP/1.1 2x0 OK\r\n\r\n", "http.response.code"),
    ]) func `warns of what does not fit`(text: String, name: String) {
        #expect(Self.fields(text).contains { $0.hasPrefix("! " + name + ":") })
    }

    @Test func `tells the messages of a pipeline as layers of their own`() {
        let fields = Self.fields("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")
        #expect(fields.count { $0 == "http" } == 2)
        #expect(fields.contains("http.request.uri=/1") && fields.contains("http.request.uri=/2"))
    }

    @Test(arguments: ["", "GET", "GETX / HTTP/1.1", "get / HTTP/1.1", "PRI * HTTP/2.0", "<html>", "HTTP/2", " GET / "])
    func `takes for data what begins otherwise`(text: String) {
        let bytes = Self.bytes(text)
        let isAccepted = HTTPMessage.accepts(bytes.span)
        #expect(!isAccepted)
    }

    @Test func `accepts every method`() {
        for method in HTTPMethod.all where !["PRI", "*"].contains(method.name) {
            let bytes = Self.bytes(method.name + " / HTTP/1.1\r\n")
            let isAccepted = HTTPMessage.accepts(bytes.span)
            #expect(isAccepted, "\(method.name)")
        }
    }

    @Test func `names status codes`() {
        #expect(HTTPStatusCode(rawValue: 451).name == "Unavailable For Legal Reasons")
        #expect(HTTPStatusCode(rawValue: 299).description == "299")
        #expect(HTTPStatusCode.assignments.map(\.rawValue) == HTTPStatusCode.assignments.map(\.rawValue).sorted())
    }

    @Test func `survives broken messages`() {
        let messages = [
            Self.request, Self.response, Self.chunked, "GET / HTTP/1.1\r\nCookie: a=1;\r\n b=2\r\nHost:h\r\n\r\n",
        ]
        #expect(StrictSink.complaints(.http, breaking: messages.map { Self.bytes($0) }) == [])
    }
}
