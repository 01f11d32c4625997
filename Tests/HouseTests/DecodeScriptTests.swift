import Foundation
import Testing

/// `swiftnet decode` as it was built: beside Wireshark, on hostile input, and against golden files.
@Suite struct DecodeScriptTests {
    private static let program = Script.program
    private static let golden = Script.tests.appending(path: "Fixtures/golden").path

    /// A folder of captures that are not the project's own.
    private static let corpus = ProcessInfo.processInfo.environment["SWIFTNET_CORPUS"]

    @Test(.enabled(if: program != nil, "swiftnet has not been built"))
    func `golden files hold what decode says`() throws {
        let (status, words) = try Script.run("Fixtures/rewrite-golden.sh", [try #require(Self.program), "--check"])
        #expect(status == 0 && words.isEmpty, "\(words)")
    }

    @Test(
        .enabled(if: program != nil, "swiftnet has not been built"),
        .enabled(if: Script.has("tshark"), "there is no tshark"),
        .enabled(if: Script.has("python3"), "there is no python3"))
    func `fields agree with Wireshark`() throws {
        let captures = ["all.pcapng", "all-big-endian.pcapng"].map { "\(Self.golden)/\($0)" }
        let (status, words) = try Script.run(
            "agreement.py", [try #require(Self.program), "--traffic", "2000"] + captures)
        #expect(status == 0, "\(words)")
    }

    @Test(
        .enabled(if: program != nil, "swiftnet has not been built"),
        .enabled(if: Script.has("python3"), "there is no python3"))
    func `damaged captures do no harm`() throws {
        let (status, words) = try Script.run("hostile.py", [try #require(Self.program), Self.golden, "--quick"])
        #expect(status == 0, "\(words)")
    }

    @Test(
        .enabled(if: program != nil, "swiftnet has not been built"),
        .enabled(if: Script.has("tshark"), "there is no tshark"),
        .enabled(if: corpus != nil, "SWIFTNET_CORPUS names no folder of captures"))
    func `captures from elsewhere agree and do no harm`() throws {
        let arguments = [try #require(Self.program), try #require(Self.corpus)]
        for script in ["agreement.py", "hostile.py"] {
            let (status, words) = try Script.run(script, arguments)
            #expect(status == 0, "\(words)")
        }
    }
}
