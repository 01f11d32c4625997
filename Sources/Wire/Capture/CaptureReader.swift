/// What comes next in a capture file.
public enum CaptureStep: Sendable {
    case packet(CaptureRecord)
    indirect case note(CaptureNote)
    /// The window has to hold this many bytes from the cursor on, before anything can be read.
    case needMore(byteCount: Int)
    case end
}

/// Reads capture files, pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng) in either byte order, from
/// whatever part of them is there.
///
///     while true {
///         switch try reader.next(in: window, at: &cursor, isEnd: isEnd) { ... }
///     }
///
/// The window is any piece of the file that holds what follows the cursor; the caller may drop what lies before it. No
/// bytes are copied: a record says where in the window its packet is. Nothing in the file can make the reader trap, ask
/// for more than ``longestRecord`` bytes at once (128 MiB where the link type has such packets), or keep more than a
/// note of an interface. An error leaves the reader where it was: the same error comes again.
public struct CaptureReader: Sendable {
    /// The longest packet that link types have commonly, like tcpdump's and Wireshark's limit.
    public static let longestPacket = 262_144
    /// The longest block that is looked at, of packets' blocks what they may hold beside the packet.
    static let longestBlock = 4 << 20
    static let maximumInterfaces = 16_384

    /// The longest piece of a file that is asked for, where no link type with longer packets is named in it.
    public static let longestRecord = longestBlock + longestPacket

    enum Layout: Sendable {
        case unknown
        case pcap(PcapLayout)
        case pcapng(isBigEndian: Bool)
    }

    var layout = Layout.unknown
    /// The interfaces of the present section, and how many there were in those before.
    var interfaces: [InterfaceLayout] = []
    var earlierInterfaces: Int
    /// The longest block of a packet that the interfaces allow.
    var longestPacketBlock = Self.longestRecord
    /// Notes that follow what was given last.
    var waiting: CaptureNote?
    /// Bytes of a block that are to be passed over, and where it began.
    var skipping = 0
    var skippedBlock = 0
    /// The place of the cursor in the file.
    public internal(set) var position = 0

    /// - Parameter earlierInterfaces: where the numbers of interfaces begin.
    public init(earlierInterfaces: Int = 0) { self.earlierInterfaces = earlierInterfaces }

    /// The next packet or note in `window` from `cursor` on, which moves behind it.
    ///
    /// - Parameter isEnd: whether the file ends with the window.
    /// - Throws: an error that holds the place in the file, where what is there can't be a capture or ends too early.
    public mutating func next(
        in window: Span<UInt8>, at cursor: inout Int, isEnd: Bool
    ) throws(WireError) -> CaptureStep {
        if let note = waiting {
            waiting = nil
            return .note(note)
        }
        if skipping > 0, try !skip(in: window, at: &cursor, isEnd: isEnd) { return .needMore(byteCount: 1) }
        let start = cursor
        defer { position += cursor - start }
        switch layout {
        case .pcap(let pcap): return try packet(of: pcap, in: window, at: &cursor, isEnd: isEnd)
        case .pcapng(let isBigEndian):
            return try block(isBigEndian: isBigEndian, in: window, at: &cursor, isEnd: isEnd)
        case .unknown: return try begin(in: window, at: &cursor, isEnd: isEnd)
        }
    }

    /// Passes over the rest of a block; false where it goes on behind the window.
    private mutating func skip(in window: Span<UInt8>, at cursor: inout Int, isEnd: Bool) throws(WireError) -> Bool {
        let left = window.count - cursor
        guard left >= skipping || !isEnd else {
            let seen = position - skippedBlock
            throw WireError(
                "pcapng block", .truncated(needed: seen + skipping, available: seen + left), at: skippedBlock)
        }
        let count = min(skipping, left)
        cursor += count
        position += count
        skipping -= count
        return skipping == 0
    }

    /// What to do where `needed` bytes are not there.
    func shortage(
        of needed: Int, _ left: Int, isEnd: Bool, _ header: StaticText
    ) throws(WireError) -> CaptureStep {
        guard isEnd else { return .needMore(byteCount: needed) }
        guard left > 0 else { return .end }
        throw WireError(header, .truncated(needed: needed, available: left), at: position)
    }

    /// Recognises the format by the first four bytes.
    private mutating func begin(
        in window: Span<UInt8>, at cursor: inout Int, isEnd: Bool
    ) throws(WireError) -> CaptureStep {
        let left = window.count - cursor
        guard left >= 4 else {
            guard isEnd else { return .needMore(byteCount: 4) }
            throw WireError(Self.unknownFormat, .truncated(needed: 4, available: left), at: position)
        }
        let magic = window.uint32(at: cursor)
        if magic == PcapNGBlockType.sectionHeader.rawValue {
            return try block(isBigEndian: false, in: window, at: &cursor, isEnd: isEnd)
        }
        guard let (isBigEndian, format) = PcapLayout.format(magic) else {
            throw WireError(Self.unknownFormat, .badValue(field: "magic number", value: Int(magic)), at: position)
        }
        guard left >= PcapLayout.fileHeaderLength else {
            return try shortage(of: PcapLayout.fileHeaderLength, left, isEnd: isEnd, "pcap file header")
        }
        let header = PcapNGFields(
            window.slice(at: cursor, upTo: PcapLayout.fileHeaderLength), isBigEndian: isBigEndian, at: position,
            of: "pcap file header")
        let pcap = try PcapLayout(parsing: header, format)
        let section = CaptureSection(
            format: format, isBigEndian: isBigEndian, majorVersion: Int(header.uint16(at: 4)),
            minorVersion: Int(header.uint16(at: 6)))
        var interface = PcapNGInterface(linkType: pcap.linkType, snapLength: header.uint32(at: 16))
        interface.frameCheckSequenceLength = pcap.frameCheckLength == 0xFF ? nil : Int(pcap.frameCheckLength)
        layout = .pcap(pcap)
        waiting = .interface(interface, index: earlierInterfaces)
        cursor += PcapLayout.fileHeaderLength
        return .note(.section(section))
    }

    /// The header of the error about a file whose first bytes are of no known format.
    public static let unknownFormat: StaticText = "capture file"
}
