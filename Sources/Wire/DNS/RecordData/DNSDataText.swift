extension DNSRecordView {
    /// Appends the data as zone files have it; as that of an unknown type (RFC 3597 section 5) where the form of the
    /// type is not known, and where there is no data.
    ///
    /// - Throws: why the data doesn't have the form of its type. What was appended then is of no use.
    public func presentData(
        to text: inout some TextOutput & ~Copyable, as style: DNSTextStyle = DNSTextStyle()
    ) throws(WireError) {
        guard !isCut else {
            throw WireError("DNS data", .truncated(needed: dataLength, available: data.count), at: data.lowerBound)
        }
        var writer = DNSDataWriter(message, data, style)
        try writer.write(type.fields(in: dialectlessClass), to: &text)
    }

    /// Appends the data as that of an unknown type.
    public func presentGenericData(
        to text: inout some TextOutput & ~Copyable, as style: DNSTextStyle = DNSTextStyle()
    ) {
        DNSDataWriter(message, data, style).writeGeneric(data, to: &text)
    }
}

/// Writes the data of one record, field by field with a blank between them.
struct DNSDataWriter: ~Escapable {
    private var reader: DNSDataReader
    let message: Span<UInt8>
    let data: Range<Int>
    let style: DNSTextStyle
    private var isFirst = true
    /// How the next word stands among the lines.
    private var lines = DNSRecordField.Lines.same
    /// Whether a parenthesis is open, which holds the lines together.
    private var isOpen = false

    @_lifetime(copy message)
    init(_ message: Span<UInt8>, _ data: Range<Int>, _ style: DNSTextStyle) {
        reader = DNSDataReader(message, data)
        (self.message, self.data, self.style) = (message, data, style)
    }

    mutating func write(
        _ fields: [DNSRecordField]?, to text: inout some TextOutput & ~Copyable
    ) throws(WireError) {
        let mayBeEmpty = fields?.allSatisfy { $0.isOptional || $0.form == .prefixes } == true
        // Options have no words.
        guard let fields, !data.isEmpty, fields.first?.form != .options else {
            if !(mayBeEmpty && data.isEmpty) { writeGeneric(data, to: &text) }
            return
        }
        for field in fields {
            var count = 0
            while reader.hasMore(field, after: count) {
                lines = style.isMultiline ? field.lines : .same
                try write(field, try reader.take(field.form), to: &text)
                count += 1
            }
        }
        try reader.finish()
        if let last = fields.last { close(last, isOpen: isOpen, to: &text) }
    }

    /// `\# 3 00FF10`
    func writeGeneric(_ place: Range<Int>, to text: inout some TextOutput & ~Copyable) {
        text.append(text: "\\# ")
        text.append(decimal: UInt64(place.count))
        guard !place.isEmpty else { return }
        text.append(text: style.isMultiline ? " ( " : " ")
        writePieces(place, bytesPerPiece: style.pieceLength.map { $0 / 2 }, to: &text) { text, piece in
            text.append(upperHex: piece)
        }
        if style.isMultiline { text.append(text: " )") }
    }

    /// What stands before a word.
    private mutating func separate(_ text: inout some TextOutput & ~Copyable) {
        switch lines {
        case .same: if !isFirst { text.append(UInt8(ascii: " ")) }
        case .below: text.append(text: DNSTextStyle.lineBreak)
        case .wide: text.append(text: "( ")
        case .block:
            text.append(text: " (")
            text.append(text: DNSTextStyle.lineBreak)
        }
        isOpen = isOpen || lines != .same
        lines = .same
        isFirst = false
    }

    private mutating func write(
        _ field: DNSRecordField, _ place: Range<Int>, to text: inout some TextOutput & ~Copyable
    ) throws(WireError) {
        switch field.form {
        case .uint8, .uint16, .uint32, .uint48: writeNumber(field, place, to: &text)
        case .ipv4:
            separate(&text)
            message.ipv4Address(at: place.lowerBound).write(to: &text)
        case .ipv6:
            separate(&text)
            if style.expandsIPv6 { return writeGroups(message.extracting(place), width: 4, to: &text) }
            message.ipv6Address(at: place.lowerBound).write(to: &text)
        case .name, .names: try writeName(place, to: &text)
        case .prefixName: if !place.isEmpty { try writeName(place, to: &text) }
        case .text, .optionalText, .texts, .counted8:
            try writeBytes(field, place.dropFirst(1), to: &text)
        case .counted16:
            separate(&text)
            text.append(decimal: UInt64(place.count - 2))
            try writeBytes(field, place.dropFirst(2), to: &text)
        case .fixed, .counted, .rest: try writeBytes(field, place, to: &text)
        case .gateway(let mask): try writeGateway(reader.gatewayKind(mask), place, to: &text)
        case .addressSuffix: writeSuffix(place, to: &text)
        case .typeBitmap, .oldTypeBitmap:
            try checkShortest(place)
            writeTypes(place, isOld: field.form == .oldTypeBitmap, to: &text)
        case .parameters:
            writeItems(place, to: &text, ServiceParameters.byteCount) { text, position, bytes in
                ServiceParameters.write(ServiceParameters.parameter(at: position, in: bytes), to: &text)
            }
        case .prefixes:
            writeItems(place, to: &text, AddressPrefixes.byteCount) { text, position, bytes in
                AddressPrefixes.write(AddressPrefixes.item(at: position, in: bytes), to: &text)
            }
        case .location:
            let location = DNSLocation(message.extracting(place))
            guard location.isShortest else { throw Self.unwritable(0, at: place.lowerBound + 1) }
            separate(&text)
            location.write(to: &text)
        case .options: break
        }
    }

    private mutating func writeNumber(
        _ field: DNSRecordField, _ place: Range<Int>, to text: inout some TextOutput & ~Copyable
    ) {
        guard field.presentation != .hidden else { return }
        separate(&text)
        var number: UInt64 = 0
        for index in place { number = number << 8 | UInt64(message[index]) }
        switch field.presentation {
        case .type: text.append(text: DNSType(rawValue: UInt16(truncatingIfNeeded: number)).description)
        case .mnemonic: text.append(text: field.meaning(number) ?? String(number))
        case .time: text.append(time: UInt32(truncatingIfNeeded: number))
        case .flagAndType:
            text.append(decimal: number >> 7)
            text.append(UInt8(ascii: " "))
            text.append(decimal: number & 0x7F)
        default: text.append(decimal: number)
        }
        writeRemark(on: field, number, to: &text)
    }

    private mutating func writeName(_ place: Range<Int>, to text: inout some TextOutput & ~Copyable) throws(WireError) {
        let name = try DNSNameView(parsing: message, at: place.lowerBound)
        if let problem = name.problem { throw problem }
        separate(&text)
        name.write(to: &text, as: style)
    }

    private mutating func writeGateway(
        _ kind: UInt8, _ place: Range<Int>, to text: inout some TextOutput & ~Copyable
    ) throws(WireError) {
        if kind == 3 { return try writeName(place, to: &text) }
        separate(&text)
        switch kind {
        case 1: message.ipv4Address(at: place.lowerBound).write(to: &text)
        case 2: message.ipv6Address(at: place.lowerBound).write(to: &text)
        default: text.append(UInt8(ascii: "."))
        }
    }

    /// The last bytes of an address, those before them zero.
    private mutating func writeSuffix(_ place: Range<Int>, to text: inout some TextOutput & ~Copyable) {
        guard !place.isEmpty else { return }
        separate(&text)
        var value: UInt128 = 0
        for index in place { value = value << 8 | UInt128(message[index]) }
        IPv6Address(rawValue: value).write(to: &text)
    }

    private mutating func writeTypes(_ place: Range<Int>, isOld: Bool, to text: inout some TextOutput & ~Copyable) {
        let bytes = message.extracting(place)
        let types = TypeBitmap.types(in: bytes, isOld: isOld, limit: oneMoreThanShown)
        writeWords(types, to: &text) { $0.append(text: $1.description) }
    }

    /// One more than are shown of a list that may be long, so that it is known whether there are more.
    private var oneMoreThanShown: Int { style.longestText.map { $0 + 1 } ?? .max }

    private mutating func writeWords<Word, Output: TextOutput & ~Copyable>(
        _ words: [Word], to text: inout Output, _ write: (inout Output, Word) -> Void
    ) {
        for word in words.prefix(style.longestText ?? words.count) {
            separate(&text)
            write(&text, word)
        }
        if words.count == oneMoreThanShown { text.append(text: " ...") }
    }

    /// Items that follow each other, each as long as it says itself.
    private mutating func writeItems<Output: TextOutput & ~Copyable>(
        _ place: Range<Int>, to text: inout Output, _ byteCount: (Int, Span<UInt8>) -> Int?,
        _ write: (inout Output, Int, Span<UInt8>) -> Void
    ) {
        let bytes = message.extracting(place)
        var position = 0
        while let count = byteCount(position, bytes) {
            separate(&text)
            write(&text, position, bytes)
            position += count
        }
    }
}

// Bytes and texts.
extension DNSDataWriter {
    private mutating func writeBytes(
        _ field: DNSRecordField, _ place: Range<Int>, to text: inout some TextOutput & ~Copyable
    ) throws(WireError) {
        let value = message.extracting(place)
        if style.hidesCrypto, field.isCrypto, !place.isEmpty {
            separate(&text)
            return writeOmission(field, to: &text)
        }
        // Without a word of its own it would take that of the next field.
        if place.isEmpty, field.isFollowed || field.presentation == .base32 {
            throw WireError(
                "DNS data", .badLength(field: "length", value: 0, minimum: 1, maximum: 65_535), at: place.lowerBound)
        }
        switch field.presentation {
        case .hexOrDash, .base64OrDash:
            if place.isEmpty {
                separate(&text)
                text.append(UInt8(ascii: "-"))
            } else if field.presentation == .hexOrDash {
                separate(&text)
                text.append(upperHex: value)
            } else {
                writeBase64(place, isWhole: true, to: &text)
            }
        case .hex: writeHex(place, isWhole: field.isFollowed, to: &text)
        case .base64: writeBase64(place, isWhole: field.isFollowed, to: &text)
        case .lengthAndBase64: writeParenthesized(place, to: &text)
        case .base32:
            separate(&text)
            text.append(base32: value)
        case .bare:
            try check(value, at: place.lowerBound) { $0.isLetterOrDigit }
            separate(&text)
            text.append(copying: value)
        case .dashes: writeDashes(value, to: &text)
        case .groups:
            separate(&text)
            writeGroups(value, width: 1, to: &text)
        case .bits:
            try checkShortest(place)
            writeWords(value.setBits(oneMoreThanShown), to: &text) { $0.append(decimal: UInt64($1)) }
        case .nsap:
            separate(&text)
            text.append(text: "0x")
            text.append(hex: value)
        case .atmAddress: try writeATMAddress(place, to: &text)
        case .generic:
            separate(&text)
            writeGeneric(place, to: &text)
        default: writeQuoted(value, to: &text)
        }
    }

    /// - Parameter isWhole: whether it is one word, however long it is.
    private mutating func writeHex(
        _ place: Range<Int>, isWhole: Bool, to text: inout some TextOutput & ~Copyable
    ) {
        guard !place.isEmpty else { return }
        separate(&text)
        let step = isWhole ? nil : style.pieceLength.map { $0 / 2 }
        writePieces(place, bytesPerPiece: step, to: &text) { $0.append(upperHex: $1) }
    }

    private mutating func writeBase64(
        _ place: Range<Int>, isWhole: Bool = false, to text: inout some TextOutput & ~Copyable
    ) {
        guard !place.isEmpty else { return }
        separate(&text)
        let step = isWhole ? nil : style.pieceLength.map { $0 / 4 * 3 }
        writePieces(place, bytesPerPiece: step, to: &text) { $0.append(base64: $1) }
    }

    /// A key that other words follow, in parentheses of its own.
    private mutating func writeParenthesized(_ place: Range<Int>, to text: inout some TextOutput & ~Copyable) {
        guard style.isMultiline, !place.isEmpty else { return writeBase64(place, to: &text) }
        lines = .block
        writeBase64(place, to: &text)
        text.append(text: " )")
        isOpen = false
    }

    /// Whole bytes in each piece, and dots behind what is cut.
    private func writePieces<Output: TextOutput & ~Copyable>(
        _ place: Range<Int>, bytesPerPiece: Int?, to text: inout Output, _ write: (inout Output, Span<UInt8>) -> Void
    ) {
        let shown = style.longestBytes.map { place.prefix($0) } ?? place
        let step = max(bytesPerPiece ?? shown.count, 1)
        for start in stride(from: shown.lowerBound, to: shown.upperBound, by: step) {
            if start > shown.lowerBound { text.append(text: style.isMultiline ? DNSTextStyle.lineBreak : " ") }
            write(&text, message.extracting(start..<min(start + step, shown.upperBound)))
        }
        if shown.count < place.count { text.append(text: "...") }
    }

    private mutating func writeQuoted(_ value: Span<UInt8>, to text: inout some TextOutput & ~Copyable) {
        separate(&text)
        text.append(UInt8(ascii: "\""))
        let shown = value.slice(at: 0, upTo: style.longestText ?? value.count)
        text.append(quoted: shown)
        if shown.count < value.count { text.append(text: "...") }
        text.append(UInt8(ascii: "\""))
    }

    private mutating func writeDashes(_ value: Span<UInt8>, to text: inout some TextOutput & ~Copyable) {
        separate(&text)
        for index in value.indices {
            if index > 0 { text.append(UInt8(ascii: "-")) }
            text.append(hexDigits: UInt32(value[index]), count: 2)
        }
    }

    private func writeGroups(_ value: Span<UInt8>, width: Int, to text: inout some TextOutput & ~Copyable) {
        for place in stride(from: 0, to: value.count, by: 2) {
            if place > 0 { text.append(UInt8(ascii: ":")) }
            text.append(hex: UInt64(value.uint16(at: place)), digits: width)
        }
    }

    private mutating func writeATMAddress(
        _ place: Range<Int>, to text: inout some TextOutput & ~Copyable
    ) throws(WireError) {
        guard place.count > 1 else {
            throw WireError("ATMA", .truncated(needed: 2, available: place.count), at: place.lowerBound)
        }
        let address = message.extracting(place.dropFirst())
        switch message[place.lowerBound] {
        case 0:
            separate(&text)
            text.append(hex: address)
        case 1:
            try check(address, at: place.lowerBound + 1) { (0x30...0x39).contains($0) }
            separate(&text)
            text.append(UInt8(ascii: "+"))
            text.append(copying: address)
        case let format:
            throw WireError("ATMA", .badValue(field: "format", value: Int(format)), at: place.lowerBound)
        }
    }

    /// Numbers of bits say nothing of zeros at the end, so that with them the data would not be read as it was.
    private func checkShortest(_ place: Range<Int>) throws(WireError) {
        guard let last = place.last, message[last] == 0 else { return }
        throw Self.unwritable(0, at: last)
    }

    private static func unwritable(_ value: Int, at place: Int) -> WireError {
        WireError("DNS data", .badValue(field: "written number", value: value), at: place)
    }

    /// - Throws: `badValue` for the first byte that is not allowed, and for no bytes at all.
    private func check(_ value: Span<UInt8>, at place: Int, _ isAllowed: (UInt8) -> Bool) throws(WireError) {
        if value.count == 0 {
            throw WireError("DNS data", .badLength(field: "length", value: 0, minimum: 1, maximum: 255), at: place)
        }
        for index in value.indices where !isAllowed(value[index]) {
            throw WireError("DNS data", .badValue(field: "character", value: Int(value[index])), at: place + index)
        }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) }
}

extension TextOutput where Self: ~Copyable {
    /// Appends seconds since 1970 as `20261123081500`.
    fileprivate mutating func append(time seconds: UInt32) {
        let date = CivilDate(daysSince1970: Int64(seconds / 86_400))
        let rest = UInt64(seconds % 86_400)
        append(decimal: UInt64(date.year), zeroPaddedTo: 4)
        for part in [UInt64(date.month), UInt64(date.day), rest / 3600, rest / 60 % 60, rest % 60] {
            append(decimal: part, zeroPaddedTo: 2)
        }
    }
}
