import Foundation
import Testing

/// The namespaces of `Tests/Lab`, and the program in them.
///
/// ``runPaths(_:_:)`` has no such network around its script: each `path` in it makes a way of its own.
///
/// A script is bash, run in a lab of its own that is gone when it ends. Beside what the lab offers (`on`, `fault`) it
/// has two functions, which keep what a command writes and how it ends for the test to look at:
///
///     ping NAME HOST ARG...     runs `swiftnet ping ARG...` on a host
///     user NAME HOST ARG...     the same without any capability
///     keep NAME CMD...          runs any command
///     path NAME OPTION... -- ARG...
///                               runs `swiftnet traceroute ARG...` on a host before a way that `path.py` simulates
///     pathless NAME OPTION... -- CMD...
///                               the same with any command
enum Lab {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The release build, else the debug build; nil where there is neither.
    static let program: String? = ["release", "debug"]
        .map { root.appending(path: ".build/\($0)/swiftnet").path }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Why nothing can be tested here; nil where it can.
    static let obstacle = obstacle(to: ["bash", lab, "run", "true"])
    /// Why no way can be simulated here; nil where it can.
    static let pathObstacle = obstacle(to: ["python3", "-B", paths, "--", "true"])

    private static func obstacle(to trial: [String]) -> String? {
        guard program != nil else { return "swiftnet has not been built" }
        guard let trial = try? launch(trial, environment: [:]) else { return "the lab could not be started" }
        guard trial.status == 77 else { return nil }
        return trial.errors.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What the script kept, by name.
    static func run(_ script: String, _ location: SourceLocation = #_sourceLocation) async throws -> [String: Outcome] {
        try await run(script, by: ["bash", lab, "run"], location)
    }

    /// The same without a lab around it.
    static func runPaths(
        _ script: String, _ location: SourceLocation = #_sourceLocation
    ) async throws -> [String: Outcome] {
        try await run(script, by: [], location)
    }

    private static func run(
        _ script: String, by launcher: [String], _ location: SourceLocation
    ) async throws -> [String: Outcome] {
        await Turnstile.shared.enter()
        defer { Task { await Turnstile.shared.leave() } }
        let (kept, complaint) = try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try perform(script, by: launcher) }) }.start()
        }
        if let complaint { Issue.record("\(complaint)", sourceLocation: location) }
        return kept
    }

    /// - Returns: what was kept, and what went wrong with the script itself.
    private static func perform(
        _ script: String, by launcher: [String]
    ) throws -> (kept: [String: Outcome], complaint: String?) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftnet-lab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try launch(
            launcher + ["bash", "-c", functions + script],
            environment: ["KEPT": folder.path, "SWIFTNET": program ?? "", "LAB_SEED": "1", "PATHS": paths])
        var outcomes: [String: Outcome] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".status") {
            let name = String(file.dropLast(7))
            func text(_ suffix: String) throws -> String {
                String(decoding: try Data(contentsOf: folder.appending(path: name + suffix)), as: UTF8.self)
            }
            let status = Int(try text(".status").dropLast()) ?? -1
            let capture = try? Data(contentsOf: folder.appending(path: name + ".pcapng"))
            outcomes[name] = try Outcome(
                output: try text(".out"), errors: try text(".err"), status: status, capture: capture.map { Array($0) })
        }
        let isSound = run.status == 0 && run.errors.isEmpty
        return (outcomes, isSound ? nil : "the script ended with \(run.status): \(run.errors)")
    }

    private static let functions = """
        keep() {
          local name=$1 status=0; shift
          "$@" >"$KEPT/$name.out" 2>"$KEPT/$name.err" || status=$?
          echo $status >"$KEPT/$name.status"
        }
        ping() { keep "$1" on "$2" "$SWIFTNET" ping "${@:3}"; }
        user() { keep "$1" unprivileged "$2" "$SWIFTNET" ping "${@:3}"; }
        pathless() { keep "$1" timeout -k 2 30 python3 -B "$PATHS" "${@:2}"; }
        path() {
          local name=$1 options=(); shift
          while [[ $1 != -- ]]; do options+=("$1"); shift; done
          pathless "$name" "${options[@]}" -- "$SWIFTNET" traceroute "${@:2}"
        }

        """

    private static let lab = root.appending(path: "Tests/Lab/lab.sh").path
    private static let paths = root.appending(path: "Tests/Lab/path.py").path

    /// Runs a command; one that hangs is ended after a minute.
    private static func launch(
        _ arguments: [String], environment: [String: String]
    ) throws -> (errors: String, status: Int32) {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "-k", "5", "60"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let bytes = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
    }
}

/// Lets only so many labs run at once that they do not stall each other.
private actor Turnstile {
    static let shared = Turnstile()

    private var free = max(3, ProcessInfo.processInfo.activeProcessorCount)
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips, with the reason, what can't be run without the lab.
    static var needsLab: ConditionTrait {
        .enabled(if: Lab.obstacle == nil, Comment(rawValue: Lab.obstacle ?? "the lab is there"))
    }

    /// The same of ways that are simulated.
    static var needsPaths: ConditionTrait {
        .enabled(if: Lab.pathObstacle == nil, Comment(rawValue: Lab.pathObstacle ?? "ways can be simulated"))
    }
}

/// The two families, for tests that hold for both.
enum Family: String, CaseIterable, CustomTestStringConvertible {
    case v4, v6

    var testDescription: String { self == .v4 ? "IPv4" : "IPv6" }

    /// The far host S.
    var far: String { self == .v4 ? "10.66.39.9" : "fd66:0:0:39::9" }
    /// A, from where tests ping.
    var here: String { self == .v4 ? "10.66.0.1" : "fd66::1" }
    /// A neighbour, B.
    var near: String { self == .v4 ? "10.66.0.2" : "fd66::2" }
    /// Who refuses, R3.
    var lastRouter: String { self == .v4 ? "10.66.23.3" : "fd66:0:0:23::3" }
    /// Who sends the errors that the wire makes.
    var wire: String { self == .v4 ? "10.66.39.254" : "fd66:0:0:39::fe" }
    /// The fault that makes errors.
    var error: String { self == .v4 ? "icmp-error" : "icmp6-error" }
    /// Bytes before the payload of an echo request.
    var headerByteCount: Int { self == .v4 ? 28 : 48 }
}
