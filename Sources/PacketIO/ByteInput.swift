import CPacketIO
import Glibc
import Wire

/// The bytes of a file, a pipe or an array, unpacked where they are compressed (gzip, zstd).
///
/// Files are read, not mapped: one that is cut short while it is read ends there, instead of the program.
@safe struct ByteInput: ~Copyable {
    private static let rawByteCount = 1 << 17
    private static let headByteCount = 4

    private let file: InputFile
    /// Bytes that were read already: the first ones, all of an array, or what is to be unpacked.
    private var raw: [UInt8]
    private var rawStart = 0
    private var rawEnd: Int
    /// How many bytes of the file were unpacked.
    private var unpackedCount = 0
    private var decompressor: OpaquePointer?
    /// Whether the decompressor may hold bytes for which there was no room.
    private var holdsMore = false
    /// What is wrong behind the bytes that were unpacked last.
    private var damage: PacketSourceError?

    init(_ bytes: [UInt8], named name: String, _ interruption: Interruption) {
        file = InputFile(noneNamed: name, interruption)
        raw = bytes
        rawEnd = bytes.count
        unsafe decompressor = nil
    }

    /// Opens a file, or standard input for "-", and looks at its first bytes.
    static func open(
        _ path: String, named name: String, _ interruption: Interruption
    ) throws(PacketSourceError) -> ByteInput {
        var input = ByteInput(try InputFile(opening: path, named: name, interruption))
        try input.readHead()
        return input
    }

    private init(_ file: consuming InputFile) {
        self.file = file
        raw = [UInt8](repeating: 0, count: Self.headByteCount)
        rawEnd = 0
        unsafe decompressor = nil
    }

    deinit {
        if let decompressor = unsafe decompressor { unsafe cpk_decompressor_close(decompressor) }
    }

    /// Recognises compression.
    private mutating func readHead() throws(PacketSourceError) {
        while rawEnd < Self.headByteCount {
            let count = try file.read(into: &raw, from: rawEnd)
            if count == 0 { return }
            rawEnd += count
        }
        switch (raw[0], raw[1], raw[2], raw[3]) {
        case (0x1F, 0x8B, _, _): try openDecompressor(CPK_GZIP)
        case (0x28, 0xB5, 0x2F, 0xFD), (0x50...0x5F, 0x2A, 0x4D, 0x18): try openDecompressor(CPK_ZSTD)
        case (0xFD, 0x37, 0x7A, 0x58): throw file.failure(.unknownCompression("xz"))
        case (0x42, 0x5A, 0x68, _): throw file.failure(.unknownCompression("bzip2"))
        case (0x04, 0x22, 0x4D, 0x18): throw file.failure(.unknownCompression("lz4"))
        case (0x50, 0x4B, 0x03, 0x04): throw file.failure(.unknownCompression("unzip"))
        default: break
        }
    }

    private mutating func openDecompressor(_ format: cpk_compression) throws(PacketSourceError) {
        var message = [CChar](repeating: 0, count: 256)
        unsafe decompressor = cpk_decompressor_open(format, &message, message.count)
        guard unsafe decompressor != nil else { throw file.failure(.system(Self.text(message))) }
        raw += [UInt8](repeating: 0, count: Self.rawByteCount - raw.count)
    }

    private static func text(_ message: [CChar]) -> String {
        String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether bytes can be had without waiting.
    var hasMoreNow: Bool { holdsMore || rawStart < rawEnd || file.hasMoreNow }

    /// Reads at least a byte, waiting for it; 0 where the input ends, or the wait was interrupted.
    mutating func read(into room: UnsafeMutableBufferPointer<UInt8>) throws(PacketSourceError) -> Int {
        if unsafe decompressor != nil { return unsafe try unpack(into: room) }
        guard rawStart < rawEnd else { return unsafe try file.read(into: room) }
        let count = min(room.count, rawEnd - rawStart)
        _ = unsafe room.update(fromContentsOf: raw[rawStart..<rawStart + count])
        rawStart += count
        return count
    }

    /// Unpacks until there is a byte, or the input ends where its compression does.
    private mutating func unpack(into room: UnsafeMutableBufferPointer<UInt8>) throws(PacketSourceError) -> Int {
        if let damage { throw damage }
        while true {
            if rawStart == rawEnd, !holdsMore {
                (rawStart, rawEnd) = (0, try file.read(into: &raw, from: 0))
                if rawEnd == 0 {
                    guard unsafe file.isInterrupted || cpk_decompressor_is_complete(decompressor) else {
                        throw file.failure(.badCompression("the compressed data end too early", offset: unpackedCount))
                    }
                    return 0
                }
            }
            let count = unsafe try unpackOnce(into: room)
            if count > 0 { return count }
        }
    }

    private mutating func unpackOnce(into room: UnsafeMutableBufferPointer<UInt8>) throws(PacketSourceError) -> Int {
        var message = [CChar](repeating: 0, count: 128)
        var (consumed, produced) = (0, 0)
        let isSound = unsafe raw[rawStart..<rawEnd].withUnsafeBufferPointer { bytes in
            unsafe cpk_decompress(
                decompressor, bytes.baseAddress, bytes.count, &consumed, room.baseAddress, room.count, &produced,
                &message, message.count)
        }
        rawStart += consumed
        unpackedCount += consumed
        holdsMore = produced == room.count
        // What was unpacked before the damage is given first; the next call then fails at once.
        guard isSound || produced > 0 else {
            throw file.failure(.badCompression(Self.text(message), offset: unpackedCount))
        }
        return produced
    }
}

/// An open file or pipe, or none at all.
private struct InputFile: ~Copyable {
    private let name: String
    private let interruption: Interruption
    private let descriptor: Int32
    /// A wait for it is short: it is a file.
    private let isRegular: Bool

    init(noneNamed name: String, _ interruption: Interruption) {
        (self.name, self.interruption, descriptor, isRegular) = (name, interruption, -1, true)
    }

    init(opening path: String, named name: String, _ interruption: Interruption) throws(PacketSourceError) {
        var status = stat()
        let descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else {
            throw PacketSourceError(input: name, reason: .system(systemMessage(errno)))
        }
        isRegular = status.st_mode & S_IFMT == S_IFREG
        (self.name, self.interruption, self.descriptor) = (name, interruption, descriptor)
        if isRegular {
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        } else {
            // A larger pipe wakes both ends less often; where that is not allowed it stays as it is.
            _ = cpk_widen_pipe(descriptor, 1 << 20)
        }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    func failure(_ reason: PacketSourceError.Reason) -> PacketSourceError {
        PacketSourceError(input: name, reason: reason)
    }

    var isInterrupted: Bool { interruption.isInterrupted }

    /// Whether reading would not wait.
    var hasMoreNow: Bool {
        if isRegular { return true }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) > 0
    }

    func read(into bytes: inout [UInt8], from start: Int) throws(PacketSourceError) -> Int {
        do {
            return try unsafe bytes.withUnsafeMutableBufferPointer { (buffer) throws(PacketSourceError) in
                unsafe try read(into: UnsafeMutableBufferPointer(rebasing: buffer[start...]))
            }
        } catch {
            throw error
        }
    }

    /// Reads what is there, waiting for at least a byte; 0 where there will be none, or the wait was interrupted.
    func read(into room: UnsafeMutableBufferPointer<UInt8>) throws(PacketSourceError) -> Int {
        guard descriptor >= 0 else { return 0 }
        while true {
            if !isRegular, !interruption.waitForInput(on: descriptor) { return 0 }
            let count = unsafe Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count }
            guard errno == EINTR || errno == EAGAIN else { throw failure(.system(systemMessage(errno))) }
        }
    }
}
