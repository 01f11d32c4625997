import ArgumentParser
import PacketIO
import Probes
import Wire

/// What every command tells its caller by how it ends.
enum ExitStatus {
    /// Yes: an answer came.
    static let success = ExitCode(0)
    /// No answer, or a negative one.
    static let noAnswer = ExitCode(1)
    /// The question could not be asked.
    static let couldNotAsk = ExitCode(2)
    /// An answer came whose signatures say that it is not to be believed.
    static let bogus = ExitCode(3)
    /// The words make no sense; the argument parser gives it too.
    static let wrongUsage = ExitCode.validationFailure
}

/// Says on standard error why nothing could be asked, and ends with status 2.
func couldNotAsk(_ message: String) -> ExitCode {
    warn(message)
    return ExitStatus.couldNotAsk
}

/// A line on standard error. Text from outside may be in it: control characters are shown, not sent.
func warn(_ message: String) {
    StandardStream.error.write(shown("swiftnet: \(message)") + [UInt8(ascii: "\n")])
}

/// A message as it may go to a terminal: control characters become `\x1b`.
///
/// - Parameter keepsLines: leaves line feeds as they are.
func shown(_ message: String, keepsLines: Bool = false) -> [UInt8] {
    var text: [UInt8] = []
    var characters = ForeignText(message.utf8Span.span)
    while let character = characters.next() {
        switch character {
        // A backslash stays as it is: much of a message is the program's own.
        case .plain(let scalar): text += Array(String(scalar).utf8)
        case .control("\n") where keepsLines: text.append(UInt8(ascii: "\n"))
        default: text.append(escaping: character)
        }
    }
    return text
}

/// Says which right is missing, and the command that gives it.
func lacksNetRaw(_ what: String) -> ExitCode {
    couldNotAsk(
        """
        \(what) needs CAP_NET_RAW, which this user has not. Run it with sudo, or grant it once: \
        \(Privilege.remedy(program: Privilege.programPath))
        """)
}

/// The same of the right to change this machine's network.
func lacksNetAdmin(_ what: String) -> ExitCode {
    couldNotAsk(
        """
        \(what) needs CAP_NET_ADMIN, which this user has not. Run it with sudo, or grant it once: \
        \(Privilege.adminRemedy(program: Privilege.programPath))
        """)
}
