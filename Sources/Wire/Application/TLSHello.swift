/// A ClientHello or a ServerHello (RFC 8446 sections 4.1.2 and 4.1.3), as far as it is there.
@usableFromInline
struct TLSHello: ~Escapable {
    @usableFromInline static let randomByteCount = 32

    @usableFromInline let isClient: Bool
    /// Whether all of it is here, and every length fits.
    @usableFromInline let isWhole: Bool
    /// The version of the message itself, which says TLS 1.2 in TLS 1.3 too.
    let version: UInt16
    let random: Span<UInt8>
    /// What a client offers; the one that a server chose.
    let cipherSuites: Span<UInt8>
    let extensions: Span<UInt8>

    @usableFromInline
    @_lifetime(copy body)
    init(_ body: Span<UInt8>, isClient: Bool, isCut: Bool) {
        var reader = FieldReader(body)
        version = reader.take(UInt16.self) ?? 0
        random = reader.part(Self.randomByteCount).bytes
        _ = reader.vector(1)
        let suiteBytes = isClient ? Int(reader.take(UInt16.self) ?? 0) : 2
        cipherSuites = reader.part(suiteBytes).bytes
        let methodBytes = isClient ? Int(reader.take(UInt8.self) ?? 0) : 1
        let methods = reader.part(methodBytes)
        // Before TLS 1.2 a hello may end here.
        let extensionBytes = reader.take(UInt16.self).map { Int($0) }
        extensions = reader.part(extensionBytes ?? 0).bytes
        self.isClient = isClient
        isWhole =
            !isCut && methods.bytes.count == methodBytes && methodBytes > 0
            && extensions.count == extensionBytes ?? 0
    }

    /// Whether a server asks for another hello: its random is SHA-256 of "HelloRetryRequest" (RFC 8446 section 4.1.3).
    @usableFromInline var isRetry: Bool {
        guard !isClient, random.count == Self.randomByteCount else { return false }
        return random.uint64(at: 0) == 0xCF21_AD74_E59A_6111 && random.uint64(at: 8) == 0xBE1D_8C02_1E65_B891
            && random.uint64(at: 16) == 0xC2A2_1116_7ABB_8C5E && random.uint64(at: 24) == 0x079E_09E2_C8A8_339C
    }

    var extensionWalk: TLSExtensionWalk { @_lifetime(copy self) get { TLSExtensionWalk(extensions) } }

    /// The highest version that a client offers, or the one that a server chose.
    var negotiatedVersion: TLSVersion {
        var walk = extensionWalk
        while walk.next() {
            guard walk.type == .supportedVersions else { continue }
            var reader = FieldReader(walk.data)
            if isClient { _ = reader.take(UInt8.self) }
            var best: UInt16 = 0
            while let version = reader.take(UInt16.self) {
                if !version.isGrease { best = max(best, version) }
            }
            if best > 0 { return TLSVersion(rawValue: best) }
        }
        return TLSVersion(rawValue: version)
    }

    /// The host's name in the data of a server_name extension (RFC 6066 section 3).
    @_lifetime(copy data)
    static func serverName(_ data: Span<UInt8>) -> Span<UInt8>? {
        var reader = FieldReader(data)
        var list = reader.vector(2)
        guard list.take(UInt8.self) == 0 else { return nil }
        let name = list.vector(2)
        return name.remaining > 0 ? name.bytes : nil
    }
}

/// The way from extension to extension of a hello.
struct TLSExtensionWalk: ~Escapable {
    private(set) var type = TLSExtensionType(rawValue: 0)
    private(set) var data: Span<UInt8>
    private var reader: FieldReader

    @_lifetime(copy extensions)
    init(_ extensions: Span<UInt8>) {
        reader = FieldReader(extensions)
        data = extensions
    }

    /// Goes to the next extension; false at the end.
    mutating func next() -> Bool {
        guard let number = reader.take(UInt16.self), reader.remaining >= 2 else { return false }
        type = TLSExtensionType(rawValue: number)
        data = reader.vector(2).bytes
        return true
    }
}

extension UInt16 {
    /// Whether this is one of the numbers that clients sow so that servers stay tolerant (RFC 8701): 0x0A0A, 0x1A1A ...
    var isGrease: Bool { self & 0x0F0F == 0x0A0A && self >> 8 == self & 0xFF }
}
