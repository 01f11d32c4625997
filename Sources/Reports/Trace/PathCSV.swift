import Probes

extension PathReport {
    static let columns = [
        "target", "target_address", "ttl", "from", "to", "to_name", "to_as", "rtt_ns", "mark", "from_balance", "flows",
    ]

    /// A row a link: from whom, to whom at which TTL, and the flows that were seen on it. An empty address is a router
    /// that did not answer.
    func writeCSV(into output: inout [UInt8]) {
        var head = CSVRow()
        for column in Self.columns { head.add(column) }
        head.end(columns: Self.columns.count, into: &output)
        for edge in graph.edges {
            let node = graph.nodes[edge.to]
            var row = CSVRow()
            row.add(target.name)
            row.add(target.address)
            row.add(edge.ttl)
            row.add(edge.from.map { graph.nodes[$0].address } ?? target.source)
            row.add(node.address)
            row.add(node.address.flatMap { labels.names[$0] })
            row.add(node.address.flatMap { labels.origins[$0] ?? nil }?.words)
            row.add(node.answer?.roundTrip)
            row.add(node.answer?.mark)
            row.add(edge.from.flatMap { graph.nodes[$0].balance?.rawValue })
            row.add(edge.flows.map { "\(identifiers[$0])" }.joined(separator: " "))
            row.end(columns: Self.columns.count, into: &output)
        }
    }
}
