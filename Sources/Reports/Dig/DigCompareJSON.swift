import Probes
import Wire

/// A comparison as a line of JSON.
public enum DigCompareJSON {
    public static func write(
        _ comparison: AnswerComparison, of question: DNSQuestion, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "comparison")
            json.add("time", moment: time)
            json.add("QNAME", question.name.description)
            json.add("QTYPEname", question.type.description)
            json.add("QCLASSname", question.dnsClass.description)
            json.add("agree", comparison.agrees)
            json.add("message", comparison.verdict)
            json.add("groups", objects: Array(comparison.groups.enumerated())) { json, entry in
                write(entry.element, AnswerComparison.name(ofGroup: entry.offset), comparison.groups[0], to: &json)
            }
            json.add("failures", objects: comparison.failures) { json, member in
                writeServer(of: member, to: &json)
                json.add("message", member.status)
            }
        }
    }

    private static func write(
        _ group: AnswerComparison.Group, _ name: String, _ largest: AnswerComparison.Group, to json: inout JSONWriter
    ) {
        json.add("name", name)
        json.add("RCODE", group.code.rawValue)
        json.add("RCODEname", group.code.description)
        json.add("referral", group.referral?.description)
        json.add("members", objects: group.members) { json, member in
            writeServer(of: member, to: &json)
            json.add("scope", member.scopeLength)
            json.add("rtt_ns", member.reply?.answer.roundTrip)
            json.add("AA", member.reply?.isAuthoritative)
            json.add("TC", member.reply?.message.flags.isTruncated)
            json.add("AD", member.reply?.message.flags.isAuthentic)
        }
        json.add("records", objects: group.records) { json, record in write(record, to: &json) }
        // Against the largest group, which lacks nothing of itself.
        json.add("missing", objects: group.lacking(of: largest)) { json, record in write(record, to: &json) }
        json.add("added", objects: largest.lacking(of: group)) { json, record in write(record, to: &json) }
    }

    private static func writeServer(of member: AnswerComparison.Member, to json: inout JSONWriter) {
        json.add("server", member.name)
        json.add("address", member.server?.endpoint.address)
        json.add("port", member.server?.port)
        json.add("transport", member.transport?.rawValue)
        json.add("subnet", member.subnet?.network.description)
    }

    private static func write(_ entry: AnswerComparison.Record, to json: inout JSONWriter) {
        var data: [UInt8] = []
        entry.record.presentData(to: &data, as: DNSTextStyle(pieceLength: nil))
        json.add("NAME", entry.record.name.description)
        json.add("TYPEname", entry.record.type.description)
        json.add("CLASSname", entry.record.dnsClass.description)
        json.add("ttl_min", entry.timesToLive.lowerBound)
        json.add("ttl_max", entry.timesToLive.upperBound)
        json.add("data", data)
    }
}
