import Probes
import Wire

// Answers as YAML, with dig's keys.
extension DigText {
    /// - Parameter trust: what signatures say of it, where they were checked.
    public func writeYAML(_ answer: ResolveAnswer, _ trust: TrustReport? = nil, to text: inout [UInt8]) {
        guard !options.isShort else { return write(answer, to: &text) }
        let span = answer.message.span
        let isRecursive = (try? DNSHeader(parsing: span))?.flags.recursionAvailable == true
        text.append(text: "- type: MESSAGE\n  message:\n    type: \(isRecursive ? "RECURSIVE" : "AUTH")_RESPONSE\n")
        if let roundTrip = answer.roundTrip { text.append(yamlTime: answer.time - roundTrip, "query_time") }
        text.append(yamlTime: answer.time, "response_time")
        text.append(
            text: """
                    message_size: \(answer.message.count)b
                    socket_family: \(answer.server.endpoint.address.isIPv6 ? "INET6" : "INET")
                    socket_protocol: \(answer.transport == .multicast ? "UDP" : answer.transport.rawValue)
                    response_address: "\(answer.server.endpoint.address)"
                    response_port: \(answer.server.port)
                    response_message_data:\n
                """)
        writeYAML(message: span, cookie: Self.cookie(in: answer.query), to: &text)
        guard let trust else { return }
        text.append(text: "    verdict: ")
        text.append(yamlQuoted: Array("\(trust.security)".utf8).span)
        text.append(text: "\n")
    }

    /// The query as it leaves (`+qr`).
    public func writeYAML(query: [UInt8], to text: inout [UInt8]) {
        guard options.showsQuery, !options.isShort else { return }
        let isRecursive = (try? DNSHeader(parsing: query.span))?.flags.recursionDesired == true
        text.append(
            text: """
                - type: MESSAGE
                  message:
                    type: \(isRecursive ? "RECURSIVE" : "AUTH")_QUERY
                    message_size: \(query.count)b
                    query_message_data:\n
                """)
        writeYAML(message: query.span, cookie: nil, to: &text)
    }

    /// Why there is no answer.
    public func writeYAML(failure: String, to text: inout [UInt8]) {
        text.append(text: "- type: DIG_ERROR\n  message: |\n    ")
        text.append(foreign: failure)
        text.append(text: "\n")
    }

    /// - Parameter cookie: what was sent, where this is an answer.
    private func writeYAML(message: Span<UInt8>, cookie: [UInt8]?, to text: inout [UInt8]) {
        guard let packet = try? DNSPacket(parsing: message) else {
            return text.append(text: "      error: \"the message has no whole header\"\n")
        }
        writeYAML(headerOf: packet, to: &text)
        if options.showsComments, let edns = packet.edns { writeYAML(edns, cookie: cookie, to: &text) }
        var position = DNSHeader.byteCount
        for section in DNSSection.allCases {
            let entries = packet.entries(of: section, at: position)
            var ahead = entries
            ahead.finish()
            position = ahead.end
            if options.shows(section) { writeYAML(section, entries, packet.header, to: &text) }
            if ahead.problem == nil, !ahead.isCut { continue }
            text.append(text: "      error: ")
            text.append(yamlQuoted: Array((ahead.problem.map { "\($0)" } ?? "the message ends too early").utf8).span)
            text.append(text: "\n")
            return
        }
    }

    private func writeYAML(headerOf packet: borrowing DNSPacket, to text: inout [UInt8]) {
        let header = packet.header
        text.append(
            text: """
                      opcode: \(header.flags.opcode)
                      status: \(packet.responseCode)
                      id: \(header.identifier)
                      flags:
                """)
        for (name, isSet) in header.flags.named where isSet { text.append(text: " \(name)") }
        let counts = [header.questionCount, header.answerCount, header.authorityCount, header.additionalCount]
        let names =
            header.flags.opcode == .update
            ? ["ZONE", "PREREQ", "UPDATE", "ADDITIONAL"] : ["QUESTION", "ANSWER", "AUTHORITY", "ADDITIONAL"]
        for (name, count) in zip(names, counts) { text.append(text: "\n      \(name): \(count)") }
        text.append(text: "\n")
    }

    private func writeYAML(
        _ section: DNSSection, _ entries: consuming DNSEntries, _ header: DNSHeader, to text: inout [UInt8]
    ) {
        var isEmpty = true
        while entries.step() {
            if section != .questions, entries.record?.type == .opt { continue }
            if isEmpty { text.append(text: "      \(Self.title(of: section, header))_SECTION:\n") }
            isEmpty = false
            text.append(text: "        - '")
            var line: [UInt8] = []
            if section == .questions {
                if let question = entries.question { writePlain(question, to: &line) }
            } else if let record = entries.record {
                writePlain(record, to: &line)
            }
            for byte in line {
                if byte == UInt8(ascii: "'") { text.append(byte) }
                text.append(byte)
            }
            text.append(text: "'\n")
        }
    }

    /// With one blank between the parts.
    private func writePlain(_ question: borrowing DNSQuestionView, to line: inout [UInt8]) {
        question.name.write(to: &line, as: style)
        line.append(text: " \(name(of: question.dnsClass)) \(name(of: question.type))")
    }

    private func writePlain(_ record: borrowing DNSRecordView, to line: inout [UInt8]) {
        record.name.write(to: &line, as: style)
        line.append(text: " \(record.timeToLive) \(name(of: record.dnsClass)) \(name(of: record.type)) ")
        writeData(of: record, to: &line)
    }
}

// EDNS
extension DigText {
    private func writeYAML(_ record: borrowing DNSRecordView, cookie: [UInt8]?, to text: inout [UInt8]) {
        text.append(text: "      OPT_PSEUDOSECTION:\n        EDNS:\n")
        text.append(text: "          version: \(record.ednsVersion)\n          flags:")
        writeFlags(record.ednsFlags, before: "\n          MBZ: 0x", to: &text)
        text.append(text: "\n          udp: \(record.classValue)\n")
        var rest = record.options
        while let code = rest.first?.code {
            let same = rest.filter { $0.code == code }
            rest.removeAll { $0.code == code }
            let title = code == .keepalive ? "TCP-KEEPALIVE" : Self.title(of: code).replacing(" ", with: "-")
            text.append(text: "          \(title):")
            // A key stands once in a map: what is there several times is a list.
            for option in same {
                if same.count > 1 { text.append(text: "\n            -") }
                writeYAML(option, isItem: same.count > 1, cookie, to: &text)
            }
            text.append(text: "\n")
        }
    }

    private func writeYAML(_ option: EDNSOption, isItem: Bool, _ cookie: [UInt8]?, to text: inout [UInt8]) {
        guard !option.data.isEmpty else { return }
        if option.code == .extendedError, option.data.count >= 2 {
            let error = ExtendedDNSError(rawValue: option.data.span.uint16(at: 0))
            text.append(text: isItem ? " " : "\n            ")
            text.append(text: "INFO-CODE: \(error.rawValue)")
            if let name = error.name { text.append(text: " (\(name))") }
            guard option.data.count > 2 else { return }
            text.append(text: isItem ? "\n              " : "\n            ")
            text.append(text: "EXTRA-TEXT: ")
            text.append(yamlQuoted: option.data.span.extracting(droppingFirst: 2))
        } else {
            var value: [UInt8] = []
            if option.code == .padding {
                writeBytes(option.data, to: &value)
            } else {
                writeValue(of: option, cookie, to: &value)
            }
            text.append(text: " ")
            if value.isPlainYAML { text += value } else { text.append(yamlQuoted: value.span) }
        }
    }
}

extension [UInt8] {
    /// `    query_time: !!timestamp 2026-11-23T11:58:25.705Z`
    fileprivate mutating func append(yamlTime time: Nanoseconds, _ key: String) {
        append(text: "    \(key): !!timestamp ")
        append(rfc3339: time)
        // To the millisecond.
        removeLast(7)
        append(text: "Z\n")
    }

    /// In quotation marks, and with all that is no character of YAML escaped (YAML 1.2 section 5.7).
    fileprivate mutating func append(yamlQuoted text: Span<UInt8>) {
        append(UInt8(ascii: "\""))
        var characters = ForeignText(text)
        while let character = characters.next() {
            switch character {
            case .plain(let scalar) where scalar == "\"" || scalar == "\\": append(text: "\\\(scalar)")
            case .plain(let scalar) where scalar.value & 0xFFFE != 0xFFFE: append(text: String(scalar))
            case .plain(let scalar), .control(let scalar):
                append(text: scalar.value < 0x100 ? "\\x" : scalar.value < 0x10000 ? "\\u" : "\\U")
                append(hex: UInt64(scalar.value), digits: scalar.value < 0x100 ? 2 : scalar.value < 0x10000 ? 4 : 8)
            case .stray(let byte):
                append(text: "\\x")
                append(hex: UInt64(byte), digits: 2)
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// Whether it can stand in YAML without quotation marks, and is a text then and no number or anything else.
    fileprivate var isPlainYAML: Bool {
        guard let first, let last, allSatisfy(\.isPrintable) else { return false }
        guard first.isLetter || (0x30...0x39).contains(first), last != UInt8(ascii: ":"), last != UInt8(ascii: " ")
        else { return false }
        for (byte, next) in zip(self, dropFirst()) {
            if byte == UInt8(ascii: ":"), next == UInt8(ascii: " ") { return false }
            if byte == UInt8(ascii: " "), next == UInt8(ascii: "#") { return false }
        }
        // Words that mean something are short; numbers have no blanks, slashes or letters, but for bases and exponents.
        return contains(UInt8(ascii: " ")) || contains(UInt8(ascii: "/"))
            || (count > 5 && first != UInt8(ascii: "0") && contains { $0.isLetter && $0 != UInt8(ascii: "e") })
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
