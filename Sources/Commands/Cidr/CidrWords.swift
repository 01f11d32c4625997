import Wire

/// The blocks of a command line, where some take several words.
enum CidrWords {
    /// Puts together `A - B`, and `A MASK` where the mask can be nothing else.
    static func joined(_ words: [String]) -> [String] {
        var result: [String] = []
        var index = 0
        while index < words.count {
            if index + 2 < words.count, words[index + 1] == "-" {
                result.append("\(words[index]) - \(words[index + 2])")
                index += 3
            } else if index + 1 < words.count, isBareIPv4(words[index]), isMask(words[index + 1]) {
                result.append("\(words[index]) \(words[index + 1])")
                index += 2
            } else {
                result.append(words[index])
                index += 1
            }
        }
        return result
    }

    private static func isBareIPv4(_ word: String) -> Bool { IPv4Address(word) != nil }

    /// Nobody asks for a subnet of 255.x or 0.x.
    private static func isMask(_ word: String) -> Bool {
        IPv4Address(word) != nil && (word.hasPrefix("255.") || word.hasPrefix("0."))
    }

    /// All of them.
    static func expressions(_ words: [String]) throws(CidrEnd) -> [AddressExpression] {
        var result: [AddressExpression] = []
        for word in joined(words) { result.append(try expression(word)) }
        return result
    }

    static func expression(_ word: String) throws(CidrEnd) -> AddressExpression {
        do throws(AddressTextError) {
            return try AddressExpression(word)
        } catch {
            throw .usage("\(CidrLine.excerpt(word.utf8Span.span)): \(error)")
        }
    }

    /// The one block that a word is.
    static func block(_ word: String) throws(CidrEnd) -> AddressBlock {
        guard let block = try expression(word).block else {
            throw .usage("\(CidrLine.excerpt(word.utf8Span.span)): is a range, and no single block")
        }
        return block
    }

    /// `/26` or `26`, of what has so many bits.
    static func prefixLength(_ word: String, of address: IPAddress) throws(CidrEnd) -> Int {
        let digits = word.hasPrefix("/") ? word.dropFirst() : Substring(word)
        guard digits.utf8.count <= 3, let length = UInt8(digits), Int(length) <= address.bitCount else {
            let family = address.isIPv6 ? "IPv6" : "IPv4"
            throw .usage(
                "\(CidrLine.excerpt(word.utf8Span.span)): a prefix of \(family) has 0 to \(address.bitCount) bits")
        }
        return Int(length)
    }
}

/// A line of blocks from standard input.
enum CidrLine {
    /// What the line holds; nil where it holds nothing, or a comment.
    @inline(__always)
    static func expression(_ line: Span<UInt8>) throws(AddressTextError) -> AddressExpression? {
        do throws(AddressTextError) {
            return try AddressExpression(parsing: line)
        } catch {
            return try withoutComment(line, error)
        }
    }

    /// The same of a line that may have a label behind its block, which is passed over.
    static func labelled(_ line: Span<UInt8>) throws(AddressTextError) -> AddressExpression? {
        do throws(AddressTextError) {
            return try expression(line)
        } catch {
            let row = TableRow(line)
            // What goes on with a number or a dash was to be a range, or to have a mask.
            guard !row.label.isEmpty, row.label[0].hexDigitValue ?? 10 >= 10,
                ![0x2D, 0x2F, 0x3A].contains(row.label[0])
            else { throw error }
            return try expression(row.block)
        }
    }

    /// Tries again without what stands behind `#`.
    private static func withoutComment(
        _ line: Span<UInt8>, _ error: AddressTextError
    ) throws(AddressTextError) -> AddressExpression? {
        var end = 0
        while end < line.count, line[end] != UInt8(ascii: "#") { end += 1 }
        var start = 0
        while start < end, line[start] == 0x20 || line[start] == 0x09 || line[start] == 0x0D { start += 1 }
        if start == end { return nil }
        if end == line.count { throw error }
        return try AddressExpression(parsing: line.extracting(first: end))
    }

    /// As much of the text as a message has room for.
    static func excerpt(_ text: Span<UInt8>) -> String {
        let longest = 60
        let start = String(decoding: [UInt8](copying: text.extracting(first: min(longest, text.count))), as: UTF8.self)
        return text.count > longest ? "'\(start)...'" : "'\(start)'"
    }

    /// What is said of a line that is no block.
    static func complaint(_ line: Span<UInt8>, number: Int, input: String, _ error: AddressTextError) -> String {
        "\(input): line \(number): \(excerpt(line)): \(error)"
    }
}
