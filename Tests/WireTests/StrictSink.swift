import Testing
import TestSupport
import Wire

/// Checks what holds for every layer, whatever its bytes: groups are closed, places lie in the frame, and no name is
/// told twice in a group.
struct StrictSink: FieldSink {
    private let range: Range<Int>
    private var groups: [Set<String>] = [[]]
    /// What a layer has done wrong.
    private(set) var complaints: [String] = []

    init(_ range: Range<Int>) { self.range = range }

    /// What is wrong with how bytes are told and summed up, read as `kind`.
    static func complaints(_ kind: LayerKind, _ bytes: [UInt8]) -> [String] {
        var sink = StrictSink(0..<bytes.count)
        PacketWalk(kind).describe(bytes.span, into: &sink)
        if sink.groups.count != 1 { sink.complaints.append("\(sink.groups.count - 1) groups are open") }
        var line = SummaryLine()
        PacketWalk(kind).summarize(bytes.span, into: &line)
        let isPlain = line.text.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        if !isPlain { sink.complaints.append("controls in the summary") }
        return sink.complaints
    }

    /// What is wrong with broken forms of the messages: every shorter one, and `rounds` with a few bytes changed.
    static func complaints(_ kind: LayerKind, breaking messages: [[UInt8]], rounds: Int = 2000) -> [String] {
        var random = SeededGenerator(seed: 65)
        for message in messages {
            for count in 0..<message.count {
                let found = complaints(kind, Array(message.prefix(count)))
                if !found.isEmpty { return found }
            }
        }
        for _ in 0..<rounds {
            var message = messages.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...4, using: &random) where !message.isEmpty {
                let place = Int.random(in: message.indices, using: &random)
                let byte = UInt8.random(in: 0...255, using: &random)
                if Bool.random(using: &random) { message[place] = byte } else { message.insert(byte, at: place) }
            }
            let found = complaints(kind, message)
            if !found.isEmpty { return found }
        }
        return []
    }

    private mutating func see(_ name: String, _ place: Range<Int>, isItem: Bool = false) {
        if place.lowerBound < range.lowerBound || place.upperBound > range.upperBound {
            complaints.append("\(name) at \(place) is outside \(range)")
        }
        if !isItem, !groups[groups.count - 1].insert(name).inserted { complaints.append("\(name) is told twice") }
    }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        see(name, bytes)
        groups.append([])
    }
    mutating func openItem(_ name: String, _ title: String, at bytes: Range<Int>) {
        see(name, bytes, isItem: true)
        groups.append([])
    }
    mutating func close() {
        if groups.count == 1 { complaints.append("nothing is open") } else { groups.removeLast() }
    }
    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) { see(name, bytes) }
    mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) { see(name, bytes) }
    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) { see(name, bytes) }
    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        see(name, bytes)
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        see(name, bytes)
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        see(name, bytes)
    }
    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        see(name, bytes)
    }
    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        see(name, bytes)
    }
    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) { see(name, bytes, isItem: true) }
}

extension PacketWalk {
    /// The fields of the layers, without their indentation.
    static func fields(_ kind: LayerKind, _ bytes: [UInt8]) -> [String] {
        var transcript = FieldTranscript()
        PacketWalk(kind).describe(bytes.span, into: &transcript)
        return transcript.lines.map { String($0.drop { $0 == " " }) }
    }

    static func summary(_ kind: LayerKind, _ bytes: [UInt8], isBrief: Bool = false) -> String {
        var line = SummaryLine(isBrief: isBrief)
        PacketWalk(kind).summarize(bytes.span, into: &line)
        return String(decoding: line.text.bytes, as: UTF8.self)
    }
}
