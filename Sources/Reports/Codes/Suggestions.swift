/// Names that may have been meant by one that does not exist.
public enum Suggestions {
    private static let maximumCount = 4
    /// Longer names are no slips of the finger.
    private static let maximumLength = 80

    /// The likeliest first; a slip in every third letter at most.
    public static func nearest(to text: String, among names: [String]) -> [String] {
        let word = Array(text.lowercased().utf8)
        guard !word.isEmpty, word.count <= maximumLength else { return [] }
        let limit = max(1, word.count / 3)
        var near: [(distance: Int, name: String)] = []
        for name in names {
            let distance = UnknownFieldError.editDistance(word, Array(name.lowercased().utf8), limit: limit)
            if distance <= limit { near.append((distance, name)) }
        }
        near.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        var unique: [String] = []
        for (_, name) in near where !unique.contains(name) { unique.append(name) }
        return Array(unique.prefix(maximumCount))
    }
}
