/// What packets need to know of their interface.
struct InterfaceLayout: Sendable {
    let linkType: LinkType
    let snapLength: UInt32
    let frameCheckLength: UInt8
    let timescale: PcapNGTimescale
    /// Nanoseconds in a tick, where time is that simple; else 0.
    let multiplier: UInt64

    func nanoseconds(_ ticks: UInt64) -> Int64 {
        let (product, overflow) = ticks.multipliedReportingOverflow(by: multiplier)
        if multiplier != 0, !overflow, product <= UInt64(Int64.max) { return Int64(product) }
        return timescale.nanoseconds(ticks)
    }
}

extension CaptureReader {
    /// The next block of a pcapng file, type and both lengths checked.
    mutating func block(
        isBigEndian: Bool, in window: Span<UInt8>, at cursor: inout Int, isEnd: Bool
    ) throws(WireError) -> CaptureStep {
        let left = window.count - cursor
        var head = PcapNGFields(window.suffix(from: cursor), isBigEndian: isBigEndian, at: position, of: "pcapng block")
        guard left >= 12 else { return try shortage(of: 12, left, isEnd: isEnd, "pcapng block") }
        let type = PcapNGBlockType(rawValue: head.uint32(at: 0))
        if type == .sectionHeader {
            head.isBigEndian = true
            if head.uint32(at: 8) != PcapNGSectionHeader.byteOrderMagic { head.isBigEndian = false }
            guard head.uint32(at: 8) == PcapNGSectionHeader.byteOrderMagic else {
                throw head.badValue("byte-order magic", at: 8)
            }
        }
        let length = Int(head.uint32(at: 4))
        guard length >= 12 else { throw head.badLength("total length", length, 12...0xFFFF_FFFC, at: 4) }
        guard length & 3 == 0 else { throw head.badValue("total length", at: 4) }
        let limit = limit(of: type)
        guard length <= limit else { return try tooLong(type, length, limit, head, in: window, at: &cursor) }
        guard left >= length else { return try shortage(of: length, left, isEnd: isEnd, "pcapng block") }
        guard head.uint32(at: length - 4) == head.uint32(at: 4) else {
            throw head.badValue("second total length", at: length - 4)
        }
        let body = head.slice(at: 8, upTo: length - 12)
        let step = try read(type, body, at: cursor + 8)
        cursor += length
        return step
    }

    /// The longest block of a type that is read.
    private func limit(of type: PcapNGBlockType) -> Int {
        switch type {
        case .enhancedPacket, .simplePacket, .packet: longestPacketBlock
        default: Self.longestBlock
        }
    }

    /// Blocks that nothing else depends on are passed over where they are too long.
    private mutating func tooLong(
        _ type: PcapNGBlockType, _ length: Int, _ limit: Int, _ head: borrowing PcapNGFields, in window: Span<UInt8>,
        at cursor: inout Int
    ) throws(WireError) -> CaptureStep {
        switch type {
        case .sectionHeader, .interfaceDescription, .enhancedPacket, .simplePacket, .packet:
            throw head.badLength("total length", length, 12...limit, at: 4)
        default:
            cursor += 8
            (skipping, skippedBlock) = (length - 8, position)
            if type == .decryptionSecrets, head.count >= 12 {
                return .note(.secrets(CaptureSecretsType(rawValue: head.uint32(at: 8)), byteCount: length - 20))
            }
            return .note(.unknown(type, byteCount: length - 12))
        }
    }

    /// - Parameter place: where the body begins in the window.
    private mutating func read(
        _ type: PcapNGBlockType, _ body: borrowing PcapNGFields, at place: Int
    ) throws(WireError) -> CaptureStep {
        switch type {
        case .enhancedPacket: return try enhancedPacket(body, at: place)
        case .simplePacket: return try simplePacket(body, at: place)
        case .packet: return try obsoletePacket(body, at: place)
        case .sectionHeader: return try sectionHeader(body)
        case .interfaceDescription: return try interfaceDescription(body)
        default: return .note(note(type, body))
        }
    }

    private mutating func sectionHeader(_ body: borrowing PcapNGFields) throws(WireError) -> CaptureStep {
        let body = body.named("pcapng section header")
        try body.require(16)
        let (major, minor) = (Int(body.uint16(at: 4)), Int(body.uint16(at: 6)))
        guard major == 1 else { throw body.badValue("major version", major, at: 4) }
        var section = CaptureSection(
            format: .pcapng, isBigEndian: body.isBigEndian, majorVersion: major, minorVersion: minor)
        waiting = section.header.readOptions(body).map(CaptureNote.damage)
        layout = .pcapng(isBigEndian: body.isBigEndian)
        earlierInterfaces += interfaces.count
        interfaces.removeAll(keepingCapacity: true)
        longestPacketBlock = Self.longestRecord
        return .note(.section(section))
    }

    private mutating func interfaceDescription(_ body: borrowing PcapNGFields) throws(WireError) -> CaptureStep {
        let body = body.named("pcapng interface description")
        try body.require(8)
        guard interfaces.count < Self.maximumInterfaces else {
            throw body.badLength("interface count", interfaces.count + 1, 0...Self.maximumInterfaces, at: 0)
        }
        var interface = PcapNGInterface(
            linkType: LinkType(rawValue: body.uint16(at: 0)), snapLength: body.uint32(at: 4))
        var timescale = PcapNGTimescale()
        waiting = interface.readOptions(body, &timescale).map(CaptureNote.damage)
        let frameCheckLength = interface.frameCheckSequenceLength.map { UInt8($0) } ?? 0xFF
        interfaces.append(
            InterfaceLayout(
                linkType: interface.linkType, snapLength: interface.snapLength, frameCheckLength: frameCheckLength,
                timescale: timescale, multiplier: timescale.multiplier))
        longestPacketBlock = max(longestPacketBlock, Self.longestBlock + interface.linkType.longestPacket)
        return .note(.interface(interface, index: earlierInterfaces + interfaces.count - 1))
    }
}
