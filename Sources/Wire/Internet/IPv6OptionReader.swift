/// Steps over the options of a hop-by-hop or destination options header. Never traps: at a length that can't be, it
/// stops and `error` says why.
public struct IPv6OptionIterator: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// The place of `bytes` in the header.
    @usableFromInline let start: Int
    @usableFromInline var index = 0
    /// What ended the walk before the end of the options; nil while all is well.
    public private(set) var error: WireError?

    /// - Parameter start: the place of the options, for offsets.
    @inlinable
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, at start: Int) {
        self.bytes = bytes
        self.start = start
    }

    /// The next option, padding among them; nil after the last.
    @_lifetime(copy self)
    public mutating func next() -> IPv6OptionField? {
        guard index < bytes.count else { return nil }
        let place = index
        if IPv6OptionType(rawValue: bytes[place]) == .pad1 {
            index = place + 1
            return IPv6OptionField(bytes: bytes.slice(at: place, upTo: 1), offset: start + place)
        }
        let left = bytes.count - place
        guard left >= 2 else { return fail(.truncated(needed: 2, available: left), at: place) }
        let length = Int(bytes[place + 1])
        guard length <= left - 2 else {
            return fail(.badLength(field: "length", value: length, minimum: 0, maximum: left - 2), at: place + 1)
        }
        index = place + 2 + length
        return IPv6OptionField(bytes: bytes.slice(at: place, upTo: 2 + length), offset: start + place)
    }

    @_lifetime(copy self)
    private mutating func fail(_ reason: WireError.Reason, at place: Int) -> IPv6OptionField? {
        error = WireError("IPv6 option", reason, at: start + place)
        index = bytes.count
        return nil
    }
}

/// An option in borrowed bytes: the type, and but for Pad1 a length that is right.
public struct IPv6OptionField: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// The option's place, counted from where the iterator was told that its bytes are.
    public let offset: Int

    @inlinable
    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>, offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    @inlinable public var type: IPv6OptionType { IPv6OptionType(rawValue: bytes[0]) }
    @inlinable public var byteCount: Int { bytes.count }
    /// What follows the type and the length.
    @inlinable public var data: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: 2) } }
    /// The length that a jumbo payload option tells; nil for any other option.
    @inlinable public var jumboPayloadLength: UInt32? {
        type == .jumboPayload && bytes.count == 6 ? bytes.uint32(at: 2) : nil
    }

    /// The owned option.
    public var option: IPv6Option {
        switch (type, bytes.count) {
        case (.pad1, _): return .pad1
        case (.padN, let count):
            for index in 2..<count where bytes[index] != 0 { return .other(.padN, [UInt8](copying: data)) }
            return .padN(count)
        case (.tunnelEncapsulationLimit, 3): return .tunnelEncapsulationLimit(bytes[2])
        case (.routerAlert, 4): return .routerAlert(IPv6RouterAlertValue(rawValue: bytes.uint16(at: 2)))
        case (.jumboPayload, 6): return .jumboPayload(bytes.uint32(at: 2))
        case (.rpl, 6): return .rpl(flags: bytes[2], instance: bytes[3], senderRank: bytes.uint16(at: 4))
        case (.homeAddress, 18): return .homeAddress(bytes.ipv6Address(at: 2))
        default: return .other(type, [UInt8](copying: data))
        }
    }

    /// Tells `sink` the fields. `base` is the place in the packet that `offset` counts from.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at base: Int) {
        let start = base + offset
        sink.openItem("ipv6.opt", of: type, at: start..<start + bytes.count)
        sink.number("ipv6.opt.type", "Type", type, .hex(2), at: start..<start + 1)
        sink.number("ipv6.opt.type.action", "Action", type.unknownAction, at: start..<start + 1)
        sink.flag("ipv6.opt.type.change", "May Change", type.mayChange, at: start..<start + 1)
        if bytes.count > 1 {
            sink.number("ipv6.opt.length", "Length", bytes[1], .units("bytes"), at: start + 1..<start + 2)
            describeData(into: &sink, at: start + 2..<start + bytes.count)
        }
        sink.close()
    }

    @inlinable
    func describeData<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at range: Range<Int>) {
        switch (type, bytes.count) {
        case (.padN, _): sink.bytes("ipv6.opt.padn", "PadN", data, at: range)
        case (.tunnelEncapsulationLimit, 3):
            sink.number("ipv6.opt.tel", "Tunnel Encapsulation Limit", bytes[2], at: range)
        case (.routerAlert, 4):
            let value = IPv6RouterAlertValue(rawValue: bytes.uint16(at: 2))
            sink.number("ipv6.opt.router_alert", "Router Alert", value, at: range)
        case (.jumboPayload, 6):
            sink.number("ipv6.opt.jumbo", "Payload Length", bytes.uint32(at: 2), .units("bytes"), at: range)
        case (.rpl, 6), (.oldRPL, 6):
            let start = range.lowerBound
            sink.number("ipv6.opt.rpl.flag", "Flags", bytes[2], .hex(2), at: start..<start + 1)
            sink.number("ipv6.opt.rpl.instance_id", "RPLInstanceID", bytes[3], at: start + 1..<start + 2)
            sink.number("ipv6.opt.rpl.sender_rank", "Sender Rank", bytes.uint16(at: 4), at: start + 2..<start + 4)
        case (.homeAddress, 18):
            sink.address("ipv6.opt.mipv6.home_address", "MIPv6 Home Address", bytes.ipv6Address(at: 2), at: range)
        default:
            sink.bytes("ipv6.opt.unknown", "Unknown Option Payload", data, at: range)
        }
    }
}
