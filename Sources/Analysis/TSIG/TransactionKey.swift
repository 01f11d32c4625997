import Crypto
import Wire

/// A secret that both sides of a transaction have (RFC 8945).
public struct TransactionKey: Hashable, Sendable {
    /// How a message is hashed with the secret.
    public enum Algorithm: String, CaseIterable, Hashable, Sendable {
        case md5 = "hmac-md5"
        case sha1 = "hmac-sha1"
        case sha256 = "hmac-sha256"
        case sha384 = "hmac-sha384"
        case sha512 = "hmac-sha512"

        /// As messages name it.
        var name: DNSName {
            let text = self == .md5 ? "hmac-md5.sig-alg.reg.int" : rawValue
            return DNSName(text) ?? .root
        }
    }

    public let name: DNSName
    public let algorithm: Algorithm
    let secret: [UInt8]

    public init(_ name: DNSName, _ algorithm: Algorithm, secret: [UInt8]) {
        self.name = name
        self.algorithm = algorithm
        self.secret = secret
    }

    func code(of message: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: secret)
        return switch algorithm {
        case .md5: Array(HMAC<Insecure.MD5>.authenticationCode(for: message, using: key))
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        case .sha384: Array(HMAC<SHA384>.authenticationCode(for: message, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
        }
    }

    /// Takes as long for codes that differ as for those that don't.
    func isCode(_ code: [UInt8], of message: [UInt8]) -> Bool {
        let key = SymmetricKey(data: secret)
        return switch algorithm {
        case .md5: HMAC<Insecure.MD5>.isValidAuthenticationCode(code, authenticating: message, using: key)
        case .sha1: HMAC<Insecure.SHA1>.isValidAuthenticationCode(code, authenticating: message, using: key)
        case .sha256: HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message, using: key)
        case .sha384: HMAC<SHA384>.isValidAuthenticationCode(code, authenticating: message, using: key)
        case .sha512: HMAC<SHA512>.isValidAuthenticationCode(code, authenticating: message, using: key)
        }
    }
}

/// Why a text is no key.
public struct TransactionKeyError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

extension TransactionKey {
    /// `algorithm:name:secret`, or `name:secret` for SHA-256; the secret as Base64.
    public init(_ text: String) throws(TransactionKeyError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3 else {
            throw TransactionKeyError("a key is written algorithm:name:secret")
        }
        try self.init(
            parts.count == 3 ? parts[0] : Algorithm.sha256.rawValue, parts[parts.count - 2], parts[parts.count - 1])
    }

    private init(_ algorithm: String, _ name: String, _ secret: String) throws(TransactionKeyError) {
        guard let algorithm = Algorithm(rawValue: algorithm.lowercased()) else {
            let known = Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
            throw TransactionKeyError("the algorithm of a key is one of \(known)")
        }
        guard let owner = DNSName(name), !owner.isRoot else { throw TransactionKeyError("the key has no name") }
        guard let bytes = [UInt8](base64: secret.utf8), !bytes.isEmpty else {
            throw TransactionKeyError("the key's secret is no Base64")
        }
        self.init(owner, algorithm, secret: bytes)
    }

    /// The first key in a file of configuration, as BIND and its tools write it:
    ///
    ///     key "name" { algorithm hmac-sha256; secret "..."; };
    public init(configuration text: [UInt8]) throws(TransactionKeyError) {
        var words = Self.words(text)[...]
        while let word = words.popFirst() {
            guard word == "key", let name = words.popFirst(), words.popFirst() == "{" else { continue }
            var values: [String: String] = [:]
            while let field = words.popFirst(), field != "}" {
                if let value = words.popFirst(), value != "}" { values[field] = value }
            }
            try self.init(values["algorithm"] ?? "", name, values["secret"] ?? "")
            return
        }
        throw TransactionKeyError("there is no key in it")
    }

    /// Words and braces; comments, quotation marks and semicolons are left out.
    private static func words(_ text: [UInt8]) -> [String] {
        var words: [String] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            var word: [UInt8] = []
            func end() {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
            }
            for byte in line {
                switch byte {
                case UInt8(ascii: "#"): break
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ";"), UInt8(ascii: "\""):
                    end()
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "}"):
                    end()
                    words.append(byte == UInt8(ascii: "{") ? "{" : "}")
                    continue
                default:
                    word.append(byte)
                    continue
                }
                break
            }
            end()
        }
        return words
    }
}
