import Foundation
import Testing
import Wire

@testable import PacketIO

/// Files, pipes and programs for tests of input.
enum Capture {
    /// A pcap file of packets with these lengths: a second apart, filled with their number.
    static func pcap(_ lengths: [Int], linkType: UInt8 = 1) -> [UInt8] {
        let header: [UInt8] = [
            0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, linkType, 0, 0, 0,
        ]
        return lengths.enumerated().reduce(into: header) { file, entry in
            for value in [entry.offset, 0, entry.element, entry.element] {
                file += (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
            }
            file += [UInt8](repeating: UInt8(truncatingIfNeeded: entry.offset), count: entry.element)
        }
    }

    static func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appending(path: "swiftnet-\(UUID().uuidString)").path
    }

    static func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let path = temporaryPath()
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    /// What a program makes of its input.
    static func run(_ program: String, _ arguments: [String], _ bytes: [UInt8]) throws -> [UInt8] {
        try withFile(bytes) { path in
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [program] + arguments
            process.standardInput = FileHandle(forReadingAtPath: path)
            process.standardOutput = output
            try process.run()
            let result = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return [UInt8](result)
        }
    }
}

/// All that a source gives.
struct Taken {
    var lengths: [Int] = []
    var times: [Int64] = []
    var numbers: [Int] = []
    var batches = 0
    var notes = 0
    var interfaces: [Int] = []
    var errors: [PacketSourceError] = []
    var isSound = true

    init(_ source: inout PacketSource, batchByteCount: Int = 1 << 16) {
        var batch = PacketBatch(byteCount: batchByteCount)
        while true {
            do throws(PacketSourceError) {
                guard try source.fill(&batch) else { return }
                add(batch)
            } catch {
                errors.append(error)
            }
        }
    }

    init(paths: [String], batchByteCount: Int = 1 << 16) {
        var source = PacketSource(paths: paths)
        self.init(&source, batchByteCount: batchByteCount)
    }

    private mutating func add(_ batch: borrowing PacketBatch) {
        batches += 1
        notes += batch.notes.count
        if !times.isEmpty, batch.firstTime != times.first { isSound = false }
        for (index, record) in batch.records.enumerated() {
            lengths.append(record.capturedLength)
            times.append(record.time)
            numbers.append(batch.firstNumber + index)
            if interfaces.last != record.interface { interfaces.append(record.interface) }
            let expected = UInt8(truncatingIfNeeded: Int(record.time / 1_000_000_000))
            let bytes = batch.bytes(of: record)
            for place in bytes.indices where bytes[place] != expected { isSound = false }
            if batch.interface(of: record).linkType != record.linkType { isSound = false }
        }
    }
}

@Suite struct PacketSourceTests {
    static let lengths = (0..<3000).map { $0 * 7919 % 1500 } + [200_000, 0, 262_144, 1]

    @Test(arguments: [1 << 9, 1 << 16, 1 << 20]) func `a file comes in batches, byte for byte`(size: Int) throws {
        try Capture.withFile(Capture.pcap(Self.lengths)) { path in
            let taken = Taken(paths: [path], batchByteCount: size)
            #expect(taken.lengths == Self.lengths && taken.numbers == Array(1...Self.lengths.count))
            #expect(taken.isSound && taken.errors.isEmpty && taken.notes == 2)
        }
    }

    @Test func `a batch of small packets is not too large`() {
        let lengths = [Int](repeating: 0, count: 10_000)
        var source = PacketSource(Capture.pcap(lengths), named: "test")
        let taken = Taken(&source, batchByteCount: 1 << 20)
        #expect(taken.lengths == lengths && taken.batches == 3)
    }

    @Test func `files follow each other, and their packets and interfaces count on`() throws {
        try Capture.withFile(Capture.pcap([1, 2])) { first in
            try Capture.withFile(Capture.pcap([3], linkType: 101)) { second in
                let taken = Taken(paths: [first, "/no/such/file", second, first])
                #expect(taken.lengths == [1, 2, 3, 1, 2] && taken.numbers == [1, 2, 3, 4, 5])
                #expect(taken.interfaces == [0, 1, 2] && taken.isSound)
                #expect(taken.errors.map(\.description) == ["/no/such/file: No such file or directory"])
            }
        }
    }

    @Test func `what is there of a cut file is given, then the error`() throws {
        let whole = Capture.pcap([100, 100])
        try Capture.withFile(whole.dropLast(10)) { path in
            let taken = Taken(paths: [path])
            #expect(taken.lengths == [100])
            #expect(
                taken.errors.map(\.description) == ["\(path): pcap packet: needs 116 bytes, 106 are there (byte 140)"])
        }
    }

    @Test(
        arguments: [
            ([], "is empty"),
            ([0x7F, 0x45, 0x4C, 0x46, 0x02], "is neither pcap nor pcapng: it begins with 7f 45 4c 46"),
            ([1], "is neither pcap nor pcapng: it begins with 01"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "is compressed; unpack it with xz first"),
        ] as [([UInt8], String)])
    func `what is no capture is called so`(bytes: [UInt8], message: String) throws {
        try Capture.withFile(bytes) { path in
            #expect(Taken(paths: [path]).errors.map(\.description) == ["\(path): \(message)"])
        }
    }

    @Test func `a folder can't be read`() {
        #expect(Taken(paths: ["/"]).errors.map(\.description) == ["/: Is a directory"])
    }

    @Test func `packets in a pipe are given as soon as they are there`() throws {
        let path = Capture.temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let isMade = unsafe mkfifo(path, 0o600) == 0
        try #require(isMade)
        let file = Capture.pcap([10, 20, 30])
        // Opened for both, so that neither end waits for the other.
        let pipe = try FileHandle(forUpdating: URL(filePath: path))
        var source = PacketSource(paths: [path])
        var batch = PacketBatch()
        try pipe.write(contentsOf: Data(file[..<60]))
        #expect(try source.fill(&batch) && batch.records.map(\.capturedLength) == [10])
        try pipe.write(contentsOf: Data(file[60...]))
        #expect(try source.fill(&batch) && batch.records.map(\.capturedLength) == [20, 30])
        let interruption = source.interruption
        Thread.detachNewThread { interruption.interrupt() }
        #expect(try !source.fill(&batch), "nothing is there, and the wait is ended")
    }

    static let programs: [(String, [String])] = [("gzip", ["-c"]), ("zstd", ["-qc"])]

    @Test(arguments: programs.map(\.0)) func `compressed files are unpacked, one after the other`(program: String)
        throws
    {
        let arguments = try #require(Self.programs.first { $0.0 == program }).1
        let file = Capture.pcap(Self.lengths)
        let (front, back) = (Array(file[..<70_000]), Array(file[70_000...]))
        let packed = try Capture.run(program, arguments, front) + Capture.run(program, arguments, back)
        try Capture.withFile(packed) { path in
            let taken = Taken(paths: [path])
            #expect(taken.lengths == Self.lengths && taken.isSound && taken.errors.isEmpty)
        }
        try Capture.withFile(packed.dropLast(3000)) { path in
            let taken = Taken(paths: [path])
            #expect(taken.lengths == Array(Self.lengths.prefix(taken.lengths.count)) && taken.lengths.count > 1000)
            #expect(
                taken.errors.map(\.description) == [
                    "\(path): the compressed data end too early (byte \(packed.count - 3000))"
                ])
        }
    }

    @Test(arguments: programs.map(\.0)) func `damage in a compressed file is told with its place`(program: String)
        throws
    {
        let arguments = try #require(Self.programs.first { $0.0 == program }).1
        var packed = try Capture.run(program, arguments, Capture.pcap(Self.lengths))
        // zlib looks at its checksum at the end; zstd's blocks are of such a form that noise is no block.
        let damaged = program == "gzip" ? packed.count - 8..<packed.count : packed.count - 900..<packed.count - 600
        packed.replaceSubrange(damaged, with: [UInt8](repeating: 0xA5, count: damaged.count))
        try Capture.withFile(packed) { path in
            let taken = Taken(paths: [path])
            #expect(taken.lengths == Array(Self.lengths.prefix(taken.lengths.count)))
            let error = try #require(taken.errors.first)
            #expect(taken.errors.count == 1)
            guard case .badCompression(let message, let offset) = error.reason else {
                Issue.record("\(error)")
                return
            }
            #expect(message.hasPrefix("the \(program) data are damaged: ") && (1...packed.count).contains(offset))
        }
    }

    @Test func `zeroes behind a gzip file are passed over`() throws {
        let packed = try Capture.run("gzip", ["-c"], Capture.pcap([5])) + [UInt8](repeating: 0, count: 1000)
        try Capture.withFile(packed) { path in
            let taken = Taken(paths: [path])
            #expect(taken.lengths == [5] && taken.errors.isEmpty)
        }
    }
}
