import CPacketIO
import Glibc
import Probes

/// What the kernel lets this process do, and giving it up.
public enum Privilege {
    /// Raw and packet sockets.
    public static var hasNetRaw: Bool { cpk_has_capability(Int32(CPK_CAP_NET_RAW)) }
    /// Marks, and buffers past the system's limit.
    public static var hasNetAdmin: Bool { cpk_has_capability(Int32(CPK_CAP_NET_ADMIN)) }

    /// Gives up every capability for good: called once all sockets are open.
    public static func drop() { _ = cpk_drop_capabilities() }

    /// Becomes a user, with that user's groups, for good.
    public static func become(_ user: String) throws(LinkError) {
        let result = unsafe cpk_become_user(user)
        if result == -ENOENT { throw LinkError(.other, "there is no user \(user)") }
        try checked(result, "user \(user)")
    }

    /// Whether `net.ipv4.ping_group_range` lets this user open ping sockets.
    public static var mayOpenPingSockets: Bool {
        let fd = cpk_socket(4, false, Int32(CPK_ICMP))
        guard fd >= 0 else { return false }
        close(fd)
        return true
    }

    /// The file that this process runs.
    public static var programPath: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        return count > 0
            ? String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) : "swiftnet"
    }

    /// The command that would let this program do what it could not.
    public static func remedy(program: String) -> String {
        "sudo setcap cap_net_raw+ep \(program)"
    }

    /// The same for what changes this machine's network; a file has what it was granted last, so both are named.
    public static func adminRemedy(program: String) -> String {
        "sudo setcap cap_net_admin,cap_net_raw+ep \(program)"
    }
}

/// What the environment asks for.
public enum Environment {
    /// NO_COLOR is set to anything but nothing (no-color.org), or the terminal can't do it.
    public static var forbidsColor: Bool {
        if let value = unsafe getenv("NO_COLOR"), unsafe value.pointee != 0 { return true }
        guard let terminal = unsafe getenv("TERM") else { return true }
        return unsafe String(cString: terminal) == "dumb"
    }

    /// The user's directory.
    public static var home: String? { unsafe getenv("HOME").map { unsafe String(cString: $0) } }

    /// Whether text is UTF-8, by the first of LC_ALL, LC_CTYPE and LANG that says something (locale(7)).
    public static var usesUTF8: Bool {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { continue }
            let codeset = unsafe String(cString: value).lowercased().split(separator: ".").last ?? ""
            return codeset.hasPrefix("utf-8") || codeset.hasPrefix("utf8")
        }
        return false
    }
}
