import Probes
import Wire

/// A trace as lines of JSON: one a step, and one for its end.
public enum DigTraceJSON {
    public static func write(_ step: WalkStep, at time: Nanoseconds, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "step")
            json.add("time", moment: time)
            json.add("depth", step.depth)
            json.add("zone", step.delegation.zone.description)
            json.add("QNAME", step.question.name.description)
            json.add("QTYPEname", step.question.type.description)
            json.add("servers", objects: step.delegation.servers) { json, server in
                json.add("name", server.name.description)
                json.add("addresses", strings: server.addresses.map(\.description))
            }
            json.add("replies", objects: step.replies) { json, reply in write(reply, to: &json) }
            if let own = step.ownServers {
                json.add("own_servers", strings: own.sorted { $0.precedes($1) }.map(\.description))
            }
            json.add("meaning", step.reply?.meaning.kind)
            json.add("target", step.reply?.meaning.target?.description)
            json.add("problems", objects: step.problems) { json, problem in
                json.add("kind", problem.kind)
                json.add("message", problem.description)
            }
        }
    }

    private static func write(_ reply: WalkStep.Reply, to json: inout JSONWriter) {
        json.add("server", reply.nameServer.description)
        json.add("address", reply.server.endpoint.address)
        json.add("port", reply.server.port)
        json.add("meaning", reply.meaning.kind)
        json.add("target", reply.meaning.target?.description)
        json.add("message", reply.meaning.description)
        switch reply.fact {
        case .silence, .unasked: json.add("error", reply.facts.last)
        case .unreadable(let answer, _): write(answer, to: &json)
        case .reply(let facts):
            write(facts.answer, to: &json)
            json.add("RCODE", facts.code.rawValue)
            json.add("RCODEname", facts.code.description)
            json.add("AA", facts.isAuthoritative)
            json.add("extended_errors", objects: facts.extendedErrors) { json, data in
                let code = ExtendedDNSError(rawValue: data.span.uint16(at: 0))
                json.add("code", code.rawValue)
                json.add("name", code.name)
                if data.count > 2 { json.add("text", Array(data.dropFirst(2))) }
            }
        }
    }

    private static func write(_ answer: ResolveAnswer, to json: inout JSONWriter) {
        json.add("transport", answer.transport.rawValue)
        json.add(howItCame: answer)
    }

    public static func write(
        _ end: WalkEnd, _ trust: TrustReport? = nil, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        if case .answered(let reply) = end, case .reply(let facts) = reply.fact {
            DigJSON.write(facts.answer, to: &output)
        }
        JSONWriter.line(to: &output) { json in
            json.add("type", "end")
            json.add("time", moment: time)
            json.add("message", end.description)
            trust?.write(to: &json)
        }
    }
}
