// The fields of a message of HTTP/1.x.

extension HTTPMessage {
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let body = body
        sink.open("http", "Hypertext Transfer Protocol", at: place(0..<body.upperBound, context))
        sink.flag(
            isRequest ? "http.request" : "http.response", isRequest ? "Request" : "Response", true,
            at: place(startLine, context))
        if isRequest { describeRequest(into: &sink, in: context) } else { describeStatus(into: &sink, in: context) }
        describeHeaders(into: &sink, in: context)
        if isRequest { describeWholeURI(into: &sink, in: context) }
        if head.isChunked, head.contentLength != nil {
            sink.warning(
                "http.te_and_length", "a length is given, and chunks too: readers may disagree where the body ends",
                at: place(startLine, context))
        }
        if !body.isEmpty {
            if head.isChunked {
                describeChunks(into: &sink, in: context)
            } else {
                tell("http.file_data", "File Data", body, into: &sink, in: context)
            }
        }
        sink.close()
    }

    @inlinable
    func place(_ range: Range<Int>, _ context: LayerContext) -> Range<Int> {
        context.offset + range.lowerBound..<context.offset + range.upperBound
    }

    @inlinable
    func tell<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, _ range: Range<Int>, into sink: inout Sink, in context: LayerContext
    ) {
        sink.text(name, label, bytes.extracting(range), at: place(range, context))
    }

    @inlinable
    func describeRequest<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let (method, uri, version) = words
        tell("http.request.method", "Request Method", method, into: &sink, in: context)
        tell("http.request.uri", "Request URI", uri, into: &sink, in: context)
        if let mark = bytes.firstIndex(of: UInt8(ascii: "?"), from: uri.lowerBound), mark < uri.upperBound {
            let query = mark + 1..<uri.upperBound
            tell("http.request.uri.path", "Request URI Path", uri.lowerBound..<mark, into: &sink, in: context)
            tell("http.request.uri.query", "Request URI Query", query, into: &sink, in: context)
            describeList(
                "http.request.uri.query.parameter", "Request URI Query Parameter", query, UInt8(ascii: "&"),
                into: &sink, in: context)
        }
        if !version.isEmpty { tell("http.request.version", "Request Version", version, into: &sink, in: context) }
    }

    /// The parts of a list, each an item.
    @inlinable
    func describeList<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, _ list: Range<Int>, _ separator: UInt8, into sink: inout Sink,
        in context: LayerContext
    ) {
        var start = list.lowerBound
        while start < list.upperBound {
            let end = min(bytes.firstIndex(of: separator, from: start) ?? list.upperBound, list.upperBound)
            var first = start
            while first < end, bytes[first].isBlank { first += 1 }
            sink.openItem(name, label, at: place(first..<end, context))
            tell(name, label, first..<end, into: &sink, in: context)
            sink.close()
            start = end + 1
        }
    }

    @inlinable
    func describeStatus<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let (version, code, phrase) = words
        tell("http.response.version", "Response Version", version, into: &sink, in: context)
        if let statusCode {
            sink.number("http.response.code", "Status Code", statusCode, at: place(code, context))
            if let name = statusCode.name {
                sink.text("http.response.code.desc", "Status Code Description", name, at: place(code, context))
            }
        } else if startLine.upperBound < bytes.count {
            sink.warning("http.response.code", "this is no status code", at: place(code, context))
        }
        if !phrase.isEmpty { tell("http.response.phrase", "Response Phrase", phrase, into: &sink, in: context) }
    }

    @inlinable
    func describeHeaders<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let (name, label) =
            isRequest ? ("http.request.line", "Request line") : ("http.response.line", "Response line")
        var walk = HTTPHeaderWalk(bytes, from: bytes.lineEnd(from: 0))
        while walk.next() {
            sink.openItem(name, label, at: place(walk.line, context))
            tell(name, label, walk.line, into: &sink, in: context)
            // Half of a value says something else.
            if !walk.isCut { describeHeader(walk.name, walk.value, into: &sink, in: context) }
            sink.close()
        }
    }

    @inlinable
    func describeHeader<Sink: FieldSink & ~Copyable>(
        _ name: Range<Int>, _ value: Range<Int>, into sink: inout Sink, in context: LayerContext
    ) {
        if name.isEmpty {
            sink.warning("http.bad_header_name", "this is no header", at: place(value, context))
        }
        guard let header = HTTPHeader.named(bytes.extracting(name)) else { return }
        tell(header.field, header.label, value, into: &sink, in: context)
        if header == .contentLength {
            if let length = UInt64(digits: bytes.extracting(value)) {
                sink.number("http.content_length", "Content length", length, .units("bytes"), at: place(value, context))
            } else {
                sink.warning("http.content_length", "this is no length", at: place(value, context))
            }
        }
        if header == .cookie {
            describeList("http.cookie_pair", "Cookie pair", value, UInt8(ascii: ";"), into: &sink, in: context)
        }
    }

    @inlinable
    func describeWholeURI<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let uri = wholeURI
        guard !uri.isEmpty else { return }
        sink.text("http.request.full_uri", "Full request URI", uri.span, at: place(startLine, context))
    }

    /// The URI with scheme and host; empty where no header names the host.
    @usableFromInline var wholeURI: [UInt8] {
        let uri = bytes.extracting(words.1)
        if uri.hasPrefix("http://") || uri.hasPrefix("https://") || bytes.hasPrefix("CONNECT ") {
            return [UInt8](copying: uri)
        }
        guard let host = head.host, !host.isEmpty else { return [] }
        var text = Array("http://".utf8)
        text.append(copying: bytes.extracting(host))
        text.append(copying: uri)
        return text
    }

    @inlinable
    func describeChunks<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        var data: [UInt8] = []
        var chunks = HTTPChunkWalk(bytes, from: body.lowerBound)
        while chunks.next() {
            sink.openItem(
                "http.chunk_size", "Data chunk", at: place(chunks.line.lowerBound..<chunks.boundary.upperBound, context)
            )
            sink.number(
                "http.chunk_size", "Chunk size", UInt(chunks.size), .units("bytes"), at: place(chunks.line, context))
            if !chunks.data.isEmpty {
                sink.bytes(
                    "http.chunk_data", "Chunk data", bytes.extracting(chunks.data), at: place(chunks.data, context))
            }
            if !chunks.boundary.isEmpty {
                sink.bytes(
                    "http.chunk_boundary", "Chunk boundary", bytes.extracting(chunks.boundary),
                    at: place(chunks.boundary, context))
            }
            sink.close()
            data.append(copying: bytes.extracting(chunks.data))
        }
        if !data.isEmpty { sink.text("http.file_data", "File Data", data.span, at: place(body, context)) }
    }
}
