import Probes
import Wire

/// What a machine would do with a packet, and why: the decision between the link and a gateway.
public struct DecisionReport: Sendable {
    private let decision: RouteDecision
    private let names: InterfaceNames
    /// The subnet of the interface that the source address is in.
    private let subnet: AddressBlock?

    public init(_ decision: RouteDecision, _ names: InterfaceNames, subnet: AddressBlock?) {
        self.decision = decision
        self.names = names
        self.subnet = subnet
    }

    private var destination: IPAddress { decision.query.destination }
    private var route: Route { decision.route }
    private var interfaceName: String { names[route.interfaceIndex] }

    /// The decision in a sentence.
    private var sentence: String {
        switch route.kind {
        case .local: "\(destination) is this machine itself: the packet never leaves it"
        case .broadcast: "\(destination) is all on the link of \(interfaceName)"
        case .multicast: "\(destination) is a group: who has joined it on the link of \(interfaceName) hears it"
        default:
            if let gateway = route.gateway {
                "\(destination) is not on the link" + (subnet.map { ", outside \($0)" } ?? "")
                    + ": it goes by the gateway \(gateway)"
            } else {
                "\(destination) is on the link of \(interfaceName)"
                    + (subnet.map { $0.contains(destination) ? ", in \($0)" : "" } ?? "") + ": it is sent there itself"
            }
        }
    }

    private var neighborWords: String? {
        guard decision.needsNeighbor else { return nil }
        let question = destination.isIPv6 ? "neighbour discovery" : "ARP"
        let hop = decision.nextHop
        guard let neighbor = decision.neighbor, let mac = neighbor.mac else {
            let state = decision.neighbor.map { ", \($0.state.rawValue)" } ?? ""
            return "\(hop) is not known\(state): \(question) has to ask who has it first"
        }
        return "\(hop) is at \(mac), \(neighbor.state.rawValue): the frame is addressed to it"
    }

    public func text(to text: inout [UInt8]) {
        text.appendEscaped(sentence)
        text.append(text: "\n")
        line("source", route.source.map { "\($0), \($0.kind)" }, to: &text)
        let mac = decision.interface.flatMap { $0.isLoopback ? nil : $0.mac }
        let mtu = decision.interface.map { ", MTU \($0.mtu)" } ?? ""
        line("interface", interfaceName + (mac.map { ", \($0)" } ?? "") + mtu, to: &text)
        line("route", decision.entry.map { entryWords($0) }, to: &text)
        line("rule", decision.rule.map { "\($0.priority): \($0.words), \($0.actionWords)" }, to: &text)
        line("path MTU", mtuWords, to: &text)
        line("neighbour", neighborWords, to: &text)
    }

    private func line(_ title: String, _ words: String?, to text: inout [UInt8]) {
        guard let words else { return }
        text.append(text: "  " + title + String(repeating: " ", count: 11 - title.utf8.count))
        text.appendEscaped(words)
        text.append(text: "\n")
    }

    private func entryWords(_ entry: Route) -> String {
        var words = entry.destinationName
        if let gateway = entry.gateway { words += " by \(gateway)" }
        words += ", table \(entry.tableName)"
        if let metric = entry.metric { words += ", metric \(metric)" }
        return words + ", from \(entry.originName)"
    }

    private var mtuWords: String? {
        guard let learnt = route.mtu else { return decision.mtu.map { "\($0), the interface's" } }
        return "\(learnt)" + (route.expires.map { ", learnt from an ICMP error, for \($0) s more" } ?? ", of the route")
    }

    public func json(to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "decision")
            json.add("target", destination)
            json.add("on_link", route.gateway == nil)
            json.add("message", sentence)
            json.add("kind", route.kind.rawValue)
            json.add("gateway", route.gateway)
            json.add("source", route.source)
            json.add("subnet", subnet.map(\.description))
            json.add("interface", interfaceName)
            json.add("interface_mtu", decision.interface?.mtu)
            json.add("mtu", decision.mtu)
            json.add("mtu_expires", route.mtu == nil ? nil : route.expires)
            if let entry = decision.entry { json.add("route") { json in entry.members(names, to: &json) } }
            if let rule = decision.rule { json.add("rule") { json in rule.members(to: &json) } }
            json.add("next_hop", decision.needsNeighbor ? decision.nextHop : nil)
            if let neighbor = decision.neighbor {
                json.add("neighbor") { json in neighbor.members(names, to: &json) }
            }
        }
    }
}
