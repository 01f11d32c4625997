import ArgumentParser
import Testing

@testable import Commands

@Suite struct CodesCommandTests {
    @Test func `words are taken as they are`() throws {
        let command = try CodesCommand.parse(["tcp-flags", "S.", "--json"])
        #expect(command.words == ["tcp-flags", "S."] && command.format.json)
        #expect(try CodesCommand.parse([]).words.isEmpty)
    }

    @Test(arguments: [["--json", "--csv"], ["icmp", ""], ["--what"]])
    func `what makes no sense is wrong usage`(words: [String]) {
        #expect { try CodesCommand.parse(words) } throws: { CodesCommand.exitCode(for: $0) == .validationFailure }
    }

    @Test func `controls in a message are shown, not sent`() {
        let message = "no table 'a\u{1B}[31m\u{7}'\nUsage"
        #expect(String(decoding: shown(message), as: UTF8.self) == "no table 'a\\x1b[31m\\x07'\\x0aUsage")
        #expect(
            String(decoding: shown(message, keepsLines: true), as: UTF8.self) == "no table 'a\\x1b[31m\\x07'\nUsage")
    }
}
