import Foundation

/// Scripts in Tests that look at swiftnet as it was built.
enum Script {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The release build, else the debug build; nil where there is neither.
    static let program: String? = ["release", "debug"]
        .map { tests.appending(path: "../.build/\($0)/swiftnet").standardizedFileURL.path }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    static func has(_ tool: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
        }
    }

    static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, words: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = tests.appending(path: script)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let words = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }
}
