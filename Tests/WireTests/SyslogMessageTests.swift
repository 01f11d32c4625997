import Testing
import Wire

@Suite struct SyslogMessageTests {
    private static func fields(_ text: String) -> [String] { PacketWalk.fields(.syslog, Array(text.utf8)) }
    /// The examples of the RFCs.
    static let old = "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8"
    static let new =
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut=\"3\"] An event"

    @Test func `reads the example of RFC 3164`() {
        #expect(
            Self.fields(Self.old) == [
                "syslog", "syslog.facility=4 (auth)", "syslog.level=2 (crit)", "syslog.msg",
                "syslog.msg=" + Self.old.dropFirst(4), "syslog.timestamp_rfc3164=Oct 11 22:14:15",
                "syslog.hostname=mymachine", "syslog.procid=su",
            ])
        #expect(
            PacketWalk.summary(.syslog, Array(Self.old.utf8)) == "Syslog auth.crit: " + Self.old.dropFirst(4))
    }

    @Test func `reads the example of RFC 5424`() {
        #expect(
            Self.fields(Self.new).suffix(7) == [
                "syslog.msg=" + Self.new.dropFirst(5), "syslog.version=1",
                "syslog.timestamp=Oct 11, 2003 22:14:15.003000000 UTC", "syslog.hostname=mymachine.example.com",
                "syslog.appname=evntslog", "syslog.procid=-", "syslog.msgid=ID47",
            ])
    }

    @Test(arguments: [
        ("2003-08-24T05:14:15.000003-07:00", "Aug 24, 2003 12:14:15.000003000 UTC"),
        ("2024-02-29T23:30:00+01:00", "Feb 29, 2024 22:30:00.000000000 UTC"),
        ("2024-03-01T00:30:00+01:00", "Feb 29, 2024 23:30:00.000000000 UTC"),
        ("1999-12-31T23:59:60Z", "Jan  1, 2000 00:00:00.000000000 UTC"),
    ]) func `reads times`(text: String, time: String) {
        #expect(Self.fields("<13>1 \(text) h a p m - x").contains("syslog.timestamp=" + time))
    }

    @Test(arguments: [
        "-", "2024-13-01T00:00:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.5", "0000-01-01T00:00:00Z",
        "2024-01-01T00:00:00+1:00x",
    ])
    func `tells no time where there is none`(text: String) {
        let fields = Self.fields("<13>1 \(text) h a p m - x")
        #expect(!fields.contains { $0.hasPrefix("syslog.timestamp") })
        #expect(fields.contains("syslog.hostname=h"))
    }

    @Test(arguments: ["no priority", "<>x", "<1234>x", "<12", "<1a>x"]) func `reads a message without a priority`(
        text: String
    ) {
        #expect(Self.fields(text) == ["syslog", "syslog.msg", "syslog.msg=" + text])
    }

    @Test func `sums up what is left of a message`() {
        #expect(PacketWalk.summary(.syslog, Array("<191>hi\u{7}\n\0".utf8)) == "Syslog local7.debug: hi\\x07")
        #expect(PacketWalk.summary(.syslog, Array("<0>".utf8)) == "Syslog kern.emerg: ")
    }

    @Test func `refuses a buffer too short`() {
        #expect(throws: WireError("syslog", .truncated(needed: 1, available: 0))) {
            _ = try SyslogMessage(parsing: Span())
        }
    }

    @Test func `survives broken messages`() {
        let messages = [Self.old, Self.new].map { Array($0.utf8) }
        #expect(StrictSink.complaints(.syslog, breaking: messages) == [])
    }
}
