import Probes
import Testing
import Wire

@testable import Reports

@Suite("All ways, told")
struct PathReportTests {
    private static func address(_ last: UInt32) -> IPAddress { .v4(IPv4Address(rawValue: 0xC000_0200 + last)) }

    /// A router that shares traffic among two, which meet again.
    private func graph(balance: PathBalance? = .flow) -> PathGraph {
        var graph = PathGraph()
        var places: [Int] = []
        for (number, ttl) in [(1, 1), (2, 2), (3, 2), (9, 3)] as [(UInt32, Int)] {
            let probe = TraceProbe(number: 1, target: 0, ttl: ttl, byteCount: 60)
            let answer = TraceAnswer(
                probe: probe, kind: number == 9 ? .reached(.closed) : .exceeded, from: Self.address(number),
                roundTrip: Int64(ttl) * .millisecond, clock: .kernel)
            graph.nodes.append(
                PathNode(address: Self.address(number), ttl: ttl, answer: answer, isTarget: number == 9))
            places.append(graph.nodes.count - 1)
        }
        graph.nodes[0].balance = balance
        graph.edges = [
            PathEdge(ttl: 1, from: nil, to: 0, flows: [0, 1]), PathEdge(ttl: 2, from: 0, to: 1, flows: [0]),
            PathEdge(ttl: 2, from: 0, to: 2, flows: [1]), PathEdge(ttl: 3, from: 1, to: 3, flows: [0]),
            PathEdge(ttl: 3, from: 2, to: 3, flows: [1]),
        ]
        return graph
    }

    private func text(
        _ form: PathReport.Form, _ graph: PathGraph, names: [IPAddress: String] = [:], isNumeric: Bool = true
    ) -> String {
        var labels = TraceLabels()
        labels.names = names
        var options = TraceTextOptions()
        options.isNumeric = isNumeric
        let target = TraceTarget(
            name: "t", endpoint: Endpoint(Self.address(9)), source: Self.address(100), port: 33_434)
        var output: [UInt8] = []
        PathReport(graph, to: target, flows: [50_000, 50_001], labels, options).write(form, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test("As text each router stands under its hop, with those behind it")
    func lines() {
        #expect(
            text(.text, graph()) == """
                 1  192.0.2.1  1.000 ms  shares by flow  -> 192.0.2.2, 192.0.2.3
                 2  192.0.2.2  2.000 ms  -> 192.0.2.9
                    192.0.2.3  2.000 ms  -> 192.0.2.9
                 3  192.0.2.9  3.000 ms\n
                """)
    }

    @Test("As a tree ways part, and what was told is told once")
    func tree() {
        #expect(
            text(.tree, graph(balance: .packet)) == """
                192.0.2.100  this machine
                └ 192.0.2.1  1.000 ms  shares by packet
                  ├ 192.0.2.2  2.000 ms
                  │ └ 192.0.2.9  3.000 ms
                  └ 192.0.2.3  2.000 ms
                    └ 192.0.2.9\n
                """)
    }

    @Test("For Graphviz there is a line a node and a line a link")
    func dot() {
        let dot = text(.dot, graph())
        #expect(dot.hasPrefix("digraph paths {\n"))
        #expect(dot.contains("  source -> n0 [label=\"2\"];\n"))
        #expect(dot.split(separator: "\n").count { $0.contains("->") } == 5)
        #expect(dot.contains("n3 [label=\"192.0.2.9\", peripheries=2];"))
    }

    @Test("As a picture there is a box for each, this machine too, and a line for each link")
    func picture() {
        let picture = text(.svg, graph())
        #expect(picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(picture.hasSuffix("</svg>\n"))
        #expect(picture.split(separator: "\n").count { $0.hasPrefix("<line ") } == 5)
        #expect(picture.split(separator: "\n").count { $0.hasPrefix("<rect x=") } == 5)
    }

    @Test("Names from outside end no string, no element, and send nothing to a terminal")
    func hostileNames() {
        let names = [Self.address(1): "a\"];x[\\\u{1B}[31m<b>&\n"]
        let dot = text(.dot, graph(), names: names, isNumeric: false)
        #expect(dot.contains("n0 [label=\"a];x[[31m<b>& (192.0.2.1)\"]"))
        let picture = text(.svg, graph(), names: names, isNumeric: false)
        #expect(picture.contains("a&quot;];x[\\[31m&lt;b&gt;&amp; (192.0.2.1)"))
        for form in [PathReport.Form.text, .tree, .dot, .svg] {
            let text = text(form, graph(), names: names, isNumeric: false)
            #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        }
    }

    @Test("Ways are counted, and a loop ends")
    func count() {
        var graph = graph()
        #expect(graph.pathCount == 2)
        graph.edges.append(PathEdge(ttl: 4, from: 2, to: 0, flows: [1]))
        #expect(graph.pathCount >= 2)
    }
}
