import ArgumentParser
import Reports

/// Somebody asked for the help of a command.
struct HelpRequest: Error {}

extension TabledCommand {
    /// The command that these words ask for, which makes sense.
    static func parse(_ words: [String]) throws -> Self {
        var parser = TableParser<Self>()
        let command = try parser.parse(words)
        try command.validate()
        return command
    }
}

/// Looks words up in the table of a command, as getopt does: options and other words in any order, letters in one
/// word (`-nq`), a value at its letter (`-c3`) or behind it, `--name=value`, and nothing but words behind `--`.
private struct TableParser<Command: TabledCommand> {
    private var command = Command()
    private var words: ArraySlice<String> = []

    mutating func parse(_ words: [String]) throws -> Command {
        self.words = words[...]
        while let word = self.words.popFirst() {
            if word == "--" {
                for word in self.words { try command.take(word) }
                break
            }
            if word.hasPrefix("--") {
                try takeLong(word.dropFirst(2))
            } else if word.hasPrefix("-"), word.utf8.count > 1 {
                try takeLetters(word.dropFirst())
            } else {
                try command.take(word)
            }
        }
        return command
    }

    private mutating func takeLong(_ text: Substring) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        if name == "help" { throw HelpRequest() }
        guard name.count > 1, let option = option(named: name) else { throw unknown("--" + name) }
        let written = "--" + name
        guard option.value != nil else {
            if parts.count == 2 { throw ValidationError("\(written) takes no value.") }
            return try option.apply(&command, "")
        }
        try apply(option, written, parts.count == 2 ? String(parts[1]) : words.popFirst())
    }

    private mutating func takeLetters(_ letters: Substring) throws {
        var letters = letters
        while let letter = letters.popFirst() {
            guard let option = option(named: String(letter)) else {
                if letter == "h" { throw HelpRequest() }
                throw unknown("-\(letter)")
            }
            guard option.value == nil else {
                return try apply(option, "-\(letter)", letters.isEmpty ? words.popFirst() : String(letters))
            }
            try option.apply(&command, "")
        }
    }

    private func option(named name: String) -> OptionEntry<Command>? {
        for section in Command.sections {
            for option in section.options where option.names.contains(name) { return option }
        }
        return nil
    }

    private mutating func apply(_ option: OptionEntry<Command>, _ written: String, _ value: String?) throws {
        guard let value else { throw ValidationError("\(written) needs a value: <\(option.value ?? "")>.") }
        do {
            try option.apply(&command, value)
        } catch let error as ValidationError {
            throw ValidationError("\(written): \(error.message)")
        }
    }

    private func unknown(_ written: String) -> ValidationError {
        let known = Command.sections.flatMap { $0.options.flatMap(\.writtenNames) }.filter { $0.hasPrefix("--") }
        let near = written.hasPrefix("--") ? Suggestions.nearest(to: written, among: known).first : nil
        return ValidationError("unknown option \(written)\(near.map { "; did you mean \($0)?" } ?? ".")")
    }
}
