import Foundation
import Probes
import Testing
import Wire

@testable import PacketIO

@Suite struct PacketWriterTests {
    /// Writes all that a source gives.
    private func copy(
        _ source: inout PacketSource, to path: String, as format: PacketWriter.Format, comment: String? = nil
    ) throws {
        var writer = try PacketWriter.create(path, as: format)
        var batch = PacketBatch(byteCount: 1 << 16)
        while try source.fill(&batch) {
            for record in batch.records { try writer.write(record, of: batch, comment: comment) }
            for entry in batch.notes {
                if case .statistics(let statistics) = entry.note { try writer.write(statistics, of: batch) }
            }
        }
        try writer.finish()
    }

    private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    @Test(arguments: [.pcapng, .pcap(nanoseconds: true), .pcap(nanoseconds: false)] as [PacketWriter.Format])
    func `what is written is read again`(format: PacketWriter.Format) throws {
        try Capture.withFile([]) { path in
            var source = PacketSource(Capture.pcap(PacketSourceTests.lengths), named: "test")
            try copy(&source, to: path, as: format)
            let taken = Taken(paths: [path])
            #expect(taken.lengths == PacketSourceTests.lengths && taken.isSound && taken.errors.isEmpty)
        }
    }

    @Test func `a pcap file is written as it was read`() throws {
        try Capture.withFile([]) { path in
            let file = Capture.pcap([0, 1, 1500, 3])
            var source = PacketSource(file, named: "test")
            try copy(&source, to: path, as: .pcap(nanoseconds: false))
            #expect(try bytes(path) == file)
        }
    }

    @Test func `interfaces, options and counts find their way into pcapng`() throws {
        var file: [UInt8] = []
        PcapNGSectionHeader().serialize(into: &file)
        let interfaces = [
            PcapNGInterface(linkType: .ethernet, name: "a"), PcapNGInterface(linkType: .raw, snapLength: 9, name: "b"),
        ]
        for interface in interfaces { interface.serialize(into: &file) }
        var packet = PcapNGEnhancedPacket(interfaceID: 1, timestamp: 5, originalLength: 9, direction: .outbound)
        packet.serialize(into: &file, data: [1, 2, 3].span)
        (packet.interfaceID, packet.comment) = (0, "first")
        packet.serialize(into: &file, data: [4].span)
        PcapNGInterfaceStatistics(interfaceID: 1, timestamp: 7, dropped: 8).serialize(into: &file)
        try Capture.withFile([]) { path in
            // Twice: the second section has the same interfaces.
            var source = PacketSource(file + file, named: "test")
            try copy(&source, to: path, as: .pcapng, comment: "added")
            var again = PacketSource(paths: [path])
            var batch = PacketBatch()
            var (names, directions, comments): ([String?], [PcapNGDirection?], [[String]]) = ([], [], [])
            var notes: [CaptureNote] = []
            while try again.fill(&batch) {
                names += batch.records.map { batch.interface(of: $0).name }
                directions += batch.records.map(\.direction)
                comments += batch.records.map { $0.details(in: batch.bytes).comments }
                notes += batch.notes.map(\.note)
            }
            #expect(names == ["b", "a", "b", "a"])
            #expect(directions == [.outbound, .outbound, .outbound, .outbound])
            #expect(comments == [["added"], ["first", "added"], ["added"], ["first", "added"]])
            #expect(notes.contains(.interface(interfaces[1], index: 0)))
            #expect(notes.contains(.statistics(PcapNGInterfaceStatistics(timestamp: 7, dropped: 8))))
        }
    }

    @Test func `pcap has one link type`() throws {
        try Capture.withFile(Capture.pcap([3], linkType: 101)) { second in
            try Capture.withFile(Capture.pcap([2])) { first in
                try Capture.withFile([]) { path in
                    var source = PacketSource(paths: [first, second])
                    let error = #expect(throws: LinkError.self) {
                        try copy(&source, to: path, as: .pcap(nanoseconds: true))
                    }
                    #expect(error?.message.contains("ETHERNET and RAW") == true)
                    #expect(Taken(paths: [path]).lengths == [2], "what came before is there")
                }
            }
        }
    }

    @Test func `a file without packets is a file`() throws {
        try Capture.withFile([]) { path in
            var writer = try PacketWriter.create(path, as: .pcap(nanoseconds: true))
            try writer.finish()
            let taken = Taken(paths: [path])
            #expect(taken.errors.isEmpty && taken.notes == 2)
        }
    }

    @Test func `a full disk is told`() throws {
        #expect(throws: LinkError.self) { _ = try PacketWriter.create("/dev/full", as: .pcapng) }
        var writer = try PacketWriter.create("/dev/full", as: .pcap(nanoseconds: true))
        let error = #expect(throws: LinkError.self) { try writer.finish() }
        #expect(error?.message == "/dev/full: No space left on device")
    }

    /// The end of what a file can be stands for the end of the disk.
    private static let largestFile: off_t = {
        let path = Capture.temporaryPath()
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer {
            close(descriptor)
            unsafe unlink(path)
        }
        let bits = (0..<63).reversed().map { off_t(1) << $0 }
        return bits.reduce(0) { lseek(descriptor, $0 | $1, SEEK_SET) >= 0 ? $0 | $1 : $0 }
    }()

    @Test(.enabled(if: largestFile < .max, "files have no largest size here"))
    func `where the disk fills up, the file ends with a whole record`() throws {
        let path = Capture.temporaryPath()
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { unsafe unlink(path) }
        let start = Self.largestFile - 300_001
        try #require(lseek(descriptor, start, SEEK_SET) == start)
        let again = dup(descriptor)
        defer { close(again) }
        var file = RecordFile("full", descriptor)
        file.append([0])
        for number in 0..<500 {
            file.append([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1016), isPacket: true)
        }
        file.flush()
        let message = file.error?.message
        #expect(message == "full: File too large")
        #expect(lseek(again, 0, SEEK_END) - start == 1 + 300_000 / 1016 * 1016)
        let lost = file.lostCount
        #expect(lost == 500 - 300_000 / 1016)
    }
}
