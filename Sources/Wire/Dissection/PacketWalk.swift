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
        do {
            try walk(frame, &sink)
        } catch {
            sink.tell(error, frame)
        }
    }

    /// Appends the words of the one-line summary.
    @inlinable
    public func summarize(_ frame: Span<UInt8>, into line: inout SummaryLine) {
        do {
            try walk(frame, &line)
        } catch {
            line.write(error)
        }
    }

    /// Where the network layer, or ARP, begins; nil where there is none.
    public func networkOffset(in frame: Span<UInt8>) -> Int? {
        var search = NetworkSearch()
        try? walk(frame, &search)
        return search.offset
    }
}

extension PacketWalk {
    /// Why a walk ended before the last byte. Thrown, so that the many that end at it cost nothing.
    @usableFromInline
    struct Stop: Error {
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
    func walk<Visitor: LayerVisitor & ~Copyable>(_ frame: Span<UInt8>, _ visitor: inout Visitor) throws(Stop) {
        var context = LayerContext()
        context.missingByteCount = max(0, originalLength - frame.count)
        var kind = kind
        var rest = frame
        while context.depth < Self.maximumDepth {
            let next: NextLayer
            do {
                next = try kind.visit(&visitor, rest, &context)
            } catch {
                throw Stop(error: error, context: context)
            }
            guard next.byteCount > 0, next.offset < rest.count else { return }
            rest = rest.slice(at: next.offset, upTo: next.byteCount)
            context.offset += next.offset
            context.depth += 1
            kind = next.kind
        }
    }
}

extension FieldSink where Self: ~Copyable {
    /// Has a layer tell its fields, if they are wanted.
    @inlinable
    public mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ type: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer {
        guard Layer.accepts(bytes) else { return try visit(OpaqueData.self, bytes, &context) }
        let layer = try Layer(parsing: bytes)
        if wants(Layer.name) { layer.describe(into: &self, in: context) }
        return layer.next(&context)
    }

    /// Says why the walk ended, and tells what could not be read as bytes.
    @inlinable
    mutating func tell(_ stop: PacketWalk.Stop, _ frame: Span<UInt8>) {
        let start = stop.context.offset
        let error = stop.error.offset(by: start)
        let name = stop.isCut ? "_ws.short" : "_ws.malformed"
        warning(name, error.description, at: min(error.offset, frame.count)..<frame.count)
        let data = OpaqueData(frame.suffix(from: start))
        if start < frame.count, wants(OpaqueData.name) { data.describe(into: &self, in: stop.context) }
    }
}

/// Looks for the first layer that is no link layer.
private struct NetworkSearch: LayerVisitor {
    var offset: Int?

    mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ type: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer {
        guard Layer.accepts(bytes) else { return .none }
        if ["ip", "ipv6", "arp"].contains(Layer.name) {
            offset = context.offset
            return .none
        }
        return try Layer(parsing: bytes).next(&context)
    }
}
