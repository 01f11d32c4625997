/// An option of a command, with all that is said of it in one place: its names, its help, and what it does.
struct OptionEntry<Command>: Sendable {
    /// Without dashes; one letter stands behind one dash, a word behind two.
    let names: [String]
    /// What stands for the value in the help; nil where there is none.
    let value: String?
    let help: String
    let apply: @Sendable (inout Command, String) throws -> Void

    private init(
        _ names: String, _ value: String?, _ help: String,
        _ apply: @escaping @Sendable (inout Command, String) throws -> Void
    ) {
        self.names = names.split(separator: " ").map(String.init)
        self.value = value
        self.help = help
        self.apply = apply
    }

    /// One that is there or not. `names` are parted by blanks.
    static func flag(
        _ names: String, _ help: String, _ apply: @escaping @Sendable (inout Command) throws -> Void
    ) -> OptionEntry {
        OptionEntry(names, nil, help) { command, _ in try apply(&command) }
    }

    /// One with a value, which is what follows the letter, or the word behind.
    static func value(
        _ names: String, _ value: String, _ help: String,
        _ apply: @escaping @Sendable (inout Command, String) throws -> Void
    ) -> OptionEntry {
        OptionEntry(names, value, help, apply)
    }

    /// As it is written, dashes and all: `-c`, `--count`.
    var writtenNames: [String] { names.map { $0.count == 1 ? "-" + $0 : "--" + $0 } }

    /// As the help shows it: `-c, --count <count>`.
    var label: String { writtenNames.joined(separator: ", ") + (value.map { " <\($0)>" } ?? "") }
}

/// Options that stand under one title in the help.
struct OptionSection<Command>: Sendable {
    let title: String
    let options: [OptionEntry<Command>]

    init(_ title: String, _ options: [OptionEntry<Command>]) {
        self.title = title
        self.options = options
    }
}

/// A command whose options stand in a table: words are looked up in it, and the help is written from it.
///
/// The argument parser asks the runtime what each property of a command is, which takes three milliseconds at each
/// start. A command that scripts run in loops can't spend them.
protocol TabledCommand: Sendable {
    static var about: TableDescription { get }
    static var sections: [OptionSection<Self>] { get }

    init()
    /// A word that is no option.
    mutating func take(_ word: String) throws
    /// What does not go together is refused here.
    func validate() throws
    /// Ends by throwing the status, or with success.
    func run() throws
}

/// What the help says beside the options.
struct TableDescription: Sendable {
    /// Behind `swiftnet`: `ping`, `arp scan`.
    let name: String
    let abstract: String
    var discussion = ""
    /// The words that are no options, as the usage shows them.
    let arguments: String
    /// What they are.
    let argumentHelp: String
}
