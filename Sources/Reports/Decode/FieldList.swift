import Wire

/// Fields of a layer in any order, of any number each, until the layer ends and they become members of its object.
struct FieldList {
    private struct Field {
        /// The value as JSON.
        let text: Range<Int>
        /// The next field of this name.
        var next = -1
    }

    private struct Name {
        let name: String
        /// Where the path within the layer begins: after the first dot.
        let start: Int
        let first: Int
        var last: Int
        var isWritten = false
    }

    private var text: [UInt8] = []
    private var fields: [Field] = []
    private var names: [Name] = []
    private var taken = LayerKeys()

    var isEmpty: Bool { fields.isEmpty }

    /// Adds a field whose value takes at most `byteCount` bytes.
    @inline(__always)
    mutating func add(_ name: String, _ byteCount: Int, _ value: (inout OutputSpan<UInt8>) -> Void) {
        let start = text.count
        text.append(addingCapacity: byteCount, initializingWith: value)
        keep(name, start..<text.count)
    }

    private mutating func keep(_ name: String, _ text: Range<Int>) {
        let index = fields.count
        fields.append(Field(text: text))
        // A layer has a few dozen names at most, however many fields it has.
        for place in names.indices where names[place].name == name {
            fields[names[place].last].next = index
            names[place].last = index
            return
        }
        names.append(Name(name: name, start: name.utf8Span.span.firstDot + 1, first: index, last: index))
    }

    /// Writes what has been added as members, and is empty again.
    ///
    /// - Parameters:
    ///   - isContinued: whether a member stands before.
    ///   - taken: the members that the layer's object has.
    mutating func write(to output: inout [UInt8], after isContinued: Bool, beside taken: LayerKeys) {
        var isFirst = !isContinued
        self.taken = taken
        members(to: &output, below: 0, like: 0, isFirst: &isFirst)
        text.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
    }

    /// Writes the names whose paths share the first `depth` bytes with the one at `pattern`.
    private mutating func members(to output: inout [UInt8], below depth: Int, like pattern: Int, isFirst: inout Bool) {
        for index in pattern..<names.count where !names[index].isWritten && shares(pattern, index, depth) {
            let name = names[index].name
            let start = names[index].start + depth
            let dot = name.utf8Span.span.place(of: UInt8(ascii: "."), from: start)
            let isObject = dot >= 0 && !hasValue(name, dot) && !(depth == 0 && taken.has(name, start..<dot, in: output))
            let key = start..<(isObject ? dot : name.utf8.count)
            let isAgain = depth == 0 && !isObject && taken.has(name, key, in: output)
            append(key: name, key, isFirst: isFirst, isAgain: isAgain, to: &output)
            isFirst = false
            if isObject {
                output.append(UInt8(ascii: "{"))
                var isFirstInside = true
                members(to: &output, below: dot + 1 - names[index].start, like: index, isFirst: &isFirstInside)
                output.append(UInt8(ascii: "}"))
            } else {
                names[index].isWritten = true
                appendValues(of: index, to: &output)
            }
        }
    }

    private func append(
        key name: String, _ range: Range<Int>, isFirst: Bool, isAgain: Bool, to output: inout [UInt8]
    ) {
        output.append(addingCapacity: range.count + 6) { output in
            if !isFirst { output.append(UInt8(ascii: ",")) }
            output.append(UInt8(ascii: "\""))
            output.append(copying: name.utf8Span.span.extracting(range))
            if isAgain { output.append(text: "#2") }
            output.append(UInt8(ascii: "\""))
            output.append(UInt8(ascii: ":"))
        }
    }

    private func appendValues(of name: Int, to output: inout [UInt8]) {
        let isArray = names[name].first != names[name].last
        if isArray { output.append(UInt8(ascii: "[")) }
        var index = names[name].first
        while index >= 0 {
            if index != names[name].first { output.append(UInt8(ascii: ",")) }
            output.append(copying: text.span.extracting(fields[index].text))
            index = fields[index].next
        }
        if isArray { output.append(UInt8(ascii: "]")) }
    }

    /// Whether the first bytes of a name are a name that has values itself.
    private func hasValue(_ name: String, _ byteCount: Int) -> Bool {
        let prefix = name.utf8Span.span.extracting(first: byteCount)
        for other in names where other.name.utf8.count == byteCount {
            if other.name.utf8Span.span.elementsEqual(prefix) { return true }
        }
        return false
    }

    private func shares(_ one: Int, _ other: Int, _ depth: Int) -> Bool {
        guard one != other, depth > 0 else { return true }
        let first = names[one].name.utf8Span.span.slice(at: names[one].start, upTo: depth)
        return first.elementsEqual(names[other].name.utf8Span.span.slice(at: names[other].start, upTo: depth))
    }
}

extension String {
    /// Whether this is that name, or goes on from it after a dot.
    @inline(__always)
    func goesOn(from name: String) -> Bool {
        let length = name.utf8.count
        guard utf8.count >= length else { return false }
        let text = utf8Span.span
        guard text.count == length || text[length] == UInt8(ascii: ".") else { return false }
        return text.extracting(first: length).elementsEqual(name.utf8Span.span)
    }

    /// The place of the first dot in a name; before its first byte where there is none.
    @inline(__always)
    var firstDot: Int {
        guard utf8.count <= 15 else { return utf8Span.span.firstDot }
        var index = 0
        for byte in utf8 {
            if byte == UInt8(ascii: ".") { return index }
            index &+= 1
        }
        return -1
    }
}

extension Span where Element == UInt8 {
    var firstDot: Int { place(of: UInt8(ascii: "."), from: 0) }

    /// The place of the first such byte from `start` on; -1 where there is none.
    @inline(__always)
    func place(of byte: UInt8, from start: Int) -> Int {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index &+= 1
        }
        return -1
    }
}

extension OutputSpan where Element == UInt8 {
    /// Appends a member's key: a name from `start` on, where nothing is left of it "value". A comma stands before,
    /// unless it is the first; all is at most 9 bytes more than the name.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func append(key name: String, from start: Int, isFirst: Bool, isAgain: Bool) {
        if !isFirst { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\""))
        if start < name.utf8.count { append(text: name, from: start) } else { append(text: "value") }
        if isAgain { append(text: "#2") }
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
    }

    @inline(__always)
    @_lifetime(self: copy self)
    mutating func quoted(_ body: (inout OutputSpan<UInt8>) -> Void) {
        append(UInt8(ascii: "\""))
        body(&self)
        append(UInt8(ascii: "\""))
    }

    /// Appends bytes as hexadecimal digits: both of a byte are reckoned at once.
    @_lifetime(self: copy self)
    mutating func append(hex bytes: Span<UInt8>) {
        var place = count
        append(repeating: 0, count: 2 * bytes.count)
        var room = mutableSpan
        for index in bytes.indices {
            let byte = UInt16(bytes[index])
            let nibbles = byte >> 4 | byte << 8 & 0x0F00
            // 39 more for those from ten on.
            let letters = (nibbles &+ 0x0606) >> 4 & 0x0101
            let digits = nibbles &+ 0x3030 &+ letters &* 39
            room[place] = UInt8(truncatingIfNeeded: digits)
            room[place &+ 1] = UInt8(truncatingIfNeeded: digits >> 8)
            place &+= 2
        }
    }
}
