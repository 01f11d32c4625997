import Glibc

/// What this machine says of itself, and small services of it.
public enum Machine {
    /// The kernel's name and release: "Linux 6.1.0".
    public static var operatingSystem: String? {
        identity.map { "\(text(in: $0.sysname)) \(text(in: $0.release))" }
    }

    /// The processor's kind: "x86_64".
    public static var hardware: String? { identity.map { text(in: $0.machine) } }

    private static var identity: utsname? {
        var name = utsname()
        return unsafe uname(&name) == 0 ? name : nil
    }

    private static func text<Characters>(in characters: Characters) -> String {
        unsafe withUnsafeBytes(of: characters) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Removes a file, which may be gone already; gives words for why it could not be.
    public static func removeFile(_ path: String) -> String? {
        if unsafe unlink(path) == 0 || errno == ENOENT { return nil }
        return "\(path): \(systemMessage(errno))"
    }
}
