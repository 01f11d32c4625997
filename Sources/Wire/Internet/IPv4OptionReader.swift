/// Steps over the options of an IPv4 header. Never traps: at a length that can't be, it stops and `error` says why.
public struct IPv4OptionIterator: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// The place of `bytes` in the header.
    @usableFromInline let start: Int
    @usableFromInline var index = 0
    /// What ended the walk before the end of the options; nil while all is well.
    public private(set) var error: WireError?

    /// - Parameter start: the place of the options in their header, for offsets in `error`.
    @inlinable
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, at start: Int = IPv4Header.minimumByteCount) {
        self.bytes = bytes
        self.start = start
    }

    /// The next option; nil after the last. End of Options List is handed out, and is the last.
    @_lifetime(copy self)
    public mutating func next() -> IPv4OptionField? {
        guard index < bytes.count else { return nil }
        let place = index
        let type = IPv4OptionType(rawValue: bytes[place])
        if type == .endOfList || type == .noOperation {
            index = type == .endOfList ? bytes.count : place + 1
            return IPv4OptionField(bytes: bytes.slice(at: place, upTo: 1), offset: start + place)
        }
        let left = bytes.count - place
        guard left >= 2 else { return fail(.truncated(needed: 2, available: left), at: place) }
        let length = Int(bytes[place + 1])
        guard length >= 2, length <= left else {
            return fail(.badLength(field: "length", value: length, minimum: 2, maximum: left), at: place + 1)
        }
        index = place + length
        return IPv4OptionField(bytes: bytes.slice(at: place, upTo: length), offset: start + place)
    }

    @_lifetime(copy self)
    private mutating func fail(_ reason: WireError.Reason, at place: Int) -> IPv4OptionField? {
        error = WireError("IPv4 option", reason, at: start + place)
        index = bytes.count
        return nil
    }
}

/// An option in borrowed bytes: the type, and but for the two one-byte options a length that is right.
public struct IPv4OptionField: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// The option's place in the header.
    public let offset: Int

    @inlinable
    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>, offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    @inlinable public var type: IPv4OptionType { IPv4OptionType(rawValue: bytes[0]) }
    @inlinable public var byteCount: Int { bytes.count }
    /// What follows the type and the length.
    @inlinable public var data: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: 2) } }

    /// Whether the option has the shape its type asks for.
    @inlinable public var isWellFormed: Bool {
        switch type {
        case .endOfList, .noOperation: true
        case .recordRoute, .looseSourceRoute, .strictSourceRoute: bytes.count >= 3 && (bytes.count - 3) % 4 == 0
        case .timestamp: bytes.count >= 4 && (bytes.count - 4) % timestampFlag.entryByteCount == 0
        case .routerAlert, .streamIdentifier: bytes.count == 4
        case .security: bytes.count >= 3
        default: true
        }
    }

    @inlinable var timestampFlag: IPv4TimestampFlag { IPv4TimestampFlag(rawValue: bytes.count > 3 ? bytes[3] : 0) }

    /// The owned option.
    public var option: IPv4Option {
        guard isWellFormed else { return .other(type, [UInt8](copying: data)) }
        switch type {
        case .endOfList: return .endOfList
        case .noOperation: return .noOperation
        case .recordRoute: return .recordRoute(route)
        case .looseSourceRoute: return .looseSourceRoute(route)
        case .strictSourceRoute: return .strictSourceRoute(route)
        case .timestamp: return .timestamp(timestamps)
        case .routerAlert: return .routerAlert(bytes.uint16(at: 2))
        case .streamIdentifier: return .streamIdentifier(bytes.uint16(at: 2))
        case .security:
            return .security(
                IPv4SecurityLevel(rawValue: bytes[2]), authorities: [UInt8](copying: bytes.suffix(from: 3)))
        default: return .other(type, [UInt8](copying: data))
        }
    }

    private var route: IPv4Route {
        var route = IPv4Route(pointer: bytes[2], addresses: [])
        for place in stride(from: 3, to: bytes.count, by: 4) { route.addresses.append(bytes.ipv4Address(at: place)) }
        return route
    }

    private var timestamps: IPv4Timestamps {
        let flag = timestampFlag
        var result = IPv4Timestamps(pointer: bytes[2], overflow: bytes[3] >> 4, flag: flag, entries: [])
        for place in stride(from: 4, to: bytes.count, by: flag.entryByteCount) {
            let address = flag == .timestampsOnly ? nil : bytes.ipv4Address(at: place)
            let time = bytes.uint32(at: place + (flag == .timestampsOnly ? 0 : 4))
            result.entries.append(IPv4Timestamps.Entry(address: address, time: time))
        }
        return result
    }

    /// Tells `sink` the fields. `header` is the header's place in the packet.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at header: Int) {
        let start = header + offset
        sink.openItem(type.fieldName, of: type, at: start..<start + bytes.count)
        sink.number("ip.opt.type", "Type", type, at: start..<start + 1)
        if bytes.count > 1 {
            sink.number("ip.opt.len", "Length", bytes[1], .units("bytes"), at: start + 1..<start + 2)
            if isWellFormed {
                describeData(into: &sink, at: start)
            } else {
                sink.warning("ip.opt.len.invalid", "the length does not fit the type", at: start + 1..<start + 2)
                sink.bytes("ip.opt.data", "Data", data, at: start + 2..<start + bytes.count)
            }
        }
        sink.close()
    }

    @inlinable
    func describeData<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int) {
        switch type {
        case .recordRoute, .looseSourceRoute, .strictSourceRoute: describeRoute(into: &sink, at: start)
        case .timestamp: describeTimestamps(into: &sink, at: start)
        case .routerAlert:
            sink.number("ip.opt.ra", "Router Alert", bytes.uint16(at: 2), at: start + 2..<start + 4)
        case .streamIdentifier:
            sink.number("ip.opt.sid", "Stream Identifier", bytes.uint16(at: 2), at: start + 2..<start + 4)
        case .security:
            let level = IPv4SecurityLevel(rawValue: bytes[2])
            let end = start + bytes.count
            sink.number("ip.opt.sec_cl", "Classification Level", level, .hex(2), at: start + 2..<start + 3)
            sink.bytes(
                "ip.opt.sec_prot_auth_flags", "Protection Authority Flags", bytes.suffix(from: 3), at: start + 3..<end)
        default:
            sink.bytes("ip.opt.data", "Data", data, at: start + 2..<start + bytes.count)
        }
    }

    @inlinable
    func describeRoute<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int) {
        sink.number("ip.opt.ptr", "Pointer", bytes[2], at: start + 2..<start + 3)
        let next = Int(bytes[2]) - 1
        var place = 3
        while place < bytes.count {
            let address = bytes.ipv4Address(at: place)
            let range = start + place..<start + place + 4
            if place < next {
                sink.address("ip.rec_rt", "Recorded Route", address, at: range)
            } else if place == next {
                sink.address("ip.cur_rt", "Current Route", address, at: range)
            } else if type == .recordRoute {
                sink.address("ip.empty_rt", "Empty Route", address, at: range)
            } else {
                sink.address("ip.src_rt", "Source Route", address, at: range)
            }
            place += 4
        }
    }

    @inlinable
    func describeTimestamps<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int) {
        let flag = timestampFlag
        sink.number("ip.opt.ptr", "Pointer", bytes[2], at: start + 2..<start + 3)
        sink.number("ip.opt.overflow", "Overflow", bytes[3] >> 4, at: start + 3..<start + 4)
        sink.number("ip.opt.flag", "Flag", flag, at: start + 3..<start + 4)
        var place = 4
        while place < bytes.count {
            if flag != .timestampsOnly {
                let range = start + place..<start + place + 4
                sink.address("ip.opt.time_stamp_addr", "Address", bytes.ipv4Address(at: place), at: range)
                place += 4
            }
            let range = start + place..<start + place + 4
            sink.number("ip.opt.time_stamp", "Time stamp", bytes.uint32(at: place), .units("ms"), at: range)
            place += 4
        }
    }
}
