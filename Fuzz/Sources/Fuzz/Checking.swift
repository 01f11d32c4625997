import Wire

/// Ends the run with a finding where something is not as it has to be.
@inline(__always)
func check(_ holds: Bool, _ expected: @autoclosure () -> String) {
    if !holds { fatalError("not so: " + expected()) }
}

/// Looks at a value, so that computing it is not optimised away.
@inline(never)
@_optimize(none)
func use<Value>(_ value: Value) {}

/// Looks at every byte.
func use(_ bytes: Span<UInt8>) {
    var sum: UInt8 = 0
    for index in bytes.indices { sum &+= bytes[index] }
    use(sum)
}

/// Looks up a number in its registry.
func use<Number: AssignedNumber>(assigned number: Number) { use(number.name) }

/// What `write` appends, of which there must be exactly `byteCount` bytes.
func serialized(_ byteCount: Int, _ write: (inout OutputSpan<UInt8>) -> Void) -> [UInt8] {
    let bytes = [UInt8](capacity: byteCount) { output in write(&output) }
    check(bytes.count == byteCount, "\(bytes.count) bytes are written where \(byteCount) were announced")
    return bytes
}

/// Pseudo-headers of both families; their addresses don't matter to anything but the checksum.
let pseudoHeaders: [PseudoHeader] = [
    .ipv4(source: IPv4Address(rawValue: 0x0A00_0001), destination: IPv4Address(rawValue: 0xC000_0201)),
    .ipv6(source: .loopback, destination: IPv6Address(rawValue: 0xFE80 << 112 | 0xFFFF)),
]

/// Where the packets that are described stand: anything but zero shows an offset that was forgotten.
let place = 14

/// Takes all that a codec tells, and checks that groups are closed and that places lie in the packet.
struct ConsumingSink: FieldSink {
    private let range: Range<Int>
    private var depth = 0

    /// Describes a packet of `count` bytes at `start`.
    static func describe(_ count: Int, at start: Int = place, _ tell: (inout ConsumingSink) -> Void) {
        var sink = ConsumingSink(range: start..<start + count)
        tell(&sink)
        check(sink.depth == 0, "each group is closed")
    }

    private func see(_ name: String, _ label: String, _ bytes: Range<Int>) {
        check(
            range.lowerBound <= bytes.lowerBound && bytes.upperBound <= range.upperBound,
            "\(name) at \(bytes) lies in \(range)")
        check(!name.isEmpty && !label.isEmpty, "a field has a name and a label")
    }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        see(name, title, bytes)
        depth += 1
    }

    mutating func close() {
        depth -= 1
        check(depth >= 0, "only what was opened is closed")
    }

    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        see(name, label, bytes)
        use(value)
        use(meaning)
    }

    mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        see(name, label, bytes)
        use(value)
    }

    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        see(name, label, bytes)
        use(value)
    }

    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        see(name, label, bytes)
        use(value.description)
    }

    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        see(name, label, bytes)
        use(value.description)
    }

    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        see(name, label, bytes)
        use(value.description)
    }

    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        see(name, label, bytes)
        use(value)
    }

    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        see(name, label, bytes)
        use(String(decoding: [UInt8](copying: value), as: UTF8.self))
    }

    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) { see(name, text, bytes) }
}
