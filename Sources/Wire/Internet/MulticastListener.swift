/// A multicast listener message in borrowed bytes: query, report and done of version 1 (RFC 2710), query and report of
/// version 2 (RFC 3810). Once `init` returns, no accessor traps.
///
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |     Code      |          Checksum             |
///     |    Maximum Response Code      |           Reserved            |
///     |  Multicast Address, 16 bytes                                  |  all but the version 2 report
///     | Resv  |S| QRV |     QQIC      |     Number of Sources (N)     |  version 2 query
///     |  Source Addresses, 16 bytes each                              |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |    Reserved   |          Checksum             |  version 2 report
///     |           Reserved            |Number of Address Records (M)  |
///     |  Address Records ...                                          |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
public struct MulticastListenerMessage: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// `bytes` are the whole ICMPv6 message.
    ///
    /// - Throws: `truncated` below the bytes that the type and the number of sources call for, `badLength` for a query
    ///   of 25...27 bytes, which is of neither version (RFC 3810 section 8.1), `badValue` for any other type.
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, "MLD")
        var needed = 24
        switch ICMPv6Type(rawValue: bytes[0]) {
        case .multicastListenerQuery where bytes.count > 24:
            guard bytes.count >= 28 else {
                throw WireError("MLD", .badLength(field: "query", value: bytes.count, minimum: 28, maximum: 0xFFFF))
            }
            needed = 28 + Int(bytes.uint16(at: 26)) * IPv6Address.byteCount
        case .multicastListenerQuery, .multicastListenerReport, .multicastListenerDone: break
        case .multicastListenerReportV2: needed = 8
        case let type: throw WireError("MLD", .badValue(field: "type", value: Int(type.rawValue)))
        }
        try bytes.require(needed, "MLD")
        self.bytes = bytes
    }

    @inlinable public var type: ICMPv6Type { ICMPv6Type(rawValue: bytes[0]) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }

    /// Whether the message is a query or a report of version 2.
    @inlinable public var isVersion2: Bool {
        type == .multicastListenerReportV2 || type == .multicastListenerQuery && bytes.count >= 28
    }

    /// The field as it was sent; zero in a version 2 report, which has none.
    @inlinable public var maximumResponseCode: UInt16 {
        type == .multicastListenerReportV2 ? 0 : bytes.uint16(at: 4)
    }

    /// How long a listener may wait before it reports, in milliseconds: version 2 sends long times as floating point
    /// (RFC 3810 section 5.1.3).
    public var maximumResponseDelay: UInt32 {
        let code = UInt32(maximumResponseCode)
        guard isVersion2, code >= 0x8000 else { return code }
        return (code & 0xFFF | 0x1000) << (code >> 12 & 7 + 3)
    }

    /// The group asked for, zero for all, or reported; nil in a version 2 report.
    @inlinable public var multicastAddress: IPv6Address? {
        type == .multicastListenerReportV2 ? nil : bytes.ipv6Address(at: 8)
    }

    /// What a version 2 query adds; nil in any other message.
    public var query: MulticastListenerQueryParameters? {
        guard isVersion2, type == .multicastListenerQuery else { return nil }
        return MulticastListenerQueryParameters(
            suppressesRouterProcessing: bytes[24] & 8 != 0, robustness: bytes[24] & 7, intervalCode: bytes[25],
            sources: (0..<Int(bytes.uint16(at: 26))).map { bytes.ipv6Address(at: 28 + $0 * IPv6Address.byteCount) })
    }

    /// How many records a version 2 report says it holds; zero in any other message.
    @inlinable public var recordCount: Int { type == .multicastListenerReportV2 ? Int(bytes.uint16(at: 6)) : 0 }

    /// The records of a version 2 report; none in any other message.
    ///
    /// - Throws: `truncated` where a record reaches past the end.
    public func records() throws(WireError) -> [MulticastListenerRecord] {
        var records: [MulticastListenerRecord] = []
        var position = 8
        for _ in 0..<recordCount {
            let record = try MulticastListenerRecord(parsing: bytes.suffix(from: position), at: position)
            position += record.byteCount
            records.append(record)
        }
        return records
    }

    /// Tells `sink` what follows type, code and checksum. `offset` is the message's place in the packet.
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        if let multicastAddress {
            sink.number(
                "icmpv6.mld.maximum_response_code", "Maximum Response Code", maximumResponseCode,
                at: offset + 4..<offset + 6)
            sink.number(
                "icmpv6.mld.maximum_response_delay", "Maximum Response Delay", maximumResponseDelay, .units("ms"),
                at: offset + 4..<offset + 6)
            sink.address(
                "icmpv6.mld.multicast_address", "Multicast Address", multicastAddress, at: offset + 8..<offset + 24)
        }
        query?.describe(into: &sink, at: offset)
        guard type == .multicastListenerReportV2 else { return }
        sink.number(
            "icmpv6.mldr.nb_mcast_records", "Number of Multicast Address Records", UInt16(recordCount),
            at: offset + 6..<offset + 8)
        do {
            var position = offset + 8
            for record in try records() {
                record.describe(into: &sink, at: position)
                position += record.byteCount
            }
        } catch {
            sink.warning("icmpv6.mldr.mar", error.description, at: offset + 8..<offset + bytes.count)
        }
    }
}

/// What a version 2 query says after the group (RFC 3810 section 5.1).
public struct MulticastListenerQueryParameters: Hashable, Sendable {
    public var suppressesRouterProcessing: Bool
    /// The querier's robustness variable, 0...7.
    public var robustness: UInt8
    /// The querier's query interval code.
    public var intervalCode: UInt8
    public var sources: [IPv6Address]

    public init(
        suppressesRouterProcessing: Bool = false, robustness: UInt8 = 2, intervalCode: UInt8 = 125,
        sources: [IPv6Address] = []
    ) {
        self.suppressesRouterProcessing = suppressesRouterProcessing
        self.robustness = robustness & 7
        self.intervalCode = intervalCode
        self.sources = sources
    }

    /// The query interval in seconds (RFC 3810 section 5.1.9).
    public var interval: UInt32 {
        let code = UInt32(intervalCode)
        return code < 0x80 ? code : (code & 0xF | 0x10) << (code >> 4 & 7 + 3)
    }

    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let place = offset + 24..<offset + 25
        sink.flag("icmpv6.mld.flag.s", "Suppress Router-Side Processing", suppressesRouterProcessing, at: place)
        sink.number("icmpv6.mld.flag.qrv", "Querier's Robustness Variable", robustness, at: place)
        sink.number("icmpv6.mld.qqi", "Querier's Query Interval Code", intervalCode, at: offset + 25..<offset + 26)
        sink.number(
            "icmpv6.mld.nb_sources", "Number of Sources", UInt64(sources.count), at: offset + 26..<offset + 28)
        for (index, source) in sources.enumerated() {
            let start = offset + 28 + index * IPv6Address.byteCount
            sink.address("icmpv6.mld.source_address", "Source Address", source, at: start..<start + 16)
        }
    }
}
