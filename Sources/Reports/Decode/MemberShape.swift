import Wire

/// How the fields of a list become members of their layer's object: what of braces and keys stands before which value.
struct MemberShape {
    /// The numbers of the names, in the order in which the layer told them first.
    let order: [Int]
    /// The places in `order` in the order of the members, each with what stands before its value.
    private(set) var steps: [(place: Int, text: WordText.Piece)] = []
    /// Braces behind the last.
    private(set) var end: Int = 0
    /// The members of the layer's object that were looked for, and whether it had them.
    private(set) var members: [(hash: UInt64, isTaken: Bool)] = []

    /// - Parameters:
    ///   - names: in that order.
    ///   - taken: the members that the object has already.
    init(_ order: [Int], _ names: [String], beside taken: inout TakenKeys, in texts: inout WordText) {
        self.order = order
        var tree = MemberTree(names)
        tree.write(beside: &taken, below: 0, like: 0)
        steps = tree.steps.map { ($0.place, texts.add($0.text)) }
        end = tree.text.count
        members = tree.members
    }

    /// Whether the shape would be the same beside these members.
    func fits(_ taken: inout TakenKeys) -> Bool {
        for member in members where taken.has(member.hash) != member.isTaken { return false }
        return true
    }
}

/// Names of fields as paths of nested objects.
private struct MemberTree {
    private struct Name {
        let bytes: [UInt8]
        /// Where the path within the layer begins: after the first dot.
        let start: Int
        var isWritten = false
    }

    private var names: [Name]
    private(set) var steps: [(place: Int, text: [UInt8])] = []
    /// What stands before the next value.
    private(set) var text: [UInt8] = []
    private(set) var members: [(hash: UInt64, isTaken: Bool)] = []
    private var isFirst = false

    init(_ names: [String]) {
        self.names = names.map { Name(bytes: Array($0.utf8), start: $0.utf8Span.span.firstDot + 1) }
    }

    /// Writes the names whose paths share the first `depth` bytes with the one at `pattern`.
    mutating func write(beside taken: inout TakenKeys, below depth: Int, like pattern: Int) {
        for index in pattern..<names.count where !names[index].isWritten && shares(pattern, index, depth) {
            let name = names[index]
            let start = name.start + depth
            let dot = name.bytes[start...].firstIndex(of: UInt8(ascii: ".")) ?? -1
            let isObject = dot >= 0 && !hasValue(name.bytes[..<dot]) && !isTaken(name.bytes[start..<dot], depth, &taken)
            let key = name.bytes[start..<(isObject ? dot : name.bytes.count)]
            text += isFirst ? [] : [UInt8(ascii: ",")]
            text += [UInt8(ascii: "\"")] + key
            if !isObject, isTaken(key, depth, &taken) {
                var count = 2
                while isTaken(key + Array("#\(count)".utf8), depth, &taken) { count += 1 }
                text += "#\(count)".utf8
            }
            text += "\":".utf8
            isFirst = false
            if isObject {
                text.append(UInt8(ascii: "{"))
                isFirst = true
                write(beside: &taken, below: dot + 1 - name.start, like: index)
                text.append(UInt8(ascii: "}"))
                isFirst = false
            } else {
                names[index].isWritten = true
                steps.append((index, text))
                text = []
            }
        }
    }

    /// Whether the layer's object has this member. Notes that it is asked.
    private mutating func isTaken(_ key: ArraySlice<UInt8>, _ depth: Int, _ taken: inout TakenKeys) -> Bool {
        guard depth == 0 else { return false }
        let hash = MemberKeys.hash(key.span)
        let isTaken = taken.has(hash)
        members.append((hash, isTaken))
        return isTaken
    }

    /// Whether the first bytes of a name are a name that has values itself.
    private func hasValue(_ prefix: ArraySlice<UInt8>) -> Bool { names.contains { $0.bytes[...] == prefix } }

    private func shares(_ one: Int, _ other: Int, _ depth: Int) -> Bool {
        guard one != other, depth > 0 else { return true }
        let (one, other) = (names[one], names[other])
        return one.bytes[one.start...].prefix(depth) == other.bytes[other.start...].prefix(depth)
    }
}
