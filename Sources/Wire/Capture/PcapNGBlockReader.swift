/// A block of a pcapng file, in borrowed bytes. Times are nanoseconds, whatever unit the file counts in.
public enum PcapNGBlock: ~Escapable {
    case sectionHeader(PcapNGSectionHeader)
    case interface(PcapNGInterface)
    case packet(PcapNGEnhancedPacket, data: Span<UInt8>)
    /// A packet of interface 0 without a time (section 4.4); `originalLength` is its length on the wire.
    case simplePacket(originalLength: Int, data: Span<UInt8>)
    case statistics(PcapNGInterfaceStatistics)
    /// Any other block, whose body is in the byte order of its section.
    case other(PcapNGBlockType, body: Span<UInt8>)
}

/// Walks the blocks of a pcapng file (draft-ietf-opsawg-pcapng), section by section, in either byte order.
///
///     var reader = PcapNGBlockReader(file.span)
///     while let block = try reader.next() { ... }
///
/// Nothing in the bytes can make it trap. An error leaves the reader where it was: the same error comes again.
public struct PcapNGBlockReader: ~Escapable {
    private let bytes: Span<UInt8>
    /// Where the next block starts.
    public private(set) var offset = 0
    /// Whether the present section is big-endian.
    public private(set) var isBigEndian = false
    /// The interfaces of the present section; a packet's `interfaceID` is an index of this array.
    public private(set) var interfaces: [PcapNGInterface] = []
    private var timescales: [PcapNGTimescale] = []
    private var isInSection = false

    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    /// The next block; nil after the last.
    ///
    /// - Throws: `truncated` where the bytes end within a block, `badLength` and `badValue` where a field can't be,
    ///   each with the field's place in the file.
    @_lifetime(copy self)
    public mutating func next() throws(WireError) -> PcapNGBlock? {
        guard offset < bytes.count else { return nil }
        let block = try frame()
        let type = PcapNGBlockType(rawValue: block.uint32(at: 0))
        let body = block.slice(at: 8, upTo: block.count - 12)
        let result = try parse(type, body)
        offset += block.count
        return result
    }

    /// The next block from its type to its second length, both lengths checked.
    @_lifetime(copy self)
    private func frame() throws(WireError) -> PcapNGFields {
        var block = PcapNGFields(bytes.suffix(from: offset), isBigEndian: isBigEndian, at: offset, of: "pcapng block")
        try block.require(12)
        if block.uint32(at: 0) == PcapNGBlockType.sectionHeader.rawValue {
            block.isBigEndian = true
            if block.uint32(at: 8) != PcapNGSectionHeader.byteOrderMagic { block.isBigEndian = false }
            guard block.uint32(at: 8) == PcapNGSectionHeader.byteOrderMagic else {
                throw block.badValue("byte-order magic", at: 8)
            }
        } else if !isInSection {
            throw block.badValue("first block type", at: 0)
        }
        let length = Int(block.uint32(at: 4))
        guard length >= 12 else { throw block.badLength("total length", length, 12...0xFFFF_FFFC, at: 4) }
        guard length % 4 == 0 else { throw block.badValue("total length", at: 4) }
        try block.require(length)
        guard block.uint32(at: length - 4) == block.uint32(at: 4) else {
            throw block.badValue("second total length", at: length - 4)
        }
        return block.slice(at: 0, upTo: length)
    }

    @_lifetime(copy body)
    private mutating func parse(_ type: PcapNGBlockType, _ body: PcapNGFields) throws(WireError) -> PcapNGBlock {
        switch type {
        case .sectionHeader:
            let header = try PcapNGSectionHeader(parsing: body)
            (isInSection, isBigEndian, interfaces, timescales) = (true, body.isBigEndian, [], [])
            return .sectionHeader(header)
        case .interfaceDescription:
            let (interface, timescale) = try PcapNGInterface.parse(body)
            interfaces.append(interface)
            timescales.append(timescale)
            return .interface(interface)
        case .enhancedPacket: return try enhancedPacket(body)
        case .simplePacket: return try simplePacket(body)
        case .interfaceStatistics:
            return .statistics(try PcapNGInterfaceStatistics(parsing: body, timescales: timescales))
        default: return .other(type, body: body.bytes)
        }
    }

    @_lifetime(copy body)
    private func enhancedPacket(_ body: PcapNGFields) throws(WireError) -> PcapNGBlock {
        let body = body.named("pcapng enhanced packet")
        try body.require(20)
        let captured = Int(body.uint32(at: 12))
        let room = body.count - 20
        guard captured <= room else { throw body.badLength("captured length", captured, 0...room, at: 12) }
        var packet = PcapNGEnhancedPacket(
            interfaceID: body.uint32(at: 0), timestamp: try body.time(at: 4, by: timescales),
            originalLength: Int(body.uint32(at: 16)))
        try body.eachOption(from: 20 + (captured + 3) / 4 * 4) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.comment: packet.comment = packet.comment ?? value.text
            case PcapNGOption.packetFlags:
                try value.requireExactly(4)
                packet.direction = PcapNGDirection(rawValue: value.uint32(at: 0) & 3)
            default: break
            }
        }
        return .packet(packet, data: body.bytes.slice(at: 20, upTo: captured))
    }

    @_lifetime(copy body)
    private func simplePacket(_ body: PcapNGFields) throws(WireError) -> PcapNGBlock {
        let body = body.named("pcapng simple packet")
        try body.require(4)
        guard let interface = interfaces.first else { throw body.badValue("interface", 0, at: 0) }
        let length = Int(body.uint32(at: 0))
        let kept = interface.snapLength == 0 ? length : min(length, Int(interface.snapLength))
        guard kept <= body.count - 4 else {
            throw body.badLength("original length", length, 0...body.count - 4, at: 0)
        }
        return .simplePacket(originalLength: length, data: body.bytes.slice(at: 4, upTo: kept))
    }
}

extension PcapNGSectionHeader {
    fileprivate init(parsing body: borrowing PcapNGFields) throws(WireError) {
        let body = body.named("pcapng section header")
        try body.require(16)
        guard body.uint16(at: 4) == 1 else { throw body.badValue("major version", Int(body.uint16(at: 4)), at: 4) }
        var header = PcapNGSectionHeader()
        try body.eachOption(from: 16) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.sectionOS: header.operatingSystem = value.text
            case PcapNGOption.sectionApplication: header.application = value.text
            default: break
            }
        }
        self = header
    }
}

extension PcapNGInterface {
    fileprivate static func parse(_ body: borrowing PcapNGFields) throws(WireError) -> (
        PcapNGInterface, PcapNGTimescale
    ) {
        let body = body.named("pcapng interface description")
        try body.require(8)
        var interface = PcapNGInterface(
            linkType: LinkType(rawValue: body.uint16(at: 0)), snapLength: body.uint32(at: 4))
        var timescale = PcapNGTimescale()
        try body.eachOption(from: 8) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.interfaceName: interface.name = value.text
            case PcapNGOption.interfaceDescription: interface.interfaceDescription = value.text
            case PcapNGOption.timestampResolution:
                try value.requireExactly(1)
                timescale.resolution = value.bytes[0]
            case PcapNGOption.timestampOffset:
                try value.requireExactly(8)
                timescale.offset = Int64(bitPattern: value.uint64(at: 0))
            default: break
            }
        }
        return (interface, timescale)
    }
}

extension PcapNGInterfaceStatistics {
    fileprivate init(parsing body: borrowing PcapNGFields, timescales: [PcapNGTimescale]) throws(WireError) {
        let body = body.named("pcapng interface statistics")
        try body.require(12)
        var statistics = PcapNGInterfaceStatistics(
            interfaceID: body.uint32(at: 0), timestamp: try body.time(at: 4, by: timescales))
        try body.eachOption(from: 12) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.packetsReceived:
                try value.requireExactly(8)
                statistics.received = value.uint64(at: 0)
            case PcapNGOption.packetsDropped:
                try value.requireExactly(8)
                statistics.dropped = value.uint64(at: 0)
            default: break
            }
        }
        self = statistics
    }
}
