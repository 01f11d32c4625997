import Probes
import Wire

// What a machine's network is, in words.

extension IPAddress {
    /// Its kind by the registries: private, link-local, documentation; public where none of them has it.
    var kind: String { SpecialPurpose(self)?.kind ?? "public" }
}

extension NetworkInterface {
    /// Its state in a word or two, as people ask for it.
    var stateWords: String {
        guard isUp else { return "down" }
        let state = isRunning ? "up" : state == .unknown || state == .down ? "up, no link" : "up, \(state.rawValue)"
        return state
    }

    /// What it is: by its driver's word, or by its hardware.
    var kindWords: String {
        if let vlan { return "VLAN \(vlan)" }
        return kind ?? hardwareType.name ?? "type \(hardwareType.rawValue)"
    }

    var flagWords: [String] {
        let words: [(Flags, String)] = [
            (.up, "up"), (.broadcast, "broadcast"), (.loopback, "loopback"), (.pointToPoint, "point-to-point"),
            (.running, "running"), (.noARP, "no-arp"), (.promiscuous, "promiscuous"),
            (.allMulticast, "all-multicast"), (.multicast, "multicast"), (.lowerUp, "lower-up"), (.dormant, "dormant"),
        ]
        return words.filter { flags.contains($0.0) }.map(\.1)
    }
}

extension MACAddress {
    /// What its first byte says, where no vendor has assigned it.
    var ownKind: String? {
        if rawValue == 0 { return "none" }
        if self == .broadcast { return "broadcast" }
        if let router = VirtualRouter(self) { return "\(router.redundancy.rawValue) group \(router.group)" }
        return isGroup ? "group" : isLocallyAdministered ? "locally administered" : nil
    }
}

extension InterfaceAddress {
    var flagWords: [String] {
        let words: [(Flags, String)] = [
            (.secondary, address.isIPv6 ? "temporary" : "secondary"), (.optimistic, "optimistic"),
            (.duplicate, "duplicate"), (.deprecated, "deprecated"), (.tentative, "tentative"),
            (.noPrefixRoute, "no-prefix-route"), (.stablePrivacy, "stable-privacy"),
        ]
        return words.filter { flags.contains($0.0) }.map(\.1)
    }

    /// "10.0.0.1/24".
    var block: String { "\(address)/\(prefixLength)" }
}

extension InterfaceAddress.Scope {
    var name: String {
        switch self {
        case .global: "global"
        case .site: "site"
        case .link: "link"
        case .host: "host"
        case .nowhere: "nowhere"
        }
    }
}

extension Route {
    /// Who has made it, by Linux's names (/usr/share/iproute2/rt_protos).
    var originName: String {
        let names: [UInt8: String] = [
            1: "redirect", 2: "kernel", 3: "boot", 4: "static", 8: "gated", 9: "ra", 11: "zebra", 12: "bird",
            16: "dhcp", 18: "keepalived", 42: "babel", 186: "bgp", 187: "isis", 188: "ospf", 189: "rip", 192: "eigrp",
        ]
        return names[origin] ?? "\(origin)"
    }

    static func name(ofTable table: UInt32) -> String {
        switch table {
        case mainTable: "main"
        case localTable: "local"
        case defaultTable: "default"
        default: "\(table)"
        }
    }

    var tableName: String { Self.name(ofTable: table) }

    /// "default", or where it leads.
    var destinationName: String {
        guard let destination, destination.prefixLength > 0 else { return "default" }
        let isOne = destination.prefixLength == destination.network.bitCount
        return isOne ? "\(destination.network)" : "\(destination)"
    }
}

extension RoutingRule {
    /// "from 10.0.0.0/8 to all, mark 0x1: table 7".
    var words: String {
        var words = (isInverted ? "not " : "") + "from \(source.map(\.description) ?? "all")"
        if let destination { words += " to \(destination)" }
        if let inputInterface { words += " in by \(inputInterface)" }
        if let outputInterface { words += " out by \(outputInterface)" }
        if let mark {
            words += " mark 0x\(String(mark.value, radix: 16))"
            if mark.mask != .max { words += "/0x\(String(mark.mask, radix: 16))" }
        }
        if let typeOfService { words += " tos 0x\(String(typeOfService, radix: 16))" }
        if let users { words += " of users \(users.lowerBound)-\(users.upperBound)" }
        if let protocolNumber { words += " protocol \(IPProtocol(rawValue: protocolNumber))" }
        if let sourcePorts { words += " source port \(sourcePorts.lowerBound)-\(sourcePorts.upperBound)" }
        if let destinationPorts {
            words += " destination port \(destinationPorts.lowerBound)-\(destinationPorts.upperBound)"
        }
        return words
    }

    var actionWords: String {
        switch action {
        case .table(let table):
            "table \(Route.name(ofTable: table))"
                + (suppressedLength.map { ", but for routes of \($0) bits or fewer" } ?? "")
        case .goTo(let priority): "go to rule \(priority)"
        case .nothing: "nothing"
        case .refuse(let kind): kind.rawValue
        }
    }
}

/// Names of interfaces, by their indices.
public struct InterfaceNames: Sendable {
    private let names: [UInt32: String]

    public init(_ interfaces: [NetworkInterface]) {
        names = Dictionary(interfaces.map { ($0.index, $0.name) }) { first, _ in first }
    }

    subscript(index: UInt32) -> String { names[index] ?? "interface \(index)" }
}
