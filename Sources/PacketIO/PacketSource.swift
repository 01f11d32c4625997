import Probes
import Wire

/// Captures in files and pipes, one after the other, as batches of packets.
///
/// A batch is given as soon as it is full, or has a packet and the input no more bytes at the moment. Memory stays the
/// same however long the input is.
public struct PacketSource: ~Copyable {
    /// A batch has no more packets than this, so that what is made of them stays small too.
    static let packetsInBatch = 4096

    /// Something to read from, when it is its turn.
    private enum Origin {
        case path(String)
        case memory([UInt8])
    }

    /// What the inputs are called: paths, or "standard input".
    public let names: [String]
    /// Ends a wait for input, from another thread.
    public let interruption = Interruption()
    private let origins: [Origin]
    private var next = 0
    private var input: ByteInput?
    private var reader = CaptureReader()
    /// What was read behind the last batch.
    private var rest = PacketBatch(byteCount: 0)
    /// What went wrong behind the last batch.
    private var failure: PacketSourceError?
    private var packetCount = 0
    private var firstTime: Int64?
    /// The interfaces that packets to come may be of, and those of the last batch.
    private var interfaces: [PcapNGInterface] = []
    private var firstInterface = 0
    private var sectionStart = 0
    /// Whether packets tell theirs: those of pcap do not.
    private var tellsInterfaces = false
    /// Where the numbers of the present input's interfaces begin.
    private var inputStart = 0
    private var hostNames = HostNames()
    /// What the last batch ended with: it holds for what comes behind it.
    private var delayed: CaptureNote?

    /// What the packets of hex dumps begin with; nil where it is to be guessed.
    private let hexLinkType: LinkType?

    /// From files, in this order; "-" is standard input. Text is taken for a hex dump, whose packets begin with what
    /// `hexLinkType` says, or with what they look like.
    public init(paths: [String], hexLinkType: LinkType? = nil) {
        self.hexLinkType = hexLinkType
        names = paths.map { $0 == "-" ? "standard input" : $0 }
        origins = paths.map(Origin.path)
    }

    /// From bytes that are there already.
    public init(_ bytes: [UInt8], named name: String, hexLinkType: LinkType? = nil) {
        self.hexLinkType = hexLinkType
        names = [name]
        origins = [.memory(bytes)]
    }

    /// The next packets and notes; false where there are none left, or a wait was interrupted.
    ///
    /// - Throws: why an input can't be read on, after all that came before the error. The next call goes on with the
    ///   next input.
    public mutating func fill(_ batch: inout PacketBatch) throws(PacketSourceError) -> Bool {
        if let note = delayed {
            delayed = nil
            keep(note)
        }
        interfaces.removeFirst(sectionStart - firstInterface)
        firstInterface = sectionStart
        while !interruption.isInterrupted {
            if let error = failure {
                failure = nil
                throw error
            }
            guard try openNext() else { return false }
            batch.removeAll()
            batch.input = next - 1
            batch.firstNumber = packetCount + 1
            do throws(PacketSourceError) {
                try gather(&batch)
            } catch  where error.isText {
                do throws(PacketSourceError) {
                    try readHexDump(&batch)
                } catch {
                    failure = error
                    closeInput()
                }
                continue
            } catch {
                failure = error
                closeInput()
            }
            (batch.interfaces, batch.firstInterface, batch.firstTime) = (interfaces, firstInterface, firstTime)
            batch.tellsInterfaces = tellsInterfaces
            (batch.inputStart, batch.hostNames) = (inputStart, hostNames)
            if !batch.isEmpty { return true }
        }
        return false
    }

    /// Opens the next input where none is open; false where none is left.
    private mutating func openNext() throws(PacketSourceError) -> Bool {
        if input != nil { return true }
        guard next < origins.count else { return false }
        next += 1
        inputStart = firstInterface + interfaces.count
        reader = CaptureReader(earlierInterfaces: inputStart)
        switch origins[next - 1] {
        case .path(let path): input = try ByteInput.open(path, named: names[next - 1], interruption)
        case .memory(let bytes): input = ByteInput(bytes, named: names[next - 1], interruption)
        }
        return true
    }

    private mutating func closeInput() {
        input = nil
        rest.removeAll()
    }

    /// Reads and indexes, up to the end of the batch or of the input.
    private mutating func gather(_ batch: inout PacketBatch) throws(PacketSourceError) {
        rest.moveTail(from: 0, to: &batch)
        var cursor = 0
        var isEnd = false
        while true {
            gatherQuickly(&batch, at: &cursor)
            if batch.records.count == Self.packetsInBatch { return batch.moveTail(from: cursor, to: &rest) }
            switch try step(batch.bytes, at: &cursor, isEnd) {
            case .packet(let record):
                batch.records.append(record)
                count(1, record)
            case .note(let note):
                batch.notes.append(PacketBatch.PlacedNote(index: batch.records.count, note: note))
                guard !batch.records.isEmpty, note.isAboutPacketsBehind else {
                    keep(note)
                    break
                }
                // What holds for some packets of a batch holds for all.
                delayed = note
                return batch.moveTail(from: cursor, to: &rest)
            case .end: return closeInput()
            case .needMore(let needed):
                let isComplete = !batch.isEmpty && (batch.room == 0 || cursor + needed > batch.capacity)
                if isComplete || !batch.isEmpty && input?.hasMoreNow != true {
                    return batch.moveTail(from: cursor, to: &rest)
                }
                batch.reserve(cursor + needed)
                isEnd = try read(into: &batch) == 0
                if isEnd, interruption.isInterrupted { return closeInput() }
            }
        }
    }

    /// Indexes what is no more than one packet after the other.
    private mutating func gatherQuickly(_ batch: inout PacketBatch, at cursor: inout Int) {
        var records: [CaptureRecord] = []
        swap(&records, &batch.records)
        let start = records.count
        reader.appendPackets(in: batch.bytes, at: &cursor, to: &records, upTo: Self.packetsInBatch)
        if records.count > start {
            count(1, records[start])
            count(records.count - start - 1, records[records.count - 1])
        }
        swap(&records, &batch.records)
    }

    /// Counts packets, of which `record` is the last.
    private mutating func count(_ packets: Int, _ record: CaptureRecord) {
        packetCount += packets
        guard record.hasTime else { return }
        if firstTime == nil { firstTime = record.time }
    }

    private mutating func read(into batch: inout PacketBatch) throws(PacketSourceError) -> Int {
        try unsafe batch.append { (free) throws(PacketSourceError) in unsafe try input?.read(into: free) ?? 0 }
    }

    private mutating func step(
        _ window: Span<UInt8>, at cursor: inout Int, _ isEnd: Bool
    ) throws(PacketSourceError) -> CaptureStep {
        do {
            return try reader.next(in: window, at: &cursor, isEnd: isEnd)
        } catch {
            let reason: PacketSourceError.Reason =
                error.header == CaptureReader.unknownFormat
                ? .unknownFormat([UInt8](copying: window.extracting(first: 4))) : .damaged(error)
            throw PacketSourceError(input: names[next - 1], reason: reason)
        }
    }

    /// Remembers interfaces as long as packets may be of them.
    private mutating func keep(_ note: CaptureNote) {
        switch note {
        case .section(let section):
            sectionStart = firstInterface + interfaces.count
            tellsInterfaces = section.format == .pcapng
            hostNames.removeAll()
        case .interface(let interface, _): interfaces.append(interface)
        case .names(let names): hostNames.add(names)
        default: break
        }
    }
}

// Hex dumps
extension PacketSource {
    /// Text is read to its end before a packet of it is given: more than this is no dump that somebody pasted.
    private static let longestHexDump = 64 << 20

    /// Reads a text of which the batch has the start, and goes on with the packets in it.
    private mutating func readHexDump(_ batch: inout PacketBatch) throws(PacketSourceError) {
        let name = names[next - 1]
        repeat {
            guard batch.bytes.count <= Self.longestHexDump else {
                throw PacketSourceError(
                    input: name, reason: .notHex(HexDumpError(line: 1, message: "more than 64 MiB of text")))
            }
            if batch.room == 0 { batch.reserve(2 * batch.bytes.count + 4096) }
        } while try read(into: &batch) > 0
        let packets: [HexPacket]
        do {
            packets = try HexDump.packets(in: [UInt8](copying: batch.bytes))
        } catch {
            throw PacketSourceError(input: name, reason: .notHex(error))
        }
        rest.removeAll()
        reader = CaptureReader(earlierInterfaces: firstInterface + interfaces.count)
        input = ByteInput(HexDump.capture(of: packets, as: hexLinkType), named: name, interruption)
    }
}

extension CaptureNote {
    /// Whether packets behind the note are to be told otherwise than those before it.
    fileprivate var isAboutPacketsBehind: Bool {
        switch self {
        case .section, .interface, .names: true
        default: false
        }
    }
}

extension PacketSourceError {
    /// Whether an unknown format may be text.
    fileprivate var isText: Bool {
        guard case .unknownFormat(let head) = reason, !head.isEmpty else { return false }
        return head.allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
    }
}
