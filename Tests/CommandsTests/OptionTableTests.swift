import ArgumentParser
import Testing

@testable import Commands

/// A command of each kind of option.
private struct Sample: TabledCommand {
    static let about = TableDescription(
        name: "sample", abstract: "A sample.", arguments: "<word> ...", argumentHelp: "Words.")
    static let sections = [
        OptionSection<Sample>(
            "Some",
            [
                .flag("a all", "Everything.") { $0.log.append("a") },
                .flag("b", "More, about which so much is to be said that it takes more than a line.") {
                    $0.log.append("b")
                },
                .value("c count", "number", "How many.") { $0.log.append("c\(try wholeNumber($1))") },
            ])
    ]

    var log: [String] = []

    mutating func take(_ word: String) { log.append("(\(word))") }
    func validate() throws { if log.isEmpty { throw ValidationError("Say something.") } }
    func run() throws {}
}

@Suite struct OptionTableTests {
    @Test(arguments: [
        ("-a", "a"), ("--all", "a"), ("-ab", "a b"), ("-c3", "c3"), ("-c 3", "c3"), ("-abc3", "a b c3"),
        ("-ac 3 -b", "a c3 b"), ("--count 3", "c3"), ("--count=3", "c3"), ("-c -3", "c-3"), ("x -a y", "(x) a (y)"),
        ("-", "(-)"), ("-a -- -b --all", "a (-b) (--all)"), ("-a --", "a"),
    ])
    func `words are read as getopt reads them`(words: String, log: String) throws {
        let command = try Sample.parse(words.split(separator: " ").map(String.init))
        #expect(command.log.joined(separator: " ") == log)
    }

    @Test(arguments: [
        ("-x", "unknown option -x."), ("--cuont 3", "unknown option --cuont; did you mean --count?"),
        ("--a", "unknown option --a."), ("--all=1", "--all takes no value."), ("-c", "-c needs a value: <number>."),
        ("--count", "--count needs a value: <number>."), ("-c x", "-c: 'x' is no whole number."),
        ("--count=", "--count: '' is no whole number."), ("", "Say something."), ("--=3 x", "unknown option --."),
    ])
    func `what can't be read is said in words`(words: String, message: String) {
        #expect { try Sample.parse(words.split(separator: " ").map(String.init)) } throws: {
            ($0 as? ValidationError)?.message == message
        }
    }

    @Test(arguments: ["-h", "--help", "-ah", "-a --help"])
    func `help is asked for anywhere`(words: String) {
        #expect(throws: HelpRequest.self) { try Sample.parse(words.split(separator: " ").map(String.init)) }
    }

    @Test func `help is written from the table, 80 columns wide`() {
        #expect(
            Sample.help == """
                OVERVIEW: A sample.

                USAGE: swiftnet sample [<options>] <word> ...

                ARGUMENTS:
                  <word> ...              Words.

                SOME:
                  -a, --all               Everything.
                  -b                      More, about which so much is to be said that it takes
                                          more than a line.
                  -c, --count <number>    How many.

                HELP:
                  -h, --help              Show this.

                """)
    }

    @Test func `no name stands for two options of ping`() {
        let names = PingCommand.sections.flatMap { $0.options.flatMap(\.names) }
        #expect(Set(names).count == names.count)
        #expect(PingCommand.completions.contains("--interval") && PingCommand.completions.contains("-c"))
    }
}
