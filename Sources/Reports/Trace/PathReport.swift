import Probes
import Wire

/// All ways to a target, as a person, a drawing program or a script reads them.
public struct PathReport: Sendable {
    public enum Form: Sendable {
        case text
        case tree
        /// For Graphviz.
        case dot
        case svg
        case csv
    }

    let graph: PathGraph
    let target: TraceTarget
    let labels: TraceLabels
    let options: TraceTextOptions
    /// Of flows, our ports or ICMP identifiers.
    let identifiers: [UInt16]

    public init(
        _ graph: PathGraph, to target: TraceTarget, flows identifiers: [UInt16], _ labels: TraceLabels,
        _ options: TraceTextOptions
    ) {
        self.graph = graph
        self.target = target
        self.identifiers = identifiers
        self.labels = labels
        self.options = options
    }

    public func write(_ form: Form, into output: inout [UInt8]) {
        switch form {
        case .text: writeText(into: &output)
        case .tree: writeTree(into: &output)
        case .dot: writeDot(into: &output)
        case .svg: writeSVG(into: &output)
        case .csv: writeCSV(into: &output)
        }
    }

    /// A node's name and address, as options have it.
    func label(_ place: Int?) -> String {
        guard let place else { return target.source.description }
        guard let address = graph.nodes[place].address else { return "*" }
        guard !options.isNumeric, let name = labels.names[address] else { return address.description }
        return "\(name) (\(address))"
    }

    private func append(_ place: Int, to line: inout [UInt8]) {
        let node = graph.nodes[place]
        line.appendEscaped(label(place))
        if options.showsOrigins, let address = node.address {
            if let kind = specialKind(of: address) {
                line.append(text: " [\(kind)]")
            } else {
                line.append(text: " [\((labels.origins[address] ?? nil)?.words ?? "*")]")
            }
        }
        if let answer = node.answer {
            line.append(text: "  ")
            line.append(exactMilliseconds: answer.roundTrip)
            line.append(text: " ms")
            if let mark = answer.mark { line.append(text: " \(mark)") }
        }
        switch node.balance {
        case .flow: line.append(text: "  shares by flow")
        case .packet: line.append(text: "  shares by packet")
        case nil: break
        }
    }

    // MARK: Text

    /// A line a router, under its hop, with those behind it.
    private func writeText(into output: inout [UInt8]) {
        for ttl in Set(graph.edges.map(\.ttl)).sorted() {
            var isFirst = true
            for place in graph.nodes.indices where graph.edges.contains(where: { $0.ttl == ttl && $0.to == place }) {
                if isFirst {
                    output.append(alignedRightTo: 2) { $0.append(decimal: ttl) }
                } else {
                    output.append(text: "  ")
                }
                isFirst = false
                output.append(text: "  ")
                append(place, to: &output)
                let next = graph.edges.filter { $0.ttl == ttl + 1 && $0.from == place }.map(\.to)
                for (index, successor) in next.enumerated() {
                    output.append(text: index == 0 ? "  -> " : ", ")
                    output.appendEscaped(shortLabel(successor))
                }
                output.append(text: "\n")
            }
        }
    }

    private func shortLabel(_ place: Int) -> String { graph.nodes[place].address?.description ?? "*" }

    // MARK: Tree

    /// Each router below the one before it; where ways meet again, the rest is told once.
    private func writeTree(into output: inout [UInt8]) {
        output.appendEscaped(label(nil))
        output.append(text: "  this machine\n")
        var told: Set<Int> = []
        for (index, place) in graph.successors(of: nil).enumerated() {
            branch(place, [], isLast: index == graph.successors(of: nil).count - 1, &told, into: &output)
        }
    }

    private func branch(
        _ place: Int, _ bars: [Bool], isLast: Bool, _ told: inout Set<Int>, into output: inout [UInt8]
    ) {
        for isOpen in bars { output.append(text: isOpen ? "│ " : "  ") }
        output.append(text: isLast ? "└ " : "├ ")
        let isKnown = !told.insert(place).inserted
        if isKnown {
            output.appendEscaped(label(place))
        } else {
            append(place, to: &output)
        }
        let successors = graph.successors(of: place)
        output.append(text: isKnown && !successors.isEmpty ? "  as above\n" : "\n")
        // As deep as a terminal is wide.
        guard !isKnown, bars.count < 255 else { return }
        for (index, successor) in successors.enumerated() {
            branch(
                successor, bars + [!isLast], isLast: index == successors.count - 1, &told, into: &output)
        }
    }

    // MARK: Graphviz

    private func writeDot(into output: inout [UInt8]) {
        output.append(text: "digraph paths {\n  rankdir=LR;\n  node [shape=box];\n")
        output.append(text: "  source [label=\(quoted(label(nil)))];\n")
        for (place, node) in graph.nodes.enumerated() {
            let shape = node.isTarget ? ", peripheries=2" : node.address == nil ? ", style=dashed" : ""
            output.append(text: "  n\(place) [label=\(quoted(label(place)))\(shape)];\n")
        }
        for edge in graph.edges {
            output.append(text: "  \(edge.from.map { "n\($0)" } ?? "source") -> n\(edge.to)")
            output.append(text: " [label=\"\(edge.flows.count)\"];\n")
        }
        output.append(text: "}\n")
    }

    /// A string of Graphviz: what could end it, or is no text, is left out.
    private func quoted(_ text: String) -> String {
        "\""
            + text.filter {
                $0 != "\"" && $0 != "\\" && !$0.isNewline
                    && $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
            } + "\""
    }
}
