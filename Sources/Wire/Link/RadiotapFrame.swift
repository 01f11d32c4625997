/// What the radio knows of a frame, in front of it (radiotap.org), in borrowed bytes: words of bits that say what is
/// there, and then that, each at a multiple of its own size, least byte first. Once `init` returns, no accessor traps.
///
///     +---------+-----+--------+----------------------+------------
///     | Version | Pad | Length | Present (4, or more) | Fields ...
public struct RadiotapFrame: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline let wordCount: Int

    /// - Throws: `truncated` where the header is cut; `badValue` for a version other than 0; `badLength` where the
    ///   words don't fit into the header's length.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, "radiotap")
        guard bytes[0] == 0 else { throw WireError("radiotap", .badValue(field: "version", value: Int(bytes[0]))) }
        let length = Int(bytes.littleEndian16(at: 2))
        var words = 1
        while 4 + 4 * words <= Swift.min(length, bytes.count), bytes[3 + 4 * words] & 0x80 != 0 { words += 1 }
        guard length >= 4 + 4 * words else {
            throw WireError(
                "radiotap", .badLength(field: "length", value: length, minimum: 4 + 4 * words, maximum: 0xFFFF), at: 2)
        }
        try bytes.require(length, "radiotap")
        self.bytes = bytes
        wordCount = words
    }

    @inlinable public var headerByteCount: Int { Int(bytes.littleEndian16(at: 2)) }

    /// Size and alignment of the fields that bits 0...22 announce, in bytes (radiotap.org, "Defined Fields").
    @inlinable
    static func layout(of bit: Int) -> (size: Int, alignment: Int)? {
        switch bit {
        case 0: (8, 8)
        case 1, 2, 5, 6, 10, 11, 12, 13, 16, 17: (1, 1)
        case 3: (4, 2)
        case 4, 7, 8, 9, 14, 15: (2, 2)
        case 18: (8, 4)
        case 19: (3, 1)
        case 20: (8, 4)
        case 21: (12, 2)
        case 22: (12, 8)
        case 23, 24: (12, 2)
        case 25: (6, 2)
        case 26: (1, 1)
        case 27: (4, 2)
        default: nil
        }
    }

    /// Where the fields of the first word begin in the header, by their bit; -1 where one is not there. A field that
    /// nobody knows hides all that follow; so does a name space of a vendor.
    @inlinable
    func place(of wanted: Int) -> Int? {
        let present = bytes.littleEndian32(at: 4)
        guard present >> UInt32(wanted) & 1 != 0 else { return nil }
        var start = 4 + 4 * wordCount
        for bit in 0...wanted where present >> UInt32(bit) & 1 != 0 {
            guard let layout = Self.layout(of: bit) else { return nil }
            start = (start + layout.alignment - 1) / layout.alignment * layout.alignment
            guard start + layout.size <= headerByteCount else { return nil }
            if bit == wanted { return start }
            start += layout.size
        }
        return nil
    }

    @inlinable public var flags: UInt8? { place(of: 1).map { bytes[$0] } }
    /// Whether the frame ends with its check sequence of 4 bytes.
    @inlinable public var hasFrameCheck: Bool { (flags ?? 0) & 0x10 != 0 }
    /// Strength of the signal, in dBm.
    @inlinable public var signal: Int8? { place(of: 5).map { Int8(bitPattern: bytes[$0]) } }
    /// In MHz.
    @inlinable public var frequency: UInt16? { place(of: 3).map { bytes.littleEndian16(at: $0) } }
}

extension Span where Element == UInt8 {
    @inlinable
    func littleEndian16(at offset: Int) -> UInt16 { uint16(at: offset).byteSwapped }

    @inlinable
    func littleEndian32(at offset: Int) -> UInt32 { uint32(at: offset).byteSwapped }
}

extension RadiotapFrame: PacketLayer {
    public static let name = "radiotap"
    public static let announcements: [LayerAnnouncement] = [.linkType(.ieee80211Radiotap)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("radiotap", "Radiotap Header", at: context.place(0, headerByteCount))
        sink.number("radiotap.version", "Header revision", bytes[0], at: context.place(0, 1))
        sink.number("radiotap.pad", "Header pad", bytes[1], at: context.place(1, 1))
        let length = UInt(headerByteCount)
        sink.number("radiotap.length", "Header length", length, .units("bytes"), at: context.place(2, 2))
        for index in 0..<wordCount {
            let place = context.place(4 + 4 * index, 4)
            sink.openItem("radiotap.present", "Present flags", at: place)
            let word = bytes.littleEndian32(at: 4 + 4 * index)
            sink.number("radiotap.present.word", "Present flags word", word, .hex(8), at: place)
            sink.close()
        }
        describeFields(into: &sink, in: context)
        sink.close()
    }

    @inlinable
    func describeFields<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        if let start = place(of: 0) {
            let time = bytes.uint64(at: start).byteSwapped
            sink.number("radiotap.mactime", "MAC timestamp", time, .units("µs"), at: context.place(start, 8))
        }
        if let start = place(of: 1) { describeFlags(bytes[start], into: &sink, at: context.place(start, 1)) }
        if let start = place(of: 2) {
            // Mb/s, in steps of a half.
            var rate: [UInt8] = []
            rate.append(decimal: UInt64(bytes[start] / 2))
            if bytes[start] & 1 != 0 { rate.append(text: ".5") }
            sink.text("radiotap.datarate", "Data rate (Mb/s)", rate.span, at: context.place(start, 1))
        }
        if let start = place(of: 3) {
            let (frequency, flags) = (bytes.littleEndian16(at: start), bytes.littleEndian16(at: start + 2))
            sink.number(
                "radiotap.channel.freq", "Channel frequency", frequency, .units("MHz"), at: context.place(start, 2))
            sink.number("radiotap.channel.flags", "Channel flags", flags, .hex(4), at: context.place(start + 2, 2))
        }
        describeStrength(5, "radiotap.dbm_antsignal", "Antenna signal", into: &sink, in: context)
        describeStrength(6, "radiotap.dbm_antnoise", "Antenna noise", into: &sink, in: context)
        describeStrength(10, "radiotap.txpower", "Transmit power", into: &sink, in: context)
        if let start = place(of: 11) {
            sink.number("radiotap.antenna", "Antenna", bytes[start], at: context.place(start, 1))
        }
        if let start = place(of: 14) {
            sink.number(
                "radiotap.rxflags", "RX flags", bytes.littleEndian16(at: start), .hex(4), at: context.place(start, 2))
        }
        if let start = place(of: 19) {
            sink.number("radiotap.mcs.index", "MCS index", bytes[start + 2], at: context.place(start + 2, 1))
        }
    }

    @inlinable
    func describeStrength<Sink: FieldSink & ~Copyable>(
        _ bit: Int, _ name: String, _ label: String, into sink: inout Sink, in context: LayerContext
    ) {
        guard let start = place(of: bit) else { return }
        let value = Int64(Int8(bitPattern: bytes[start]))
        sink.signed(name, label, value, .units("dBm"), at: context.place(start, 1))
    }

    @inlinable
    func describeFlags<Sink: FieldSink & ~Copyable>(_ flags: UInt8, into sink: inout Sink, at place: Range<Int>) {
        sink.open("radiotap.flags", "Flags", at: place)
        sink.number("radiotap.flags", "Flags", flags, .hex(2), at: place)
        sink.flag("radiotap.flags.cfp", "CFP", flags & 0x01 != 0, at: place)
        sink.flag("radiotap.flags.preamble", "Short preamble", flags & 0x02 != 0, at: place)
        sink.flag("radiotap.flags.wep", "WEP", flags & 0x04 != 0, at: place)
        sink.flag("radiotap.flags.frag", "Fragmentation", flags & 0x08 != 0, at: place)
        sink.flag("radiotap.flags.fcs", "FCS at end", flags & 0x10 != 0, at: place)
        sink.flag("radiotap.flags.datapad", "Data Pad", flags & 0x20 != 0, at: place)
        sink.flag("radiotap.flags.badfcs", "Bad FCS", flags & 0x40 != 0, at: place)
        sink.flag("radiotap.flags.shortgi", "Short GI", flags & 0x80 != 0, at: place)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.showsLinkLayer else { return }
        if let frequency {
            line.write(frequency)
            line.write(" MHz ")
        }
        if let signal {
            line.write(Int(signal))
            line.write(" dBm ")
        }
        if (flags ?? 0) & 0x40 != 0 { line.write("bad FCS ") }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "802.11"
        let rest = bytes.count - headerByteCount
        // What the capture cut off was the check sequence first.
        let tail = hasFrameCheck ? Swift.max(0, 4 - context.missingByteCount) : 0
        return NextLayer(.wlan, at: headerByteCount, byteCount: Swift.max(0, rest - tail))
    }
}
