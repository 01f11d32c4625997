import Probes
import Wire

/// Routes and rules as tables, as lines of JSON and as comma-separated values.
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
                table.add(foreign: hasWay ? names[hop.interfaceIndex] : "-")
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
        CSVRow.head(columns, into: &output)
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
            table.add(foreign: rule.words)
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
