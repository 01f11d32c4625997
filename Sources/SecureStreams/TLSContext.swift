import NIOSSL

/// What holds for all TLS connections that are made in the same way: whom to trust, and who we are.
///
/// Reading the system's authorities takes milliseconds: one context serves many connections.
public final class TLSContext {
    public struct Rules: Hashable, Sendable {
        /// Who has to have signed the other's certificate.
        public enum Authorities: Hashable, Sendable {
            /// Nobody: any certificate will do, whatever name it has.
            case none
            case system
            /// Those in a file, as PEM.
            case file(String)
        }

        public var authorities = Authorities.system
        /// Digests of public keys (SubjectPublicKeyInfo), one of which has to be the other's; empty: any may be.
        public var pins: [[UInt8]] = []
        /// PEM files by which we prove who we are.
        public var certificateFile: String?
        public var keyFile: String?
        /// What is to be spoken over TLS (RFC 7301), the best first.
        public var protocols: [String] = []

        public init() {}
    }

    let rules: Rules
    let context: NIOSSLContext
    /// The digest that pins are made by.
    let digest: ([UInt8]) -> [UInt8]

    /// - Parameter digest: SHA-256, where there are pins.
    /// - Throws: why a file that the rules name can't be used.
    public init(_ rules: Rules, digest: @escaping ([UInt8]) -> [UInt8]) throws(StreamFailure) {
        self.rules = rules
        self.digest = digest
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = rules.protocols
        switch rules.authorities {
        case .none: configuration.certificateVerification = .none
        case .system: configuration.trustRoots = .default
        case .file(let path):
            configuration.trustRoots = .certificates(
                try Self.load(path, "is no file of certificates") { try NIOSSLCertificate.fromPEMFile($0) })
        }
        if let path = rules.certificateFile {
            let chain = try Self.load(path, "is no file of certificates") { try NIOSSLCertificate.fromPEMFile($0) }
            configuration.certificateChain = chain.map { .certificate($0) }
        }
        if let path = rules.keyFile {
            let key = try Self.load(path, "is no file with a private key") {
                try NIOSSLPrivateKey(file: $0, format: .pem)
            }
            configuration.privateKey = .privateKey(key)
        }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            let isOurs = rules.certificateFile != nil
            throw StreamFailure(
                isOurs ? "the private key is not that of the certificate" : "the system's authorities can't be read",
                isLasting: true)
        }
    }

    private static func load<Value>(
        _ path: String, _ problem: String, by read: (String) throws -> Value
    ) throws(StreamFailure) -> Value {
        do {
            return try read(path)
        } catch {
            throw StreamFailure("\(path) \(problem)", isLasting: true)
        }
    }
}
