import Probes
import Wire

// EDNS as dig shows it.
extension DigText {
    /// - Parameter cookie: what was sent, where this is an answer.
    func writeEDNS(_ record: borrowing DNSRecordView, cookie: [UInt8]?, to text: inout [UInt8]) {
        text.append(text: "; EDNS: version: ")
        text.append(decimal: UInt64(record.ednsVersion))
        text.append(text: ", flags:")
        writeFlags(record.ednsFlags, before: "; MBZ: 0x", to: &text)
        text.append(text: "; udp: ")
        text.append(decimal: UInt64(record.classValue))
        text.append(text: "\n")
        for option in record.options { write(option, cookie, to: &text) }
    }

    /// The flags that have names, and the others, if any, as a number.
    func writeFlags(_ flags: UInt16, before rest: String, to text: inout [UInt8]) {
        if flags & 0x8000 != 0 { text.append(text: " do") }
        if flags & 0x4000 != 0 { text.append(text: " co") }
        guard flags & 0x3FFF != 0 else { return }
        text.append(text: rest)
        text.append(hex: UInt64(flags & 0x3FFF), digits: 4)
    }

    private func write(_ option: EDNSOption, _ cookie: [UInt8]?, to text: inout [UInt8]) {
        text.append(text: "; \(Self.title(of: option.code)):")
        if !option.data.isEmpty {
            text.append(text: " ")
            writeValue(of: option, cookie, to: &text)
        }
        text.append(text: "\n")
    }

    /// - Parameter cookie: what was sent, where this is an answer.
    func writeValue(of option: EDNSOption, _ cookie: [UInt8]?, to text: inout [UInt8]) {
        if !writeValue(of: option, to: &text) { writeBytes(option.data, to: &text) }
        if option.code == .cookie, let cookie { text.append(text: " (\(Self.verdict(option.data, on: cookie)))") }
    }

    /// Whether the server's cookie is behind the one that was sent (RFC 7873 section 5.3).
    private static func verdict(_ data: [UInt8], on cookie: [UInt8]) -> String {
        guard data.prefix(8) == cookie.prefix(8) else { return "bad" }
        return data.count > 8 ? "good" : "echoed"
    }

    static func title(of code: EDNSOptionCode) -> String {
        switch code {
        case .clientSubnet: "CLIENT-SUBNET"
        case .keepalive: "TCP KEEPALIVE"
        case .padding: "PAD"
        case .extendedError: "EDE"
        case .keyTag: "KEY-TAG"
        case .reportChannel: "REPORT-CHANNEL"
        default: code.name.map { $0.uppercased() } ?? "OPT=\(code.rawValue)"
        }
    }

    /// False where the option doesn't have the form that its code says.
    private func writeValue(of option: EDNSOption, to text: inout [UInt8]) -> Bool {
        let data = option.data
        let span = data.span
        switch option.code {
        case .cookie: text.append(hex: span)
        case .clientSubnet: return writeSubnet(data, to: &text)
        case .expire where data.count == 4:
            text.append(text: "\(span.uint32(at: 0)) (")
            text.append(spelledDuration: UInt64(span.uint32(at: 0)))
            text.append(text: ")")
        case .keepalive where data.count == 2:
            text.append(text: "\(span.uint16(at: 0) / 10).\(span.uint16(at: 0) % 10) secs")
        case .padding: text.append(text: "(\(data.count) bytes)")
        case .extendedError where data.count >= 2: writeError(data, to: &text)
        case .keyTag where data.count % 2 == 0:
            let tags = stride(from: 0, to: data.count, by: 2).map { String(data.span.uint16(at: $0)) }
            text.append(text: tags.joined(separator: ", "))
        case .understoodAlgorithms, .understoodDSHashes, .understoodNSEC3Hashes:
            text.append(text: data.map { String($0) }.joined(separator: " "))
        case .chain, .reportChannel:
            guard let name = try? DNSName(parsing: span, at: 0), name.byteCount == data.count else { return false }
            name.write(to: &text)
        case .longLivedQuery where data.count == 18:
            text.append(
                text: """
                    Version: \(span.uint16(at: 0)), Opcode: \(span.uint16(at: 2)), Error: \(span.uint16(at: 4)), \
                    Identifier: \(UInt64(span.uint32(at: 6)) << 32 | UInt64(span.uint32(at: 10))), \
                    Lifetime: \(span.uint32(at: 14))
                    """)
        case .zoneVersion where data.count == 6 && data[1] == 0:
            text.append(text: "SOA serial \(span.uint32(at: 2)), \(data[0]) labels")
        default: return false
        }
        return true
    }

    /// Hexadecimal digits, and what they are as text.
    func writeBytes(_ data: [UInt8], to text: inout [UInt8]) {
        for byte in data {
            text.append(hex: UInt64(byte), digits: 2)
            text.append(text: " ")
        }
        guard !data.isEmpty else { return }
        text.append(text: "(\"")
        for byte in data { text.append((0x20...0x7E).contains(byte) ? byte : UInt8(ascii: ".")) }
        text.append(text: "\")")
    }

    private func writeError(_ data: [UInt8], to text: inout [UInt8]) {
        let code = ExtendedDNSError(rawValue: data.span.uint16(at: 0))
        text.append(text: "\(code.rawValue)")
        if let name = code.name { text.append(text: " (\(name))") }
        guard data.count > 2 else { return }
        text.append(text: ": (")
        text.append(foreign: data.span.extracting(droppingFirst: 2))
        text.append(text: ")")
    }

    private func writeSubnet(_ data: [UInt8], to text: inout [UInt8]) -> Bool {
        guard data.count >= 4 else { return false }
        let span = data.span
        // Nobody's address, of no family (RFC 7871 section 7.1.2).
        if data == [0, 0, 0, 0] {
            text.append(text: "0/0/0")
            return true
        }
        let longest = span.uint16(at: 0) == 1 ? 4 : span.uint16(at: 0) == 2 ? 16 : 0
        guard longest > 0, data.count - 4 <= longest, Int(data[2]) <= 8 * longest else { return false }
        let padded = data.dropFirst(4) + [UInt8](repeating: 0, count: longest + 4 - data.count)
        let value = padded.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        if longest == 4 {
            IPv4Address(rawValue: UInt32(truncatingIfNeeded: value)).write(to: &text)
        } else {
            IPv6Address(rawValue: value).write(to: &text)
        }
        text.append(text: "/\(data[2])/\(data[3])")
        return true
    }
}
