/// Text in the making, a million lines of it.
///
/// Bytes go into a room of fixed size within the value itself: no other owner to look out for, no memory to ask for.
/// From there they move to an array as the room fills up.
public struct TextBuffer: ~Copyable {
    @usableFromInline var room = InlineArray<4096, UInt8>(repeating: 0)
    /// How many bytes of the room are taken.
    @usableFromInline var end = 0
    /// The bytes before those in the room: the first `movedCount` of an array that only grows.
    @usableFromInline var moved: [UInt8] = []
    @usableFromInline var movedCount = 0

    @inlinable
    public init() {}

    @inlinable public var count: Int { movedCount + end }
    @inlinable public var isEmpty: Bool { count == 0 }
    // Mutating, as is all that reads the room: it would be copied to be read from a constant.
    public var last: UInt8? {
        mutating get { end > 0 ? room[end - 1] : movedCount > 0 ? moved[movedCount - 1] : nil }
    }

    /// A copy of the text.
    public var bytes: [UInt8] {
        mutating get { withBytes { [UInt8](copying: $0) } }
    }

    /// Calls `body` with all of the text; cheap while it is short.
    @inlinable
    public mutating func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        guard movedCount == 0 else {
            moveOut()
            return body(moved.span.extracting(first: movedCount))
        }
        return body(room.span.extracting(first: end))
    }

    /// Keeps the memory for what comes next.
    @inlinable
    public mutating func removeAll() {
        end = 0
        movedCount = 0
    }

    /// Leaves the first `count` bytes.
    public mutating func truncate(to count: Int) {
        end = max(0, min(end, count - movedCount))
        movedCount = min(movedCount, count)
    }

    /// Empties the room.
    @inline(never)
    @usableFromInline
    mutating func moveOut() {
        moved.write(room.span.extracting(first: end), at: &movedCount)
        end = 0
    }

    /// Where the next byte goes; there is room for 64 from there on. The compiler sees that, and checks no store.
    @inlinable
    @inline(__always)
    mutating func place() -> Int {
        if UInt(bitPattern: end) <= 4096 - 64 { return end }
        moveOut()
        return 0
    }

    /// Appends text of at most 15 bytes, such as a literal: that is a constant, which the compiler stores in one go.
    @inlinable
    @inline(__always)
    public mutating func append(word text: String) {
        assert(text.utf8.count <= 15)
        var place = place()
        for byte in text.utf8 {
            room[place] = byte
            place &+= 1
        }
        end = place
    }

    /// Appends the lowest `count` bytes of two words, at most 16, the first word before the second.
    @inlinable
    @inline(__always)
    public mutating func append(words first: UInt64, _ second: UInt64, count: Int) {
        let place = place()
        store(first, at: place)
        store(second, at: place &+ 8)
        end = place &+ count
    }

    /// Overwrites eight bytes of the room.
    @inlinable
    @inline(__always)
    mutating func store(_ word: UInt64, at place: Int) {
        // Checked as a whole, so that there is one store.
        precondition(UInt(bitPattern: place) <= 4096 - 8)
        room[place] = UInt8(truncatingIfNeeded: word)
        room[place &+ 1] = UInt8(truncatingIfNeeded: word >> 8)
        room[place &+ 2] = UInt8(truncatingIfNeeded: word >> 16)
        room[place &+ 3] = UInt8(truncatingIfNeeded: word >> 24)
        room[place &+ 4] = UInt8(truncatingIfNeeded: word >> 32)
        room[place &+ 5] = UInt8(truncatingIfNeeded: word >> 40)
        room[place &+ 6] = UInt8(truncatingIfNeeded: word >> 48)
        room[place &+ 7] = UInt8(truncatingIfNeeded: word >> 56)
    }

    /// Appends text of another buffer.
    public mutating func append(_ other: inout TextBuffer, _ range: Range<Int>) {
        guard other.movedCount == 0 else {
            other.moveOut()
            return append(copying: other.moved.span.extracting(range))
        }
        append(copying: other.room.span.extracting(range))
    }
}

extension TextBuffer: TextOutput {
    @inlinable
    @inline(__always)
    public mutating func append(_ byte: UInt8) { append(word: UInt64(byte), count: 1) }

    @inlinable
    @inline(__always)
    public mutating func append(word: UInt64, count: Int) {
        // A jump where this comes last, so that what calls this has nothing to save for it.
        guard UInt(bitPattern: end) <= 4096 - 64 else { return appendWhereFull(word: word, count: count) }
        store(word, at: end)
        end &+= count
    }

    @inline(never)
    @usableFromInline
    mutating func appendWhereFull(word: UInt64, count: Int) {
        moveOut()
        store(word, at: 0)
        end = count
    }

    public mutating func append(copying bytes: Span<UInt8>) {
        guard bytes.count > 64 else { return append(short: bytes) }
        if bytes.count > 1024 {
            moveOut()
            return moved.write(bytes, at: &movedCount)
        }
        if end > 4096 - 1024 { moveOut() }
        let start = end
        var room = room.mutableSpan
        room.copy(bytes, at: start)
        end = start &+ bytes.count
    }

    /// Appends at most 64 bytes: by words, the last of which ends where the bytes do and so may write some again.
    private mutating func append(short bytes: Span<UInt8>) {
        let count = bytes.count
        guard count >= 8 else { return append(word: bytes.word, count: count) }
        let start = place()
        var offset = 0
        while offset < count &- 8 {
            store(bytes.uint64(at: offset).byteSwapped, at: start &+ offset)
            offset &+= 8
        }
        store(bytes.uint64(at: count &- 8).byteSwapped, at: start &+ count &- 8)
        end = start &+ count
    }

    public mutating func append(hex bytes: Span<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            let some = rest.extracting(first: 512)
            if end > 4096 - 1024 { moveOut() }
            var room = room.mutableSpan
            room.write(hex: some, at: end)
            end &+= 2 &* some.count
            rest = rest.extracting(droppingFirst: some.count)
        }
    }
}

extension [UInt8] {
    /// Puts bytes at a place and moves it on; the array grows where it is too short.
    fileprivate mutating func write(_ bytes: Span<UInt8>, at place: inout Int) {
        let end = place + bytes.count
        if end > count { append(contentsOf: repeatElement(0, count: Swift.max(end, 2 * count) - count)) }
        var room = mutableSpan
        room.copy(bytes, at: place)
        place = end
    }
}
