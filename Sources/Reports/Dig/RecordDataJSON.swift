import Wire

/// The data of a record as a JSON object: a member for each field, named as the last part of Wireshark's name is. Lists
/// are arrays; what a registry has a name for has it beside the number; lengths, which the values show, are left out.
struct RecordDataJSON: ~Copyable {
    private struct Group {
        let name: String
        let isItem: Bool
        var members: [(key: String, values: [[UInt8]], isList: Bool)] = []
    }

    private var groups = [Group(name: "", isItem: false)]

    /// Of a record whose data has the form of its type.
    static func object(of record: borrowing DNSRecordView) -> [UInt8] {
        var sink = RecordDataJSON()
        record.describeData(into: &sink)
        return Self.object(sink.groups[0])
    }

    private static func object(_ group: Group) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for (index, member) in group.members.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text += quoted(member.key.utf8Span.span) + [UInt8(ascii: ":")]
            if member.isList {
                text += [UInt8(ascii: "[")] + member.values.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
            } else {
                text += member.values[0]
            }
        }
        return text + [UInt8(ascii: "}")]
    }

    private static func quoted(_ text: Span<UInt8>) -> [UInt8] {
        var quoted = [UInt8(ascii: "\"")]
        quoted.append(jsonEscaped: text)
        return quoted + [UInt8(ascii: "\"")]
    }

    private mutating func add(_ name: String, _ value: [UInt8], isItem: Bool = false) {
        let group = groups.count - 1
        let isOwn = name == groups[group].name
        let key = isOwn ? "value" : name.split(separator: ".").last.map(String.init) ?? name
        if let place = groups[group].members.firstIndex(where: { $0.key == key }) {
            groups[group].members[place].values.append(value)
            groups[group].members[place].isList = true
        } else {
            groups[group].members.append((key, [value], isItem))
        }
    }

    private mutating func add(_ name: String, quoting write: (inout [UInt8]) -> Void) {
        var text: [UInt8] = []
        write(&text)
        add(name, Self.quoted(text.span))
    }
}

extension RecordDataJSON: FieldSink {
    mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ layer: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer { .none }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        groups.append(Group(name: name, isItem: false))
    }

    mutating func openItem(_ name: String, _ title: String, at bytes: Range<Int>) {
        groups.append(Group(name: name, isItem: true))
    }

    mutating func close() {
        guard groups.count > 1, let group = groups.popLast() else { return }
        // What is one value, with or without its name, is no object.
        let own = group.members.first { $0.key == "value" }
        let named = group.members.first { $0.key == "value_name" }
        if group.isItem, let own, group.members.count == (named == nil ? 1 : 2) {
            add(group.name, named?.values[0] ?? own.values[0], isItem: true)
        } else {
            add(group.name, Self.object(group), isItem: group.isItem)
        }
    }

    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        guard !name.hasSuffix("length") else { return }
        add(name, Array(String(value).utf8))
        guard let meaning else { return }
        let isOwn = name == groups[groups.count - 1].name
        add(isOwn ? "value_name" : name + "_name", Self.quoted(meaning.utf8Span.span))
    }

    mutating func signed(_ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>) {
        add(name, Array(String(value).utf8))
    }

    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        add(name, Array((value ? "true" : "false").utf8))
    }

    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        add(name) { $0.append(text: value.description) }
    }

    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        add(name) { value.write(to: &$0) }
    }

    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        add(name) { value.write(to: &$0) }
    }

    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        add(name) { $0.append(hex: value) }
    }

    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        let isRoot = value.elementsEqual("<Root>".utf8Span.span)
        add(name, isRoot ? Array("\".\"".utf8) : Self.quoted(value))
    }

    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {}
}
