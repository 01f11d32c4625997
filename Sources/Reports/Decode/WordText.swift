import Wire

/// Short pieces of text that are written often: kept in words, as ``TextBuffer`` likes them best.
struct WordText {
    struct Piece {
        fileprivate let start: Int
        let byteCount: Int

        static let none = Piece(start: 0, byteCount: 0)
    }

    private var words: [UInt64] = []

    mutating func removeAll() { words.removeAll(keepingCapacity: true) }

    mutating func add(_ text: [UInt8]) -> Piece {
        let piece = Piece(start: words.count, byteCount: text.count)
        for start in stride(from: 0, to: text.count, by: 8) {
            words.append(Self.word(text[start...]))
        }
        return piece
    }

    /// The first eight bytes, the first of all in the lowest.
    static func word(_ text: ArraySlice<UInt8>) -> UInt64 {
        text.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Appends a piece without its first `skipped` bytes, at most 7, and without its last `dropped`.
    @inline(__always)
    func append(_ piece: Piece, skipping skipped: Int = 0, dropping dropped: Int = 0, to output: inout TextBuffer) {
        var word = piece.start
        var rest = piece.byteCount &- dropped
        if skipped > 0 {
            output.append(word: words[word] >> UInt64(8 &* skipped), count: min(rest, 8) &- skipped)
            word &+= 1
            rest &-= 8
        }
        while rest > 0 {
            output.append(word: words[word], count: min(rest, 8))
            word &+= 1
            rest &-= 8
        }
    }
}
