import ArgumentParser
import PacketIO

/// In which form results are told.
struct OutputFormat: Sendable {
    var json = false
    var csv = false
    /// When colour is used: `auto`, `always` or `never`.
    var color: String?

    /// Colour only where a person sees it, and never against their wish (NO_COLOR).
    var usesColor: Bool {
        switch color {
        case "always": true
        case "never": false
        default: StandardStream.output.isTerminal && !Environment.forbidsColor
        }
    }

    /// The one of three that is for this form.
    func choose<Form>(_ text: Form, json: Form, csv: Form) -> Form { self.json ? json : self.csv ? csv : text }

    func validate() throws {
        if let color, !["auto", "always", "never"].contains(color) {
            throw ValidationError("--color takes auto, always or never, not '\(color)'.")
        }
        if json && csv { throw ValidationError("--json and --csv exclude each other.") }
    }
}

/// The form, as the argument parser reads it.
struct FormatOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Tell everything as JSON Lines: an object an event.")
    var json = false

    @Flag(name: .customLong("csv"), help: "Tell everything as comma-separated values: a row an event.")
    var csv = false

    @Option(
        name: .customLong("color"),
        help: ArgumentHelp("When to use colour: auto, always or never.", valueName: "when"))
    var color: String?

    var usesColor: Bool { chosen.usesColor }
    private var chosen: OutputFormat { OutputFormat(json: json, csv: csv, color: color) }

    func validate() throws { try chosen.validate() }
}

/// A command of a table that tells its results in several forms.
protocol FormatChoosing: TabledCommand {
    var format: OutputFormat { get set }
}

extension OptionSection where Command: FormatChoosing {
    static var format: OptionSection {
        OptionSection(
            "Format",
            [
                .flag("json", "Tell everything as JSON Lines: an object an event.") { $0.format.json = true },
                .flag("csv", "Tell everything as comma-separated values: a row an event.") { $0.format.csv = true },
                .value("color", "when", "When to use colour: auto, always or never.") { $0.format.color = $1 },
            ])
    }
}
