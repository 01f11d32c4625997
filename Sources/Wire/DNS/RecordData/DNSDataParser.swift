/// Why text is not the data of a record.
public struct DNSTextError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

extension DNSRecordData {
    /// Data as zone files have it: the values of the type's fields, or `\# 3 00ff10` for any type (RFC 3597 section 5).
    /// Names are complete, with or without the dot at their end.
    ///
    /// - Throws: what is wrong with which word.
    public init(
        presentation text: some Collection<UInt8>, of type: DNSType, in dnsClass: DNSClass = .internet
    ) throws(DNSTextError) {
        var parser = try DNSDataParser(Array(text))
        if let generic = try parser.takeGeneric() {
            self.init(generic, of: type, in: dnsClass)
            return
        }
        guard let fields = type.fields(in: dnsClass), type != .opt, type != .null else {
            throw DNSTextError("\(type) data is written as \\# LENGTH HEX")
        }
        for field in fields { try parser.take(field) }
        try parser.finish()
        self.init(parser.bytes, of: type, in: dnsClass)
        if let problem { throw DNSTextError("\(type): \(problem)") }
    }
}

/// Makes data out of words, field by field.
private struct DNSDataParser {
    private var words: ArraySlice<ZoneWords.Word>
    private(set) var bytes: [UInt8] = []

    init(_ text: [UInt8]) throws(DNSTextError) {
        var zone = ZoneWords(text)
        var words: [ZoneWords.Word] = []
        while let word = zone.next() { words.append(word) }
        guard !zone.isBroken else { throw DNSTextError("a quotation mark or a parenthesis has no other half") }
        self.words = words[...]
    }

    /// The bytes of `\# 3 00ff10`; nil where the text does not begin so.
    mutating func takeGeneric() throws(DNSTextError) -> [UInt8]? {
        guard let first = words.first, !first.isQuoted, first.string == "\\#" else { return nil }
        words.removeFirst()
        let length = try takeNumber("length", below: 1 << 16)
        guard let data = [UInt8](hexDigits: words.flatMap(\.text)), data.count == Int(length) else {
            throw DNSTextError("\\# \(length) needs the hexadecimal digits of \(length) bytes")
        }
        return data
    }

    func finish() throws(DNSTextError) {
        if let word = words.first { throw DNSTextError("\"\(word.string)\" is more than the type has") }
    }

    private mutating func takeWord(_ label: String) throws(DNSTextError) -> ZoneWords.Word {
        guard let word = words.popFirst() else { throw DNSTextError("\(label) is missing") }
        return word
    }

    private func wrong(_ word: ZoneWords.Word, _ label: String) -> DNSTextError {
        DNSTextError("\"\(word.string)\" is no \(label)")
    }

    private mutating func takeNumber(_ label: String, below limit: UInt64) throws(DNSTextError) -> UInt64 {
        let word = try takeWord(label)
        guard word.text.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(word.string), number < limit
        else { throw wrong(word, "\(label) below \(limit)") }
        return number
    }

    private mutating func append(_ number: UInt64, byteCount: Int) {
        for index in (0..<byteCount).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index))) }
    }

    private mutating func append(_ address: UInt128, first: Int = 0, upTo count: Int) {
        for index in first..<count { bytes.append(UInt8(truncatingIfNeeded: address >> UInt128(120 - 8 * index))) }
    }

    mutating func take(_ field: DNSRecordField) throws(DNSTextError) {
        switch field.form {
        case .uint8: append(try number(field, byteCount: 1), byteCount: 1)
        case .uint16: append(try number(field, byteCount: 2), byteCount: 2)
        case .uint32: append(try number(field, byteCount: 4), byteCount: 4)
        case .uint48: append(try number(field, byteCount: 6), byteCount: 6)
        case .ipv4: try takeIPv4(field)
        case .ipv6: try takeIPv6(field)
        case .name: try takeName(field)
        case .names: while !words.isEmpty { try takeName(field) }
        case .prefixName: if bytes.first ?? 0 > 0 { try takeName(field) }
        case .text: try takeText(field)
        case .optionalText: if !words.isEmpty { try takeText(field) }
        case .texts: repeat { try takeText(field) } while !words.isEmpty
        case .counted8: try takeCounted(field)
        case .counted16: try takeLengthAndBase64(field)
        case .counted(let place): try takeCounted(field, by: place)
        case .fixed(let count): try takeFixed(field, count)
        case .gateway(let mask): try takeGateway(field, mask)
        case .addressSuffix: try takeSuffix(field)
        case .typeBitmap, .oldTypeBitmap: try takeTypes(isOld: field.form == .oldTypeBitmap)
        case .parameters: try takeParameters()
        case .prefixes: try takePrefixes()
        case .location: try takeLocation()
        case .options: throw DNSTextError("\(field.label) can't be written as words")
        case .rest: try takeRest(field)
        }
    }

    private mutating func number(_ field: DNSRecordField, byteCount: Int) throws(DNSTextError) -> UInt64 {
        let limit: UInt64 = 1 << UInt64(8 * byteCount)
        switch field.presentation {
        case .hidden: return 0
        case .flagAndType:
            let flag = try takeNumber(field.label, below: 2)
            return flag << 7 | (try takeNumber(field.label, below: 128))
        case .type:
            let word = try takeWord(field.label)
            guard let type = DNSType(presentation: word.string) else { throw wrong(word, field.label) }
            return UInt64(type.rawValue)
        case .mnemonic:
            if let word = words.first, let number = field.registry?.number(word.string), number < limit {
                words.removeFirst()
                return number
            }
        case .time:
            if let word = words.first, word.text.count == 14 {
                words.removeFirst()
                guard let seconds = Self.seconds(word.string) else { throw wrong(word, field.label) }
                return UInt64(seconds)
            }
        default: break
        }
        return try takeNumber(field.label, below: limit)
    }

    /// Of `20261123081500`, modulo 2^32.
    private static func seconds(_ text: String) -> UInt32? {
        let digits = text.utf8.map { Int64($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let number = { (place: Range<Int>) in digits[place].reduce(0) { 10 * $0 + $1 } }
        let (month, day, hour) = (number(4..<6), number(6..<8), number(8..<10))
        let (minute, second) = (number(10..<12), number(12..<14))
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61 else { return nil }
        let date = CivilDate(year: number(0..<4), month: UInt8(month), day: UInt8(day))
        return UInt32(truncatingIfNeeded: date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
    }
}

// Addresses, names and texts.
extension DNSDataParser {
    private mutating func takeIPv4(_ field: DNSRecordField) throws(DNSTextError) {
        let word = try takeWord(field.label)
        guard let address = IPv4Address(word.string) else { throw wrong(word, "IPv4 address") }
        append(UInt64(address.rawValue), byteCount: 4)
    }

    private mutating func takeIPv6(_ field: DNSRecordField) throws(DNSTextError) {
        let word = try takeWord(field.label)
        guard let address = IPv6Address(word.string) else { throw wrong(word, "IPv6 address") }
        append(address.rawValue, upTo: 16)
    }

    private mutating func takeName(_ field: DNSRecordField) throws(DNSTextError) {
        let word = try takeWord(field.label)
        guard let name = DNSName(word.text) else { throw wrong(word, "name") }
        bytes += name.labels + [0]
    }

    private mutating func takeText(_ field: DNSRecordField) throws(DNSTextError) {
        let word = try takeWord(field.label)
        guard let text = word.plain, text.count <= 255 else { throw wrong(word, "text of at most 255 bytes") }
        bytes += [UInt8(text.count)] + text
    }

    private mutating func takeCounted(_ field: DNSRecordField) throws(DNSTextError) {
        let word = try takeWord(field.label)
        let isEmpty = field.presentation == .hexOrDash && word.string == "-"
        let value = field.presentation == .base32 ? [UInt8](base32: word.text) : [UInt8](hexDigits: word.text)
        guard let value = isEmpty ? [] : value, value.count <= 255 else { throw wrong(word, field.label) }
        bytes += [UInt8(value.count)] + value
    }

    private mutating func takeLengthAndBase64(_ field: DNSRecordField) throws(DNSTextError) {
        let length = try takeNumber(field.label, below: 1 << 16)
        append(length, byteCount: 2)
        guard length > 0 else { return }
        // In as many words as it takes.
        var text = try takeWord(field.label).text
        while text.count < (Int(length) + 2) / 3 * 4, let more = words.popFirst() { text += more.text }
        guard let value = [UInt8](base64: text), value.count == Int(length) else {
            throw DNSTextError("\"\(String(decoding: text, as: UTF8.self))\" is no Base64 of \(length) bytes")
        }
        bytes += value
    }

    /// Puts the length where it belongs, in a field before.
    private mutating func takeCounted(_ field: DNSRecordField, by place: Range<Int>) throws(DNSTextError) {
        let word = try takeWord(field.label)
        let value = field.presentation == .base64 ? [UInt8](base64: word.text) : [UInt8](hexDigits: word.text)
        guard let value, value.count < 1 << (8 * place.count) else { throw wrong(word, field.label) }
        for (index, target) in place.reversed().enumerated() {
            bytes[target] = UInt8(truncatingIfNeeded: value.count >> (8 * index))
        }
        bytes += value
    }

    private mutating func takeFixed(_ field: DNSRecordField, _ count: Int) throws(DNSTextError) {
        let word = try takeWord(field.label)
        let isDashed = field.presentation == .dashes
        let parts = word.text.split(
            separator: UInt8(ascii: isDashed ? "-" : ":"), omittingEmptySubsequences: false)
        let digits = isDashed ? 2 : 4
        guard parts.count == 2 * count / digits, parts.allSatisfy({ isDashed ? $0.count == 2 : 1...4 ~= $0.count })
        else { throw wrong(word, field.label) }
        let padded = parts.flatMap { [UInt8](repeating: UInt8(ascii: "0"), count: digits - $0.count) + $0 }
        guard let value = [UInt8](hexDigits: padded) else { throw wrong(word, field.label) }
        bytes += value
    }

    private mutating func takeGateway(_ field: DNSRecordField, _ mask: UInt8) throws(DNSTextError) {
        switch bytes[1] & mask {
        case 0:
            let word = try takeWord(field.label)
            guard word.string == "." else { throw wrong(word, "dot for no gateway") }
        case 1: try takeIPv4(field)
        case 2: try takeIPv6(field)
        default: try takeName(field)
        }
    }

    private mutating func takeSuffix(_ field: DNSRecordField) throws(DNSTextError) {
        let prefix = Int(bytes[0])
        guard prefix < 128 else { return }
        let word = try takeWord(field.label)
        guard let address = IPv6Address(word.string) else { throw wrong(word, "IPv6 address") }
        append(address.rawValue, first: 16 - (135 - prefix) / 8, upTo: 16)
    }
}

// What takes all words that are left.
extension DNSDataParser {
    private mutating func takeAll() -> [ZoneWords.Word] {
        defer { words = [] }
        return Array(words)
    }

    private mutating func takeTypes(isOld: Bool) throws(DNSTextError) {
        var types: Set<DNSType> = []
        for word in takeAll() {
            guard let type = DNSType(presentation: word.string) else { throw wrong(word, "type") }
            types.insert(type)
        }
        guard let bitmap = TypeBitmap.bytes(of: types, isOld: isOld) else {
            throw DNSTextError("the types of NXT are at least one, from 1 to 127")
        }
        bytes += bitmap
    }

    private mutating func takeParameters() throws(DNSTextError) {
        var parameters: [(key: ServiceParameterKey, value: [UInt8])] = []
        for word in takeAll() {
            let end = word.text.firstIndex(of: UInt8(ascii: "=")) ?? word.text.count
            let name = String(decoding: word.text[..<end], as: UTF8.self)
            guard let key = ServiceParameterKey(presentation: name) else { throw wrong(word, "parameter of a service") }
            let text = ZoneWords.Word(text: Array(word.text.dropFirst(end + 1)), isQuoted: word.isQuoted).plain
            guard let text, let value = end == word.text.count ? [] : ServiceParameters.value(of: key, text),
                value.count < 1 << 16
            else { throw wrong(word, "value of \(name)") }
            parameters.append((key, value))
        }
        guard let data = ServiceParameters.bytes(of: parameters) else {
            throw DNSTextError("a parameter is there twice")
        }
        bytes += data
    }

    private mutating func takePrefixes() throws(DNSTextError) {
        for word in takeAll() {
            guard let item = AddressPrefixes.bytes(of: word.string) else { throw wrong(word, "address prefix") }
            bytes += item
        }
    }

    private mutating func takeLocation() throws(DNSTextError) {
        let words = takeAll().map(\.string)
        guard let location = DNSLocation(words) else {
            throw DNSTextError("\"\(words.joined(separator: " "))\" is no location")
        }
        bytes += location.bytes
    }

    private mutating func takeRest(_ field: DNSRecordField) throws(DNSTextError) {
        switch field.presentation {
        case .bits: return try takeBits(field)
        case .atmAddress: return try takeATMAddress(field)
        case .hex, .base64, .base64OrDash, .nsap: break
        default:
            let word = try takeWord(field.label)
            guard let text = word.plain else { throw wrong(word, "text") }
            bytes += text
            return
        }
        let text = takeAll().flatMap(\.text)
        let value: [UInt8]? =
            switch field.presentation {
            case .hex: [UInt8](hexDigits: text)
            case .nsap: text.starts(with: "0x".utf8) ? [UInt8](hexDigits: text.dropFirst(2).filter { $0 != 0x2E }) : nil
            case .base64OrDash where text == [UInt8(ascii: "-")]: []
            default: [UInt8](base64: text)
            }
        guard let value else {
            throw DNSTextError("\(field.label) can't be read from \"\(String(decoding: text, as: UTF8.self))\"")
        }
        bytes += value
    }

    private mutating func takeBits(_ field: DNSRecordField) throws(DNSTextError) {
        var bits: [UInt8] = []
        while !words.isEmpty {
            let number = Int(try takeNumber(field.label, below: 1 << 16))
            while bits.count <= number / 8 { bits.append(0) }
            bits[number / 8] |= 0x80 >> UInt8(number % 8)
        }
        bytes += bits
    }

    private mutating func takeATMAddress(_ field: DNSRecordField) throws(DNSTextError) {
        let word = try takeWord(field.label)
        if word.text.first == UInt8(ascii: "+") {
            bytes += [1] + word.text.dropFirst()
        } else {
            guard let address = [UInt8](hexDigits: word.text) else { throw wrong(word, field.label) }
            bytes += [0] + address
        }
    }
}
