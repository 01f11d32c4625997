import Probes
import Wire

extension ResolveAnswer {
    /// Whether a whole zone was asked for, and not what has changed in it.
    var isOfWholeZone: Bool {
        guard let packet = try? DNSPacket(parsing: query.span) else { return false }
        return packet.question?.type == .axfr
    }
}
