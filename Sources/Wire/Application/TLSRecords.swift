/// The TLS records of a TCP segment (RFC 8446 section 5.1, RFC 5246 section 6.2.1).
///
///      0               1               2               3               4
///     +---------------+---------------+---------------+---------------+---------------+
///     |  Content Type |            Version            |            Length             |
///     +---------------+---------------+---------------+---------------+---------------+
///     |  Fragment ...
///
/// A record may go on in the next segment: it is told as far as it goes. DTLS and the handshake that QUIC carries have
/// headers of their own before the same messages.
public struct TLSRecords: PacketLayer, ~Escapable {
    public static let name = "tls"
    /// With those of Wireshark, the port of SMTP submission, 465, and the usual second port of HTTPS.
    public static let announcements: [LayerAnnouncement] = [
        .tcpPort(261), .tcpPort(443), .tcpPort(448), .tcpPort(465), .tcpPort(563), .tcpPort(614), .tcpPort(636),
        .tcpPort(684), .tcpPort(695), .tcpPort(832), .tcpPort(853), .tcpPort(989), .tcpPort(990), .tcpPort(992),
        .tcpPort(993), .tcpPort(994), .tcpPort(995), .tcpPort(4433), .tcpPort(4843), .tcpPort(5061), .tcpPort(5671),
        .tcpPort(6514), .tcpPort(8443), .tcpPort(8883), .tcpPort(9443),
    ]
    /// Type, version and length.
    public static let headerByteCount = 5
    /// The longest fragment: 2^14 bytes, and what TLS 1.2 lets encryption add (RFC 5246 section 6.2.3).
    public static let maximumFragmentByteCount = 0x4800

    @usableFromInline let bytes: Span<UInt8>

    @inlinable
    public static func accepts(_ bytes: Span<UInt8>) -> Bool { TLSRecord.begins(bytes) }

    /// - Throws: `truncated` below 5 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "TLS")
        self.bytes = bytes
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("tls", "Transport Layer Security", at: context.offset..<context.offset + bytes.count)
        var walk = TLSRecordWalk(bytes)
        while walk.next() { walk.record.describe(into: &sink, at: context.offset) }
        let rest = FieldReader(bytes.suffix(from: walk.position), at: context.offset + walk.position)
        if rest.remaining >= Self.headerByteCount {
            sink.warning("tls.ignored_unknown_record", "this is no TLS record", at: rest.restPlace)
        } else if rest.remaining > 0 {
            sink.bytes("tls.segment.data", "Start of a record", rest.rest, at: rest.restPlace)
        }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        var walk = TLSRecordWalk(bytes)
        guard walk.next(), line.begin(application: walk.record.protocolName, byteCount: bytes.count) else { return }
        line.write(" ")
        var data = TLSDataCount()
        var isFirst = true
        repeat {
            let record = walk.record
            if record.contentType == .applicationData {
                data.add(record)
                continue
            }
            if data.records > 0 { data.write(to: &line, after: &isFirst) }
            if !isFirst { line.write("; ") }
            isFirst = false
            record.summarize(into: &line)
        } while walk.next()
        if data.records > 0 { data.write(to: &line, after: &isFirst) }
    }
}

/// A TLS record; the fragment may be shorter than it says.
@usableFromInline
struct TLSRecord: ~Escapable {
    /// Header and as much of the fragment as there is.
    @usableFromInline let bytes: Span<UInt8>
    /// Where in the layer the record begins.
    @usableFromInline let offset: Int
    /// Whether a ChangeCipherSpec stands before it: then handshake messages are encrypted.
    @usableFromInline let isAfterChange: Bool

    @inlinable
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, at offset: Int, isAfterChange: Bool) {
        self.bytes = bytes
        self.offset = offset
        self.isAfterChange = isAfterChange
    }

    /// Whether a record can begin like this: the middle of a stream hardly ever does.
    @inlinable
    static func begins(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= TLSRecords.headerByteCount else { return false }
        guard (20...24).contains(bytes[0]), bytes[1] == 3, bytes[2] <= 4 else { return false }
        let length = bytes.uint16(at: 3)
        return length <= TLSRecords.maximumFragmentByteCount && (length > 0 || bytes[0] == 23)
    }

    @inlinable var contentType: TLSContentType { TLSContentType(rawValue: bytes[0]) }
    @inlinable var version: TLSVersion { TLSVersion(rawValue: bytes.uint16(at: 1)) }
    /// The length that the record says its fragment has, in bytes.
    @inlinable var length: Int { Int(bytes.uint16(at: 3)) }
    @inlinable var fragment: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: TLSRecords.headerByteCount) }
    }
    /// Whether the record goes on in the next segment.
    @inlinable var isCut: Bool { fragment.count < length }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at layer: Int) {
        let start = layer + offset
        let title = isCut ? "Record Layer, not whole in this segment" : "Record Layer"
        sink.openItem("tls.record", title, at: start..<start + bytes.count)
        sink.number("tls.record.content_type", "Content Type", contentType, at: start..<start + 1)
        sink.number("tls.record.version", "Version", version, .hex(4), at: start + 1..<start + 3)
        sink.number("tls.record.length", "Length", UInt(length), .units("bytes"), at: start + 3..<start + 5)
        var reader = FieldReader(fragment, at: start + TLSRecords.headerByteCount, isCut: isCut)
        switch contentType {
        case .changeCipherSpec:
            sink.open("tls.change_cipher_spec", "Change Cipher Spec Message", at: reader.restPlace)
            sink.close()
        case .alert: describeAlert(into: &sink, from: &reader)
        case .handshake: describeHandshake(into: &sink, from: &reader)
        case .applicationData:
            sink.takeBytes("tls.app_data", "Encrypted Application Data", reader.remaining, from: &reader)
        default: describeHeartbeat(into: &sink, from: &reader)
        }
        sink.close()
    }

    @inlinable
    func describeAlert<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        let isEncrypted = length != 2
        sink.open("tls.alert_message", isEncrypted ? "Encrypted Alert" : "Alert Message", at: reader.restPlace)
        if !isEncrypted {
            sink.take("tls.alert_message.level", "Level", TLSAlertLevel.self, from: &reader)
            sink.take("tls.alert_message.desc", "Description", TLSAlertDescription.self, from: &reader)
        }
        sink.close()
    }

    @inlinable
    func describeHandshake<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        while reader.remaining > 0 {
            guard TLSHandshakeMessage.isReadable(reader.rest, isAfterChange: isAfterChange) else {
                sink.openItem("tls.handshake", "Encrypted Handshake Message", at: reader.restPlace)
                sink.close()
                return
            }
            TLSHandshakeMessage(&reader).describe(into: &sink)
        }
    }

    @inlinable
    func describeHeartbeat<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        let isReadable = isHeartbeatReadable
        sink.open(
            "tls.heartbeat_message", isReadable ? "Heartbeat Message" : "Encrypted Heartbeat Message",
            at: reader.restPlace)
        if isReadable {
            sink.take("tls.heartbeat_message.type", "Type", TLSHeartbeatType.self, from: &reader)
            let count = sink.takeLength("tls.heartbeat_message.payload_length", "Payload Length", 2, from: &reader)
            // Whoever answers more than there is gives away its memory: "Heartbleed", CVE-2014-0160.
            if count + TLSRecord.minimumHeartbeatByteCount > length {
                sink.warning(
                    "tls.heartbeat_message.payload_length.invalid", "the payload is longer than the record",
                    at: reader.lastPlace(2))
            }
            sink.takeBytes("tls.heartbeat_message.payload", "Payload", count, from: &reader)
            sink.takeBytes("tls.heartbeat_message.padding", "Padding", reader.remaining, from: &reader)
        }
        sink.close()
    }

    /// Type, length and the least padding.
    @usableFromInline static let minimumHeartbeatByteCount = 19

    @usableFromInline var isHeartbeatReadable: Bool { fragment.count >= 3 && (1...2).contains(fragment[0]) }
}

/// The way from record to record of a segment.
@usableFromInline
struct TLSRecordWalk: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// Where the next record begins.
    @usableFromInline var position = 0
    @usableFromInline var start = 0
    @usableFromInline var hasChanged = false

    @inlinable
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// Goes to the next record; false where none begins.
    @inlinable
    mutating func next() -> Bool {
        guard TLSRecord.begins(bytes.suffix(from: position)) else { return false }
        if position > start, bytes[start] == TLSContentType.changeCipherSpec.rawValue { hasChanged = true }
        start = position
        position = min(bytes.count, start + TLSRecords.headerByteCount + Int(bytes.uint16(at: start + 3)))
        return true
    }

    /// The record that ``next()`` went to.
    @inlinable var record: TLSRecord {
        @_lifetime(copy self) get {
            TLSRecord(bytes.slice(at: start, upTo: position - start), at: start, isAfterChange: hasChanged)
        }
    }
}
