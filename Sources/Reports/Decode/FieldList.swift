import Wire

/// Fields of a layer in any order, of any number each, until the layer ends and they become members of its object.
struct FieldList {
    private struct Field {
        let name: String
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

    var text: [UInt8] = []
    private var fields: [Field] = []
    private var names: [Name] = []
    private var start = 0
    private var pending = ""

    var isEmpty: Bool { fields.isEmpty }

    @inline(__always)
    mutating func add(_ name: String, _ write: (inout [UInt8]) -> Void) {
        begin(name)
        write(&text)
        end()
    }

    mutating func begin(_ name: String) {
        pending = name
        start = text.count
    }

    /// The value has been written to `text` since ``begin(_:)``.
    mutating func end() {
        let index = fields.count
        fields.append(Field(name: pending, text: start..<text.count))
        // A layer has a few dozen names at most, however many fields it has.
        for place in names.indices where names[place].name == pending {
            fields[names[place].last].next = index
            names[place].last = index
            return
        }
        names.append(Name(name: pending, start: pending.utf8Span.span.firstDot + 1, first: index, last: index))
    }

    /// Writes what has been added as members, and is empty again.
    ///
    /// - Parameter isContinued: whether a member stands before.
    mutating func write(to output: inout [UInt8], after isContinued: Bool) {
        var isFirst = !isContinued
        members(to: &output, below: 0, like: 0, isFirst: &isFirst)
        text.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
    }

    /// Writes the names whose paths share the first `depth` bytes with the one at `pattern`.
    private mutating func members(to output: inout [UInt8], below depth: Int, like pattern: Int, isFirst: inout Bool) {
        for index in pattern..<names.count where !names[index].isWritten && shares(pattern, index, depth) {
            let name = names[index].name.utf8
            let rest = name.dropFirst(names[index].start + depth)
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            output.append(UInt8(ascii: "\""))
            if let dot = rest.firstIndex(of: UInt8(ascii: ".")), !hasValue(name[..<dot]) {
                output.append(contentsOf: rest[..<dot])
                output.append(text: "\":{")
                var isFirstInside = true
                let inner = depth + rest.distance(from: rest.startIndex, to: dot) + 1
                members(to: &output, below: inner, like: index, isFirst: &isFirstInside)
                output.append(UInt8(ascii: "}"))
            } else {
                output.append(contentsOf: rest)
                output.append(text: "\":")
                names[index].isWritten = true
                values(of: names[index], to: &output)
            }
        }
    }

    private func values(of name: Name, to output: inout [UInt8]) {
        let isArray = name.first != name.last
        if isArray { output.append(UInt8(ascii: "[")) }
        var index = name.first
        while index >= 0 {
            if index != name.first { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: text[fields[index].text])
            index = fields[index].next
        }
        if isArray { output.append(UInt8(ascii: "]")) }
    }

    private func hasValue(_ name: Substring.UTF8View) -> Bool {
        names.contains { $0.name.utf8.elementsEqual(name) }
    }

    private func shares(_ one: Int, _ other: Int, _ depth: Int) -> Bool {
        let first = names[one].name.utf8.dropFirst(names[one].start).prefix(depth)
        return one == other || first.elementsEqual(names[other].name.utf8.dropFirst(names[other].start).prefix(depth))
    }
}

extension Span where Element == UInt8 {
    /// The place of the first dot in a name; before its first byte where there is none.
    var firstDot: Int {
        for index in indices where self[index] == UInt8(ascii: ".") { return index }
        return -1
    }
}

extension [UInt8] {
    /// A whole number; beyond 2^53, which many readers would round, as a string.
    mutating func append(jsonNumber value: UInt64) {
        guard value > 1 << 53 else { return append(decimal: value) }
        quoted { $0.append(decimal: value) }
    }

    @inline(__always)
    mutating func quoted(_ body: (inout [UInt8]) -> Void) {
        append(UInt8(ascii: "\""))
        body(&self)
        append(UInt8(ascii: "\""))
    }

    /// Bytes as a string of hexadecimal digits.
    mutating func append(jsonHex bytes: Span<UInt8>) {
        append(addingCapacity: 2 * bytes.count + 2) { output in
            output.append(UInt8(ascii: "\""))
            for index in bytes.indices {
                output.append(UInt8.hexDigit(bytes[index] >> 4))
                output.append(UInt8.hexDigit(bytes[index] & 15))
            }
            output.append(UInt8(ascii: "\""))
        }
    }

    /// Text of unknown encoding as a string; what is no UTF-8 becomes U+FFFD.
    mutating func append(jsonText bytes: Span<UInt8>) {
        var isPlain = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20 || byte > 0x7E || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                isPlain = false
                break
            }
        }
        append(UInt8(ascii: "\""))
        if isPlain {
            append(copying: bytes)
        } else {
            for character in ForeignText([UInt8](copying: bytes)) { append(json: character) }
        }
        append(UInt8(ascii: "\""))
    }
}
