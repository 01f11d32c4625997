import Foundation
import Testing
import Wire
import TestSupport

/// What a command wrote and how it ended.
struct Outcome {
    let output: String
    let errors: String
    let status: Int
    /// The file `NAME.pcapng`, where there is one.
    let capture: [UInt8]?
    private var told: [Event] = []
    /// Lines that are no JSON, or not as the schema wants it.
    private var invalid: [String] = []

    var lines: [String] { output.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init) }

    /// Whether one line of the output holds all of `parts`.
    func hasLine(_ parts: String...) -> Bool {
        lines.contains { line in parts.allSatisfy(line.contains) }
    }

    init(output: String, errors: String, status: Int, capture: [UInt8]?) throws {
        (self.output, self.errors, self.status, self.capture) = (output, errors, status, capture)
        guard output.hasPrefix("{") else { return }
        let schema = try SchemaValidator(named: "ping")
        for line in output.split(separator: "\n") {
            let value = try? JSONSerialization.jsonObject(with: Data(line.utf8))
            told.append(Event(members: value as? [String: Any] ?? [:]))
            if value == nil || !schema.faults(in: value ?? "").isEmpty { invalid.append(String(line)) }
        }
    }

    /// The lines of `--json` of another command, each valid by the schema of this name.
    func objects(_ schema: String, _ location: SourceLocation = #_sourceLocation) throws -> [[String: Any]] {
        let schema = try SchemaValidator(named: schema)
        return try output.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(schema.faults(in: value) == [], "\(line)", sourceLocation: location)
            return try #require(value as? [String: Any], sourceLocation: location)
        }
    }

    /// The events of `--json`, each of which must be valid by the schema.
    func events(_ location: SourceLocation = #_sourceLocation) throws -> [Event] {
        #expect(invalid == [], sourceLocation: location)
        return told
    }

    /// The events of one type.
    func events(_ type: String, _ location: SourceLocation = #_sourceLocation) throws -> [Event] {
        try events(location).filter { $0["type"] == type }
    }

    /// The only event of a type.
    func event(_ type: String, _ location: SourceLocation = #_sourceLocation) throws -> Event {
        let found = try events(type, location)
        try #require(found.count == 1, "\(output)", sourceLocation: location)
        return found[0]
    }

    /// Types and sequence numbers, as in "reply 1".
    func story(_ location: SourceLocation = #_sourceLocation) throws -> [String] {
        try events(location).filter { !["start", "target", "summary"].contains($0["type"] ?? "") }
            .map { "\($0["type"] ?? "") \($0["sequence"] ?? 0)" }
    }

    /// The packets of the recording, with their direction.
    func packets() throws -> [(direction: PcapNGDirection?, bytes: [UInt8])] {
        let capture = try #require(capture)
        var reader = CaptureReader()
        var cursor = 0
        var packets: [(PcapNGDirection?, [UInt8])] = []
        reading: while true {
            switch try reader.next(in: capture.span, at: &cursor, isEnd: true) {
            case .packet(let record): packets.append((record.direction, Array(capture[record.range])))
            case .note: continue
            case .needMore, .end: break reading
            }
        }
        return packets
    }
}

/// An object of `--json`. Nothing changes it once it is read.
struct Event: @unchecked Sendable {
    let members: [String: Any]

    subscript(name: String) -> String? { members[name] as? String }
    subscript(name: String) -> Int? { members[name] as? Int }
    subscript(name: String) -> Double? { members[name] as? Double }
    subscript(name: String) -> [String]? { members[name] as? [String] }

    func object(_ name: String) -> Event? { (members[name] as? [String: Any]).map(Event.init) }
    func objects(_ name: String) -> [Event] { (members[name] as? [[String: Any]] ?? []).map(Event.init) }

    /// The moment of an event, in nanoseconds after the start of its minute.
    var nanosecondsInMinute: Int {
        let time: String = self["time"] ?? ""
        let parts = time.dropLast().split { $0 == ":" || $0 == "." }
        return parts.count == 4 ? (Int(parts[2]) ?? 0) * 1_000_000_000 + (Int(parts[3]) ?? 0) : 0
    }
}

extension [String: Outcome] {
    /// What was kept under a name; a failure where nothing was.
    func kept(_ name: String, _ location: SourceLocation = #_sourceLocation) throws -> Outcome {
        try #require(self[name], "the script kept no \(name)", sourceLocation: location)
    }
}
