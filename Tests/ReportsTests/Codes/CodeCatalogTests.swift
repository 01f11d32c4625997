import Testing
import Wire

@testable import Reports

@Suite struct CodeCatalogTests {
    static let tables = CodeCatalog().tables

    private static func notes(_ table: CodeTable) -> CodeNotes {
        CodeNotes(table.notes, hasRanges: table.maximum != nil)
    }

    @Test(arguments: CodeCatalog.registries.map(\.name))
    func `every value has a note, and no note lacks its value`(name: String) throws {
        let table = try #require(Self.tables.first { $0.name == name })
        let notes = Self.notes(table)
        let values = Set(table.rows().map(table.key))
        let told = Set(notes.notes.keys)
        #expect(values.subtracting(told).sorted() == [], "these have no note")
        #expect(told.subtracting(values).sorted() == [], "these notes have no value")
        #expect(notes.repeated == [])
        #expect(values.count == table.rows().count, "no value comes twice")
    }

    @Test(arguments: CodeCatalog.registries.map(\.name))
    func `ranges stand in order, apart from each other and from the values`(name: String) throws {
        let table = try #require(Self.tables.first { $0.name == name })
        let ranges = Self.notes(table).ranges.map(\.numbers)
        let values = Set(table.rows().compactMap(\.value))
        for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.upperBound < next.lowerBound) }
        for range in ranges {
            #expect(range.upperBound <= table.maximum ?? 0)
            #expect(values.filter(range.contains).sorted() == [], "in \(range)")
        }
    }

    @Test(arguments: CodeCatalog.registries.map(\.name))
    func `what is told is whole sentences of printable characters`(name: String) throws {
        let table = try #require(Self.tables.first { $0.name == name })
        for (key, note) in Self.notes(table).notes {
            for text in [note.meaning, note.cause].compactMap({ $0 }) {
                let isSentence = text.hasSuffix(".") || text.hasSuffix("?")
                #expect(isSentence, "\(key): \(text)")
                #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !text.contains("  "), "\(key): \(text)")
            }
        }
        for range in Self.notes(table).ranges { #expect(range.meaning.hasSuffix("."), "\(range)") }
    }

    @Test func `sets of flags are told by numbers that are sets`() {
        let notes = CodeNotes(tcpFlagSetNotes, hasRanges: false).notes
        for key in notes.keys {
            let flags = TCPFlags([key])
            #expect(flags.map { CodeCatalog.tcpFlags.label(UInt32($0.rawValue)) } == key)
        }
    }

    @Test func `tables have names of their own`() {
        let names = Self.tables.map(\.name)
        #expect(Set(names).count == names.count)
        for table in Self.tables { #expect(!names.contains { table.aliases.contains($0) }, "\(table.name)") }
        #expect(CodeCatalog().tables(named: "HTTP").map(\.name) == ["http-method", "http-status", "http-header"])
        #expect(CodeCatalog().tables(named: "TCP_flags").map(\.name) == ["tcp-flags"])
        #expect(CodeCatalog().tables(named: "icpm").isEmpty && CodeCatalog().suggestions(for: "icpm") == ["icmp"])
    }

    /// The words that the notes were to cover, so that a table that shrinks is seen.
    @Test(arguments: [
        ("icmp", 88), ("icmpv6", 101), ("http-method", 57), ("http-status", 64), ("http-header", 198), ("tcp-flags", 9),
        ("tcp-state", 11), ("tcp-option", 36), ("dns-type", 97), ("rcode", 20), ("ede", 31), ("dhcp-option", 162),
        ("protocol", 151), ("ethertype", 92),
    ])
    func `tables are as long as they were`(name: String, count: Int) throws {
        let table = try #require(Self.tables.first { $0.name == name })
        #expect(table.rows().count >= count)
    }
}
