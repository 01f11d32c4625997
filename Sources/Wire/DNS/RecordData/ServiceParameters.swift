/// What a client should know of a service before it connects (RFC 9460 section 2.2): keys in ascending order, each with
/// a length and a value.
@usableFromInline
enum ServiceParameters {
    @usableFromInline static let fixedByteCount = 4

    /// A parameter, with the bytes of its value.
    @usableFromInline
    struct Parameter: ~Escapable {
        @usableFromInline let key: ServiceParameterKey
        @usableFromInline let value: Span<UInt8>

        @_lifetime(copy bytes)
        init(at place: Int, in bytes: Span<UInt8>) {
            key = ServiceParameterKey(rawValue: bytes.uint16(at: place))
            value = bytes.slice(at: place + fixedByteCount, upTo: Int(bytes.uint16(at: place + 2)))
        }
    }

    /// How many bytes the parameter at `place` has; nil where the data ends before it does.
    @usableFromInline
    static func byteCount(at place: Int, in bytes: Span<UInt8>) -> Int? {
        guard place + fixedByteCount <= bytes.count else { return nil }
        let count = fixedByteCount + Int(bytes.uint16(at: place + 2))
        return place + count <= bytes.count ? count : nil
    }

    /// The parameter at `place`, which was checked.
    @usableFromInline
    @_lifetime(copy bytes)
    static func parameter(at place: Int, in bytes: Span<UInt8>) -> Parameter {
        Parameter(at: place, in: bytes)
    }

    /// - Throws: `truncated`; `badValue` for keys out of order, mandatory ones that are not there, and values that
    ///   don't have the form of their key.
    static func check(_ bytes: Span<UInt8>) throws(WireError) {
        var keys: [UInt16] = []
        var position = 0
        while position < bytes.count {
            guard let count = byteCount(at: position, in: bytes) else {
                let left = bytes.count - position
                let needed =
                    left < fixedByteCount ? fixedByteCount : fixedByteCount + Int(bytes.uint16(at: position + 2))
                throw WireError("SvcParam", .truncated(needed: needed, available: left), at: position)
            }
            let parameter = parameter(at: position, in: bytes)
            if let last = keys.last, parameter.key.rawValue <= last {
                throw WireError("SvcParam", .badValue(field: "key", value: Int(parameter.key.rawValue)), at: position)
            }
            guard hasForm(parameter) else {
                let reason = WireError.Reason.badValue(field: "value", value: Int(parameter.key.rawValue))
                throw WireError("SvcParam", reason, at: position + fixedByteCount)
            }
            keys.append(parameter.key.rawValue)
            position += count
        }
        try checkMandatory(bytes, keys)
    }

    /// Whether the value has the form that its key says.
    private static func hasForm(_ parameter: borrowing Parameter) -> Bool {
        let value = parameter.value
        switch parameter.key {
        case .mandatory: return isAscending(value)
        case .protocols: return isListOfTexts(value)
        case .noDefaultProtocol, .obliviousHTTP: return value.count == 0
        case .port: return value.count == 2
        case .ipv4Hint: return value.count > 0 && value.count % 4 == 0
        case .ipv6Hint: return value.count > 0 && value.count % 16 == 0
        case .encryptedClientHello, .dohPath: return value.count > 0
        case .groups: return value.count > 0 && value.count % 2 == 0
        default: return true
        }
    }

    /// Keys in ascending order, without that of the list itself.
    private static func isAscending(_ value: Span<UInt8>) -> Bool {
        var last: UInt16 = 0
        for place in stride(from: 0, to: value.count - 1, by: 2) {
            guard value.uint16(at: place) > last else { return false }
            last = value.uint16(at: place)
        }
        return value.count > 0 && value.count % 2 == 0
    }

    /// Texts after their lengths, none of them empty.
    private static func isListOfTexts(_ value: Span<UInt8>) -> Bool {
        var position = 0
        while position < value.count {
            guard value[position] > 0 else { return false }
            position += 1 + Int(value[position])
        }
        return position == value.count && position > 0
    }

    private static func checkMandatory(_ bytes: Span<UInt8>, _ keys: [UInt16]) throws(WireError) {
        // It has the lowest number of all.
        guard keys.first == ServiceParameterKey.mandatory.rawValue else { return }
        let parameter = parameter(at: 0, in: bytes)
        for place in stride(from: 0, to: parameter.value.count, by: 2) {
            let key = parameter.value.uint16(at: place)
            guard keys.contains(key) else {
                throw WireError(
                    "SvcParam", .badValue(field: "mandatory key", value: Int(key)), at: fixedByteCount + place)
            }
        }
    }
}

// How people write them (RFC 9460 section 2.1 and appendix A).
extension ServiceParameters {
    /// Appends a parameter that was checked: `alpn="h2,h3"`.
    static func write(_ parameter: borrowing Parameter, to text: inout some TextOutput & ~Copyable) {
        text.append(text: parameter.key.description)
        let value = parameter.value
        guard value.count > 0 else { return }
        text.append(UInt8(ascii: "="))
        switch parameter.key {
        case .mandatory:
            writeList(value, of: 2, to: &text) { text, item in
                text.append(text: ServiceParameterKey(rawValue: item.uint16(at: 0)).description)
            }
        case .protocols: writeProtocols(value, to: &text)
        case .port: text.append(decimal: UInt64(value.uint16(at: 0)))
        case .ipv4Hint: writeList(value, of: 4, to: &text) { text, item in item.ipv4Address(at: 0).write(to: &text) }
        case .ipv6Hint: writeList(value, of: 16, to: &text) { text, item in item.ipv6Address(at: 0).write(to: &text) }
        case .groups:
            writeList(value, of: 2, to: &text) { text, item in text.append(decimal: UInt64(item.uint16(at: 0))) }
        case .encryptedClientHello: text.append(base64: value)
        default:
            text.append(UInt8(ascii: "\""))
            text.append(quoted: value)
            text.append(UInt8(ascii: "\""))
        }
    }

    private static func writeList<Output: TextOutput & ~Copyable>(
        _ value: Span<UInt8>, of byteCount: Int, to text: inout Output, _ write: (inout Output, Span<UInt8>) -> Void
    ) {
        for place in stride(from: 0, to: value.count, by: byteCount) {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            write(&text, value.slice(at: place, upTo: byteCount))
        }
    }

    /// A comma and a backslash within a protocol's name get a backslash of the list, and that one of the text.
    private static func writeProtocols(_ value: Span<UInt8>, to text: inout some TextOutput & ~Copyable) {
        text.append(UInt8(ascii: "\""))
        var position = 0
        while position < value.count {
            if position > 0 { text.append(UInt8(ascii: ",")) }
            let name = value.slice(at: position + 1, upTo: Int(value[position]))
            for index in name.indices {
                let byte = name[index]
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\\") { text.append(text: "\\\\") }
                text.append(quoted: name.slice(at: index, upTo: 1))
            }
            position += 1 + Int(value[position])
        }
        text.append(UInt8(ascii: "\""))
    }

    /// The bytes of parameters; nil for a key twice. They are put into order.
    static func bytes(of parameters: [(key: ServiceParameterKey, value: [UInt8])]) -> [UInt8]? {
        let sorted = parameters.sorted { $0.key.rawValue < $1.key.rawValue }
        guard !zip(sorted, sorted.dropFirst()).contains(where: { $0.key == $1.key }) else { return nil }
        return sorted.flatMap { key, value in
            [UInt8](bigEndian: key.rawValue) + [UInt8](bigEndian: UInt16(truncatingIfNeeded: value.count)) + value
        }
    }

    /// The value of a key that is written so, without quotation marks and what they escape; nil where it can't be
    /// understood.
    static func value(of key: ServiceParameterKey, _ text: [UInt8]) -> [UInt8]? {
        switch key {
        case .mandatory:
            return numbers(text) { ServiceParameterKey(presentation: $0)?.rawValue }.map { keys in
                keys.sorted().flatMap { [UInt8](bigEndian: $0) }
            }
        case .protocols: return protocols(text)
        case .port, .groups: return numbers(text) { UInt16($0) }?.flatMap { [UInt8](bigEndian: $0) }
        case .ipv4Hint: return numbers(text) { IPv4Address($0)?.rawValue }?.flatMap { [UInt8](bigEndian: $0) }
        case .ipv6Hint: return numbers(text) { IPv6Address($0)?.rawValue }?.flatMap { [UInt8](bigEndian: $0) }
        case .encryptedClientHello: return [UInt8](base64: text)
        default: return text
        }
    }

    /// What stands between commas; nil where one of them is none.
    private static func numbers<Number>(_ text: [UInt8], _ number: (String) -> Number?) -> [Number]? {
        var numbers: [Number] = []
        for word in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let value = number(String(decoding: word, as: UTF8.self)) else { return nil }
            numbers.append(value)
        }
        return numbers
    }

    private static func protocols(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var name: [UInt8] = []
        var rest = text[...]
        repeat {
            let byte = rest.popFirst()
            if let byte, byte != UInt8(ascii: ",") {
                guard let plain = byte == UInt8(ascii: "\\") ? rest.popFirst() : byte else { return nil }
                name.append(plain)
                continue
            }
            guard (1...255).contains(name.count) else { return nil }
            bytes += [UInt8(name.count)] + name
            name = []
            if byte == nil { return bytes }
        } while true
    }
}
