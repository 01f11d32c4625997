import ArgumentParser
import PacketIO
import Wire

/// `MIN:MAX[:STEP]`, in bytes.
struct SweepArgument: ExpressibleByArgument, Hashable, Sendable {
    let minimum: Int
    let maximum: Int
    let step: Int

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map {
            SizeArgument(argument: String($0))
        }
        guard (2...3).contains(parts.count), let minimum = parts[0]?.byteCount, let maximum = parts[1]?.byteCount,
            minimum <= maximum
        else { return nil }
        guard let step = parts.count == 3 ? parts[2]?.byteCount : 1, step > 0 else { return nil }
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
    }

    /// How many sizes there are.
    var count: Int { (maximum - minimum) / step + 1 }
}

/// Up to 16 bytes in hexadecimal.
struct PatternArgument: ExpressibleByArgument, Hashable, Sendable {
    let bytes: [UInt8]

    init?(argument: String) {
        var digits = argument.utf8.map(\.hexDigitValue)
        if digits.count % 2 == 1 { digits.insert(0, at: 0) }
        guard (2...32).contains(digits.count) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }
}

/// `do`, `want`, `dont` or `probe`, as the classic tool names them.
struct PathMTUDiscoveryArgument: ExpressibleByArgument, Hashable, Sendable {
    let mode: PathMTUDiscovery

    init?(argument: String) {
        switch argument {
        case "do": mode = .do
        case "want": mode = .want
        case "dont": mode = .dont
        case "probe": mode = .probe
        default: return nil
        }
    }

    static let allValueStrings = ["do", "want", "dont", "probe"]
}

/// `tsonly`, `tsandaddr`, or `tsprespec,ADDRESS,...` with one to four addresses.
struct IPTimestampArgument: ExpressibleByArgument, Hashable, Sendable {
    let option: IPv4Option

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        switch parts[0] {
        case "tsonly" where parts.count == 1: option = .timestamp(slots: 9, withAddresses: false)
        case "tsandaddr" where parts.count == 1: option = .timestamp(slots: 4, withAddresses: true)
        case "tsprespec" where (2...5).contains(parts.count):
            let addresses = parts.dropFirst().compactMap { IPv4Address(classic: $0) }
            guard addresses.count == parts.count - 1 else { return nil }
            option = .timestamp(prespecified: addresses)
        default: return nil
        }
    }
}
