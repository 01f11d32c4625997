/// A syslog message (RFC 3164, RFC 5424), as far as its header can be made out.
///
///     <34>Oct 11 22:14:15 mymachine su: 'su root' failed
///     <34>1 2003-10-11T22:14:15.003Z mymachine su - ID47 - 'su root' failed
///
/// The number in front is facility * 8 + severity. TCP port 514 belongs to rsh, and is none of this.
public struct SyslogMessage: PacketLayer, ~Escapable {
    public static let name = "syslog"
    public static let announcements: [LayerAnnouncement] = [.udpPort(514)]

    @usableFromInline let bytes: Span<UInt8>
    /// Facility and severity; nil where the message begins without.
    public let priority: UInt16?
    /// Where the message begins, behind the priority.
    @usableFromInline let messageStart: Int

    /// - Throws: `truncated` where not even a byte is there.
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("syslog", .truncated(needed: 1, available: 0)) }
        self.bytes = bytes
        let end = bytes[0] == UInt8(ascii: "<") ? bytes.firstIndex(of: UInt8(ascii: ">"), from: 1) : nil
        if let end, end <= 4, let number = UInt64(digits: bytes.extracting(1..<end)) {
            priority = UInt16(number)
            messageStart = end + 1
        } else {
            priority = nil
            messageStart = 0
        }
    }

    @inlinable public var facility: SyslogFacility? { priority.map { SyslogFacility(rawValue: UInt8($0 >> 3)) } }
    @inlinable public var severity: SyslogSeverity? { priority.map { SyslogSeverity(rawValue: UInt8($0 & 7)) } }
    @inlinable public var message: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: messageStart) } }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("syslog", "Syslog message", at: context.offset..<context.offset + bytes.count)
        if let facility, let severity {
            let place = context.offset..<context.offset + messageStart
            sink.number("syslog.facility", "Facility", facility, at: place)
            sink.number("syslog.level", "Level", severity, at: place)
        }
        if !message.isEmpty {
            var reader = FieldReader(message, at: context.offset + messageStart)
            sink.open("syslog.msg", "Message", at: reader.restPlace)
            sink.text("syslog.msg", "Message", message, at: reader.restPlace)
            if priority != nil { describeHeader(into: &sink, from: &reader) }
            sink.close()
        }
        sink.close()
    }

    @inlinable
    func describeHeader<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        if message.count > 2, message[0].isDecimalDigit, message[1] == UInt8(ascii: " ") {
            describeNewHeader(into: &sink, from: &reader)
        } else if Self.startsWithOldTime(message) {
            sink.takeText("syslog.timestamp_rfc3164", "Syslog timestamp (RFC3164)", 15, from: &reader)
            _ = reader.part(1)
            sink.takeWord("syslog.hostname", "Syslog hostname", from: &reader)
            let length = Self.tagLength(reader.rest)
            sink.takeText("syslog.procid", "Syslog process id", length, from: &reader)
        }
    }

    /// Version, time, host, application, process and message ID (RFC 5424 section 6); a hyphen stands for nothing.
    @inlinable
    func describeNewHeader<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        sink.takeWord("syslog.version", "Syslog version", from: &reader)
        let place = reader.place(reader.wordLength)
        if let time = Self.newTime(reader.part(reader.wordLength).bytes) {
            sink.text("syslog.timestamp", "Syslog timestamp", time.span, at: place)
        }
        _ = reader.part(1)
        sink.takeWord("syslog.hostname", "Syslog hostname", from: &reader)
        sink.takeWord("syslog.appname", "Syslog app name", from: &reader)
        sink.takeWord("syslog.procid", "Syslog process id", from: &reader)
        sink.takeWord("syslog.msgid", "Syslog message id", from: &reader)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.begin(application: "Syslog", byteCount: bytes.count) else { return }
        if let facility, let severity {
            line.write(" ")
            line.write(facility)
            line.write(".")
            line.write(severity)
        }
        line.write(": ")
        var text = message
        while text.count > 0, text[text.count - 1].isBlankOrLineEnd || text[text.count - 1] == 0 {
            text = text.extracting(droppingLast: 1)
        }
        line.write(foreign: text)
    }
}

extension SyslogMessage {
    /// `Oct 11 22:14:15 `, a blank for the first digit of the day.
    @usableFromInline
    static func startsWithOldTime(_ text: Span<UInt8>) -> Bool {
        let shape = "aaa #0 00:00:00 ".utf8Span.span
        guard text.count >= shape.count else { return false }
        for index in shape.indices {
            let byte = text[index]
            switch shape[index] {
            case UInt8(ascii: "a"): guard (0x61...0x7A).contains(byte | 0x20) else { return false }
            case UInt8(ascii: "0"): guard byte.isDecimalDigit else { return false }
            case UInt8(ascii: "#"): guard byte.isDecimalDigit || byte == 0x20 else { return false }
            default: guard byte == shape[index] else { return false }
            }
        }
        return true
    }

    /// How many letters and digits the tag has: the name of the program (RFC 3164 section 5.3).
    @usableFromInline
    static func tagLength(_ text: Span<UInt8>) -> Int {
        var length = 0
        while length < min(text.count, 32) {
            let byte = text[length]
            let isName = byte.isDecimalDigit || (0x61...0x7A).contains(byte | 0x20)
            guard isName || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else { break }
            length += 1
        }
        return length
    }

    /// A time of RFC 3339 as Wireshark writes it; nil where it is none.
    @usableFromInline
    static func newTime(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":")
        else { return nil }
        func number(_ place: Int, _ count: Int) -> Int64? {
            UInt64(digits: text.slice(at: place, upTo: count)).map { Int64($0) }
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2)
        else { return nil }
        guard year >= 1971, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var index = 19
        var nanoseconds: UInt64 = 0
        if text[index] == UInt8(ascii: ".") {
            index += 1
            var unit: UInt64 = 100_000_000
            while index < text.count, text[index].isDecimalDigit {
                nanoseconds += UInt64(text[index] & 15) * unit
                unit /= 10
                index += 1
            }
        }
        guard index < text.count else { return nil }
        var offset: Int64 = 0
        if text[index] != UInt8(ascii: "Z") {
            guard text.count == index + 6, let hours = number(index + 1, 2), let minutes = number(index + 4, 2) else {
                return nil
            }
            offset = (hours * 60 + minutes) * (text[index] == UInt8(ascii: "-") ? -60 : 60)
        }
        let seconds = hour * 3600 + minute * 60 + second - offset
        return AbsoluteTime(
            year: year, month: month, day: day, secondsOfDay: seconds, nanoseconds: nanoseconds
        ).text
    }
}

extension FieldReader {
    /// How long the text is up to the next blank, or to the end of the bytes.
    @inlinable var wordLength: Int { (bytes.firstIndex(of: 0x20, from: position) ?? bytes.count) - position }
}

extension FieldSink where Self: ~Copyable {
    /// A word and the blank behind it.
    @inlinable
    mutating func takeWord(_ name: String, _ label: String, from reader: inout FieldReader) {
        takeText(name, label, reader.wordLength, from: &reader)
        _ = reader.part(1)
    }
}

/// Which part of a system a message is about (RFC 5424 section 6.2.1).
public struct SyslogFacility: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp",
        "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ].enumerated().map { Assignment(UInt8($0), $1, "RFC 5424") }
}

/// How bad it is (RFC 5424 section 6.2.1).
public struct SyslogSeverity: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug",
    ].enumerated().map { Assignment(UInt8($0), $1, "RFC 5424") }
}
