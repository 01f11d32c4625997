import Testing
import Wire

@testable import Probes
@testable import Reports

@Suite struct ClockReadingTests {
    /// 12:34:56.000 on 1 August 2026.
    static let noon: Nanoseconds = 1_785_587_696_000_000_000
    static let ofDay: UInt32 = 45_296_000

    @Test(
        arguments: [
            // Sent at .000, there at .012 and .013, back at .005: the other clock is 10 ms ahead.
            (ofDay, ofDay + 12, ofDay + 13, 10), (ofDay, ofDay - 8, ofDay - 7, -10), (ofDay, ofDay + 2, ofDay + 3, 0),
            // A target that does not say when it was asked is off by the time of day: half a day at the most, halved.
            (0, ofDay + 12, ofDay + 13, (8 - 86_400_000 + Int64(ofDay) + 12) / 2),
            // Not milliseconds since midnight.
            (ofDay, 0x8000_0000, 0x8000_0000, nil), (ofDay, 86_400_000, 1, nil),
        ] as [(UInt32, UInt32, UInt32, Int64?)])
    func `says how far a clock is ahead`(originate: UInt32, receive: UInt32, transmit: UInt32, offset: Int64?) {
        let reading = ClockReading(
            originate: originate, receive: receive, transmit: transmit, at: Self.noon + 5 * .millisecond)
        #expect(reading.offset == offset)
    }

    @Test func `midnight between the clocks is no day between them`() {
        let reading = ClockReading(
            originate: 86_399_999, receive: 4, transmit: 4, at: 86_400 * .second)
        #expect(reading.offset == 4)
        #expect(
            text { $0.append(linesOf: reading) }
                == "    sent 23:59:59.999, received 00:00:00.004, answered 00:00:00.004, offset +4 ms\n")
    }
}

@Suite struct PingFailureWordsTests {
    static let probe = ProbeID(target: 0, sequence: 1)

    @Test(
        arguments: [
            (.icmp(type: 3, code: 0), "Destination Network Unreachable"),
            (.icmp(type: 3, code: 13), "Communication administratively prohibited"),
            (.icmp(type: 3, code: 99), "Destination unreachable, code 99"),
            (.icmp(type: 11, code: 1), "Fragment reassembly time exceeded"),
            (.icmpv6(type: 1, code: 3), "Destination Address Unreachable"),
            (.icmpv6(type: 1, code: 0), "No route to destination"),
            (.icmpv6(type: 2, code: 0), "Packet too big, next-hop MTU 1280"),
            (.icmpv6(type: 3, code: 0), "Hop limit exceeded in transit"),
            (.local(LinkError(.forbidden, "Operation not permitted")), "Operation not permitted"),
        ] as [(PingFailure.Cause, String)])
    func `says what went wrong`(cause: PingFailure.Cause, expected: String) {
        var failure = PingFailure(Self.probe, cause, from: nil)
        if cause == .icmpv6(type: 2, code: 0) { failure.nextHopMTU = 1280 }
        #expect(text { $0.append(wordsOf: failure) } == expected)
    }
}

@Suite struct PingReplyLineTests {
    @Test(
        arguments: [
            (.tcp(port: 80), .open, "open port 80 at 10.0.0.1: tcp_seq=7 ttl=64 time=0.300 ms\n"),
            (.tcp(port: 80), .closed, "closed port 80 at 10.0.0.1: tcp_seq=7 ttl=64 time=0.300 ms\n"),
            (.udp(port: 53), .data, "12 bytes from 10.0.0.1: udp_seq=7 ttl=64 time=0.300 ms\n"),
            (.udp(port: 53), .closed, "closed port 53 at 10.0.0.1: udp_seq=7 ttl=64 time=0.300 ms\n"),
            (
                .timestamp, .timestamp(originate: 45_296_000, receive: 45_296_001, transmit: 45_296_001),
                "12 bytes from 10.0.0.1: icmp_seq=7 ttl=64 time=0.300 ms\n"
                    + "    sent 12:34:56.000, received 12:34:56.001, answered 12:34:56.001, offset +1 ms\n"
            ),
        ] as [(PingMethod, ReplyKind, String)])
    func `each sort of answer`(method: PingMethod, kind: ReplyKind, expected: String) {
        var scene = PingScene(PingTextReport(), [.at("10.0.0.1")]) { $0.plan.method = method }
        _ = scene.takeResults()
        let from = IPAddress("10.0.0.1") ?? .v4(.any)
        var reply = PingReply(
            probe: ProbeID(target: 0, sequence: 7), from: from, byteCount: 12, clock: .kernel)
        reply.kind = kind
        reply.ttl = 64
        reply.roundTrip = 300 * .microsecond
        scene.tell(.reply(reply))
        #expect(scene.results == expected)
    }
}
