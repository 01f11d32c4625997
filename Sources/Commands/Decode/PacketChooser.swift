import PacketIO
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

/// Chooses packets: by number and time, and by a filter in libpcap's language.
struct PacketChooser: Sendable {
    private let selection: PacketSelection
    private var filter: CaptureFilter?

    init(_ selection: PacketSelection, _ filter: CaptureFilter?) {
        self.selection = selection
        self.filter = filter
    }

    mutating func accepts(_ record: CaptureRecord, _ number: Int, _ frame: Span<UInt8>) -> Bool {
        selection.accepts(number, record.hasTime ? record.time : nil)
            && filter?.matches(frame, originalLength: record.originalLength, linkType: record.linkType) ?? true
    }
}
