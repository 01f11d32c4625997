import Glibc
import Wire

/// Whole lines of text, filled again and again, so that reading allocates nothing.
public struct LineBatch: ~Copyable {
    /// What is read at once. A longer line gets the room it needs.
    static let byteCount = 1 << 18

    var storage: [UInt8] = []
    var count = 0
    /// The number of the first line in its input, from 1 on; 1 where lines are not counted.
    public internal(set) var firstLine = 1
    /// The input that the lines are from: an index of the source's names.
    public internal(set) var input = 0

    public init() {}

    /// The lines, each with a line feed behind it, the last one too.
    public var text: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get { storage.span.extracting(first: count) }
    }
}

/// Lines of files and pipes, one after the other, as batches; unpacked where they are compressed.
///
/// A batch is given as soon as it is full, or has a line and the input no more bytes at the moment. Memory stays the
/// same however long the input is, unless a line is long.
public struct LineSource: ~Copyable {
    /// A line longer than this is no text.
    static let longestLine = 1 << 28

    /// What the inputs are called: paths, or "standard input".
    public let names: [String]
    /// Ends a wait for input, from another thread.
    public let interruption = Interruption()
    private let paths: [String]
    private let countsLines: Bool
    private var next = 0
    private var input: ByteInput?
    /// What was read behind the last line of the last batch.
    private var rest: [UInt8] = []
    private var lineCount = 0

    /// From files, in this order; "-" is standard input.
    ///
    /// - Parameter countsLines: whether each batch is to know the number of its first line, which takes a little time.
    public init(paths: [String], countsLines: Bool = false) {
        self.paths = paths
        self.countsLines = countsLines
        names = paths.map { $0 == "-" ? "standard input" : $0 }
    }

    /// The next lines, of one input; false where there are none left, or a wait was interrupted.
    ///
    /// - Throws: why an input can't be read on. The next call goes on with the next input.
    public mutating func fill(_ batch: inout LineBatch) throws(PacketSourceError) -> Bool {
        while !interruption.isInterrupted {
            guard try openNext() else { return false }
            do throws(PacketSourceError) {
                try gather(&batch)
            } catch {
                closeInput()
                throw error
            }
            if batch.count > 0 { return true }
            closeInput()
        }
        return false
    }

    private mutating func openNext() throws(PacketSourceError) -> Bool {
        if input != nil { return true }
        guard next < paths.count else { return false }
        next += 1
        lineCount = 0
        input = try ByteInput.open(paths[next - 1], named: names[next - 1], interruption)
        return true
    }

    private mutating func closeInput() {
        input = nil
        rest.removeAll(keepingCapacity: true)
    }

    /// Reads at least a line, and then what can be had without waiting.
    private mutating func gather(_ batch: inout LineBatch) throws(PacketSourceError) {
        batch.input = next - 1
        batch.firstLine = lineCount + 1
        batch.makeRoom(max(LineBatch.byteCount, rest.count + 1))
        batch.count = rest.count
        batch.storage.replaceSubrange(0..<rest.count, with: rest)
        var end: Int?
        while true {
            // Room for a line feed is always left.
            if batch.count + 1 >= batch.storage.count {
                if end != nil { break }
                guard batch.count <= Self.longestLine else {
                    throw PacketSourceError(input: names[next - 1], reason: .system("a line without an end"))
                }
                batch.makeRoom(2 * batch.storage.count)
            }
            let start = batch.count
            let count = try batch.read(from: &input)
            if count == 0 {
                end = batch.endLastLine()
                break
            }
            end = batch.lastLineEnd(from: start) ?? end
            if end != nil, input?.hasMoreNow != true { break }
        }
        keepRest(&batch, from: end ?? batch.count)
        if countsLines { lineCount += batch.lineFeedCount }
    }

    private mutating func keepRest(_ batch: inout LineBatch, from end: Int) {
        rest.removeAll(keepingCapacity: true)
        rest.append(contentsOf: batch.storage[end..<batch.count])
        batch.count = end
    }
}

extension LineBatch {
    fileprivate mutating func makeRoom(_ byteCount: Int) {
        if byteCount > storage.count {
            storage += [UInt8](repeating: 0, count: byteCount - storage.count)
        } else if storage.count > 16 * Self.byteCount, byteCount <= Self.byteCount {
            // A long line is not remembered for ever.
            storage = [UInt8](repeating: 0, count: Self.byteCount)
        }
    }

    fileprivate mutating func read(from input: inout ByteInput?) throws(PacketSourceError) -> Int {
        let start = count
        do throws(PacketSourceError) {
            let read = unsafe try storage.withUnsafeMutableBufferPointer { (room) throws(PacketSourceError) in
                let free = unsafe UnsafeMutableBufferPointer(rebasing: room[start..<room.count - 1])
                return unsafe try input?.read(into: free) ?? 0
            }
            count += read
            return read
        } catch {
            throw error
        }
    }

    /// Behind the last line feed from a place on.
    fileprivate func lastLineEnd(from start: Int) -> Int? {
        var end = count
        while end > start, storage[end - 1] != 0x0A { end -= 1 }
        return end > start ? end : nil
    }

    /// Adds the line feed that the last line lacks; the end of it.
    fileprivate mutating func endLastLine() -> Int {
        if count > 0, storage[count - 1] != 0x0A {
            storage[count] = 0x0A
            count += 1
        }
        return count
    }

    fileprivate var lineFeedCount: Int {
        unsafe storage.withUnsafeBufferPointer { bytes in
            var sum = 0
            for index in 0..<count where unsafe bytes[index] == 0x0A { sum &+= 1 }
            return sum
        }
    }
}
