/// Why text is no address, block or range.
public struct AddressTextError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Longer text can't be one: it is not looked at.
    static let longestText = 200

    /// What is wrong, without the text itself.
    public let description: String

    init(_ description: String) { self.description = description }

    /// Finds out what is wrong with text that could not be read.
    @usableFromInline
    init(diagnosing text: Span<UInt8>) { self.init(Self.diagnosis(text)) }

    private static func diagnosis(_ text: Span<UInt8>) -> String {
        guard text.count <= longestText else { return "\(text.count) bytes are too long for an address" }
        var reader = AddressTextReader(text)
        let end = reader.end
        guard reader.place < end else { return "there is no address" }
        for index in reader.place..<end where !text[index].isPrintable && !text[index].isBlank {
            return "the byte 0x\(hex(text[index])) belongs to no address"
        }
        guard let (address, isPlainNumber) = reader.address() else {
            return wrongAddress(words(text, reader.place, end))
        }
        let rest = words(text, reader.place, end)
        if rest.hasPrefix("/") { return wrongPrefix(String(rest.dropFirst()), address, isPlainNumber: isPlainNumber) }
        let next = String(rest.drop { $0 == " " || $0 == "\t" })
        if next.hasPrefix("-") { return wrongRange(String(next.dropFirst().drop { $0 == " " }), address) }
        if rest.hasPrefix("%") { return "a zone (\(rest)) belongs to a machine, and to no block: leave it out" }
        if next != rest { return wrongMask(next, address) }
        return wrongAddress(words(text, start(text), end))
    }

    private static func start(_ text: Span<UInt8>) -> Int {
        var index = 0
        while index < text.count, text[index].isBlank { index += 1 }
        return index
    }

    /// Printable text, as all is that comes here.
    private static func words(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        String(decoding: [UInt8](copying: text.extracting(start..<end)), as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }

    // MARK: Addresses

    private static func wrongAddress(_ text: String) -> String {
        let word = text.prefix { $0 != "/" && $0 != " " && $0 != "-" && $0 != "\t" }
        if word.contains(":") { return wrongIPv6(word) }
        if word.utf8.allSatisfy({ $0 == 0x2E || $0.decimalValue != nil }), word.contains(".") { return wrongIPv4(word) }
        if word.isEmpty { return "there is no address before '\(text)'" }
        let isHex = word.hasPrefix("0x") || word.hasPrefix("0X")
        let digits = isHex ? word.dropFirst(2) : word
        if !digits.isEmpty, digits.utf8.allSatisfy({ isHex ? $0.hexDigitValue != nil : $0.decimalValue != nil }) {
            return "\(word) is a number of more than 128 bits"
        }
        return "'\(word)' is no IPv4 or IPv6 address"
    }

    private static func wrongIPv4(_ word: Substring) -> String {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        if parts.contains(where: \.isEmpty) { return "an IPv4 address has a number on each side of a dot" }
        if parts.count != 4 { return "an IPv4 address has four numbers, and \(word) has \(parts.count)" }
        for part in parts where part.hasPrefix("0") && part != "0" {
            return "\(part) begins with a zero: some programs would read it as octal"
        }
        for part in parts where (Int(part) ?? 256) > 255 { return "\(part) is more than 255" }
        return "\(word) is no IPv4 address"
    }

    private static func wrongIPv6(_ word: Substring) -> String {
        if let place = word.firstIndex(where: { $0 != ":" && $0 != "." && !$0.isASCIIHexDigit }) {
            if word[place] == "%" {
                return "a zone (\(word[place...])) belongs to a machine, and to no block: leave it out"
            }
            return "'\(word[place])' has no place in an IPv6 address"
        }
        if word.contains(":::") { return "':::' has no meaning in an IPv6 address" }
        let halves = word.split(separator: "::", omittingEmptySubsequences: false)
        if halves.count > 2 { return "'::' stands in \(word) more than once: how many zeros is each of them?" }
        for half in halves where half.hasPrefix(":") || half.hasSuffix(":") {
            return "an IPv6 address neither begins nor ends with a single colon"
        }
        let groups = word.split(separator: ":")
        for group in groups where group.contains(".") {
            if group != groups.last { return "an IPv4 address stands only at the end of an IPv6 address" }
            var place = 0
            if IPv4Address(reading: String(group).utf8Span.span, at: &place) == nil { return wrongIPv4(group) }
        }
        for group in groups where group.utf8.count > 4 && !group.contains(".") {
            return "\(group) has more than four digits"
        }
        let count = groups.count + (groups.last?.contains(".") == true ? 1 : 0)
        if halves.count == 2 { return "'::' stands for no zeros: there are \(count) groups without it" }
        return "an IPv6 address has eight groups, and \(word) has \(count)"
    }

    // MARK: What follows the address

    private static func wrongPrefix(_ suffix: String, _ address: IPAddress, isPlainNumber: Bool) -> String {
        let family = address.isIPv6 ? "IPv6" : "IPv4"
        if suffix.isEmpty { return "there is no prefix length behind the slash" }
        if suffix.utf8.allSatisfy({ $0.decimalValue != nil }) {
            if isPlainNumber, address.number <= 0xFF {
                return "\(address.number)/\(suffix) is short for what? Write \(address.number).0.0.0/\(suffix)"
            }
            return "a prefix of \(family) has 0 to \(address.bitCount) bits, not \(suffix)"
        }
        return wrongMask(suffix, address)
    }

    private static func wrongMask(_ text: String, _ address: IPAddress) -> String {
        let family = address.isIPv6 ? "IPv6" : "IPv4"
        guard let mask = IPAddress(text) else { return "'\(text)' is no prefix length, mask or wildcard" }
        if mask.isIPv6 != address.isIPv6 { return "\(text) is no mask of \(family)" }
        return "\(text) is no mask: its ones are not all at one end"
    }

    private static func wrongRange(_ text: String, _ first: IPAddress) -> String {
        guard !text.isEmpty else { return "there is no address behind the dash" }
        guard let other = try? AddressExpression(text), case .address(let last) = other else {
            return wrongAddress(text)
        }
        if last.isIPv6 != first.isIPv6 { return "a range is of one family: \(first) and \(last) are not" }
        return "a range goes upwards, and \(last) comes before \(first)"
    }
}

extension Character {
    fileprivate var isASCIIHexDigit: Bool { asciiValue?.hexDigitValue != nil }
}
