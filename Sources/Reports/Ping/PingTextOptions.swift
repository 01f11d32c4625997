import Wire

/// How the text of pinging looks.
public struct PingTextOptions: Sendable {
    /// Which of the classic tools the text is like.
    public enum Form: Hashable, Sendable {
        /// `ping`: one target, a line an answer, statistics.
        case single
        /// `fping`: many targets, one line each that says whether it is there.
        case alive
        /// `fping -c`: many targets, a line an answer, a line of statistics each.
        case each
    }

    /// Nil: by the number of targets and the stop rules.
    public var form: Form?
    /// Only the start and the summary (`-q`).
    public var isQuiet = false
    /// Says which clock measured, to the nanosecond, and tells lost probes and foreign answers (`-v`).
    public var isVerbose = false
    /// A line for each lost probe when its time is up (`-O`).
    public var showsLost = false
    /// The time before each line, in seconds since 1970 (`-D`).
    public var showsTimestamps = false
    /// Rings the terminal's bell with each answer (`-a`).
    public var isAudible = false
    /// A dot for each probe sent and a backspace for each answer instead of lines (`-f`); the dots need
    /// `PingPlan.reportsSending`, and a terminal.
    public var isFlood = false
    /// Whether the results go to a terminal.
    public var isTerminal = false
    /// Only the names of targets that answer, one a line (`fping -a`).
    public var aliveOnly = false
    /// Only the names of targets that do not answer (`fping -u`).
    public var unreachableOnly = false
    /// The rows of the histogram at the most; nil: none is shown.
    public var histogramRows: Int?
    /// What addresses are called, as far as it is known.
    public var names: [IPAddress: String] = [:]

    public init() {}
}
