import Wire

/// An address within text.
public struct FoundAddress: Sendable {
    public let address: IPAddress
    /// Where its text stands.
    public let bytes: Range<Int>
}

/// Finds the addresses in any text, line ends included.
///
/// An address is a word, or begins or ends at a sign: `[2001:db8::1]:80`, `src=10.0.0.1:443`, `10.0.0.1/24`, and
/// `10.0.0.1.` at the end of a sentence. Nothing within a longer word is one: `1.2.3.4.5`, `v1.2.3.4`,
/// `4.3.2.1.in-addr.arpa`, `1::2::3`, `12:34:56`.
public struct AddressScanner: ~Escapable {
    private let text: Span<UInt8>
    /// All before it was looked at.
    private var place: Int

    @_lifetime(copy text)
    public init(_ text: Span<UInt8>, from place: Int = 0) {
        self.text = text
        self.place = place
    }

    /// Passes over what lies before a place.
    public mutating func skip(to place: Int) { self.place = max(place, self.place) }

    public mutating func next() -> FoundAddress? {
        while let sign = text.nextSeparator(from: place) {
            if text[sign] == UInt8(ascii: ".") {
                if let found = quad(around: sign) { return found }
            } else if let found = word(around: sign) {
                return found
            }
        }
        place = text.count
        return nil
    }

    /// The IPv4 address whose first dot this is.
    @inline(__always)
    private mutating func quad(around dot: Int) -> FoundAddress? {
        let floor = place
        place = dot &+ 1
        guard dot > floor, text[dot &- 1].isDigit, place < text.count, text[place].isDigit else { return nil }
        var start = dot &- 1
        while start > floor, text[start &- 1].isDigit { start &-= 1 }
        var end = start
        guard dot &- start <= 3, start == 0 || !text[start &- 1].isWordByte && text[start &- 1] != UInt8(ascii: "."),
            let address = IPv4Address(reading: text, at: &end), text.endsQuad(at: end)
        else {
            place = text.endOfNumbers(from: place)
            return nil
        }
        place = end
        return FoundAddress(address: .v4(address), bytes: start..<end)
    }

    /// The address in the word of hexadecimal digits, colons and dots round a colon.
    private mutating func word(around colon: Int) -> FoundAddress? {
        var start = colon
        while start > place, text[start &- 1].isAddressByte { start &-= 1 }
        var (end, colons, dots) = (start, 0, 0)
        while end < text.count, text[end].isAddressByte {
            if text[end] == UInt8(ascii: ":") { colons &+= 1 }
            if text[end] == UInt8(ascii: ".") { dots &+= 1 }
            end &+= 1
        }
        place = end
        if colons > 1, let found = groups(start, end) { return found }
        return dots > 2 ? quad(within: start..<end) : nil
    }

    /// The IPv6 address that a word is, but for a name before it and signs of a sentence behind it.
    private func groups(_ wordStart: Int, _ wordEnd: Int) -> FoundAddress? {
        var (start, end) = (wordStart, wordEnd)
        guard end == text.count || !text[end].isWordByte || text[end] == UInt8(ascii: "_") else { return nil }
        if start > 0, text[start &- 1].isWordByte {
            // `ip6:2001:db8::1`: a name before a single colon.
            while start < end, text[start] != UInt8(ascii: ":") { start &+= 1 }
        }
        if text.isSingleColon(at: start, in: wordStart..<end) { start &+= 1 }
        guard start == 0 || !text[start &- 1].isWordByte else { return nil }
        while end > start, text[end &- 1] == UInt8(ascii: ".") { end &-= 1 }
        if end > start, text.isSingleColon(at: end &- 1, in: start..<end) { end &-= 1 }
        var place = start
        guard let address = IPv6Address(reading: text.extracting(first: end), at: &place), place == end else {
            return nil
        }
        return FoundAddress(address: .v6(address), bytes: start..<end)
    }

    /// The first IPv4 address between colons.
    private mutating func quad(within word: Range<Int>) -> FoundAddress? {
        var start = word.lowerBound
        while start < word.upperBound {
            var end = start
            if start == 0 || !text[start &- 1].isWordByte, let address = IPv4Address(reading: text, at: &end),
                text.endsQuad(at: end)
            {
                place = end
                return FoundAddress(address: .v4(address), bytes: start..<end)
            }
            while start < word.upperBound, text[start] != UInt8(ascii: ":") { start &+= 1 }
            start &+= 1
        }
        return nil
    }
}

extension UInt8 {
    @inline(__always) fileprivate var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// Letters, digits, and all beyond ASCII.
    @inline(__always) fileprivate var isWordByte: Bool { isDigit || isLetter || self >= 0x80 }
    @inline(__always) fileprivate var isAddressByte: Bool {
        isDigit || (self | 0x20) &- 0x61 < 6 || self == UInt8(ascii: ":") || self == UInt8(ascii: ".")
    }
}

extension Span where Element == UInt8 {
    /// The first dot or colon from a place on.
    @inline(__always)
    fileprivate func nextSeparator(from start: Int) -> Int? {
        var index = start
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        while index &+ 8 <= count {
            // In each byte the highest bit is left clear where the byte is the one looked for.
            let dots = uint64(at: index) ^ 0x2E2E_2E2E_2E2E_2E2E
            let colons = dots ^ 0x1414_1414_1414_1414
            let others = ((dots & low) &+ low | dots) & ((colons & low) &+ low | colons) | low
            if others != .max { return index &+ (~others).leadingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count {
            if self[index] == UInt8(ascii: ".") || self[index] == UInt8(ascii: ":") { return index }
            index &+= 1
        }
        return nil
    }

    /// Whether an IPv4 address may end here: not before a letter, nor before a dot and more of the word.
    @inline(__always)
    fileprivate func endsQuad(at end: Int) -> Bool {
        guard end < count else { return true }
        if self[end] == UInt8(ascii: ".") { return end &+ 1 >= count || !self[end &+ 1].isWordByte }
        return !self[end].isWordByte
    }

    fileprivate func endOfNumbers(from start: Int) -> Int {
        var index = start
        while index < count, self[index].isDigit || self[index] == UInt8(ascii: ".") { index &+= 1 }
        return index
    }

    /// Whether a colon stands here, and none beside it.
    fileprivate func isSingleColon(at index: Int, in word: Range<Int>) -> Bool {
        word.contains(index) && self[index] == UInt8(ascii: ":")
            && (index == word.lowerBound || self[index &- 1] != UInt8(ascii: ":"))
            && (index &+ 1 >= word.upperBound || self[index &+ 1] != UInt8(ascii: ":"))
    }
}
