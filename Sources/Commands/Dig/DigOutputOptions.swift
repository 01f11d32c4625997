import Reports
import Wire

// How records are shown.
extension DigOption {
    static let records = [
        flag("multiline", "long data on lines of its own, with remarks") { $0.text.isMultiline = $1 },
        flag("rrcomments", "remarks behind keys") { $0.text.showsRemarks = $1 },
        flag("crypto", "keys, digests and signatures") { $0.text.hidesCrypto = !$1 },
        DigOption("split", "characters", "break long data after so many, 0 for never") { options, isOn, value in
            guard let length = isOn ? value.flatMap({ Int($0) }) : 0, (0...1023).contains(length) else {
                return "needs a number from 0 to 1023"
            }
            options.text.pieceLength = (length + 3) / 4 * 4
            return nil
        },
        flag("expandaaaa", "IPv6 addresses with all their digits") { $0.text.expandsIPv6 = $1 },
        flag("unknownformat generic", "data as RFC 3597 has it") { $0.text.isGeneric = $1 },
        flag("idnout", "letters beyond ASCII in names (on a terminal)") { $0.showsUnicode = $1 },
        flag("onesoa", "of a zone, its first record and not the same at its end") { $0.text.showsOneSOA = $1 },
        flag("showsearch", "each name of the search list, with its answer") {
            $0.usesSearch = $1
            $0.showsSearch = $1
        },
        flag("showtruncated", "an answer that was cut too") { $0.show(.truncated, $1) },
        flag("showbadcookie", "an answer that wants a cookie too") { $0.show(.badCookie, $1) },
        flag("showbadvers", "an answer that knows no such version of EDNS too") { $0.show(.badVersion, $1) },
        flag("yaml", "answers as YAML") { $0.form = $1 ? .yaml : .text },
    ]

    /// What dig doesn't have: so that its options can be cut short as there, these can't.
    static let own =
        [
            flag("json", "an answer as one line of JSON (RFC 8427)") { $0.form = $1 ? .json : .text },
            flag("table", "the records of the answer as a table") { $0.form = $1 ? .table : .text },
            DigOption("color", "when", "colours: auto, always or never") { options, isOn, value in
                switch isOn ? value : "never" {
                case "auto": options.usesColor = nil
                case "always": options.usesColor = true
                case "never": options.usesColor = false
                default: return "takes auto, always or never"
                }
                return nil
            },
            flag("compare", "ask all servers, and compare their answers") { $0.comparesAnswers = $1 },
            flag("fail-empty", "status 1 where no record of the type is there") { $0.failsEmpty = $1 },
        ] + multicast + ofKnot

    /// What kdig has, and dig has not.
    private static let ofKnot = [
        flag("header", "flags and counts") { $0.text.showsHeader = $1 },
        flag("opt", "EDNS") { $0.text.showsEDNS = $1 },
        // Options are shown as text where they are, and else as bytes and text.
        flag("opttext", "unknown options of EDNS as text (always)") { _, _ in },
        flag("tsig", "the signature of a message") { $0.text.showsTransactionSignature = $1 },
        flag("fastopen", "send the first message with the first packet of a connection") { $0.opensFast = $1 },
        padding("alignment"),
        flag("idn", "letters beyond ASCII, sent as the DNS has them, and shown") {
            $0.convertsNames = $1
            $0.showsUnicode = $1
        },
    ]
}

extension DigOptions {
    /// In which form answers are written.
    enum Form {
        case text, json, yaml, table
    }

    /// Answers that are not the last word.
    struct Passing: OptionSet {
        let rawValue: UInt8

        static let truncated = Passing(rawValue: 1)
        static let badVersion = Passing(rawValue: 2)
        static let badCookie = Passing(rawValue: 4)
    }

    fileprivate mutating func show(_ answer: Passing, _ isShown: Bool) {
        if isShown { shown.insert(answer) } else { shown.remove(answer) }
    }

    var isJSON: Bool { form == .json }
}
