import Probes
import Wire

/// `--explain`: the question to a neighbour and the answers, field by field.
public struct NeighborStory {
    private let packets: [SeenPacket]
    private let vendor: VendorNames

    public init(_ packets: [SeenPacket], vendor: @escaping VendorNames) {
        self.packets = packets
        self.vendor = vendor
    }

    public func tell(to text: inout [UInt8]) {
        let frames = packets.filter { $0.linkHeader.count >= EthernetHeader.byteCount }
        guard let question = frames.first(where: { $0.direction == .sent }) else {
            return text.append(text: "\nNo question left this machine.\n")
        }
        let destination = question.frame.span.macAddress(at: 0)
        text.append(text: "\nThe question, as it left\n  ")
        text.append(
            text: destination.isGroup
                ? "The frame goes to \(destination): to everybody who may have the address.\n"
                : "The frame goes to \(destination) alone.\n")
        tell(question, to: &text)
        let answers = frames.filter { $0.direction == .received }
        for (number, answer) in answers.prefix(4).enumerated() {
            text.append(text: number == 0 ? "\nThe answer, as it came\n" : "\nAnother one\n")
            let mac = answer.frame.span.macAddress(at: 6)
            if let owner = mac.owner(vendor) {
                text.append(text: "  It comes from \(mac): ")
                text.appendEscaped(owner)
                text.append(text: ".\n")
            }
            tell(answer, to: &text)
            guard question.stamps.kernel > 0, answer.stamps.kernel > 0 else { continue }
            let time = answer.stamps.kernel - question.stamps.kernel
            text.append(text: "  The kernel stamped both as they passed: \(time) ns lie between.\n")
        }
        if answers.isEmpty { text.append(text: "\nNobody answered.\n") }
    }

    private func tell(_ packet: SeenPacket, to text: inout [UInt8]) {
        var tree = TreeText(frame: packet.frame, indent: 2)
        PacketWalk(LinkType.ethernet).describe(packet.frame.span, into: &tree)
        text += tree.text
    }
}
