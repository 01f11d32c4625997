import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite struct BytePatternTests {
    @Test(arguments: [
        ("", "", true), ("", "a", true), ("abc", "xxABCxx", true), ("abc", "ab", false), ("a|b|", "z", true),
        ("^abc$", "abc", true), ("^abc$", "xabc", false), ("^abc$", "abcx", false), ("^$", "", true),
        ("^$", "a", false),
        ("a*b", "aaab", true), ("^a*b$", "b", true), ("^a+b$", "b", false), ("^a?b$", "aab", false),
        ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true), ("^a{1,3}$", "aaaa", false),
        ("^(ab|cd)+$", "abcdab", true), ("^(ab|cd)+$", "abc", false), ("^(?:a|b)c$", "bc", true),
        ("^.$", "\n", false), ("(?s)^.$", "\n", true), ("^[^a-c]$", "d", true), ("^[^a-c]$", "B", false),
        ("^[]a]+$", "]a", true), ("^[a-]+$", "a-", true), ("^[\\d.]+$", "1.2", true), ("^[[:alpha:]_]+$", "Ab_", true),
        ("\\bcat\\b", "a cat.", true), ("\\bcat\\b", "concat", false), ("\\Bcat", "concat", true),
        ("^\\w+\\s\\S+$", "ab cd", true), ("\\x41\\.", "a.", true), ("(?-i)a", "A", false), ("(?-i:a)B", "ab", true),
        ("(?-i:a)B", "Ab", false), ("a{", "a{", true), ("a{,3}", "a{,3}", true), ("^é+$", "ééé", true),
        ("^a*?b+?$", "aabb", true), ("(^|x)a", "ba", false), ("(^|x)a", "xa", true), ("a($|y)", "ba", true),
        ("((a*)*)*b", "aaaa", false), ("x*", "aaa", true), ("$", "abc", true), ("a^b", "ab", false),
    ])
    func `a pattern matches anywhere, in both cases`(pattern: String, text: String, expected: Bool) throws {
        var matcher = BytePatternMatcher(try BytePattern(Array(pattern.utf8)))
        let answers = [matcher.matches(text), matcher.matches(text)]
        #expect(answers == [expected, expected])
    }

    @Test(arguments: [
        ("(", 0), ("a)", 1), ("[a", 0), ("*a", 0), ("a**", 2), ("a{2,1}", 1), ("a{1001}", 1), ("\\", 0), ("\\1", 0),
        ("\\q", 0), ("[z-a]", 1), ("(?=a)", 0), ("(?<n>a)", 0), ("\\xg", 2), ("[é]", 1), ("[\\", 1), ("(?i", 0),
    ])
    func `what can't be read is refused`(pattern: String, place: Int) {
        let error = #expect(throws: BytePatternError.self) { try BytePattern(Array(pattern.utf8)) }
        #expect(error?.place == place, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "(a{1000}){1000}", "((){1000}){1000}", "(((((a{30}){30}){30}){30}){30})",
        String(repeating: "(", count: 5000) + String(repeating: ")", count: 5000),
    ])
    func `a pattern of unreasonable size is refused`(pattern: String) {
        #expect(throws: BytePatternError.self) { try BytePattern(Array(pattern.utf8)) }
    }

    /// Patterns that take those who go back exponential time, and one that has more sets than are remembered.
    @Test(arguments: [
        ("(a+)+$b", false), ("(a|aa)+$b", false), ("(.*a){12}b", true), ("([ab]*a[ab]{20}c)|q", true),
    ])
    func `no pattern takes long`(pattern: String, isInLast: Bool) throws {
        var matcher = BytePatternMatcher(try BytePattern(Array(pattern.utf8)))
        var random = SeededGenerator(seed: 1)
        let text = (0..<2000).map { _ in Bool.random(using: &random) ? UInt8(ascii: "a") : UInt8(ascii: "d") }
        let isFound = matcher.matches(text)
        #expect(!isFound)
        let other = (0..<5000).map { _ in Bool.random(using: &random) ? UInt8(ascii: "a") : UInt8(ascii: "b") }
        _ = matcher.matches(other)
        let end = Array("aaaaabbbbbaaaaabbbbbaaaaac".utf8)
        let isFoundAtEnd = matcher.matches(other + end)
        #expect(isFoundAtEnd == isInLast)
    }

    /// Against another engine, on small alphabets, where matches are likely.
    @Test(arguments: 0..<5) func `patterns match as elsewhere`(seed: Int) throws {
        let parts = [
            "a", "b", ".", "[ab]", "[^a]", "(a|b)", "(ab|c)", "a*", "b+", "c?", "a{2}", "^", "$", "\\b", "|", "(?:ba)*",
        ]
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<300 {
            let pattern = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            let expression = try NSRegularExpression(pattern: pattern, options: [.caseInsensitive])
            var matcher = BytePatternMatcher(try BytePattern(Array(pattern.utf8)))
            for _ in 0..<10 {
                let text = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                    ["a", "B", "c", " "].randomElement(using: &random) ?? ""
                }.joined()
                let range = NSRange(location: 0, length: text.utf16.count)
                let expected = expression.firstMatch(in: text, range: range) != nil
                let found = matcher.matches(text)
                #expect(found == expected, "\(pattern) in \"\(text)\"")
            }
        }
    }
}

extension BytePatternMatcher {
    fileprivate mutating func matches(_ text: String) -> Bool { matches(Array(text.utf8)) }
    fileprivate mutating func matches(_ bytes: [UInt8]) -> Bool { matches(bytes.span) }
}
