import Wire

/// Keys of members as they stand in JSON, found by the names of fields.
///
/// Packets are much alike: nearly always the key asked for is one of the few that were asked for after the one before.
/// So those are tried first, and strings are told apart by where they are.
struct MemberKeys {
    /// In place of a group's key: the object is the layer's.
    static let layer = 0

    private struct Place: Hashable {
        let name: String
        let group: Int
    }

    private struct Key {
        /// The field's name.
        let name: String
        /// The key of the group whose object the member is in.
        let group: Int
        /// `,"ttl":`, and what of it is longer than two words.
        let text: (UInt64, UInt64)
        let byteCount: Int
        let rest: WordText.Piece
        /// Stands for the key in comparisons.
        let hash: UInt64
        /// The key that was asked for after it the last time, and others that were before.
        var next = 0
        var others = InlineArray<3, Int>(repeating: 0)
    }

    /// The first stands for the layer and for what comes before all others: no field has its name.
    private var keys: [Key] = []
    private var words = WordText()
    private var places: [Place: Int] = [:]
    /// The key that was asked for last, and the one that came after it the last time.
    private(set) var last = 0
    private var next = 0

    init() { _ = insert("", 0) }

    var count: Int { keys.count }

    func name(_ place: Int) -> String { keys[place].name }
    @inline(__always) func hash(_ place: Int) -> UInt64 { keys[place].hash }

    /// The place of the key for the member `name` of the object for `group`: what the name goes on with, or "value"
    /// where it is the group's own.
    @inline(__always)
    mutating func find(_ name: String, in group: Int) -> Int {
        expected(name, in: group) ?? search(name, in: group)
    }

    /// The same, where that key comes as expected.
    @inline(__always)
    mutating func expected(_ name: String, in group: Int) -> Int? {
        let place = next
        guard keys[place].name == name, keys[place].group == group else { return other(name, in: group) }
        last = place
        next = keys[place].next
        return place
    }

    private mutating func other(_ name: String, in group: Int) -> Int? {
        let others = keys[last].others
        for index in others.indices {
            let other = others[index]
            guard keys[other].group == group, keys[other].name.utf8.count == name.utf8.count,
                keys[other].name == name
            else { continue }
            keys[last].others[index] = next
            keys[last].next = other
            goOn(after: other)
            return other
        }
        return nil
    }

    /// Goes on as if that key had been asked for: at the layer's where what comes now has nothing to do with the last.
    @inline(__always)
    mutating func goOn(after place: Int) {
        last = place
        next = keys[place].next
    }

    private mutating func search(_ name: String, in group: Int) -> Int {
        let found = places[Place(name: name, group: group)] ?? insert(name, group)
        let others = keys[last].others
        keys[last].others = [keys[last].next, others[0], others[1]]
        keys[last].next = found
        goOn(after: found)
        return found
    }

    private mutating func insert(_ name: String, _ group: Int) -> Int {
        // Some layers share their names: "mdns" has those of "dns".
        let start = group == Self.layer ? name.utf8Span.span.firstDot + 1 : keys[group].name.utf8.count + 1
        var key = Array(name.utf8.dropFirst(start))
        if key.isEmpty { key = Array("value".utf8) }
        let text = Array(",\"".utf8) + key + Array("\":".utf8)
        keys.append(
            Key(
                name: name, group: group, text: (WordText.word(text[...]), WordText.word(text.dropFirst(8))),
                byteCount: text.count, rest: words.add(Array(text.dropFirst(16))), hash: Self.hash(key.span)))
        places[Place(name: name, group: group)] = keys.count - 1
        return keys.count - 1
    }

    /// FNV-1a.
    static func hash(_ text: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
        return hash
    }

    /// Appends a key and a colon, after a comma unless the member is the object's first.
    @inline(__always)
    func append(_ place: Int, isFirst: Bool, to output: inout TextBuffer) {
        let count = keys[place].byteCount
        var ((first, second), written) = (keys[place].text, min(count, 16))
        if isFirst {
            first = first >> 8 | second << 56
            second >>= 8
            written &-= 1
        }
        output.append(words: first, second, count: written)
        if count > 16 { words.append(keys[place].rest, to: &output) }
    }

    /// Appends the key alone.
    func appendName(_ place: Int, to output: inout TextBuffer) {
        let (text, end) = (keys[place].text, keys[place].byteCount - 2)
        output.append(words: text.0 >> 16 | text.1 << 48, text.1 >> 16, count: min(end, 16) - 2)
        if end > 16 { words.append(keys[place].rest, dropping: 2, to: &output) }
    }
}

/// Which members a layer's object has: an object may have no key twice.
struct TakenKeys {
    private static let usualCount = 128

    private var hashes = InlineArray<128, UInt64>(repeating: 0)
    private var more: [UInt64] = []
    private var count = 0
    /// A bit for some of each hash.
    private var bits: UInt64 = 0

    mutating func removeAll() {
        count = 0
        bits = 0
        if !more.isEmpty { more.removeAll() }
    }

    @inline(__always)
    mutating func insert(_ hash: UInt64) {
        if count < Self.usualCount { hashes[count] = hash } else { more.append(hash) }
        count &+= 1
        bits |= 1 &<< (hash >> 58)
    }

    // Mutating, since what is constant would be copied to be read.
    @inline(__always)
    mutating func has(_ hash: UInt64) -> Bool { bits &>> (hash >> 58) & 1 != 0 && find(hash) }

    private mutating func find(_ hash: UInt64) -> Bool {
        for index in 0..<min(count, Self.usualCount) where hashes[index] == hash { return true }
        return more.contains(hash)
    }
}
