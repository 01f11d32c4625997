import Wire

/// How the time of a packet is written: as tcpdump's -t, -tt, -ttt, -tttt and -ttttt have it.
public enum PacketTimeStyle: Int, Sendable {
    /// `12:34:56.123456`
    case timeOfDay = 0
    case none
    /// Seconds since 1970.
    case epoch
    /// Since the packet before.
    case delta
    /// `2026-11-23 12:34:56.123456`
    case dateAndTime
    /// Since the first packet.
    case sinceFirst
}

/// Writes times of packets, each of which is mostly within a second of the one before: the text of the second is kept.
struct PacketTimeText {
    let style: PacketTimeStyle
    /// Digits after the second: 6 or 9.
    let decimals: Int
    /// Seconds that local time is ahead of UTC, at a second since 1970.
    let offset: @Sendable (Int64) -> Int
    /// Between date and time.
    let separator: UInt8
    private var second: Int64 = .min
    /// The text of the second and the point behind it.
    private var texts = WordText()
    private var text = WordText.Piece.none
    /// Where time zones change at all, they do at full quarters of an hour.
    private var quarter: Int64 = .min
    private var quarterOffset: Int64 = 0

    init(
        style: PacketTimeStyle, decimals: Int, separator: UInt8 = UInt8(ascii: " "),
        offset: @escaping @Sendable (Int64) -> Int
    ) {
        self.style = style
        self.decimals = decimals
        self.separator = separator
        self.offset = offset
    }

    /// Appends the time and a space; nothing where no time is to be shown.
    @inline(__always)
    mutating func write(_ facts: borrowing PacketFacts, to output: inout TextBuffer) {
        guard style != .none else { return }
        guard let time = facts.time else { return output.append(text: "- ") }
        switch style {
        case .delta: write(span: time &- (facts.previousTime ?? time), to: &output)
        case .sinceFirst: write(span: time &- (facts.firstTime ?? time), to: &output)
        default: write(time, to: &output)
        }
        output.append(UInt8(ascii: " "))
    }

    /// Appends a moment, in nanoseconds since 1970.
    @inline(__always)
    mutating func write(_ time: Int64, to output: inout TextBuffer) {
        guard time >= 0 || style != .epoch else { return write(beforeEpoch: time, to: &output) }
        let (whole, rest) = floorDivide(time, by: 1_000_000_000)
        if whole != second { prepare(whole) }
        texts.append(text, to: &output)
        let fraction = decimals == 9 ? rest : rest / 1_000
        output.append(decimal: UInt64(fraction), zeroPaddedTo: decimals)
    }

    /// Seconds before 1970, which count the other way.
    private func write(beforeEpoch time: Int64, to output: inout TextBuffer) {
        let (whole, rest) = time.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        output.append(UInt8(ascii: "-"))
        output.append(decimal: whole)
        output.append(UInt8(ascii: "."))
        output.append(decimal: decimals == 9 ? rest : rest / 1_000, zeroPaddedTo: decimals)
    }

    /// `00:00:01.234567`, with a sign where time ran backwards.
    private func write(span: Int64, to output: inout TextBuffer) {
        if span < 0 { output.append(UInt8(ascii: "-")) }
        let (whole, rest) = span.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        output.append(timeOfDay: Int64(whole))
        output.append(UInt8(ascii: "."))
        output.append(decimal: decimals == 9 ? rest : rest / 1_000, zeroPaddedTo: decimals)
    }

    private mutating func prepare(_ whole: Int64) {
        second = whole
        var text: [UInt8] = []
        write(second: whole, to: &text)
        text.append(UInt8(ascii: "."))
        texts.removeAll()
        self.text = texts.add(text)
    }

    private mutating func write(second whole: Int64, to text: inout [UInt8]) {
        guard style != .epoch else { return text.append(decimal: whole) }
        if floorDivide(whole, by: 900).quotient != quarter {
            quarter = floorDivide(whole, by: 900).quotient
            quarterOffset = Int64(offset(whole))
        }
        let (days, rest) = floorDivide(whole + quarterOffset, by: 86_400)
        if style == .dateAndTime {
            let date = CivilDate(daysSince1970: days)
            text.append(decimal: date.year.magnitude, zeroPaddedTo: 4)
            for part in [date.month, date.day] {
                text.append(UInt8(ascii: "-"))
                text.append(decimal: UInt64(part), zeroPaddedTo: 2)
            }
            text.append(separator)
        }
        text.append(timeOfDay: rest)
    }
}
