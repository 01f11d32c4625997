/// How long a message may be believed, as its records have it (RFC 1035 section 3.2.1, RFC 2308).
public enum DNSLifetime {
    /// In seconds; nil where the message says nothing that may be kept: failures, what was cut, what can't be read, and
    /// denials that no SOA record goes with.
    public static func seconds(of message: Span<UInt8>) -> UInt32? {
        guard let packet = try? DNSPacket(parsing: message), !packet.header.flags.isTruncated else { return nil }
        let code = packet.responseCode
        guard code == .noError || code == .noSuchName else { return nil }
        var shortest: UInt32?
        var isDenial = code == .noSuchName || packet.header.answerCount == 0
        let isWhole = visit(packet) { record, section in
            var seconds = record.timeToLive.asLifetime
            if section == .authorities {
                if record.type == .soa { seconds = min(seconds, record.negativeLifetime ?? 0) }
                // Servers of a zone below deny nothing.
                let isReferral = record.type == .ns && code == .noError
                if record.type == .soa || isReferral { isDenial = false }
            }
            shortest = min(shortest ?? seconds, seconds)
        }
        return isWhole && !isDenial ? shortest : nil
    }

    /// The message when so many seconds have gone by: each of its records has less time left.
    public static func age(_ message: [UInt8], by seconds: UInt32) -> [UInt8] {
        var times: [(place: Int, seconds: UInt32)] = []
        guard let packet = try? DNSPacket(parsing: message.span) else { return message }
        _ = visit(packet) { record, _ in
            let left = record.timeToLive.asLifetime
            times.append((record.name.end + 4, left - min(seconds, left)))
        }
        var message = message
        for (place, seconds) in times { message.replaceSubrange(place..<place + 4, with: [UInt8](bigEndian: seconds)) }
        return message
    }

    /// Visits the records that have a time to live; false where one can't be read.
    private static func visit(
        _ packet: borrowing DNSPacket, _ body: (borrowing DNSRecordView, DNSSection) -> Void
    ) -> Bool {
        var position = DNSHeader.byteCount
        for section in DNSSection.inOrder {
            var entries = packet.entries(of: section, at: position)
            while entries.step() {
                guard section != .questions, let record = entries.record, !record.isCut else { continue }
                if record.type != .opt, record.type != .tsig { body(record, section) }
            }
            guard entries.problem == nil, !entries.isCut else { return false }
            position = entries.end
        }
        return true
    }
}

extension UInt32 {
    /// With its highest bit set, a time to live is none (RFC 2181 section 8).
    fileprivate var asLifetime: UInt32 { self >> 31 == 0 ? self : 0 }
}

extension DNSRecordView {
    /// Of an SOA record: for how long what it goes with may be said not to be there (RFC 2308 section 4).
    fileprivate var negativeLifetime: UInt32? {
        withData { data in data.count >= 20 ? data.uint32(at: data.count - 4).asLifetime : nil }
    }
}
