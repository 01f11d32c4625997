extension TabledCommand {
    static var usage: String {
        "swiftnet \(about.name) [<options>]" + (about.arguments.isEmpty ? "" : " \(about.arguments)")
    }

    /// All that the command can be told, for a terminal of 80 columns.
    static var help: String {
        var text = "OVERVIEW: \(about.abstract)\n\n"
        if !about.discussion.isEmpty { text += about.discussion + "\n\n" }
        text += "USAGE: \(usage)\n"
        if !about.argumentHelp.isEmpty {
            text += "\nARGUMENTS:\n" + HelpLine.written(about.arguments, about.argumentHelp)
        }
        for section in sections {
            text += "\n\(section.title.uppercased()):\n"
            for option in section.options { text += HelpLine.written(option.label, option.help) }
        }
        return text + "\nHELP:\n" + HelpLine.written("-h, --help", "Show this.")
    }

    /// What the shell may complete an option to.
    static var completions: [String] { sections.flatMap { $0.options.flatMap(\.writtenNames) } + ["--help"] }
}

/// An option and its help, in two columns.
private enum HelpLine {
    private static let column = 26
    private static let width = 80

    static func written(_ label: String, _ help: String) -> String {
        var line = "  " + label
        var lines: [String] = []
        if line.count >= column {
            lines.append(line)
            line = ""
        }
        line += String(repeating: " ", count: column - line.count)
        var isFirst = true
        for word in help.split(separator: " ") {
            if !isFirst, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: column)
                isFirst = true
            }
            line += (isFirst ? "" : " ") + word
            isFirst = false
        }
        return (lines + [line]).map { $0 + "\n" }.joined()
    }
}
