import Analysis
import Foundation
import PacketIO
import Probes
import Reports
import Testing
import Wire

@testable import Commands

@Suite struct DigArgumentsTests {
    static func parsed(_ words: String) throws -> DigArguments {
        try DigArguments(words.split(separator: " ").map(String.init))
    }

    /// Names, types and classes, as in "www.163.com MX IN".
    static func story(_ words: String) throws -> [String] {
        try parsed(words).lookups.map { "\($0.name) \($0.type?.description ?? "-") \($0.dnsClass?.description ?? "-")" }
    }

    @Test(arguments: [
        ("", [". NS -"]), ("www.163.com", ["www.163.com - -"]), ("mx 163.com", ["163.com MX -"]),
        ("163.com mx", ["163.com MX -"]), ("@192.0.2.1 ch txt version.bind", ["version.bind TXT CH"]),
        ("a. mx b. aaaa c.", ["a. MX -", "b. AAAA -", "c. - -"]), ("a. TYPE65280 CLASS3", ["a. TYPE65280 CH"]),
        ("-q mx -t ns -c hs", ["mx NS HS"]), ("-qmx", ["mx - -"]), ("a. -t a -t ns", ["a. NS -"]), ("any", [". ANY -"]),
    ])
    func `takes names, types and classes in any order`(words: String, story: [String]) throws {
        #expect(try Self.story(words) == story)
    }

    @Test func `takes addresses to be turned round`() throws {
        let lookups = try Self.parsed("-x 192.0.2.1 -x2001:db8::1 +short").lookups
        #expect(lookups.map(\.name) == ["192.0.2.1", "2001:db8::1"] && lookups.allSatisfy(\.isReverse))
        #expect(!lookups[0].options.text.isShort && lookups[1].options.text.isShort)
    }

    @Test func `what stands before the first name holds for all, what stands behind one for it`() throws {
        let lookups = try Self.parsed("+tcp @192.0.2.1 a. +short b. +notcp @192.0.2.2").lookups
        #expect(lookups.map(\.options.transport) == [.tcp, .udp])
        #expect(lookups.map(\.options.text.isShort) == [true, false])
        #expect(lookups.map(\.options.servers) == [["192.0.2.1"], ["192.0.2.1", "192.0.2.2"]])
    }

    @Test func `takes the serial number of the zone that is known`() throws {
        for words in ["ixfr=77 163.com", "163.com ixfr=77", "-t IXFR=77 163.com"] {
            let lookup = try Self.parsed(words).lookups[0]
            #expect(lookup.type == .ixfr && lookup.serial == 77 && lookup.name == "163.com")
        }
    }

    @Test func `takes letters, joined or apart`() throws {
        let arguments = try Self.parsed("-4up 5353 -b 192.0.2.9#99 a.")
        #expect(
            arguments.family == .v4 && arguments.port == 5353
                && arguments.lookups[0].options.text.showsMicroseconds)
        #expect(arguments.source == .init(.v4(IPv4Address(rawValue: 0xC000_0209)), port: 99))
        #expect(try Self.parsed("-h").wantsHelp && Self.parsed("--help").wantsHelp && Self.parsed("-v").wantsVersion)
    }

    @Test func `takes options, switched off, cut short and with values`() throws {
        let options = try Self.parsed(
            "a. +norec +noad +cd +do +bufs=4096 +nsid +sub=192.0.2.129/25 +ednsopt=65001:abcd +tries=5 +time=200ms "
                + "+noedns +do +nostats +split=30 +qid=77 +opcode=notify --json"
        ).lookups[0].options
        #expect(!options.flags.recursionDesired && !options.flags.isAuthentic && options.flags.checkingDisabled)
        #expect(options.edns?.flags == 0x8000 && options.edns?.options == [] && options.tries == 5)
        #expect(options.timeout == 200_000_000 && !options.text.showsStatistics && options.identifier == 77)
        #expect(options.text.pieceLength == 32 && options.flags.opcode == .notify && options.isJSON)
        let edns = try Self.parsed("a. +sub=192.0.2.129/25 +ednsopt=65001:abcd +padding=3 +cookie=0102030405060708")
            .lookups[0].options
        #expect(
            edns.edns?.options == [
                EDNSOption(.clientSubnet, [0, 1, 25, 0, 192, 0, 2, 128]),
                EDNSOption(EDNSOptionCode(rawValue: 65001), [0xAB, 0xCD]),
                EDNSOption(.cookie, [1, 2, 3, 4, 5, 6, 7, 8]),
            ])
        #expect(!edns.sendsCookie && edns.edns?.padding == .always(3))
    }

    @Test(arguments: [
        ("a.", "192.0.2.1#53 - -"), ("a. +tls", "192.0.2.1#853 TLS none"), ("a. +tls -p 99", "192.0.2.1#99 TLS none"),
        ("a. +tls +notls", "192.0.2.1#53 - -"), ("a. +tls-ca", "192.0.2.1#853 TLS system"),
        ("a. +tls-ca=f", "192.0.2.1#853 TLS file(\"f\")"), ("a. +tls-hostname=x", "192.0.2.1#853 TLS system x"),
        ("a. +tls-hostname=x +notls-ca", "192.0.2.1#853 TLS none x"),
        ("a. +https", "192.0.2.1#443 HTTPS none /dns-query"),
        ("a. +https=/q +tls-ca", "192.0.2.1#443 HTTPS system /q"),
        ("a. +https-get", "192.0.2.1#443 HTTPS none /dns-query?"),
        ("a. +https +nohttps", "192.0.2.1#53 - -"), ("@tls://192.0.2.2 a.", "192.0.2.2#853 TLS system"),
        ("@tls://192.0.2.2:99 -p 98 a.", "192.0.2.2#99 TLS system"),
        ("@tls://[2001:db8::1]:99 a.", "2001:db8::1#99 TLS system"),
        ("@https://192.0.2.2 a.", "192.0.2.2#443 HTTPS system /dns-query"),
        ("@https://192.0.2.2/q{?dns} +tls a.", "192.0.2.2#443 HTTPS system /q"),
        ("@192.0.2.3#99 +tls a.", "192.0.2.3#99 TLS none"),
        ("a. +http-plain", "192.0.2.1#80 HTTP none /dns-query"),
        ("a. +http-plain-get=/q", "192.0.2.1#80 HTTP none /q?"),
        ("@http://192.0.2.2:81/q a.", "192.0.2.2#81 HTTP system /q"),
        ("a. +tls-sni=x", "192.0.2.1#853 TLS none x"), ("a. +tls-sni=x +tls-ca", "192.0.2.1#853 TLS system x"),
        ("a. +tls-sni=x +tls-hostname=y", "192.0.2.1#853 TLS system y"),
    ])
    func `a server is asked as its URL and the options say`(words: String, story: String) throws {
        let arguments = try Self.parsed(words)
        let system = ResolverConfiguration("nameserver 192.0.2.1")
        let servers = try DigServers.find(DigTargets(arguments.lookups[0]), .any, arguments.port, system)
        let told = servers.map { server in
            var told = "\(server.endpoint.address)#\(server.port) \(server.transport?.rawValue ?? "-")"
            guard let security = server.security else { return told + " -" }
            told += " \(security.authorities)"
            if let name = security.hostName { told += " \(name)" }
            return server.transport?.isHTTP == true ? told + " \(security.path)\(security.usesGet ? "?" : "")" : told
        }
        #expect(told == [story])
    }

    @Test func `how a connection is opened, and what stands before a message, is the server's`() throws {
        let system = ResolverConfiguration("nameserver 192.0.2.1")
        func approach(_ words: String) throws -> DNSServer.Approach {
            let lookup = try Self.parsed(words).lookups[0]
            return try #require(try DigServers.find(DigTargets(lookup), .any, nil, system).first).approach
        }
        #expect(try approach("a. +fastopen").opensFast && !approach("a. +fastopen +nofastopen").opensFast)
        #expect(try approach("a. +proxy").proxy == ProxyHeader(nil))
        #expect(try approach("a. +proxy=::1#1-::2#2").proxy == ProxyHeader("::1#1-::2#2"))
        #expect(try approach("a. +proxy +noproxy").proxy == nil)
        #expect(throws: UsageError.self) { try Self.parsed("a. +proxy=::1") }
    }

    @Test func `what stands before no name holds for the root`() throws {
        let lookup = try Self.parsed("+short +tcp").lookups[0]
        #expect(lookup.name == "." && lookup.options.text.isShort && lookup.options.transport == .tcp)
    }

    @Test func `without a name, the blocks of translators are asked for by theirs`() throws {
        let lookup = try Self.parsed("+dns64prefix").lookups[0]
        #expect(lookup.name == "ipv4only.arpa" && lookup.askedType == .aaaa && lookup.options.text.showsPrefixes)
    }

    @Test(arguments: ["quic://a", "tls://", "tls://a:0", "tls://a:x", "tls://[::1", "tls://[::1]x", "tls://a/path"])
    func `a URL that makes no sense is refused`(text: String) {
        #expect(throws: UsageError.self) { try DigServerWord(text) }
    }

    @Test func `several networks are compared, and one is not`() throws {
        let options = try Self.parsed(
            "+subnet=192.0.2.9/24 a. +subnet=192.0.2.1/24 b. +subnet=2001:db8::/32 c. +subnet=0 +nosubnet d. +compare"
        ).lookups.map(\.options)
        #expect(options.map(\.isComparison) == [false, true, false, true])
        #expect(
            options.map { $0.subnets.map(\.network.description) } == [
                ["192.0.2.0/24"], ["192.0.2.0/24", "2001:db8::/32"], [], ["192.0.2.0/24"],
            ])
        #expect(options[2].edns?.options == [] && options[1].edns?.options.count == 1)
        for words in ["+noedns", "+noednsopt", "+nosubnet"] {
            let options = try Self.parsed("+subnet=0 +subnet=::/0 \(words) a.").lookups[0].options
            #expect(options.subnets.isEmpty && !options.isComparison, "\(words)")
        }
        #expect(try Self.parsed("a. --compare b. +nocompare").isNameByName)
    }

    @Test func `takes options for what is shown`() throws {
        let options = try Self.parsed(
            "+mult +norrc +nocrypto +expa +onesoa +idnout +showsearch -m --table --color never --fail-empty a."
        ).lookups[0].options
        let text = options.text
        #expect(
            text.isMultiline && text.showsRemarks == false && text.hidesCrypto && text.expandsIPv6 && text.showsOneSOA)
        #expect(options.showsUnicode == true && options.usesSearch && options.showsSearch && options.failsEmpty)
        #expect(options.form == .table && options.usesColor == false)
        #expect(try Self.parsed("+yaml --json a. +nojson").lookups[0].options.form == .text)
        #expect(try Self.parsed("--color=always +color=auto a.").lookups[0].options.usesColor == nil)
        #expect(try Self.parsed("a. +nottl +fa").lookups[0].options.leavesFailures == false, "cut short as with dig")
    }

    @Test(arguments: [
        ("+bogus", "unknown option +bogus"), ("+", "unknown option +"), ("+t", "unknown option +t"),
        ("--bogus", "unknown option --bogus"), ("-Z", "unknown option -Z"), ("-p 0", "-p 0 is no port"),
        ("-p", "-p needs a value"), ("-t FOO", "-t FOO is no type"), ("-c FOO", "-c FOO is no class"),
        ("-b x", "-b x is no address, and no address#port"), ("+short=1", "+short=1: takes no value"),
        ("ixfr=x", "ixfr=x has no serial number"),
        ("+bufsize=99999", "+bufsize=99999: needs a number from 0 to 65535"),
        ("+edns=256", "+edns=256: needs a version from 0 to 255"),
        ("+subnet=x", "+subnet=x: needs an address, and a length behind a slash"),
        ("+subnet=1.2.3.4/33", "+subnet=1.2.3.4/33: needs an address, and a length behind a slash"),
        ("--color", "--color needs a value"), ("--color sad", "--color=sad: takes auto, always or never"),
        ("+split=9999", "+split=9999: needs a number from 0 to 1023"), ("+tab", "unknown option +tab"),
        ("+tls-pin=AAAA", "+tls-pin=AAAA: needs 32 bytes in Base64"), ("+tls-hostname", "+tls-hostname: needs a name"),
        ("+https=x", "+https=x: needs a path, which begins with a slash"),
        ("+padding=513", "+padding=513: needs a number from 0 to 512"),
        ("+time=x", "+time=x: needs a length of time"), ("+cookie=abc", "+cookie=abc: needs hexadecimal digits"),
    ])
    func `refuses what makes no sense`(words: String, message: String) throws {
        do {
            _ = try Self.parsed(words)
            Issue.record("\(words) is taken")
        } catch let error as UsageError {
            #expect(error.message == message)
        }
    }

    @Test func `a key is taken, and not shown`() throws {
        for words in [["-y", "hmac-sha1:k:AQID", "a."], ["-yhmac-sha1:k:AQID", "a."]] {
            let arguments = try DigArguments(words)
            let key = TransactionKey(DNSName("k") ?? .root, .sha1, secret: [1, 2, 3])
            #expect(arguments.lookups[0].options.key.value == key)
            #expect(!arguments.shown(words).joined().contains("AQID"))
        }
        #expect(throws: UsageError.self) { try DigArguments(["-k", "/nowhere"]) }
    }

    @Test func `each option has one name that no other has`() {
        let names = DigOption.all.flatMap(\.names)
        #expect(Set(names).count == names.count)
        for option in DigOption.all {
            for name in option.names { #expect(DigOption.find(name)?.names == option.names) }
        }
    }

    @Test func `each option is in the manual`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let manual = try String(contentsOf: root.appending(path: "man/swiftnet-dig.1"), encoding: .utf8)
        for name in DigOption.all.flatMap(\.names) { #expect(manual.contains("Cm +\(name)"), "\(name)") }
    }
}
