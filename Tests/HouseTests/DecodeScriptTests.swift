import Foundation
import Testing

/// `swiftnet decode` as it was built: beside Wireshark, on hostile input, and against golden files.
@Suite struct DecodeScriptTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let golden = tests.appending(path: "Fixtures/golden").path

    /// The release build, else the debug build; nil where there is neither.
    private static let program: String? = ["release", "debug"]
        .map { tests.appending(path: "../.build/\($0)/swiftnet").standardizedFileURL.path }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A folder of captures that are not the project's own.
    private static let corpus = ProcessInfo.processInfo.environment["SWIFTNET_CORPUS"]

    private static func has(_ tool: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
        }
    }

    @Test(.enabled(if: program != nil, "swiftnet has not been built"))
    func `golden files hold what decode says`() throws {
        let (status, words) = try run("Fixtures/rewrite-golden.sh", [try #require(Self.program), "--check"])
        #expect(status == 0 && words.isEmpty, "\(words)")
    }

    @Test(
        .enabled(if: program != nil, "swiftnet has not been built"), .enabled(if: has("tshark"), "there is no tshark"),
        .enabled(if: has("python3"), "there is no python3"))
    func `fields agree with Wireshark`() throws {
        let captures = ["all.pcapng", "all-big-endian.pcapng"].map { "\(Self.golden)/\($0)" }
        let (status, words) = try run("agreement.py", [try #require(Self.program), "--traffic", "2000"] + captures)
        #expect(status == 0, "\(words)")
    }

    @Test(
        .enabled(if: program != nil, "swiftnet has not been built"),
        .enabled(if: has("python3"), "there is no python3"))
    func `damaged captures do no harm`() throws {
        let (status, words) = try run("hostile.py", [try #require(Self.program), Self.golden, "--quick"])
        #expect(status == 0, "\(words)")
    }

    @Test(
        .enabled(if: program != nil, "swiftnet has not been built"), .enabled(if: has("tshark"), "there is no tshark"),
        .enabled(if: corpus != nil, "SWIFTNET_CORPUS names no folder of captures"))
    func `captures from elsewhere agree and do no harm`() throws {
        let arguments = [try #require(Self.program), try #require(Self.corpus)]
        for script in ["agreement.py", "hostile.py"] {
            let (status, words) = try run(script, arguments)
            #expect(status == 0, "\(words)")
        }
    }

    private func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, words: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = Self.tests.appending(path: script)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let words = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }
}
