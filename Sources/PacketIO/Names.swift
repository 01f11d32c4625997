import CPacketIO
import Probes
import Synchronization
import Wire

/// Why a name has no address.
public struct NameError: Error, Hashable, Sendable {
    public let message: String
}

/// Names and addresses, as the system's resolver gives them.
public enum Names {
    public enum Family: Int32, Hashable, Sendable {
        case any = 0
        case v4 = 4
        case v6 = 6

        public func includes(isIPv6: Bool) -> Bool { self == .any || isIPv6 == (self == .v6) }
    }

    /// The addresses of a name, or of the text of an address with or without a zone, in the order the system prefers.
    public static func resolve(_ name: String, family: Family) throws(NameError) -> [Endpoint] {
        var found = [cpk_address](repeating: cpk_address(), count: 64)
        var message = [CChar](repeating: 0, count: 256)
        let count = unsafe cpk_resolve(
            name, family.rawValue, &found, UInt32(found.count), &message, message.count)
        guard count >= 0 else {
            throw NameError(
                message: String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        var endpoints: [Endpoint] = []
        for entry in found.prefix(Int(count)) {
            guard let address = entry.ipAddress else { continue }
            let endpoint = Endpoint(address, scope: entry.scope)
            if !endpoints.contains(endpoint) { endpoints.append(endpoint) }
        }
        return endpoints
    }

    /// The name of an address; nil where it has none. Waits for the system.
    static func reverse(_ address: IPAddress) -> String? {
        var key = cpk_address(address)
        var name = [CChar](repeating: 0, count: 1025)
        guard unsafe cpk_reverse(&key, &name, name.count) else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Names with letters beyond ASCII.
public enum InternationalNames {
    /// As the DNS has it: `xn--bcher-kva.example` for `bücher.example` (RFC 5891). A name of ASCII stays as it is.
    public static func ascii(_ name: String) throws(NameError) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
        // No name of 255 bytes is longer when each byte is escaped.
        var ascii = [CChar](repeating: 0, count: 1024)
        var message = [CChar](repeating: 0, count: 256)
        guard unsafe cpk_idn_to_ascii(name, &ascii, ascii.count, &message, message.count) else {
            throw NameError(message: text(message))
        }
        return text(ascii)
    }

    /// What a label stands for: `bücher` for `xn--bcher-kva`; nil where it stands for nothing, or where that would be
    /// another label in the DNS.
    public static func unicode(label: [UInt8]) -> [UInt8]? {
        let plain = String(decoding: label, as: UTF8.self)
        var unicode = [CChar](repeating: 0, count: 1024)
        guard unsafe cpk_idn_to_unicode(plain, &unicode, unicode.count) else { return nil }
        let found = text(unicode)
        guard let back = try? ascii(found), back == plain.lowercased() else { return nil }
        return Array(found.utf8)
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
