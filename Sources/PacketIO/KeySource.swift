import CPacketIO
import Glibc

/// Keys that are pressed at the terminal, one by one and unseen, as long as this exists.
@safe public final class KeySource {
    private var before = termios()

    /// Nil where standard input is no terminal.
    public init?() {
        guard unsafe tcgetattr(0, &before) == 0 else { return nil }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        unsafe withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            // Reading gives what is there, and does not wait.
            unsafe characters[Int(VMIN)] = 0
            unsafe characters[Int(VTIME)] = 0
        }
        guard unsafe tcsetattr(0, TCSANOW, &raw) == 0 else { return nil }
    }

    deinit { _ = unsafe tcsetattr(0, TCSANOW, &before) }

    /// The next key, if one was pressed.
    public func next() -> UInt8? {
        var key: UInt8 = 0
        return unsafe read(0, &key, 1) == 1 ? key : nil
    }
}
