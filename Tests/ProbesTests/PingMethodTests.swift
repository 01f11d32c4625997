import Analysis
import Probes
import Testing
import Wire

private let ms = Nanoseconds.millisecond

@Suite struct PingMethodTests {
    static func three(_ method: PingMethod, isIPv6: Bool = false, _ form: ScriptedLink.Form = .network) -> Conversation
    {
        Conversation { talk in
            talk.plan.method = method
            talk.plan.count = 3
            talk.targets = [Conversation.target(isIPv6: isIPv6)]
            talk.form = isIPv6 && form == .network ? .transport : form
        }
    }

    @Test func `a time stamp request is answered with the target's clock`() throws {
        let run = try Self.three(.timestamp).run { [$0.timestampReply(receive: 1, transmit: 2)] }
        #expect(run.replies.map(\.kind.times) == run.sent.map { [$0.bytes.span.uint32(at: 8), 1, 2] })
        #expect(run.sent.allSatisfy { $0.bytes.count == 20 && $0.bytes[0] == 13 } && run.state.received == 3)
        let failed = try Self.three(.timestamp).run { [$0.error(3, 13)] }
        #expect(failed.state.errors == 3)
    }

    @Test func `a time stamp request carries the time of day at which it leaves`() throws {
        // The second request leaves at midnight.
        let start = 20_000 * 86_400 * Nanoseconds.second - 1_000 * ms
        let run = try Conversation { talk in
            talk.plan.method = .timestamp
            talk.plan.count = 3
            talk.plan.wallClockOffset = start - ManualClock().now.nanoseconds
        }.run { _ in [] }
        #expect(run.sent.map { $0.bytes.span.uint32(at: 8) } == [86_399_000, 0, 1_000])
    }

    @Test(arguments: [false, true])
    func `a TCP port is open, closed or filtered`(isIPv6: Bool) throws {
        let run = try Self.three(.tcp(port: 443), isIPv6: isIPv6).run { probe in
            switch probe.number {
            case 1: [probe.segment([.syn, .ack])]
            case 2: [probe.segment([.reset, .ack])]
            default: []
            }
        }
        #expect(run.story == ["open 1", "closed 2", "timeout 3"])
        let pseudoHeader = try #require(
            PseudoHeader(source: run.sent[0].source, destination: run.sent[0].destination.address))
        let bytes = run.sent[0].bytes
        let segment = try TCPSegment(parsing: bytes.span)
        let (isValid, flags, port) = (segment.isChecksumValid(pseudoHeader), segment.flags, segment.destinationPort)
        #expect(isValid && flags == .syn && port == 443)
    }

    @Test func `only what acknowledges the SYN answers it`() throws {
        let run = try Self.three(.tcp(port: 443)).run { probe in
            switch probe.number {
            case 1: [probe.segment([.syn, .ack], offset: 5)]
            case 2: [probe.segment([.syn]), probe.segment([.ack]), probe.segment([.fin, .ack])]
            default: [probe.segment([.syn, .ack]), probe.segment([.syn, .ack])]
            }
        }
        #expect(run.timedStory.prefix(3) == ["2000: timeout 1", "2010: open 3", "2010: open 3 duplicate"])
    }

    @Test(arguments: [false, true])
    func `an error about a SYN is matched by eight bytes`(isIPv6: Bool) throws {
        let run = try Self.three(.tcp(port: 443), isIPv6: isIPv6).run { probe in
            let header = isIPv6 ? 40 : 20
            return [probe.error(isIPv6 ? 1 : 3, isIPv6 ? 1 : 13) { $0.quote = Array($0.quote.prefix(header + 8)) }]
        }
        #expect(run.state.errors == 3 && run.state.lost == 3)
        let queued = try Self.three(.tcp(port: 443), isIPv6: isIPv6).run { [$0.reportedError(3, 1)] }
        #expect(queued.state.errors == 3)
    }

    @Test(arguments: [false, true], [ScriptedLink.Form.network, .pingSocket])
    func `a UDP echo, a closed port, silence`(isIPv6: Bool, form: ScriptedLink.Form) throws {
        let run = try Self.three(.udp(port: 7), isIPv6: isIPv6, form).run { probe in
            let (type, code): (UInt8, UInt8) = isIPv6 ? (1, 4) : (3, 3)
            let target = probe.destination.address
            return switch probe.number {
            case 1: [probe.datagram(probe.payload)]
            case 2:
                form == .network
                    ? [probe.error(type, code) { $0.from = target }] : [probe.reportedError(type, code, from: target)]
            default: []
            }
        }
        #expect(run.story == ["data 1", "closed 2", "timeout 3"] && run.state.errors == 0)
    }

    @Test func `UDP data without our mark answers the last probe`() throws {
        let run = try Self.three(.udp(port: 53), .pingSocket).run { [$0.datagram([1, 2, 3])] }
        #expect(run.story == ["data 1", "data 2", "data 3"])
    }

    @Test func `port unreachable from a router in the middle is a failure`() throws {
        let run = try Self.three(.udp(port: 7)).run { [$0.error(3, 3), $0.error(11, 0, after: 20 * ms)] }
        #expect(run.story.first == "failure 1: 3/3" && run.state.lost == 3)
    }

    @Test func `a quote of eight bytes is of the last UDP probe to that address`() throws {
        let run = try Self.three(.udp(port: 7)).run { [$0.error(11, 0) { $0.quote = Array($0.quote.prefix(28)) }] }
        #expect(run.story == ["failure 1: 11/0", "failure 2: 11/0", "failure 3: 11/0"])
    }

    @Test(arguments: [20, 22])
    func `a quote of somebody else's datagram to the same target is passed over`(offset: Int) throws {
        let run = try Self.three(.udp(port: 7)).run { probe in
            [
                probe.error(3, 3) { word in
                    word.from = probe.destination.address
                    word.quote[offset] ^= 1
                }
            ]
        }
        #expect(run.state.lost == 3 && run.state.errors == 0)
    }
}

extension ReplyKind {
    /// Originate, receive and transmit time of a time stamp reply.
    fileprivate var times: [UInt32] {
        if case .timestamp(let originate, let receive, let transmit) = self {
            [originate, receive, transmit]
        } else {
            []
        }
    }
}
