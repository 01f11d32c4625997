import ArgumentParser
import PacketIO

/// Which family of addresses to use.
struct FamilyOptions: ParsableArguments {
    @Flag(name: .customShort("4"), help: "Use IPv4 only.")
    var ipv4 = false

    @Flag(name: .customShort("6"), help: "Use IPv6 only.")
    var ipv6 = false

    var family: Names.Family { ipv4 ? .v4 : ipv6 ? .v6 : .any }

    func validate() throws {
        if ipv4 && ipv6 { throw ValidationError("-4 and -6 exclude each other.") }
    }
}

/// In which form results are told.
struct FormatOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Tell everything as JSON Lines: an object an event.")
    var json = false

    @Flag(name: .customLong("csv"), help: "Tell everything as comma-separated values: a row an event.")
    var csv = false

    @Option(
        name: .customLong("color"),
        help: ArgumentHelp("When to use colour: auto, always or never.", valueName: "when"))
    var color: String?

    /// Colour only where a person sees it, and never against their wish (NO_COLOR).
    var usesColor: Bool {
        switch color {
        case "always": true
        case "never": false
        default: StandardStream.output.isTerminal && !Environment.forbidsColor
        }
    }

    func validate() throws {
        if let color, !["auto", "always", "never"].contains(color) {
            throw ValidationError("--color takes auto, always or never, not '\(color)'.")
        }
        if json && csv { throw ValidationError("--json and --csv exclude each other.") }
    }
}
