import NIOCore
import NIOEmbedded
import NIOHPACK
import NIOHTTP2
import Testing

@testable import SecureStreams

/// The other end of an HTTP/2 connection, which answers as the test says.
private final class HTTPServer {
    private let channel: EmbeddedChannel
    private(set) var frames: [HTTP2Frame] = []

    init(_ settings: HTTP2Settings = nioDefaultSettings) {
        channel = EmbeddedChannel(handler: NIOHTTP2Handler(mode: .server, initialSettings: settings))
        channel.pipeline.fireChannelActive()
    }

    deinit { channel.close(promise: nil) }

    func say(_ payload: HTTP2Frame.FramePayload, to stream: HTTP2StreamID) {
        channel.writeAndFlush(HTTP2Frame(streamID: stream, payload: payload), promise: nil)
    }

    func answer(_ stream: HTTP2StreamID, _ status: String = "200", _ body: [UInt8] = [1, 2], isEnd: Bool = true) {
        say(.headers(.init(headers: [":status": status, "content-type": "text/x"])), to: stream)
        say(.data(.init(data: .byteBuffer(ByteBuffer(bytes: body)), endStream: isEnd)), to: stream)
    }

    /// Carries bytes to and fro until there are none.
    func talk(with client: HTTP2Stream, segment: Int = 1 << 14) {
        while true {
            var from: [UInt8] = []
            while let data = try? channel.readOutbound(as: IOData.self) {
                if case .byteBuffer(let buffer) = data { from += buffer.readableBytesView }
            }
            let to = client.takeOutput()
            if to.isEmpty, from.isEmpty { return }
            if !to.isEmpty { _ = try? channel.writeInbound(ByteBuffer(bytes: to)) }
            for start in stride(from: 0, to: from.count, by: segment) {
                client.receive(Array(from[start..<min(start + segment, from.count)]))
            }
            while let frame = try? channel.readInbound(as: HTTP2Frame.self) { frames.append(frame) }
        }
    }

    var requests: [HPACKHeaders] {
        frames.compactMap { frame in
            if case .headers(let headers) = frame.payload { headers.headers } else { nil }
        }
    }
}

@Suite struct HTTP2StreamTests {
    static let request = HTTPRequest(authority: "dns.example", path: "/dns-query?dns=AAAA")

    static func response(_ body: [UInt8] = [1, 2], _ status: Int = 200) -> HTTPResponse {
        var response = HTTPResponse()
        (response.status, response.contentType, response.body) = (status, "text/x", body)
        return response
    }

    @Test(arguments: [1, 1 << 14])
    func `requests are under way side by side, and answered in any order`(segment: Int) {
        let (server, client) = (HTTPServer(), HTTP2Stream(maximumBodyLength: 100))
        var post = Self.request
        (post.method, post.body, post.headers) = ("POST", [7, 8, 9], [.init("accept", "text/x")])
        let numbers = [client.send(Self.request), client.send(post)]
        server.talk(with: client, segment: segment)
        #expect(server.requests.count == 2 && server.requests[0][":authority"] == ["dns.example"])
        #expect(server.requests[0][":path"] == ["/dns-query?dns=AAAA"] && server.requests[0][":method"] == ["GET"])
        #expect(server.requests[1][":method"] == ["POST"] && server.requests[1]["accept"] == ["text/x"])
        let bodies = server.frames.compactMap { frame -> [UInt8]? in
            guard case .data(let data) = frame.payload, case .byteBuffer(let buffer) = data.data else { return nil }
            return Array(buffer.readableBytesView)
        }
        #expect(bodies == [[7, 8, 9]])
        server.answer(3, isEnd: false)
        server.say(.headers(.init(headers: [":status": "103"])), to: 1)
        server.answer(1, "404", [])
        server.say(.data(.init(data: .byteBuffer(ByteBuffer(bytes: [3])), endStream: true)), to: 3)
        server.talk(with: client, segment: segment)
        #expect(
            client.takeEvents() == [
                .response(numbers[0], Self.response([], 404)), .response(numbers[1], Self.response([1, 2, 3])),
            ])
        #expect(client.takeEvents() == [] && client.failure == nil)
    }

    @Test func `a thousand answers fit through the connection's window`() {
        let settings = [HTTP2Setting(parameter: .maxConcurrentStreams, value: 10)]
        let (server, client) = (HTTPServer(settings), HTTP2Stream(maximumBodyLength: 1000))
        for _ in 0..<1000 { _ = client.send(Self.request) }
        var count = 0
        for round in 0..<100 {
            server.talk(with: client)
            for index in 0..<10 {
                server.answer(HTTP2StreamID(2 * (10 * round + index) + 1), "200", .init(repeating: 5, count: 1000))
            }
            server.talk(with: client)
            count += client.takeEvents().count
        }
        #expect(count == 1000 && client.failure == nil)
    }

    @Test func `a body that is too long, and a stream that is reset, are failures of that one`() {
        let (server, client) = (HTTPServer(), HTTP2Stream(maximumBodyLength: 100))
        for _ in 0..<3 { _ = client.send(Self.request) }
        server.talk(with: client)
        server.answer(1, "200", .init(repeating: 5, count: 101))
        server.say(.rstStream(.refusedStream), to: 3)
        server.answer(5, "200", .init(repeating: 5, count: 100))
        server.talk(with: client)
        #expect(
            client.takeEvents() == [
                .failure(1, StreamFailure("its answer is longer than 100 bytes")),
                .failure(3, StreamFailure("HTTP/2: the server has reset the stream, REFUSED_STREAM")),
                .response(5, Self.response(.init(repeating: 5, count: 100))),
            ])
        #expect(client.failure == nil)
    }

    @Test func `after a farewell what is under way is answered, and nothing more`() {
        let (server, client) = (HTTPServer(), HTTP2Stream(maximumBodyLength: 100))
        _ = client.send(Self.request)
        server.talk(with: client)
        server.say(.goAway(lastStreamID: 1, errorCode: .enhanceYourCalm, opaqueData: nil), to: .rootStream)
        server.talk(with: client)
        #expect(client.failure == nil && client.takeEvents() == [])
        server.answer(1)
        server.talk(with: client)
        #expect(client.takeEvents() == [.response(1, Self.response())])
        #expect(client.failure == StreamFailure("HTTP/2: the server wants no more requests, ENHANCE_YOUR_CALM"))
        _ = client.send(Self.request)
        #expect(client.takeOutput() == [])
    }

    @Test func `what is no HTTP/2 ends it`() {
        for text in ["HTTP/1.1 400 Bad Request\r\n\r\n", String(repeating: "\0", count: 100)] {
            let client = HTTP2Stream(maximumBodyLength: 100)
            _ = client.send(Self.request)
            client.receive(Array(text.utf8))
            #expect(client.failure?.message.hasPrefix("HTTP/2: ") == true, "\(String(describing: client.failure))")
        }
    }

    @Test func `headers without end are not kept`() {
        let (server, client) = (HTTPServer(), HTTP2Stream(maximumBodyLength: 100))
        _ = client.send(Self.request)
        server.talk(with: client)
        var headers: HPACKHeaders = [":status": "200"]
        for number in 0..<150 { headers.add(name: "x-\(number)", value: String(repeating: "x", count: 100)) }
        server.say(.headers(.init(headers: headers, endStream: true)), to: 1)
        server.talk(with: client)
        #expect(client.failure != nil, "\(client.takeEvents())")
    }
}
