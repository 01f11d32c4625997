/// A message of the TLS handshake (RFC 8446 section 4).
///
///      0               1               2               3
///     +---------------+---------------+---------------+---------------+
///     |     Type      |                     Length                    |
///     +---------------+---------------+---------------+---------------+
///     |  Body ...
///
/// A long message goes on in the next record, and so may end here before its time.
@usableFromInline
struct TLSHandshakeMessage: ~Escapable {
    /// Type and length.
    @usableFromInline static let headerByteCount = 4

    @usableFromInline let type: TLSHandshakeType
    /// The length that the message says its body has, in bytes; nil where even that is missing.
    @usableFromInline let length: Int?
    @usableFromInline let body: Span<UInt8>
    /// Where in the frame the message begins.
    @usableFromInline let offset: Int

    /// Takes the next message; there must be a byte of it.
    @inlinable
    @_lifetime(copy reader)
    init(_ reader: inout FieldReader) {
        offset = reader.restPlace.lowerBound
        type = TLSHandshakeType(rawValue: reader.take(UInt8.self) ?? 0)
        length = reader.take(byteCount: 3).map { Int($0) }
        body = reader.part(length ?? 0).bytes
    }

    /// Whether this is a message that can be read. One that is encrypted looks like nothing that makes sense, and
    /// stands behind a ChangeCipherSpec; but the hello that answers a HelloRetryRequest may stand there too.
    @usableFromInline
    static func isReadable(_ bytes: Span<UInt8>, isAfterChange: Bool) -> Bool {
        guard bytes.count > 0, TLSHandshakeType(rawValue: bytes[0]).name != nil else { return false }
        guard bytes.count >= headerByteCount else { return !isAfterChange }
        if isAfterChange {
            return (1...2).contains(bytes[0]) && Int(bytes.uint24(at: 1)) == bytes.count - headerByteCount
        }
        // No known message is so long. A record that begins with zeros has a nonce there, and no HelloRequests.
        let length = bytes.uint24(at: 1)
        return length < 0x10000 && (bytes[0] != 0 || length == 0 && bytes.count == headerByteCount)
    }

    /// Whether the body ends before its length.
    @usableFromInline var isCut: Bool { body.count < length ?? 1 }

    /// What the message says, if it is a ClientHello or a ServerHello.
    @usableFromInline var hello: TLSHello? {
        @_lifetime(copy self) get {
            switch type {
            case .clientHello: TLSHello(body, isClient: true, isCut: isCut)
            case .serverHello: TLSHello(body, isClient: false, isCut: isCut)
            default: nil
            }
        }
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        let headerEnd = offset + (length == nil ? 1 : Self.headerByteCount)
        sink.openItem(
            "tls.handshake", isCut ? "Handshake Protocol, not whole here" : "Handshake Protocol",
            at: offset..<headerEnd + body.count)
        sink.number("tls.handshake.type", "Handshake Type", type, at: offset..<offset + 1)
        if let length {
            sink.number("tls.handshake.length", "Length", UInt(length), .units("bytes"), at: offset + 1..<headerEnd)
        }
        var reader = FieldReader(body, at: headerEnd, isCut: isCut)
        switch type {
        case .clientHello, .serverHello: describeHello(into: &sink, from: &reader)
        case .helloRetryRequest, .encryptedExtensions: sink.takeTLSExtensions(of: type, from: &reader)
        case .newSessionTicket: describeTicket(into: &sink, from: &reader)
        case .certificate: describeCertificates(into: &sink, from: &reader)
        case .serverKeyExchange: describeKeyExchange(into: &sink, from: &reader)
        default: break
        }
        sink.close()
    }

    @inlinable
    func describeHello<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        sink.take("tls.handshake.version", "Version", TLSVersion.self, .hex(4), from: &reader)
        sink.takeBytes("tls.handshake.random", "Random", TLSHello.randomByteCount, from: &reader)
        let count = sink.takeLength("tls.handshake.session_id_length", "Session ID Length", 1, from: &reader)
        sink.takeBytes("tls.handshake.session_id", "Session ID", count, from: &reader)
        if type == .clientHello {
            describeOffers(into: &sink, from: &reader)
        } else {
            sink.take("tls.handshake.ciphersuite", "Cipher Suite", TLSCipherSuite.self, .hex(4), from: &reader)
            sink.take("tls.handshake.comp_method", "Compression Method", TLSCompressionMethod.self, from: &reader)
        }
        guard let hello else { return }
        if reader.remaining > 0 { sink.takeTLSExtensions(of: hello.isRetry ? .helloRetryRequest : type, from: &reader) }
        if reader.remaining > 0 {
            sink.warning("tls.malformed.trailing_data", "more follows than there should", at: reader.restPlace)
        }
        if hello.isWhole { describeFingerprints(of: hello, into: &sink) }
    }

    @inlinable
    func describeOffers<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        let suiteBytes = sink.takeLength(
            "tls.handshake.cipher_suites_length", "Cipher Suites Length", 2, from: &reader)
        sink.open("tls.handshake.ciphersuites", "Cipher Suites", at: reader.place(suiteBytes))
        var suites = sink.takeTLSVector(suiteBytes, from: &reader)
        sink.takeEach("tls.handshake.ciphersuite", "Cipher Suite", TLSCipherSuite.self, .hex(4), from: &suites)
        sink.close()
        let methodBytes = sink.takeLength(
            "tls.handshake.comp_methods_length", "Compression Methods Length", 1, from: &reader)
        sink.open("tls.handshake.comp_methods", "Compression Methods", at: reader.place(methodBytes))
        var methods = sink.takeTLSVector(methodBytes, from: &reader)
        sink.takeEach(
            "tls.handshake.comp_method", "Compression Method", TLSCompressionMethod.self, from: &methods)
        sink.close()
    }

    @inlinable
    func describeFingerprints<Sink: FieldSink & ~Copyable>(
        of hello: borrowing TLSHello, into sink: inout Sink
    ) {
        let place = offset..<offset + Self.headerByteCount + body.count
        let fingerprint = TLSFingerprint(hello)
        let full = fingerprint.ja3
        let digest = TLSFingerprint.hexDigits(of: Digest.md5(full.span))
        guard hello.isClient else {
            sink.text("tls.handshake.ja3s_full", "JA3S Fullstring", full.span, at: place)
            sink.text("tls.handshake.ja3s", "JA3S", digest.span, at: place)
            return
        }
        sink.text("tls.handshake.ja4", "JA4", fingerprint.ja4(isHashed: true).span, at: place)
        sink.text("tls.handshake.ja4_r", "JA4_r", fingerprint.ja4(isHashed: false).span, at: place)
        sink.text("tls.handshake.ja3_full", "JA3 Fullstring", full.span, at: place)
        sink.text("tls.handshake.ja3", "JA3", digest.span, at: place)
    }
}

extension TLSHandshakeMessage {
    /// The ticket of TLS 1.2 (RFC 5077 section 3.3); that of TLS 1.3 travels encrypted.
    @inlinable
    func describeTicket<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        sink.take(
            "tls.handshake.session_ticket_lifetime_hint", "Session Ticket Lifetime Hint", UInt32.self, .units("s"),
            from: &reader)
        let count = sink.takeLength(
            "tls.handshake.session_ticket_length", "Session Ticket Length", 2, from: &reader)
        var ticket = sink.takeTLSVector(count, from: &reader)
        sink.takeBytes("tls.handshake.session_ticket", "Session Ticket", count, from: &ticket)
    }

    /// How long the certificates are; what they say is X.509's affair.
    @inlinable
    func describeCertificates<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        let count = sink.takeLength(
            "tls.handshake.certificates_length", "Certificates Length", 3, from: &reader)
        sink.open("tls.handshake.certificates", "Certificates", at: reader.place(count))
        var list = sink.takeTLSVector(count, from: &reader)
        while list.remaining > 0 {
            let place = list.place(3 + list.lengthAhead(0, size: 3))
            sink.openItem("tls.handshake.certificate", "Certificate", at: place)
            let length = sink.takeLength(
                "tls.handshake.certificate_length", "Certificate Length", 3, from: &list)
            _ = sink.takeTLSVector(length, from: &list)
            sink.close()
        }
        sink.close()
    }

    /// Only where it names a curve: what else it may hold, only the cipher suite of a segment before tells.
    @inlinable
    func describeKeyExchange<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        guard body.count >= 4, body[0] == TLSCurveType.namedCurve.rawValue,
            TLSGroup(rawValue: body.uint16(at: 1)).name != nil
        else { return }
        sink.take("tls.handshake.server_curve_type", "Curve Type", TLSCurveType.self, .hex(2), from: &reader)
        sink.take("tls.handshake.server_named_curve", "Named Curve", TLSGroup.self, .hex(4), from: &reader)
        let count = sink.takeLength("tls.handshake.server_point_len", "Pubkey Length", 1, from: &reader)
        sink.takeBytes("tls.handshake.server_point", "Pubkey", count, from: &reader)
    }
}
