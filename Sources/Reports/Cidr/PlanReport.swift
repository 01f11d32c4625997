import Analysis
import Wire

/// Subnets for numbers of hosts, and what is left.
public struct PlanReport: Sendable {
    private let format: CidrFormat

    public init(_ format: CidrFormat) { self.format = format }

    public func write(_ plan: SubnetPlan, to text: inout TextBuffer) {
        if format == .csv { text.append(text: "wanted_hosts,block,first_host,last_host,hosts\r\n") }
        for subnet in plan.subnets { write(subnet.block, wanted: subnet.hosts, to: &text) }
        for index in 0..<plan.free.rangeCount {
            for block in plan.free.range(at: index).blocks { write(block, wanted: nil, to: &text) }
        }
    }

    private func write(_ block: AddressBlock, wanted: UInt128?, to text: inout TextBuffer) {
        switch format {
        case .text:
            let start = text.count
            block.write(to: &text)
            text.append(spaces: 24 - (text.count - start))
            text.append(text: wanted.map { "\(block.hosts.count) hosts for \($0)" } ?? "free")
            text.append(word: "\n")
        case .json:
            var line: [UInt8] = []
            JSONWriter.line(to: &line) { object in
                object.add(row: block)
                object.add("hosts", block.hosts.count)
                object.add("wanted_hosts", wanted)
                object.add("free", wanted == nil)
            }
            text.append(copying: line.span)
        case .csv:
            let wanted = wanted.map { "\($0)" } ?? ""
            text.append(text: "\(wanted),\(block),\(block.hosts.first),\(block.hosts.last),\(block.hosts.count)\r\n")
        }
    }
}
