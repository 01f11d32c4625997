import Probes
import Reports
import Testing
import Wire

@testable import Commands

/// Records as dig 9.18 prints them, by its options.
@Suite struct DigRecordTests {
    @Test(arguments: digRecords.indices)
    func `records are shown as dig shows them`(index: Int) throws {
        let (words, type, hex, text) = digRecords[index]
        let arguments = try DigArguments(words.split(separator: " ").map { "+\($0)" } + ["+noall", "+answer", "x"])
        let owner = String(text.prefix { $0 != "." })
        let name = try #require(DNSName("\(owner).test"))
        var message = DNSMessage(identifier: 1, flags: DNSFlags(rawValue: 0x8000))
        let data = DNSRecordData(try #require([UInt8](hexDigits: hex.utf8)), of: DNSType(rawValue: type))
        message.answers = [DNSRecord(name, DNSType(rawValue: type), data, timeToLive: 300)]
        let answer = ResolveAnswer(
            try message.serialized(), to: [], from: DNSServer("", Endpoint(.v4(.loopback))), by: .udp, roundTrip: 0,
            clock: .user, time: 0)
        var shown: [UInt8] = []
        DigText(arguments.lookups[0].options.text).write(answer, to: &shown)
        #expect(String(decoding: shown, as: UTF8.self) == text + "\n")
    }
}
