import Foundation
import Testing

/// The table of field names is written by a script from what the sources tell.
@Suite struct FieldNamesScriptTests {
    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scripts/field-names").path
    private static let python = "/usr/bin/python3"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "there is no \(python)"))
    func `the table of field names is up to date`() throws {
        let (status, words) = try run("--check")
        #expect(status == 0, "\(words)")
    }

    /// Names that no call spells out: joined, chosen by a switch, given by a property.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: python), "there is no \(python)"),
        arguments: [
            "ipv6.hopopts.nxt number", "ipv6.dstopts.len number", "mip6.data bytes", "hip.hdr_len number",
            "icmpv6.nd.rd.target_address ipv6", "ip.options.routeralert group", "_ws.short group warning", "tcp layer",
            "tcp.flags group number", "ipv6.routing.srh.addr ipv6", "eth.src mac", "ip.src ipv4",
        ])
    func `names that are computed are found`(line: String) throws {
        let (status, words) = try run("--list")
        #expect(status == 0)
        #expect(words.split(separator: "\n").contains { $0 == line })
    }

    private func run(_ argument: String) throws -> (status: Int32, words: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: Self.python)
        process.arguments = ["-B", Self.script, argument]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let words = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }
}
