import Foundation
import Testing

@Suite struct HouseRulesTests {
    @Test func `the sources keep the rules of the house`() throws {
        let paths = try Repository.swiftFiles()
        try #require(paths.contains("Package.swift"), "this is not the repository: \(Repository.root.path)")
        for path in paths { report(HouseRules.findings(in: try Repository.text(of: path), at: path)) }
    }

    @Test func `every command has a manual page`() throws {
        let manuals = Set(try Repository.files(below: "man"))
        for path in try Repository.swiftFiles() {
            report(HouseRules.manualFindings(in: try Repository.text(of: path), at: path, manuals: manuals))
        }
    }

    @Test(.enabled(if: Repository.isGitClone, "this is no clone made by git"))
    func `no build product is committed`() throws {
        let paths = try Repository.trackedFiles()
        #expect(paths.contains("Package.swift"))
        report(HouseRules.trackedFindings(paths))
    }

    private func report(_ findings: [Finding]) {
        for finding in findings { Issue.record("\(finding)") }
    }
}

/// A check that can't fail checks nothing: each rule is shown something bad.
@Suite struct HouseRulesSelfTests {
    @Test(arguments: [
        ("Wire", "import Analysis"),
        ("Wire", "import Foundation"),
        ("Wire", "@_exported public import struct Synchronization.Mutex"),
        ("Analysis", "import Probes"),
        ("Probes", "import PacketIO"),
        ("SecureStreams", "import Wire"),
        ("PacketIO", "import Reports"),
        ("Reports", "import PacketIO"),
        ("Commands", "import CPacketIO"),
        ("swiftnet", "import Wire"),
        ("Elsewhere", "import Wire"),
    ])
    func `an import that points up is found`(folder: String, line: String) {
        expect(.importsPointDown, at: 2, in: "\n\(line)\n", below: folder)
    }

    @Test(arguments: [
        "let port = unsafe bytes[0]", "nonisolated(unsafe) var count = 0", "guard errno == EPERM else { return }",
        "let pointer: UnsafeRawPointer", "array.withUnsafeBytes { _ in }", "let handle: OpaquePointer?",
        "Glibc.exit(1)", "let now = FoundationEssentials.Date.now",
    ])
    func `memory touched by hand is found`(line: String) {
        expect(.unsafeStaysBelow, at: 2, in: "\n\(line)\n", below: "Reports")
        #expect(HouseRules.findings(in: line, at: "Sources/PacketIO/File.swift").isEmpty)
    }

    @Test(arguments: ["print(total)", "Swift.print(total)", "let text = \"\\(print(1))\"", "debugPrint(self)"])
    func `printing outside Commands is found`(line: String) {
        expect(.commandsPrint, at: 2, in: "\n\(line)\n", below: "Probes")
        #expect(HouseRules.findings(in: line, at: "Sources/Commands/File.swift").isEmpty)
    }

    @Test(arguments: [
        "let clock = ContinuousClock()", "SuspendingClock.now", "clock_gettime(CLOCK_MONOTONIC, &time)",
        "let now = Date()",
    ])
    func `a clock read outside Commands is found`(line: String) {
        expect(.commandsReadClocks, at: 2, in: "\n\(line)\n", below: "Probes")
        #expect(HouseRules.findings(in: line, at: "Sources/PacketIO/File.swift").isEmpty)
    }

    @Test(arguments: ["Sources/Wire/File.swift", "Tests/WireTests/File.swift"])
    func `a long file and a long line are found`(path: String) {
        let long = String(repeating: "\n", count: 401)
        #expect(HouseRules.findings(in: long, at: path).map(\.rule) == [.shortFiles])
        #expect(HouseRules.findings(in: "// A table.\n" + long, at: path).isEmpty)
        #expect(HouseRules.findings(in: "// A table.\n" + long + long, at: path).map(\.rule) == [.shortFiles])
        #expect(HouseRules.findings(in: String(repeating: "\n", count: 400), at: path).isEmpty)

        let wide = HouseRules.findings(in: "\n// " + String(repeating: "–", count: 118) + "\n", at: path)
        #expect(wide.map(\.description) == ["\(path):2: 121 characters, over 120"])
        #expect(HouseRules.findings(in: String(repeating: "–", count: 120), at: path).isEmpty)
    }

    @Test func `a command without a manual page is found`() {
        let path = "Sources/Commands/CIDRCommand.swift"
        let text = "struct CIDRCommand: ParsableCommand {\n  let c = CommandConfiguration(commandName: \"cidr\")\n}"
        let found = HouseRules.manualFindings(in: text, at: path, manuals: ["man/swiftnet.1"])
        #expect(found.map(\.description) == ["\(path):1: there is no man/swiftnet-cidr.1"])
        #expect(HouseRules.manualFindings(in: text, at: path, manuals: ["man/swiftnet-cidr.1"]).isEmpty)
        #expect(HouseRules.manualFindings(in: "struct Helper {}", at: path, manuals: []).isEmpty)
    }

    @Test func `a committed build product is found`() {
        let found = HouseRules.trackedFindings(["Package.swift", "Package.resolved", "Fuzz/.build/debug.yaml"])
        #expect(found.map(\.path) == ["Package.resolved", "Fuzz/.build/debug.yaml"])
    }

    @Test func `comments, literals and other people's methods are no findings`() {
        let text = #"""
            // print( and errno, unsafe
            /* import Foundation /* Date( */ errno */
            let text = "print(\(value)) errno \" unsafe", raw = #"a " errno \(unsafe)"#
            let lines = """
                import Glibc "errno"
                """
            printer.print(text)
            func blueprint() { fingerprint(text) }
            /// Reads the ``Foundation``.
            let birthDate = Day(Date.self)
            """#
        #expect(HouseRules.findings(in: text, at: "Sources/Wire/File.swift").map(\.description) == [])
    }

    private func expect(_ rule: HouseRule, at line: Int, in text: String, below folder: String) {
        let found = HouseRules.findings(in: text, at: "Sources/\(folder)/File.swift").filter { $0.rule == rule }
        #expect(found.map(\.line) == [line])
    }
}

/// The tree that these tests were compiled from.
private enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var isGitClone: Bool { FileManager.default.fileExists(atPath: root.appending(path: ".git").path) }

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func swiftFiles() throws -> [String] {
        try ["Package.swift"]
            + ["Sources", "Tests", "Fuzz", "Benchmarks"].flatMap(files).filter { $0.hasSuffix(".swift") }
    }

    /// The files below a folder, hidden ones and hidden folders left out, as paths from the root.
    static func files(below folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: root.appending(path: folder).path) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
            .map { "\(folder)/\($0)" }.sorted()
    }

    static func trackedFiles() throws -> [String] {
        let git = Process()
        let output = Pipe()
        git.executableURL = URL(filePath: "/usr/bin/env")
        // The clone may belong to another user, as in a container.
        git.arguments = ["git", "-c", "safe.directory=*", "-C", root.path, "ls-files"]
        git.standardOutput = output
        try git.run()
        let listed = try output.fileHandleForReading.readToEnd() ?? Data()
        git.waitUntilExit()
        try #require(git.terminationStatus == 0)
        return String(decoding: listed, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
