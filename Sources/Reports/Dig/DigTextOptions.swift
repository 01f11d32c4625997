import Wire

/// What of an answer is shown, by the names that dig has for it.
public struct DigTextOptions: Sendable {
    /// The line that repeats the command.
    public var showsCommand = true
    /// Lines that are comments in a zone file: headings, flags, EDNS.
    public var showsComments = true
    /// Of these comments, flags and counts, and EDNS.
    public var showsHeader = true
    public var showsEDNS = true
    /// The record that signs a message.
    public var showsTransactionSignature = true
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
    /// Classes without the bit that multicast DNS has in them, which is shown as a remark.
    public var isMulticast = false
    /// Times in microseconds.
    public var showsMicroseconds = false
    /// Long data on lines of its own, in parentheses.
    public var isMultiline = false
    /// Remarks behind keys, and behind numbers on lines of their own. Nil: where there are several lines.
    public var showsRemarks: Bool?
    /// Nothing but `[omitted]` for keys, digests and signatures.
    public var hidesCrypto = false
    /// IPv6 addresses with all their digits.
    public var expandsIPv6 = false
    /// After how many characters long data is broken, 0 for never. Nil: as suits the lines.
    public var pieceLength: Int?
    /// What a label that begins with `xn--` stands for, where letters beyond ASCII can be shown.
    public var unicodeLabel: (@Sendable ([UInt8]) -> [UInt8]?)?

    /// Of a zone that is fetched, the record that it begins with, and not the same again at its end.
    public var showsOneSOA = false
    /// Nothing but the blocks that addresses of ipv4only.arpa show.
    public var showsPrefixes = false
    /// Colours of a terminal.
    public var isColored = false

    public init() {}

    /// A line for each record.
    public mutating func keepRecordsOnLines() {
        isMultiline = false
        showsRemarks = false
    }

    /// The same, and as it is without options: YAML is for programs.
    public mutating func showRecordsPlainly() {
        keepRecordsOnLines()
        (isGeneric, hidesCrypto, expandsIPv6, pieceLength) = (false, false, false, nil)
    }

    /// How data is written.
    var style: DNSTextStyle {
        let severalLines = isMultiline && !isShort
        var style = DNSTextStyle(pieceLength: severalLines ? 44 : 56)
        if let pieceLength { style.pieceLength = pieceLength == 0 ? nil : pieceLength }
        style.isMultiline = severalLines
        style.showsRemarks = showsRemarks ?? severalLines
        style.hidesCrypto = hidesCrypto
        style.expandsIPv6 = expandsIPv6
        style.unicodeLabel = unicodeLabel
        return style
    }

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
        case _ where isMultiline, (false, false): (24, 24, 32)
        case (true, true): (32, 40, 48)
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
