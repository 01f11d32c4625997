import CPacketIO
import Glibc
import Probes

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    var text = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

extension LinkError {
    /// From the negative error number that a call returned.
    init(code: Int32, doing what: String) {
        let number = -code
        let kind: Kind =
            switch number {
            case EMSGSIZE: .messageTooLong(mtu: nil)
            case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL: .unreachable
            case EPERM, EACCES: .forbidden
            default: .other
            }
        self.init(kind, what.isEmpty ? systemMessage(number) : "\(what): \(systemMessage(number))")
    }
}

/// The result of a call that returns a negative error number on failure.
@discardableResult
func checked(_ result: Int32, _ what: String) throws(LinkError) -> Int32 {
    guard result >= 0 else { throw LinkError(code: result, doing: what) }
    return result
}
