/// The records of a small zone file, as hints and trust anchors are kept in (RFC 1035 section 5).
///
/// Names are complete, with or without the dot at their end; `$TTL` is understood, other directives are not.
public enum ZoneFile {
    /// - Throws: what is wrong with which line.
    public static func records(_ text: [UInt8]) throws(DNSTextError) -> [DNSRecord] {
        var records: [DNSRecord] = []
        var state = State()
        var rest = text[...]
        var number = 1
        while !rest.isEmpty {
            let line = logicalLine(&rest)
            do throws(DNSTextError) {
                if let record = try state.record(Array(line)) { records.append(record) }
            } catch {
                throw DNSTextError("line \(number): \(error)")
            }
            number += line.count { $0 == UInt8(ascii: "\n") }
        }
        return records
    }

    /// A line, and those behind it that belong to it because a parenthesis or a quotation mark is still open.
    private static func logicalLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var (depth, isQuoted, isComment) = (0, false, false)
        var place = rest.startIndex
        scan: while place < rest.endIndex {
            switch rest[place] {
            case UInt8(ascii: "\n"):
                isComment = false
                if depth <= 0, !isQuoted { break scan }
            case _ where isComment: break
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case _ where isQuoted: break
            case UInt8(ascii: ";"): isComment = true
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            place += 1
        }
        let end = min(place + 1, rest.endIndex)
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// What a line leaves out is as on the line before.
    private struct State {
        private var name: DNSName?
        private var timeToLive: UInt32 = 0

        mutating func record(_ line: [UInt8]) throws(DNSTextError) -> DNSRecord? {
            var words = ZoneWords(line)
            guard let first = words.next() else {
                guard !words.isBroken else { throw DNSTextError("a quotation mark or a parenthesis has no other half") }
                return nil
            }
            guard !first.text.starts(with: [UInt8(ascii: "$")]) else {
                try apply(first.string, words.next())
                return nil
            }
            var word: ZoneWords.Word? = first
            if line[0] != UInt8(ascii: " "), line[0] != UInt8(ascii: "\t") {
                guard let name = DNSName(first.text) else { throw DNSTextError("\"\(first.string)\" is no name") }
                self.name = name
                word = words.next()
            }
            guard let name else { throw DNSTextError("there is no name before") }
            var dnsClass = DNSClass.internet
            while let part = word {
                if let number = UInt32(part.string) {
                    timeToLive = number
                } else if let type = DNSType(presentation: part.string) {
                    let data = try DNSRecordData(presentation: words.unread, of: type, in: dnsClass)
                    return DNSRecord(name, type, data, timeToLive: timeToLive, dnsClass: dnsClass)
                } else if part.string.uppercased() == "CH" {
                    dnsClass = .chaos
                } else if part.string.uppercased() != "IN" {
                    throw DNSTextError("\"\(part.string)\" is no type")
                }
                word = words.next()
            }
            throw DNSTextError("the type is missing")
        }

        private mutating func apply(_ directive: String, _ value: ZoneWords.Word?) throws(DNSTextError) {
            guard directive.uppercased() == "$TTL", let number = value.flatMap({ UInt32($0.string) }) else {
                throw DNSTextError("\(directive) is not understood here")
            }
            timeToLive = number
        }
    }
}
