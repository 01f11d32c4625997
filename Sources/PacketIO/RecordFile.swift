import CPacketIO
import Glibc
import Probes

/// A file of records, written in large pieces. Where a disk fills up, the file ends with the last whole record.
@safe struct RecordFile: ~Copyable {
    private static let capacity = 1 << 18

    private let path: String
    private let descriptor: Int32
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity = Self.capacity
    private var count = 0
    /// Where the records in the buffer end, and which of these are not packets.
    private var ends: [Int] = []
    private var otherEnds: [Int] = []
    /// Bytes that have left the buffer.
    private var writtenCount = 0
    /// Why writing ended; nothing is written after it.
    private(set) var error: LinkError?
    /// Whether that is because nobody reads any more.
    private(set) var isReaderGone = false
    /// Packets that were appended and could not be written.
    private(set) var lostCount = 0

    /// Creates the file, or empties it; "-" is standard output.
    static func create(_ path: String) throws(LinkError) -> RecordFile {
        // A limit on the size of files is told like a full disk, and does not end the program.
        _ = signal(SIGXFSZ, SIG_IGN)
        let descriptor = path == "-" ? 1 : unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LinkError(.other, "\(path): \(systemMessage(errno))") }
        return RecordFile(path, descriptor)
    }

    /// Takes the descriptor over.
    init(_ path: String, _ descriptor: Int32) {
        (self.path, self.descriptor) = (path, descriptor)
        unsafe buffer = .allocate(capacity: Self.capacity)
    }

    /// The length of the file, with what is to be written yet.
    var byteCount: Int { writtenCount + count }

    /// Writes what is left; whoever wants to know of an error calls ``flush()`` before.
    deinit {
        if error == nil { _ = try? writeOut() }
        unsafe buffer.deallocate()
        if descriptor > 1 { close(descriptor) }
    }

    /// Appends a record that is there, and no packet unless it is said to be one.
    mutating func append(_ record: [UInt8], isPacket: Bool = false) {
        if !isPacket { otherEnds.append(count + record.count) }
        unsafe append(byteCount: record.count) { output in
            unsafe record.withUnsafeBufferPointer { bytes in
                if let start = bytes.baseAddress { unsafe output.update(from: start, count: bytes.count) }
            }
        }
    }

    /// Appends a packet's record of `byteCount` bytes, which `fill` writes.
    @inline(__always)
    mutating func append(byteCount: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        guard error == nil else { return }
        if count + byteCount > capacity { makeRoom(byteCount) }
        unsafe fill(buffer + count)
        count += byteCount
        ends.append(count)
    }

    private mutating func makeRoom(_ byteCount: Int) {
        flush()
        guard byteCount > capacity else { return }
        unsafe buffer.deallocate()
        unsafe buffer = .allocate(capacity: byteCount)
        capacity = byteCount
    }

    /// Writes what has gathered.
    mutating func flush() {
        guard count > 0, error == nil else { return }
        do throws(Failure) {
            try writeOut()
        } catch {
            self.error = error.error
            isReaderGone = error.number == EPIPE
            lostCount = ends.count { $0 > error.whole } - otherEnds.count { $0 > error.whole }
        }
        writtenCount += count
        count = 0
        ends.removeAll(keepingCapacity: true)
        otherEnds.removeAll(keepingCapacity: true)
    }

    /// Why not all was written, and where the last record ends that was.
    private struct Failure: Error {
        let number: Int32
        let error: LinkError
        let whole: Int
    }

    private func writeOut() throws(Failure) {
        var written = 0
        while written < count {
            let result = unsafe write(descriptor, buffer + written, count - written)
            if result >= 0 {
                written += result
            } else if errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&entry, 1, -1)
            } else if errno != EINTR {
                let number = errno
                let whole = ends.last { $0 <= written } ?? 0
                let place = lseek(descriptor, 0, SEEK_CUR)
                // What is no file has no place, and can't be cut.
                if place >= 0, whole < written { _ = ftruncate(descriptor, place - off_t(written - whole)) }
                throw Failure(
                    number: number, error: LinkError(code: -number, doing: path == "-" ? "standard output" : path),
                    whole: whole)
            }
        }
    }
}
