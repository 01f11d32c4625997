/// An option to send, or one that was read (RFC 9293 section 3.2).
public enum TCPOption: Hashable, Sendable {
    case noOperation
    /// In bytes.
    case maximumSegmentSize(UInt16)
    /// How far windows are shifted left, 0...14.
    case windowScale(UInt8)
    case sackPermitted
    case sack([SACKBlock])
    case timestamps(value: UInt32, echoReply: UInt32)
    /// The digest, 16 bytes.
    case md5Signature([UInt8])
    case userTimeout(inMinutes: Bool, UInt16)
    case authentication(keyID: UInt8, nextKeyID: UInt8, code: [UInt8])
    /// All that follows kind and length; the subtype stands in the first four bits.
    case multipath(MultipathSubtype, [UInt8])
    /// Empty to ask for a cookie.
    case fastOpenCookie([UInt8])
    /// All that follows kind and length.
    case other(TCPOptionKind, [UInt8])

    /// A range of received sequence numbers: from the left edge on, up to before the right one.
    public struct SACKBlock: Hashable, Sendable {
        public var left: UInt32
        public var right: UInt32

        public init(left: UInt32, right: UInt32) {
            self.left = left
            self.right = right
        }
    }

    @inlinable public var kind: TCPOptionKind {
        switch self {
        case .noOperation: .noOperation
        case .maximumSegmentSize: .maximumSegmentSize
        case .windowScale: .windowScale
        case .sackPermitted: .sackPermitted
        case .sack: .sack
        case .timestamps: .timestamps
        case .md5Signature: .md5Signature
        case .userTimeout: .userTimeout
        case .authentication: .authentication
        case .multipath: .multipath
        case .fastOpenCookie: .fastOpenCookie
        case .other(let kind, _): kind
        }
    }

    /// Kind, length and all that follows.
    @inlinable public var byteCount: Int {
        switch self {
        case .noOperation: 1
        case .maximumSegmentSize, .userTimeout: 4
        case .windowScale: 3
        case .sackPermitted: 2
        case .sack(let blocks): 2 + blocks.count * 8
        case .timestamps: 10
        case .authentication(_, _, let code): 4 + code.count
        case .md5Signature(let bytes), .multipath(_, let bytes), .fastOpenCookie(let bytes), .other(_, let bytes):
            2 + bytes.count
        }
    }

    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(kind.rawValue)
        if case .noOperation = self { return }
        output.append(UInt8(truncatingIfNeeded: byteCount))
        switch self {
        case .noOperation, .sackPermitted: break
        case .maximumSegmentSize(let size): output.append(bigEndian: size)
        case .windowScale(let shift): output.append(shift)
        case .sack(let blocks):
            for block in blocks {
                output.append(bigEndian: block.left)
                output.append(bigEndian: block.right)
            }
        case .timestamps(let value, let echoReply):
            output.append(bigEndian: value)
            output.append(bigEndian: echoReply)
        case .userTimeout(let inMinutes, let timeout):
            output.append(bigEndian: (inMinutes ? 0x8000 : 0) | timeout & 0x7FFF)
        case .authentication(let keyID, let nextKeyID, let code):
            output.append(keyID)
            output.append(nextKeyID)
            output.append(copying: code.span)
        case .md5Signature(let bytes), .multipath(_, let bytes), .fastOpenCookie(let bytes), .other(_, let bytes):
            output.append(copying: bytes.span)
        }
    }

    /// Reads an option; `bytes` are those that its length counts, at least 2.
    init(parsing bytes: Span<UInt8>, at position: Int) throws(WireError) {
        let kind = TCPOptionKind(rawValue: bytes[0])
        try Self.check(length: bytes.count, of: kind, at: position)
        let content = bytes.suffix(from: 2)
        switch kind {
        case .maximumSegmentSize: self = .maximumSegmentSize(content.uint16(at: 0))
        case .windowScale: self = .windowScale(content[0])
        case .sackPermitted: self = .sackPermitted
        case .sack:
            self = .sack(
                stride(from: 0, to: content.count, by: 8).map {
                    SACKBlock(left: content.uint32(at: $0), right: content.uint32(at: $0 + 4))
                })
        case .timestamps: self = .timestamps(value: content.uint32(at: 0), echoReply: content.uint32(at: 4))
        case .md5Signature: self = .md5Signature([UInt8](copying: content))
        case .userTimeout: self = .userTimeout(inMinutes: content[0] & 0x80 != 0, content.uint16(at: 0) & 0x7FFF)
        case .authentication:
            self = .authentication(
                keyID: content[0], nextKeyID: content[1], code: [UInt8](copying: content.suffix(from: 2)))
        case .multipath: self = .multipath(MultipathSubtype(rawValue: content[0] >> 4), [UInt8](copying: content))
        case .fastOpenCookie: self = .fastOpenCookie([UInt8](copying: content))
        default: self = .other(kind, [UInt8](copying: content))
        }
    }

    private static func check(length: Int, of kind: TCPOptionKind, at position: Int) throws(WireError) {
        let (allowed, step) = lengths(of: kind)
        guard allowed.contains(length), (length - allowed.lowerBound) % step == 0 else {
            throw WireError(
                "TCP option",
                .badLength(field: "length", value: length, minimum: allowed.lowerBound, maximum: allowed.upperBound),
                at: position + 1)
        }
    }

    /// The lengths that an option of a kind may have, and the step from one to the next.
    private static func lengths(of kind: TCPOptionKind) -> (ClosedRange<Int>, step: Int) {
        switch kind {
        case .maximumSegmentSize, .userTimeout: (4...4, 1)
        case .windowScale: (3...3, 1)
        case .sackPermitted: (2...2, 1)
        case .sack: (10...34, 8)
        case .timestamps: (10...10, 1)
        case .md5Signature: (18...18, 1)
        case .authentication: (4...40, 1)
        case .multipath: (3...40, 1)
        default: (2...255, 1)
        }
    }
}

/// A walk over the options of a TCP header.
public struct TCPOptions: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// Where the next option starts, counted from the first one.
    public private(set) var position = 0

    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) { self.bytes = bytes }

    /// The next option; nil at the end of the list and after an error.
    ///
    /// - Throws: `truncated` where an option's length byte is missing, `badLength` where a length is below 2, reaches
    ///   past the end, or is not one that the kind has. Offsets count from the first option.
    public mutating func next() throws(WireError) -> TCPOption? {
        let start = position
        guard start < bytes.count, bytes[start] != TCPOptionKind.endOfOptions.rawValue else {
            position = bytes.count
            return nil
        }
        if bytes[start] == TCPOptionKind.noOperation.rawValue {
            position += 1
            return .noOperation
        }
        let available = bytes.count - start
        position = bytes.count
        guard available >= 2 else {
            throw WireError("TCP option", .truncated(needed: 2, available: available), at: start)
        }
        let length = Int(bytes[start + 1])
        guard length >= 2, length <= available else {
            throw WireError(
                "TCP option", .badLength(field: "length", value: length, minimum: 2, maximum: available), at: start + 1)
        }
        let option = try TCPOption(parsing: bytes.slice(at: start, upTo: length), at: start)
        position = start + length
        return option
    }
}

extension TCPOptions {
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink, at offset: Int) {
        sink.open("tcp.options", "TCP Options", at: offset..<offset + bytes.count)
        var options = TCPOptions(parsing: bytes)
        var position = 0
        do {
            while let option = try options.next() {
                option.describe(into: &sink, at: offset + position)
                position = options.position
            }
        } catch {
            sink.warning(
                "tcp.option.len.invalid", error.description, at: offset + position..<offset + bytes.count)
        }
        sink.close()
    }
}

extension TCPOption {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let end = offset + byteCount
        sink.openItem(kind.fieldName, of: kind, at: offset..<end)
        sink.number("tcp.option_kind", "Kind", kind, at: offset..<offset + 1)
        if byteCount > 1 {
            sink.number("tcp.option_len", "Length", UInt64(byteCount), .units("bytes"), at: offset + 1..<offset + 2)
        }
        let place = min(offset + 2, end)..<end
        switch self {
        case .noOperation, .sackPermitted: break
        case .maximumSegmentSize(let size):
            sink.number("tcp.options.mss_val", "MSS Value", size, .units("bytes"), at: place)
        case .windowScale(let shift): sink.number("tcp.options.wscale.shift", "Shift count", shift, at: place)
        case .sack(let blocks):
            for (index, block) in blocks.enumerated() {
                let start = offset + 2 + index * 8
                sink.number("tcp.options.sack_le", "Left Edge", block.left, at: start..<start + 4)
                sink.number("tcp.options.sack_re", "Right Edge", block.right, at: start + 4..<start + 8)
            }
        case .timestamps(let value, let echoReply):
            sink.number("tcp.options.timestamp.tsval", "Timestamp value", value, at: offset + 2..<offset + 6)
            sink.number("tcp.options.timestamp.tsecr", "Timestamp echo reply", echoReply, at: offset + 6..<end)
        case .md5Signature(let digest):
            sink.bytes("tcp.options.md5.digest", "MD5 digest", digest.span, at: place)
        case .userTimeout(let inMinutes, let timeout):
            sink.flag("tcp.options.user_to_granularity", "In minutes", inMinutes, at: place)
            sink.number("tcp.options.user_to_val", "User Timeout", timeout, .units(inMinutes ? "min" : "s"), at: place)
        case .authentication(let keyID, let nextKeyID, let code):
            sink.number("tcp.options.ao.keyid", "AO KeyID", keyID, at: offset + 2..<offset + 3)
            sink.number("tcp.options.ao.rnextkeyid", "AO RNextKeyID", nextKeyID, at: offset + 3..<offset + 4)
            sink.bytes("tcp.options.ao.mac", "AO MAC", code.span, at: offset + 4..<end)
        case .multipath(let subtype, _):
            sink.number("tcp.options.mptcp.subtype", "Multipath TCP subtype", subtype, at: offset + 2..<offset + 3)
        case .fastOpenCookie(let cookie):
            sink.bytes("tcp.options.tfo.cookie", "Fast Open Cookie", cookie.span, at: place)
        case .other(_, let bytes): sink.bytes("tcp.options.unknown.payload", "Payload", bytes.span, at: place)
        }
        sink.close()
    }
}
