/// What is told about the values of a registry beside their names: a text that is read when it is asked for, so that
/// neither the codecs nor a start of the program have anything to do with it.
///
///     3 A datagram could not be delivered; the code tells why.
///       It goes on in lines that are moved in.
///       ! What usually causes it.
///     3/1 Of code 1 of type 3.
///     44-252 Of numbers that have no row: what they are.
struct CodeNotes {
    struct Note: Hashable {
        var meaning: String
        var cause: String?
    }

    /// By the value, as the text has it: "3", "3/1", "TIME-WAIT".
    private(set) var notes: [String: Note] = [:]
    private(set) var ranges: [(numbers: ClosedRange<UInt32>, meaning: String)] = []
    /// Keys that come twice, which is a mistake.
    private(set) var repeated: [String] = []

    /// - Parameter hasRanges: in a table of words a dash is part of a word.
    init(_ text: String, hasRanges: Bool) {
        var key = ""
        var note = Note(meaning: "")
        for line in text.split(separator: "\n") {
            if line.hasPrefix(" ") {
                note.append(line)
                continue
            }
            add(key, note, hasRanges)
            let place = line.firstIndex(of: " ") ?? line.endIndex
            key = String(line[..<place])
            note = Note(meaning: String(line[place...].drop { $0 == " " }))
        }
        add(key, note, hasRanges)
    }

    private mutating func add(_ key: String, _ note: Note, _ hasRanges: Bool) {
        guard !key.isEmpty else { return }
        if hasRanges, let numbers = Self.range(key) {
            ranges.append((numbers, note.meaning))
        } else if notes.updateValue(note, forKey: key) != nil {
            repeated.append(key)
        }
    }

    /// `44-252`; nil for a value.
    private static func range(_ key: String) -> ClosedRange<UInt32>? {
        let ends = key.split(separator: "-")
        guard ends.count == 2, let first = CodeTable.number(String(ends[0])),
            let last = CodeTable.number(String(ends[1])), first <= last
        else { return nil }
        return first...last
    }
}

extension CodeNotes.Note {
    fileprivate mutating func append(_ line: Substring) {
        let words = line.drop { $0 == " " }
        if words.hasPrefix("! ") {
            cause = String(words.dropFirst(2))
        } else if let start = cause {
            cause = start + " " + words
        } else {
            meaning += " " + words
        }
    }
}
