import Probes
import Wire

/// Routes, rules and neighbours as tables, as lines of JSON and as comma-separated values.
public enum RouteReport {
    public static func text(_ routes: [Route], _ names: InterfaceNames, to text: inout [UInt8]) {
        let titles = ["DESTINATION", "GATEWAY", "INTERFACE", "SOURCE", "METRIC", "MTU", "ORIGIN", "TABLE", "KIND"]
        var table = TextTable(titles, numbers: ["METRIC", "MTU"])
        for route in routes {
            for (place, hop) in (route.hops.isEmpty ? [Route.Hop()] : route.hops).enumerated() {
                let hasWay = !route.hops.isEmpty
                let isFirst = place == 0
                table.add(isFirst ? route.destinationName + (route.from.map { " from \($0)" } ?? "") : "")
                table.add(hop.gateway.map(\.description) ?? (route.kind == .unicast && hasWay ? "on link" : "-"))
                table.add(hasWay ? names[hop.interfaceIndex] : "-")
                table.add(route.source.map(\.description) ?? "-")
                table.add(route.metric.map(String.init) ?? "-")
                table.add(route.mtu.map(String.init) ?? "-")
                table.add(route.originName)
                table.add(route.tableName)
                let weight = route.hops.count > 1 ? ", weight \(hop.weight)" : ""
                table.add(route.kind.rawValue + weight + (hop.isDead ? ", dead" : ""))
            }
        }
        table.write(hasHead: true, to: &text)
    }

    public static func json(_ route: Route, _ names: InterfaceNames, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "route")
            route.members(names, to: &json)
        }
    }

    public static let columns = [
        "destination", "gateway", "interface", "source", "metric", "mtu", "origin", "table", "kind",
    ]

    public static func csv(_ routes: [Route], _ names: InterfaceNames, to output: inout [UInt8]) {
        var head = CSVRow()
        for column in columns { head.add(column) }
        head.end(columns: columns.count, into: &output)
        for route in routes {
            for hop in route.hops.isEmpty ? [nil] : route.hops.map({ Optional($0) }) {
                var row = CSVRow()
                row.add(route.destinationName)
                row.add(hop?.gateway)
                row.add(hop.map { names[$0.interfaceIndex] })
                row.add(route.source)
                row.add(route.metric)
                row.add(route.mtu)
                row.add(route.originName)
                row.add(route.tableName)
                row.add(route.kind.rawValue)
                row.end(columns: columns.count, into: &output)
            }
        }
    }

    public static func text(_ rules: [RoutingRule], to text: inout [UInt8]) {
        var table = TextTable(["PRIORITY", "FAMILY", "PACKETS", "ACTION"], numbers: ["PRIORITY"])
        for rule in rules {
            table.add("\(rule.priority)")
            table.add(rule.isIPv6 ? "IPv6" : "IPv4")
            table.add(rule.words)
            table.add(rule.actionWords)
        }
        table.write(hasHead: true, to: &text)
    }

    public static func json(_ rule: RoutingRule, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "rule")
            rule.members(to: &json)
        }
    }

    public static func text(
        _ neighbors: [Neighbor], _ names: InterfaceNames, vendor: (MACAddress) -> String?, to text: inout [UInt8]
    ) {
        var table = TextTable(["ADDRESS", "INTERFACE", "MAC", "STATE", "SEEN", "REMARKS"], numbers: ["SEEN"])
        for neighbor in neighbors {
            table.add("\(neighbor.address)")
            table.add(names[neighbor.interfaceIndex])
            table.add(neighbor.mac.map(\.description) ?? "-")
            table.add(neighbor.state.rawValue)
            table.add(neighbor.seenWords ?? "-")
            let kind = neighbor.mac.flatMap { $0.ownKind ?? vendor($0) }
            table.add((neighbor.remarks + [kind].compactMap { $0 }).joined(separator: ", "))
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

    public static let neighborColumns = ["address", "interface", "mac", "state", "router", "proxy"]

    public static func csv(_ neighbors: [Neighbor], _ names: InterfaceNames, to output: inout [UInt8]) {
        var head = CSVRow()
        for column in neighborColumns { head.add(column) }
        head.end(columns: neighborColumns.count, into: &output)
        for neighbor in neighbors {
            var row = CSVRow()
            row.add(neighbor.address)
            row.add(names[neighbor.interfaceIndex])
            row.add(neighbor.mac?.description)
            row.add(neighbor.state.rawValue)
            row.add(neighbor.isRouter ? 1 : 0)
            row.add(neighbor.isProxy ? 1 : 0)
            row.end(columns: neighborColumns.count, into: &output)
        }
    }
}

extension TextTable {
    /// A cell of text from anywhere.
    fileprivate mutating func add(_ text: String) {
        bytes.appendEscaped(text)
        endCell()
    }
}

extension Route {
    func members(_ names: InterfaceNames, to json: inout JSONWriter) {
        json.add("kind", kind.rawValue)
        json.add("destination", destination.map(\.description))
        json.add("from", from.map(\.description))
        if hops.count == 1 {
            json.add("gateway", gateway)
            json.add("interface", names[interfaceIndex])
        } else if !hops.isEmpty {
            json.add("ways", objects: hops) { json, hop in
                json.add("gateway", hop.gateway)
                json.add("interface", names[hop.interfaceIndex])
                json.add("weight", hop.weight)
                json.add("dead", hop.isDead)
            }
        }
        json.add("source", source)
        json.add("metric", metric)
        json.add("mtu", mtu)
        json.add("expires", expires)
        json.add("origin", originName)
        json.add("scope", scope?.name)
        json.add("table", tableName)
    }
}

extension RoutingRule {
    func members(to json: inout JSONWriter) {
        json.add("priority", priority)
        json.add("family", isIPv6 ? "IPv6" : "IPv4")
        json.add("packets", words)
        json.add("action", actionWords)
        if case .table(let table) = action { json.add("table", Route.name(ofTable: table)) }
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
