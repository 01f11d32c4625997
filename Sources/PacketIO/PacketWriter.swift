import Glibc
import Probes
import Wire

/// Writes packets of a batch to a file, as pcapng or pcap.
///
/// Where writing fails, the first call after it throws, and the file ends with the last whole packet.
public struct PacketWriter: ~Copyable {
    public enum Format: Hashable, Sendable {
        case pcapng
        /// One link type for all packets; times in nanoseconds, or in microseconds for programs that know no other.
        case pcap(nanoseconds: Bool)
    }

    private let format: Format
    private var file: RecordFile
    /// The interfaces in the file with their numbers there, and what the numbers of the input are called there.
    private var numbers: [PcapNGInterface: UInt32] = [:]
    private var knownNumbers: [Int: UInt32] = [:]
    private var lastNumber: (input: Int, output: UInt32)?
    /// What a pcap file holds, once its first packet is there.
    private var linkType: LinkType?

    /// Creates the file, or empties it; "-" is standard output.
    public static func create(
        _ path: String, as format: Format, header: PcapNGSectionHeader = PcapNGSectionHeader(application: "swiftnet")
    ) throws(LinkError) -> PacketWriter {
        var writer = PacketWriter(try RecordFile.create(path), format)
        guard format == .pcapng else { return writer }
        var block: [UInt8] = []
        header.serialize(into: &block)
        writer.file.append(block)
        try writer.flush()
        return writer
    }

    private init(_ file: consuming RecordFile, _ format: Format) {
        self.file = file
        self.format = format
    }

    /// The length of the file so far, in bytes.
    public var byteCount: Int { file.byteCount }
    /// Packets that were taken and could not be written.
    public var lostCount: Int { file.lostCount }
    /// Whether writing failed because nobody reads any more.
    public var isReaderGone: Bool { file.isReaderGone }

    /// Writes what has gathered.
    public mutating func flush() throws(LinkError) {
        file.flush()
        if let error = file.error { throw error }
    }

    /// Ends the file. A pcap file without packets says that it is of Ethernet.
    public mutating func finish() throws(LinkError) {
        if case .pcap = format, linkType == nil { beginPcap(.ethernet) }
        try flush()
    }

    /// - Parameter comment: a remark to add, which pcap has no place for.
    public mutating func write(
        _ record: CaptureRecord, of batch: borrowing PacketBatch, comment: String? = nil
    ) throws(LinkError) {
        switch format {
        case .pcap: try writePcap(record, batch.bytes(of: record))
        case .pcapng:
            let number = number(of: record.interface, in: batch)
            if comment != nil || record.hasMoreOptions {
                writeWithOptions(record, of: batch, number, comment)
            } else {
                writeEnhanced(record, batch.bytes(of: record), number)
            }
        }
        if let error = file.error { throw error }
    }

    /// Writes what an interface of the batch counted; pcap has no place for it.
    public mutating func write(
        _ statistics: PcapNGInterfaceStatistics, of batch: borrowing PacketBatch
    ) throws(LinkError) {
        guard format == .pcapng else { return }
        var statistics = statistics
        statistics.interfaceID = number(of: Int(statistics.interfaceID), in: batch)
        var block: [UInt8] = []
        statistics.serialize(into: &block)
        file.append(block)
        if let error = file.error { throw error }
    }

    /// The number that an interface has in the file, where it is described before its first packet.
    private mutating func number(of interface: Int, in batch: borrowing PacketBatch) -> UInt32 {
        if let lastNumber, lastNumber.input == interface { return lastNumber.output }
        let output = knownNumbers[interface] ?? describe(batch.interface(interface))
        // The input may have any number of sections; the file has each interface once.
        if knownNumbers.count > 4096 { knownNumbers = [:] }
        knownNumbers[interface] = output
        lastNumber = (interface, output)
        return output
    }

    private mutating func describe(_ interface: PcapNGInterface) -> UInt32 {
        if let number = numbers[interface] { return number }
        let number = UInt32(numbers.count)
        numbers[interface] = number
        var block: [UInt8] = []
        interface.serialize(into: &block)
        file.append(block)
        return number
    }

    /// An enhanced packet block with no more than its flags.
    private mutating func writeEnhanced(_ record: CaptureRecord, _ bytes: Span<UInt8>, _ number: UInt32) {
        let padded = (bytes.count + 3) / 4 * 4
        let length = 32 + padded + (record.flags == 0 ? 0 : 12)
        let ticks = UInt64(clamping: record.time)
        unsafe file.append(byteCount: length) { start in
            let output = UnsafeMutableRawPointer(start)
            func store(_ value: UInt32, _ offset: Int) {
                unsafe output.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
            }
            store(PcapNGBlockType.enhancedPacket.rawValue, 0)
            store(UInt32(length), 4)
            store(number, 8)
            store(UInt32(ticks >> 32), 12)
            store(UInt32(truncatingIfNeeded: ticks), 16)
            store(UInt32(bytes.count), 20)
            store(UInt32(record.originalLength), 24)
            if padded > 0 { store(0, 24 + padded) }
            unsafe bytes.copy(to: start + 28)
            if record.flags != 0 {
                store(2 | 4 << 16, 28 + padded)
                store(record.flags, 32 + padded)
                store(0, 36 + padded)
            }
            store(UInt32(length), length - 4)
        }
    }

    private mutating func writeWithOptions(
        _ record: CaptureRecord, of batch: borrowing PacketBatch, _ number: UInt32, _ comment: String?
    ) {
        var details = record.details(in: batch.bytes)
        if let comment { details.comments.append(comment) }
        var block: [UInt8] = []
        details.serialize(into: &block, record, interfaceID: number, data: batch.bytes(of: record))
        file.append(block, isPacket: true)
    }
}

// pcap
extension PacketWriter {
    private mutating func beginPcap(_ linkType: LinkType) {
        self.linkType = linkType
        let magic: UInt32 = format == .pcap(nanoseconds: true) ? 0xA1B2_3C4D : 0xA1B2_C3D4
        let words: [UInt32] = [
            magic, 2 | 4 << 16, 0, 0, UInt32(CaptureReader.longestPacket), UInt32(linkType.rawValue),
        ]
        var header: [UInt8] = []
        for word in words {
            for shift in stride(from: 0, to: 32, by: 8) {
                header.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
            }
        }
        file.append(header)
    }

    private mutating func writePcap(_ record: CaptureRecord, _ bytes: Span<UInt8>) throws(LinkError) {
        if linkType == nil { beginPcap(record.linkType) }
        guard record.linkType == linkType else {
            throw LinkError(
                .other,
                "pcap holds packets of one link type, and there are \(linkType?.description ?? "") and "
                    + "\(record.linkType): write pcapng")
        }
        let seconds = UInt32(clamping: record.time / 1_000_000_000)
        let nanoseconds = UInt32(clamping: record.time % 1_000_000_000)
        let fraction = format == .pcap(nanoseconds: true) ? nanoseconds : nanoseconds / 1000
        unsafe file.append(byteCount: 16 + bytes.count) { start in
            let output = UnsafeMutableRawPointer(start)
            func store(_ value: UInt32, _ offset: Int) {
                unsafe output.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
            }
            store(seconds, 0)
            store(fraction, 4)
            store(UInt32(bytes.count), 8)
            store(UInt32(record.originalLength), 12)
            unsafe bytes.copy(to: start + 16)
        }
    }
}

extension Span where Element == UInt8 {
    @inline(__always)
    fileprivate func copy(to output: UnsafeMutablePointer<UInt8>) {
        unsafe withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { unsafe output.update(from: start, count: bytes.count) }
        }
    }
}
