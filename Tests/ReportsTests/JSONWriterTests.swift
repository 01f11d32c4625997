import Foundation
import Testing
import Wire

@testable import Reports

func json(_ body: (inout JSONWriter) -> Void) -> String {
    var bytes: [UInt8] = []
    JSONWriter.line(to: &bytes, body)
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct JSONWriterTests {
    @Test func `members stay in order, and what is unknown is left out`() {
        let line = json { line in
            line.add("b", "text")
            line.add("missing", nil as Int?)
            line.add("a", 1)
            line.add("none", strings: [])
            line.add("list", strings: ["x", "y"])
            line.add("flag", true)
            line.add("share", fixedPoint: 33_333_300, decimals: 6)
            line.add("inner") { $0.add("address", IPAddress("::1")) }
            line.add("empty") { _ in }
            line.add("objects", objects: [1, 2]) { $0.add("n", $1) }
            line.add("at", moment: 0)
        }
        #expect(
            line == #"{"b":"text","a":1,"list":["x","y"],"flag":true,"share":33.3333,"inner":{"address":"::1"},"#
                + #""empty":{},"objects":[{"n":1},{"n":2}],"at":"1970-01-01T00:00:00.000000000Z"}"# + "\n")
    }

    @Test(
        arguments: [
            (1 << 53, "9007199254740992"), (1 << 53 + 1, "\"9007199254740993\""), (.min, "\"-9223372036854775808\""),
            (-5, "-5"),
        ] as [(Int64, String)])
    func `numbers that readers would round are strings`(number: Int64, expected: String) {
        #expect(json { $0.add("n", number) } == "{\"n\":\(expected)}\n")
        #expect(json { $0.add("n", UInt64.max) } == "{\"n\":\"18446744073709551615\"}\n")
    }

    @Test(arguments: [
        ("quo\"te", #"quo\"te"#), ("back\\slash", #"back\\slash"#), ("a\nb\rc\td", #"a\nb\rc\td"#),
        ("\u{0}\u{1B}\u{7F}\u{9B}", #"\u0000\u001b\u007f\u009b"#), ("größe 𝄞", "größe 𝄞"), ("\u{2028}", #"\u2028"#),
    ])
    func `text is escaped`(text: String, expected: String) throws {
        let line = json { $0.add("t", text) }
        #expect(line == "{\"t\":\"\(expected)\"}\n")
        let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        #expect(read == ["t": text])
    }

    @Test func `any bytes make valid JSON`() throws {
        for first in UInt8.min...UInt8.max {
            let line = json { $0.add("t", [first, 0xE2, 0x22, first]) }
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    @Test func `lines follow one another`() {
        var bytes = Array("before\n".utf8)
        JSONWriter.line(to: &bytes) { _ in }
        JSONWriter.line(to: &bytes) { $0.add("a", 1) }
        #expect(String(decoding: bytes, as: UTF8.self) == "before\n{}\n{\"a\":1}\n")
    }
}
