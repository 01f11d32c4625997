/// Bytes of a block in the byte order of their section, knowing where in the file they are.
struct PcapNGFields: ~Escapable {
    let bytes: Span<UInt8>
    var isBigEndian: Bool
    /// The place of the first byte in the file.
    let offset: Int
    /// What the bytes are, for errors.
    let header: StaticText

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, isBigEndian: Bool, at offset: Int, of header: StaticText) {
        self.bytes = bytes
        self.isBigEndian = isBigEndian
        self.offset = offset
        self.header = header
    }

    var count: Int { bytes.count }

    func uint16(at index: Int) -> UInt16 {
        isBigEndian ? bytes.uint16(at: index) : bytes.uint16(at: index).byteSwapped
    }

    func uint32(at index: Int) -> UInt32 {
        isBigEndian ? bytes.uint32(at: index) : bytes.uint32(at: index).byteSwapped
    }

    func uint64(at index: Int) -> UInt64 {
        isBigEndian ? bytes.uint64(at: index) : bytes.uint64(at: index).byteSwapped
    }

    /// The bytes as UTF-8, repaired where they are not. Some writers end texts with a zero, which the format does not.
    var text: String {
        var length = count
        while length > 0, bytes[length - 1] == 0 { length -= 1 }
        return String(decoding: [UInt8](copying: bytes.extracting(first: length)), as: UTF8.self)
    }

    @_lifetime(copy self)
    func slice(at index: Int, upTo length: Int) -> PcapNGFields {
        PcapNGFields(
            bytes.slice(at: index, upTo: length), isBigEndian: isBigEndian, at: offset + index, of: header)
    }

    @_lifetime(copy self)
    func named(_ header: StaticText) -> PcapNGFields {
        PcapNGFields(bytes, isBigEndian: isBigEndian, at: offset, of: header)
    }

    func require(_ needed: Int) throws(WireError) {
        guard count >= needed else {
            throw WireError(header, .truncated(needed: needed, available: count), at: offset)
        }
    }

    /// Refuses the value of an option that has a fixed length.
    func requireExactly(_ length: Int) throws(WireError) {
        guard count == length else { throw badLength("option length", count, length...length, at: -2) }
    }

    func badLength(_ field: StaticText, _ value: Int, _ range: ClosedRange<Int>, at index: Int) -> WireError {
        WireError(
            header,
            .badLength(field: field, value: value, minimum: range.lowerBound, maximum: range.upperBound),
            at: offset + index)
    }

    func badValue(_ field: StaticText, _ value: Int, at index: Int) -> WireError {
        WireError(header, .badValue(field: field, value: value), at: offset + index)
    }

    /// The error for the 32-bit field at `index`.
    func badValue(_ field: StaticText, at index: Int) -> WireError {
        badValue(field, Int(uint32(at: index)), at: index)
    }

    /// A time as pcapng splits it, the upper 32 bits first.
    func ticks(at index: Int) -> UInt64 { UInt64(uint32(at: index)) << 32 | UInt64(uint32(at: index + 4)) }

    /// Tells `body` each option from `start` on, and returns the first thing wrong: a length that reaches past the end,
    /// which ends the list, or what `body` throws, which does not.
    func damage(
        inOptionsFrom start: Int, _ body: (UInt16, borrowing PcapNGFields) throws(WireError) -> Void
    ) -> WireError? {
        var damage: WireError?
        var index = start
        while index + 4 <= count, uint16(at: index) != PcapNGOption.endOfOptions {
            let length = Int(uint16(at: index + 2))
            let room = count - index - 4
            guard length <= room else { return damage ?? badLength("option length", length, 0...room, at: index + 2) }
            do {
                try body(uint16(at: index), slice(at: index + 4, upTo: length))
            } catch {
                damage = damage ?? error
            }
            index += 4 + (length + 3) / 4 * 4
        }
        return damage
    }
}

/// What the times of an interface's packets mean (if_tsresol and if_tsoffset).
struct PcapNGTimescale: Hashable, Sendable {
    /// The low 7 bits are a negative exponent of 10, or of 2 where the high bit is set. Microseconds by default.
    var resolution: UInt8 = 6
    /// Seconds to add.
    var offset: Int64 = 0

    /// Nanoseconds in a tick where they are a whole number and nothing is added; else 0.
    var multiplier: UInt64 {
        resolution <= 9 && offset == 0 ? UInt64(Self.powerOfTen(9 - Int(resolution))) : 0
    }

    /// A time in nanoseconds, or the nearest that `Int64` holds.
    func nanoseconds(_ ticks: UInt64) -> Int64 {
        let exponent = Int(resolution & 0x7F)
        var time = Int128(ticks)
        if resolution & 0x80 != 0 {
            time = (time * 1_000_000_000) >> exponent
        } else if exponent <= 9 {
            time *= Self.powerOfTen(9 - exponent)
        } else {
            // 10^20 is more than any 64-bit number of ticks: beyond that every time is 0, however fine the ticks.
            time /= Self.powerOfTen(min(exponent - 9, 20))
        }
        return Int64(clamping: time + Int128(offset) * 1_000_000_000)
    }

    private static func powerOfTen(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
