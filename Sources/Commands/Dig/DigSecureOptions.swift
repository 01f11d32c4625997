import Probes
import Wire

/// What a command line says of TLS and HTTPS.
struct DigSecurity: Hashable {
    /// Nil: as the rest suggests.
    var authorities: ServerSecurity.Authorities?
    var hostName: String?
    /// That the server is told; its certificate has to have it too, where it has to have any.
    var toldName: String?
    var pins: [[UInt8]] = []
    var certificateFile: String?
    var keyFile: String?
    var path: String?
    var usesGet = false
}

extension DigOption {
    static let secure = [
        flag("tls", "ask by TLS (DoT)") { $0.encrypt(.tls, $1) },
        DigOption("tls-ca", "file", "ask by TLS, and have the certificate signed by an authority, of this file") {
            options, isOn, value in
            options.said.authorities = isOn ? value.map { .file($0) } ?? .system : ServerSecurity.Authorities.none
            if isOn { options.encrypt() }
            return nil
        },
        DigOption("tls-hostname", "name", "ask by TLS, and have the certificate of this name") { options, isOn, value in
            options.said.hostName = isOn ? value : nil
            if isOn { options.encrypt() }
            return isOn && value?.isEmpty != false ? "needs a name" : nil
        },
        DigOption("tls-sni", "name", "ask by TLS, and tell the server that it is asked by this name") {
            options, isOn, value in
            options.said.toldName = isOn ? value : nil
            if isOn { options.encrypt() }
            return isOn && value?.isEmpty != false ? "needs a name" : nil
        },
        DigOption("tls-pin", "base64", "ask by TLS, and have this key: the SHA-256 digest of it; one of several") {
            options, isOn, value in
            guard isOn else {
                options.said.pins = []
                return nil
            }
            guard let pin = value.flatMap({ [UInt8](base64: Array($0.utf8)) }), pin.count == 32 else {
                return "needs 32 bytes in Base64"
            }
            options.said.pins.append(pin)
            options.encrypt()
            return nil
        },
        DigOption("tls-certfile", "file", "show this certificate to servers that ask for one") { options, isOn, value in
            options.said.certificateFile = isOn ? value : nil
            return isOn && value == nil ? "needs a file" : nil
        },
        DigOption("tls-keyfile", "file", "the key of that certificate") { options, isOn, value in
            options.said.keyFile = isOn ? value : nil
            return isOn && value == nil ? "needs a file" : nil
        },
        DigOption("https https-post", "path", "ask by HTTPS (DoH), with POST") { options, isOn, value in
            options.ask(by: .https, isOn, path: value, usesGet: false)
        },
        DigOption("https-get", "path", "ask by HTTPS, with GET") { options, isOn, value in
            options.ask(by: .https, isOn, path: value, usesGet: true)
        },
        DigOption("http-plain http-plain-post", "path", "ask by HTTP/2 without TLS, with POST") {
            options, isOn, value in
            options.ask(by: .http, isOn, path: value, usesGet: false)
        },
        DigOption("http-plain-get", "path", "ask by HTTP/2 without TLS, with GET") { options, isOn, value in
            options.ask(by: .http, isOn, path: value, usesGet: true)
        },
    ]
}

extension DigOptions {
    fileprivate var said: DigSecurity {
        get { security.value ?? DigSecurity() }
        set { security.value = newValue }
    }

    fileprivate mutating func encrypt(_ way: DNSTransport, _ isOn: Bool) {
        if isOn { transport = way } else if transport == way { transport = nil }
    }

    /// By TLS, unless it is HTTPS already.
    fileprivate mutating func encrypt() {
        if transport != .https { transport = .tls }
    }

    fileprivate mutating func ask(by transport: DNSTransport, _ isOn: Bool, path: String?, usesGet: Bool) -> String? {
        encrypt(transport, isOn)
        said.path = isOn ? path : nil
        said.usesGet = isOn && usesGet
        return path.map { !$0.hasPrefix("/") } == true ? "needs a path, which begins with a slash" : nil
    }
}

/// Whom to ask for a name, and how: as it was said.
struct DigTargets: Hashable {
    let texts: [String]
    private let transport: DNSTransport?
    private let security: Rare<DigSecurity>
    private let proxy: Rare<ProxyHeader>
    private let opensFast: Bool

    init(_ lookup: DigLookup) {
        texts = lookup.options.servers
        security = lookup.options.security
        transport = lookup.options.transport
        proxy = lookup.options.proxy
        opensFast = lookup.options.opensFast
    }

    /// - Parameter word: by which the server was named.
    func secured(_ server: DNSServer, _ word: DigServerWord?, _ port: UInt16?) -> DNSServer {
        var server = server
        let way = word?.transport ?? transport ?? .udp
        server.port = word?.port ?? port ?? way.defaultPort
        if let header = proxy.value { server.approach.proxy = header }
        if opensFast { server.approach.opensFast = true }
        guard way.isEncrypted || way.isHTTP else { return server }
        server.transport = way
        let security = security.value ?? DigSecurity()
        var wanted = ServerSecurity()
        // A URL names who has to be there, and so does a name that was given; else encryption alone is wanted.
        let isNamed = word?.transport != nil || security.hostName != nil
        wanted.authorities = security.authorities ?? (isNamed ? .system : .none)
        // In a certificate, names have no dot at the end.
        let name = security.hostName ?? security.toldName ?? (IPAddress(server.name) == nil ? server.name : nil)
        wanted.hostName = name.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
        wanted.pins = security.pins
        (wanted.certificateFile, wanted.keyFile) = (security.certificateFile, security.keyFile)
        wanted.path = security.path ?? word?.path ?? wanted.path
        wanted.usesGet = security.usesGet
        server.security = wanted
        return server
    }
}

/// A server as it is named: `host`, `host#port`, `tls://host:port`, `https://host:port/path`.
struct DigServerWord {
    /// That of a URL.
    let transport: DNSTransport?
    /// An address or a name.
    let host: String
    let port: UInt16?
    let path: String?

    init(_ text: String) throws(UsageError) {
        if let mark = text.firstRange(of: "://") {
            try self.init(url: text, scheme: text[..<mark.lowerBound], text[mark.upperBound...])
        } else {
            try self.init(address: text)
        }
    }

    private init(address text: String) throws(UsageError) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        host = String(parts[0])
        port = parts.count == 2 ? UInt16(parts[1]) : nil
        (transport, path) = (nil, nil)
        guard parts.count == 1 || port ?? 0 > 0 else { throw UsageError("@\(text): \(parts[1]) is no port") }
    }

    private init(url: String, scheme: Substring, _ rest: Substring) throws(UsageError) {
        let problem = UsageError("@\(url) is not tls://host:port, and not http or https://host:port/path")
        transport = DNSTransport(rawValue: scheme.uppercased())
        let authority = rest.prefix { $0 != "/" }
        // An address of IPv6 has colons itself.
        let isBracketed = authority.hasPrefix("[")
        let end = isBracketed ? authority.firstIndex(of: "]") : authority.firstIndex(of: ":") ?? authority.endIndex
        guard let end, transport?.isEncrypted == true || transport == .http else { throw problem }
        host = String(authority[..<end].dropFirst(isBracketed ? 1 : 0))
        let behind = authority[end...].dropFirst(isBracketed ? 1 : 0)
        port = UInt16(behind.dropFirst())
        // What of a template stands for the query (RFC 8484 section 4.1.1) is put there when there is one.
        let whole = rest.dropFirst(authority.count).replacing("{?dns}", with: "")
        path = ["", "/"].contains(whole) ? nil : String(whole)
        guard !host.isEmpty, behind.isEmpty || behind.hasPrefix(":") && port ?? 0 > 0 else { throw problem }
        guard transport?.isHTTP == true || path == nil else { throw problem }
    }
}
