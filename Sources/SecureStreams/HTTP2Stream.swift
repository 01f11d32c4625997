import NIOCore
import NIOEmbedded
import NIOHPACK
import NIOHTTP2

/// The client's end of an HTTP/2 connection (RFC 9113), without the connection: requests and bytes that came go in,
/// responses and bytes to be sent come out. Requests are under way side by side, each by a number of its own.
public final class HTTP2Stream {
    public enum Event: Hashable, Sendable {
        case response(Int, HTTPResponse)
        /// This request has no response; others may still have theirs.
        case failure(Int, StreamFailure)
    }

    /// Each stream has a window for more than the longest body, so that a longer one shows, and none has to be widened.
    private static let windowHead = 1 << 14
    private static let connectionWindow = 65_535
    private static let longestHeaders = 1 << 14

    private let maximumBodyLength: Int
    private let channel: EmbeddedChannel
    private let collector = Collector<HTTP2Frame>()
    private var responses: [HTTP2StreamID: HTTPResponse] = [:]
    private var nextStream = 1
    /// What came of the connection's window since it was widened.
    private var received = 0
    private var events: [Event] = []
    /// Why the server wants no more requests.
    private var goAway: StreamFailure?
    /// Why nothing can be asked or answered any more.
    public private(set) var failure: StreamFailure?

    /// - Parameter maximumBodyLength: in bytes; a response with a longer body is refused.
    public init(maximumBodyLength: Int) {
        self.maximumBodyLength = maximumBodyLength
        let settings = [
            HTTP2Setting(parameter: .enablePush, value: 0),
            HTTP2Setting(parameter: .initialWindowSize, value: maximumBodyLength + Self.windowHead),
            HTTP2Setting(parameter: .maxHeaderListSize, value: Self.longestHeaders),
        ]
        channel = EmbeddedChannel(handlers: [NIOHTTP2Handler(mode: .client, initialSettings: settings), collector])
        channel.pipeline.fireChannelActive()
    }

    deinit { channel.close(promise: nil) }

    /// Asks; the number comes back with what comes of it.
    public func send(_ request: HTTPRequest) -> Int {
        let stream = HTTP2StreamID(nextStream)
        nextStream += 2
        responses[stream] = HTTPResponse()
        // What the server does not want any more is asked by another connection, after this one has ended.
        guard failure == nil, goAway == nil else { return Int(stream) }
        var headers: HPACKHeaders = [
            ":method": request.method, ":scheme": request.scheme, ":authority": request.authority,
            ":path": request.path,
        ]
        for header in request.headers { headers.add(name: header.name, value: header.value) }
        let body = request.body
        write(.headers(.init(headers: headers, endStream: body.isEmpty)), to: stream)
        if !body.isEmpty {
            write(.data(.init(data: .byteBuffer(ByteBuffer(bytes: body)), endStream: true)), to: stream)
        }
        channel.flush()
        advance()
        return Int(stream)
    }

    /// Takes bytes that came.
    public func receive(_ bytes: [UInt8]) {
        guard failure == nil, !bytes.isEmpty else { return }
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        advance()
    }

    /// What is to be sent, in order and once.
    public func takeOutput() -> [UInt8] {
        var output: [UInt8] = []
        while let data = (try? channel.readOutbound(as: IOData.self)) ?? nil {
            if case .byteBuffer(let buffer) = data { output += buffer.readableBytesView }
        }
        return output
    }

    /// What came of requests, in order and once.
    public func takeEvents() -> [Event] {
        defer { events = [] }
        return events
    }

    private func write(_ payload: HTTP2Frame.FramePayload, to stream: HTTP2StreamID) {
        channel.write(HTTP2Frame(streamID: stream, payload: payload), promise: nil)
    }

    private func advance() {
        let (frames, signals) = (collector.elements, collector.events)
        (collector.elements, collector.events) = ([], [])
        for frame in frames { take(frame) }
        // Streams that ended in another way than by a response.
        for case let closed as StreamClosedEvent in signals {
            let reason = closed.reason.map { ", \($0.name)" } ?? ""
            end(closed.streamID, StreamFailure("HTTP/2: the request was dropped\(reason)"))
        }
        if let error = collector.error { take(error) }
        if received >= Self.connectionWindow / 2 {
            write(.windowUpdate(windowSizeIncrement: received), to: .rootStream)
            channel.flush()
            received = 0
        }
        if responses.isEmpty, failure == nil { failure = goAway }
    }

    private func take(_ error: any Error) {
        collector.error = nil
        if let error = error as? NIOHTTP2Errors.StreamError {
            return end(error.streamID, StreamFailure("HTTP/2: \(type(of: error.baseError))"))
        }
        failure = failure ?? StreamFailure("HTTP/2: \(type(of: error))")
    }

    private func take(_ frame: HTTP2Frame) {
        let stream = frame.streamID
        switch frame.payload {
        case .headers(let headers): take(headers, of: stream)
        case .data(let data): take(data, of: stream)
        case .rstStream(let code): end(stream, StreamFailure("HTTP/2: the server has reset the stream, \(code.name)"))
        case .goAway(_, let code, _): goAway = StreamFailure("HTTP/2: the server wants no more requests, \(code.name)")
        default: break
        }
    }

    private func take(_ headers: HTTP2Frame.FramePayload.Headers, of stream: HTTP2StreamID) {
        guard var response = responses[stream] else { return }
        if let status = headers.headers.first(name: ":status").flatMap({ Int($0) }) {
            // What only announces the response says nothing (RFC 9110 section 15.2).
            guard status >= 200 else { return }
            response.status = status
            response.contentType = headers.headers.first(name: "content-type")
            responses[stream] = response
        }
        if headers.endStream { finish(stream) }
    }

    private func take(_ data: HTTP2Frame.FramePayload.Data, of stream: HTTP2StreamID) {
        guard case .byteBuffer(let buffer) = data.data else { return }
        received += buffer.readableBytes + (data.paddingBytes.map { $0 + 1 } ?? 0)
        guard let count = responses[stream]?.body.count else { return }
        guard count + buffer.readableBytes <= maximumBodyLength else {
            write(.rstStream(.cancel), to: stream)
            channel.flush()
            return end(stream, StreamFailure("its answer is longer than \(maximumBodyLength) bytes"))
        }
        responses[stream]?.body += buffer.readableBytesView
        if data.endStream { finish(stream) }
    }

    private func finish(_ stream: HTTP2StreamID) {
        guard let response = responses.removeValue(forKey: stream) else { return }
        events.append(.response(Int(stream), response))
    }

    /// Of a stream that has ended already it means nothing.
    private func end(_ stream: HTTP2StreamID, _ failure: StreamFailure) {
        guard responses.removeValue(forKey: stream) != nil else { return }
        events.append(.failure(Int(stream), failure))
    }
}

extension HTTP2ErrorCode {
    /// RFC 9113 section 7.
    fileprivate var name: String {
        let names = [
            "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
            "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
            "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
        ]
        return names.indices.contains(networkCode) ? names[networkCode] : "error \(networkCode)"
    }
}
