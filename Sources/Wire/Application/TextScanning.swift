// Reading of protocols that are made of lines of text.

extension UInt8 {
    @inlinable var isBlank: Bool { self == 0x20 || self == 0x09 }
    @inlinable var isBlankOrLineEnd: Bool { isBlank || self == 0x0D || self == 0x0A }
    @inlinable var isDecimalDigit: Bool { (0x30...0x39).contains(self) }
    /// The letter in lower case; anything else as it is.
    @inlinable var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension Span where Element == UInt8 {
    /// The place of the first such byte from `start` on.
    @inlinable
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        // Eight at a time: in each byte the highest bit is left clear where it is the one looked for.
        let (wanted, low) = (0x0101_0101_0101_0101 * UInt64(byte), 0x7F7F_7F7F_7F7F_7F7F as UInt64)
        while index &+ 8 <= count {
            let rest = uint64(at: index) ^ wanted
            let others = (rest & low) &+ low | rest | low
            if others != .max { return index &+ (~others).leadingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count {
            if self[index] == byte { return index }
            index &+= 1
        }
        return nil
    }

    /// Behind the line feed that ends the line at `start`; the end of the bytes where there is none.
    @inlinable
    public func lineEnd(from start: Int) -> Int {
        firstIndex(of: UInt8(ascii: "\n"), from: start).map { $0 + 1 } ?? count
    }

    /// How long the end of a line is that stands here; nil where none does.
    @inlinable
    func lineEndLength(at place: Int) -> Int? {
        guard place < count else { return nil }
        if self[place] == UInt8(ascii: "\n") { return 1 }
        let isPair = place + 1 < count && self[place] == UInt8(ascii: "\r") && self[place + 1] == UInt8(ascii: "\n")
        return isPair ? 2 : nil
    }

    /// The line at `start` without its end.
    @inlinable
    func line(from start: Int) -> Range<Int> {
        var end = lineEnd(from: start)
        if end > start, self[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, self[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// Whether the bytes begin with this text.
    @inlinable
    func hasPrefix(_ text: String) -> Bool {
        let prefix = text.utf8Span.span
        return count >= prefix.count && extracting(first: prefix.count).elementsEqual(prefix)
    }

    /// Whether the bytes are this text in lower case, letters of any case standing for each other.
    @inlinable
    func isEqualIgnoringCase(_ lowercase: Span<UInt8>) -> Bool {
        guard count == lowercase.count else { return false }
        for index in indices where self[index].lowercased != lowercase[index] { return false }
        return true
    }

    @inlinable
    func hasLowercasedSuffix(_ text: String) -> Bool {
        let suffix = text.utf8Span.span
        return count >= suffix.count && extracting(last: suffix.count).isEqualIgnoringCase(suffix)
    }
}

extension UInt64 {
    /// The number that decimal digits, and nothing else, stand for; nil for more than 18 digits.
    @usableFromInline
    init?(digits: Span<UInt8>) {
        guard (1...18).contains(digits.count) else { return nil }
        self = 0
        for index in digits.indices {
            guard digits[index].isDecimalDigit else { return nil }
            self = self * 10 + UInt64(digits[index] & 15)
        }
    }
}
