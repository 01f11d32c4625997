import Probes
import Wire

/// Changes of a machine's network, a line each.
public enum ChangeReport {
    public static func text(
        _ change: NetworkChange, _ names: InterfaceNames, at time: Nanoseconds, to text: inout [UInt8]
    ) {
        text.append(rfc3339: time)
        text.append(text: " ")
        text.appendEscaped(words(change, names))
        text.append(text: "\n")
    }

    private static func words(_ change: NetworkChange, _ names: InterfaceNames) -> String {
        switch change {
        case .interface(let interface, let isGone):
            let state = isGone ? "is gone" : "is \(interface.stateWords), MTU \(interface.mtu)"
            return "interface \(interface.name) \(state)" + (interface.mac.map { isGone ? "" : ", \($0)" } ?? "")
        case .address(let address, let isGone):
            let flags = address.flagWords.isEmpty || isGone ? "" : ", " + address.flagWords.joined(separator: ", ")
            let state = isGone ? "is gone" : "is there\(flags)"
            return "address \(address.block) of \(names[address.interfaceIndex]) \(state)"
        case .route(let route, let isGone):
            let way = route.gateway.map { "by \($0)" } ?? (route.hops.isEmpty ? route.kind.rawValue : "on link")
            let place = route.hops.isEmpty ? "" : " of \(names[route.interfaceIndex])"
            let state = isGone ? "is gone" : "is there"
            return "route \(route.destinationName) \(way)\(place), table \(route.tableName), \(state)"
        case .neighbor(let neighbor, let isGone):
            let mac = neighbor.mac.map { " at \($0)" } ?? ""
            let state = isGone ? "is gone" : "is \(neighbor.state.rawValue)"
            return "neighbour \(neighbor.address)\(mac) on \(names[neighbor.interfaceIndex]) \(state)"
        case .missed: return "some changes were missed: there were too many at once"
        }
    }

    public static func json(
        _ change: NetworkChange, _ names: InterfaceNames, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "change")
            json.add("time", moment: time)
            switch change {
            case .interface(let interface, let isGone):
                json.add("subject", "interface")
                json.add("gone", isGone)
                InterfaceReport(interface, [], names).members(to: &json)
            case .address(let address, let isGone):
                json.add("subject", "address")
                json.add("gone", isGone)
                json.add("interface", names[address.interfaceIndex])
                address.members(to: &json)
            case .route(let route, let isGone):
                json.add("subject", "route")
                json.add("gone", isGone)
                route.members(names, to: &json)
            case .neighbor(let neighbor, let isGone):
                json.add("subject", "neighbor")
                json.add("gone", isGone)
                neighbor.members(names, to: &json)
            case .missed: json.add("subject", "missed")
            }
        }
    }
}
