@testable import Wire

/// Capture files laid out by hand, in either byte order.
struct CaptureBytes {
    let isBigEndian: Bool
    var bytes: [UInt8] = []

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// A number's bytes in the order of the file.
    func number<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
        let bytes = stride(from: 0, to: Number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: value >> $0) }
        return isBigEndian ? bytes.reversed() : bytes
    }

    // pcap

    mutating func pcap(
        _ magic: UInt32, version: (UInt16, UInt16) = (2, 4), snapLength: UInt32 = 65_535, network: UInt32 = 1
    ) {
        bytes += number(magic) + number(version.0) + number(version.1) + number(UInt64(0))
        bytes += number(snapLength) + number(network)
    }

    mutating func record(
        _ seconds: UInt32, _ fraction: UInt32, _ data: [UInt8], captured: UInt32? = nil, original: UInt32? = nil,
        extra: [UInt8] = []
    ) {
        bytes += number(seconds) + number(fraction)
        bytes += number(captured ?? UInt32(data.count)) + number(original ?? UInt32(data.count))
        bytes += extra + data
    }

    // pcapng

    static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: -bytes.count & 3) }

    mutating func block(_ type: UInt32, _ body: [UInt8]) {
        let length = number(UInt32(body.count + 12))
        bytes += number(type) + length + body + length
    }

    /// An option, padded.
    func option(_ code: UInt16, _ value: [UInt8]) -> [UInt8] {
        number(code) + number(UInt16(value.count)) + Self.padded(value)
    }

    func option(_ code: UInt16, _ text: String) -> [UInt8] { option(code, Array(text.utf8)) }

    /// Options, and their end.
    private func list(_ options: [[UInt8]]) -> [UInt8] {
        options.isEmpty ? [] : options.flatMap(\.self) + [0, 0, 0, 0]
    }

    mutating func section(_ options: [UInt8]..., major: UInt16 = 1, minor: UInt16 = 0) {
        let header = number(UInt32(0x1A2B_3C4D)) + number(major) + number(minor) + number(UInt64.max)
        block(0x0A0D_0D0A, header + list(options))
    }

    mutating func interface(_ linkType: UInt16 = 1, snapLength: UInt32 = 0, _ options: [UInt8]...) {
        block(1, number(linkType) + [0, 0] + number(snapLength) + list(options))
    }

    func ticks(_ value: UInt64) -> [UInt8] {
        number(UInt32(value >> 32)) + number(UInt32(truncatingIfNeeded: value))
    }

    mutating func enhanced(
        _ interface: UInt32, _ time: UInt64, _ data: [UInt8], captured: UInt32? = nil, original: UInt32? = nil,
        _ options: [UInt8]...
    ) {
        let lengths = number(captured ?? UInt32(data.count)) + number(original ?? UInt32(data.count))
        block(6, number(interface) + ticks(time) + lengths + Self.padded(data) + list(options))
    }

    mutating func simple(_ original: UInt32, _ data: [UInt8]) { block(3, number(original) + Self.padded(data)) }

    mutating func obsolete(_ interface: UInt16, drops: UInt16, _ time: UInt64, _ data: [UInt8], _ options: [UInt8]...) {
        let lengths = number(UInt32(data.count)) + number(UInt32(data.count + 1))
        block(2, number(interface) + number(drops) + ticks(time) + lengths + Self.padded(data) + list(options))
    }

    mutating func statistics(_ interface: UInt32, _ time: UInt64, _ options: [UInt8]...) {
        block(5, number(interface) + ticks(time) + list(options))
    }
}

/// What a reader gives, kept to compare.
struct CaptureContents {
    struct Packet: Equatable {
        var time: Int64?
        var bytes: [UInt8]
        var original: Int
        var linkType: LinkType
        var interface: Int

        init(
            _ time: Int64?, _ bytes: [UInt8], original: Int? = nil, _ linkType: LinkType = .ethernet,
            on interface: Int = 0
        ) {
            self.time = time
            self.bytes = bytes
            self.original = original ?? bytes.count
            self.linkType = linkType
            self.interface = interface
        }
    }

    var records: [CaptureRecord] = []
    var packets: [Packet] = []
    var details: [CapturedPacketDetails] = []
    var notes: [CaptureNote] = []
    var error: WireError?

    /// Reads a file of which first `step` bytes are there, and then as many more each time some are missed; what has
    /// been read leaves the window.
    ///
    /// - Parameter quickly: takes packets in rows where they can be had.
    init(_ file: [UInt8], step: Int = .max, quickly: Bool = false) {
        var reader = CaptureReader()
        var window: [UInt8] = []
        var taken = 0
        func take() {
            let count = min(step, file.count - taken)
            window += file[taken..<taken + count]
            taken += count
        }
        take()
        while true {
            var cursor = 0
            if quickly {
                var row: [CaptureRecord] = []
                reader.appendPackets(in: window.span, at: &cursor, to: &row, upTo: 3)
                for record in row { add(record, window) }
            }
            do throws(WireError) {
                switch try reader.next(in: window.span, at: &cursor, isEnd: taken == file.count) {
                case .packet(let record): add(record, window)
                case .note(let note): notes.append(note)
                case .needMore(let count):
                    guard count > window.count - cursor, taken < file.count else {
                        notes.append(.journal("the reader asks for nothing"))
                        return
                    }
                    window.removeFirst(cursor)
                    cursor = 0
                    take()
                case .end: return
                }
            } catch {
                self.error = error
                return
            }
            window.removeFirst(cursor)
            guard reader.position == taken - window.count else {
                notes.append(.journal("the reader is lost"))
                return
            }
        }
    }

    private mutating func add(_ record: CaptureRecord, _ window: [UInt8]) {
        records.append(record)
        packets.append(
            Packet(
                record.hasTime ? record.time : nil, Array(window[record.range]), original: record.originalLength,
                record.linkType, on: record.interface))
        details.append(record.details(in: window.span))
    }
}
