import PacketIO
import Probes
import Reports
import Wire

/// The files of a capture, one after the other. Each that is closed is complete, with what was counted up to then.
struct CaptureFiles: ~Copyable {
    /// What gathers is written after this time at the latest.
    private static let longestGathering = Nanoseconds.second
    /// What the counts of an interface may take at the end of a file, in bytes.
    private static let statisticsByteCount = 128

    private let format: PacketWriter.Format
    private let header: PcapNGSectionHeader
    private let sockets: [LiveSocket]
    private let isPacketBuffered: Bool
    private let started: Int64
    private var rotation: CaptureRotation
    private var writer: PacketWriter?
    private var packetCount = 0
    private var lastFlush = SystemClock.now()

    /// Creates the first file.
    init(_ command: CaptureCommand, _ sockets: [LiveSocket]) throws(LinkError) {
        format = command.fileFormat
        var header = PcapNGSectionHeader(
            application: "swiftnet \(swiftnetVersion)", operatingSystem: Machine.operatingSystem)
        header.hardware = Machine.hardware
        header.comments = command.comments
        self.header = header
        self.sockets = sockets
        isPacketBuffered = command.isPacketBuffered || command.write == "-"
        started = SystemClock.wallClock()
        rotation = CaptureRotation(command.write ?? "-", command.fileLimits)
        try open(at: started)
    }

    private mutating func open(at time: Int64) throws(LinkError) {
        let (path, obsolete) = rotation.next(at: time)
        if let obsolete, let message = Machine.removeFile(obsolete) { warn(message) }
        writer = try PacketWriter.create(path, as: format, header: header)
        packetCount = 0
    }

    /// Packets that gathered and could not be written, and whether that is because nobody reads any more.
    var loss: (count: Int, isReaderGone: Bool) {
        switch writer {
        case .some(let writer): (writer.lostCount, writer.isReaderGone)
        case .none: (0, false)
        }
    }

    /// The length of the present file; nil where none is open.
    private var byteCount: Int? {
        switch writer {
        case .some(let writer): writer.byteCount
        case .none: nil
        }
    }

    mutating func write(_ record: CaptureRecord, of batch: borrowing PacketBatch) throws(LinkError) {
        if let byteCount {
            // An enhanced packet block with its flags, and the counts that end the file.
            let length = byteCount + record.capturedLength + 47 + Self.statisticsByteCount * sockets.count
            if rotation.isOver(at: record.time, byteCount: length, packetCount: packetCount) { try close(of: batch) }
        }
        if byteCount == nil { try open(at: record.time) }
        try writer?.write(record, of: batch)
        packetCount += 1
    }

    /// Called after each batch, and now and then without one.
    mutating func settle(_ batch: borrowing PacketBatch) throws(LinkError) {
        if rotation.isOver(at: SystemClock.wallClock()), packetCount > 0 { return try close(of: batch) }
        let now = SystemClock.now()
        guard isPacketBuffered || batch.isEmpty || now - lastFlush >= Self.longestGathering else { return }
        lastFlush = now
        try writer?.flush()
    }

    /// Ends the present file. `batch` knows the interfaces.
    mutating func close(of batch: borrowing PacketBatch) throws(LinkError) {
        let now = SystemClock.wallClock()
        guard byteCount != nil else { return }
        for (place, socket) in sockets.enumerated() {
            let counts = socket.count()
            var statistics = PcapNGInterfaceStatistics(interfaceID: UInt32(place), timestamp: now)
            (statistics.start, statistics.end) = (started, now)
            statistics.received = UInt64(counts.received)
            statistics.droppedBySystem = UInt64(counts.droppedByKernel)
            try writer?.write(statistics, of: batch)
        }
        try writer?.finish()
        writer = nil
        packetCount = 0
    }
}
