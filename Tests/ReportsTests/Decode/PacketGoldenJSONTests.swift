import Foundation
import TestSupport
import Testing

@Suite struct PacketGoldenJSONTests {
    /// What the golden files of all protocols hold, line by line.
    private static let lines: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/golden")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name in
            let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map(String.init)
        }
    }()

    @Test("Packets of every protocol are what the schema says")
    func schema() throws {
        let validator = try SchemaValidator(named: "decode")
        #expect(Self.lines.count > 150)
        for line in Self.lines {
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let faults = validator.faults(in: value)
            #expect(faults.isEmpty, "\(faults.prefix(3)) in \(line)")
        }
    }

    @Test("The schema refuses members that no frame and no warning has")
    func refusal() throws {
        let validator = try SchemaValidator(named: "decode")
        for line in [
            #"{"eth":{}}"#, #"{"frame":{"number":1,"len":1,"cap_len":1,"protocols":"eth","more":1}}"#,
            #"{"frame":{"number":0,"len":1,"cap_len":1,"protocols":"eth"}}"#,
            #"{"frame":{"number":1,"len":1,"cap_len":1,"protocols":"eth"},"eth":7}"#,
            #"{"frame":{"number":1,"len":1,"cap_len":1,"protocols":"eth"},"warnings":[{"name":"x"}]}"#,
            #"{"frame":{"number":1,"len":1,"cap_len":1,"protocols":"eth"},"eth":{"src":[{"a":1}]}}"#,
        ] {
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(!validator.faults(in: value).isEmpty, "\(line)")
        }
    }

    @Test(
        "A field that does not go on from its group's name stands outside of the group",
        arguments: [
            #""vrrp":{"typever":{"value":49},"version":3,"type":1,"#, #""gre":{"flags_and_version":{"value":8192},"#,
            #""http":{"request":true,"request.method":"GET","#,
        ])
    func names(part: String) {
        #expect(Self.lines.contains { $0.contains(part) })
    }
}
