import CPacketIO
import Probes
import Wire

/// A filter in libpcap's language for packets that are here already, of whatever link types.
public struct CaptureFilter: Sendable {
    private let expression: String
    private var programs: [UInt16: PacketFilter] = [:]

    /// - Throws: libpcap's words, where it does not understand the expression for Ethernet or is not there.
    public init(_ expression: String) throws(LinkError) {
        self.expression = expression
        programs[LinkType.ethernet.rawValue] = try PacketFilter(compiling: expression, linkType: .ethernet)
    }

    /// Whether the filter lets a packet pass. It does not where the expression has no sense for the link type.
    public mutating func matches(_ packet: Span<UInt8>, originalLength: Int, linkType: LinkType) -> Bool {
        if programs[linkType.rawValue] == nil {
            programs[linkType.rawValue] =
                (try? PacketFilter(compiling: expression, linkType: linkType)) ?? PacketFilter.nothing
        }
        guard let program = programs[linkType.rawValue] else { return false }
        return unsafe packet.withUnsafeBufferPointer { bytes in
            unsafe cpk_filter_matches(
                program.instructions, bytes.baseAddress, UInt32(bytes.count), UInt32(clamping: originalLength))
        }
    }
}
