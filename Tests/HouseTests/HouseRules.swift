/// The rules that hold the layers apart and the files readable, as ARCHITECTURE.md and CONTRIBUTING.md tell them.
enum HouseRule: CaseIterable {
    case importsPointDown, unsafeStaysBelow, commandsPrint, commandsReadClocks
    case shortFiles, shortLines, everyCommandHasAManual, buildProductsStayOut
}

/// A place where a rule is broken. `line` is nil where the whole file is meant.
struct Finding: CustomStringConvertible {
    let rule: HouseRule
    let path: String
    var line: Int?
    let text: String

    var description: String { "\(path):\(line ?? 1): \(text)" }
}

enum HouseRules {
    /// What each folder of Sources may import; anything called NIO... stands for SwiftNIO's family.
    static let imports: [String: Set<String>] = [
        "Wire": [],
        "Analysis": ["Wire", "Crypto", "CryptoExtras"],
        "Probes": ["Analysis", "Wire"],
        "SecureStreams": ["NIO"],
        "PacketIO": ["CPacketIO", "Wire", "Probes", "Glibc", "Synchronization"],
        "Reports": ["Wire", "Analysis", "Probes"],
        "Commands": ["Wire", "Analysis", "Probes", "SecureStreams", "PacketIO", "Reports", "ArgumentParser"],
        "swiftnet": ["Commands"],
    ]
    /// Where memory may be touched by hand and the C library called.
    static let lowFolders: Set<String> = ["PacketIO", "CPacketIO", "SecureStreams"]

    static let unsafeWords: Set<String> = ["unsafe", "errno", "Glibc", "Musl", "OpaquePointer", "CVarArg"]
    static let unsafePrefixes = ["Foundation", "Unsafe", "withUnsafe"]
    static let printers: Set<String> = ["print", "debugPrint", "dump"]
    static let clocks: Set<String> = [
        "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday", "DispatchTime",
    ]
    static let importKinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

    /// All that is wrong with one Swift file, whose path counts from the root of the repository.
    static func findings(in text: String, at path: String) -> [Finding] {
        let parts = path.split(separator: "/").map(String.init)
        let sizes = sizeFindings(in: text, at: path)
        guard parts.count > 2, parts[0] == "Sources" else { return sizes }
        var findings: [Finding] = []
        for (index, line) in SwiftSource(text).lines.enumerated() {
            let words = SwiftSource.words(of: line)
            func find(_ rule: HouseRule, _ text: String) {
                findings.append(Finding(rule: rule, path: path, line: index + 1, text: text))
            }
            if let module = importedModule(words), !mayImport(module, in: parts[1]) {
                find(.importsPointDown, "\(parts[1]) may not import \(module)")
            }
            if !lowFolders.contains(parts[1]), let word = words.first(where: isUnsafe) {
                find(.unsafeStaysBelow, "\(word.text) belongs in PacketIO, CPacketIO or SecureStreams")
            }
            if parts[1] != "Commands", let printer = printer(words) {
                find(.commandsPrint, "only Commands may \(printer)")
            }
            if !["Commands", "PacketIO"].contains(parts[1]), let clock = words.first(where: isClock) {
                find(.commandsReadClocks, "only Commands may read a clock, such as \(clock.text)")
            }
        }
        return findings + sizes
    }

    static func sizeFindings(in text: String, at path: String) -> [Finding] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        let limit = lines.prefix(5).contains("// A table.") ? 600 : 400
        var findings: [Finding] = []
        if lines.count > limit {
            findings.append(
                Finding(rule: .shortFiles, path: path, line: limit + 1, text: "\(lines.count) lines, over \(limit)"))
        }
        for (index, line) in lines.enumerated() where line.utf8.count > 120 && line.count > 120 {
            findings.append(
                Finding(rule: .shortLines, path: path, line: index + 1, text: "\(line.count) characters, over 120"))
        }
        return findings
    }

    /// A file directly in Sources/Commands that declares a command needs a manual page of the command's name.
    static func manualFindings(in text: String, at path: String, manuals: Set<String>) -> [Finding] {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 3, parts.starts(with: ["Sources", "Commands"]) else { return [] }
        let isCommand = SwiftSource(text).lines.contains { line in
            SwiftSource.words(of: line).contains { ["ParsableCommand", "AsyncParsableCommand"].contains($0.text) }
        }
        guard isCommand else { return [] }
        let name = commandName(in: text) ?? parts[2].replacing(".swift", with: "").lowercased()
        let manual = name == "swiftnet" ? "man/swiftnet.1" : "man/swiftnet-\(name).1"
        if manuals.contains(manual) { return [] }
        return [Finding(rule: .everyCommandHasAManual, path: path, text: "there is no \(manual)")]
    }

    /// What `git ls-files` must not list.
    static func trackedFindings(_ paths: [String]) -> [Finding] {
        paths.compactMap { path in
            let parts = path.split(separator: "/")
            guard parts.last == "Package.resolved" || parts.contains(where: { $0.hasPrefix(".build") }) else {
                return nil
            }
            return Finding(rule: .buildProductsStayOut, path: path, text: "this is made by building: do not commit it")
        }
    }

    private static func importedModule(_ words: [SwiftSource.Word]) -> String? {
        guard let position = words.firstIndex(where: { $0.text == "import" && $0.before != "`" && $0.before != "." })
        else { return nil }
        return words[(position + 1)...].first { !importKinds.contains($0.text) }?.text
    }

    private static func mayImport(_ module: String, in folder: String) -> Bool {
        guard let allowed = imports[folder] else { return false }
        return allowed.contains(module) || allowed.contains("NIO") && module.hasPrefix("NIO")
    }

    private static func isUnsafe(_ word: SwiftSource.Word) -> Bool {
        unsafeWords.contains(word.text) || unsafePrefixes.contains { word.text.hasPrefix($0) }
    }

    private static func isClock(_ word: SwiftSource.Word) -> Bool {
        clocks.contains(word.text) || word.text == "Date" && word.after == "("
    }

    /// The name of a printing function that is called here; a method of another type may have that name.
    private static func printer(_ words: [SwiftSource.Word]) -> String? {
        for (index, word) in words.enumerated() where printers.contains(word.text) && word.after == "(" {
            if word.before != "." || index > 0 && words[index - 1].text == "Swift" { return word.text }
        }
        return nil
    }

    private static func commandName(in text: String) -> String? {
        guard let label = text.firstRange(of: "commandName: \"") else { return nil }
        return String(text[label.upperBound...].prefix { $0 != "\"" })
    }
}
