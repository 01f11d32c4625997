import Testing

@testable import Commands

@Suite struct CaptureRotationTests {
    /// 2026-11-23 12:34:56 UTC.
    private static let start: Int64 = 1_795_437_296 * 1_000_000_000
    private static let second: Int64 = 1_000_000_000

    private static func rotation(_ limits: CaptureRotation.Limits, _ path: String = "net.pcapng") -> CaptureRotation {
        CaptureRotation(path, limits)
    }

    @Test func `without limits there is one file for ever`() {
        var rotation = Self.rotation(.init())
        #expect(rotation.next(at: Self.start) == ("net.pcapng", nil))
        #expect(!rotation.isOver(at: .max - 1, byteCount: .max, packetCount: .max))
        #expect(!rotation.isOver(at: .max - 1))
    }

    @Test(arguments: [
        ("net.pcapng", "net_00001_20261123T123456Z.pcapng"),
        ("/a.b/net", "/a.b/net_00001_20261123T123456Z"),
        ("/a.b/.hidden", "/a.b/.hidden_00001_20261123T123456Z"),
        ("net.old.pcap", "net.old_00001_20261123T123456Z.pcap"),
    ])
    func `number and time stand before the suffix`(path: String, name: String) {
        var rotation = Self.rotation(.init(packetCount: 1), path)
        #expect(rotation.next(at: Self.start).path == name)
    }

    @Test func `packets are counted to the limit`() {
        var rotation = Self.rotation(.init(packetCount: 3))
        _ = rotation.next(at: Self.start)
        #expect(!rotation.isOver(at: Self.start, byteCount: 1 << 40, packetCount: 2))
        #expect(rotation.isOver(at: Self.start, byteCount: 0, packetCount: 3))
    }

    @Test func `a file is no larger than the limit, but for one packet that is`() {
        var rotation = Self.rotation(.init(byteCount: 1000))
        _ = rotation.next(at: Self.start)
        #expect(!rotation.isOver(at: Self.start, byteCount: 1000, packetCount: 9))
        #expect(rotation.isOver(at: Self.start, byteCount: 1001, packetCount: 9))
        #expect(!rotation.isOver(at: Self.start, byteCount: 5000, packetCount: 0))
    }

    @Test func `times count from the first file, and lateness does not add up`() {
        var rotation = Self.rotation(.init(time: 10 * Self.second))
        _ = rotation.next(at: Self.start)
        #expect(!rotation.isOver(at: Self.start + 10 * Self.second - 1))
        #expect(rotation.isOver(at: Self.start + 10 * Self.second))
        // The next packet comes late: its file ends with the period that it is in.
        _ = rotation.next(at: Self.start + 37 * Self.second)
        #expect(!rotation.isOver(at: Self.start + 40 * Self.second - 1))
        #expect(rotation.isOver(at: Self.start + 40 * Self.second))
    }

    @Test func `aligned times are full ones of the clock`() {
        var rotation = Self.rotation(.init(time: 60 * Self.second, isAligned: true))
        _ = rotation.next(at: Self.start)
        #expect(!rotation.isOver(at: Self.start + 4 * Self.second - 1))
        #expect(rotation.isOver(at: Self.start + 4 * Self.second))
    }

    @Test func `all limits hold together`() {
        var rotation = Self.rotation(.init(byteCount: 1000, time: Self.second, packetCount: 10))
        _ = rotation.next(at: Self.start)
        #expect(!rotation.isOver(at: Self.start, byteCount: 1000, packetCount: 9))
        #expect(rotation.isOver(at: Self.start, byteCount: 1001, packetCount: 9))
        #expect(rotation.isOver(at: Self.start, byteCount: 1000, packetCount: 10))
        #expect(rotation.isOver(at: Self.start + Self.second, byteCount: 1000, packetCount: 9))
    }

    @Test func `a ring keeps so many files, and lets the oldest go`() {
        var rotation = Self.rotation(.init(packetCount: 1, fileCount: 2))
        let turns = (0..<4).map { rotation.next(at: Self.start + Int64($0) * Self.second) }
        #expect(turns.map(\.obsolete) == [nil, nil, turns[0].path, turns[1].path])
        #expect(turns[3].path == "net_00004_20261123T123459Z.pcapng")
    }

    @Test(arguments: [Int64.min, -1, 0, .max])
    func `no time traps`(time: Int64) {
        for isAligned in [false, true] {
            var rotation = Self.rotation(.init(time: .max, isAligned: isAligned))
            _ = rotation.next(at: time)
            _ = rotation.next(at: Self.start)
            _ = rotation.isOver(at: time)
        }
    }
}
