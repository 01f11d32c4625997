import Probes
import Wire

// A drawing of all ways: a column a hop, a box a router, a line a link.

extension PathReport {
    private static let row = 64
    /// Between two columns, for lines to cross.
    private static let gap = 40
    private static let boxHeight = 40

    /// As wide as the longest text, of letters of twelve pixels.
    private var boxWidth: Int {
        let longest = (graph.nodes.indices.map { label($0).count } + [label(nil).count]).max() ?? 0
        return min(max(150, longest * 7 + 20), 700)
    }

    /// Where each node is drawn: the column of the last hop that it was seen at, so that lines lead to the right.
    private var places: [(column: Int, row: Int)] {
        let first = graph.edges.map(\.ttl).min() ?? 1
        let columns = graph.nodes.indices.map { place in
            (graph.edges.filter { $0.to == place }.map(\.ttl).max() ?? first) - first + 1
        }
        var used: [Int: Int] = [:]
        return columns.map { column in
            defer { used[column, default: 0] += 1 }
            return (column, used[column] ?? 0)
        }
    }

    func writeSVG(into output: inout [UInt8]) {
        let places = places
        let boxWidth = boxWidth
        let columnWidth = boxWidth + Self.gap
        var heights: [Int: Int] = [0: 1]
        for place in places { heights[place.column] = max(heights[place.column] ?? 0, place.row + 1) }
        let rows = heights.values.max() ?? 1
        let width = ((heights.keys.max() ?? 0) + 1) * columnWidth + 20
        let height = rows * Self.row + 20
        output.append(
            text: """
                <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
                viewBox="0 0 \(width) \(height)" font-family="sans-serif" font-size="12">
                <rect width="100%" height="100%" fill="white"/>\n
                """)
        /// The middle of a box, its column centred.
        func middle(_ column: Int, _ row: Int) -> (x: Int, y: Int) {
            let free = (rows - (heights[column] ?? 1)) * Self.row / 2
            return (10 + column * columnWidth + boxWidth / 2, 10 + free + row * Self.row + Self.row / 2)
        }
        for edge in graph.edges {
            let from = edge.from.map { middle(places[$0].column, places[$0].row) } ?? middle(0, 0)
            let to = middle(places[edge.to].column, places[edge.to].row)
            let isDashed =
                graph.nodes[edge.to].address == nil || edge.from.map { graph.nodes[$0].address == nil } ?? false
            let half = boxWidth / 2
            output.append(
                text: """
                    <line x1="\(from.x + half)" y1="\(from.y)" x2="\(to.x - half)" y2="\(to.y)" stroke="#456" \
                    stroke-width="2"\(isDashed ? " stroke-dasharray=\"5 4\"" : "")/>\n
                    """)
        }
        draw(label(nil), "this machine", at: middle(0, 0), fill: "#eef3f8", into: &output)
        for (place, node) in graph.nodes.enumerated() {
            let words =
                switch node.balance {
                case .flow: "shares by flow"
                case .packet: "shares by packet"
                case nil: node.isTarget ? "target" : node.address == nil ? "silent" : ""
                }
            let fill = node.isTarget ? "#dff0d8" : node.balance == nil ? "#ffffff" : "#fff3cd"
            draw(label(place), words, at: middle(places[place].column, places[place].row), fill: fill, into: &output)
        }
        output.append(text: "</svg>\n")
    }

    private func draw(
        _ text: String, _ words: String, at middle: (x: Int, y: Int), fill: String, into output: inout [UInt8]
    ) {
        let (left, top) = (middle.x - boxWidth / 2, middle.y - Self.boxHeight / 2)
        let line = words.isEmpty ? middle.y + 4 : middle.y - 3
        output.append(
            text: """
                <rect x="\(left)" y="\(top)" width="\(boxWidth)" height="\(Self.boxHeight)" rx="5" \
                fill="\(fill)" stroke="#456"/>
                <text x="\(middle.x)" y="\(line)" text-anchor="middle">\(Self.escaped(text))</text>\n
                """)
        guard !words.isEmpty else { return }
        output.append(
            text: "<text x=\"\(middle.x)\" y=\"\(middle.y + 13)\" text-anchor=\"middle\" fill=\"#567\" "
                + "font-size=\"10\">\(words)</text>\n")
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            default: if scalar.value >= 32, scalar.value != 127 { result.unicodeScalars.append(scalar) }
            }
        }
    }
}
