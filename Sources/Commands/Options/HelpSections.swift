import ArgumentParser

/// A command whose help has sections although its options are not in groups.
protocol SectionedCommand: ParsableCommand {
    /// In the order of the options. What stands before the first is under the argument parser's own title.
    static var helpSections: [HelpSection] { get }
}

/// A title in the help of a command, and the words that its first option is shown with.
struct HelpSection {
    let title: String
    let firstOption: String

    init(_ title: String, from firstOption: String) {
        self.title = title
        self.firstOption = firstOption
    }
}

extension SectionedCommand {
    /// The help that the argument parser wrote, with the titles in their places.
    static func addTitles(to help: String) -> String {
        helpSections.reduce(help) { help, section in
            let line = "\n  \(section.firstOption)"
            return help.replacing(line, with: "\n\n\(section.title.uppercased()):\(line)", maxReplacements: 1)
        }
    }
}
