import Probes
import Wire

/// What a frame to a neighbour is addressed with, layer by layer.
public struct FrameAddressing: Hashable, Sendable {
    public var interfaceIndex: UInt32
    public var sourceMAC: MACAddress
    public var destinationMAC: MACAddress
    /// From outside in.
    public var tags: [VLANTag] = []
    public var source: IPAddress
    public var ttl: UInt8 = 64
    public var trafficClass: UInt8 = 0
    public var dontFragment = true

    public init(interfaceIndex: UInt32, sourceMAC: MACAddress, destinationMAC: MACAddress, source: IPAddress) {
        self.interfaceIndex = interfaceIndex
        self.sourceMAC = sourceMAC
        self.destinationMAC = destinationMAC
        self.source = source
    }

    /// Appends Ethernet and IP headers and what `write` appends: an ICMP message of `byteCount` bytes, whose ICMPv6
    /// checksum is filled in here.
    @_lifetime(output: copy output)
    func frame(
        to destination: IPAddress, byteCount: Int, identification: UInt16, into output: inout OutputSpan<UInt8>,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        EthernetHeader(
            destination: destinationMAC, source: sourceMAC, etherType: destination.isIPv6 ? .ipv6 : .ipv4
        ).serialize(tags: tags, into: &output)
        switch (source, destination) {
        case (.v4(let source), .v4(let destination)):
            var header = IPv4Header(protocolNumber: .icmp, source: source, destination: destination)
            header.timeToLive = ttl
            header.dscp = DSCP(rawValue: trafficClass >> 2)
            header.ecn = ECN(rawValue: trafficClass & 3)
            header.dontFragment = dontFragment
            header.identification = identification
            header.serialize(into: &output, payloadLength: byteCount)
            write(&output)
        case (.v6(let source), .v6(let destination)):
            var header = IPv6Header(nextHeader: .icmpv6, source: source, destination: destination)
            header.hopLimit = ttl
            header.dscp = DSCP(rawValue: trafficClass >> 2)
            header.ecn = ECN(rawValue: trafficClass & 3)
            header.serialize(into: &output, payloadLength: byteCount)
            let start = output.count
            write(&output)
            Self.fillChecksum(.ipv6(source: source, destination: destination), from: start, of: &output)
        default:
            break
        }
    }

    /// Fills in the checksum of the ICMPv6 message from `start` on.
    @_lifetime(output: copy output)
    private static func fillChecksum(
        _ pseudoHeader: PseudoHeader, from start: Int, of output: inout OutputSpan<UInt8>
    ) {
        var checksum = pseudoHeader.checksum(
            protocol: IPProtocol.icmpv6.rawValue, length: output.count - start)
        checksum.add(output.span.suffix(from: start))
        output.set(checksum.value, at: start + 2)
    }
}
