import Wire

/// A flag of TCP as people name it.
struct TCPFlagName: Sendable {
    let flag: TCPFlags
    /// The RFC's name: "SYN".
    let name: String
    /// tcpdump's letter; the letter of the name does too, but for A, which is ACK.
    let letter: Character
    let reference: String

    /// From the lowest bit on.
    static let all = [
        TCPFlagName(flag: .fin, name: "FIN", letter: "F", reference: "RFC 9293"),
        TCPFlagName(flag: .syn, name: "SYN", letter: "S", reference: "RFC 9293"),
        TCPFlagName(flag: .reset, name: "RST", letter: "R", reference: "RFC 9293"),
        TCPFlagName(flag: .push, name: "PSH", letter: "P", reference: "RFC 9293"),
        TCPFlagName(flag: .ack, name: "ACK", letter: ".", reference: "RFC 9293"),
        TCPFlagName(flag: .urgent, name: "URG", letter: "U", reference: "RFC 9293"),
        TCPFlagName(flag: .ece, name: "ECE", letter: "E", reference: "RFC 3168"),
        TCPFlagName(flag: .cwr, name: "CWR", letter: "W", reference: "RFC 3168"),
        TCPFlagName(flag: .ae, name: "AE", letter: "e", reference: "RFC 9768"),
    ]
}

extension TCPFlags {
    /// Flags as a number (`0x12`), as names (`SYN,ACK`, `syn+ack`) or as tcpdump's letters (`S.`, `[P.]`, `none`).
    init?(_ words: [String]) {
        let text = words.joined(separator: " ")
        if let number = CodeTable.number(text) {
            guard number <= 0x1FF else { return nil }
            self.init(rawValue: UInt16(number))
        } else if let flags = Self(names: text) ?? Self(letters: text) {
            self = flags
        } else {
            return nil
        }
    }

    private init?(names text: String) {
        self = []
        let separators: Set<Character> = [" ", ",", "+", "|", "/", "-"]
        for word in text.uppercased().split(whereSeparator: separators.contains) {
            let known = word == "NS" ? "AE" : word == "RESET" ? "RST" : word == "PUSH" ? "PSH" : word
            guard let match = TCPFlagName.all.first(where: { $0.name == known }) else { return nil }
            insert(match.flag)
        }
        if isEmpty { return nil }
    }

    private init?(letters text: String) {
        self = []
        if text.lowercased() == "none" { return }
        let letters = text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : Substring(text)
        guard !letters.isEmpty else { return nil }
        for letter in letters {
            let known = letter == "A" ? "." : letter == "C" ? "W" : letter
            guard let match = TCPFlagName.all.first(where: { $0.letter == known }) else { return nil }
            insert(match.flag)
        }
    }

    /// "SYN ACK".
    var names: String {
        isEmpty ? "no flag" : TCPFlagName.all.filter { contains($0.flag) }.map(\.name).joined(separator: " ")
    }

    /// In tcpdump's order: `S.`.
    var letters: String {
        let order: [TCPFlags] = [.fin, .syn, .reset, .push, .ack, .urgent, .cwr, .ece, .ae]
        let set = order.filter(contains).compactMap { flag in TCPFlagName.all.first { $0.flag == flag }?.letter }
        return set.isEmpty ? "none" : String(set)
    }
}

extension CodeTable {
    /// What these flags say together, then each of them.
    static func answer(_ flags: TCPFlags) -> CodeAnswer {
        let table = CodeCatalog.tcpFlags
        let each = table.rows().filter { row in row.value.map { flags.rawValue & UInt16($0) != 0 } ?? false }
        let label = table.label(UInt32(flags.rawValue))
        let note = CodeNotes(tcpFlagSetNotes, hasRanges: false).notes[label]
        if each.count == 1 {
            var row = each[0]
            if let note {
                row.meaning += " Alone: \(note.meaning)"
                row.cause = note.cause ?? row.cause
            }
            return .found(head: nil, rows: [row])
        }
        let head = CodeRow(
            table: table.name, value: UInt32(flags.rawValue), label: label,
            name: "\(flags.names), tcpdump's [\(flags.letters)]", reference: "RFC 9293",
            meaning: note?.meaning ?? "Each flag says what it says alone.", cause: note?.cause)
        return .found(head: head, rows: each)
    }
}
