import Wire

/// What of an answer is shown, by the names that dig has for it.
public struct DigTextOptions: Hashable, Sendable {
    /// The line that repeats the command.
    public var showsCommand = true
    /// Lines that are comments in a zone file: headings, flags, EDNS.
    public var showsComments = true
    public var showsQuestion = true
    public var showsAnswer = true
    public var showsAuthority = true
    public var showsAdditional = true
    public var showsStatistics = true
    /// The query that is sent, too.
    public var showsQuery = false
    /// Nothing but the data of the answer.
    public var isShort = false
    /// Whether short data has the signatures too.
    public var showsSignatures = true
    /// Behind short data, who gave it.
    public var identifiesServer = false
    public var showsTTL = true
    public var showsClass = true
    /// TTLs in weeks, days, hours, minutes and seconds.
    public var usesUnits = false
    /// Types and data as those of unknown ones.
    public var isGeneric = false
    /// Times in microseconds.
    public var showsMicroseconds = false
    public var style = DNSTextStyle()

    public init() {}

    /// All sections and comments at once (`+all`, `+noall`).
    public mutating func showAll(_ isShown: Bool) {
        showsCommand = isShown
        showsComments = isShown
        showsQuestion = isShown
        showsAnswer = isShown
        showsAuthority = isShown
        showsAdditional = isShown
        showsStatistics = isShown
    }

    /// Where class, type and data begin.
    var columns: (dnsClass: Int, type: Int, data: Int) {
        switch (showsTTL, showsClass) {
        case (true, true): (32, 40, 48)
        case (false, false): (24, 24, 32)
        default: (24, 32, 40)
        }
    }

    func shows(_ section: DNSSection) -> Bool {
        switch section {
        case .questions: showsQuestion
        case .answers: showsAnswer
        case .authorities: showsAuthority
        case .additionals: showsAdditional
        }
    }
}
