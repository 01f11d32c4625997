import Probes
import Wire

/// Neighbours as a table, as lines of JSON and as comma-separated values.
public enum NeighborReport {
    public static func text(
        _ neighbors: [Neighbor], _ names: InterfaceNames, vendor: (MACAddress) -> String?, to text: inout [UInt8]
    ) {
        var table = TextTable(["ADDRESS", "INTERFACE", "MAC", "STATE", "SEEN", "REMARKS"], numbers: ["SEEN"])
        for neighbor in neighbors {
            table.add("\(neighbor.address)")
            table.add(foreign: names[neighbor.interfaceIndex])
            table.add(neighbor.mac.map(\.description) ?? "-")
            table.add(neighbor.state.rawValue)
            table.add(neighbor.seenWords ?? "-")
            let kind = neighbor.mac.flatMap { $0.ownKind ?? vendor($0) }
            table.add(foreign: (neighbor.remarks + [kind].compactMap { $0 }).joined(separator: ", "))
        }
        table.write(hasHead: true, to: &text)
    }

    public static func json(
        _ neighbor: Neighbor, _ names: InterfaceNames, vendor: (MACAddress) -> String?, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "neighbor")
            neighbor.members(names, to: &json)
            json.add("vendor", neighbor.mac.flatMap(vendor))
        }
    }

    public static let columns = ["address", "interface", "mac", "state", "router", "proxy"]

    public static func csv(_ neighbors: [Neighbor], _ names: InterfaceNames, to output: inout [UInt8]) {
        CSVRow.head(columns, into: &output)
        for neighbor in neighbors {
            var row = CSVRow()
            row.add(neighbor.address)
            row.add(names[neighbor.interfaceIndex])
            row.add(neighbor.mac?.description)
            row.add(neighbor.state.rawValue)
            row.add(neighbor.isRouter ? 1 : 0)
            row.add(neighbor.isProxy ? 1 : 0)
            row.end(columns: columns.count, into: &output)
        }
    }
}

extension Neighbor {
    func members(_ names: InterfaceNames, to json: inout JSONWriter) {
        json.add("address", address)
        json.add("interface", names[interfaceIndex])
        json.add("mac", mac?.description)
        json.add("state", state.rawValue)
        json.add("router", isRouter)
        json.add("proxy", isProxy)
        json.add("external", isExternal)
        json.add("confirmed_age_ms", mac == nil ? nil : confirmedAge)
        json.add("used_age_ms", usedAge)
    }

    /// How long ago it was known to be there.
    fileprivate var seenWords: String? {
        guard let confirmedAge, mac != nil, state != .permanent, state != .noARP else { return nil }
        return "\(confirmedAge / 1000) s ago"
    }

    fileprivate var remarks: [String] {
        [isRouter ? "router" : nil, isProxy ? "proxy" : nil, isExternal ? "told from outside" : nil].compactMap { $0 }
    }
}
