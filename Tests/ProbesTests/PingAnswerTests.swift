import Analysis
import Probes
import Testing
import Wire

private let ms = Nanoseconds.millisecond
private let elsewhere4 = IPAddress.v4(IPv4Address(rawValue: 0xC633_6401))
private let elsewhere6 = IPAddress.v6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 0x99))

@Suite struct PingAnswerTests {
    /// Three probes a second apart, to an address of either family.
    static func three(isIPv6: Bool = false, _ change: (inout Conversation) -> Void = { _ in }) -> Conversation {
        Conversation { talk in
            talk.plan.count = 3
            if isIPv6 {
                talk.targets = [Conversation.target(isIPv6: true)]
                talk.form = .transport
            }
            change(&talk)
        }
    }

    @Test(arguments: [false, true])
    func `every probe is answered`(isIPv6: Bool) throws {
        let run = try Self.three(isIPv6: isIPv6).run { [$0.reply()] }
        #expect(run.timedStory == ["10: reply 1", "1010: reply 2", "2010: reply 3"])
        #expect(run.state.received == 3 && run.state.roundTrips.maximum == 10 * ms)
        #expect(run.replies.allSatisfy { $0.byteCount == 64 && $0.ttl == 64 && $0.clock == .user })
    }

    @Test func `a ping socket hands up the answers of its lane`() throws {
        let run = try Self.three { $0.form = .pingSocket }.run { [$0.reply()] }
        #expect(run.story == ["reply 1", "reply 2", "reply 3"])
    }

    @Test(arguments: [false, true])
    func `silence is a timeout at exactly the timeout`(isIPv6: Bool) throws {
        let run = try Self.three(isIPv6: isIPv6) { $0.plan.timeout = 300 * ms }.run {
            $0.number == 2 ? [] : [$0.reply()]
        }
        #expect(run.timedStory == ["10: reply 1", "1300: timeout 2", "2010: reply 3"])
        #expect(run.state.lost == 1 && run.state.errors == 0)
    }

    @Test func `an answer at the moment of the timeout is one moment late`() throws {
        let run = try Conversation {
            $0.plan.timeout = 50 * ms; $0.plan.count = 2; $0.plan.interval = 200 * ms
        }
        .run { [$0.reply(after: $0.number == 1 ? 50 * ms - 1 : 50 * ms + 1)] }
        #expect(run.story == ["reply 1", "timeout 2"])
    }

    @Test(arguments: [false, true])
    func `a late answer is told, and the loss stays`(isIPv6: Bool) throws {
        let run = try Self.three(isIPv6: isIPv6) { $0.plan.timeout = 300 * ms }
            .run { [$0.reply(after: $0.number == 1 ? 500 * ms : 10 * ms)] }
        #expect(run.timedStory == ["300: timeout 1", "500: reply 1 late", "1010: reply 2", "2010: reply 3"])
        #expect(run.state.late == 1 && run.state.lost == 1 && run.state.received == 2)
        #expect(run.state.roundTrips.count == 2 && run.replies[0].roundTrip == 500 * ms)
    }

    @Test func `copies of an answer are duplicates, of a late one too`() throws {
        let run = try Self.three { $0.plan.timeout = 300 * ms }.run { probe in
            switch probe.number {
            case 1: [probe.reply(), probe.reply(after: 20 * ms), probe.reply(after: 400 * ms)]
            case 2: [probe.reply(after: 500 * ms), probe.reply(after: 600 * ms)]
            default: [probe.reply()]
            }
        }
        #expect(
            run.story == [
                "reply 1", "reply 1 duplicate", "reply 1 duplicate", "timeout 2", "reply 2 late", "reply 2 duplicate",
                "reply 3",
            ])
        #expect(run.state.duplicates == 3 && run.state.received == 2 && run.state.roundTrips.count == 2)
    }

    @Test func `where there were copies, those of the last probe are waited for`() throws {
        let run = try Self.three().run { [$0.reply(), $0.reply(after: 15 * ms), $0.reply(after: 40 * ms)] }
        #expect(run.state.duplicates == 5, "the copy at 40 ms is beyond twice the largest round trip")
        #expect(run.length == 2030 * ms)
    }

    @Test func `lingering for copies never takes longer than the timeout`() throws {
        let run = try Conversation {
            $0.plan.timeout = 100 * ms; $0.plan.count = 2; $0.plan.interval = 0
        }
        .run { [$0.reply(after: 90 * ms), $0.reply(after: 90 * ms)] }
        #expect(run.length == 190 * ms && run.state.duplicates == 2)
    }

    @Test func `an interrupt ends lingering`() throws {
        let run = try Conversation {
            $0.signals = [(15 * ms, .finish)]; $0.plan.interval = 0; $0.plan.count = 2
        }
        .run { [$0.reply(), $0.reply()] }
        #expect(run.length == 15 * ms)
    }

    @Test func `an answer that was overtaken is reordered`() throws {
        let run = try Self.three { $0.plan.interval = 10 * ms }
            .run { [$0.reply(after: $0.number == 1 ? 100 * ms : 5 * ms)] }
        #expect(run.story == ["reply 2", "reply 3", "reply 1 reordered"])
        #expect(run.state.reordered == 1 && run.state.received == 3)
    }

    @Test func `where two processors send at once, no order is judged`() throws {
        let run = try Self.three {
            $0.plan.interval = 10 * ms; $0.plan.judgesOrder = false
        }
        .run { [$0.reply(after: $0.number == 1 ? 100 * ms : 5 * ms)] }
        #expect(run.story == ["reply 2", "reply 3", "reply 1"] && run.state.reordered == 0)
    }

    @Test(arguments: [false, true])
    func `a corrupt answer does not count, and a good copy still does`(isIPv6: Bool) throws {
        let run = try Self.three(isIPv6: isIPv6).run { probe in
            let bad = probe.reply { $0.payload[40] ^= 1 }
            return probe.number == 1 ? [bad] : probe.number == 2 ? [bad, probe.reply(after: 20 * ms)] : [probe.reply()]
        }
        #expect(run.story == ["reply 1 corrupt", "reply 2 corrupt", "reply 2", "timeout 1", "reply 3"])
        #expect(run.state.corrupt == 2 && run.state.received == 2 && run.replies[0].firstDifference == 40)
    }

    @Test(arguments: [false, true])
    func `a bad checksum on a raw socket does not count`(isIPv6: Bool) throws {
        let run = try Self.three(isIPv6: isIPv6) { $0.plan.interval = 10 * ms }
            .run { probe in [probe.reply { $0.isChecksumWrong = true }] }
        #expect(run.story.prefix(3) == ["reply 1 bad-checksum", "reply 2 bad-checksum", "reply 3 bad-checksum"])
        #expect(run.state.lost == 3 && run.state.corrupt == 3)
    }

    @Test func `a truncated answer counts, and is counted apart`() throws {
        let run = try Self.three().run { probe in
            [probe.reply { $0.payload = Array($0.payload.prefix(probe.number * 10)) }]
        }
        #expect(run.story == ["reply 1 truncated", "reply 2 truncated", "reply 3 truncated"])
        #expect(run.state.received == 3 && run.state.truncated == 3 && run.state.corrupt == 0)
    }

    @Test func `what the link cut off is not missed`() throws {
        let run = try Self.three().run { probe in
            [
                probe.reply {
                    $0.cutOff = 36; $0.payload = Array($0.payload.prefix(20))
                }
            ]
        }
        #expect(run.story == ["reply 1", "reply 2", "reply 3"])
    }

    @Test func `a longer answer and one with a code are marked and count`() throws {
        let run = try Self.three().run { probe in
            [probe.reply { if probe.number == 1 { $0.payload += [1, 2] } else { $0.code = 5 } }]
        }
        #expect(run.story == ["reply 1 extended", "reply 2 odd-code", "reply 3 odd-code"])
        #expect(run.replies.map(\.code) == [0, 5, 5] && run.state.received == 3)
    }

    @Test(arguments: [false, true])
    func `an answer from another address does not count`(isIPv6: Bool) throws {
        let run = try Self.three(isIPv6: isIPv6) { $0.plan.interval = 10 * ms }.run { probe in
            let stray = probe.reply { $0.from = isIPv6 ? elsewhere6 : elsewhere4 }
            return probe.number == 1 ? [stray, probe.reply(after: 15 * ms)] : [stray]
        }
        #expect(run.story.prefix(4) == ["reply 1 elsewhere", "reply 1", "reply 2 elsewhere", "reply 3 elsewhere"])
        #expect(run.state.received == 1 && run.state.lost == 2 && run.state.fromOtherAddress == 3)
        #expect(run.state.corrupt == 0)
    }

    @Test func `a question to many is open for answers until the timeout`() throws {
        let run = try Conversation { $0.plan.expectsManySources = true }.run { probe in
            [
                probe.reply { $0.from = elsewhere4 }, probe.reply(after: 900 * ms),
                probe.reply(after: 1900 * ms) { $0.from = elsewhere4 },
            ]
        }
        #expect(run.story == ["reply 1", "reply 1 duplicate", "reply 1 duplicate"])
        #expect(run.length == 2010 * ms)
    }

    @Test func `what is sent to no address is answered by this machine`() throws {
        let run = try Conversation {
            $0.targets = [PingTarget(name: "0", endpoint: Endpoint(.v4(.any)))]
        }.run { probe in [probe.reply { $0.from = probe.source }] }
        #expect(run.story == ["reply 1"])
    }

    @Test func `other programs' answers are foreign`() throws {
        let run = try Self.three { $0.plan.count = 1 }.run { probe in
            [
                probe.reply { $0.identifier = 7 },
                probe.reply { $0.sequence = 9 },
                probe.reply { $0.payload.replaceSubrange(0..<16, with: [UInt8](repeating: 9, count: 16)) },
                probe.reply(after: 20 * ms),
            ]
        }
        #expect(run.story == [String](repeating: "foreign from 192.0.2.2", count: 3) + ["reply 1"])
        #expect(run.engine.counters.foreign == 3 && run.state.received == 1)
    }

    @Test func `the payload is never used for time`() throws {
        let run = try Self.three { $0.plan.sizes = .constant(0) }.run { [$0.reply(after: 3 * ms)] }
        #expect(run.replies.map(\.roundTrip) == [3 * ms, 3 * ms, 3 * ms])
    }

    @Test func `a pattern fills the payload behind the mark`() throws {
        let run = try Self.three {
            $0.plan.pattern = [0xAB, 0xCD]; $0.plan.sizes = .constant(20)
        }.run { [$0.reply()] }
        #expect(run.sent[0].payload.suffix(4) == [0xAB, 0xCD, 0xAB, 0xCD] && run.state.received == 3)
    }

    @Test func `options of an answer are handed on`() throws {
        let record = IPv4Option.other(IPv4OptionType(rawValue: 7), [4, 0, 0, 0, 0, 0, 0, 0, 0])
        let run = try Conversation().run { probe in [probe.reply { $0.options = [record] }] }
        #expect(run.story == ["reply 1"] && run.replies[0].options.prefix(2) == [7, 11])
    }
}
