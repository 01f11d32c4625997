// Data on several lines, what is left out of it, and remarks behind it, as dig has them.
extension DNSDataWriter {
    /// What stands behind the last word.
    func close(_ last: DNSRecordField, isOpen: Bool, to text: inout some TextOutput & ~Copyable) {
        guard last.remark == .key || last.remark == .zoneKey else {
            if isOpen { closeParenthesis(last, to: &text) }
            // This one is there with the parentheses, whatever is said of remarks.
            if style.isMultiline, last.remark == .identity { writeIdentity(to: &text) }
            return
        }
        guard style.showsRemarks, data.count > 4 else {
            if isOpen { text.append(text: " )") }
            return
        }
        text.append(text: style.isMultiline ? DNSTextStyle.lineBreak : " ")
        if isOpen { text.append(UInt8(ascii: ")")) }
        writeKeyRemark(hasRole: last.remark == .zoneKey, to: &text)
    }

    private func closeParenthesis(_ last: DNSRecordField, to text: inout some TextOutput & ~Copyable) {
        switch last.remark {
        case .minimum:
            if style.showsRemarks { text.append(text: DNSTextStyle.lineBreak) }
            text.append(UInt8(ascii: ")"))
        default: text.append(text: " )")
        }
    }

    /// `2026112201 ; serial`, the number written already.
    func writeRemark(on field: DNSRecordField, _ number: UInt64, to text: inout some TextOutput & ~Copyable) {
        guard style.isMultiline, style.showsRemarks else { return }
        switch field.remark {
        case .serial, .refresh, .retry, .expire, .minimum: break
        default: return
        }
        var width = 10
        var rest = number
        repeat { (rest, width) = (rest / 10, width - 1) } while rest > 0
        for _ in 0..<max(width, 0) { text.append(UInt8(ascii: " ")) }
        text.append(text: " ; ")
        text.append(text: field.remark.rawValue)
        guard field.remark != .serial else { return }
        text.append(text: " (")
        text.append(spelledDuration: number)
        text.append(UInt8(ascii: ")"))
    }

    func writeOmission(_ field: DNSRecordField, to text: inout some TextOutput & ~Copyable) {
        guard field.remark == .key || field.remark == .zoneKey else { return text.append(text: "[omitted]") }
        text.append(text: "[key id = ")
        text.append(decimal: UInt64(message.extracting(data).keyTag))
        text.append(UInt8(ascii: "]"))
    }

    /// ` ; KSK; alg = RSASHA256 ; key id = 20326`
    private func writeKeyRemark(hasRole: Bool, to text: inout some TextOutput & ~Copyable) {
        let bytes = message.extracting(data)
        if hasRole {
            let flags = bytes.uint16(at: 0)
            text.append(text: flags & 1 == 0 ? " ; ZSK" : flags & 0x80 == 0 ? " ; KSK" : " ; revoked KSK")
        }
        text.append(text: "; alg = ")
        writeAlgorithm(bytes, to: &text)
        text.append(text: " ; key id = ")
        text.append(decimal: UInt64(bytes.keyTag))
    }

    /// A private one by the name that its key begins with (RFC 4034 appendix A.1.1).
    private func writeAlgorithm(_ bytes: Span<UInt8>, to text: inout some TextOutput & ~Copyable) {
        let algorithm = DNSSECAlgorithm(rawValue: bytes[3])
        if bytes[3] == 253, let name = try? DNSName(parsing: bytes.extracting(droppingFirst: 4), at: 0) {
            var own: [UInt8] = []
            name.write(to: &own)
            if own.count > 1 { own.removeLast() }
            text.append(copying: own.span)
        } else {
            text.append(text: algorithm.name ?? String(bytes[3]))
        }
    }

    /// What the two numbers before the digest of a client's identity are, and how long that is (RFC 4701 section 3.3).
    private func writeIdentity(to text: inout some TextOutput & ~Copyable) {
        guard data.count > 2 else { return }
        let bytes = message.extracting(data)
        text.append(text: " ; ")
        text.append(decimal: UInt64(bytes.uint16(at: 0)))
        text.append(UInt8(ascii: " "))
        text.append(decimal: UInt64(bytes[2]))
        text.append(UInt8(ascii: " "))
        text.append(decimal: UInt64(bytes.count - 3))
    }
}

extension Span<UInt8> {
    /// The tag of the key that the data of a record holds (RFC 4034 appendix B).
    fileprivate var keyTag: UInt16 {
        var sum: UInt32 = 0
        for index in indices { sum += index % 2 == 0 ? UInt32(self[index]) << 8 : UInt32(self[index]) }
        return UInt16(truncatingIfNeeded: sum + sum >> 16)
    }
}

extension TextOutput where Self: ~Copyable {
    /// Appends seconds as `1 week 2 days`, without the parts that are zero.
    public mutating func append(spelledDuration seconds: UInt64) {
        let units: [(String, UInt64)] = [
            ("week", 604_800), ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1),
        ]
        var rest = seconds
        var isFirst = true
        for (unit, length) in units {
            let count = rest / length
            rest %= length
            guard count > 0 || (length == 1 && isFirst) else { continue }
            if !isFirst { append(UInt8(ascii: " ")) }
            isFirst = false
            append(decimal: count)
            append(UInt8(ascii: " "))
            append(text: unit)
            if count != 1 { append(UInt8(ascii: "s")) }
        }
    }
}
