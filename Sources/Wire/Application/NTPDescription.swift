// The fields of an NTP packet.

extension NTPPacket {
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        var reader = FieldReader(bytes, at: context.offset)
        sink.open("ntp", "Network Time Protocol", at: reader.restPlace)
        let flags = reader.place(1)
        sink.open("ntp.flags", "Flags", at: flags)
        sink.number("ntp.flags", "Flags", bytes[0], .hex(2), at: flags)
        if mode == .privateUse {
            sink.number("ntp.priv.flags.r", "Response bit", bytes[0] >> 7, at: flags)
            sink.number("ntp.priv.flags.more", "More bit", bytes[0] >> 6 & 1, at: flags)
        } else {
            sink.number("ntp.flags.li", "Leap Indicator", leap, at: flags)
        }
        sink.number("ntp.flags.vn", "Version number", version, at: flags)
        sink.number("ntp.flags.mode", "Mode", mode, at: flags)
        sink.close()
        _ = reader.take(UInt8.self)
        switch mode {
        case .control: describeControl(into: &sink, from: &reader)
        case .privateUse: describePrivate(into: &sink, from: &reader)
        default: describeTime(into: &sink, from: &reader)
        }
        sink.close()
    }

    @inlinable
    func describeTime<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        sink.take("ntp.stratum", "Peer Clock Stratum", NTPStratum.self, from: &reader)
        sink.takePower("ntp.ppoll", "Peer Polling Interval", from: &reader)
        sink.takePower("ntp.precision", "Peer Clock Precision", from: &reader)
        sink.take("ntp.rootdelay", "Root Delay", UInt32.self, .units("/65536 s"), from: &reader)
        sink.take("ntp.rootdispersion", "Root Dispersion", UInt32.self, .units("/65536 s"), from: &reader)
        sink.takeBytes("ntp.refid", "Reference ID", 4, from: &reader)
        sink.takeTimestamp("ntp.reftime", "Reference Timestamp", from: &reader)
        sink.takeTimestamp("ntp.org", "Origin Timestamp", from: &reader)
        sink.takeTimestamp("ntp.rec", "Receive Timestamp", from: &reader)
        sink.takeTimestamp("ntp.xmt", "Transmit Timestamp", from: &reader)
        // What is no longer than a key's number and a digest is no extension (RFC 7822 section 7.5).
        while reader.remaining > NTPPacket.maximumMACByteCount {
            if !describeExtension(into: &sink, from: &reader) { break }
        }
        sink.takeBytes("ntp.keyid", "Key ID", 4, from: &reader)
        sink.takeBytes("ntp.mac", "Message Authentication Code", reader.remaining, from: &reader)
    }

    /// A key's number and a SHA-1 digest.
    @usableFromInline static let maximumMACByteCount = 24

    /// An extension field (RFC 7822 section 3); false where it has a length that can't be.
    @inlinable
    func describeExtension<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, from reader: inout FieldReader
    ) -> Bool {
        let length = reader.lengthAhead(2)
        sink.openItem("ntp.ext", "Extension", at: reader.place(length))
        sink.take("ntp.ext.type", "Field Type", NTPExtensionType.self, .hex(4), from: &reader)
        _ = sink.takeLength("ntp.ext.length", "Length", 2, from: &reader)
        let isGood = length >= 8 && length - 4 <= reader.remaining
        if isGood {
            sink.takeBytes("ntp.ext.value", "Value", length - 4, from: &reader)
        } else {
            sink.warning("ntp.ext.invalid_length", "the length can't be right", at: reader.lastPlace(2))
            _ = reader.part(reader.remaining)
        }
        sink.close()
        return isGood
    }

    /// Mode 6 (RFC 9327 section 2).
    @inlinable
    func describeControl<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        let place = reader.place(1)
        let flags = reader.take(UInt8.self) ?? 0
        sink.open("ntp.ctrl.flags2", "Flags 2", at: place)
        sink.number("ntp.ctrl.flags2", "Flags 2", flags, .hex(2), at: place)
        sink.number("ntp.ctrl.flags2.r", "Response bit", flags >> 7, at: place)
        sink.number("ntp.ctrl.flags2.error", "Error bit", flags >> 6 & 1, at: place)
        sink.number("ntp.ctrl.flags2.more", "More bit", flags >> 5 & 1, at: place)
        sink.number(
            "ntp.ctrl.flags2.opcode", "Opcode", NTPControlOperation(rawValue: flags & 31), at: place)
        sink.close()
        sink.take("ntp.ctrl.sequence", "Sequence", UInt16.self, from: &reader)
        sink.take("ntp.ctrl.status", "Status", UInt16.self, .hex(4), from: &reader)
        sink.take("ntp.ctrl.associd", "AssociationID", UInt16.self, from: &reader)
        sink.take("ntp.ctrl.offset", "Offset", UInt16.self, from: &reader)
        let count = sink.takeLength("ntp.ctrl.count", "Count", 2, from: &reader)
        sink.takeText("ntp.ctrl.data", "Data", count, from: &reader)
    }

    /// Mode 7, ntpd's own.
    @inlinable
    func describePrivate<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        let place = reader.place(1)
        let sequence = reader.take(UInt8.self) ?? 0
        sink.open("ntp.priv.auth_seq", "Auth, sequence", at: place)
        sink.number("ntp.priv.auth_seq", "Auth, sequence", sequence, at: place)
        sink.number("ntp.priv.auth", "Auth bit", sequence >> 7, at: place)
        sink.number("ntp.priv.seq", "Sequence number", sequence & 0x7F, at: place)
        sink.close()
        sink.take("ntp.priv.impl", "Implementation", NTPImplementation.self, from: &reader)
        sink.take("ntp.priv.reqcode", "Request code", NTPPrivateRequest.self, from: &reader)
        let items = reader.take(UInt16.self) ?? 0
        sink.number(
            "ntp.priv.err", "Err", NTPPrivateError(rawValue: UInt8(items >> 12)), .hex(2), at: reader.lastPlace(2))
        sink.number("ntp.priv.numitems", "Number of data items", items & 0xFFF, at: reader.lastPlace(2))
        let size = reader.take(UInt16.self) ?? 0
        sink.number("ntp.priv.reserved", "Reserved", size >> 12, .hex(2), at: reader.lastPlace(2))
        sink.number("ntp.priv.itemsize", "Size of data item", size & 0xFFF, .units("bytes"), at: reader.lastPlace(2))
        if reader.remaining > 0 { sink.bytes("data.data", "Data", reader.rest, at: reader.restPlace) }
    }
}

extension FieldSink where Self: ~Copyable {
    /// A number of seconds as the exponent of a power of two.
    @inlinable
    mutating func takePower(_ name: String, _ label: String, from reader: inout FieldReader) {
        guard let value = reader.take(UInt8.self) else { return }
        number(
            name, label, UInt64(value), .decimal, meaning: Self.usesMeanings ? NTPPower.names[Int(value)] : nil,
            at: reader.lastPlace(1))
    }

    @inlinable
    mutating func takeTimestamp(_ name: String, _ label: String, from reader: inout FieldReader) {
        guard let value = reader.take(UInt64.self) else { return }
        text(name, label, NTPTimestamp(rawValue: value).text.span, at: reader.lastPlace(8))
    }
}

/// What exponents of a power of two come to.
@usableFromInline
enum NTPPower {
    /// By the byte that holds the exponent: "64 s", "954 ns".
    @usableFromInline static let names: [String] = (0...255).map { name(Int8(truncatingIfNeeded: $0)) }

    private static func name(_ exponent: Int8) -> String {
        switch exponent {
        case 0...62: return "\(1 << Int(exponent)) s"
        case -34..<0:
            let picoseconds = (1_000_000_000_000 + (1 << (-Int(exponent) - 1))) >> -Int(exponent)
            let units = ["ps", "ns", "us", "ms"]
            var (value, unit) = (picoseconds, 0)
            while value >= 1000, unit < 3 {
                value = (value + 500) / 1000
                unit += 1
            }
            return "\(value) \(units[unit])"
        default: return "2^\(exponent) s"
        }
    }
}
