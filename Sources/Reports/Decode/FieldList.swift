import Wire

/// Fields of a layer in any order, of any number each, until the layer ends and they become members of its object.
struct FieldList: ~Copyable {
    private struct Field {
        /// The value as JSON.
        let text: Range<Int>
        /// The next field of this name.
        var next = -1
    }

    /// A name and its fields in the layer.
    private struct Name {
        var first = -1
        var last = -1
        /// The shape of the last layer whose last new name this was.
        var shape = 0
    }

    private var text = TextBuffer()
    private var fields: [Field] = []
    private var keys = MemberKeys()
    /// By the numbers of their keys; the first of those stands for no name.
    private var names = [Name()]
    /// The names that the layer has, as they came.
    private var order: [Int] = []
    private var shapes: [MemberShape] = []
    private var shapeTexts = WordText()

    /// More shapes than this are not remembered: options in any order would make any number.
    private static let maximumShapeCount = 256

    var isEmpty: Bool { fields.isEmpty }

    /// Adds a field, whose value `value` writes.
    @inline(__always)
    mutating func add(_ name: String, _ value: (inout TextBuffer) -> Void) {
        let start = text.count
        value(&text)
        keep(name, start..<text.count)
    }

    private mutating func keep(_ name: String, _ text: Range<Int>) {
        let index = fields.count
        fields.append(Field(text: text))
        let number = keys.find(name, in: MemberKeys.layer)
        if number == names.count { names.append(Name()) }
        let last = names[number].last
        names[number].last = index
        if last >= 0 {
            fields[last].next = index
        } else {
            names[number].first = index
            order.append(number)
        }
    }

    /// Writes what has been added as members, and is empty again.
    ///
    /// - Parameters:
    ///   - isContinued: whether a member stands before.
    ///   - taken: the members that the layer's object has.
    mutating func write(to output: inout TextBuffer, after isContinued: Bool, beside taken: inout TakenKeys) {
        let shape = shape(beside: &taken)
        for step in shapes[shape].steps {
            let isFirst = !isContinued && step.place == 0
            shapeTexts.append(step.text, skipping: isFirst ? 1 : 0, to: &output)
            appendValues(of: order[step.place], to: &output)
        }
        for _ in 0..<shapes[shape].end { output.append(word: "}") }
        while let number = order.popLast() { (names[number].first, names[number].last) = (-1, -1) }
        text.removeAll()
        fields.removeAll(keepingCapacity: true)
    }

    /// The number of the shape for the layer's names.
    private mutating func shape(beside taken: inout TakenKeys) -> Int {
        let last = order[order.count - 1]
        let expected = names[last].shape
        if expected < shapes.count, shapes[expected].order == order, shapes[expected].fits(&taken) {
            return expected
        }
        for found in shapes.indices where shapes[found].order == order && shapes[found].fits(&taken) {
            names[last].shape = found
            return found
        }
        if shapes.count == Self.maximumShapeCount {
            shapes.removeAll()
            shapeTexts = WordText()
        }
        names[last].shape = shapes.count
        shapes.append(MemberShape(order, order.map { keys.name($0) }, beside: &taken, in: &shapeTexts))
        return shapes.count - 1
    }

    private mutating func appendValues(of name: Int, to output: inout TextBuffer) {
        let first = names[name].first
        let isArray = first != names[name].last
        if isArray { output.append(word: "[") }
        var index = first
        while index >= 0 {
            if index != first { output.append(word: ",") }
            output.append(&text, fields[index].text)
            index = fields[index].next
        }
        if isArray { output.append(word: "]") }
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
}

extension Span where Element == UInt8 {
    /// The place of the first dot in a name; -1 where there is none.
    var firstDot: Int {
        var index = 0
        while index < count {
            if self[index] == UInt8(ascii: ".") { return index }
            index &+= 1
        }
        return -1
    }
}

extension TextBuffer {
    @inline(__always)
    mutating func quoted(_ body: (inout TextBuffer) -> Void) {
        append(word: "\"")
        body(&self)
        append(word: "\"")
    }
}
