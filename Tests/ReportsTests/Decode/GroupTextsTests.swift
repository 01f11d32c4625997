import TestSupport
import Testing
import Wire

@testable import Reports

/// What is remembered of groups of flags is the text that was kept for the same group and number, or nothing.
@Suite struct GroupTextsTests {
    /// What is appended for a group and a number, with the key of its last member; nil where nothing is known.
    private static func text(
        _ texts: GroupTexts, _ group: Int, _ number: UInt64, isFirst: Bool = false
    ) -> (text: String, last: Int)? {
        var buffer = TextBuffer()
        buffer.append(word: "{")
        guard let last = texts.append(group, number, isFirst: isFirst, to: &buffer) else {
            #expect(buffer.bytes == [UInt8(ascii: "{")], "what is not known leaves no trace")
            return nil
        }
        return (String(decoding: buffer.bytes.dropFirst(), as: UTF8.self), last)
    }

    @Test func `the same number gives the same text, another one none`() {
        var texts = GroupTexts()
        #expect(Self.text(texts, 7, 0x12) == nil)
        texts.keep(7, 0x12, Array(#","flags":{"syn":1}"#.utf8), last: 41)
        texts.keep(7, 0x10, Array(#","flags":{"syn":0}"#.utf8), last: 42)
        for _ in 0..<2 {
            #expect(Self.text(texts, 7, 0x12)?.text == #","flags":{"syn":1}"#)
            #expect(Self.text(texts, 7, 0x10)?.text == #","flags":{"syn":0}"#)
        }
        #expect(Self.text(texts, 7, 0x12)?.last == 41 && Self.text(texts, 7, 0x10)?.last == 42)
        #expect(Self.text(texts, 7, 0x11) == nil && Self.text(texts, 8, 0x12) == nil)
        #expect(Self.text(texts, 0, 0) == nil, "a place where nothing was is no group with the number 0")
    }

    @Test(arguments: [#","flags":{}"#, #""flags":{}"#])
    func `a comma stands before it unless it is the first member, however it was kept`(kept: String) {
        var texts = GroupTexts()
        texts.keep(1, 2, Array(kept.utf8), last: 3)
        #expect(Self.text(texts, 1, 2)?.text == #","flags":{}"#)
        #expect(Self.text(texts, 1, 2, isFirst: true)?.text == #""flags":{}"#)
    }

    @Test(
        arguments: [
            // Numbers whose bytes together are the same, numbers that only differ far above, groups 256 apart.
            (1, 0x0004, 1, 0x0105), (1, 4, 1, 4 | 1 << 40), (1, 4, 257, 4), (0, 37, 1, 0),
        ] as [(Int, UInt64, Int, UInt64)])
    func `of two that have one place the later stays`(group: Int, number: UInt64, other: Int, otherNumber: UInt64) {
        var texts = GroupTexts()
        for _ in 0..<3 {
            texts.keep(group, number, Array(",one".utf8), last: 1)
            #expect(Self.text(texts, other, otherNumber) == nil)
            #expect(Self.text(texts, group, number)?.text == ",one")
            texts.keep(other, otherNumber, Array(",two".utf8), last: 2)
            #expect(Self.text(texts, group, number) == nil)
            #expect(Self.text(texts, other, otherNumber)?.text == ",two")
        }
    }

    @Test func `a number that is kept again has its new text`() {
        var texts = GroupTexts()
        texts.keep(1, 2, Array(",old".utf8), last: 3)
        texts.keep(1, 2, Array(",newer".utf8), last: 4)
        #expect(Self.text(texts, 1, 2)?.text == ",newer" && Self.text(texts, 1, 2)?.last == 4)
    }

    @Test func `when there is no more room all is forgotten, and it begins anew`() {
        var texts = GroupTexts()
        let long = [UInt8(ascii: ",")] + [UInt8](repeating: UInt8(ascii: "a"), count: 1023)
        // 64 KiB are taken, and not yet exceeded.
        for number in 0..<UInt64(64) { texts.keep(1, number, long, last: 0) }
        #expect((0..<64).allSatisfy { Self.text(texts, 1, $0)?.text.utf8.count == 1024 })
        texts.keep(1, 64, long, last: 0)
        #expect(Self.text(texts, 1, 0) != nil && Self.text(texts, 1, 64) != nil)
        texts.keep(1, 65, Array(",new".utf8), last: 9)
        #expect((0..<65).allSatisfy { Self.text(texts, 1, $0) == nil })
        #expect(Self.text(texts, 1, 65)?.text == ",new" && Self.text(texts, 1, 65)?.last == 9)
    }

    @Test func `whatever comes in whatever order, no text is another one's`() {
        var texts = GroupTexts()
        var random = SeededGenerator(seed: 9)
        var known = 0
        for _ in 0..<50_000 {
            let group = Int.random(in: 0..<300, using: &random)
            // Mostly few numbers, and now and then any.
            let number = UInt64.random(in: 0...(Bool.random(using: &random) ? 7 : .max), using: &random)
            let text = ",\(group):\(number)" + String(repeating: "x", count: Int.random(in: 0...40, using: &random))
            guard let found = Self.text(texts, group, number) else {
                texts.keep(group, number, Array(text.utf8), last: group)
                #expect(Self.text(texts, group, number)?.text == text)
                continue
            }
            known += 1
            #expect(found.text.prefix { $0 != "x" } == ",\(group):\(number)" && found.last == group)
        }
        #expect(known > 100, "some are remembered")
    }
}
