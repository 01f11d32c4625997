/// Which of the protocols with DNS's message a message is of.
public enum DNSDialect: Sendable {
    case unicast
    /// Multicast DNS (RFC 6762), which uses the upper bit of classes.
    case multicast
    /// LLMNR (RFC 4795), which uses two flags otherwise.
    case linkLocal
}

extension DNSPacket {
    /// Tells the fields of a message that begins at `offset` of the frame. Whoever calls has opened the layer.
    ///
    /// - Parameter isCut: whether less than the whole message is here, so that what is missing is nobody's fault.
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, at offset: Int, as dialect: DNSDialect, isCut: Bool
    ) {
        sink.number("dns.id", "Transaction ID", header.identifier, .hex(4), at: offset..<offset + 2)
        header.flags.describe(into: &sink, at: offset + 2..<offset + 4, as: dialect)
        describeCounts(into: &sink, at: offset)
        var position = DNSHeader.byteCount
        for section in DNSSection.inOrder where header.count(of: section) > 0 {
            let entries = entries(of: section, at: position)
            var ahead = entries
            ahead.finish()
            let names = header.flags.groupName(of: section)
            sink.open(names.name, names.title, at: offset + position..<offset + ahead.end)
            Self.describe(entries, section, into: &sink, at: offset, as: dialect)
            sink.close()
            position = ahead.end
            if let problem = ahead.problem {
                let shifted = problem.offset(by: offset)
                let name = isCut ? "_ws.short" : "_ws.malformed"
                sink.warning(name, shifted.description, at: offset + position..<offset + bytes.count)
                return
            }
        }
        guard position < bytes.count else { return }
        let place = offset + position..<offset + bytes.count
        sink.bytes("dns.extraneous.data", "Extraneous Data Bytes", bytes.suffix(from: position), at: place)
        sink.number(
            "dns.extraneous.length", "Extraneous Data Length", UInt(bytes.count - position), .units("bytes"), at: place)
        sink.warning("dns.extraneous", "bytes follow the last record", at: place)
    }

    @inlinable
    func describeCounts<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let isUpdate = header.flags.opcode == .update
        sink.number(
            isUpdate ? "dns.count.zones" : "dns.count.queries", isUpdate ? "Zones" : "Questions", header.questionCount,
            at: offset + 4..<offset + 6)
        sink.number(
            isUpdate ? "dns.count.prerequisites" : "dns.count.answers", isUpdate ? "Prerequisites" : "Answer RRs",
            header.answerCount, at: offset + 6..<offset + 8)
        sink.number(
            isUpdate ? "dns.count.updates" : "dns.count.auth_rr", isUpdate ? "Updates" : "Authority RRs",
            header.authorityCount, at: offset + 8..<offset + 10)
        sink.number("dns.count.add_rr", "Additional RRs", header.additionalCount, at: offset + 10..<offset + 12)
    }

    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(
        _ entries: DNSEntries, _ section: DNSSection, into sink: inout Sink, at offset: Int,
        as dialect: DNSDialect
    ) {
        var entries = entries
        while entries.step() {
            if section == .questions {
                entries.question?.describe(into: &sink, at: offset, as: dialect)
            } else {
                entries.record?.describe(into: &sink, at: offset, as: dialect)
            }
        }
    }
}

extension DNSFlags {
    /// What a section is called: in an update the sections have other meanings (RFC 2136 section 2).
    @usableFromInline
    func groupName(of section: DNSSection) -> (name: String, title: String) {
        let isUpdate = opcode == .update
        return switch section {
        case .questions: isUpdate ? ("dns.zones", "Zone") : ("dns.queries", "Queries")
        case .answers: isUpdate ? ("dns.prerequisites", "Prerequisites") : ("dns.answers", "Answers")
        case .authorities: isUpdate ? ("dns.updates", "Updates") : ("dns.authorities", "Authoritative nameservers")
        case .additionals: ("dns.additionals", "Additional records")
        }
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>, as dialect: DNSDialect) {
        let isLinkLocal = dialect == .linkLocal
        // LLMNR has other fields for the same number.
        let number = UInt64(rawValue) | (isLinkLocal ? 1 << 16 : 0)
        sink.group("dns.flags", "Flags", of: number, at: place) { sink in
            sink.number("dns.flags", "Flags", rawValue, .hex(4), at: place)
            sink.flag("dns.flags.response", "Response", isResponse, at: place)
            sink.number("dns.flags.opcode", "Opcode", opcode, at: place)
            if isLinkLocal {
                sink.flag("dns.flags.conflict", "Conflict", isAuthoritative, at: place)
            } else if isResponse {
                sink.flag("dns.flags.authoritative", "Authoritative", isAuthoritative, at: place)
            }
            sink.flag("dns.flags.truncated", "Truncated", isTruncated, at: place)
            if isLinkLocal {
                sink.flag("dns.flags.tentative", "Tentative", recursionDesired, at: place)
            } else {
                sink.flag("dns.flags.recdesired", "Recursion desired", recursionDesired, at: place)
                if isResponse { sink.flag("dns.flags.recavail", "Recursion available", recursionAvailable, at: place) }
                sink.flag("dns.flags.z", "Z", isReservedSet, at: place)
                sink.flag("dns.flags.authenticated", "Answer authenticated", isAuthentic, at: place)
                sink.flag("dns.flags.checkdisable", "Checking disabled", checkingDisabled, at: place)
            }
            if isResponse { sink.number("dns.flags.rcode", "Reply code", responseCode, at: place) }
        }
    }
}

extension DNSNameView {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, into sink: inout Sink, at offset: Int
    ) {
        let place = offset + start..<offset + end
        sink.text(name, label, plainText.span, at: place)
        if let problem { sink.warning("_ws.malformed", problem.offset(by: offset).description, at: place) }
        if leadsForward { sink.warning("dns.name.forward", "a pointer leads to what stands behind it", at: place) }
    }

    @usableFromInline var plainText: [UInt8] {
        var text: [UInt8] = []
        append(plainTo: &text)
        return text
    }
}

extension DNSQuestionView {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int, as dialect: DNSDialect) {
        let nameEnd = offset + name.end
        sink.openItem("dns.qry", "Query", at: offset + name.start..<offset + end)
        name.describe("dns.qry.name", "Name", into: &sink, at: offset)
        let place = offset + name.start..<nameEnd
        sink.number("dns.qry.name.len", "Name Length", UInt(name.plainText.count), at: place)
        // The root counts as one label, as in Wireshark.
        sink.number("dns.count.labels", "Label Count", UInt(max(1, name.labelCount)), at: place)
        sink.number("dns.qry.type", "Type", type, at: nameEnd..<nameEnd + 2)
        let classPlace = nameEnd + 2..<nameEnd + 4
        if dialect == .multicast {
            sink.number(
                "dns.qry.class", "Class", DNSClass(rawValue: classValue & 0x7FFF), .hex(4), at: classPlace)
            sink.flag("dns.qry.qu", "\"QU\" question", classValue & 0x8000 != 0, at: classPlace)
        } else {
            sink.number("dns.qry.class", "Class", dnsClass, .hex(4), at: classPlace)
        }
        sink.close()
    }
}
