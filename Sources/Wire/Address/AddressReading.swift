// Addresses in bytes, as they come from a pipe: a million lines, and no `String` for any.

extension IPv4Address {
    /// Reads four decimal numbers without leading zeros from `place` on, as far as they go, and moves `place` behind
    /// them. What follows is for the caller to judge.
    @inlinable
    public init?(reading text: Span<UInt8>, at place: inout Int) {
        var value: UInt32 = 0
        var index = place
        for part in 0..<4 {
            if part > 0 {
                guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
                index &+= 1
            }
            guard index < text.count, let digit = text[index].decimalValue else { return nil }
            var number = digit
            index &+= 1
            while index < text.count, let digit = text[index].decimalValue {
                guard number > 0 else { return nil }
                number = number &* 10 &+ digit
                guard number <= 255 else { return nil }
                index &+= 1
            }
            value = value << 8 | number
        }
        place = index
        self.init(rawValue: value)
    }
}

extension IPv6Address {
    /// Reads the forms of RFC 4291 section 2.2 from `place` on, as far as they go, and moves `place` behind them.
    @inlinable
    public init?(reading text: Span<UInt8>, at place: inout Int) {
        // The groups so far; those before `::` are put aside as `head`.
        var (value, head): (UInt128, UInt128) = (0, 0)
        var (count, gap) = (0, -1)
        var index = place
        if text.isColon(at: index) {
            guard text.isColon(at: index &+ 1) else { return nil }
            gap = 0
            index &+= 2
        }
        while count < 8, let group = text.hexGroup(at: index) {
            if text.holds(UInt8(ascii: "."), at: group.end) {
                guard count <= 6, let quad = IPv4Address(reading: text, at: &index) else { return nil }
                value = value << 32 | UInt128(quad.rawValue)
                count &+= 2
                break
            }
            value = value << 16 | UInt128(group.value)
            count &+= 1
            index = group.end
            guard text.isColon(at: index) else { break }
            if text.isColon(at: index &+ 1) {
                guard gap < 0 else { return nil }
                (gap, head, value) = (count, value, 0)
                index &+= 2
            } else if count < 8, text.hexGroup(at: index &+ 1) != nil {
                index &+= 1
            } else {
                break
            }
        }
        guard gap < 0 ? count == 8 : count < 8 else { return nil }
        place = index
        self.init(rawValue: gap < 0 ? value : head << UInt128(16 &* (8 &- gap)) | value)
    }
}

extension IPAddress {
    /// Reads an address of either family from `place` on, as far as it goes, and moves `place` behind it.
    @inlinable
    public init?(reading text: Span<UInt8>, at place: inout Int) {
        if let address = IPv4Address(reading: text, at: &place) {
            self = .v4(address)
        } else if let address = IPv6Address(reading: text, at: &place) {
            self = .v6(address)
        } else {
            return nil
        }
    }
}

extension UInt8 {
    /// The value of an ASCII decimal digit.
    @inlinable var decimalValue: UInt32? {
        let value = self &- UInt8(ascii: "0")
        return value < 10 ? UInt32(value) : nil
    }
}

extension Span where Element == UInt8 {
    @inlinable
    @inline(__always)
    func holds(_ byte: UInt8, at index: Int) -> Bool { index < count && self[index] == byte }

    @inlinable
    @inline(__always)
    func isColon(at index: Int) -> Bool { holds(UInt8(ascii: ":"), at: index) }

    /// One to four hexadecimal digits, and where they end; nil where there are none, or more.
    @inlinable
    @inline(__always)
    func hexGroup(at start: Int) -> (value: UInt16, end: Int)? {
        var value: UInt16 = 0
        var index = start
        while index < count, let digit = self[index].hexDigitValue {
            guard index &- start < 4 else { return nil }
            value = value << 4 | UInt16(digit)
            index &+= 1
        }
        return index > start ? (value, index) : nil
    }

    /// Where the line that holds a place begins.
    @inlinable
    public func lineStart(from place: Int) -> Int {
        var index = place
        while index > 0, self[index &- 1] != 0x0A { index &-= 1 }
        return index
    }
}
