import Wire

/// The names of a packet's protocols from the outside in, with colons between: what Wireshark calls frame.protocols.
struct ProtocolNames: FieldSink {
    static var usesMeanings: Bool { false }

    private var names: [String] = []
    private var depth = 0
    /// Whether nothing was told yet of the layer that the walk is at.
    private var isNewLayer = false

    static func text(of frame: Span<UInt8>, _ walk: PacketWalk) -> String {
        var names = ProtocolNames()
        walk.describe(frame, into: &names)
        return names.names.joined(separator: ":")
    }

    mutating func wants(_ layer: String) -> Bool {
        isNewLayer = true
        return true
    }

    mutating func wants(field name: String) -> Bool { false }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        // The records of a layer that has several are one protocol.
        if depth == 0, isNewLayer || names.last != name { names.append(name) }
        isNewLayer = false
        depth += 1
    }

    mutating func close() { depth -= 1 }

    func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {}
    func signed(_ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>) {}
    func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {}
    func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {}
    func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {}
    func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {}
    func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {}
    func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {}
    func warning(_ name: String, _ text: String, at bytes: Range<Int>) {}
}
