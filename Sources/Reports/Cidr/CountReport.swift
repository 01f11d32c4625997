import Analysis
import Wire

/// How many blocks, and how many addresses are in them.
public struct CountReport: Sendable {
    private let format: CidrFormat

    public init(_ format: CidrFormat) { self.format = format }

    public func write(_ set: AddressSet, blocks: Int, to text: inout TextBuffer) {
        let merged = (0..<set.rangeCount).reduce(0) { sum, index in
            sum + set.range(at: index).blocks.reduce(0) { count, _ in count + 1 }
        }
        let rows: [(name: StaticName, AddressCount)] = [
            ("blocks", AddressCount(UInt128(blocks))), ("aggregated", AddressCount(UInt128(merged))),
            ("ipv4_addresses", set.ipv4Count), ("ipv6_addresses", set.ipv6Count),
        ]
        switch format {
        case .text:
            for (name, count) in rows {
                text.append(text: "\(name.text.replacing("_", with: " ")): ".replacing("ipv", with: "IPv"))
                count.write(to: &text)
                text.append(word: "\n")
            }
        case .json:
            var line: [UInt8] = []
            JSONWriter.line(to: &line) { object in
                object.add("type", "count")
                for (name, count) in rows { object.add(name, count) }
            }
            text.append(copying: line.span)
        case .csv:
            text.append(text: rows.map(\.name.text).joined(separator: ",") + "\r\n")
            text.append(text: rows.map { $0.1.description }.joined(separator: ",") + "\r\n")
        }
    }
}
