import Wire

/// What a table has to say to a question.
public enum CodeAnswer: Hashable, Sendable {
    /// Where a row is that others belong to, an ICMP type or a set of flags, it is the head.
    case found(head: CodeRow?, rows: [CodeRow])
    /// A name that no row has, and rows that hold it in theirs, or else in what is told of them.
    case near([CodeRow])
    /// A number that has no row.
    case gap(CodeGap)
    /// A number that the field has no room for.
    case tooLarge(String, maximum: String)
    /// A name that no row has, and those that may have been meant.
    case unknown(String, suggestions: [String])
}

extension CodeTable {
    /// A value and, of ICMP, a code, as numbers or names: `3 1`, `3/1`, `3 port unreachable`, `port unreachable`.
    public func answer(_ words: [String]) -> CodeAnswer {
        if name == "tcp-flags", let flags = TCPFlags(words) { return Self.answer(flags) }
        let parts = maximum == nil ? words : words.flatMap { $0.split(separator: "/").map(String.init) }
        guard maximum != nil, let value = parts.first.flatMap(number) else {
            return answer(named: words.joined(separator: " "), among: rows())
        }
        if parts.count == 1 { return answer(value) }
        if parts.count == 2, let code = Self.number(parts[1]) { return answer(value, code) }
        let codes = rows().filter { $0.value == value && $0.code != nil }
        return answer(named: parts.dropFirst().joined(separator: " "), among: codes)
    }

    private func answer(_ value: UInt32) -> CodeAnswer {
        guard value <= maximum ?? 0 else { return .tooLarge(String(value), maximum: label(maximum ?? 0)) }
        let found = rows().filter { $0.value == value }
        guard let first = found.first else { return .gap(gap(at: value)) }
        return found.count > 1 && first.code == nil && first.transport == nil
            ? .found(head: first, rows: Array(found.dropFirst())) : .found(head: nil, rows: found)
    }

    private func answer(_ value: UInt32, _ code: UInt32) -> CodeAnswer {
        guard value <= maximum ?? 0, code <= 255 else { return .tooLarge("\(value) \(code)", maximum: "255 255") }
        let ofType = rows().filter { $0.value == value }
        guard let type = ofType.first else { return .gap(gap(at: value)) }
        if let row = ofType.first(where: { $0.code.map(UInt32.init) == code }) { return .found(head: nil, rows: [row]) }
        // A type without codes has code 0, which means nothing more.
        if code == 0, ofType.count == 1 { return .found(head: nil, rows: [type]) }
        let codes = ofType.compactMap { $0.code.map(UInt32.init) }
        let first = codes.last { $0 < code }.map { $0 + 1 } ?? (codes.isEmpty ? 1 : 0)
        let last = codes.first { $0 > code }.map { $0 - 1 } ?? 255
        return .gap(
            CodeGap(
                table: name, value: value, code: UInt8(code), label: label(value, UInt8(code)), first: first,
                last: last, range: "\(value) \(Self.range(first, last))",
                meaning: "\(type.name) has no such code."))
    }

    /// The row of this name; else those whose names hold it, else those that speak of it.
    private func answer(named text: String, among rows: [CodeRow]) -> CodeAnswer {
        let wanted = Self.plain(text)
        guard !wanted.isEmpty else { return .unknown(text, suggestions: []) }
        let exact = rows.filter { Self.plain($0.name) == wanted }
        if exact.count == 1, let row = exact.first, row.code == nil, let value = row.value { return answer(value) }
        if !exact.isEmpty { return .found(head: nil, rows: exact) }
        let near = rows.filter { Self.plain($0.name).contains(wanted) }
        if !near.isEmpty { return .near(near) }
        let telling = rows.filter { $0.holds(text.lowercased().split(separator: " ").map(String.init)) }
        if !telling.isEmpty { return .near(telling) }
        return .unknown(text, suggestions: Suggestions.nearest(to: text, among: rows.map(\.name)))
    }

    /// Lower case, blanks and underscores as dashes, without the quotes that people know a name by.
    static func plain(_ text: String) -> String {
        String(text.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }

    // MARK: Numbers without a row

    func gap(at value: UInt32) -> CodeGap {
        let known = CodeNotes(notes, hasRanges: true).ranges.first { $0.numbers.contains(value) }
        let taken = entryRows().compactMap(\.value)
        let (first, last): (UInt32, UInt32) =
            if let known {
                (known.numbers.lowerBound, known.numbers.upperBound)
            } else {
                bounds(at: value, taken: taken)
            }
        return CodeGap(
            table: name, value: value, label: label(value), first: first, last: last,
            range: first == last ? label(first) : "\(label(first))-\(label(last))",
            meaning: known?.meaning ?? (isComplete ? "Unassigned." : "Not in this table."))
    }

    /// From the row before to the row behind, or to what a note tells of.
    private func bounds(at value: UInt32, taken: [UInt32]) -> (UInt32, UInt32) {
        let ranges = CodeNotes(notes, hasRanges: true).ranges.map(\.numbers)
        let before = (taken + ranges.map(\.upperBound)).filter { $0 < value }.max()
        let behind = (taken + ranges.map(\.lowerBound)).filter { $0 > value }.min()
        return (before.map { $0 + 1 } ?? 0, behind.map { $0 - 1 } ?? maximum ?? 0)
    }

    private static func range(_ first: UInt32, _ last: UInt32) -> String {
        first == last ? String(first) : "\(first)-\(last)"
    }
}
