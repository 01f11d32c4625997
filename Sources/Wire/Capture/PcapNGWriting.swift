// How a pcapng block is put together: little-endian numbers, pieces padded to 32 bits, the length before and behind.

extension Array where Element == UInt8 {
    mutating func append(littleEndian value: some FixedWidthInteger) {
        append(addingCapacity: value.bitWidth / 8) { output in
            for shift in stride(from: 0, to: value.bitWidth, by: 8) {
                output.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
    }

    /// Appends a time as pcapng splits it: the upper 32 bits first, whatever the byte order.
    mutating func append(pcapNGTimestamp time: Int64) {
        let ticks = UInt64(clamping: time)
        append(littleEndian: UInt32(truncatingIfNeeded: ticks >> 32))
        append(littleEndian: UInt32(truncatingIfNeeded: ticks))
    }

    /// Appends bytes, and zeroes up to a multiple of four.
    mutating func appendPadded(_ bytes: Span<UInt8>) {
        append(copying: bytes)
        for _ in 0..<(-bytes.count & 3) { append(0) }
    }

    /// Appends a block of which `body` appends the middle, a multiple of four bytes.
    mutating func appendPcapNGBlock(_ type: PcapNGBlockType, body: (inout [UInt8]) -> Void) {
        let start = count
        append(littleEndian: type.rawValue)
        append(littleEndian: UInt32(0))
        body(&self)
        let length = UInt32(count - start + 4)
        for index in 0..<4 { self[start + 4 + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
        append(littleEndian: length)
    }

    /// Appends the options that `body` appends, and the end of the options if there are any at all.
    mutating func appendPcapNGOptions(_ body: (inout [UInt8]) -> Void) {
        let start = count
        body(&self)
        if count > start { append(littleEndian: UInt32(PcapNGOption.endOfOptions)) }
    }

    /// Appends a number as an option, its low `byteCount` bytes.
    mutating func appendPcapNGOption<Number: FixedWidthInteger>(
        _ code: UInt16, littleEndian value: Number?, byteCount: Int = Number.bitWidth / 8
    ) {
        guard let value else { return }
        append(littleEndian: code)
        append(littleEndian: UInt16(byteCount))
        append(littleEndian: value)
        removeLast(Number.bitWidth / 8 - byteCount)
        for _ in 0..<(-byteCount & 3) { append(0) }
    }

    /// Appends bytes as an option, which must be fewer than 65,536.
    mutating func appendPcapNGOption(_ code: UInt16, bytes: [UInt8]) {
        append(littleEndian: code)
        append(littleEndian: UInt16(bytes.count))
        appendPadded(bytes.span)
    }

    mutating func appendPcapNGOption(_ code: UInt16, time: Int64?) {
        guard let time else { return }
        append(littleEndian: code)
        append(littleEndian: UInt16(8))
        append(pcapNGTimestamp: time)
    }

    mutating func append(_ address: PcapNGInterface.Address) {
        switch address.address {
        case .v4(let value):
            append(littleEndian: PcapNGOption.interfaceIPv4Address)
            append(littleEndian: UInt16(8))
            append(littleEndian: value.rawValue.byteSwapped)
            append(
                littleEndian: (~AddressBlock.hostMask4(Swift.min(Swift.max(address.prefixLength, 0), 32))).byteSwapped)
        case .v6(let value):
            append(littleEndian: PcapNGOption.interfaceIPv6Address)
            append(littleEndian: UInt16(17))
            append(littleEndian: value.rawValue.byteSwapped)
            append(littleEndian: UInt32(UInt8(clamping: address.prefixLength)))
        }
    }

    /// Appends a text as an option; one that an option can't hold is cut between two characters.
    mutating func appendPcapNGOption(_ code: UInt16, text: String?) {
        guard let text else { return }
        appendPcapNGOption(code, bytes: [UInt8](utf8Of: text, upTo: 0xFFFF))
    }

    /// The UTF-8 of as many whole Unicode scalars as fit in `limit` bytes.
    private init(utf8Of text: String, upTo limit: Int) {
        var end = text.utf8.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex) ?? text.endIndex
        while end.samePosition(in: text.unicodeScalars) == nil { text.utf8.formIndex(before: &end) }
        self.init(text.utf8[..<end])
    }
}
