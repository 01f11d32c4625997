extension DNSRecord {
    /// The data as it is signed: names in lower case, in the types that are as old as DNSSEC (RFC 4034 section 6.2,
    /// RFC 6840 section 5.1).
    public var canonicalData: [UInt8] {
        guard Self.lowercasedTypes.contains(type.rawValue), !isMalformed, let fields = type.fields(in: dnsClass) else {
            return data.bytes
        }
        var bytes = data.bytes
        let span = data.bytes.span
        // What was read once can be read again.
        try? DNSRecordData.forEachPart(span, 0..<span.count, fields) { part throws(WireError) in
            guard case .name(let place, _) = part else { return }
            for index in place { bytes[index] = bytes[index].lowercased }
        }
        return bytes
    }

    /// NS, MD, MF, CNAME, SOA, MB, MG, MR, PTR, MINFO, MX, RP, AFSDB, RT, SIG, PX, NXT, SRV, NAPTR, KX, A6, DNAME and
    /// RRSIG.
    private static let lowercasedTypes: Set<UInt16> = [
        2, 3, 4, 5, 6, 7, 8, 9, 12, 14, 15, 17, 18, 21, 24, 26, 30, 33, 35, 36, 38, 39, 46,
    ]
}

extension DNSRecord {
    /// The types that a record of NSEC, NSEC3 or their like lists; none where it is another record.
    public var listedTypes: Set<DNSType> {
        guard !isMalformed, let fields = type.fields(in: dnsClass) else { return [] }
        let span = data.bytes.span
        var reader = DNSDataReader(span, 0..<span.count)
        for field in fields {
            guard let place = try? reader.take(field.form) else { return [] }
            if field.form == .typeBitmap { return Set(TypeBitmap.types(in: span.extracting(place), isOld: false)) }
        }
        return []
    }
}
