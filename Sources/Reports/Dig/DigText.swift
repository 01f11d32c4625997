import Probes
import Wire

/// Answers as dig shows them.
public struct DigText: Sendable {
    let options: DigTextOptions
    let style: DNSTextStyle
    private let offset: @Sendable (Int64) -> Int

    /// - Parameter offset: how many seconds local time is ahead of UTC, at a second since 1970.
    public init(_ options: DigTextOptions, offset: @escaping @Sendable (Int64) -> Int = { _ in 0 }) {
        self.options = options
        style = options.style
        self.offset = offset
    }

    /// What stands before all answers.
    public func writeHead(_ program: String, _ words: [String], serverCount: Int, to text: inout [UInt8]) {
        guard options.showsCommand, !options.isShort, !options.showsPrefixes else { return }
        text.append(text: "\n; <<>> \(program) <<>> ")
        text.append(foreign: words.joined(separator: " "))
        text.append(text: "\n")
        if serverCount > 0 { text.append(text: "; (\(serverCount) server\(serverCount == 1 ? "" : "s") found)\n") }
        text.append(text: ";; global options: +cmd\n")
    }

    /// - Parameter trust: what signatures say of it, where they were checked.
    public func write(_ answer: ResolveAnswer, _ trust: TrustReport? = nil, to text: inout [UInt8]) {
        if options.showsPrefixes {
            for block in answer.translationPrefixes { text.append(text: "\(block)\n") }
            return
        }
        guard !options.isShort else { return writeShort(answer, to: &text) }
        if options.showsComments { text.append(text: ";; Got answer:\n") }
        writeMessage(answer.message.span, cookie: Self.cookie(in: answer.query), to: &text)
        if let trust, options.showsComments {
            trust.write(to: &text)
            text.append(text: "\n")
        }
        if options.showsStatistics { writeStatistics(answer, to: &text) }
    }

    /// The records of a message of a zone, without anything round them.
    public func write(part answer: ResolveAnswer, _ size: inout ZoneSize, to text: inout [UInt8]) {
        size.messageCount += 1
        size.byteCount += answer.message.count
        guard let packet = try? DNSPacket(parsing: answer.message.span) else { return }
        size.recordCount += Int(packet.header.answerCount)
        var questions = packet.entries(of: .questions)
        questions.finish()
        var answers = packet.entries(of: .answers, at: questions.end)
        while options.showsAnswer, answers.step(), let record = answers.record {
            if options.showsOneSOA, record.type == .soa {
                size.startCount += 1
                if size.startCount > 1, answer.isOfWholeZone { continue }
            }
            guard !options.isShort else {
                writeData(of: record, to: &text)
                text.append(text: "\n")
                continue
            }
            write(record, to: &text)
        }
    }

    /// Some records of a section, without anything round them.
    func write(
        _ section: DNSSection, of answer: ResolveAnswer, to text: inout [UInt8], where isWanted: (DNSRecord) -> Bool
    ) {
        guard let packet = try? DNSPacket(parsing: answer.message.span) else { return }
        var position = DNSHeader.byteCount
        for passed in DNSSection.allCases {
            var entries = packet.entries(of: passed, at: position)
            while entries.step() {
                guard passed == section, let record = entries.record, let whole = try? DNSRecord(record),
                    isWanted(whole)
                else { continue }
                write(record, to: &text)
            }
            position = entries.end
            if passed == section || entries.problem != nil { return }
        }
    }

    /// What stands behind a zone.
    public func write(endOf size: ZoneSize, _ answer: ResolveAnswer, to text: inout [UInt8]) {
        guard options.showsStatistics, !options.isShort else { return }
        writeOrigin(answer, to: &text)
        text.append(
            text: """
                ;; XFR size: \(size.recordCount) records (messages \(size.messageCount), bytes \(size.byteCount))\n\n
                """)
    }

    /// The query as it leaves (`+qr`).
    public func write(query: [UInt8], to text: inout [UInt8]) {
        guard options.showsQuery, !options.isShort else { return }
        if options.showsComments { text.append(text: ";; Sending:\n") }
        writeMessage(query.span, to: &text)
    }

    private func writeShort(_ answer: ResolveAnswer, to text: inout [UInt8]) {
        guard let packet = try? DNSPacket(parsing: answer.message.span) else { return }
        var questions = packet.entries(of: .questions)
        questions.finish()
        var answers = packet.entries(of: .answers, at: questions.end)
        while answers.step(), let record = answers.record {
            if record.type == .rrsig, !options.showsSignatures { continue }
            writeData(of: record, to: &text)
            if options.identifiesServer {
                text.append(text: " from server \(answer.server.endpoint.address)")
                if let roundTrip = answer.roundTrip {
                    text.append(text: " in ")
                    writeTime(roundTrip, to: &text, milliseconds: "ms", microseconds: "us")
                } else if answer.shelf != nil {
                    text.append(text: ", kept")
                }
                text.append(text: ".")
            }
            text.append(text: "\n")
        }
    }

    private func writeTime(
        _ time: Nanoseconds, to text: inout [UInt8], milliseconds: String, microseconds: String
    ) {
        text.append(decimal: time / (options.showsMicroseconds ? .microsecond : .millisecond))
        text.append(text: " ")
        text.append(text: options.showsMicroseconds ? microseconds : milliseconds)
    }

    private func writeStatistics(_ answer: ResolveAnswer, to text: inout [UInt8]) {
        writeOrigin(answer, to: &text)
        text.append(text: ";; MSG SIZE  rcvd: ")
        text.append(decimal: answer.message.count)
        text.append(text: "\n\n")
    }

    private func writeOrigin(_ answer: ResolveAnswer, to text: inout [UInt8]) {
        let server = answer.server
        if let shelf = answer.shelf {
            text.append(text: ";; FROM CACHE: \(shelf.age) s old, \(shelf.left) s left\n")
        } else if let roundTrip = answer.roundTrip {
            text.append(text: ";; Query time: ")
            writeTime(roundTrip, to: &text, milliseconds: "msec", microseconds: "usec")
            text.append(text: "\n")
        }
        text.append(text: ";; SERVER: ")
        server.endpoint.address.write(to: &text)
        text.append(text: "#")
        text.append(decimal: UInt64(server.port))
        text.append(text: "(")
        text.append(foreign: server.name)
        text.append(text: ") (")
        text.append(text: answer.transport.rawValue)
        if answer.transport.isHTTP, server.security?.usesGet == true { text.append(text: "-GET") }
        text.append(text: ")\n;; WHEN: ")
        text.append(dateOf: answer.time / .second, offset: offset)
        text.append(text: "\n")
    }
}

extension ResolveAnswer {
    /// The blocks in which a translator puts IPv4 addresses, as an answer for ipv4only.arpa shows them (RFC 7050).
    public var translationPrefixes: [AddressBlock] {
        guard let reply = try? DNSReply(self) else { return [] }
        var blocks: [AddressBlock] = []
        for case .v6(let address)? in reply.message.answers.map(\.address) {
            guard let block = TranslationPrefix.shown(by: address), !blocks.contains(block) else { continue }
            blocks.append(block)
        }
        return blocks
    }
}

/// How much a zone was.
public struct ZoneSize: Hashable, Sendable {
    public var recordCount = 0
    public var messageCount = 0
    public var byteCount = 0
    /// How many times the record came that a zone begins and ends with.
    var startCount = 0

    public init() {}
}

// Messages
extension DigText {
    /// The cookie that a query has.
    static func cookie(in query: [UInt8]) -> [UInt8]? {
        guard let packet = try? DNSPacket(parsing: query.span), let edns = packet.edns else { return nil }
        return edns.options.first { $0.code == .cookie }?.data
    }

    /// - Parameter cookie: what was sent, where this is an answer.
    private func writeMessage(_ bytes: Span<UInt8>, cookie: [UInt8]? = nil, to text: inout [UInt8]) {
        guard let packet = try? DNSPacket(parsing: bytes) else { return }
        if options.showsComments {
            if options.showsHeader { writeHeader(packet, to: &text) }
            if options.showsEDNS, let edns = packet.edns {
                text.append(text: ";; OPT PSEUDOSECTION:\n")
                writeEDNS(edns, cookie: cookie, to: &text)
            }
        }
        var position = DNSHeader.byteCount
        for section in DNSSection.allCases {
            let entries = packet.entries(of: section, at: position)
            var ahead = entries
            ahead.finish()
            if options.shows(section) { writeSection(section, entries, packet.header, to: &text) }
            position = ahead.end
            if let problem = ahead.problem {
                text.append(text: ";; WARNING: the message can't be read on: \(problem)\n")
                return
            }
            if ahead.isCut { text.append(text: ";; WARNING: the message ends within its last record\n") }
        }
        guard position < bytes.count, options.showsComments else { return }
        text.append(text: ";; WARNING: message has \(bytes.count - position) extra bytes at end\n\n")
    }

    private func writeHeader(_ packet: borrowing DNSPacket, to text: inout [UInt8]) {
        let header = packet.header
        let code = packet.responseCode
        text.append(text: ";; ->>HEADER<<- opcode: ")
        text.append(text: header.flags.opcode.description)
        text.append(text: ", status: ")
        colored(code == .noError ? .good : .bad, &text) { $0.append(text: code.description) }
        text.append(text: ", id: ")
        text.append(decimal: UInt64(header.identifier))
        text.append(text: "\n;; flags:")
        for (name, isSet) in header.flags.named where isSet {
            text.append(text: " ")
            text.append(text: name)
        }
        let isUpdate = header.flags.opcode == .update
        write(header.questionCount, isUpdate ? "; ZONE: " : "; QUERY: ", to: &text)
        write(header.answerCount, isUpdate ? ", PREREQ: " : ", ANSWER: ", to: &text)
        write(header.authorityCount, isUpdate ? ", UPDATE: " : ", AUTHORITY: ", to: &text)
        write(header.additionalCount, ", ADDITIONAL: ", to: &text)
        text.append(text: "\n")
        if !header.flags.isResponse || !header.flags.recursionDesired || header.flags.recursionAvailable {
            text.append(text: "\n")
        } else {
            text.append(text: ";; WARNING: recursion requested but not available\n\n")
        }
    }

    private func write(_ count: UInt16, _ title: String, to text: inout [UInt8]) {
        text.append(text: title)
        text.append(decimal: UInt64(count))
    }

    private func writeSection(
        _ section: DNSSection, _ entries: consuming DNSEntries, _ header: DNSHeader, to text: inout [UInt8]
    ) {
        var isEmpty = true
        while entries.step() {
            if section != .questions, entries.record?.type == .opt { continue }
            let isSignature = section == .additionals && entries.record?.type == .tsig
            if isSignature, !options.showsTransactionSignature { continue }
            if options.showsComments {
                if isSignature, !isEmpty { text.append(text: "\n") }
                if isSignature {
                    text.append(text: ";; TSIG PSEUDOSECTION:\n")
                } else if isEmpty {
                    text.append(text: ";; ")
                    text.append(text: Self.title(of: section, header))
                    text.append(text: " SECTION:\n")
                }
            }
            isEmpty = false
            if section == .questions {
                if let question = entries.question { write(question, to: &text) }
            } else if let record = entries.record {
                write(record, to: &text)
            }
        }
        if !isEmpty, options.showsComments { text.append(text: "\n") }
    }

    static func title(of section: DNSSection, _ header: DNSHeader) -> String {
        let isUpdate = header.flags.opcode == .update
        return switch section {
        case .questions: isUpdate ? "ZONE" : "QUESTION"
        case .answers: isUpdate ? "PREREQUISITE" : "ANSWER"
        case .authorities: isUpdate ? "UPDATE" : "AUTHORITY"
        case .additionals: "ADDITIONAL"
        }
    }

    private func write(_ question: borrowing DNSQuestionView, to text: inout [UInt8]) {
        text.append(text: ";")
        var column = text.count
        question.name.write(to: &text, as: style)
        column = text.count - column
        text.tab(&column, to: options.columns.dnsClass)
        text.append(text: name(of: question.dnsClass), &column)
        text.tab(&column, to: options.columns.type)
        text.append(text: name(of: question.type))
        if options.isMulticast, question.dnsClass.hasMulticastBit { text.append(text: " ; unicast response") }
        text.append(text: "\n")
    }

    func name(of type: DNSType) -> String { options.isGeneric ? "TYPE\(type.rawValue)" : type.description }

    func name(of dnsClass: DNSClass) -> String {
        let dnsClass = options.isMulticast ? dnsClass.withoutMulticastBit : dnsClass
        return options.isGeneric ? "CLASS\(dnsClass.rawValue)" : dnsClass.description
    }

    func write(_ record: borrowing DNSRecordView, to text: inout [UInt8]) {
        begin(.name, &text)
        var column = text.count
        record.name.write(to: &text, as: style)
        column = text.count - column
        end(&text)
        begin(.aside, &text)
        if options.showsTTL {
            text.tab(&column, to: 24)
            let start = text.count
            writeTTL(of: record, to: &text)
            column += text.count - start
        }
        if options.showsClass {
            text.tab(&column, to: options.columns.dnsClass)
            text.append(text: name(of: record.dnsClass), &column)
        }
        end(&text)
        text.tab(&column, to: options.columns.type)
        begin(.type, &text)
        text.append(text: name(of: record.type), &column)
        end(&text)
        text.tab(&column, to: options.columns.data)
        begin(.data, &text)
        writeData(of: record, to: &text)
        end(&text)
        if style.showsRemarks, record.timeToLive > Self.longestTTL {
            text.append(text: " ; a TTL of more than \(Self.longestTTL) is 0")
        }
        if options.isMulticast, record.dnsClass.hasMulticastBit { text.append(text: " ; cache flush") }
        text.append(text: "\n")
    }

    /// What is beyond means 0 (RFC 2181 section 8).
    private static let longestTTL = 0x7FFF_FFFF

    func writeTTL(of record: borrowing DNSRecordView, to text: inout [UInt8]) {
        writeTTL(record.timeToLive, to: &text)
    }

    func writeTTL(_ time: UInt32, to text: inout [UInt8]) {
        if options.usesUnits {
            text.append(duration: time)
        } else {
            text.append(decimal: UInt64(time))
        }
    }

    func writeData(of record: borrowing DNSRecordView, to text: inout [UInt8]) {
        let start = text.count
        guard !options.isGeneric else {
            // With names written out, since what a pointer leads to is not shown.
            if let whole = try? DNSRecord(record) { whole.presentGenericData(to: &text, as: style) }
            return
        }
        do throws(WireError) {
            try record.presentData(to: &text, as: style)
        } catch {
            text.removeSubrange(start...)
            record.presentGenericData(to: &text, as: style)
            text.append(text: " ; \(error)")
        }
    }
}
