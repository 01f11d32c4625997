import CPacketIO

/// The signatures that the cryptography linked in has not got (RFC 8032 section 5.2): OpenSSL has, where it is.
public enum Ed448 {
    /// Whether OpenSSL is there.
    public static var isAvailable: Bool { verify([], of: [], by: []) >= 0 }

    /// Whether the key has signed the message.
    @Sendable public static func isValid(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        verify(signature, of: message, by: key) == 1
    }

    private static func verify(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Int32 {
        unsafe cpk_ed448_verify(key, key.count, signature, signature.count, message, message.count)
    }
}
