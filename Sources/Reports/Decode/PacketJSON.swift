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

    public var text = TextBuffer()
    /// The layers' members, each after a comma.
    private var body = TextBuffer()
    private var warnings = TextBuffer()
    /// The keys of the packet's layers so far, to count those that occur again.
    private var layers: [Int] = []
    /// The keys of the protocols that were read, the outermost first.
    private var protocols: [Int] = []
    /// Whether nothing was told yet of the layer that the walk is at.
    private var isNewLayer = false
    /// The keys of the groups that are open, from the layer in.
    private var groups: [Int] = []
    /// The innermost one that may have members; ``MemberKeys/layer`` right in a layer.
    private var group = MemberKeys.layer
    /// How many of them have their brace written: an empty group is not shown.
    private var writtenCount = 0
    /// How many of them may have members: the others were left for a field that has another name than its group.
    private var memberCount = 0
    private var isFirst = true
    /// Groups within an element of a list, and the element itself.
    private var itemDepth = 0
    private var list = FieldList()
    private var keys = MemberKeys()
    private var groupTexts = GroupTexts()
    /// Of the layer's members.
    private var taken = TakenKeys()
    private var date = PacketTimeText(style: .dateAndTime, decimals: 9, separator: UInt8(ascii: "T")) { _ in 0 }
    private var epoch = PacketTimeText(style: .epoch, decimals: 9) { _ in 0 }

    public init() {}

    /// Appends the line of a packet.
    public mutating func tell(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk) {
        body.removeAll()
        warnings.removeAll()
        layers.removeAll(keepingCapacity: true)
        describe(facts)
        protocols.removeAll(keepingCapacity: true)
        close()
        // Before the brace.
        let frameEnd = body.count - 1
        walk.describe(frame, into: &self)
        text.append(word: "{")
        // Without the comma that stands before every layer.
        text.append(&body, 1..<frameEnd)
        writeProtocols()
        text.append(&body, frameEnd..<body.count)
        if !warnings.isEmpty {
            text.append(text: ",\"warnings\":[")
            text.append(&warnings, 0..<warnings.count)
            text.append(word: "]")
        }
        text.append(word: "}\n")
    }

    private mutating func describe(_ facts: borrowing PacketFacts) {
        keys.goOn(after: MemberKeys.layer)
        openLayer("frame")
        layers.removeLast()
        member("frame.number") { $0.append(decimal: facts.number) }
        if let time = facts.time {
            startMember("frame.time")
            body.append(word: "\"")
            date.write(time, to: &body)
            body.append(word: "Z\"")
            startMember("frame.time_epoch")
            epoch.write(time, to: &body)
        }
        member("frame.len") { $0.append(decimal: facts.length) }
        member("frame.cap_len") { $0.append(decimal: facts.capturedLength) }
        facts.describeOrigin(into: &self)
    }

    private mutating func writeProtocols() {
        text.append(text: ",\"protocols\":\"")
        var isFirst = true
        for layer in protocols {
            if !isFirst { text.append(word: ":") }
            isFirst = false
            keys.appendName(layer, to: &text)
        }
        text.append(word: "\"")
    }

    // MARK: Groups

    public mutating func wants(_ layer: String) -> Bool {
        isNewLayer = true
        return true
    }

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        if itemDepth > 0 { itemDepth += 1 }
        if groups.isEmpty {
            openLayer(name)
        } else if itemDepth == 0 {
            leave(for: name)
            // One within a group that was left can have no members, and needs no key.
            let hasMembers = memberCount == groups.count
            let key = hasMembers ? keys.find(name, in: group) : MemberKeys.layer
            groups.append(key)
            if hasMembers {
                memberCount = groups.count
                group = key
            }
        }
    }

    public mutating func group(
        _ name: String, _ title: String, of number: UInt64, at bytes: Range<Int>, _ body: (inout PacketJSON) -> Void
    ) {
        // In a list or in another group more than the number tells what is written.
        let isMember = itemDepth == 0 && groups.count == 1
        if isMember, writeKnown(name, number) { return }
        let start = self.body.count
        open(name, title, at: bytes)
        body(&self)
        let isWhole = writtenCount == 2 && memberCount == 2
        let (group, last) = (group, keys.last)
        close()
        if isMember, isWhole {
            let text = self.body.withBytes { [UInt8](copying: $0.extracting(droppingFirst: start)) }
            groupTexts.keep(group, number, text, last: last)
        }
    }

    /// Writes a group of the layer as it was for the same number before.
    private mutating func writeKnown(_ name: String, _ number: UInt64) -> Bool {
        let key = keys.find(name, in: MemberKeys.layer)
        guard let last = groupTexts.append(key, number, isFirst: isFirst, to: &body) else { return false }
        taken.insert(keys.hash(key))
        keys.goOn(after: last)
        isFirst = false
        return true
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
            list.write(to: &body, after: !isFirst, beside: &taken)
            isFirst = false
        }
        guard groups.popLast() != nil else { return }
        if memberCount > groups.count { endMembers(above: groups.count) }
    }

    private mutating func openLayer(_ name: String) {
        let key = keys.find(name, in: MemberKeys.layer)
        var count = 1
        for layer in layers where layer == key { count += 1 }
        if count == 1 { keys.append(key, isFirst: false, to: &body) } else { writeKey(name, again: count) }
        body.append(word: "{")
        layers.append(key)
        // The records of a layer that has several are one protocol.
        if isNewLayer || protocols.last != key { protocols.append(key) }
        isNewLayer = false
        groups.append(key)
        writtenCount = 1
        memberCount = 1
        group = MemberKeys.layer
        taken.removeAll()
        isFirst = true
    }

    /// Writes a member.
    @inline(__always)
    private mutating func member(_ name: String, _ value: (inout TextBuffer) -> Void) {
        if itemDepth > 0 { return list.add(name, value) }
        startMember(name)
        value(&body)
    }

    /// Writes the key of a member.
    @inline(__always)
    private mutating func startMember(_ name: String) {
        let key = keys.expected(name, in: group) ?? findKey(name)
        if writtenCount < memberCount { writeBraces() }
        if memberCount == 1 {
            // A field of a group that was left may be called like one of the layer.
            if groups.count > 1, taken.has(keys.hash(key)) {
                writeKeyAgain(name)
            } else {
                taken.insert(keys.hash(key))
                keys.append(key, isFirst: isFirst, to: &body)
            }
        } else {
            keys.append(key, isFirst: isFirst, to: &body)
        }
        isFirst = false
    }

    private mutating func findKey(_ name: String) -> Int {
        leave(for: name)
        return keys.find(name, in: group)
    }

    /// Writes the key of a member like one that the layer has: `msgtype#2`.
    private mutating func writeKeyAgain(_ name: String) {
        var count = 1
        var hash: UInt64
        repeat {
            count += 1
            let key = Array(name.utf8.dropFirst(name.utf8Span.span.firstDot + 1)) + Array("#\(count)".utf8)
            hash = MemberKeys.hash(key.span)
        } while taken.has(hash)
        taken.insert(hash)
        writeKey(name, again: count)
    }

    private mutating func writeKey(_ name: String, again count: Int) {
        body.append(text: isFirst ? "\"" : ",\"")
        body.append(copying: name.utf8Span.span.suffix(from: name.utf8Span.span.firstDot + 1))
        body.append(word: "#")
        body.append(decimal: count)
        body.append(word: "\":")
    }

    /// Ends the objects of groups that a name does not go on from: the path of a field is its name. What a group has to
    /// say after that comes under whole names, since an object may have no key twice.
    private mutating func leave(for name: String) {
        while memberCount > 1, !name.goesOn(from: keys.name(group)) { endMembers(above: memberCount - 1) }
    }

    private mutating func endMembers(above count: Int) {
        memberCount = count
        group = count > 1 ? groups[count - 1] : MemberKeys.layer
        guard writtenCount > count else { return }
        body.append(word: "}")
        writtenCount = count
        isFirst = false
    }

    private mutating func writeBraces() {
        while writtenCount < memberCount {
            let key = groups[writtenCount]
            if writtenCount == 1 { taken.insert(keys.hash(key)) }
            keys.append(key, isFirst: isFirst, to: &body)
            body.append(word: "{")
            isFirst = true
            writtenCount += 1
        }
    }

    // MARK: Fields

    @inline(__always)
    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        member(name) { output in
            // Many readers would round what is beyond 2^53.
            let isExact = value <= 1 << 53
            if !isExact { output.append(word: "\"") }
            output.append(decimal: value)
            if !isExact { output.append(word: "\"") }
        }
    }

    @inline(__always)
    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        member(name) { output in
            if value < 0 { output.append(word: "-") }
            output.append(decimal: value.magnitude)
        }
    }

    @inline(__always)
    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        member(name) { if value { $0.append(word: "true") } else { $0.append(word: "false") } }
    }

    @inline(__always)
    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        member(name) { $0.quoted { value.write(to: &$0) } }
    }

    @inline(__always)
    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        member(name) { $0.quoted { value.write(to: &$0) } }
    }

    @inline(__always)
    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        member(name) { $0.quoted { value.write(to: &$0) } }
    }

    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        member(name) { $0.quoted { $0.append(hex: value) } }
    }

    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        member(name) { $0.quoted { $0.append(jsonEscaped: value) } }
    }

    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        if !warnings.isEmpty { warnings.append(word: ",") }
        warnings.append(text: "{\"name\":\"")
        warnings.append(text: name)
        warnings.append(text: "\",\"text\":\"")
        warnings.append(jsonEscaped: text.utf8Span.span)
        warnings.append(text: "\",\"offset\":")
        warnings.append(decimal: bytes.lowerBound)
        warnings.append(word: "}")
    }
}
