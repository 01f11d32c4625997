/// The header of NTP (RFC 5905 section 7.3).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |LI | VN  |Mode |    Stratum     |     Poll      |  Precision   |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                         Root Delay                            |
///     |                         Root Dispersion                       |
///     |                         Reference ID                          |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                     Reference Timestamp (64)                  |
///     |                      Origin Timestamp (64)                    |
///     |                      Receive Timestamp (64)                   |
///     |                      Transmit Timestamp (64)                  |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
public struct NTPHeader: Hashable, Sendable {
    public static let byteCount = 48

    public var leap: NTPLeapIndicator
    /// 0...7
    public var version: UInt8
    public var mode: NTPMode
    public var stratum: NTPStratum
    /// As a power of two, in seconds.
    public var poll: Int8
    /// As a power of two, in seconds.
    public var precision: Int8
    /// In units of 1/65,536 s.
    public var rootDelay: UInt32
    /// In units of 1/65,536 s.
    public var rootDispersion: UInt32
    public var referenceID: UInt32
    public var reference: NTPTimestamp
    public var origin: NTPTimestamp
    public var receive: NTPTimestamp
    public var transmit: NTPTimestamp

    public init(
        leap: NTPLeapIndicator, version: UInt8, mode: NTPMode, stratum: NTPStratum, poll: Int8 = 0,
        precision: Int8 = 0, rootDelay: UInt32 = 0, rootDispersion: UInt32 = 0, referenceID: UInt32 = 0,
        reference: NTPTimestamp = .unknown, origin: NTPTimestamp = .unknown, receive: NTPTimestamp = .unknown,
        transmit: NTPTimestamp
    ) {
        self.leap = leap
        self.version = version
        self.mode = mode
        self.stratum = stratum
        self.poll = poll
        self.precision = precision
        self.rootDelay = rootDelay
        self.rootDispersion = rootDispersion
        self.referenceID = referenceID
        self.reference = reference
        self.origin = origin
        self.receive = receive
        self.transmit = transmit
    }

    /// Appends the header.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(leap.rawValue << 6 | (version & 7) << 3 | mode.rawValue & 7)
        output.append(stratum.rawValue)
        output.append(UInt8(bitPattern: poll))
        output.append(UInt8(bitPattern: precision))
        for value in [rootDelay, rootDispersion, referenceID] { output.append(bigEndian: value) }
        for time in [reference, origin, receive, transmit] { output.append(bigEndian: time.rawValue) }
    }
}

/// A time in NTP's 64 bits: seconds since 1900, or since February 2036, and their fraction (RFC 5905 section 6).
public struct NTPTimestamp: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt64
    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

    public static let unknown = NTPTimestamp(rawValue: 0)

    /// Seconds since 1970. The first bit tells the two eras apart: it is set from 1968 to 2036 (RFC 4330 section 3).
    public var secondsSince1970: Int64 {
        let seconds = Int64(rawValue >> 32)
        return seconds - 2_208_988_800 + (rawValue >> 63 == 0 ? 0x1_0000_0000 : 0)
    }

    public var nanoseconds: UInt64 { ((rawValue & 0xFFFF_FFFF) * 1_000_000_000) >> 32 }

    /// As Wireshark writes it; "NULL" for none. The years before 1970 are of no use to anyone's clock.
    @usableFromInline var text: [UInt8] {
        guard rawValue != 0, secondsSince1970 >= 0 else { return Array("NULL".utf8) }
        return AbsoluteTime(seconds: secondsSince1970, nanoseconds: nanoseconds).text
    }
}

/// An NTP packet in borrowed bytes: of the time itself, or in modes 6 and 7 of control. Once `init` returns, no
/// accessor traps; those of the header are for the modes 0...5.
public struct NTPPacket: PacketLayer, ~Escapable {
    public static let name = "ntp"
    public static let announcements: [LayerAnnouncement] = [.udpPort(123)]
    /// Of a control message (RFC 9327 section 2).
    public static let controlByteCount = 12
    /// Of ntpd's private messages.
    public static let privateByteCount = 8

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 48 bytes, 12 in mode 6, and 8 in mode 7.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        var needed = NTPHeader.byteCount
        if bytes.count > 0, bytes[0] & 7 == NTPMode.control.rawValue { needed = Self.controlByteCount }
        if bytes.count > 0, bytes[0] & 7 == NTPMode.privateUse.rawValue { needed = Self.privateByteCount }
        try bytes.require(needed, "NTP")
        self.bytes = bytes
    }

    @inlinable public var leap: NTPLeapIndicator { NTPLeapIndicator(rawValue: bytes[0] >> 6) }
    @inlinable public var version: UInt8 { bytes[0] >> 3 & 7 }
    @inlinable public var mode: NTPMode { NTPMode(rawValue: bytes[0] & 7) }
    @inlinable public var stratum: NTPStratum { NTPStratum(rawValue: bytes[1]) }
    @inlinable public var poll: Int8 { Int8(bitPattern: bytes[2]) }
    @inlinable public var precision: Int8 { Int8(bitPattern: bytes[3]) }
    @inlinable public var rootDelay: UInt32 { bytes.uint32(at: 4) }
    @inlinable public var rootDispersion: UInt32 { bytes.uint32(at: 8) }
    @inlinable public var referenceID: UInt32 { bytes.uint32(at: 12) }
    /// Why a server sends no time (RFC 5905 section 7.4); nil where it does.
    @inlinable public var kissCode: NTPKissCode? {
        stratum.rawValue == 0 && mode == .server ? NTPKissCode(rawValue: referenceID) : nil
    }
    @inlinable var isControl: Bool { mode == .control || mode == .privateUse }

    /// The timestamps: reference, origin, receive, transmit.
    @inlinable
    func timestamp(_ index: Int) -> NTPTimestamp { NTPTimestamp(rawValue: bytes.uint64(at: 16 + 8 * index)) }

    /// The owned header; nil in modes 6 and 7, which have others.
    public var header: NTPHeader? {
        guard !isControl else { return nil }
        return NTPHeader(
            leap: leap, version: version, mode: mode, stratum: stratum, poll: poll, precision: precision,
            rootDelay: rootDelay, rootDispersion: rootDispersion, referenceID: referenceID, reference: timestamp(0),
            origin: timestamp(1), receive: timestamp(2), transmit: timestamp(3))
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.begin(application: Self.titles[Int(version)], byteCount: bytes.count) else { return }
        line.write(" ")
        line.write(mode)
        switch mode {
        case .control: summarizeControl(into: &line)
        case .privateUse: summarizePrivate(into: &line)
        default: summarizeTime(into: &line)
        }
        line.write(", length ")
        line.write(bytes.count)
    }

    private static let titles = (0...7).map { "NTPv\($0)" }

    private func summarizeControl(into line: inout SummaryLine) {
        line.write(bytes[1] & 0x80 != 0 ? " response, " : " request, ")
        line.write(NTPControlOperation(rawValue: bytes[1] & 31))
        line.write(", seq ")
        line.write(bytes.uint16(at: 2))
    }

    private func summarizePrivate(into line: inout SummaryLine) {
        line.write(bytes[0] & 0x80 != 0 ? " response, " : " request, ")
        line.write(NTPPrivateRequest(rawValue: bytes[3]))
    }

    private func summarizeTime(into line: inout SummaryLine) {
        line.write(", stratum ")
        line.write(stratum.rawValue)
        if let kissCode {
            line.write(", kiss-o'-death ")
            writeReference(into: &line)
            if let name = kissCode.name {
                line.write(": ")
                line.write(name)
            }
        } else if referenceID != 0 {
            line.write(", refid ")
            writeReference(into: &line)
        }
        if leap.rawValue == 1 || leap.rawValue == 2 || leap.rawValue == 3 && mode != .client {
            line.write(", ")
            line.write(leap)
        }
        line.write(", poll ")
        line.write(Int(poll))
        line.write(", precision ")
        line.write(Int(precision))
    }

    /// Letters for a clock and a kiss, an address for a server above.
    private func writeReference(into line: inout SummaryLine) {
        guard stratum.rawValue < 2 || stratum.rawValue == 16 else {
            return line.write(IPv4Address(rawValue: referenceID))
        }
        let letters = bytes.slice(at: 12, upTo: 4)
        line.write(foreign: letters.extracting(first: letters.firstIndex(of: 0) ?? 4))
    }
}
