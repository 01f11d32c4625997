/// A message of BOOTP or DHCP in borrowed bytes. Once `init` returns, no accessor traps.
public struct DHCPPacket: ~Escapable {
    /// Four bytes that say: options follow (RFC 2131 section 3).
    public static let cookie: [UInt8] = [99, 130, 83, 99]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` for less than the header of 236 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(DHCPHeader.byteCount, "DHCP")
        self.bytes = bytes
    }

    @inlinable public var operation: BOOTPOperation { BOOTPOperation(rawValue: bytes[0]) }
    @inlinable public var hardwareType: UInt8 { bytes[1] }
    @inlinable public var hardwareLength: UInt8 { bytes[2] }
    @inlinable public var hops: UInt8 { bytes[3] }
    @inlinable public var transactionIdentifier: UInt32 { bytes.uint32(at: 4) }
    @inlinable public var seconds: UInt16 { bytes.uint16(at: 8) }
    @inlinable public var flags: UInt16 { bytes.uint16(at: 10) }
    @inlinable public var clientAddress: IPv4Address { IPv4Address(rawValue: bytes.uint32(at: 12)) }
    @inlinable public var yourAddress: IPv4Address { IPv4Address(rawValue: bytes.uint32(at: 16)) }
    @inlinable public var serverAddress: IPv4Address { IPv4Address(rawValue: bytes.uint32(at: 20)) }
    @inlinable public var relayAddress: IPv4Address { IPv4Address(rawValue: bytes.uint32(at: 24)) }
    /// Nil where the hardware is not Ethernet.
    @inlinable public var clientMAC: MACAddress? {
        hardwareType == 1 && hardwareLength == 6 ? MACAddress(rawValue: bytes.uint48(at: 28)) : nil
    }
    /// Up to the first NUL; empty where options stand there.
    public var serverName: Range<Int> { text(DHCPPacket.serverNamePlace, isOverloaded: overload & 2 != 0) }
    /// Up to the first NUL; empty where options stand there.
    public var file: Range<Int> { text(DHCPPacket.filePlace, isOverloaded: overload & 1 != 0) }

    @usableFromInline static let serverNamePlace = 44..<108
    @usableFromInline static let filePlace = 108..<236

    /// Whether options follow the header. Without, it is plain BOOTP.
    @inlinable public var hasCookie: Bool { bytes.count >= 240 && bytes.uint32(at: 236) == 0x6382_5363 }

    public var header: DHCPHeader {
        var header = DHCPHeader(operation, transactionIdentifier: transactionIdentifier, client: .zero)
        header.hardwareType = hardwareType
        header.hardwareLength = hardwareLength
        header.hops = hops
        header.seconds = seconds
        header.flags = flags
        header.clientAddress = clientAddress
        header.yourAddress = yourAddress
        header.serverAddress = serverAddress
        header.relayAddress = relayAddress
        header.hardwareAddress = bytes.uint128(at: 28)
        header.serverName = [UInt8](copying: bytes.extracting(serverName))
        header.file = [UInt8](copying: bytes.extracting(file))
        return header
    }

    private func text(_ place: Range<Int>, isOverloaded: Bool) -> Range<Int> {
        guard !isOverloaded else { return place.lowerBound..<place.lowerBound }
        var end = place.lowerBound
        while end < place.upperBound, bytes[end] != 0 { end += 1 }
        return place.lowerBound..<end
    }

    // MARK: Options

    /// Where the options behind the cookie are.
    @usableFromInline var mainRegion: Range<Int> { min(240, bytes.count)..<bytes.count }

    /// The value of the overload option: 1 where `file` holds options too, 2 where `sname` does, 3 for both.
    @usableFromInline var overload: UInt8 {
        guard hasCookie else { return 0 }
        var options = DHCPOptions(bytes, mainRegion)
        while let option = try? options.next() {
            if option.code == .overload, option.data.count == 1 { return bytes[option.data.lowerBound] }
        }
        return 0
    }

    /// Where options are, in the order in which they are to be read (RFC 3396 section 5).
    var optionRegions: [Range<Int>] {
        guard hasCookie else { return [] }
        let overload = overload
        var regions = [mainRegion]
        if overload & 1 != 0 { regions.append(Self.filePlace) }
        if overload & 2 != 0 { regions.append(Self.serverNamePlace) }
        return regions
    }

    /// How often each code occurs.
    @usableFromInline var optionCounts: [Int] {
        var counts = [Int](repeating: 0, count: 256)
        for region in optionRegions {
            var options = DHCPOptions(bytes, region)
            while let option = try? options.next() { counts[Int(option.code.rawValue)] += 1 }
        }
        return counts
    }

    /// The value of an option, put together where it is split (RFC 3396); nil where there is none.
    public func value(of code: DHCPOptionCode) -> [UInt8]? {
        var value: [UInt8]?
        for region in optionRegions {
            var options = DHCPOptions(bytes, region)
            while let option = try? options.next() {
                guard option.code == code else { continue }
                if value == nil { value = [] }
                value?.append(copying: bytes.extracting(option.data))
            }
        }
        return value
    }
}

/// A walk over options of DHCP, up to the end option.
public struct DHCPOptions: ~Escapable {
    private let bytes: Span<UInt8>
    private let end: Int
    /// Where the next option begins.
    @usableFromInline private(set) var position: Int
    /// Whether the end option was met.
    @usableFromInline private(set) var hasEnded = false

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ region: Range<Int>) {
        self.bytes = bytes
        position = region.lowerBound
        end = region.upperBound
    }

    /// The next option, or a run of pads; nil at the end.
    ///
    /// - Throws: `truncated` where the length is missing, or the value ends too early.
    public mutating func next() throws(WireError) -> (code: DHCPOptionCode, start: Int, data: Range<Int>)? {
        let start = position
        guard start < end, !hasEnded else { return nil }
        let code = DHCPOptionCode(rawValue: bytes[start])
        if code == .end {
            position += 1
            hasEnded = true
            return nil
        }
        if code == .pad {
            while position < end, bytes[position] == 0 { position += 1 }
            return (code, start, start..<position)
        }
        let available = end - start
        let needed = available < 2 ? 2 : 2 + Int(bytes[start + 1])
        guard needed <= available else {
            position = end
            throw WireError("DHCP option", .truncated(needed: needed, available: available), at: start)
        }
        position = start + needed
        return (code, start, start + 2..<position)
    }
}
