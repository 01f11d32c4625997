import PacketIO
import Reports
import Wire

/// Which packets are told, by what is known before they are read.
struct PacketSelection: Sendable {
    var numbers: ClosedRange<Int> = 1...Int.max
    var step = 1
    /// In nanoseconds since 1970.
    var after: Int64?
    var before: Int64?

    /// A packet without a time is not within any times.
    func accepts(_ number: Int, _ time: Int64?) -> Bool {
        guard numbers.contains(number), step == 1 || (number - 1) % step == 0 else { return false }
        if let after { guard let time, time >= after else { return false } }
        if let before { guard let time, time < before else { return false } }
        return true
    }
}

/// How packets are chosen: by number and time, by a filter in libpcap's language, and by one over their fields.
struct PacketChoice: Sendable {
    let selection: PacketSelection
    /// Nil also where the kernel has asked it already.
    var capture: CaptureFilter?
    let display: DisplayFilter?
}

/// Chooses packets; each worker has its own.
struct PacketChooser: ~Copyable {
    private let selection: PacketSelection
    private var capture: CaptureFilter?
    private var display: DisplayFilterMatcher?

    init(_ choice: PacketChoice) {
        selection = choice.selection
        capture = choice.capture
        display = choice.display.map { DisplayFilterMatcher($0) }
    }

    mutating func accepts(
        _ facts: borrowing PacketFacts, _ record: CaptureRecord, _ frame: Span<UInt8>, _ walk: PacketWalk
    ) -> Bool {
        guard selection.accepts(facts.number, facts.time),
            capture?.matches(frame, originalLength: record.originalLength, linkType: record.linkType) ?? true
        else { return false }
        return display?.matches(facts, frame, walk) ?? true
    }
}
