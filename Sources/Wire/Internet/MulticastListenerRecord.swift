/// What a version 2 report says of one group (RFC 3810 section 5.2).
///
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  Record Type  |  Aux Data Len |     Number of Sources (N)     |
///     |  Multicast Address, 16 bytes                                  |
///     |  Source Addresses, 16 bytes each                              |
///     |  Auxiliary Data, in 32-bit words                              |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
public struct MulticastListenerRecord: Hashable, Sendable {
    public var type: MulticastListenerRecordType
    public var multicastAddress: IPv6Address
    public var sources: [IPv6Address]
    /// A multiple of 4 bytes, at most 1,020; nobody has defined any.
    public var auxiliaryData: [UInt8]

    public init(
        type: MulticastListenerRecordType, multicastAddress: IPv6Address, sources: [IPv6Address] = [],
        auxiliaryData: [UInt8] = []
    ) {
        self.type = type
        self.multicastAddress = multicastAddress
        self.sources = sources
        self.auxiliaryData = auxiliaryData
    }

    public var byteCount: Int { 20 + sources.count * IPv6Address.byteCount + auxiliaryData.count }

    init(parsing bytes: Span<UInt8>, at offset: Int) throws(WireError) {
        guard bytes.count >= 20 else {
            throw WireError("MLD record", .truncated(needed: 20, available: bytes.count), at: offset)
        }
        let sourceCount = Int(bytes.uint16(at: 2))
        let auxiliaryOffset = 20 + sourceCount * IPv6Address.byteCount
        let needed = auxiliaryOffset + Int(bytes[1]) * 4
        guard bytes.count >= needed else {
            throw WireError("MLD record", .truncated(needed: needed, available: bytes.count), at: offset)
        }
        type = MulticastListenerRecordType(rawValue: bytes[0])
        multicastAddress = bytes.ipv6Address(at: 4)
        sources = (0..<sourceCount).map { bytes.ipv6Address(at: 20 + $0 * IPv6Address.byteCount) }
        auxiliaryData = [UInt8](copying: bytes.slice(at: auxiliaryOffset, upTo: Int(bytes[1]) * 4))
    }

    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(type.rawValue)
        output.append(UInt8(truncatingIfNeeded: auxiliaryData.count / 4))
        output.append(bigEndian: UInt16(truncatingIfNeeded: sources.count))
        output.append(bigEndian: multicastAddress.rawValue)
        for source in sources { output.append(bigEndian: source.rawValue) }
        output.append(copying: auxiliaryData.span)
    }

    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.openItem("icmpv6.mldr.mar", "Multicast Address Record", at: offset..<offset + byteCount)
        sink.number("icmpv6.mldr.mar.record_type", "Record Type", type, at: offset..<offset + 1)
        sink.number(
            "icmpv6.mldr.mar.nb_sources", "Number of Sources", UInt64(sources.count), at: offset + 2..<offset + 4)
        sink.address(
            "icmpv6.mldr.mar.multicast_address", "Multicast Address", multicastAddress, at: offset + 4..<offset + 20)
        for (index, source) in sources.enumerated() {
            let start = offset + 20 + index * IPv6Address.byteCount
            sink.address("icmpv6.mldr.mar.source_address", "Source Address", source, at: start..<start + 16)
        }
        if !auxiliaryData.isEmpty {
            sink.bytes(
                "icmpv6.mldr.mar.auxiliary_data", "Auxiliary Data", auxiliaryData.span,
                at: offset + byteCount - auxiliaryData.count..<offset + byteCount)
        }
        sink.close()
    }
}

/// What a record says (RFC 3810 section 5.2.12).
public struct MulticastListenerRecordType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let modeIsInclude = MulticastListenerRecordType(rawValue: 1)
    public static let modeIsExclude = MulticastListenerRecordType(rawValue: 2)
    public static let changeToInclude = MulticastListenerRecordType(rawValue: 3)
    public static let changeToExclude = MulticastListenerRecordType(rawValue: 4)
    public static let allowNewSources = MulticastListenerRecordType(rawValue: 5)
    public static let blockOldSources = MulticastListenerRecordType(rawValue: 6)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Mode is Include", "RFC 3810"),
        Assignment(2, "Mode is Exclude", "RFC 3810"),
        Assignment(3, "Change to Include", "RFC 3810"),
        Assignment(4, "Change to Exclude", "RFC 3810"),
        Assignment(5, "Allow New Sources", "RFC 3810"),
        Assignment(6, "Block Old Sources", "RFC 3810"),
    ]
}

/// A multicast listener message to send, or one that was read.
public enum MulticastListener: Hashable, Sendable {
    /// Without parameters a query of version 1. Group zero asks for all.
    case query(IPv6Address, maximumResponseCode: UInt16, MulticastListenerQueryParameters?)
    case report(IPv6Address)
    case done(IPv6Address)
    case reportV2([MulticastListenerRecord])

    /// Reads a whole ICMPv6 message.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let view = try MulticastListenerMessage(parsing: bytes)
        guard let address = view.multicastAddress else {
            self = .reportV2(try view.records())
            return
        }
        switch view.type {
        case .multicastListenerReport: self = .report(address)
        case .multicastListenerDone: self = .done(address)
        default: self = .query(address, maximumResponseCode: view.maximumResponseCode, view.query)
        }
    }

    public var byteCount: Int {
        switch self {
        case .query(_, _, let parameters): 24 + (parameters.map { 4 + $0.sources.count * 16 } ?? 0)
        case .report, .done: 24
        case .reportV2(let records): records.reduce(8) { $0 + $1.byteCount }
        }
    }

    /// Appends the ICMPv6 message; without a pseudo-header the checksum stays zero, for a kernel to fill in.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, pseudoHeader: PseudoHeader?) {
        let start = output.count
        switch self {
        case .query(let address, let code, let parameters):
            output.append(bigEndian: UInt32(ICMPv6Type.multicastListenerQuery.rawValue) << 24)
            output.append(bigEndian: UInt32(code) << 16)
            output.append(bigEndian: address.rawValue)
            if let parameters {
                output.append(parameters.robustness & 7 | (parameters.suppressesRouterProcessing ? 8 : 0))
                output.append(parameters.intervalCode)
                output.append(bigEndian: UInt16(truncatingIfNeeded: parameters.sources.count))
                for source in parameters.sources { output.append(bigEndian: source.rawValue) }
            }
        case .report(let address), .done(let address):
            let type: ICMPv6Type = if case .done = self { .multicastListenerDone } else { .multicastListenerReport }
            output.append(bigEndian: UInt64(type.rawValue) << 56)
            output.append(bigEndian: address.rawValue)
        case .reportV2(let records):
            output.append(bigEndian: UInt32(ICMPv6Type.multicastListenerReportV2.rawValue) << 24)
            output.append(bigEndian: UInt32(truncatingIfNeeded: records.count & 0xFFFF))
            for record in records { record.serialize(into: &output) }
        }
        output.setICMPv6Checksum(from: start, pseudoHeader: pseudoHeader)
    }
}
