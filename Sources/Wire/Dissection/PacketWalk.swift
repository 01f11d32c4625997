/// The walk through a packet, layer by layer, from the outermost in, as far as it can be read. Where a layer stops
/// making sense the walk says why, and tells the rest as bytes.
public struct PacketWalk {
    /// More layers than this are taken for an attack: real tunnels within tunnels have about ten.
    public static let maximumDepth = 32

    public let kind: LayerKind
    /// The length that the packet had on the wire, in bytes.
    public let originalLength: Int

    /// - Parameter originalLength: on the wire; nil where all bytes are here.
    @inlinable
    public init(_ linkType: LinkType, originalLength: Int? = nil) {
        self.init(LayerKind(linkType), originalLength: originalLength)
    }

    @inlinable
    public init(_ kind: LayerKind, originalLength: Int? = nil) {
        self.kind = kind
        self.originalLength = originalLength ?? 0
    }

    /// Tells `sink` every field of every layer that it wants.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(_ frame: Span<UInt8>, into sink: inout Sink) {
        // Moved in and out, since a sink may own what can't be copied.
        var visitor = Describer(sink: sink)
        if let stop = walk(frame, &visitor) { visitor.tell(stop, frame) }
        sink = visitor.sink
    }
}

extension PacketWalk {
    /// Appends the words of the one-line summary.
    @inlinable
    public func summarize(_ frame: Span<UInt8>, into line: inout SummaryLine) {
        if let stop = walk(frame, &line) { line.write(stop) }
    }

    /// Why a walk ended before the last byte.
    @usableFromInline
    struct Stop {
        @usableFromInline let error: WireError
        @usableFromInline let context: LayerContext
        @usableFromInline
        init(error: WireError, context: LayerContext) {
            self.error = error
            self.context = context
        }

        /// Whether what is missing was never there to be read: the capture or the quote ended before.
        @usableFromInline var isCut: Bool {
            guard case .truncated = error.reason else { return false }
            return context.missingByteCount > 0 || context.isQuoted
        }
    }

    @inlinable
    func walk<Visitor: LayerVisitor & ~Copyable>(_ frame: Span<UInt8>, _ visitor: inout Visitor) -> Stop? {
        var context = LayerContext()
        context.missingByteCount = max(0, originalLength - frame.count)
        var kind = kind
        var rest = frame
        while context.depth < Self.maximumDepth {
            let next: NextLayer
            do {
                next = try kind.visit(&visitor, rest, &context)
            } catch {
                return Stop(error: error, context: context)
            }
            guard next.byteCount > 0, next.offset < rest.count else { return nil }
            rest = rest.slice(at: next.offset, upTo: next.byteCount)
            context.offset += next.offset
            context.depth += 1
            kind = next.kind
        }
        return nil
    }
}

/// Tells a sink the fields of each layer that it wants.
@usableFromInline
struct Describer<Sink: FieldSink & ~Copyable>: LayerVisitor, ~Copyable {
    @usableFromInline var sink: Sink

    @inlinable
    init(sink: consuming Sink) { self.sink = sink }

    @inlinable
    mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ type: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer {
        guard Layer.accepts(bytes) else { return try visit(OpaqueData.self, bytes, &context) }
        let layer = try Layer(parsing: bytes)
        if sink.wants(Layer.name) { layer.describe(into: &sink, in: context) }
        return layer.next(&context)
    }

    /// Says why the walk ended, and tells what could not be read as bytes.
    @inlinable
    mutating func tell(_ stop: PacketWalk.Stop, _ frame: Span<UInt8>) {
        let start = stop.context.offset
        let error = stop.error.offset(by: start)
        let name = stop.isCut ? "_ws.short" : "_ws.malformed"
        sink.warning(name, error.description, at: min(error.offset, frame.count)..<frame.count)
        let data = OpaqueData(frame.suffix(from: start))
        if start < frame.count, sink.wants(OpaqueData.name) { data.describe(into: &sink, in: stop.context) }
    }
}
