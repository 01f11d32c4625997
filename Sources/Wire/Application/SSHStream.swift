/// What SSH says in a TCP segment: the line by which each side begins, the packets of the key exchange, and then what
/// nobody in between can read (RFC 4253).
///
///     SSH-2.0-OpenSSH_9.2                       0               4               5
///                                               +---------------+---------------+---------------+
///                                               | Packet Length | Padding Length|  Payload ...
///                                               +---------------+---------------+---------------+
public struct SSHStream: PacketLayer, ~Escapable {
    public static let name = "ssh"
    public static let announcements: [LayerAnnouncement] = [.tcpPort(22)]

    @usableFromInline let bytes: Span<UInt8>

    @inlinable public static func accepts(_ bytes: Span<UInt8>) -> Bool { bytes.count > 0 }

    /// - Throws: `truncated` where not even a byte is there.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("SSH", .truncated(needed: 1, available: 0)) }
        self.bytes = bytes
    }

    /// What stands at a place.
    @usableFromInline
    enum Part: Equatable {
        case banner, packet, encrypted
    }

    @usableFromInline
    func part(at place: Int) -> Part {
        let rest = bytes.suffix(from: place)
        if rest.hasPrefix("SSH-") { return .banner }
        guard rest.count >= 6 else { return .encrypted }
        // Multiples of 8 in the clear (RFC 4253 section 6), and a message that comes before encryption does.
        let length = Int(rest.uint32(at: 0))
        let isPlausible = (12...35000).contains(length) && (length + 4) % 8 == 0 && rest[4] >= 4
        let message = rest[5]
        guard isPlausible, Int(rest[4]) < length, (1...4).contains(message) || (20...49).contains(message) else {
            return .encrypted
        }
        return .packet
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        var reader = FieldReader(bytes, at: context.offset)
        sink.open("ssh", "SSH Protocol", at: reader.restPlace)
        while reader.remaining > 0 {
            switch part(at: reader.position) {
            case .banner:
                let line = bytes.line(from: reader.position)
                let end = bytes.lineEnd(from: reader.position)
                sink.openItem("ssh.protocol", "Protocol", at: reader.place(line.count))
                sink.takeText("ssh.protocol", "Protocol", line.count, from: &reader)
                sink.close()
                _ = reader.part(end - line.upperBound)
            case .packet: describePacket(into: &sink, from: &reader, isServer: context.sourcePort == 22)
            case .encrypted:
                sink.takeBytes("ssh.encrypted_packet", "Encrypted Packet", reader.remaining, from: &reader)
            }
        }
        sink.close()
    }

    @inlinable
    func describePacket<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, from reader: inout FieldReader, isServer: Bool
    ) {
        let length = Int(reader.rest.uint32(at: 0))
        sink.openItem("ssh.packet_length", "Packet", at: reader.place(4 + length))
        sink.take("ssh.packet_length", "Packet Length", UInt32.self, .units("bytes"), from: &reader)
        var packet = reader.part(length)
        let padding = Int(sink.take("ssh.padding_length", "Padding Length", UInt8.self, from: &packet) ?? 0)
        let type = sink.take("ssh.message_code", "Message Code", SSHMessageNumber.self, from: &packet)
        var payload = packet.part(length - 2 - padding)
        if type == .keyExchangeInit {
            describeKeyExchange(into: &sink, from: &payload, isServer: isServer)
        } else {
            sink.takeBytes("ssh.payload", "Payload", payload.remaining, from: &payload)
        }
        sink.takeBytes("ssh.padding_string", "Padding String", padding, from: &packet)
        sink.close()
    }

    /// What a side can do (RFC 4253 section 7.1), and the fingerprint of it.
    @inlinable
    func describeKeyExchange<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, from payload: inout FieldReader, isServer: Bool
    ) {
        sink.takeBytes("ssh.cookie", "Cookie", 16, from: &payload)
        let lists = FieldReader(payload.rest)
        let place = payload.restPlace
        for list in SSHNameList.allCases {
            let length = sink.takeLength(list.lengthField, list.label, 4, from: &payload)
            sink.takeText(list.field, list.label, length, from: &payload)
        }
        guard sink.take("ssh.first_kex_packet_follows", "First KEX Packet Follows", UInt8.self, from: &payload) != nil
        else { return }
        sink.takeBytes("ssh.kex.reserved", "Reserved", 4, from: &payload)
        let algorithms = SSHNameList.fingerprint(lists, isServer: isServer)
        sink.text(
            isServer ? "ssh.kex.hasshserver_algorithms" : "ssh.kex.hassh_algorithms", "hassh algorithms",
            algorithms.span, at: place)
        sink.text(
            isServer ? "ssh.kex.hasshserver" : "ssh.kex.hassh", "hassh",
            TLSFingerprint.hexDigits(of: Digest.md5(algorithms.span)).span, at: place)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.begin(application: "SSH", byteCount: bytes.count) else { return }
        var position = 0
        while position < bytes.count {
            line.write(position > 0 ? "; " : " ")
            switch part(at: position) {
            case .banner:
                line.write(foreign: bytes.extracting(bytes.line(from: position)))
                position = bytes.lineEnd(from: position)
            case .packet:
                line.write(SSHMessageNumber(rawValue: bytes[position + 5]))
                line.write(", ")
                line.write(bytes.uint32(at: position))
                line.write(" bytes")
                position += 4 + Int(bytes.uint32(at: position))
            case .encrypted:
                line.write("encrypted, ")
                line.write(bytes.count - position)
                line.write(" bytes")
                return
            }
        }
    }
}

/// The lists of names in a key exchange, in wire order.
@usableFromInline
enum SSHNameList: String, CaseIterable, Sendable {
    case kex = "kex_algorithms"
    case hostKey = "server_host_key_algorithms"
    case clientEncryption = "encryption_algorithms_client_to_server"
    case serverEncryption = "encryption_algorithms_server_to_client"
    case clientMAC = "mac_algorithms_client_to_server"
    case serverMAC = "mac_algorithms_server_to_client"
    case clientCompression = "compression_algorithms_client_to_server"
    case serverCompression = "compression_algorithms_server_to_client"
    case clientLanguages = "languages_client_to_server"
    case serverLanguages = "languages_server_to_client"

    @usableFromInline var label: String { rawValue }
    @usableFromInline var field: String { Self.fields[self] ?? rawValue }
    @usableFromInline var lengthField: String { Self.lengthFields[self] ?? rawValue }

    private static let fields = Dictionary(uniqueKeysWithValues: allCases.map { ($0, "ssh." + $0.rawValue) })
    private static let lengthFields = fields.mapValues { $0 + "_length" }

    /// The lists that HASSH is the MD5 digest of: what a side can do in its own direction.
    @usableFromInline
    static func fingerprint(_ lists: borrowing FieldReader, isServer: Bool) -> [UInt8] {
        let wanted: [SSHNameList] =
            isServer
            ? [.kex, .serverEncryption, .serverMAC, .serverCompression]
            : [.kex, .clientEncryption, .clientMAC, .clientCompression]
        var reader = FieldReader(lists.rest)
        var text: [UInt8] = []
        for list in allCases {
            let names = reader.vector(4)
            guard wanted.contains(list) else { continue }
            if list != .kex { text.append(UInt8(ascii: ";")) }
            text.append(copying: names.rest)
        }
        return text
    }
}

/// What an SSH packet is (IANA "SSH Protocol Parameters: Message Numbers"), of those that may travel in the clear.
public struct SSHMessageNumber: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let keyExchangeInit = SSHMessageNumber(rawValue: 20)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Disconnect", "RFC 4253"),
        Assignment(2, "Ignore", "RFC 4253"),
        Assignment(3, "Unimplemented", "RFC 4253"),
        Assignment(4, "Debug", "RFC 4253"),
        Assignment(5, "Service Request", "RFC 4253"),
        Assignment(6, "Service Accept", "RFC 4253"),
        Assignment(7, "Extension Info", "RFC 8308"),
        Assignment(8, "New Compress", "RFC 8308"),
        Assignment(20, "Key Exchange Init", "RFC 4253"),
        Assignment(21, "New Keys", "RFC 4253"),
        Assignment(30, "Key Exchange Method 30", "RFC 4253"),
        Assignment(31, "Key Exchange Method 31", "RFC 4253"),
        Assignment(32, "Key Exchange Method 32", "RFC 4253"),
        Assignment(33, "Key Exchange Method 33", "RFC 4253"),
        Assignment(34, "Key Exchange Method 34", "RFC 4253"),
        Assignment(50, "User Authentication Request", "RFC 4252"),
        Assignment(51, "User Authentication Failure", "RFC 4252"),
        Assignment(52, "User Authentication Success", "RFC 4252"),
        Assignment(53, "User Authentication Banner", "RFC 4252"),
        Assignment(60, "User Authentication Info Request", "RFC 4256"),
        Assignment(61, "User Authentication Info Response", "RFC 4256"),
        Assignment(80, "Global Request", "RFC 4254"),
        Assignment(81, "Request Success", "RFC 4254"),
        Assignment(82, "Request Failure", "RFC 4254"),
        Assignment(90, "Channel Open", "RFC 4254"),
        Assignment(91, "Channel Open Confirmation", "RFC 4254"),
        Assignment(92, "Channel Open Failure", "RFC 4254"),
        Assignment(93, "Channel Window Adjust", "RFC 4254"),
        Assignment(94, "Channel Data", "RFC 4254"),
        Assignment(95, "Channel Extended Data", "RFC 4254"),
        Assignment(96, "Channel EOF", "RFC 4254"),
        Assignment(97, "Channel Close", "RFC 4254"),
        Assignment(98, "Channel Request", "RFC 4254"),
        Assignment(99, "Channel Success", "RFC 4254"),
        Assignment(100, "Channel Failure", "RFC 4254"),
    ]
}

// Fields: ssh.compression_algorithms_client_to_server ssh.compression_algorithms_client_to_server_length
// Fields: ssh.compression_algorithms_server_to_client ssh.compression_algorithms_server_to_client_length
// Fields: ssh.encryption_algorithms_client_to_server ssh.encryption_algorithms_client_to_server_length
// Fields: ssh.encryption_algorithms_server_to_client ssh.encryption_algorithms_server_to_client_length
// Fields: ssh.kex_algorithms ssh.kex_algorithms_length ssh.languages_client_to_server
// Fields: ssh.languages_client_to_server_length ssh.languages_server_to_client ssh.languages_server_to_client_length
// Fields: ssh.mac_algorithms_client_to_server ssh.mac_algorithms_client_to_server_length
// Fields: ssh.mac_algorithms_server_to_client ssh.mac_algorithms_server_to_client_length
// Fields: ssh.server_host_key_algorithms ssh.server_host_key_algorithms_length
