import Foundation
import Probes
import TestSupport
import Testing
import Wire

@testable import Reports

/// The file of `arp watch`: what is written is read again, and damage takes nothing with it but the line it is in.
@Suite struct StationFileTests {
    private static func station(_ number: UInt64, vlan: UInt16? = nil, previous: Int = 0) throws -> StationRecord {
        StationRecord(
            try #require(IPAddress(number % 2 == 0 ? "10.0.0.\(number % 256)" : "2001:db8::\(number)")),
            at: MACAddress(rawValue: 0x0200_0000_0000 + number), on: "eth\(number % 3)", vlan: vlan,
            firstSeen: 1_795_000_000_123_456_789 + Int64(number), lastSeen: 1_795_000_001 * .second,
            previousMACs: (0..<previous).map { MACAddress(rawValue: 0x0400_0000_0000 + UInt64($0)) })
    }

    private static func written(_ records: [StationRecord]) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in records { StationFile.write(record, to: &bytes) }
        return bytes
    }

    private static func read(_ bytes: [UInt8]) -> (records: [StationRecord], damage: StationFile.Damage) {
        var records: [StationRecord] = []
        let damage = StationFile.read(bytes) { records.append($0) }
        return (records, damage)
    }

    @Test func `what is written is read again, as its schema says`() throws {
        let records = [
            try Self.station(2), try Self.station(3, vlan: 4094), try Self.station(4, previous: 8),
        ]
        let bytes = Self.written(records)
        let (found, damage) = Self.read(bytes)
        #expect(found == records)
        #expect(damage.recordCount == 3 && damage.badLineCount == 0 && damage.tornLine == nil && !damage.isForeign)
        let schema = try SchemaValidator(named: "arp-watch")
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            #expect(schema.faults(in: try JSONSerialization.jsonObject(with: Data(line))) == [])
        }
    }

    @Test func `a line that ends too soon takes nothing with it, wherever it ends`() throws {
        let records = try (2..<5).map { try Self.station($0, previous: 2) }
        let bytes = Self.written(records)
        let lastLine = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        for length in lastLine...bytes.count {
            let (found, damage) = Self.read(Array(bytes.prefix(length)))
            // Without its line feed a record is whole.
            let isWhole = length >= bytes.count - 1
            #expect(found == Array(records.prefix(isWhole ? 3 : 2)), "\(length)")
            #expect(damage.tornLine == (isWhole || length == lastLine ? nil : lastLine))
            #expect(!damage.isForeign && damage.badLineCount == 0)
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "{", #"{"interface":1}"#, "\u{0}\u{0}\u{0}", "\"eth0\"",
        #"{"interface":"eth0","address":"10.0.0.1","mac":"02:00:00:00:00:01","first_seen":"x","last_seen":"y"}"#,
        #"{"interface":"e","address":"1.2.3","mac":"02:00:00:00:00:01","first_seen":"F","last_seen":"F"}"#,
        #"{"interface":"e","address":"1.2.3.4","mac":"02:00:00:00:00","first_seen":"F","last_seen":"F"}"#,
        #"{"interface":"e","address":"1.2.3.4","mac":"020000000001","first_seen":"F","last_seen":"F","vlan":4096}"#,
        #"{"interface":"e","address":"1.2.3.4","mac":"020000000001","first_seen":"F","last_seen":"F"} x"#,
        #"{"interface":"e","address":"::","mac":"020000000001","first_seen":"F","last_seen":"F","previous_macs":1}"#,
        #"{"interface":"e","address":"::","mac":"020000000001","first_seen":"1678-01-01T00:00:00Z","last_seen":"F"}"#,
        #"{"interface":"\ud800","address":"1.2.3.4","mac":"020000000001","first_seen":"F","last_seen":"F"}"#,
    ]) func `a line that is no record is passed over, and told`(line: String) throws {
        let records = [try Self.station(2), try Self.station(4)]
        let text = line.replacing(#""F""#, with: #""2026-11-23T12:00:00Z""#)
        let first = Self.written([records[0]])
        let (found, damage) = Self.read(first + Array(text.utf8) + [UInt8(ascii: "\n")] + Self.written([records[1]]))
        #expect(found == records && damage.tornLine == nil)
        #expect(damage.badLineCount == (line.isEmpty ? 0 : 1))
        #expect(damage.firstBadLine == (line.isEmpty ? nil : first.count))
        #expect(!damage.isForeign)
    }

    @Test func `members of other names, blanks and other forms of a time are taken`() throws {
        let line = """
             { "note" : ["a","b"] , "n":0, "w":true, "interface":"eth\\u0030", "address" : "10.0.0.1",
            """
            + #""mac":"02-00-00-00-00-01","first_seen":"2026-11-23T12:00:00Z","last_seen":"2026-11-23T12:00:00.5Z"}"#
        let (found, _) = Self.read(Array((line.replacing("\n", with: " ") + "\r\n").utf8))
        let record = try #require(found.first)
        #expect(record.interface == "eth0" && record.lastSeen - record.firstSeen == .second / 2)
    }

    @Test(arguments: ["root:x:0:0:root:/root:/bin/bash\n", "{}\n", "{\"interface\":\"eth0\"}\n", "\u{7F}ELF", "x"])
    func `a file of somebody else's is known as such`(text: String) {
        #expect(Self.read(Array(text.utf8)).damage.isForeign)
    }

    @Test(arguments: ["", "\n", "\n\n", "\n{\"interf", "{\"interface\":\"eth0\",\"addr"])
    func `a file that a watch has left before it saw anybody is its own`(text: String) {
        let (found, damage) = Self.read(Array(text.utf8))
        #expect(found.isEmpty && !damage.isForeign && damage.badLineCount == 0)
    }

    @Test func `no damage does any harm`() throws {
        var generator = SeededGenerator(seed: 3)
        let bytes = Self.written(try (0..<20).map { try Self.station($0, vlan: 5, previous: 3) })
        for _ in 0..<500 {
            var broken = bytes
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                broken[Int.random(in: 0..<broken.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            broken.removeLast(Int.random(in: 0...200, using: &generator))
            let (found, damage) = Self.read(broken)
            #expect(found.count == damage.recordCount && found.count >= 20 - 8 - 2)
        }
    }
}
