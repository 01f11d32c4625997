import Glibc
import Probes

/// Files and standard input, as lines of text.
public enum InputText {
    /// The most that is read of one file: a list of targets longer than this is a mistake.
    static let maximumByteCount = 64 << 20

    /// The bytes of a file, or of standard input where `path` is "-".
    public static func read(_ path: String) throws(LinkError) -> [UInt8] {
        let descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LinkError(.other, "\(path): \(systemMessage(errno))") }
        defer { if descriptor != 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw LinkError(.other, "\(path): \(systemMessage(errno))") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer.prefix(count))
            guard bytes.count <= maximumByteCount else {
                throw LinkError(.other, "\(path): more than \(maximumByteCount >> 20) MiB")
            }
        }
    }
}

/// What is there, without opening it.
public enum FileSystem {
    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
