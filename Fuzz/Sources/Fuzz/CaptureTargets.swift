import Wire

/// Capture files, and hex dumps.
enum CaptureTargets {
    /// Reads a file at once, and in pieces; the first byte says how long those are.
    static func capture(_ bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let file = [UInt8](copying: bytes.suffix(from: 1))
        let whole = Reading(file, step: file.count)
        let pieces = Reading(file, step: Int(bytes[0]) + 1, quickly: bytes[0] % 2 == 1)
        check(whole.packets == pieces.packets, "pieces have the same packets")
        check(whole.notes == pieces.notes, "pieces have the same notes")
        check(whole.error == pieces.error, "pieces have the same error: \(whole.error as Any), \(pieces.error as Any)")
    }

    static func hexDump(_ bytes: Span<UInt8>) {
        do {
            let packets = try HexDump.packets(in: [UInt8](copying: bytes))
            check(!packets.isEmpty, "there are packets")
            for packet in packets {
                check(!packet.bytes.isEmpty && packet.line > 0, "a packet has bytes, and a line")
                use(packet.likelyLinkType)
                let again = try HexDump.packets(in: dump(packet.bytes))
                check(again.map(\.bytes) == [packet.bytes], "what is printed is read")
            }
        } catch {
            use(error.description)
        }
    }

    /// The way `hexdump -C` prints.
    private static func dump(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        func digits(_ value: Int, _ width: Int) {
            let digits = Array(String(value, radix: 16).utf8)
            text += [UInt8](repeating: UInt8(ascii: "0"), count: width - digits.count) + digits
        }
        for start in stride(from: 0, to: bytes.count, by: 16) {
            digits(start, 8)
            for place in start..<start + 16 {
                text += place % 8 == 0 ? [32, 32] : [32]
                if place < bytes.count { digits(Int(bytes[place]), 2) } else { text += [32, 32] }
            }
            let shown = bytes[start..<min(start + 16, bytes.count)]
            text += [32, 32] + Array("|".utf8) + shown.map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: ".") }
            text += Array("|\n".utf8)
        }
        return text
    }
}

/// All that a reader gives.
private struct Reading {
    struct Packet: Equatable {
        var time: Int64
        var bytes: [UInt8]
        var details: CapturedPacketDetails
    }

    private(set) var packets: [Packet] = []
    private(set) var notes: [CaptureNote] = []
    private(set) var error: WireError?

    init(_ file: [UInt8], step: Int, quickly: Bool = false) {
        var reader = CaptureReader()
        var (start, end) = (0, min(step, file.count))
        while true {
            let window = Array(file[start..<end])
            var cursor = 0
            if quickly { addRow(&reader, window, &cursor) }
            do throws(WireError) {
                let step = try reader.next(in: window.span, at: &cursor, isEnd: end == file.count)
                check(cursor <= window.count && reader.position == start + cursor, "the reader knows where it is")
                if try !add(step, window, isEnd: end == file.count) { return }
                if case .needMore(let count) = step {
                    check(count > window.count - cursor, "the reader asks for more than there is")
                    check(end < file.count, "the reader knows the end")
                    end = min(end + max(1, min(256, count)), file.count)
                }
            } catch {
                check((0...file.count).contains(error.offset), "an error lies in the file")
                check(quickly || cursor == 0, "an error leaves the reader where it was")
                use(error.description)
                self.error = error
                return
            }
            start += cursor
        }
    }

    private mutating func addRow(_ reader: inout CaptureReader, _ window: [UInt8], _ cursor: inout Int) {
        var row: [CaptureRecord] = []
        reader.appendPackets(in: window.span, at: &cursor, to: &row, upTo: 3)
        for record in row {
            check(record.range.upperBound <= cursor, "a packet of a row lies in the window")
            packets.append(
                Packet(
                    time: record.time, bytes: Array(window[record.range]), details: record.details(in: window.span)))
        }
    }

    private mutating func add(_ step: CaptureStep, _ window: [UInt8], isEnd: Bool) throws(WireError) -> Bool {
        switch step {
        case .packet(let record):
            check(record.range.upperBound <= window.count, "a packet lies in the window")
            use((record.originalLength, record.direction, record.frameCheckSequenceLength, record.interface))
            packets.append(
                Packet(
                    time: record.time, bytes: Array(window[record.range]), details: record.details(in: window.span)))
            copy(record, window)
        case .note(let note): notes.append(note)
        case .needMore: break
        case .end: return false
        }
        return true
    }

    /// Writes the packet as pcapng, and reads it again.
    private func copy(_ record: CaptureRecord, _ window: [UInt8]) {
        var file: [UInt8] = []
        PcapNGSectionHeader().serialize(into: &file)
        PcapNGInterface(linkType: record.linkType).serialize(into: &file)
        let details = record.details(in: window.span)
        details.serialize(into: &file, record, interfaceID: 0, data: window.span.extracting(record.range))
        var reader = CaptureReader()
        var cursor = 0
        do {
            for _ in 0..<2 { _ = try reader.next(in: file.span, at: &cursor, isEnd: true) }
            guard case .packet(let again) = try reader.next(in: file.span, at: &cursor, isEnd: true) else {
                fatalError("the packet that was written is there")
            }
            check(again.time == max(0, record.time) && again.flags == record.flags, "it has its time and flags")
            check(file[again.range].elementsEqual(window[record.range]), "it has its bytes")
            check(again.details(in: file.span) == details, "it has its details")
        } catch {
            fatalError("what was written is read: \(error)")
        }
    }
}
