import Wire

/// Keys of members as they stand in JSON, found by the names of fields.
///
/// Packets are much alike: nearly always the key asked for is one of the few that were asked for after the one before.
/// So those are tried first, and strings are told apart by where they are.
struct MemberKeys {
    private struct Place: Hashable {
        let name: String
        let group: String
    }

    /// The fields' names, and those of the groups whose objects the members are in: empty for the layer.
    private var names: [String] = []
    private var groups: [String] = []
    /// `,"ttl":`
    private var texts: [WordText.Piece] = []
    /// Stand for the keys in comparisons.
    private var hashes: [UInt64] = []
    /// Four for each key: the one that was asked for after it, and others that were before.
    private var followers: [Int] = []
    private var words = WordText()
    private var places: [Place: Int] = [:]
    private var last = 0

    var count: Int { names.count }

    func name(_ place: Int) -> String { names[place] }
    @inline(__always) func hash(_ place: Int) -> UInt64 { hashes[place] }

    /// The place of the key for the member `name` of the object for `group`: what the name goes on with, or "value"
    /// where it is the group's own.
    @inline(__always)
    mutating func find(_ name: String, in group: String) -> Int {
        expected(name, in: group) ?? search(name, in: group)
    }

    /// The same, where that key comes as expected.
    @inline(__always)
    mutating func expected(_ name: String, in group: String) -> Int? {
        guard last < names.count else { return nil }
        let next = followers[4 &* last]
        guard names[next] == name, groups[next] == group else { return other(name, in: group) }
        last = next
        return next
    }

    private mutating func other(_ name: String, in group: String) -> Int? {
        for index in 4 * last + 1..<4 * last + 4 where names[followers[index]].utf8.count == name.utf8.count {
            let other = followers[index]
            guard names[other] == name, groups[other] == group else { continue }
            followers[index] = followers[4 * last]
            followers[4 * last] = other
            last = other
            return other
        }
        return nil
    }

    /// Forgets which key was asked for last: what comes now has nothing to do with it.
    mutating func restart() { last = 0 }

    private mutating func search(_ name: String, in group: String) -> Int {
        let found = places[Place(name: name, group: group)] ?? insert(name, group)
        for index in stride(from: 4 * last + 3, to: 4 * last, by: -1) { followers[index] = followers[index - 1] }
        followers[4 * last] = found
        last = found
        return found
    }

    private mutating func insert(_ name: String, _ group: String) -> Int {
        // Some layers share their names: "mdns" has those of "dns".
        let start = group.isEmpty ? name.utf8Span.span.firstDot + 1 : group.utf8.count + 1
        var key = Array(name.utf8.dropFirst(start))
        if key.isEmpty { key = Array("value".utf8) }
        names.append(name)
        groups.append(group)
        texts.append(words.add(Array(",\"".utf8) + key + Array("\":".utf8)))
        hashes.append(Self.hash(key.span))
        followers += [0, 0, 0, 0]
        places[Place(name: name, group: group)] = names.count - 1
        return names.count - 1
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
        words.append(texts[place], skipping: isFirst ? 1 : 0, to: &output)
    }

    /// Appends the key alone.
    func appendName(_ place: Int, to output: inout TextBuffer) {
        words.append(texts[place], skipping: 2, dropping: 2, to: &output)
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
