import Probes
import Wire

/// Who made a network card, by its MAC address; nil where nobody knows.
public typealias VendorNames = (MACAddress) -> String?

extension MACAddress {
    /// What its first bytes say: a kind of address that nobody was assigned, or a vendor.
    func owner(_ vendor: VendorNames) -> String? { ownKind ?? vendor(self) }
}

extension NeighborSighting {
    /// What is unusual about the frame.
    var remarks: [String] {
        var remarks: [String] = []
        if !vlans.isEmpty { remarks.append("VLAN " + vlans.map(String.init).joined(separator: ", ")) }
        if isSNAP { remarks.append("SNAP") }
        if frameSource != mac { remarks.append("sent by \(frameSource)") }
        if !padding.isEmpty { remarks.append("padded with \(padding.count) bytes") }
        if let flags { remarks += flags.words }
        for option in options {
            switch option {
            case .targetLinkLayerAddress, .sourceLinkLayerAddress: break
            case .nonce: remarks.append("nonce")
            default: remarks.append("option \(option.type.rawValue)")
            }
        }
        return remarks
    }

    func members(to json: inout JSONWriter) {
        json.add("kind", kind.rawValue)
        json.add("frame_source", frameSource == mac ? nil : frameSource.description)
        json.add("frame_destination", frameDestination.description)
        json.add("vlans", strings: vlans.map(String.init))
        json.add("framing", isSNAP ? "snap" : nil)
        json.add("padding_bytes", padding.isEmpty ? nil : padding.count)
        if let flags { json.add("flags", strings: flags.words) }
    }
}

extension NeighborAdvertisementFlags {
    fileprivate var words: [String] {
        let names: [(NeighborAdvertisementFlags, String)] = [
            (.router, "router"), (.solicited, "solicited"), (.override, "override"),
        ]
        return names.filter { contains($0.0) }.map(\.1)
    }
}

extension [UInt8] {
    /// ` (Vendor)`, where there is something to say.
    mutating func append(owner: String?) {
        guard let owner else { return }
        append(text: " (")
        appendEscaped(owner)
        append(text: ")")
    }

    /// `, a, b`.
    mutating func append(remarks: [String]) {
        for remark in remarks {
            append(text: ", ")
            append(text: remark)
        }
    }
}
