// What the one-line summary says of a message: "4711+ A? www.example.com. (33)", "4711 2/0/1 CNAME example.net.,
// A 192.0.2.1 (93)". The marks are tcpdump's: + recursion desired, * authoritative, - no recursion available,
// | truncated, $ authentic, % checking disabled.

extension DNSPacket {
    /// Records told of in one line.
    static let toldRecordCount = 8

    /// - Parameter length: that the message has, which may be more than what is here.
    public func summarize(into line: inout SummaryLine, as dialect: DNSDialect, length: Int) {
        line.write(" ")
        line.write(header.identifier)
        header.flags.summarize(responseCode, into: &line, as: dialect)
        let isPart = length > bytes.count
        if header.flags.isResponse, header.flags.opcode != .update {
            summarizeResponse(into: &line, as: dialect, isPart: isPart)
        } else {
            summarizeQuery(into: &line, as: dialect, isPart: isPart)
        }
        line.write(" (")
        line.write(length)
        line.write(")")
    }

    private func summarizeQuery(into line: inout SummaryLine, as dialect: DNSDialect, isPart: Bool) {
        if header.questionCount != 1 { line.writeCount(header.questionCount, "q") }
        if header.answerCount > 0 { line.writeCount(header.answerCount, "a") }
        if header.authorityCount > 0 { line.writeCount(header.authorityCount, "n") }
        if header.additionalCount > 0 { line.writeCount(header.additionalCount, "au") }
        summarizeQuestions(into: &line, as: dialect, isPart: isPart)
    }

    private func summarizeQuestions(into line: inout SummaryLine, as dialect: DNSDialect, isPart: Bool) {
        var questions = entries(of: .questions)
        var count = 0
        while count < Self.toldRecordCount, questions.step(), let question = questions.question {
            line.write(count > 0 ? ", " : " ")
            question.summarize(into: &line, as: dialect)
            count += 1
        }
        if questions.problem != nil { line.write(isPart ? " ..." : " <bad question>") }
    }

    private func summarizeResponse(into line: inout SummaryLine, as dialect: DNSDialect, isPart: Bool) {
        line.write(" ")
        line.write(header.answerCount)
        line.write("/")
        line.write(header.authorityCount)
        line.write("/")
        line.write(header.additionalCount)
        // Without answers, what was asked says the most.
        guard header.answerCount > 0 else { return summarizeQuestions(into: &line, as: dialect, isPart: isPart) }
        var questions = entries(of: .questions)
        questions.finish()
        var answers = entries(of: .answers, at: questions.end)
        var count = 0
        while count < Self.toldRecordCount, answers.step(), let record = answers.record {
            line.write(count > 0 ? ", " : " ")
            record.summarize(into: &line, as: dialect, showsOwner: header.questionCount == 0)
            count += 1
        }
        if questions.problem != nil || answers.problem != nil {
            line.write(isPart ? " ..." : " <bad record>")
        } else if Int(header.answerCount) > count {
            line.write(", ...")
        }
    }
}

extension DNSFlags {
    fileprivate func summarize(_ code: DNSResponseCode, into line: inout SummaryLine, as dialect: DNSDialect) {
        if dialect != .linkLocal {
            if !isResponse, recursionDesired { line.write("+") }
            if isResponse, isAuthoritative { line.write("*") }
            // Multicast DNS has no recursion to offer.
            if isResponse, !recursionAvailable, dialect == .unicast { line.write("-") }
            if isTruncated { line.write("|") }
            if isAuthentic { line.write("$") }
            if checkingDisabled { line.write("%") }
        } else if isTruncated {
            line.write("|")
        }
        if opcode != .query {
            line.write(" ")
            line.write(opcode)
        }
        guard isResponse, code != .noError else { return }
        line.write(" ")
        line.write(code)
    }
}

extension SummaryLine {
    /// ` [2q]`: a section with more, or fewer, entries than usual.
    fileprivate mutating func writeCount(_ count: UInt16, _ section: String) {
        write(" [")
        write(count)
        write(section)
        write("]")
    }
}

extension DNSQuestionView {
    fileprivate func summarize(into line: inout SummaryLine, as dialect: DNSDialect) {
        line.write(type.description)
        let isMulticast = dialect == .multicast
        let dnsClass = isMulticast ? DNSClass(rawValue: classValue & 0x7FFF) : dnsClass
        if dnsClass != .internet {
            line.write(" ")
            line.write(dnsClass.description)
        }
        if isMulticast, classValue & 0x8000 != 0 { line.write(" (QU)") }
        line.write("? ")
        name.write(to: &line.text, keepsUTF8: dialect != .unicast)
    }
}

extension DNSRecordView {
    fileprivate func summarize(into line: inout SummaryLine, as dialect: DNSDialect, showsOwner: Bool) {
        if showsOwner {
            name.write(to: &line.text, keepsUTF8: dialect != .unicast)
            line.write(" ")
        }
        line.write(type.description)
        if dialect == .multicast, classValue & 0x8000 != 0 { line.write(" (flush)") }
        guard dataLength > 0 else { return }
        guard !isCut, type != .opt, type.fields(in: dialectlessClass) != nil else {
            line.write(isCut ? " <cut>" : " (\(dataLength) bytes)")
            return
        }
        let start = line.text.count
        do {
            line.write(" ")
            try presentData(to: &line.text, as: dialect == .unicast ? .summary : .localSummary)
        } catch {
            line.text.truncate(to: start)
            line.write(" <bad data>")
        }
    }
}

extension DNSTextStyle {
    /// What of long values is told in one line.
    fileprivate static let summary = DNSTextStyle(pieceLength: nil, longestText: 64, longestBytes: 18)
    fileprivate static let localSummary = DNSTextStyle(
        pieceLength: nil, longestText: 64, longestBytes: 18, keepsUTF8: true)
}

extension TextOutput where Self: ~Copyable {
    /// Appends text as it stands between the quotation marks of a zone file.
    mutating func append(quoted text: Span<UInt8>) {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(text[index])
            case 0x20...0x7E: append(text[index])
            default: append(decimalEscape: text[index])
            }
        }
    }
}
