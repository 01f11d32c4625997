import Probes
import Wire

/// What happens to the addresses of a link, an event a line: for people, as JSON, as comma-separated values.
public struct WatchReport: Sendable {
    /// Whose MAC address it is.
    private let vendor: @Sendable (MACAddress) -> String?
    /// The name of an address, where it is known.
    private let name: @Sendable (IPAddress) -> String?

    public init(
        vendor: @escaping @Sendable (MACAddress) -> String?, name: @escaping @Sendable (IPAddress) -> String?
    ) {
        (self.vendor, self.name) = (vendor, name)
    }

    // MARK: Text

    public func text(_ event: LinkEvent, to text: inout [UInt8]) {
        text.append(rfc3339: event.sighting.time)
        let place = event.sighting.interface + (event.sighting.vlan.map { ", VLAN \($0)" } ?? "")
        let words = " \(place): \(event.kind.rawValue): \(words(event)), by \(event.messageWords)"
        text.appendEscaped(words + (event.suppressedCount > 0 ? " (\(event.suppressedCount) more before)" : ""))
        text.append(text: "\n")
    }

    private func words(_ event: LinkEvent) -> String {
        let address = addressWords(event)
        let mac = macWords(event.sighting.mac)
        let before = event.previousMAC.map(\.description) ?? "nobody"
        switch event.kind {
        case .new: return "\(address) is at \(mac)"
        case .returned:
            let days = event.lastSeen.map { (event.sighting.time - $0) / (86_400 * .second) } ?? 0
            return "\(address) is back after \(days) days, at \(mac)"
        case .moved: return "\(address) at \(mac) has moved here from \(event.previousInterface ?? "elsewhere")"
        case .flipFlop: return "\(address) is back at \(mac), it was at \(before)"
        case .reused: return "\(address) is at \(mac) again, it was at \(before)"
        case .gratuitous: return "\(address) tells unasked that it is at \(mac)"
        case .mismatch:
            return "\(address) is at \(mac), says a frame from \(event.sighting.frameSource.map(macWords) ?? "nobody")"
        case .bogon: return "\(address) is of no subnet of this link, at \(mac)"
        case .probe: return "\(mac) asks whether \(address) is free, which \(before) has"
        case .failover, .changed:
            guard let source = event.sighting.frameSource, let other = event.previousSource else {
                return "\(address) is at \(mac), it was at \(before)"
            }
            return "\(address) at \(mac) is served by \(macWords(source)), it was served by \(other)"
        case .conflict: return "\(address) is claimed by \(mac), and \(before) has it"
        case .gatewayClaimed: return "\(address) is claimed by \(mac), it was at \(before)"
        }
    }

    private func addressWords(_ event: LinkEvent) -> String {
        let named = name(event.sighting.address).map { " (\($0))" } ?? ""
        let role = event.isOwn ? "this machine's " : event.isGateway ? "the gateway " : ""
        return "\(role)\(event.sighting.address)\(named)"
    }

    private func macWords(_ mac: MACAddress) -> String {
        "\(mac)" + (mac.owner(vendor).map { " (\($0))" } ?? "")
    }

    // MARK: JSON

    public func json(_ event: LinkEvent, to output: inout [UInt8]) {
        let sighting = event.sighting
        JSONWriter.line(to: &output) { json in
            json.add("type", event.kind.rawValue)
            json.add("time", moment: sighting.time)
            json.add("interface", sighting.interface)
            json.add("vlan", sighting.vlan)
            json.add("address", sighting.address)
            json.add("name", name(sighting.address))
            json.add("mac", sighting.mac.description)
            json.add("vendor", vendor(sighting.mac))
            json.add("previous_mac", event.previousMAC?.description)
            json.add("previous_vendor", event.previousMAC.flatMap(vendor))
            json.add("previous_interface", event.previousInterface)
            json.add("frame_source", sighting.frameSource?.description)
            json.add("previous_frame_source", event.previousSource?.description)
            json.add("message", sighting.message.rawValue)
            json.add("gateway", event.isGateway ? true : nil)
            json.add("own", event.isOwn ? true : nil)
            if let router = event.virtualRouter {
                json.add("virtual_router") { json in
                    json.add("protocol", router.redundancy.rawValue)
                    json.add("group", router.group)
                }
            }
            if let time = event.firstSeen { json.add("first_seen", moment: time) }
            if let time = event.lastSeen { json.add("last_seen", moment: time) }
            json.add("suppressed", event.suppressedCount > 0 ? event.suppressedCount : nil)
        }
    }

    // MARK: CSV

    public static let columns = [
        "time", "event", "interface", "vlan", "address", "mac", "previous_mac", "frame_source", "message", "vendor",
        "name", "previous_frame_source",
    ]

    public static func csvHead(to output: inout [UInt8]) {
        CSVRow.head(columns, into: &output)
    }

    public func csv(_ event: LinkEvent, to output: inout [UInt8]) {
        let sighting = event.sighting
        var row = CSVRow()
        row.add { $0.append(rfc3339: sighting.time) }
        row.add(event.kind.rawValue)
        row.add(sighting.interface)
        row.add(sighting.vlan)
        row.add(sighting.address)
        row.add(sighting.mac.description)
        row.add(event.previousMAC?.description)
        row.add(sighting.frameSource?.description)
        row.add(sighting.message.rawValue)
        row.add(vendor(sighting.mac))
        row.add(name(sighting.address))
        row.add(event.previousSource?.description)
        row.end(columns: Self.columns.count, into: &output)
    }
}

extension LinkEvent {
    /// The message that has shown it, as RFC 826 and RFC 4861 call it.
    fileprivate var messageWords: String {
        switch (sighting.message, sighting.address.isIPv6) {
        case (.table, _): "the kernel's table"
        case (.gratuitous, true): "unsolicited neighbour advertisement"
        case (.solicitation, _): "neighbour solicitation"
        case (.advertisement, _): "neighbour advertisement"
        case (.probe, true): "duplicate address detection"
        case (let message, true): message.rawValue
        case (.gratuitous, false): "gratuitous ARP"
        case (.reverseReply, false): "RARP reply"
        case (let message, false): "ARP \(message.rawValue)"
        }
    }
}
