/// Bytes that no layer reads.
public struct OpaqueData: PacketLayer, ~Escapable {
    public static let name = "data"

    @usableFromInline let bytes: Span<UInt8>

    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) { self.init(bytes) }

    @inlinable
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let place = context.offset..<context.offset + bytes.count
        sink.open("data", "Data", at: place)
        sink.bytes("data.data", "Data", bytes, at: place)
        sink.number("data.len", "Length", UInt(bytes.count), .units("bytes"), at: place)
        sink.close()
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        switch context.carrier {
        case .none, .sequel: return
        case .named(let name): line.write(name.description)
        case .ipProtocol(let number): line.write(number.description)
        }
        line.write(", length ")
        line.write(bytes.count)
    }
}
