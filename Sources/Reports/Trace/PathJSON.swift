import Probes

extension PathReport {
    /// All nodes and links, an object a line, and the summary.
    public func writeJSON(_ engine: borrowing PathEngine, at time: Nanoseconds, into output: inout [UInt8]) {
        for (place, node) in graph.nodes.enumerated() {
            JSONWriter.line(to: &output) { line in
                line.add(type: "node", at: time)
                line.add(target)
                line.add("node", place)
                line.add("ttl", node.ttl)
                if let address = node.address {
                    line.add("from", address)
                    line.add("name", labels.names[address])
                    line.add("special", specialKind(of: address))
                    line.add(labels.origins[address] ?? nil)
                }
                line.add("rtt_ns", node.answer?.roundTrip)
                line.add("kind", node.answer?.kindName)
                line.add("mark", node.answer?.mark)
                line.add("balance", node.balance?.rawValue)
            }
        }
        for edge in graph.edges {
            JSONWriter.line(to: &output) { line in
                line.add(type: "edge", at: time)
                line.add(target)
                line.add("ttl", edge.ttl)
                line.add("from", edge.from.map { graph.nodes[$0].address } ?? target.source)
                line.add("to", graph.nodes[edge.to].address)
                line.add("from_node", edge.from)
                line.add("to_node", edge.to)
                line.add("flows", numbers: edge.flows.map { Int64(identifiers[$0]) })
            }
        }
        let (end, sent, received) = (engine.end, engine.sent, engine.received)
        let (flows, risk) = (engine.flowCount, engine.confidence.risk)
        JSONWriter.line(to: &output) { line in
            line.add(type: "summary", at: time)
            line.add(target)
            line.add("reached", end == .reached)
            line.add("end", end?.identifier)
            line.add("paths", graph.pathCount)
            line.add("nodes", graph.nodes.count)
            line.add("edges", graph.edges.count)
            line.add("sent", sent)
            line.add("received", received)
            line.add("flows", flows)
            line.add("confidence_percent", Int(((1 - risk) * 100).rounded()))
            line.add("uncertain_ttls", numbers: graph.uncertain.map(Int64.init))
        }
    }
}
