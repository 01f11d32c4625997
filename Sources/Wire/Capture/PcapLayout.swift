/// How the packets of a pcap file are laid out.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                         Magic Number                          |
///     |         Major Version         |         Minor Version         |
///     |                          Reserved (8)                         |
///     |                           Snap Length                         |
///     |FCS len|R|P|     Reserved      |            Link Type          |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
struct PcapLayout: Sendable {
    static let fileHeaderLength = 24

    /// Which of the two lengths before a packet comes first: early versions had the other order.
    enum LengthOrder: Sendable { case capturedFirst, originalFirst, smallerFirst }

    let isBigEndian: Bool
    /// What the fraction of a second counts, in nanoseconds.
    let fraction: Int64
    let recordHeaderLength: Int
    let lengthOrder: LengthOrder
    let linkType: LinkType
    /// In bytes; 0xFF where the file does not say.
    let frameCheckLength: UInt8

    /// What a magic number, read as big-endian, stands for.
    static func format(_ magic: UInt32) -> (isBigEndian: Bool, CaptureSection.Format)? {
        for (isBigEndian, value) in [(true, magic), (false, magic.byteSwapped)] {
            switch value {
            case 0xA1B2_C3D4: return (isBigEndian, .pcap)
            case 0xA1B2_3C4D: return (isBigEndian, .pcapNanoseconds)
            case 0xA1B2_CD34: return (isBigEndian, .pcapModified)
            default: continue
            }
        }
        return nil
    }

    init(parsing header: borrowing PcapNGFields, _ format: CaptureSection.Format) throws(WireError) {
        let (major, minor) = (header.uint16(at: 4), header.uint16(at: 6))
        switch (major, minor) {
        case (2, 0...2), (543, 0): lengthOrder = .originalFirst
        case (2, 3): lengthOrder = .smallerFirst
        case (2, _): lengthOrder = .capturedFirst
        default: throw header.badValue("major version", Int(major), at: 4)
        }
        isBigEndian = header.isBigEndian
        fraction = format == .pcapNanoseconds ? 1 : 1000
        recordHeaderLength = format == .pcapModified ? 24 : 16
        let network = header.uint32(at: 20)
        linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: network))
        // The length counts 16-bit words, and means something only where bit P is set.
        frameCheckLength = network & 0x0400_0000 == 0 ? 0xFF : UInt8(network >> 28) * 2
    }
}

extension LinkType {
    /// The longest packet that is believed; USB, D-Bus and a few others have long ones.
    var longestPacket: Int {
        switch rawValue {
        case 231, 249: 128 << 20
        case 279: 32 << 20
        default: CaptureReader.longestPacket
        }
    }
}

extension CaptureReader {
    /// The next packet of a pcap file: its header, then its bytes.
    ///
    ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///     |                      Timestamp (Seconds)                      |
    ///     |            Timestamp (Microseconds or nanoseconds)            |
    ///     |                    Captured Packet Length                     |
    ///     |                    Original Packet Length                     |
    ///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    mutating func packet(
        of pcap: PcapLayout, in window: Span<UInt8>, at cursor: inout Int, isEnd: Bool
    ) throws(WireError) -> CaptureStep {
        let header = window.slice(at: cursor, upTo: pcap.recordHeaderLength)
        guard header.count >= 16, header.count == pcap.recordHeaderLength else {
            return try shortage(of: pcap.recordHeaderLength, header.count, isEnd: isEnd, "pcap packet header")
        }
        let isBigEndian = pcap.isBigEndian
        let seconds = header.uint32(at: 0, isBigEndian: isBigEndian)
        let fraction = header.uint32(at: 4, isBigEndian: isBigEndian)
        var captured = header.uint32(at: 8, isBigEndian: isBigEndian)
        var original = header.uint32(at: 12, isBigEndian: isBigEndian)
        if pcap.lengthOrder != .capturedFirst, pcap.lengthOrder == .originalFirst || captured > original {
            swap(&captured, &original)
        }
        guard captured <= pcap.linkType.longestPacket else {
            let field = pcap.lengthOrder == .originalFirst ? 12 : 8
            throw WireError(
                "pcap packet header",
                .badLength(
                    field: "captured length", value: Int(captured), minimum: 0, maximum: pcap.linkType.longestPacket),
                at: position + field)
        }
        let length = pcap.recordHeaderLength + Int(captured)
        let left = window.count - cursor
        guard left >= length else { return try shortage(of: length, left, isEnd: isEnd, "pcap packet") }
        var flags: UInt32 = 0
        if pcap.recordHeaderLength == 24 {
            // What the kernel told of it: sent by this host, to it, to all or a group, to another.
            flags = header[22] == 4 ? 2 : header[22] <= 2 ? 1 : 0
        }
        let offset = cursor + pcap.recordHeaderLength
        cursor += length
        return .packet(
            CaptureRecord(
                time: Int64(seconds) * 1_000_000_000 + Int64(fraction) * pcap.fraction, offset: offset,
                captured: captured, original: original, interface: UInt32(earlierInterfaces), flags: flags,
                linkType: pcap.linkType, frameCheckLength: pcap.frameCheckLength, marks: .time))
    }
}

extension CaptureReader {
    /// Appends the packets that follow in `window` from `cursor` on, up to `limit` records in all: what
    /// ``next(in:at:isEnd:)`` would give, as far as it would be packets of the usual kind of pcap file. Made for a
    /// million of them.
    public mutating func appendPackets(
        in window: Span<UInt8>, at cursor: inout Int, to records: inout [CaptureRecord], upTo limit: Int
    ) {
        guard case .pcap(let pcap) = layout, waiting == nil, skipping == 0,
            pcap.recordHeaderLength == 16, pcap.lengthOrder == .capturedFirst
        else { return }
        let start = cursor
        var place = cursor
        while records.count < limit, place &+ 16 <= window.count {
            let header = window.extracting(place..<place &+ 16)
            let captured = header.uint32(at: 8, isBigEndian: pcap.isBigEndian)
            let offset = place &+ 16
            guard captured <= Self.longestPacket, offset &+ Int(captured) <= window.count else { break }
            let seconds = header.uint32(at: 0, isBigEndian: pcap.isBigEndian)
            let fraction = header.uint32(at: 4, isBigEndian: pcap.isBigEndian)
            records.append(
                CaptureRecord(
                    time: Int64(seconds) &* 1_000_000_000 &+ Int64(fraction) &* pcap.fraction, offset: offset,
                    captured: captured, original: header.uint32(at: 12, isBigEndian: pcap.isBigEndian),
                    interface: UInt32(earlierInterfaces), linkType: pcap.linkType,
                    frameCheckLength: pcap.frameCheckLength, marks: .time))
            place = offset &+ Int(captured)
        }
        cursor = place
        position += place - start
    }
}

extension Span where Element == UInt8 {
    /// The 32-bit number at `offset`.
    @inline(__always)
    func uint32(at offset: Int, isBigEndian: Bool) -> UInt32 {
        let number = uint32(at: offset)
        return isBigEndian ? number : number.byteSwapped
    }
}
