/// A name that no field has, and those that may have been meant.
public struct UnknownFieldError: Error, Hashable, Sendable, CustomStringConvertible {
    public let name: String
    /// At most ``maximumCount`` names that exist, the likeliest first.
    public let suggestions: [String]

    private static let maximumCount = 4
    /// Longer names are no slips of the finger.
    private static let maximumLength = 80

    init(_ name: String) {
        self.name = name
        suggestions = Self.suggestions(for: name)
    }

    public var description: String {
        guard let last = suggestions.last else { return "there is no field \"\(name)\"" }
        let others = suggestions.dropLast().joined(separator: ", ")
        return "there is no field \"\(name)\"; did you mean \(others.isEmpty ? "" : others + " or ")\(last)?"
    }

    private static func suggestions(for name: String) -> [String] {
        let word = Array(name.lowercased().utf8)
        guard !word.isEmpty, word.count <= maximumLength else { return [] }
        // A slip in every fourth letter at most.
        let limit = max(1, word.count / 4)
        var near: [(distance: Int, name: String)] = []
        var containing: [String] = []
        let lower = name.lowercased()
        let end = lower.split(separator: ".").last.map { "." + $0 } ?? lower
        for known in FieldNames.all {
            let distance = editDistance(word, Array(known.utf8), limit: limit)
            if distance <= limit {
                near.append((distance, known))
            } else if word.count > 2, known.contains(lower) || known.hasSuffix(end) && sharesFamily(known, lower) {
                containing.append(known)
            }
        }
        near.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        containing.sort { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        return Array((near.map(\.name) + containing).prefix(maximumCount))
    }

    private static func sharesFamily(_ one: String, _ other: String) -> Bool {
        one.prefix { $0 != "." } == other.prefix { $0 != "." }
    }

    /// How many letters have to be changed, added, left out or exchanged with the next; more than `limit` where that is
    /// too many to matter.
    static func editDistance(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int {
        guard abs(one.count - other.count) <= limit else { return limit + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in 0..<one.count {
            var next = [row + 1]
            for column in 0..<other.count {
                let change = last[column] + (one[row] == other[column] ? 0 : 1)
                var least = min(change, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                next.append(least)
            }
            beforeLast = last
            last = next
        }
        return last[other.count]
    }
}
