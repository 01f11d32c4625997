import Wire

/// The fields of a packet as one JSON object a line, nested so that the path is Wireshark's field name: `.ip.src`,
/// `.tcp.flags.syn`.
///
/// - A layer that occurs again is keyed `ip#2`.
/// - A field that is told more than once, as those of options and records are, is an array.
/// - The number of a group itself is its member `value`.
/// - A name that goes on where another one has its value keeps its dots: `.dns.qry["name.len"]`.
/// - A field of a list or a group that is called like one outside of it is keyed `msgtype#2`.
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
    /// The length of the innermost one's name; 0 right in a layer.
    private var groupLength = 0
    /// How many of them have their brace written: an empty group is not shown.
    private var writtenCount = 0
    /// How many of them may have members: the others were left for a field that has another name than its group.
    private var memberCount = 0
    private var isFirst = true
    /// Groups within an element of a list, and the element itself.
    private var itemDepth = 0
    private var list = FieldList()
    private var keys = LayerKeys()
    private var date = PacketTimeText(style: .dateAndTime, decimals: 9, separator: UInt8(ascii: "T")) { _ in 0 }
    private var epoch = PacketTimeText(style: .epoch, decimals: 9) { _ in 0 }

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
            date.write(time, to: &output)
            output.append(text: "Z\",\"time_epoch\":")
            epoch.write(time, to: &output)
        }
        output.append(text: ",\"len\":")
        output.append(decimal: facts.length)
        output.append(text: ",\"cap_len\":")
        output.append(decimal: facts.capturedLength)
        if let interface = facts.interface {
            output.append(text: ",\"interface_id\":")
            output.append(decimal: interface)
        }
        if let name = facts.interfaceName {
            output.append(text: ",\"interface_name\":\"")
            output.append(jsonEscaped: name.utf8Span.span)
            output.append(UInt8(ascii: "\""))
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
        if groups.isEmpty {
            openLayer(name)
        } else if itemDepth == 0 {
            leave(for: name)
            groups.append(name)
            if memberCount == groups.count - 1 {
                memberCount = groups.count
                groupLength = name.utf8.count
            }
        }
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
            list.write(to: &body, after: !isFirst, beside: keys)
            isFirst = false
        }
        guard groups.popLast() != nil else { return }
        if memberCount > groups.count {
            memberCount = groups.count
            groupLength = memberCount > 1 ? groups[memberCount - 1].utf8.count : 0
        }
        if writtenCount > groups.count {
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
        memberCount = 1
        keys = LayerKeys(from: body.count)
        isFirst = true
    }

    /// Writes a member whose value takes at most `byteCount` bytes.
    @inline(__always)
    private mutating func member(_ name: String, _ byteCount: Int, _ value: (inout OutputSpan<UInt8>) -> Void) {
        if itemDepth > 0 { return list.add(name, byteCount, value) }
        if groupLength > 0 { leave(for: name) }
        if writtenCount < memberCount { writeBraces() }
        let start = groupLength > 0 ? min(groupLength + 1, name.utf8.count) : name.firstDot + 1
        // A field of a group that was left may be called like one of the layer.
        let isAgain =
            memberCount < groups.count && groupLength == 0 && keys.has(name, start..<name.utf8.count, in: body)
        if groupLength == 0 { keys.insert(length: name.utf8.count - start) }
        let isFirst = isFirst
        body.append(addingCapacity: name.utf8.count + byteCount + 9) { output in
            output.append(key: name, from: start, isFirst: isFirst, isAgain: isAgain)
            value(&output)
        }
        self.isFirst = false
    }

    /// Ends the objects of groups that a name does not go on from: the path of a field is its name. What a group has to
    /// say after that comes under whole names, since an object may have no key twice.
    @inline(__always)
    private mutating func leave(for name: String) {
        while memberCount > 1, !name.goesOn(from: groups[memberCount - 1]) { leaveGroup() }
    }

    private mutating func leaveGroup() {
        memberCount -= 1
        groupLength = memberCount > 1 ? groups[memberCount - 1].utf8.count : 0
        if writtenCount > memberCount {
            body.append(UInt8(ascii: "}"))
            writtenCount = memberCount
            isFirst = false
        }
    }

    private mutating func writeBraces() {
        while writtenCount < memberCount {
            if !isFirst { body.append(UInt8(ascii: ",")) }
            body.append(UInt8(ascii: "\""))
            let name = groups[writtenCount]
            // Some layers share their names: "mdns" has those of "dns".
            let start = (writtenCount > 1 ? groups[writtenCount - 1].utf8.count : name.firstDot) + 1
            if writtenCount == 1 { keys.insert(length: name.utf8.count - start) }
            body.append(contentsOf: name.utf8.dropFirst(start))
            body.append(text: "\":{")
            isFirst = true
            writtenCount += 1
        }
    }

    // MARK: Fields

    @inline(__always)
    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        member(name, 22) { output in
            // Many readers would round what is beyond 2^53.
            let isExact = value <= 1 << 53
            if !isExact { output.append(UInt8(ascii: "\"")) }
            output.append(decimal: value)
            if !isExact { output.append(UInt8(ascii: "\"")) }
        }
    }

    @inline(__always)
    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        member(name, 21) { output in
            if value < 0 { output.append(UInt8(ascii: "-")) }
            output.append(decimal: value.magnitude)
        }
    }

    @inline(__always)
    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        member(name, 5) { output in output.append(text: value ? "true" : "false") }
    }

    @inline(__always)
    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        member(name, 19) { output in output.quoted { value.write(to: &$0) } }
    }

    @inline(__always)
    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        member(name, 17) { output in output.quoted { value.write(to: &$0) } }
    }

    @inline(__always)
    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        member(name, 47) { output in output.quoted { value.write(to: &$0) } }
    }

    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        member(name, 2 * value.count + 2) { output in output.quoted { $0.append(hex: value) } }
    }

    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        guard !value.isPrintable(except: UInt8(ascii: "\""), UInt8(ascii: "\\")) else {
            return member(name, value.count + 2) { output in output.quoted { $0.append(copying: value) } }
        }
        member(name, 6 * value.count + 2) { output in output.quoted { $0.append(jsonEscaped: value) } }
    }

    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        if !warnings.isEmpty { warnings.append(UInt8(ascii: ",")) }
        warnings.append(text: "{\"name\":\"")
        warnings.append(text: name)
        warnings.append(text: "\",\"text\":")
        warnings.append(UInt8(ascii: "\""))
        warnings.append(jsonEscaped: text.utf8Span.span)
        warnings.append(UInt8(ascii: "\""))
        warnings.append(text: ",\"offset\":")
        warnings.append(decimal: bytes.lowerBound)
        warnings.append(UInt8(ascii: "}"))
    }
}
