/// The way from a frame's first byte to its network layer: the Ethernet header, where there is one, and up to
/// ``maximumTagCount`` VLAN tags. Once `init` returns, no accessor traps.
public struct LinkLayer: ~Escapable {
    /// The most tags that are stepped over; switches stack two.
    public static let maximumTagCount = 8

    @usableFromInline let bytes: Span<UInt8>
    public let linkType: LinkType
    /// What `payload` is; an 802.3 length where `etherType.isLengthField`, and a tag's type where the frame has more
    /// than ``maximumTagCount``.
    public let etherType: EtherType
    /// How many VLAN tags the frame has.
    public let tagCount: Int

    /// Any link type but Ethernet is taken for raw IP.
    ///
    /// - Throws: `truncated` where the Ethernet header or a tag is cut, or there is no byte of raw IP; `badValue` where
    ///   raw IP has a version other than 4 and 6.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>, as linkType: LinkType) throws(WireError) {
        self.bytes = bytes
        self.linkType = linkType
        switch linkType {
        case .ethernet:
            var type = try EthernetFrame(parsing: bytes).etherType
            var count = 0
            while type.isVLANTag, count < Self.maximumTagCount {
                let offset = Self.tagOffset(count)
                guard bytes.count >= offset + VLANTag.byteCount else {
                    throw WireError(
                        "802.1Q", .truncated(needed: VLANTag.byteCount, available: bytes.count - offset), at: offset)
                }
                type = EtherType(rawValue: bytes.uint16(at: offset + 2))
                count += 1
            }
            etherType = type
            tagCount = count
        default:
            etherType = try Self.etherType(ofRawIP: bytes)
            tagCount = 0
        }
    }

    @inlinable
    static func etherType(ofRawIP bytes: Span<UInt8>) throws(WireError) -> EtherType {
        guard bytes.count > 0 else { throw WireError("IP", .truncated(needed: 1, available: 0)) }
        switch bytes[0] >> 4 {
        case 4: return .ipv4
        case 6: return .ipv6
        case let version: throw WireError("IP", .badValue(field: "version", value: Int(version)))
        }
    }

    /// Where `payload` begins, in bytes.
    @inlinable public var payloadOffset: Int {
        linkType == .ethernet ? Self.tagOffset(tagCount) : 0
    }
    /// The network layer's packet, and link-layer padding after it.
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: payloadOffset) }
    }
    /// Whether the payload is an IPv4 or IPv6 packet.
    @inlinable public var isIP: Bool { etherType == .ipv4 || etherType == .ipv6 }
    /// Who sent the frame; nil without an Ethernet header.
    @inlinable public var source: MACAddress? { linkType == .ethernet ? bytes.macAddress(at: 6) : nil }
    /// Whom the frame is for; nil without an Ethernet header.
    @inlinable public var destination: MACAddress? { linkType == .ethernet ? bytes.macAddress(at: 0) : nil }

    /// The VLAN tag at `index`, counted from outside in; nil where there is none.
    @inlinable
    public func tag(at index: Int) -> VLANTag? {
        guard (0..<tagCount).contains(index) else { return nil }
        return (try? VLANTaggedPayload(parsing: bytes.suffix(from: Self.tagOffset(index))))?.tag
    }

    /// The place of a tag, after the EtherType that announces it.
    @inlinable
    static func tagOffset(_ index: Int) -> Int { EthernetHeader.byteCount + VLANTag.byteCount * index }
}
