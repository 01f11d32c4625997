import Probes
import Wire

/// An interface with its addresses.
public struct InterfaceReport: Sendable {
    private let interface: NetworkInterface
    private let addresses: [InterfaceAddress]
    private let names: InterfaceNames
    /// To whom its MAC address was assigned.
    private let vendor: String?

    public init(
        _ interface: NetworkInterface, _ addresses: [InterfaceAddress], _ names: InterfaceNames, vendor: String? = nil
    ) {
        self.interface = interface
        self.addresses = addresses
        self.names = names
        self.vendor = vendor
    }

    public func text(to text: inout [UInt8]) {
        text.append(text: "\(interface.index) ")
        text.appendEscaped(interface.name)
        text.append(text: ": \(interface.stateWords), ")
        text.appendEscaped(interface.kindWords)
        text.append(text: ", MTU \(interface.mtu)")
        if let master = interface.master {
            text.append(text: ", port of ")
            text.appendEscaped(names[master])
        }
        if let alias = interface.alias {
            text.append(text: ", ")
            text.appendEscaped(alias)
        }
        text.append(text: "\n")
        if let mac = interface.mac, !interface.isLoopback {
            text.append(text: "    MAC   \(mac)")
            if let words = mac.ownKind ?? vendor {
                text.append(text: "  ")
                text.appendEscaped(words)
            }
            text.append(text: "\n")
        }
        for address in addresses { write(address, to: &text) }
        write(interface.received, "received", to: &text)
        if interface.missedCount > 0 { text.append(text: ", \(interface.missedCount) missed") }
        write(interface.sent, "; sent", to: &text)
        text.append(text: "\n")
    }

    private func write(_ address: InterfaceAddress, to text: inout [UInt8]) {
        text.append(text: address.address.isIPv6 ? "    IPv6  " : "    IPv4  ")
        text.append(text: "\(address.block)  ")
        var facts = [address.address.kind]
        if let peer = address.peer { facts.append("peer \(peer)") }
        if let broadcast = address.broadcast { facts.append("broadcast \(broadcast)") }
        if let scope = address.scope, scope != .global { facts.append("scope \(scope.name)") }
        facts += address.flagWords
        if let valid = address.validLifetime {
            facts.append("valid for \(valid) s")
            if let preferred = address.preferredLifetime { facts.append("preferred for \(preferred) s") }
        }
        text.append(text: facts.joined(separator: ", ") + "\n")
    }

    private func write(_ counters: NetworkInterface.Counters, _ word: String, to text: inout [UInt8]) {
        let start = word.first == ";" ? word : "    " + word
        text.append(text: "\(start) \(counters.packets) packets, \(counters.bytes) bytes")
        if counters.errors > 0 { text.append(text: ", \(counters.errors) errors") }
        if counters.dropped > 0 { text.append(text: ", \(counters.dropped) dropped") }
    }

    /// Members of the line, behind its type.
    func members(to json: inout JSONWriter) {
        json.add("index", interface.index)
        json.add("interface", interface.name)
        json.add("state", interface.stateWords)
        json.add("oper_state", interface.state.rawValue)
        json.add("flags", strings: interface.flagWords)
        json.add("hardware", interface.hardwareType.name)
        json.add("kind", interface.kind)
        json.add("vlan", interface.vlan)
        json.add("master", interface.master.map { names[$0] })
        json.add("alias", interface.alias)
        json.add("mtu", interface.mtu)
        json.add("mac", interface.mac?.description)
        json.add("vendor", vendor)
        json.add("addresses", objects: addresses) { json, address in address.members(to: &json) }
        json.add("received") { json in interface.received.members(to: &json) }
        json.add("sent") { json in interface.sent.members(to: &json) }
        json.add("missed", interface.missedCount)
    }

    public func json(to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "interface")
            members(to: &json)
        }
    }

    public static let columns = ["interface", "state", "mtu", "mac", "address", "prefix", "kind", "scope", "flags"]

    public static func csvHead(to output: inout [UInt8]) {
        CSVRow.head(columns, into: &output)
    }

    /// A row an address; one without where there is none.
    public func csv(to output: inout [UInt8]) {
        for address in addresses.isEmpty ? [nil] : addresses.map({ Optional($0) }) {
            var row = CSVRow()
            row.add(interface.name)
            row.add(interface.stateWords)
            row.add(interface.mtu)
            row.add(interface.mac?.description)
            row.add(address?.address)
            row.add(address?.prefixLength)
            row.add(address?.address.kind)
            row.add(address?.scope?.name)
            row.add(address.map { $0.flagWords.joined(separator: " ") })
            row.end(columns: Self.columns.count, into: &output)
        }
    }
}

extension InterfaceAddress {
    func members(to json: inout JSONWriter) {
        json.add("address", address)
        json.add("prefix", prefixLength)
        json.add("kind", address.kind)
        json.add("scope", scope?.name)
        json.add("peer", peer)
        json.add("broadcast", broadcast)
        json.add("flags", strings: flagWords)
        json.add("valid_lifetime", validLifetime)
        json.add("preferred_lifetime", preferredLifetime)
    }
}

extension NetworkInterface.Counters {
    fileprivate func members(to json: inout JSONWriter) {
        json.add("packets", packets)
        json.add("bytes", bytes)
        json.add("errors", errors)
        json.add("dropped", dropped)
    }
}
