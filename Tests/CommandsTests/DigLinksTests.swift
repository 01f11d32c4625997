import Testing
import Wire

@testable import Commands

@Suite struct DigLinksTests {
    @Test(arguments: [
        ("printer.local", true), ("Printer.LOCAL.", true), ("_ipp._tcp.local PTR", true), ("local", false),
        ("mylocal", false), ("a.notlocal", false), ("printer.local.example", false), (#"printer\.local"#, false),
        ("-x 169.254.3.4", true), ("-x fe80::1", true), ("-x 192.0.2.1", false),
        ("4.3.254.169.in-addr.arpa PTR", true), ("1.0.8.e.f.ip6.arpa.", true), ("2.0.192.in-addr.arpa", false),
        ("printer.local +nomdns", false), ("printer.example +mdns", true), ("printer.local +tcp", false),
        ("printer.local +trace", false), ("printer.local @192.0.2.1", false), ("printer.local @192.0.2.1 +mdns", false),
        ("printer.local @tls://192.0.2.1", false), ("a.example @mdns", true), ("a.example @MDNS%eth0", true),
        ("a.example @224.0.0.251", true), ("a.example @ff02::fb%eth0#5353", true), ("a.example @mdns.example", false),
        ("a.example @192.0.2.1 @mdns", true), ("a.example", false), ("", false),
    ])
    func `all on a link are asked for names that mean something there alone, or where that is wanted`(
        words: String, isForAll: Bool
    ) throws {
        #expect(try DigArgumentsTests.parsed(words).lookups[0].isForAllOnLink == isForAll)
    }

    @Test(arguments: [
        ("@mdns +tcp", "all on a link are asked by UDP alone"),
        ("@mdns +validate", "what all on a link say has no signatures to be checked"),
        ("@mdns AXFR", "a zone is fetched from one server"),
        ("@mdns @192.0.2.1", "all on a link are asked, or servers: not both"),
    ])
    func `refuses what can't be asked of all`(words: String, message: String) throws {
        let arguments = try DigArgumentsTests.parsed("printer.local " + words)
        do throws(UsageError) {
            try DigLinks.check(arguments.lookups[0])
            Issue.record("\(words) is taken")
        } catch {
            #expect(error.message == message)
        }
    }

    @Test func `a group is named by its address or its word, with interface and port`() throws {
        let word = try #require(DigGroupWord("ff02::fb%eth0#15353"))
        #expect(word.addresses == [DigGroupWord.all[1]] && word.interface == "eth0" && word.port == 15_353)
        #expect(DigGroupWord("mdns")?.addresses == DigGroupWord.all && DigGroupWord("mdns")?.interface == nil)
        #expect(DigGroupWord.all.map(\.description) == ["224.0.0.251", "ff02::fb"])
        #expect(DigGroupWord("192.0.2.1") == nil && DigGroupWord("tls://224.0.0.251") == nil)
    }
}
