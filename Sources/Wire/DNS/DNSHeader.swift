/// The second 16 bits of a DNS header (RFC 1035 section 4.1.1, RFC 4035 section 3.2):
///
///       0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
///     |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
public struct DNSFlags: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// QR: an answer and not a question.
    @inlinable public var isResponse: Bool {
        get { bit(15) }
        set { set(15, newValue) }
    }
    @inlinable public var opcode: DNSOpcode {
        get { DNSOpcode(rawValue: UInt8(rawValue >> 11 & 15)) }
        set { rawValue = rawValue & ~0x7800 | UInt16(newValue.rawValue & 15) << 11 }
    }
    /// AA: the server holds the zone. In LLMNR, C: the name is not unique (RFC 4795 section 2.1.1).
    @inlinable public var isAuthoritative: Bool {
        get { bit(10) }
        set { set(10, newValue) }
    }
    /// TC: not all fitted in.
    @inlinable public var isTruncated: Bool {
        get { bit(9) }
        set { set(9, newValue) }
    }
    /// RD. In LLMNR, T: the sender does not know yet whether the name is its own.
    @inlinable public var recursionDesired: Bool {
        get { bit(8) }
        set { set(8, newValue) }
    }
    /// RA.
    @inlinable public var recursionAvailable: Bool {
        get { bit(7) }
        set { set(7, newValue) }
    }
    /// Z: zero, until somebody gives it a meaning.
    @inlinable public var isReservedSet: Bool {
        get { bit(6) }
        set { set(6, newValue) }
    }
    /// AD: the server has checked the signatures.
    @inlinable public var isAuthentic: Bool {
        get { bit(5) }
        set { set(5, newValue) }
    }
    /// CD: the server need not check signatures.
    @inlinable public var checkingDisabled: Bool {
        get { bit(4) }
        set { set(4, newValue) }
    }
    /// The lower four bits of the response code; EDNS has the upper ones.
    @inlinable public var responseCode: DNSResponseCode {
        get { DNSResponseCode(rawValue: rawValue & 15) }
        set { rawValue = rawValue & ~15 | newValue.rawValue & 15 }
    }

    @inlinable func bit(_ position: UInt16) -> Bool { rawValue >> position & 1 != 0 }

    @inlinable
    mutating func set(_ position: UInt16, _ value: Bool) {
        rawValue = rawValue & ~(1 << position) | (value ? 1 << position : 0)
    }
}

/// The header of a DNS message (RFC 1035 section 4.1.1): identifier, flags, and how many entries each section has.
public struct DNSHeader: Hashable, Sendable {
    public static let byteCount = 12

    public var identifier: UInt16
    public var flags: DNSFlags
    public var questionCount: UInt16
    public var answerCount: UInt16
    public var authorityCount: UInt16
    public var additionalCount: UInt16

    public init(
        identifier: UInt16, flags: DNSFlags, questionCount: UInt16 = 0, answerCount: UInt16 = 0,
        authorityCount: UInt16 = 0, additionalCount: UInt16 = 0
    ) {
        self.identifier = identifier
        self.flags = flags
        self.questionCount = questionCount
        self.answerCount = answerCount
        self.authorityCount = authorityCount
        self.additionalCount = additionalCount
    }

    /// - Throws: `truncated` for less than 12 bytes.
    @inlinable
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.byteCount, "DNS")
        identifier = bytes.uint16(at: 0)
        flags = DNSFlags(rawValue: bytes.uint16(at: 2))
        questionCount = bytes.uint16(at: 4)
        answerCount = bytes.uint16(at: 6)
        authorityCount = bytes.uint16(at: 8)
        additionalCount = bytes.uint16(at: 10)
    }

    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: identifier)
        output.append(bigEndian: flags.rawValue)
        output.append(bigEndian: questionCount)
        output.append(bigEndian: answerCount)
        output.append(bigEndian: authorityCount)
        output.append(bigEndian: additionalCount)
    }

    /// How many entries `section` has.
    @inlinable
    public func count(of section: DNSSection) -> Int {
        switch section {
        case .questions: Int(questionCount)
        case .answers: Int(answerCount)
        case .authorities: Int(authorityCount)
        case .additionals: Int(additionalCount)
        }
    }

    /// The fewest bytes that a message with these counts can have.
    @inlinable public var leastByteCount: Int {
        let records = Int(answerCount) + Int(authorityCount) + Int(additionalCount)
        return Self.byteCount + Int(questionCount) * 5 + records * 11
    }
}

/// The four parts of a message, in their order.
public enum DNSSection: CaseIterable, Sendable {
    case questions, answers, authorities, additionals
}
