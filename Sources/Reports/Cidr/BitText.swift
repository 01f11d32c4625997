import Wire

/// The bits of addresses, with a bar between network and host.
struct BitText {
    /// The number of network bits.
    let prefixLength: Int
    let isColored: Bool

    private static let network = "\u{1B}[36m"
    private static let host = "\u{1B}[33m"
    private static let plain = "\u{1B}[0m"

    /// Appends 32 bits, a dot behind each eight.
    func write(_ address: IPv4Address, to text: inout TextBuffer) {
        write(UInt128(address.rawValue) << 96, 0..<32, 8, UInt8(ascii: "."), to: &text)
    }

    /// Appends 64 of the bits, a colon behind each sixteen: the first half, or the second.
    func write(_ address: IPv6Address, half: Int, to text: inout TextBuffer) {
        write(address.rawValue, half * 64..<half * 64 + 64, 16, UInt8(ascii: ":"), to: &text)
    }

    private func write(
        _ bits: UInt128, _ range: Range<Int>, _ group: Int, _ separator: UInt8, to text: inout TextBuffer
    ) {
        if isColored { text.append(text: range.lowerBound < prefixLength ? Self.network : Self.host) }
        for index in range {
            if index > range.lowerBound, index % group == 0 { text.append(separator) }
            if index == prefixLength, index > range.lowerBound { writeBar(to: &text) }
            text.append(bits >> UInt128(127 - index) & 1 == 0 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
        }
        if range.upperBound == prefixLength, prefixLength == 64 { writeBar(to: &text) }
        if isColored { text.append(text: Self.plain) }
    }

    private func writeBar(to text: inout TextBuffer) {
        if isColored { text.append(text: Self.plain) }
        text.append(word: "|")
        if isColored { text.append(text: Self.host) }
    }
}
