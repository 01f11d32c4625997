import Wire

/// The fields of a packet as one JSON object a line, nested so that the path is Wireshark's field name: `.ip.src`,
/// `.tcp.flags.syn`.
///
/// - A layer that occurs again is keyed `ip#2`.
/// - A field that is told more than once, as those of options and records are, is an array.
/// - The number of a group itself is its member `value`.
/// - A name that goes on where another one has its value keeps its dots: `.dns.qry["name.len"]`.
///
/// Fields are written as they come. Only those of lists, which come in any order, are kept until their layer ends.
public struct PacketJSON: FieldSink, ~Copyable {
    public static var usesMeanings: Bool { false }

    /// The layers' members, each after a comma.
    private var body: [UInt8] = []
    private var warnings: [UInt8] = []
    /// The layers of the packet so far, for `protocols` and to count those that occur again.
    private var layers: [String] = []
    /// The names of the groups that are open, from the layer in.
    private var groups: [String] = []
    /// How many of them have their brace written: an empty group is not shown.
    private var writtenCount = 0
    private var isFirst = true
    /// Groups within an element of a list, and the element itself.
    private var itemDepth = 0
    private var list = FieldList()

    public init() {}

    /// Appends the line of a packet, and a line feed.
    public mutating func write(_ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout [UInt8])
    {
        body.removeAll(keepingCapacity: true)
        warnings.removeAll(keepingCapacity: true)
        layers.removeAll(keepingCapacity: true)
        walk.describe(frame, into: &self)
        output.append(text: "{\"frame\":{\"number\":")
        output.append(decimal: facts.number)
        if let time = facts.time {
            output.append(text: ",\"time\":\"")
            output.append(rfc3339: time)
            output.append(text: "\",\"time_epoch\":")
            output.append(fixedPoint: time, decimals: 9)
        }
        output.append(text: ",\"len\":")
        output.append(decimal: facts.length)
        output.append(text: ",\"cap_len\":")
        output.append(decimal: facts.capturedLength)
        if let interface = facts.interface {
            output.append(text: ",\"interface_id\":")
            output.append(decimal: interface)
        }
        output.append(text: ",\"protocols\":\"")
        for index in layers.indices {
            if index > 0 { output.append(UInt8(ascii: ":")) }
            output.append(text: layers[index])
        }
        output.append(text: "\"}")
        output.append(contentsOf: body)
        if !warnings.isEmpty {
            output.append(text: ",\"warnings\":[")
            output.append(contentsOf: warnings)
            output.append(UInt8(ascii: "]"))
        }
        output.append(text: "}\n")
    }

    // MARK: Groups

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        if itemDepth > 0 { itemDepth += 1 }
        if groups.isEmpty { openLayer(name) } else if itemDepth == 0 { groups.append(name) }
    }

    public mutating func openItem(_ name: String, _ title: String, at bytes: Range<Int>) {
        if groups.isEmpty { return open(name, title, at: bytes) }
        itemDepth += 1
    }

    public mutating func close() {
        if itemDepth > 0 {
            itemDepth -= 1
            return
        }
        if groups.count == 1, !list.isEmpty {
            list.write(to: &body, after: !isFirst)
            isFirst = false
        }
        if groups.popLast() != nil, writtenCount > groups.count {
            body.append(UInt8(ascii: "}"))
            writtenCount = groups.count
            isFirst = false
        }
    }

    private mutating func openLayer(_ name: String) {
        body.append(text: ",\"")
        body.append(text: name)
        var count = 1
        for layer in layers where layer == name { count += 1 }
        if count > 1 {
            body.append(UInt8(ascii: "#"))
            body.append(decimal: count)
        }
        body.append(text: "\":{")
        layers.append(name)
        groups.append(name)
        writtenCount = 1
        isFirst = true
    }

    /// Writes the key of a value that follows.
    @inline(__always)
    private mutating func key(_ name: String) {
        if writtenCount < groups.count { writeBraces() }
        let text = name.utf8Span.span
        // Within a group what the group's name has said; right in a layer whatever is before the first dot, since some
        // layers share their names ("mdns" has those of "dns").
        var skipped = groups.count > 1 ? groups[groups.count - 1].utf8.count : 0
        if groups.count == 1 || skipped < text.count && text[skipped] != UInt8(ascii: ".") {
            skipped = text.firstDot
        }
        body.append(addingCapacity: text.count + 9) { output in
            if !isFirst { output.append(UInt8(ascii: ",")) }
            output.append(UInt8(ascii: "\""))
            if skipped < text.count {
                for index in skipped + 1..<text.count { output.append(text[index]) }
            } else {
                let word = "value".utf8Span.span
                for index in word.indices { output.append(word[index]) }
            }
            output.append(UInt8(ascii: "\""))
            output.append(UInt8(ascii: ":"))
        }
        isFirst = false
    }

    private mutating func writeBraces() {
        while writtenCount < groups.count {
            if !isFirst { body.append(UInt8(ascii: ",")) }
            body.append(UInt8(ascii: "\""))
            let name = groups[writtenCount]
            let outer = writtenCount > 1 ? groups[writtenCount - 1].utf8.count : name.utf8Span.span.firstDot
            body.append(contentsOf: name.utf8.dropFirst(outer + 1))
            body.append(text: "\":{")
            isFirst = true
            writtenCount += 1
        }
    }

    // MARK: Fields

    @inline(__always)
    private mutating func member(_ name: String, _ write: (inout [UInt8]) -> Void) {
        if itemDepth > 0 {
            list.add(name, write)
        } else {
            key(name)
            write(&body)
        }
    }

    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        member(name) { $0.append(jsonNumber: value) }
    }

    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        member(name) { $0.append(decimal: value) }
    }

    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        member(name) { $0.append(text: value ? "true" : "false") }
    }

    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        member(name) { output in output.quoted { value.write(to: &$0) } }
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        member(name) { output in output.quoted { value.write(to: &$0) } }
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        member(name) { output in output.quoted { value.write(to: &$0) } }
    }

    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        if itemDepth > 0 {
            list.begin(name)
            list.text.append(jsonHex: value)
            list.end()
        } else {
            key(name)
            body.append(jsonHex: value)
        }
    }

    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        if itemDepth > 0 {
            list.begin(name)
            list.text.append(jsonText: value)
            list.end()
        } else {
            key(name)
            body.append(jsonText: value)
        }
    }

    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        if !warnings.isEmpty { warnings.append(UInt8(ascii: ",")) }
        warnings.append(text: "{\"name\":\"")
        warnings.append(text: name)
        warnings.append(text: "\",\"text\":")
        warnings.append(jsonText: text.utf8Span.span)
        warnings.append(text: ",\"offset\":")
        warnings.append(decimal: bytes.lowerBound)
        warnings.append(UInt8(ascii: "}"))
    }
}
