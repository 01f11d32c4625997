import Wire

/// Chosen fields as a row a packet: values between separators, empty where a packet has none.
public struct FieldTable: ~Copyable {
    public enum Occurrence: Sendable {
        case first, last, all
    }

    private var picker: FieldPicker
    private let occurrence: Occurrence
    private let isCSV: Bool

    /// - Parameter isCSV: commas between fields, and quotes (RFC 4180) where a value needs them; else tabs.
    public init(_ selection: FieldSelection, occurrence: Occurrence = .all, isCSV: Bool = false) {
        picker = FieldPicker(selection)
        self.occurrence = occurrence
        self.isCSV = isCSV
    }

    /// Appends the names of the fields as a row.
    public func writeHeader(to output: inout [UInt8]) {
        for (index, name) in picker.selection.names.enumerated() {
            if index > 0 { output.append(separator) }
            output.append(text: name)
        }
        output.append(UInt8(ascii: "\n"))
    }

    private var separator: UInt8 { isCSV ? UInt8(ascii: ",") : UInt8(ascii: "\t") }

    public mutating func write(
        _ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout [UInt8]
    ) {
        picker.pick(facts, frame, walk)
        for index in picker.values.indices {
            if index > 0 { output.append(separator) }
            let start = output.count
            write(picker.values[index], to: &output)
            if isCSV { output.quoteCSV(from: start) }
        }
        output.append(UInt8(ascii: "\n"))
    }

    private func write(_ values: [FieldValue], to output: inout [UInt8]) {
        guard let first = values.first, let last = values.last else { return }
        switch occurrence {
        case .first: first.write(to: &output)
        case .last: last.write(to: &output)
        case .all:
            first.write(to: &output)
            for value in values.dropFirst() {
                output.append(UInt8(ascii: ","))
                value.write(to: &output)
            }
        }
    }
}

extension FieldValue {
    /// Appends the value in the form that tables of Wireshark's fields give it.
    func write(to output: inout [UInt8]) {
        switch self {
        case .unsigned(let value, .hex(let digits)): output.append(hex: value, digits: digits)
        case .unsigned(let value, _): output.append(decimal: value)
        case .signed(let value): output.append(decimal: value)
        case .flag(let value): output.append(UInt8(ascii: value ? "1" : "0"))
        case .mac(let address): address.write(to: &output)
        case .ipv4(let address): address.write(to: &output)
        case .ipv6(let address): address.write(to: &output)
        case .bytes(let bytes): output.append(hex: bytes.span)
        case .text(let text): output.appendEscaped(text)
        case .present: output.append(UInt8(ascii: "1"))
        }
    }
}

extension [UInt8] {
    /// `0x`, and at least so many hexadecimal digits.
    mutating func append(hex value: UInt64, digits: Int) {
        append(text: "0x")
        let needed = (67 - value.leadingZeroBitCount) / 4
        for shift in stride(from: 4 * (Swift.max(needed, digits, 1) - 1), through: 0, by: -4) {
            append(UInt8.hexDigit(UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15))
        }
    }

    mutating func append(hex bytes: Span<UInt8>) {
        for index in bytes.indices {
            append(UInt8.hexDigit(bytes[index] >> 4))
            append(UInt8.hexDigit(bytes[index] & 15))
        }
    }

    /// Puts what stands from `start` on into quotes, where CSV needs them.
    fileprivate mutating func quoteCSV(from start: Int) {
        let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard self[start...].contains(where: special.contains) else { return }
        let plain = Array(self[start...])
        removeLast(count - start)
        append(UInt8(ascii: "\""))
        for byte in plain {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }
}
