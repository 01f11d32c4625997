/// How an advertisement of version 2 is vouched for (RFC 2338 section 5.3.6).
public struct VRRPAuthentication: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let text = VRRPAuthentication(rawValue: 1)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "None", "RFC 2338"),
        Assignment(1, "Simple Text", "RFC 2338"),
        Assignment(2, "IP Authentication Header", "RFC 2338"),
        Assignment(254, "MD5"),
    ]
}

/// What the router says that answers for a virtual one (VRRP; version 2: RFC 3768, version 3: RFC 9568), in borrowed
/// bytes. Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------+-------+---------------+---------------+---------------+
///     |Version| Type  | Virtual Router|   Priority    | Address Count |
///     +-------+-------+---------------+---------------+---------------+
///     | 2: authentication, interval   |           Checksum            |
///     | 3: reserved (4), interval (12)|                               |
///     +-------------------------------+-------------------------------+
///     |  Addresses; in version 2, 8 bytes of authentication data      |
public struct VRRPAdvertisement: PacketLayer, ~Escapable {
    public static let name = "vrrp"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.vrrp)]
    public static let headerByteCount = 8

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 8 bytes; `badValue` for a version other than 2 and 3.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "VRRP")
        let version = Int(bytes[0] >> 4)
        guard version == 2 || version == 3 else {
            throw WireError("VRRP", .badValue(field: "version", value: version))
        }
        self.bytes = bytes
    }

    @inlinable public var version: UInt8 { bytes[0] >> 4 }
    /// 1.
    @inlinable public var type: UInt8 { bytes[0] & 15 }
    @inlinable public var virtualRouter: UInt8 { bytes[1] }
    /// 255 of the router that owns the addresses; 0 of one that stops.
    @inlinable public var priority: UInt8 { bytes[2] }
    @inlinable public var addressCount: Int { Int(bytes[3]) }
    /// Between two advertisements, in hundredths of a second.
    @inlinable public var interval: Int { version == 2 ? Int(bytes[5]) * 100 : Int(bytes.uint16(at: 4) & 0x0FFF) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 6) }

    /// Version 3 sums the addresses of the packet too.
    public func isChecksumValid(_ header: PseudoHeader) -> Bool {
        var sum =
            version == 2
            ? InternetChecksum() : header.checksum(protocol: IPProtocol.vrrp.rawValue, length: bytes.count)
        sum.add(bytes)
        return sum.isIntact
    }

    /// 16 bytes of IPv6, which only version 3 has; the packet around it tells.
    @inlinable
    func addressByteCount(_ context: LayerContext) -> Int {
        if case .ipv6? = context.addresses { return 16 }
        return 4
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("vrrp", "Virtual Router Redundancy Protocol", at: context.place(0, bytes.count))
        sink.open("vrrp.typever", "Version and type", at: context.place(0, 1))
        sink.number("vrrp.typever", "Version and type", bytes[0], at: context.place(0, 1))
        sink.number("vrrp.version", "Version", version, at: context.place(0, 1))
        let meaning = Sink.usesMeanings && type == 1 ? "Advertisement" : nil
        sink.number("vrrp.type", "Type", UInt64(type), .decimal, meaning: meaning, at: context.place(0, 1))
        sink.close()
        sink.number("vrrp.virt_rtr_id", "Virtual Rtr ID", virtualRouter, at: context.place(1, 1))
        let owner = !Sink.usesMeanings ? nil : priority == 255 ? "owner" : priority == 0 ? "stops" : nil
        sink.number("vrrp.prio", "Priority", UInt64(priority), .decimal, meaning: owner, at: context.place(2, 1))
        sink.number("vrrp.addr_count", "Addr Count", bytes[3], at: context.place(3, 1))
        if version == 2 {
            let kind = VRRPAuthentication(rawValue: bytes[4])
            sink.number("vrrp.auth_type", "Auth Type", kind, at: context.place(4, 1))
            sink.number("vrrp.adver_int", "Adver Int", bytes[5], .units("s"), at: context.place(5, 1))
        } else {
            sink.number("vrrp.reserved_mbz", "Reserved", bytes[4] >> 4, at: context.place(4, 1))
            let interval = bytes.uint16(at: 4) & 0x0FFF
            sink.number("vrrp.short_adver_int", "Adver Int", interval, .units("cs"), at: context.place(4, 2))
        }
        sink.number("vrrp.checksum", "Checksum", checksum, .hex(4), at: context.place(6, 2))
        if let header = context.checksumHeader, !isChecksumValid(header) {
            sink.warning("vrrp.checksum_bad.expert", "the checksum is wrong", at: context.place(6, 2))
        }
        describeAddresses(into: &sink, in: context)
        sink.close()
    }

    @inlinable
    func describeAddresses<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let size = addressByteCount(context)
        let count = Swift.min(addressCount, (bytes.count - Self.headerByteCount) / size)
        var start = Self.headerByteCount
        for _ in 0..<count {
            let place = context.place(start, size)
            sink.openItem("vrrp.address", "Address", at: place)
            if size == 4 {
                sink.address("vrrp.ip_addr", "IP Address", bytes.ipv4Address(at: start), at: place)
            } else {
                sink.address("vrrp.ipv6_addr", "IPv6 Address", bytes.ipv6Address(at: start), at: place)
            }
            sink.close()
            start += size
        }
        if count < addressCount {
            sink.warning("vrrp.addr_count.past_end", "there are fewer addresses", at: context.place(3, 1))
        } else if version == 2, bytes[4] == VRRPAuthentication.text.rawValue, bytes.count > start {
            let text = bytes.slice(at: start, upTo: 8)
            var length = 0
            while length < text.count, text[length] != 0 { length += 1 }
            let place = context.place(start, text.count)
            sink.text("vrrp.auth_string", "Authentication String", text.slice(at: 0, upTo: length), at: place)
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: version == 2 ? "VRRPv2" : "VRRPv3")
        line.write(type == 1 ? " Advertisement, vrid " : " type unknown, vrid ")
        line.write(virtualRouter)
        line.write(", prio ")
        line.write(priority)
        if priority == 255 || priority == 0 { line.write(priority == 0 ? " (stops)" : " (owner)") }
        line.write(", every ")
        line.write(interval)
        line.write("0 ms")
        let size = addressByteCount(context)
        let count = Swift.min(addressCount, (bytes.count - Self.headerByteCount) / size)
        for index in 0..<Swift.min(count, 4) {
            line.write(index == 0 ? ", addrs " : " ")
            let start = Self.headerByteCount + size * index
            if size == 4 { line.write(bytes.ipv4Address(at: start)) } else { line.write(bytes.ipv6Address(at: start)) }
        }
        if count > 4 { line.write(" ...") }
        if let header = context.checksumHeader, !isChecksumValid(header) { line.writeWarning("bad VRRP checksum") }
    }
}
