import Wire

/// A zone on its way, in as many messages as it takes: where it ends (RFC 5936 section 2.2, RFC 1995 section 4).
///
/// It begins and ends with the zone's SOA. In an incremental one, the second record is a SOA too, of the version that
/// the changes begin with; the zone's own then comes once more before the last additions.
struct ZoneTransfer: Hashable, Sendable {
    private var recordCount = 0
    private var serial: UInt32 = 0
    /// How often the zone's SOA has come, with its serial.
    private var ownCount = 0
    private var isIncremental = false
    private let mayBeIncremental: Bool

    init(mayBeIncremental: Bool) { self.mayBeIncremental = mayBeIncremental }

    var hasBegun: Bool { recordCount > 0 }

    /// Looks at the records of a message; whether there are more to come.
    ///
    /// - Throws: why they can't be those of a zone.
    mutating func take(_ bytes: Span<UInt8>) throws(WireError) -> Bool {
        let packet = try DNSPacket(parsing: bytes)
        var questions = packet.entries(of: .questions)
        questions.finish()
        var answers = packet.entries(of: .answers, at: questions.end)
        let isFirst = recordCount == 0
        while answers.step(), let record = answers.record {
            recordCount += 1
            if recordCount == 1, record.type != .soa {
                throw WireError(
                    "zone", .badValue(field: "first type", value: Int(record.type.rawValue)), at: answers.start)
            }
            guard record.type == .soa, let own = (try? DNSRecord(record))?.serial else { continue }
            if recordCount == 1 { serial = own }
            if recordCount == 2, mayBeIncremental { isIncremental = own != serial }
            if own == serial { ownCount += 1 }
            if recordCount > 1, ownCount == (isIncremental ? 3 : 2) { return false }
        }
        if let problem = answers.problem { throw problem }
        // The SOA alone says that there is nothing new.
        return !(mayBeIncremental && isFirst && recordCount == 1)
    }
}
