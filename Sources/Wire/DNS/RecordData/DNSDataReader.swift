/// Steps through the data of a record, value by value. No value reaches past the end of the data, and what has a form
/// of its own has it.
@usableFromInline
struct DNSDataReader: ~Escapable {
    @usableFromInline let message: Span<UInt8>
    @usableFromInline let start: Int
    @usableFromInline private(set) var position: Int
    @usableFromInline let end: Int

    @usableFromInline
    @_lifetime(copy message)
    init(_ message: Span<UInt8>, _ data: Range<Int>) {
        self.message = message
        start = data.lowerBound
        position = start
        end = data.upperBound
    }

    @usableFromInline var isAtEnd: Bool { position >= end }

    /// Bytes that no field has taken.
    var left: Int { end - position }

    /// Whether the field has one more value.
    @usableFromInline
    func hasMore(_ field: DNSRecordField, after count: Int) -> Bool {
        count == 0 ? !(field.isOptional && isAtEnd) : field.isList && !isAtEnd
    }

    /// Where the next value of this form stands, length and all.
    ///
    /// - Throws: `truncated` where the data ends before the value does, what ``DNSNameView`` throws, and what is wrong
    ///   with a value that has a form of its own.
    @usableFromInline
    mutating func take(_ form: DNSRecordField.Form) throws(WireError) -> Range<Int> {
        let length = try length(of: form)
        guard length <= end - position else {
            throw WireError("DNS data", .truncated(needed: length, available: end - position), at: position)
        }
        let place = position..<position + length
        position = place.upperBound
        try check(form, place)
        return place
    }

    private func length(of form: DNSRecordField.Form) throws(WireError) -> Int {
        switch form {
        case .uint8: 1
        case .uint16: 2
        case .uint32, .ipv4: 4
        case .uint48: 6
        case .ipv6, .location: 16
        case .fixed(let count): count
        case .name, .names: try DNSNameView(parsing: message, at: position).end - position
        case .text, .optionalText, .texts, .counted8: 1 + number(at: position, 1)
        case .counted16: 2 + number(at: position, 2)
        case .counted(let place): number(at: start + place.lowerBound, place.count)
        case .options: 4 + number(at: position + 2, 2)
        case .gateway(let mask): try gatewayLength(mask)
        case .addressSuffix: try suffixLength()
        case .prefixName: message[start] == 0 ? 0 : try DNSNameView(parsing: message, at: position).end - position
        case .typeBitmap, .oldTypeBitmap, .parameters, .prefixes, .rest: end - position
        }
    }

    /// A number of one byte or two; 0 where the data ends before it.
    private func number(at place: Int, _ byteCount: Int) -> Int {
        guard place + byteCount <= end else { return 0 }
        return byteCount == 1 ? Int(message[place]) : Int(message.uint16(at: place))
    }

    private func gatewayLength(_ mask: UInt8) throws(WireError) -> Int {
        switch gatewayKind(mask) {
        case 0: return 0
        case 1: return 4
        case 2: return 16
        case 3: return try DNSNameView(parsing: message, at: position).end - position
        case let kind: throw WireError("DNS data", .badValue(field: "gateway type", value: Int(kind)), at: start + 1)
        }
    }

    @usableFromInline func gatewayKind(_ mask: UInt8) -> UInt8 { message[start + 1] & mask }

    /// Of the address of an A6 record, whose prefix length was the first field.
    private func suffixLength() throws(WireError) -> Int {
        let prefix = Int(message[start])
        guard prefix <= 128 else {
            throw WireError(
                "DNS data", .badLength(field: "prefix length", value: prefix, minimum: 0, maximum: 128), at: start)
        }
        return (135 - prefix) / 8
    }

    private func check(_ form: DNSRecordField.Form, _ place: Range<Int>) throws(WireError) {
        do throws(WireError) {
            switch form {
            case .typeBitmap: try TypeBitmap.check(message.extracting(place))
            case .oldTypeBitmap: try TypeBitmap.checkOld(message.extracting(place))
            case .parameters: try ServiceParameters.check(message.extracting(place))
            case .prefixes: try AddressPrefixes.check(message.extracting(place))
            case .location: try DNSLocation.check(message.extracting(place))
            default: break
            }
        } catch {
            throw error.offset(by: place.lowerBound)
        }
    }

    /// - Throws: `badLength` where there is more than the fields have taken.
    func finish() throws(WireError) {
        guard isAtEnd else {
            let length = end - start
            throw WireError(
                "DNS data", .badLength(field: "length", value: length, minimum: 0, maximum: length - left), at: position
            )
        }
    }
}
