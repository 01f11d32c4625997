import ArgumentParser
import Probes
import Wire

/// How the frames of `arp` look, where they are to look otherwise than usual.
struct ARPFrameOptions: Sendable {
    var interface: String?
    var source: IPAddress?
    var fields = ARPFields()
    var frameSource: MACAddress?
    var vlans: [UInt16] = []
    var usesSNAP = false
    var padding: [UInt8] = []
    var write: String?

    /// The frame that these options make of the usual one.
    func apply(to probe: inout NeighborProbe) {
        probe.fields = fields
        if probe.fields.senderHardware == nil, frameSource != nil { probe.fields.senderHardware = probe.frameSource }
        if let frameSource { probe.frameSource = frameSource }
        probe.tags = vlans.map { VLANTag(identifier: $0, etherType: .vlan) }
        probe.usesSNAP = usesSNAP
        probe.padding = padding
    }

    func validate() throws {
        if vlans.count > 2 { throw ValidationError("--vlan can be given twice at most.") }
        if padding.count > 1400 { throw ValidationError("--padding takes at most 1400 bytes.") }
        if write == "-" { throw ValidationError("--write needs a file: standard output has the results.") }
    }
}

/// A command of a table that sends frames to neighbours.
protocol FrameChoosing: FamilyChoosing {
    var frames: ARPFrameOptions { get set }
}

extension OptionSection where Command: FrameChoosing {
    static var frames: OptionSection {
        OptionSection(
            "Frames",
            [
                .value("vlan", "id", "Tag frames for this VLAN; twice for a tag within a tag.") {
                    $0.frames.vlans.append(UInt16(try number(upTo: 4094)($1)))
                },
                .flag("llc", "In LLC and SNAP, as IEEE 802 frames have it (RFC 1042).") { $0.frames.usesSNAP = true },
                .value("padding", "hex", "Bytes behind the message.") { $0.frames.padding = try hexBytes($1) },
                .value("srcaddr", "mac", "The MAC address that frames come from.") {
                    $0.frames.frameSource = try macAddress($1)
                },
                .value("destaddr", "mac", "The MAC address that frames go to; usually all.") {
                    $0.frames.fields.frameDestination = try macAddress($1)
                },
                .value("prototype", "number", "The EtherType of frames; usually 0x0806.") {
                    $0.frames.fields.etherType = EtherType(rawValue: UInt16(try number(upTo: 0xFFFF)($1)))
                },
                .value("arphrd", "number", "ARP's hardware type; usually 1.") {
                    $0.frames.fields.hardwareType = UInt16(try number(upTo: 0xFFFF)($1))
                },
                .value("arppro", "number", "ARP's protocol type; usually 0x0800.") {
                    $0.frames.fields.protocolType = UInt16(try number(upTo: 0xFFFF)($1))
                },
                .value("arphln", "number", "What ARP says of the length of MAC addresses; usually 6.") {
                    $0.frames.fields.hardwareLength = UInt8(try number(upTo: 255)($1))
                },
                .value("arppln", "number", "What ARP says of the length of IP addresses; usually 4.") {
                    $0.frames.fields.protocolLength = UInt8(try number(upTo: 255)($1))
                },
                .value("arpop", "number", "ARP's opcode; usually 1, a request.") {
                    $0.frames.fields.opcode = ARPOpcode(rawValue: UInt16(try number(upTo: 0xFFFF)($1)))
                },
                .value("arpsha", "mac", "The sender's MAC address in the message.") {
                    $0.frames.fields.senderHardware = try macAddress($1)
                },
                .value("arpspa", "address", "The sender's IP address in the message, or 'dest': the target's.") {
                    if $1 == "dest" {
                        $0.frames.fields.senderIsTarget = true
                    } else {
                        $0.frames.source = try address($1)
                    }
                },
                .value("arptha", "mac", "The target's MAC address in the message; usually zero.") {
                    $0.frames.fields.targetHardware = try macAddress($1)
                },
            ])
    }
}

/// Bytes in hexadecimal.
@Sendable func hexBytes(_ text: String) throws -> [UInt8] {
    guard let bytes = [UInt8](hexDigits: text.utf8) else {
        throw ValidationError("'\(text)' is not hexadecimal digits, two a byte.")
    }
    return bytes
}

@Sendable func macAddress(_ text: String) throws -> MACAddress {
    guard let address = MACAddress(text) else { throw ValidationError("'\(text)' is no MAC address.") }
    return address
}

@Sendable func address(_ text: String) throws -> IPAddress {
    guard let address = IPAddress(text) else { throw ValidationError("'\(text)' is no address.") }
    return address
}
