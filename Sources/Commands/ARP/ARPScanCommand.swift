import ArgumentParser
import PacketIO
import Wire

/// `arp scan`: who is on this link?
struct ARPScanCommand: FrameChoosing, FormatChoosing {
    static let about = TableDescription(
        name: "arp scan",
        abstract: "Find all neighbours on a link, IPv4 and IPv6.",
        discussion: """
            Without a block: the interface's own subnets, and all hosts of IPv6 on the link.
            Status: 0 somebody answered, 1 nobody did, 2 could not ask, 64 wrong usage.
            """,
        arguments: "[<block> ...]",
        argumentHelp: "Blocks (10.0.0.0/24), ranges (10.0.0.1-20), addresses.")

    static let sections = [whom, pace, report, .frames, .format]

    var blocks: [String] = []
    var family = Names.Family.any
    var frames = ARPFrameOptions()
    var format = OutputFormat()
    var file: String?
    var isRandom = false
    var seed: Int?
    var isLarge = false
    var rate: ScanRate?
    var retries = 1
    var timeout: Int?
    var backoff: Double?
    var limit: Int?
    var resolves = false
    var vendors: String?
    var quiet = false

    mutating func take(_ word: String) { blocks.append(word) }

    func validate() throws {
        try format.validate()
        try frames.validate()
        if !(0...100).contains(retries) { throw ValidationError("--retries takes a number of 0...100.") }
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
        if let backoff, !(1...10).contains(backoff) { throw ValidationError("--backoff takes a number of 1...10.") }
    }

    func run() throws {
        let stamps = StampPreparation()
        let run = try ARPScanRun(self)
        stamps.await()
        throw try run.perform()
    }
}

/// How fast frames leave.
enum ScanRate: Hashable, Sendable {
    case packets(Double)
    /// As they take up the wire: 60 bytes at the least, checksum, preamble and gap.
    case bits(Double)

    init(_ text: String) throws {
        let units: [(String, Double)] = [("kbit", 1e3), ("Mbit", 1e6), ("Gbit", 1e9), ("bit", 1)]
        let unit = units.first { text.hasSuffix($0.0) }
        let digits = unit.map { String(text.dropLast($0.0.count)) } ?? text
        guard digits.utf8.allSatisfy({ $0.hexDigitValue.map { $0 < 10 } ?? ($0 == UInt8(ascii: ".")) }),
            let number = Double(digits), number <= 1e9
        else { throw ValidationError("'\(text)' is no rate: packets a second, or 256kbit, 1Mbit.") }
        self = unit.map { .bits(number * $0.1) } ?? .packets(number)
    }

    /// The time between two frames of so many bytes, in nanoseconds; 0 for as fast as may be.
    func gap(byteCount: Int) -> Int64 {
        switch self {
        case .packets(let rate): rate == 0 ? 0 : Int64(1e9 / rate)
        case .bits(let rate): rate == 0 ? 0 : Int64(Double(max(byteCount, 60) + 24) * 8 * 1e9 / rate)
        }
    }
}

extension ARPScanCommand {
    private static let whom = OptionSection<Self>(
        "Whom",
        [
            .value("I interface", "interface", "Ask on this link.") { $0.frames.interface = $1 },
            .value("s source", "address", "Ask from this address.") { $0.frames.source = try address($1) },
            .value("f file", "file", "Read blocks from a file, the first word of each line; - is standard input.") {
                $0.file = $1
            },
            .flag("R random", "Ask in random order.") { $0.isRandom = true },
            .value("seed", "number", "The same order for the same number.") {
                $0.seed = try wholeNumber($1)
                $0.isRandom = true
            },
            .flag("yes", "Ask more than 16,777,216 addresses (a /8).") { $0.isLarge = true },
        ] + familyOptions)

    private static let pace = OptionSection<Self>(
        "Pace",
        [
            .value("rate", "rate", "Packets a second, or 256kbit; 0: as fast as may be; usually 5000.") {
                $0.rate = try ScanRate($1)
            },
            .value("retries", "count", "Tries after the first for who is silent; usually 1.") {
                $0.retries = try wholeNumber($1)
            },
            .value("timeout", "time", "Time to answer the first try, in seconds; usually 0.08.") {
                $0.timeout = try duration($1)
            },
            .value("backoff", "factor", "How much longer each further try may take; usually 1.5.") {
                guard let factor = Double($1) else { throw ValidationError("'\($1)' is no number.") }
                $0.backoff = factor
            },
            .value("limit", "count", "End after so many neighbours.") { $0.limit = try wholeNumber($1) },
        ])

    private static let report = OptionSection<Self>(
        "Report",
        [
            .flag("q quiet", "Addresses alone.") { $0.quiet = true },
            .flag("d resolve", "Names too, once all have answered.") { $0.resolves = true },
            .value("vendors", "file", "Names of vendors from this list of the IEEE (CSV) first.") { $0.vendors = $1 },
            .value("write", "file", "Record all frames, as pcapng.") { $0.frames.write = $1 },
        ])
}
