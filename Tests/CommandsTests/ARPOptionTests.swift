import ArgumentParser
import Testing

@testable import Commands

@Suite struct ARPOptionTests {
    @Test func `no name stands for two options`() {
        for names in [
            ARPTableCommand.sections.flatMap { $0.options.flatMap(\.names) },
            ARPWatchCommand.sections.flatMap { $0.options.flatMap(\.names) },
        ] {
            #expect(Set(names).count == names.count)
        }
    }

    @Test(arguments: [
        ("", ARPTableCommand.Deed.show, ""), ("10.0.0.1 ::/0", .show, "10.0.0.1 ::/0"), ("show ::1", .show, "::1"),
        ("add 10.0.0.1 02:00:00:00:00:01 -I eth0", .add, "10.0.0.1 02:00:00:00:00:01"),
        ("-I eth0 delete fe80::1", .delete, "fe80::1"), ("flush --state stale -4", .flush, ""),
        ("add ::1 -I eth0 --proxy", .add, "::1"),
    ])
    func `the first word says what becomes of the table`(text: String, deed: ARPTableCommand.Deed, words: String) throws
    {
        let command = try ARPTableCommand.parse(text.split(separator: " ").map(String.init))
        #expect(command.deed == deed && command.words.joined(separator: " ") == words)
    }

    @Test(arguments: [
        "add", "add 10.0.0.1 -I eth0", "add 10.0.0.1 x -I eth0", "add 10.0.0.0/8 02:00:00:00:00:01 -I eth0",
        "add 10.0.0.1 02:00:00:00:00:01", "add 10.0.0.1 02:00:00:00:00:01 -I eth0 --state failed",
        "add 10.0.0.1 02:00:00:00:00:01 -I eth0 --permanent --temporary", "add 10.0.0.1 -I eth0 --proxy --router",
        "add 224.0.0.1 02:00:00:00:00:01 -I eth0", "delete", "delete 10.0.0.1 10.0.0.2 -I eth0", "delete 10.0.0.1",
        "delete 10.0.0.1 -I eth0 --state stale", "flush x", "flush --replace", "x", "--state none", "-4 -6",
        "flush --csv", "--json --csv", "--proxy",
    ])
    func `what makes no sense is refused`(text: String) {
        #expect(throws: ValidationError.self) {
            try ARPTableCommand.parse(text.split(separator: " ").map(String.init))
        }
    }

    @Test(arguments: ["eth0", "-c 0", "-c x", "-w x", "-I eth0 -I eth0", "--write -", "--state -", "--json --csv"])
    func `a watch of what makes no sense is refused`(text: String) {
        #expect(throws: ValidationError.self) {
            try ARPWatchCommand.parse(text.split(separator: " ").map(String.init))
        }
    }
}
