import PacketIO
import Probes
import Reports

/// The file in which stations are remembered. What changes is appended at once; now and then, and at the start and
/// the end, the file is written anew with one line for each station.
struct StationMemory: ~Copyable {
    /// Between two times that the disk is waited for.
    private static let synchronizationInterval = Nanoseconds.second

    private var file: JournalFile
    private var lineCount = 0
    private var lastSynchronization = SystemClock.now()
    private var isSynchronized = true
    /// Whether the file can't be written anew, since its folder is closed to whoever has no rights any more.
    private var onlyGrows = false

    /// Takes in what the file remembers. Called while the program still has its rights.
    static func open(_ path: String, into watch: inout LinkWatch) throws(LinkError) -> StationMemory {
        let file = try JournalFile.open(path)
        let bytes = try file.read()
        var left = 0
        let damage = StationFile.read(bytes) { record in if !watch.restore(record) { left += 1 } }
        if damage.isForeign {
            throw LinkError(.other, "\(path) has no stations in it: it is left as it is")
        }
        if let place = damage.tornLine {
            warn("\(path): the last line, at byte \(place), was not written to its end: it is ignored")
        }
        if let place = damage.firstBadLine {
            warn("\(path): \(damage.badLineCount) lines are no records, the first at byte \(place): they are ignored")
        }
        guard left == 0 else {
            throw LinkError(.other, "\(path): \(left) stations are more than there is room for: it is left as it is")
        }
        var memory = StationMemory(file)
        if !bytes.isEmpty { try memory.rewrite(watch) }
        return memory
    }

    private init(_ file: consuming JournalFile) { self.file = file }

    /// Writes down what has changed.
    mutating func keep(_ watch: inout LinkWatch) throws(LinkError) {
        let records = watch.takeChanges()
        if !records.isEmpty {
            var lines: [UInt8] = []
            for record in records { StationFile.write(record, to: &lines) }
            try file.append(lines)
            lineCount += records.count
            isSynchronized = false
        }
        if lineCount > 2 * watch.stationCount + 1000, !onlyGrows { try rewrite(watch) }
        guard !isSynchronized, SystemClock.now() - lastSynchronization >= Self.synchronizationInterval else { return }
        lastSynchronization = SystemClock.now()
        isSynchronized = true
        file.synchronize()
    }

    mutating func finish(_ watch: inout LinkWatch) throws(LinkError) {
        try keep(&watch)
        if !onlyGrows { try rewrite(watch) }
        file.synchronize()
    }

    private mutating func rewrite(_ watch: LinkWatch) throws(LinkError) {
        var lines: [UInt8] = []
        let records = watch.records()
        for record in records { StationFile.write(record, to: &lines) }
        do throws(LinkError) {
            try file.replace(with: lines)
            lineCount = records.count
        } catch {
            guard error.kind == .forbidden else { throw error }
            try outgrow(records, lines)
        }
    }

    /// The folder belongs to somebody else: what the file does not have yet goes to its end.
    private mutating func outgrow(_ records: [StationRecord], _ lines: [UInt8]) throws(LinkError) {
        onlyGrows = true
        // Behind a line that was not written to its end, too.
        try file.append([UInt8(ascii: "\n")] + lines)
        lineCount += records.count
    }
}
