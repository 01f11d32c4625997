/// A magic packet, which wakes the host with this network card, in borrowed bytes: six bytes 0xFF, the MAC address
/// sixteen times, and maybe a password of four or six bytes. AMD's "Magic Packet Technology" (1995) is its description.
public struct WakeOnLAN: PacketLayer, ~Escapable {
    public static let name = "wol"
    public static let announcements: [LayerAnnouncement] = [.udpPort(7), .udpPort(9), .etherType(.wakeOnLAN)]
    public static let byteCount = 6 + 16 * 6

    @usableFromInline let bytes: Span<UInt8>

    /// The ports are those of echo and discard, which carry anything.
    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 6 && (0..<6).allSatisfy { bytes[$0] == 0xFF }
    }

    /// - Throws: `truncated` below 102 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.byteCount, "Wake-on-LAN")
        self.bytes = bytes
    }

    @inlinable public var address: MACAddress { address(0) }
    /// What follows the addresses.
    @inlinable public var password: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: Self.byteCount) } }
    /// Whether it is the same address sixteen times.
    @inlinable public var isConsistent: Bool { (1..<16).allSatisfy { address($0) == address } }

    @inlinable
    func address(_ index: Int) -> MACAddress {
        let start = 6 + index * 6
        return MACAddress(rawValue: UInt64(bytes.uint16(at: start)) << 32 | UInt64(bytes.uint32(at: start + 2)))
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("wol", "Wake On LAN", at: context.place(0, bytes.count))
        sink.bytes("wol.sync", "Sync stream", bytes.extracting(first: 6), at: context.place(0, 6))
        sink.address("wol.mac", "MAC", address, at: context.place(6, 6))
        if !isConsistent {
            sink.warning("_ws.malformed", "the addresses are not all the same", at: context.place(6, 96))
        }
        if !password.isEmpty {
            sink.bytes("wol.passwd", "Password", password, at: context.place(Self.byteCount, password.count))
        }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.begin(application: "Wake-on-LAN", byteCount: bytes.count) else { return }
        line.write(" ")
        line.write(address)
    }
}
