import ArgumentParser
import PacketIO
import Wire

/// `MIN:MAX[:STEP]`, in bytes.
struct Sweep: Hashable, Sendable {
    let minimum: Int
    let maximum: Int
    let step: Int

    init(_ text: String) throws {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count) else {
            throw ValidationError("'\(text)' is no sweep: MIN:MAX:STEP, in bytes.")
        }
        minimum = try byteCount(parts[0])
        maximum = try byteCount(parts[1])
        step = parts.count == 3 ? try byteCount(parts[2]) : 1
        guard minimum <= maximum, step > 0 else {
            throw ValidationError("'\(text)' is no sweep: MIN is not above MAX, and STEP is not 0.")
        }
    }

    /// How many sizes there are.
    var count: Int { (maximum - minimum) / step + 1 }
}

/// Up to 16 bytes in hexadecimal.
func patternBytes(_ text: String) throws -> [UInt8] {
    var digits = text.utf8.map(\.hexDigitValue)
    if digits.count % 2 == 1 { digits.insert(0, at: 0) }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = digits[index], let low = digits[index + 1] else { break }
        bytes.append(high << 4 | low)
    }
    guard (1...16).contains(bytes.count), bytes.count * 2 == digits.count else {
        throw ValidationError("'\(text)' is no pattern: 1 to 16 bytes in hexadecimal.")
    }
    return bytes
}

/// `do`, `want`, `dont` or `probe`, as the classic tool names them.
func pathMTUDiscovery(_ text: String) throws -> PathMTUDiscovery {
    switch text {
    case "do": return .do
    case "want": return .want
    case "dont": return .dont
    case "probe": return .probe
    default: throw ValidationError("-M takes do, want, dont or probe, not '\(text)'.")
    }
}

/// `tsonly`, `tsandaddr`, or `tsprespec,ADDRESS,...` with one to four addresses.
func ipTimestampOption(_ text: String) throws -> IPv4Option {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    switch parts[0] {
    case "tsonly" where parts.count == 1: return .timestamp(slots: 9, withAddresses: false)
    case "tsandaddr" where parts.count == 1: return .timestamp(slots: 4, withAddresses: true)
    case "tsprespec" where (2...5).contains(parts.count):
        let addresses = parts.dropFirst().compactMap { IPv4Address(classic: $0) }
        if addresses.count == parts.count - 1 { return .timestamp(prespecified: addresses) }
    default: break
    }
    throw ValidationError("-T takes tsonly, tsandaddr, or tsprespec with one to four addresses, not '\(text)'.")
}
