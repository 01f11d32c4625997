import PacketIO
import Probes
import Reports
import Wire

/// The answers of a scan, kept until their names are known.
final class ScanNames {
    private let cache = NameCache()
    private(set) var events: [NeighborScanEvent] = []
    private var addresses: [IPAddress] = []

    /// How long names are waited for, when all have answered.
    private static let patience: Nanoseconds = 3 * .second

    func keep(_ event: NeighborScanEvent) {
        events.append(event)
        guard case .answer(let answer) = event else { return }
        addresses.append(answer.address)
        _ = cache.name(of: answer.address)
    }

    /// Waits until all names are known, three seconds at most: so many at once are asked for, and each may be unknown.
    func await() {
        let end = SystemClock.now() + Self.patience
        while SystemClock.now() < end, addresses.contains(where: { !cache.isKnown($0) }) {
            for address in addresses { _ = cache.name(of: address) }
            SystemClock.sleep(5 * .millisecond)
        }
    }

    func name(of address: IPAddress) -> String? { cache.name(of: address) }
}

/// How far a scan is, for somebody who watches it at a terminal, and once what was wrong.
final class ScanProgress {
    private var hasWarned = false
    private var isShown = false

    /// Clears the line that is shown.
    private static let erase = Array("\r\u{1B}[K".utf8)

    func warnOnce(_ message: String) {
        if !hasWarned { warn(message) }
        hasWarned = true
    }

    func tell(_ engine: WholeScan, isAsked: Bool) {
        let (done, all) = engine.scan?.progress ?? (0, 0)
        let text = "\(done) of \(all) asked, \(engine.answered) answered"
        if isAsked { return warn(text) }
        guard StandardStream.error.isTerminal else { return }
        StandardStream.error.write(Self.erase + Array(text.utf8))
        isShown = true
    }

    func clear() { if isShown { StandardStream.error.write(Self.erase) } }
}

/// SplitMix64: the same order for the same seed, everywhere.
struct SeededOrder: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
