/// What the order and choice in a hello tells of the software that sent it.
///
/// JA3 is MD5 over decimal numbers in wire order. JA4 counts and sorts, so that a client that shuffles its extensions
/// keeps its fingerprint. Numbers sown by RFC 8701 count in neither.
@usableFromInline
struct TLSFingerprint {
    private let isClient: Bool
    private let helloVersion: UInt16
    private let version: TLSVersion
    private var suites: [UInt16]
    private var extensions: [UInt16] = []
    private var groups: [UInt16] = []
    private var pointFormats: [UInt16] = []
    private var signatures: [UInt16] = []
    private var firstProtocol: [UInt8] = []

    @usableFromInline
    init(_ hello: borrowing TLSHello) {
        isClient = hello.isClient
        helloVersion = hello.version
        version = hello.negotiatedVersion
        suites = Self.numbers(FieldReader(hello.cipherSuites))
        var walk = hello.extensionWalk
        while walk.next() {
            if !walk.type.rawValue.isGrease { extensions.append(walk.type.rawValue) }
            var reader = FieldReader(walk.data)
            switch walk.type {
            case .supportedGroups: groups = Self.numbers(reader.vector(2))
            case .signatureAlgorithms: signatures = Self.numbers(reader.vector(2))
            case .pointFormats: pointFormats = [UInt8](copying: reader.vector(1).rest).map { UInt16($0) }
            case .applicationProtocols:
                var list = reader.vector(2)
                firstProtocol = [UInt8](copying: list.vector(1).rest)
            default: break
            }
        }
    }

    private static func numbers(_ list: borrowing FieldReader) -> [UInt16] {
        let bytes = list.rest
        return stride(from: 0, to: bytes.count - 1, by: 2).map { bytes.uint16(at: $0) }.filter { !$0.isGrease }
    }

    @usableFromInline
    static func hexDigits(of bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.append(hexDigitsOf: bytes)
        return text
    }

    /// What JA3 of a client, or JA3S of a server, is the MD5 digest of: `771,4865-4866,0-11-10,29-23,0`.
    @usableFromInline var ja3: [UInt8] {
        var text: [UInt8] = []
        text.append(decimal: UInt64(helloVersion))
        for list in isClient ? [suites, extensions, groups, pointFormats] : [suites, extensions] {
            text.append(UInt8(ascii: ","))
            for (index, number) in list.enumerated() {
                if index > 0 { text.append(UInt8(ascii: "-")) }
                text.append(decimal: UInt64(number))
            }
        }
        return text
    }

    /// JA4 of a client over TCP: `t13d1516h2_8daaf6152771_e5627efa2ab1`; unhashed, with the lists themselves.
    @usableFromInline
    func ja4(isHashed: Bool) -> [UInt8] {
        let named: [UInt16] = [TLSExtensionType.serverName.rawValue, TLSExtensionType.applicationProtocols.rawValue]
        var text = ja4Start
        text.append(UInt8(ascii: "_"))
        text.append(contentsOf: part(Self.list(suites.sorted()), isHashed: isHashed))
        text.append(UInt8(ascii: "_"))
        var second = Self.list(extensions.filter { !named.contains($0) }.sorted())
        if !signatures.isEmpty {
            second.append(UInt8(ascii: "_"))
            second += Self.list(signatures)
        }
        text.append(contentsOf: part(extensions.isEmpty ? [] : second, isHashed: isHashed))
        return text
    }

    /// Transport, version, whether a server is named, how many suites and extensions, and the first protocol of ALPN.
    private var ja4Start: [UInt8] {
        var text = Array("t".utf8)
        text.append(text: ja4Version)
        text.append(extensions.contains(TLSExtensionType.serverName.rawValue) ? UInt8(ascii: "d") : UInt8(ascii: "i"))
        text.append(decimal: UInt64(min(suites.count, 99)), zeroPaddedTo: 2)
        text.append(decimal: UInt64(min(extensions.count, 99)), zeroPaddedTo: 2)
        guard let first = firstProtocol.first, let last = firstProtocol.last else { return text + Array("00".utf8) }
        if first.isASCIILetterOrDigit, last.isASCIILetterOrDigit { return text + [first, last] }
        return text + [UInt8.hexDigit(first >> 4), UInt8.hexDigit(last & 15)]
    }

    private var ja4Version: String {
        switch version.rawValue {
        case 0x0304: "13"
        case 0x0303: "12"
        case 0x0302: "11"
        case 0x0301: "10"
        case 0x0300: "s3"
        case 0x0002: "s2"
        default: "00"
        }
    }

    private static func list(_ numbers: [UInt16]) -> [UInt8] {
        var text: [UInt8] = []
        for number in numbers {
            if !text.isEmpty { text.append(UInt8(ascii: ",")) }
            text.append(hexDigitsOf: [UInt8(number >> 8), UInt8(number & 0xFF)])
        }
        return text
    }

    /// A list, or the first 12 digits of its SHA-256 digest; zeros for an empty one.
    private func part(_ list: [UInt8], isHashed: Bool) -> [UInt8] {
        guard isHashed else { return list }
        guard !list.isEmpty else { return Array("000000000000".utf8) }
        return Array(Self.hexDigits(of: Digest.sha256(list.span)).prefix(12))
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
