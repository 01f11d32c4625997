import NIOSSL

/// Why a stream is of no use, in words.
public struct StreamFailure: Error, Hashable, Sendable {
    public let message: String
    /// Whether it would be the same the next time: the other side is not who it has to be, or can't do what it has to.
    public let isLasting: Bool

    public init(_ message: String, isLasting: Bool = false) {
        self.message = message
        self.isLasting = isLasting
    }
}

extension StreamFailure {
    static let endOfFile = StreamFailure("end of file")
    static let untrusted = StreamFailure(
        "its certificate is not signed by an authority that is trusted", isLasting: true)
    static let expired = StreamFailure("its certificate has expired", isLasting: true)
    static let early = StreamFailure("its certificate is not valid yet", isLasting: true)

    /// Of a TLS connection with `name`.
    init(tls error: any Error, with name: String) {
        switch error {
        case NIOSSLError.handshakeFailed(let reason): self.init(handshake: reason)
        case NIOSSLError.uncleanShutdown: self = .endOfFile
        case let error as NIOSSLExtraError where error == .failedToValidateHostname,
            let error as NIOSSLExtraError where error == .serverHostnameImpossibleToMatch:
            self.init("its certificate is not for \(name)", isLasting: true)
        case NIOSSLError.unableToValidateCertificate:
            self.init("its certificate is not for \(name)", isLasting: true)
        case NIOSSLError.noCertificateToValidate: self.init("it has shown no certificate", isLasting: true)
        case let reason as BoringSSLError: self.init(handshake: reason)
        default: self.init("TLS: \(error)")
        }
    }

    private init(handshake reason: BoringSSLError) {
        guard case .sslError(let stack) = reason, let last = stack.last else {
            self.init("TLS: \(reason)")
            return
        }
        guard last != .eofDuringHandshake else {
            self.init("the connection ended within the TLS handshake")
            return
        }
        self.init(boringSSL: Self.name(of: last))
    }

    /// BoringSSL's name of an error, such as `WRONG_VERSION_NUMBER`, which stands behind others and before a path.
    private static func name(of error: BoringSSLInternalError) -> String {
        let parts = error.description.split(separator: ":")
        guard parts.count > 5 else { return error.description }
        return String(parts[5].prefix { $0 != " " })
    }

    init(boringSSL name: String) {
        switch name {
        case "CERTIFICATE_VERIFY_FAILED": self = .untrusted
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "INVALID_ALERT", "UNEXPECTED_RECORD":
            self.init("what it says is no TLS")
        default:
            // Alerts have the name of the version that defined them before their own.
            let words = name.split(separator: "_")
            let alert = words.firstIndex(of: "ALERT").map { words[($0 + 1)...] }
            let text = (alert ?? words[...]).joined(separator: " ").lowercased()
            self.init(alert == nil ? "TLS: \(text)" : "it refuses by TLS: \(text)")
        }
    }
}
