/// The words of a packet's one-line summary, as bytes. What came off the wire is escaped: nothing in a line can steer a
/// terminal.
public struct SummaryLine: ~Copyable {
    /// What has been written; take it out or empty it between packets.
    public var text = TextBuffer()
    /// What hosts are called, by those who know: shown in place of their addresses.
    public var hostNames: [IPAddress: String] = [:]
    /// Colours for a terminal.
    public let isColored: Bool
    /// Link-layer headers too, as tcpdump's -e shows them.
    public let showsLinkLayer: Bool
    /// Less of each packet, as tcpdump's -q does.
    public let isBrief: Bool

    public init(isColored: Bool = false, showsLinkLayer: Bool = false, isBrief: Bool = false) {
        self.isColored = isColored
        self.showsLinkLayer = showsLinkLayer
        self.isBrief = isBrief
    }

    @inlinable
    @inline(__always)
    public mutating func write(_ text: String) {
        if text.utf8.count <= 15 { self.text.append(word: text) } else { self.text.append(text: text) }
    }

    @inlinable public mutating func write(_ value: some FixedWidthInteger & UnsignedInteger) {
        text.append(decimal: UInt64(truncatingIfNeeded: value))
    }

    @inlinable public mutating func write(_ value: Int) { text.append(decimal: Int64(value)) }

    /// Hexadecimal with `0x`, as many digits as are needed.
    public mutating func write(hex value: UInt64) {
        write("0x")
        text.append(hex: value)
    }

    /// Bytes in hexadecimal, at most `limit` of them.
    public mutating func write(hex bytes: Span<UInt8>, limit: Int = 16) {
        text.append(hex: bytes.slice(at: 0, upTo: limit))
        if bytes.count > limit { write("...") }
    }

    @inlinable public mutating func write(_ address: MACAddress) { address.write(to: &text) }
    @inlinable public mutating func write(_ address: IPv4Address) { address.write(to: &text) }
    @inlinable public mutating func write(_ address: IPv6Address) { address.write(to: &text) }
    @inlinable public mutating func write(_ address: IPAddress) { address.write(to: &text) }

    /// A host by its name where it has one, or else by its address.
    @inlinable
    mutating func write(host address: IPAddress) {
        if hostNames.isEmpty { write(address) } else { writeName(of: address) }
    }

    @usableFromInline
    mutating func writeName(of address: IPAddress) {
        if let name = hostNames[address] { write(foreign: name.utf8Span.span) } else { write(address) }
    }

    /// A number's registered name, or the number.
    public mutating func write(_ value: some AssignedNumber) {
        if let name = value.name { write(name) } else { text.append(decimal: UInt64(value.rawValue)) }
    }

    /// Text from the wire, escaped; at most `limit` bytes of it.
    public mutating func write(foreign bytes: Span<UInt8>, limit: Int = 256) {
        text.appendEscaped(bytes.slice(at: 0, upTo: limit))
        if bytes.count > limit { write("...") }
    }

    // MARK: Colour by meaning

    /// Starts what is wrong with the packet: ` [`, in red.
    public mutating func writeWarning(_ words: String) {
        write(" ")
        color("\u{1B}[31m")
        write("[")
        write(words)
        write("]")
        color("\u{1B}[0m")
    }

    /// The name of a protocol at the start of what is said of it.
    @inlinable
    @inline(__always)
    public mutating func write(protocol name: String) {
        if isColored { writeBold(name) } else { write(name) }
    }

    @usableFromInline
    mutating func writeBold(_ name: String) {
        color("\u{1B}[1m")
        write(name)
        color("\u{1B}[0m")
    }

    @usableFromInline
    mutating func color(_ sequence: String) {
        if isColored { write(sequence) }
    }

    @usableFromInline
    mutating func write(_ stop: PacketWalk.Stop) {
        guard !stop.context.isQuoted else { return }
        let kind = stop.isCut ? "cut: " : ""
        writeWarning(kind + stop.error.offset(by: stop.context.offset).description)
    }
}

extension SummaryLine: LayerVisitor {
    @inlinable
    public mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ type: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer {
        guard Layer.accepts(bytes) else { return try visit(OpaqueData.self, bytes, &context) }
        let layer = try Layer(parsing: bytes)
        layer.summarize(into: &self, in: context)
        return layer.next(&context)
    }
}
