import Probes
import Wire

/// An answer as a line of JSON, with the members of RFC 8427, and how it came.
public enum DigJSON {
    /// - Parameters:
    ///   - trust: what signatures say of it, where they were checked.
    ///   - subnet: for whose clients it was asked.
    public static func write(
        _ answer: ResolveAnswer, _ trust: TrustReport? = nil, subnet: ClientSubnet? = nil, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "reply")
            json.add("time", moment: answer.time)
            json.add("server", answer.server.name)
            json.add("address", answer.server.endpoint.address)
            json.add("port", answer.server.port)
            json.add("transport", answer.transport.rawValue)
            json.add(howItCame: answer)
            json.add("subnet", subnet?.network.description)
            write(answer.message.span, isMulticast: answer.transport == .multicast, to: &json)
            trust?.write(to: &json)
        }
    }

    /// Something that happened on the way to an answer.
    public static func write(_ remark: ResolveRemark, at time: Nanoseconds, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", remark.type)
            json.add("time", moment: time)
            json.add("server", remark.server.name)
            json.add("address", remark.server.endpoint.address)
            json.add("port", remark.server.port)
            json.add("message", remark.description)
        }
    }

    /// Why there is no answer.
    public static func write(failure: String, at time: Nanoseconds, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "failure")
            json.add("time", moment: time)
            json.add("message", failure)
        }
    }

    private static func write(_ bytes: Span<UInt8>, isMulticast: Bool, to json: inout JSONWriter) {
        guard let packet = try? DNSPacket(parsing: bytes) else { return }
        let (header, flags) = (packet.header, packet.header.flags)
        json.add("ID", header.identifier)
        json.add("QR", flags.isResponse)
        json.add("Opcode", flags.opcode.rawValue)
        json.add("AA", flags.isAuthoritative)
        json.add("TC", flags.isTruncated)
        json.add("RD", flags.recursionDesired)
        json.add("RA", flags.recursionAvailable)
        json.add("AD", flags.isAuthentic)
        json.add("CD", flags.checkingDisabled)
        json.add("RCODE", packet.responseCode.rawValue)
        json.add("RCODEname", packet.responseCode.description)
        json.add("QDCOUNT", header.questionCount)
        json.add("ANCOUNT", header.answerCount)
        json.add("NSCOUNT", header.authorityCount)
        json.add("ARCOUNT", header.additionalCount)
        if let question = packet.question {
            json.add("QNAME", text { question.name.write(to: &$0) })
            json.add("QTYPE", question.type.rawValue)
            json.add("QTYPEname", question.type.description)
            let dnsClass = isMulticast ? question.dnsClass.withoutMulticastBit : question.dnsClass
            json.add("QCLASS", dnsClass.rawValue)
            json.add("QCLASSname", dnsClass.description)
        }
        if packet.edns != nil {
            json.add("EDNS") { json in if let edns = packet.edns { EDNSJSON.write(edns, to: &json) } }
        }
        var position = DNSHeader.byteCount
        for section in DNSSection.allCases {
            let entries = packet.entries(of: section, at: position)
            var ahead = entries
            ahead.finish()
            position = ahead.end
            write(entries, section, isMulticast, to: &json)
            if let problem = ahead.problem { return json.add("error", problem.description) }
            if ahead.isCut { return json.add("error", "the message ends within its last record") }
        }
    }

    private static func text(_ write: (inout [UInt8]) -> Void) -> [UInt8] {
        var text: [UInt8] = []
        write(&text)
        return text
    }

    private static func write(
        _ entries: consuming DNSEntries, _ section: DNSSection, _ isMulticast: Bool, to json: inout JSONWriter
    ) {
        guard let name = section.recordsName else { return }
        var records: [RecordMembers] = []
        while entries.step() { if let record = entries.record { records.append(RecordMembers(record, isMulticast)) } }
        json.add(name, objects: records) { json, record in record.write(to: &json) }
    }
}

extension JSONWriter {
    /// How long an answer took, or how long it was kept.
    mutating func add(howItCame answer: ResolveAnswer) {
        if let shelf = answer.shelf {
            add("cache_age", shelf.age)
            add("cache_left", shelf.left)
        } else if let roundTrip = answer.roundTrip {
            add("rtt_ns", roundTrip)
            add("clock", answer.clock.rawValue)
        }
        add("msgLength", answer.message.count)
    }
}

extension DNSSection {
    /// RFC 8427 section 2.1.
    fileprivate var recordsName: StaticName? {
        switch self {
        case .questions: nil
        case .answers: "answerRRs"
        case .authorities: "authorityRRs"
        case .additionals: "additionalRRs"
        }
    }
}

/// A record, as RFC 8427 section 2.2 has it.
private struct RecordMembers {
    private var name: [UInt8] = []
    private let type: DNSType
    private let dnsClass: DNSClass
    /// Nil where the class has no such bit.
    private let flushesCache: Bool?
    private let timeToLive: UInt32
    private let length: Int
    private var hex: [UInt8] = []
    private var text: [UInt8]?
    private var fields: [UInt8]?
    private var problem: WireError?

    init(_ record: borrowing DNSRecordView, _ isMulticast: Bool) {
        (type, timeToLive) = (record.type, record.timeToLive)
        let hasBit = isMulticast && record.type != .opt
        dnsClass = hasBit ? record.dnsClass.withoutMulticastBit : record.dnsClass
        flushesCache = hasBit ? record.dnsClass.hasMulticastBit : nil
        length = record.dataLength
        record.name.write(to: &name)
        record.withData { hex.append(hex: $0) }
        guard type.fields(in: dnsClass) != nil, type != .opt else { return }
        var presented: [UInt8] = []
        do throws(WireError) {
            try record.presentData(to: &presented, as: DNSTextStyle(pieceLength: nil))
            text = presented
            fields = RecordDataJSON.object(of: record)
        } catch {
            problem = error
        }
    }

    func write(to json: inout JSONWriter) {
        json.add("NAME", name)
        json.add("TYPE", type.rawValue)
        json.add("TYPEname", type.description)
        json.add("CLASS", dnsClass.rawValue)
        json.add("CLASSname", dnsClass.description)
        json.add("cache_flush", flushesCache)
        json.add("TTL", timeToLive)
        if let text, let typeName = type.name { json.add(StaticName(stringLiteral: "rdata" + typeName), text) }
        json.add("rdata", json: fields)
        json.add("RDLENGTH", length)
        json.add("RDATAHEX", hex)
        json.add("error", problem?.description)
    }
}
