/// A message of DHCPv6 in borrowed bytes. Once `init` returns, no accessor traps.
public struct DHCPv6Packet: ~Escapable {
    public static let headerByteCount = 4
    public static let relayHeaderByteCount = 34

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` for less than the header: 34 bytes where the first says that a relay sent it, else 4.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let isRelay = bytes.count > 0 && Self.isRelay(DHCPv6MessageType(rawValue: bytes[0]))
        let needed = isRelay ? Self.relayHeaderByteCount : Self.headerByteCount
        try bytes.require(needed, "DHCPv6")
        self.bytes = bytes
    }

    @inlinable
    static func isRelay(_ type: DHCPv6MessageType) -> Bool { type == .relayForward || type == .relayReply }

    @inlinable public var type: DHCPv6MessageType { DHCPv6MessageType(rawValue: bytes[0]) }
    /// Whether a relay has packed another message into this one.
    @inlinable public var isRelay: Bool { Self.isRelay(type) }
    @inlinable public var headerLength: Int { isRelay ? Self.relayHeaderByteCount : Self.headerByteCount }
    /// 24 bits; zero in a relay's message.
    @inlinable public var transactionIdentifier: UInt32 { isRelay ? 0 : bytes.uint24(at: 1) }
    /// How many relays have passed the message on before; zero where none has.
    @inlinable public var hopCount: UInt8 { isRelay ? bytes[1] : 0 }
    /// On which link the client is; unspecified where no relay says so.
    @inlinable public var linkAddress: IPv6Address { IPv6Address(rawValue: isRelay ? bytes.uint128(at: 2) : 0) }
    /// From where the relay had the message.
    @inlinable public var peerAddress: IPv6Address { IPv6Address(rawValue: isRelay ? bytes.uint128(at: 18) : 0) }

    /// Where the value of the first option with this code is.
    public func place(of code: DHCPv6OptionCode) -> Range<Int>? {
        var options = DHCPv6Options(bytes, headerLength..<bytes.count)
        while let option = try? options.next() {
            if option.code == code { return option.data }
        }
        return nil
    }
}

/// A walk over options of DHCPv6.
public struct DHCPv6Options: ~Escapable {
    private let bytes: Span<UInt8>
    private let end: Int
    private var position: Int

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ region: Range<Int>) {
        self.bytes = bytes
        position = region.lowerBound
        end = region.upperBound
    }

    /// - Throws: `truncated` where code and length are cut, or the value ends too early.
    public mutating func next() throws(WireError) -> (code: DHCPv6OptionCode, start: Int, data: Range<Int>)? {
        let start = position
        guard start < end else { return nil }
        let available = end - start
        let needed = available < 4 ? 4 : 4 + Int(bytes.uint16(at: start + 2))
        position = end
        guard needed <= available else {
            throw WireError("DHCPv6 option", .truncated(needed: needed, available: available), at: start)
        }
        position = start + needed
        return (DHCPv6OptionCode(rawValue: bytes.uint16(at: start)), start, start + 4..<position)
    }
}
