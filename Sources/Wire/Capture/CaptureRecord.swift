/// Where a packet of a capture file stands in the bytes it was read from, and what the file says of it.
///
/// Small, and without references: an index of a million packets is an array of these.
public struct CaptureRecord: Hashable, Sendable {
    /// Nanoseconds since 1970-01-01 00:00 UTC; 0 where ``hasTime`` is false.
    public let time: Int64
    /// The place of the packet's first byte in the window that was read from.
    public let offset: Int
    @usableFromInline let captured: UInt32
    @usableFromInline let original: UInt32
    /// The place of the packet's interface among all that the reader has told of, in every section.
    @usableFromInline let interfaceNumber: UInt32
    /// epb_flags as they are in the file; 0 where there are none.
    public let flags: UInt32
    /// The length of the block's options, which follow the packet's bytes and their padding.
    @usableFromInline let optionsLength: UInt32
    public let linkType: LinkType
    @usableFromInline let frameCheckLength: UInt8
    @usableFromInline let marks: Marks

    @usableFromInline struct Marks: OptionSet, Hashable, Sendable {
        @usableFromInline let rawValue: UInt8
        @usableFromInline init(rawValue: UInt8) { self.rawValue = rawValue }

        @inlinable static var time: Marks { Marks(rawValue: 1) }
        @inlinable static var comment: Marks { Marks(rawValue: 2) }
        @inlinable static var bigEndian: Marks { Marks(rawValue: 4) }
        /// An obsolete packet block, which counts drops before the packet.
        @inlinable static var obsolete: Marks { Marks(rawValue: 8) }
    }

    /// Bytes of the packet that are there. It may be more than ``originalLength`` where the writer was mistaken.
    @inlinable public var capturedLength: Int { Int(captured) }
    /// Bytes of the packet on the wire, as the file says.
    @inlinable public var originalLength: Int { Int(original) }
    /// The packet's bytes in the window that was read from.
    @inlinable public var range: Range<Int> { offset..<offset + Int(captured) }
    /// The place of the packet's interface among all that the reader has told of, in every section.
    @inlinable public var interface: Int { Int(interfaceNumber) }
    /// Whether the file says when the packet was seen; simple packet blocks don't.
    @inlinable public var hasTime: Bool { marks.contains(.time) }
    /// Whether a comment on the packet is among its ``details(in:)``.
    @inlinable public var hasComment: Bool { marks.contains(.comment) }
    @inlinable public var hasOptions: Bool { optionsLength > 0 }
    /// Whether there may be more than the flags.
    @inlinable public var hasMoreOptions: Bool {
        marks.contains(.obsolete) || optionsLength > (flags == 0 ? 0 : 12)
    }
    /// How many bytes of frame check sequence the packet ends with; nil where the file does not say.
    @inlinable public var frameCheckSequenceLength: Int? { frameCheckLength == 0xFF ? nil : Int(frameCheckLength) }
    /// Which way the packet went; nil where the file does not say.
    @inlinable public var direction: PcapNGDirection? { PcapNGDirection(rawValue: flags & 3) }

    @inlinable init(
        time: Int64, offset: Int, captured: UInt32, original: UInt32, interface: UInt32, flags: UInt32 = 0,
        optionsLength: Int = 0, linkType: LinkType, frameCheckLength: UInt8, marks: Marks
    ) {
        self.time = time
        self.offset = offset
        self.captured = captured
        self.original = original
        self.interfaceNumber = interface
        self.flags = flags
        self.optionsLength = UInt32(optionsLength)
        self.linkType = linkType
        self.frameCheckLength = frameCheckLength
        self.marks = marks
    }
}

extension CaptureRecord {
    /// A packet that was seen on an interface just now, at `time`.
    @inlinable
    public init(
        live time: Int64, at offset: Int, captured: UInt32, original: UInt32, interface: UInt32, flags: UInt32,
        linkType: LinkType
    ) {
        self.init(
            time: time, offset: offset, captured: captured, original: original, interface: interface, flags: flags,
            linkType: linkType, frameCheckLength: 0xFF, marks: .time)
    }
}

/// What options tell of a packet, beside its flags (section 4.3.1 of the draft).
public struct CapturedPacketDetails: Hashable, Sendable {
    /// Remarks of whoever wrote the capture, in their order.
    public var comments: [String] = []
    /// Packets lost between this one and the one before, by this interface.
    public var dropCount: UInt64?
    /// The same number stands at each sight of one packet, on whatever interface.
    public var packetID: UInt64?
    public var queue: UInt32?
    /// The algorithm's number, and the hash.
    public var hashes: [[UInt8]] = []
    /// The verdict's kind, and the verdict: 0 of hardware, 1 of eBPF's traffic control, 2 of its XDP.
    public var verdicts: [[UInt8]] = []
    public var processID: UInt32?
    public var threadID: UInt32?

    public init() {}
}

extension CaptureRecord {
    /// What the options behind the packet tell. Options that make no sense are passed over.
    ///
    /// - Parameter window: the bytes that the record was read from.
    public func details(in window: Span<UInt8>) -> CapturedPacketDetails {
        var details = CapturedPacketDetails()
        let isBigEndian = marks.contains(.bigEndian)
        if marks.contains(.obsolete), offset >= 18 {
            let drops = PcapNGFields(window, isBigEndian: isBigEndian, at: 0, of: "").uint16(at: offset - 18)
            if drops != 0xFFFF { details.dropCount = UInt64(drops) }
        }
        guard hasOptions else { return details }
        let options = PcapNGFields(
            window.slice(at: offset + (capturedLength + 3) / 4 * 4, upTo: Int(optionsLength)),
            isBigEndian: isBigEndian, at: 0, of: "")
        _ = options.damage(inOptionsFrom: 0) { (code, value) throws(WireError) in
            switch (code, value.count) {
            case (PcapNGOption.comment, _): details.comments.append(value.text)
            case (PcapNGOption.packetHash, _): details.hashes.append([UInt8](copying: value.bytes))
            case (PcapNGOption.packetDropCount, 8): details.dropCount = value.uint64(at: 0)
            case (PcapNGOption.packetID, 8): details.packetID = value.uint64(at: 0)
            case (PcapNGOption.packetQueue, 4): details.queue = value.uint32(at: 0)
            case (PcapNGOption.packetVerdict, _): details.verdicts.append([UInt8](copying: value.bytes))
            case (PcapNGOption.packetProcess, 8):
                details.processID = value.uint32(at: 0)
                details.threadID = value.uint32(at: 4)
            default: break
            }
        }
        return details
    }
}

extension CapturedPacketDetails {
    /// Appends an enhanced packet block with all of this.
    ///
    /// - Parameter data: what was kept of the packet: less than 4 GiB.
    public func serialize(
        into output: inout [UInt8], _ record: CaptureRecord, interfaceID: UInt32, data: Span<UInt8>
    ) {
        let packet = PcapNGEnhancedPacket(
            interfaceID: interfaceID, timestamp: record.time, originalLength: record.originalLength)
        packet.serialize(into: &output, data: data) { output in
            output.appendPcapNGOption(PcapNGOption.packetFlags, littleEndian: record.flags == 0 ? nil : record.flags)
            output.appendPcapNGOption(PcapNGOption.packetDropCount, littleEndian: dropCount)
            output.appendPcapNGOption(PcapNGOption.packetID, littleEndian: packetID)
            output.appendPcapNGOption(PcapNGOption.packetQueue, littleEndian: queue)
            for hash in hashes { output.appendPcapNGOption(PcapNGOption.packetHash, bytes: hash) }
            for verdict in verdicts { output.appendPcapNGOption(PcapNGOption.packetVerdict, bytes: verdict) }
            if let processID, let threadID {
                let both = UInt64(threadID) << 32 | UInt64(processID)
                output.appendPcapNGOption(PcapNGOption.packetProcess, littleEndian: both)
            }
            for comment in comments { output.appendPcapNGOption(PcapNGOption.comment, text: comment) }
        }
    }
}
