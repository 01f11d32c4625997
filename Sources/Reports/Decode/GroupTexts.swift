import Wire

/// Groups of fields that follow from one number, as they stood in JSON for the numbers that were seen last: TCP's flags
/// are mostly set as they were a moment ago.
struct GroupTexts {
    /// A group with its number: where its text is, and the member of it that was told last.
    private struct Entry {
        var group = -1
        var number: UInt64 = 0
        var text = 0..<0
        var last = 0
    }

    /// By ``place(_:_:)``: what comes later takes the place of what was there.
    private var entries = [Entry](repeating: Entry(), count: 256)
    /// A comma, the key and the object of each.
    private var texts: [UInt8] = []

    /// More than this is not remembered: whoever sends makes the numbers.
    private static let maximumByteCount = 1 << 16

    @inline(__always)
    private static func place(_ group: Int, _ number: UInt64) -> Int {
        (group &* 37 ^ Int(truncatingIfNeeded: number ^ number >> 8)) & 255
    }

    /// Appends the text of a group, after a comma unless it is the object's first member.
    ///
    /// - Parameter group: its key.
    /// - Returns: the key of its last member; nil, and nothing is appended, where the text is not known.
    @inline(__always)
    func append(_ group: Int, _ number: UInt64, isFirst: Bool, to output: inout TextBuffer) -> Int? {
        let place = Self.place(group, number)
        guard entries[place].group == group, entries[place].number == number else { return nil }
        output.append(copying: texts.span.extracting(entries[place].text).extracting(droppingFirst: isFirst ? 1 : 0))
        return entries[place].last
    }

    /// Remembers the text of a group, which begins with a comma unless it was the object's first member.
    mutating func keep(_ group: Int, _ number: UInt64, _ text: [UInt8], last: Int) {
        if texts.count > Self.maximumByteCount {
            texts.removeAll()
            entries = [Entry](repeating: Entry(), count: 256)
        }
        let start = texts.count
        if text.first != UInt8(ascii: ",") { texts.append(UInt8(ascii: ",")) }
        texts += text
        entries[Self.place(group, number)] = Entry(
            group: group, number: number, text: start..<texts.count, last: last)
    }
}
