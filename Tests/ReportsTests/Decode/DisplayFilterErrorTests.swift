import TestSupport
import Testing

@testable import Reports

@Suite struct DisplayFilterErrorTests {
    @Test(arguments: [
        ("", "column 1: expected a filter"),
        ("   ", "column 1: expected a filter"),
        ("tcp &&", "column 7: expected a field, a protocol, \"not\" or \"(\", but the filter ends"),
        ("tcp && && ip", "column 8: expected a field, a protocol, \"not\" or \"(\""),
        ("tcp ip", "column 5: expected \"and\", \"or\" or the end"),
        ("(tcp", "column 5: expected \")\", but the filter ends"),
        ("tcp)", "column 4: expected \"and\", \"or\" or the end"),
        ("ip.ttl = 5", "column 8: equality is tested with \"==\""),
        ("ip.ttl ==", "column 10: expected a value after \"==\", but the filter ends"),
        ("ip.ttl eq and", "column 11: expected a value after \"eq\""),
        ("tcp | udp", "column 5: \"or\" is written \"||\""),
        ("ip.ttl == '5'", "column 11: text is put between double quotes"),
        ("frame contains \"abc", "column 16: the quotation mark that ends this text is missing"),
        ("frame contains \"\\xg\"", "column 17: expected two hexadecimal digits after \"\\x\""),
        ("frame contains \"\\777\"", "column 17: a byte is \\377 at most"),
        ("tcp ; udp", "column 5: this character \";\" has no meaning outside of quotes"),
        ("tcp.dstprt == 80", "column 1: there is no field \"tcp.dstprt\"; did you mean tcp.dstport?"),
        ("ip && TCP", "column 7: there is no field \"TCP\"; did you mean tcp, ccp, lcp or tcp.len?"),
        ("zzzzzzzz", "column 1: there is no field \"zzzzzzzz\""),
        ("tcp.port == 10.0.0.1", "column 13: tcp.port is compared with a number, not \"10.0.0.1\""),
        ("ip.src == 5", "column 11: ip.src is compared with an IPv4 address or block, not \"5\""),
        ("ip.src == fe80::1", "column 11: ip.src is compared with an IPv4 address or block, not \"fe80::1\""),
        ("ip.src == 10.0.0.0/33", "column 11: ip.src is compared with an IPv4 address or block, not \"10.0.0.0/33\""),
        ("ip.ttl == \"5\"", "column 11: ip.ttl is compared with a number, not the text \"5\""),
        ("ip.ttl == 08", "column 11: ip.ttl is compared with a number, not \"08\""),
        ("ip.ttl == 0x", "column 11: ip.ttl is compared with a number, not \"0x\""),
        (
            "ip.ttl == 99999999999999999999",
            "column 11: ip.ttl is compared with a number, not \"99999999999999999999\""
        ),
        ("tcp.flags.syn == maybe", "column 18: tcp.flags.syn is compared with true or false, not \"maybe\""),
        ("eth.src == 02:00", "column 12: eth.src is compared with a MAC address, not \"02:00\""),
        ("data.data == 0", "column 14: data.data is compared with bytes such as 0a:ff, not \"0\""),
        ("frame.time > now", "column 14: frame.time is compared with a time, not \"now\""),
        (
            "ip.src == ip.dts",
            "column 11: ip.src is compared with an IPv4 address or block, not \"ip.dts\"; "
                + "there is no field \"ip.dts\"; did you mean ip.dst?"
        ),
        ("ip.ttl == ip.src", "column 1: ip.ttl and ip.src can't be compared: their values differ in kind"),
        ("tcp == 5", "column 1: tcp has no value to compare; look into it with \"contains\", \"matches\" or [0:4]"),
        ("5 == 5", "column 1: one side of a comparison has to be a field"),
        ("5", "column 1: there is no field \"5\""),
        ("\"a\"", "column 1: expected a field or a protocol, not text"),
        ("tcp.port in {80 443}", "column 17: expected \",\" or \"}\""),
        ("tcp.port in {}", "column 14: expected a value"),
        ("tcp.port in {90..80}", "column 18: the range ends before it begins"),
        ("tcp.port in {80..x}", "column 18: tcp.port is compared with a number, not \"x\""),
        ("tcp.port contains \"8\"", "column 1: \"contains\" looks into text and bytes, which tcp.port has not"),
        ("ip.ttl matches \"8\"", "column 1: \"matches\" looks into text and bytes, which ip.ttl has not"),
        ("frame contains 5", "column 16: expected text in quotes or bytes such as 0a:ff, not \"5\""),
        ("frame matches abc", "column 15: expected a pattern in quotes after \"matches\""),
        ("frame matches \"a(b\"", "column 17: in the pattern: this \"(\" has no \")\""),
        ("frame matches \"\\x41[\"", "column 20: in the pattern: this \"[\" has no \"]\""),
        ("frame matches r\"a**\"", "column 19: in the pattern: nothing to repeat"),
        ("frame matches \"(a)\\\\1\"", "column 19: in the pattern: references to groups are not supported"),
        ("frame matches \"(a{1000}){1000}\"", "column 16: in the pattern: it is too large"),
        ("frame contains \"\\d\"", "column 17: \"\\d\" has no meaning; a backslash is written \"\\\\\""),
        ("ip.ttl & x", "column 10: expected a number after \"&\", not \"x\""),
        ("ip.src & 5", "column 1: bits are tested in numbers and in at most eight bytes"),
        ("len(ip.src)", "column 12: expected a comparison"),
        ("len(ip.ttl) > 5", "column 5: expected a field of text or bytes"),
        ("upper(ip.src) == \"A\"", "column 7: expected a field of text"),
        ("size(ip.src) > 5", "column 1: there is no function \"size\"; there are len, count, lower and upper"),
        ("count(ip.src) == count(ip.dst)", "column 1: a count is compared with a number"),
        ("ip.ttl[0:1] == 05", "column 1: ip.ttl has no bytes to take some of"),
        ("frame[x] == 05", "column 7: expected a range of bytes such as 0:4, 2-5, 3 or -2:2"),
        ("frame[0:4 == 05", "column 11: expected \"]\""),
        ("frame contains \"ä\" and Ä", "column 24: this character has no meaning outside of quotes"),
    ])
    func `an error says what is wrong, and where`(expression: String, expected: String) {
        let error = #expect(throws: DisplayFilterError.self) { try DisplayFilter(expression) }
        #expect(error?.description == expected)
    }

    @Test func `an excerpt marks what is wrong`() {
        let error = #expect(throws: DisplayFilterError.self) { try DisplayFilter("ip &&\ttcp.prt == 80") }
        #expect(error?.excerpt == "ip && tcp.prt == 80\n      ^~~~~~~")
    }

    @Test(arguments: ["(", "!", "not ", "len(", "lower("])
    func `nesting is bounded`(opening: String) {
        for count in [200, 2000] {
            let expression = String(repeating: opening, count: count) + "tcp"
            let error = #expect(throws: DisplayFilterError.self) { try DisplayFilter(expression) }
            #expect(error?.message == "a filter is nested 100 deep at most")
        }
        #expect(throws: Never.self) {
            try DisplayFilter(String(repeating: "(", count: 99) + "tcp" + String(repeating: ")", count: 99))
        }
    }

    @Test func `length is bounded`() throws {
        let long = "tcp" + String(repeating: " or tcp", count: 2000)
        #expect(try FilterScene.matches(long) == ["syn", "answer"])
        let error = #expect(throws: DisplayFilterError.self) { try DisplayFilter(long + long) }
        #expect(error?.message == "a filter has at most 16384 bytes")
    }

    /// What is read must answer packets too.
    @Test(arguments: 0..<20) func `no soup of words traps`(seed: Int) {
        let words = [
            "tcp", "ip.src", "ip.ttl", "tcp.flags", "tcp.flags.syn", "eth.src", "data.data", "frame", "frame.time",
            "icmp.int_info.name", "==", "!=", "<", ">=", "===", "and", "or", "xor", "not", "!", "(", ")", "{", "}",
            "[0:4]", "[-2:]", "[9-3]", "[", "]", ",", "..", "&", "in", "not in", "contains", "matches", "~", "5", "-1",
            "0x10", "10.0.0.0/8", "::1", "fe80::/10", "aa:bb:cc", "02:00:00:00:00:01", "\"a\"", "r\"(a|b)*\\d\"",
            "\"[\"", "\"x{2,}\"", "true", "len(", "count(", "upper(", "1.5", "ä", "\\", "2024-01-01", "ip.", ".",
            "_ws.short",
        ]
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<500 {
            let count = Int.random(in: 1...12, using: &random)
            let expression = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            do {
                _ = try FilterScene.matches(expression)
            } catch {
                #expect(error.column >= 1 && error.column <= expression.unicodeScalars.count + 1)
                #expect(!error.excerpt.isEmpty)
            }
        }
    }
}
