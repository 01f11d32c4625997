import Crypto
import CryptoExtras
import Wire

/// Whether a key has signed a message; signature, message and key as they are on the wire.
public typealias SignatureVerifier = @Sendable (_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool

/// Whether a key has signed something, and whether a digest is that of a key.
struct KeyCheck {
    /// From elsewhere, where it can be had.
    let ed448: SignatureVerifier?

    /// The algorithms that are believed. Those with SHA-1 are not any more (RFC 9905); the others are not in use.
    func isSupported(_ algorithm: DNSSECAlgorithm) -> Bool {
        [8, 10, 13, 14, 15].contains(algorithm.rawValue) || algorithm.rawValue == 16 && ed448 != nil
    }

    static func isSupported(_ digest: DSDigestType) -> Bool { [1, 2, 4].contains(digest.rawValue) }

    /// Whether the key has signed the message; false also where key or signature are not as the algorithm has them.
    func isValid(_ signature: [UInt8], of message: [UInt8], by key: ZoneKey) -> Bool {
        switch key.algorithm.rawValue {
        case 8: Self.isValid(rsa: signature, of: SHA256.hash(data: message), by: key.key)
        case 10: Self.isValid(rsa: signature, of: SHA512.hash(data: message), by: key.key)
        case 13: Self.isValid(p256: signature, of: message, by: key.key)
        case 14: Self.isValid(p384: signature, of: message, by: key.key)
        case 15: Self.isValid(ed25519: signature, of: message, by: key.key)
        case 16: ed448?(signature, message, key.key) ?? false
        default: false
        }
    }

    /// RFC 6605: the key is a point, the signature two numbers, without anything round them.
    private static func isValid(p256 signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        guard let key = try? P256.Signing.PublicKey(rawRepresentation: key),
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }

    private static func isValid(p384 signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        guard let key = try? P384.Signing.PublicKey(rawRepresentation: key),
            let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }

    /// RFC 8080.
    private static func isValid(ed25519 signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    private static func isValid(rsa signature: [UInt8], of digest: some Crypto.Digest, by key: [UInt8]) -> Bool {
        guard let key = RSAKeyParts(key),
            let key = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: key.publicKeyInfo)
        else { return false }
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
    }

    /// Whether the digest is that of the key, with its owner's name before it (RFC 4034 section 5.1.4).
    static func isDigest(_ signer: DelegationSigner, of key: ZoneKey) -> Bool {
        let message = key.owner.lowercased.bytes + key.data
        return switch signer.digestType.rawValue {
        case 1: Insecure.SHA1.hash(data: message).elementsEqual(signer.digest)
        case 2: SHA256.hash(data: message).elementsEqual(signer.digest)
        case 4: SHA384.hash(data: message).elementsEqual(signer.digest)
        default: false
        }
    }

    /// A name as it is kept in NSEC3 records (RFC 5155 section 5).
    static func hash(_ name: DNSName, salt: [UInt8], iterations: Int) -> [UInt8] {
        var digest = Array(Insecure.SHA1.hash(data: name.lowercased.bytes + salt))
        for _ in 0..<iterations { digest = Array(Insecure.SHA1.hash(data: digest + salt)) }
        return digest
    }
}

/// An RSA key as DNSKEY has it (RFC 3110 section 2): the exponent's length in one byte, or in two behind a zero, the
/// exponent, and the modulus.
private struct RSAKeyParts {
    private let exponent: [UInt8]
    private let modulus: [UInt8]

    init?(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return nil }
        let isLong = first == 0
        guard !isLong || bytes.count >= 3 else { return nil }
        let length = isLong ? Int(bytes[1]) << 8 | Int(bytes[2]) : Int(first)
        let start = isLong ? 3 : 1
        guard length > 0, start + length < bytes.count else { return nil }
        exponent = Array(bytes[start..<start + length])
        modulus = Array(bytes[(start + length)...])
    }

    /// The same as X.509 has it (RFC 3279 section 2.3.1): the library takes keys of less than 2048 bits so alone.
    var publicKeyInfo: [UInt8] {
        let rsaEncryption: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]
        let key = Self.element(0x30, Self.integer(modulus) + Self.integer(exponent))
        return Self.element(0x30, Self.element(0x30, rsaEncryption) + Self.element(0x03, [0] + key))
    }

    private static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return element(0x02, (digits.first ?? 0x80) >= 0x80 ? [0] + digits : digits)
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = UInt16(clamping: content.count)
        return switch length {
        case ..<0x80: [tag, UInt8(length)] + content
        case ..<0x100: [tag, 0x81, UInt8(length)] + content
        default: [tag, 0x82] + [UInt8](bigEndian: length) + content
        }
    }
}
