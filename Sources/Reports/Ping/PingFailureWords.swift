import Probes
import Wire

/// An ICMP message's type and code, and what the registries call them.
struct ICMPNaming: Hashable {
    let type: UInt8
    let code: UInt8
    let name: String

    init(type: UInt8, code: UInt8, isIPv6: Bool) {
        self.type = type
        self.code = code
        name =
            isIPv6
            ? ICMPv6Kind(type: ICMPv6Type(rawValue: type), code: code).name
            : ICMPv4Kind(type: ICMPv4Type(rawValue: type), code: code).name
    }
}

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

    /// Nil for what this machine says.
    var icmp: ICMPNaming? {
        switch cause {
        case .icmp(let type, let code): ICMPNaming(type: type, code: code, isIPv6: false)
        case .icmpv6(let type, let code): ICMPNaming(type: type, code: code, isIPv6: true)
        case .local: nil
        }
    }

    var isLocal: Bool { if case .local = cause { true } else { false } }
}

extension PingReply {
    /// Type and code of an ICMP answer whose code is not 0 as it should be.
    var oddICMP: ICMPNaming? {
        guard marks.contains(.oddCode) else { return nil }
        let type: UInt8 =
            switch kind {
            case .timestamp: ICMPv4Type.timestampReply.rawValue
            default: from.isIPv6 ? ICMPv6Type.echoReply.rawValue : ICMPv4Type.echoReply.rawValue
            }
        return ICMPNaming(type: type, code: code, isIPv6: from.isIPv6)
    }
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

    /// What a router added to its message, in brackets.
    mutating func append(wordsOf element: ICMPExtension) {
        switch element {
        case .mplsLabelStack(let entries):
            for entry in entries { append(wordsOf: entry) }
        case .interfaceInformation(let interface):
            append(wordsOf: interface)
        case .other(let number, let type, let data):
            append(text: " [extension \(number.rawValue)/\(type):")
            for byte in data.prefix(32) {
                append(text: " ")
                append(hex: UInt64(byte), digits: 2)
            }
            append(text: data.count > 32 ? " ...]" : "]")
        case .interfaceIdentification:
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
