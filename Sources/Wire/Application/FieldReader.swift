/// Takes fields one after another out of borrowed bytes that may end anywhere, and knows where in the frame they stand.
/// No input makes it trap: where bytes are missing it gives nil, and is at its end.
@usableFromInline
struct FieldReader: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// Where in the frame the bytes begin.
    @usableFromInline let offset: Int
    /// Whether more bytes belong here than were to be had: then it is no fault of the sender's that they end.
    @usableFromInline let isCut: Bool
    /// How many bytes have been taken.
    @usableFromInline var position = 0

    @inlinable
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, at offset: Int = 0, isCut: Bool = false) {
        self.bytes = bytes
        self.offset = offset
        self.isCut = isCut
    }

    @inlinable var remaining: Int { bytes.count - position }
    @inlinable var rest: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: position) } }
    /// The place in the frame of what has not been taken yet.
    @inlinable var restPlace: Range<Int> { offset + position..<offset + bytes.count }

    /// The place in the frame of the next `count` bytes, or of as many as there are.
    @inlinable
    func place(_ count: Int) -> Range<Int> {
        let start = offset + position
        return start..<start + min(max(0, count), remaining)
    }

    /// The place in the frame of the `count` bytes that were taken last.
    @inlinable
    func lastPlace(_ count: Int) -> Range<Int> { offset + position - count..<offset + position }

    /// A big-endian number of the width of its type.
    @inlinable
    mutating func take<Value: FixedWidthInteger & UnsignedInteger>(_ type: Value.Type) -> Value? {
        take(byteCount: Value.bitWidth / 8).map { Value(truncatingIfNeeded: $0) }
    }

    /// A big-endian number of 1...8 bytes.
    @inlinable
    mutating func take(byteCount: Int) -> UInt64? {
        guard remaining >= byteCount else {
            position = bytes.count
            return nil
        }
        var value: UInt64 = 0
        for index in position..<position + byteCount { value = value << 8 | UInt64(bytes[index]) }
        position += byteCount
        return value
    }

    /// The next `count` bytes, or as many as there are, to be read by themselves.
    @inlinable
    @_lifetime(copy self)
    mutating func part(_ count: Int) -> FieldReader {
        let part = bytes.slice(at: position, upTo: count)
        let reader = FieldReader(part, at: offset + position, isCut: isCut && count > part.count)
        position += part.count
        return reader
    }

    /// The length of `size` bytes that stands `distance` bytes ahead; zero where it is missing.
    @inlinable
    func lengthAhead(_ distance: Int, size: Int = 2) -> Int {
        var reader = FieldReader(bytes.suffix(from: position + distance))
        return Int(reader.take(byteCount: size) ?? 0)
    }

    /// What stands behind a length of `size` bytes; empty where the length is missing.
    @inlinable
    @_lifetime(copy self)
    mutating func vector(_ size: Int) -> FieldReader {
        let length = take(byteCount: size) ?? 0
        return part(Int(length))
    }
}

extension FieldSink where Self: ~Copyable {
    @inlinable
    @discardableResult
    mutating func take<Value: FixedWidthInteger & UnsignedInteger>(
        _ name: String, _ label: String, _ type: Value.Type, _ style: NumberStyle = .decimal,
        from reader: inout FieldReader
    ) -> Value? {
        guard let value = reader.take(type) else { return nil }
        number(name, label, value, style, at: reader.lastPlace(Value.bitWidth / 8))
        return value
    }

    @inlinable
    @discardableResult
    mutating func take<Value: AssignedNumber>(
        _ name: String, _ label: String, _ type: Value.Type, _ style: NumberStyle = .decimal,
        from reader: inout FieldReader
    ) -> Value? {
        guard let value = reader.take(Value.RawValue.self) else { return nil }
        let number = Value(rawValue: value)
        self.number(name, label, number, style, at: reader.lastPlace(Value.RawValue.bitWidth / 8))
        return number
    }

    /// A length of `size` bytes; zero where it is missing.
    @inlinable
    mutating func takeLength(_ name: String, _ label: String, _ size: Int, from reader: inout FieldReader) -> Int {
        guard let value = reader.take(byteCount: size) else { return 0 }
        number(name, label, value, .units("bytes"), at: reader.lastPlace(size))
        return Int(value)
    }

    /// The next `count` bytes, or as many as there are; nothing where there are none.
    @inlinable
    mutating func takeBytes(_ name: String, _ label: String, _ count: Int, from reader: inout FieldReader) {
        let part = reader.part(count)
        if part.remaining > 0 { bytes(name, label, part.rest, at: part.restPlace) }
    }

    @inlinable
    mutating func takeText(_ name: String, _ label: String, _ count: Int, from reader: inout FieldReader) {
        let part = reader.part(count)
        if part.remaining > 0 { text(name, label, part.rest, at: part.restPlace) }
    }

    /// A number for each of the values that follow, each an element of a list.
    @inlinable
    mutating func takeEach<Value: AssignedNumber>(
        _ name: String, _ label: String, _ type: Value.Type, _ style: NumberStyle = .decimal,
        from reader: inout FieldReader
    ) {
        let size = Value.RawValue.bitWidth / 8
        while reader.remaining >= size {
            openItem(name, label, at: reader.place(size))
            take(name, label, type, style, from: &reader)
            close()
        }
    }
}

extension SummaryLine {
    /// Starts what an application protocol says of itself: after what TCP said, with a colon. False where a brief line
    /// has said enough with its name.
    mutating func begin(application name: String, byteCount: Int) -> Bool {
        let followsTCP = !text.isEmpty && text.last != UInt8(ascii: " ")
        if followsTCP { write(": ") }
        write(protocol: name)
        guard isBrief else { return true }
        if !followsTCP {
            write(", length ")
            write(byteCount)
        }
        return false
    }
}
