import ArgumentParser
import Testing
import Wire

@testable import Commands

@Suite struct MomentTests {
    @Test(arguments: [
        ("0", 0),
        ("1700000000", 1_700_000_000_000_000_000),
        ("1700000000.5", 1_700_000_000_500_000_000),
        ("1700000000.000000001", 1_700_000_000_000_000_001),
        ("2023-11-14T22:13:20Z", 1_700_000_000_000_000_000),
        ("2023-11-14 22:13:20.25", 1_700_000_000_250_000_000),
        ("2023-11-15T00:13:20+02:00", 1_700_000_000_000_000_000),
        ("2023-11-14T17:13:20-05:00", 1_700_000_000_000_000_000),
        ("2023-11-14", 1_699_920_000_000_000_000),
        ("2000-02-29T12:00Z", 951_825_600_000_000_000),
        ("1969-12-31T23:59:59Z", -1_000_000_000),
    ])
    func `reads times`(text: String, expected: Int64) { #expect(Moment.parse(text) == expected) }

    @Test(arguments: [
        "", "x", "-1", "1.", ".5", "1.0000000001", "99999999999", "2023-13-01", "2023-1-1", "2023-11-14T",
        "2023-11-14T25:00",
        "2023-11-14T12:60", "2023-11-14T12:00:61", "2023-11-14x12:00", "2023-11-14T12:00+1", "9999-99-99", "9999-12-31",
    ])
    func `refuses what is no time`(text: String) { #expect(Moment.parse(text) == nil) }
}

@Suite struct DecodeCommandTests {
    private func parse(_ words: String) throws -> DecodeCommand {
        try #require(try DecodeCommand.parseAsRoot(words.split(separator: " ").map(String.init)) as? DecodeCommand)
    }

    @Test func `reads standard input where no file is named`() throws {
        #expect(try parse("").paths == ["-"])
        #expect(try parse("-r a.pcap b.pcap").paths == ["a.pcap", "b.pcap"])
    }

    @Test(arguments: [
        ("--range 100-200", 100...200), ("--range 5", 5...5), ("--range=-9", 1...9), ("--range 7-", 7...Int.max),
    ])
    func `reads ranges`(words: String, expected: ClosedRange<Int>) throws {
        #expect(try parse(words).selection.selection().numbers == expected)
    }

    @Test func `samples from the first packet on`() throws {
        let selection = try parse("--sample 1/3").selection.selection()
        #expect((1...7).filter { selection.accepts($0, nil) } == [1, 4, 7])
    }

    @Test func `takes times to be from one on, up to another`() throws {
        let selection = try parse("--after 10 --before 20.5").selection.selection()
        let second: Int64 = 1_000_000_000
        #expect([9, 10, 20, 21].filter { selection.accepts(1, $0 * second) } == [10, 20])
        #expect(!selection.accepts(1, nil))
    }

    @Test(arguments: [
        "--range 0-1", "--range 9-3", "--range x", "--range 1-2-3", "--range -", "--sample 2/3", "--sample 1/0",
        "--sample 1",
        "--after never", "-c 0", "-tttttt", "-x -X", "--csv", "--header", "--occurrence one --fields ip.src",
        "--json --fields ip.src", "--fields ip.sorce", "--where tcp.flags.sin", "--link nonsense", "-f host",
    ])
    func `refuses what makes no sense`(words: String) {
        #expect(throws: (any Error).self) {
            let command = try parse(words)
            _ = try command.selection.choice()
        }
    }

    @Test func `knows link types by name and number`() throws {
        #expect(try parse("--link linux-sll").linkType == .linuxSLL)
        #expect(try parse("--link RAW").linkType == .raw)
        #expect(try parse("--link 1").linkType == .ethernet)
    }
}
