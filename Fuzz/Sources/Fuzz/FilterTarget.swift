import Reports
import Wire

/// A display filter in the first line, and behind it a frame to ask.
enum FilterTarget {
    static func run(_ bytes: Span<UInt8>) {
        var end = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let expression = String(decoding: [UInt8](copying: bytes.extracting(0..<end)), as: UTF8.self)
        let frame = bytes.extracting(min(end + 1, bytes.count)..<bytes.count)
        let filter: DisplayFilter
        do throws(DisplayFilterError) {
            filter = try DisplayFilter(expression)
        } catch {
            check(error.column >= 1 && error.column <= expression.unicodeScalars.count + 1, "an error has its place")
            use((error.description, error.excerpt))
            return
        }
        use(filter.selection.names)
        var matcher = DisplayFilterMatcher(filter)
        guard let inverse = try? DisplayFilter("not (" + expression + ")") else { return }
        var inverseMatcher = DisplayFilterMatcher(inverse)
        let facts = PacketFacts(number: 1, time: 0, length: frame.count, capturedLength: frame.count)
        for type in [LinkType.ethernet, .raw] {
            let answer = matcher.matches(facts, frame, PacketWalk(type))
            check(matcher.matches(facts, frame, PacketWalk(type)) == answer, "the same question has the same answer")
            check(inverseMatcher.matches(facts, frame, PacketWalk(type)) == !answer, "a negation is the opposite")
        }
    }
}
