import Probes
import Reports

/// When a capture goes on in another file, and what the files are called. Knows no clock and no disk.
///
/// Without limits there is one file, under the name that was given. Otherwise number and time (UTC) of each stand
/// before the suffix: `net_00001_20261123T123456Z.pcapng`.
struct CaptureRotation {
    struct Limits: Hashable, Sendable {
        /// No file gets larger, in bytes, unless one packet alone makes it so.
        var byteCount: Int?
        /// A file has what came in so much time.
        var time: Nanoseconds?
        var packetCount: Int?
        /// Whether the times are full ones of the clock, or count from the start of the first file.
        var isAligned = false
        /// So many files are kept.
        var fileCount: Int?

        var isNone: Bool { byteCount == nil && time == nil && packetCount == nil }
    }

    private let stem: Substring
    private let suffix: Substring
    private let path: String
    private let limits: Limits
    private var number = 0
    /// Where the first file starts, from which times count.
    private var start: Int64?
    /// When the present file ends.
    private var end = Int64.max
    /// The files that are there, oldest first.
    private var names: [String] = []

    init(_ path: String, _ limits: Limits) {
        (self.path, self.limits) = (path, limits)
        let name = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        let dot = path[name...].lastIndex(of: ".").flatMap { $0 == name ? nil : $0 } ?? path.endIndex
        (stem, suffix) = (path[..<dot], path[dot...])
    }

    /// Goes on to the next file, at a time in nanoseconds since 1970.
    ///
    /// - Returns: its path, and the path of a file that gives way to it.
    mutating func next(at time: Int64) -> (path: String, obsolete: String?) {
        number += 1
        if start == nil { start = time }
        if let period = limits.time { end = Self.end(of: period, from: limits.isAligned ? 0 : start ?? 0, at: time) }
        guard !limits.isNone else { return (path, nil) }
        names.append(name(at: time))
        let isFull = limits.fileCount.map { names.count > $0 } ?? false
        return (names[names.count - 1], isFull ? names.removeFirst() : nil)
    }

    /// Whether the present file ends before a packet that comes at `time`; the file would have `byteCount` bytes with
    /// it, and has `packetCount` packets without.
    func isOver(at time: Int64, byteCount: Int, packetCount: Int) -> Bool {
        if time >= end { return true }
        if let limit = limits.packetCount, packetCount >= limit { return true }
        if let limit = limits.byteCount, byteCount > limit, packetCount > 0 { return true }
        return false
    }

    /// Whether the time of the present file is over.
    func isOver(at time: Int64) -> Bool { time >= end }

    /// The end of the period that a time is in.
    private static func end(of period: Nanoseconds, from start: Int64, at time: Int64) -> Int64 {
        let (since, overflow) = time.subtractingReportingOverflow(start)
        guard !overflow else { return .max }
        let rest = since % period
        let (end, isLate) = time.addingReportingOverflow(rest < 0 ? -rest : period - rest)
        return isLate ? .max : end
    }

    private func name(at time: Int64) -> String {
        var text: [UInt8] = []
        text.append(rfc3339: time)
        // To the second, and without what separates.
        let stamp = String(decoding: text.prefix(19).filter { $0 != 0x2D && $0 != 0x3A }, as: UTF8.self)
        let digits = String(number)
        return "\(stem)_\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits)_\(stamp)Z\(suffix)"
    }
}
