import Probes
import Wire

extension PingFailure {
    /// "Destination Host Unreachable", "Time to live exceeded in transit", or the system's words.
    var words: String {
        switch cause {
        case .icmp(let type, let code):
            let kind = ICMPv4Kind(type: ICMPv4Type(rawValue: type), code: code)
            return Self.words(kind.codeName, kind.sentence, isUnreachable: kind.type == .destinationUnreachable)
        case .icmpv6(let type, let code):
            let kind = ICMPv6Kind(type: ICMPv6Type(rawValue: type), code: code)
            return Self.words(kind.codeName, kind.sentence, isUnreachable: kind.type == .destinationUnreachable)
        case .local(let error):
            return error.message
        }
    }

    private static func words(_ name: String?, _ sentence: String, isUnreachable: Bool) -> String {
        if isUnreachable, let name, name.hasSuffix(" Unreachable") { return "Destination " + name }
        return sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    /// The registry's name of type and code; nil for what this machine says.
    var icmp: (type: UInt8, code: UInt8, name: String)? {
        switch cause {
        case .icmp(let type, let code):
            (type, code, ICMPv4Kind(type: ICMPv4Type(rawValue: type), code: code).name)
        case .icmpv6(let type, let code):
            (type, code, ICMPv6Kind(type: ICMPv6Type(rawValue: type), code: code).name)
        case .local: nil
        }
    }

    var isLocal: Bool { icmp == nil }
}

extension [UInt8] {
    /// Says what went wrong and all that the message tells about it.
    mutating func append(wordsOf failure: PingFailure) {
        appendEscaped(failure.words)
        if let mtu = failure.nextHopMTU {
            append(text: failure.isLocal ? ", path MTU " : ", next-hop MTU ")
            append(decimal: mtu)
        }
        if let gateway = failure.gateway {
            append(text: ", new gateway ")
            gateway.write(to: &self)
        }
        if let pointer = failure.pointer {
            append(text: ", at byte ")
            append(decimal: pointer)
        }
        for element in failure.extensions { append(wordsOf: element) }
    }

    private mutating func append(wordsOf element: ICMPExtension) {
        switch element {
        case .mplsLabelStack(let entries):
            for entry in entries { append(wordsOf: entry) }
        case .interfaceInformation(let interface):
            append(wordsOf: interface)
        case .interfaceIdentification, .other:
            break
        }
    }

    private mutating func append(wordsOf entry: MPLSLabelStackEntry) {
        append(text: " [MPLS label ")
        append(decimal: UInt64(entry.label))
        append(text: " TC ")
        append(decimal: UInt64(entry.trafficClass))
        append(text: entry.isBottomOfStack ? " S 1 TTL " : " S 0 TTL ")
        append(decimal: UInt64(entry.timeToLive))
        append(text: "]")
    }

    private mutating func append(wordsOf interface: InterfaceInformation) {
        append(text: " [")
        append(text: interface.role.words)
        if let name = interface.name {
            append(text: " ")
            appendEscaped(name)
        }
        if let address = interface.address {
            append(text: " ")
            address.write(to: &self)
        }
        if let index = interface.index {
            append(text: " index ")
            append(decimal: UInt64(index))
        }
        if let mtu = interface.mtu {
            append(text: " MTU ")
            append(decimal: UInt64(mtu))
        }
        append(text: "]")
    }
}

extension InterfaceInformation.Role {
    var words: String {
        switch self {
        case .incoming: "incoming interface"
        case .incomingSubIP: "incoming interface below IP"
        case .outgoing: "outgoing interface"
        case .nextHop: "next hop"
        }
    }

    /// The name in JSON.
    var identifier: String {
        switch self {
        case .incoming: "incoming"
        case .incomingSubIP: "incoming_sub_ip"
        case .outgoing: "outgoing"
        case .nextHop: "next_hop"
        }
    }
}
