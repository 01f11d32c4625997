import CPacketIO
import Glibc
import Probes

/// A file of lines that grows at its end, and now and then is written anew as a whole. Whenever the process is killed,
/// all is there that was appended before, but perhaps for the end of the last line; and where it is killed while the
/// file is written anew, the old one is there.
///
/// One process has it at a time.
@safe public struct JournalFile: ~Copyable {
    /// The most that is read: more is a mistake.
    private static let maximumByteCount = 256 << 20

    public let path: String
    private var descriptor: Int32
    public private(set) var byteCount: Int

    /// Opens the file, or makes it.
    ///
    /// - Throws: also where another process has it, or it is no regular file.
    public static func open(_ path: String) throws(LinkError) -> JournalFile {
        // A limit on the size of files is told like a full disk, and does not end the program.
        _ = signal(SIGXFSZ, SIG_IGN)
        let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK
        while true {
            let descriptor = unsafe Glibc.open(path, flags, 0o644)
            guard descriptor >= 0 else { throw LinkError(.other, "\(path): \(systemMessage(errno))") }
            var file = JournalFile(path: resolved(path), descriptor: descriptor, byteCount: 0)
            let status = try status(of: descriptor, path)
            guard status.st_mode & S_IFMT == S_IFREG else { throw LinkError(.other, "\(path) is no file") }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw LinkError(.other, "\(path) is in use by another process")
            }
            file.byteCount = Int(try Self.status(of: descriptor, path).st_size)
            // Whoever had it before may have put another in its place.
            if try file.isInPlace() { return file }
        }
    }

    private init(path: String, descriptor: Int32, byteCount: Int) {
        (self.path, self.descriptor, self.byteCount) = (path, descriptor, byteCount)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// All that is in it.
    public func read() throws(LinkError) -> [UInt8] {
        guard byteCount <= Self.maximumByteCount else {
            throw LinkError(.other, "\(path): more than \(Self.maximumByteCount >> 20) MiB")
        }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var place = 0
        while place < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { room in
                unsafe pread(descriptor, room.baseAddress.map { unsafe $0 + place }, room.count - place, off_t(place))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw LinkError(.other, "\(path): \(systemMessage(errno))") }
            if count == 0 { break }
            place += count
        }
        return Array(bytes.prefix(place))
    }

    /// Appends whole lines; where not all of them find room, none is there.
    public mutating func append(_ lines: [UInt8]) throws(LinkError) {
        let result = Self.write(lines, to: descriptor)
        guard result >= 0 else {
            _ = ftruncate(descriptor, off_t(byteCount))
            throw LinkError(code: result, doing: path)
        }
        byteCount += lines.count
    }

    /// Waits until the disk has what was appended.
    public func synchronize() { _ = fdatasync(descriptor) }

    /// Puts other contents in place of all there is: either are there afterwards, and on the disk.
    public mutating func replace(with lines: [UInt8]) throws(LinkError) {
        let beside = path + ".new"
        let other = try Self.create(beside, like: descriptor)
        var result = Self.write(lines, to: other)
        if result >= 0, fsync(other) < 0 { result = -errno }
        if result >= 0, unsafe rename(beside, path) < 0 { result = -errno }
        guard result >= 0 else {
            close(other)
            _ = unsafe unlink(beside)
            throw LinkError(code: result, doing: path)
        }
        Self.synchronizeFolder(of: path)
        close(descriptor)
        descriptor = other
        byteCount = lines.count
    }

    /// A file that nobody else can have open, with the rights and the owner of another.
    private static func create(_ path: String, like model: Int32) throws(LinkError) -> Int32 {
        let status = try status(of: model, path)
        _ = unsafe unlink(path)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW
        let writable = unsafe Glibc.open(path, flags, status.st_mode & 0o777)
        guard writable >= 0 else { throw LinkError(code: -errno, doing: path) }
        _ = fchown(writable, status.st_uid, status.st_gid)
        _ = flock(writable, LOCK_EX | LOCK_NB)
        return writable
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        guard !bytes.isEmpty else { return 0 }
        return unsafe cpk_write_all(descriptor, bytes, bytes.count)
    }

    private static func status(of descriptor: Int32, _ path: String) throws(LinkError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw LinkError(code: -errno, doing: path) }
        return status
    }

    /// Whether the file that is open is the one that has its name.
    private func isInPlace() throws(LinkError) -> Bool {
        let here = try Self.status(of: descriptor, path)
        var there = stat()
        guard unsafe stat(path, &there) == 0 else { return false }
        return here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }

    /// Without symbolic links: it is the file that is replaced, not the link to it.
    private static func resolved(_ path: String) -> String {
        guard let found = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    private static func synchronizeFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
