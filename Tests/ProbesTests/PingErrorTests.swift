import Analysis
import Probes
import Testing
import Wire

private let ms = Nanoseconds.millisecond

@Suite struct PingErrorTests {
    static func one(isIPv6: Bool = false, _ change: (inout Conversation) -> Void = { _ in }) -> Conversation {
        Conversation { talk in
            talk.targets = [Conversation.target(isIPv6: isIPv6)]
            if isIPv6 { talk.form = .transport }
            change(&talk)
        }
    }

    static let codes4: [(UInt8, UInt8)] =
        (0...16).map { (3, $0) } + [(11, 0), (11, 1), (12, 0), (12, 1), (12, 2), (3, 99)]
    static let codes6: [(UInt8, UInt8)] =
        (0...8).map { (1, $0) } + [(2, 0), (3, 0), (3, 1), (1, 99), (100, 0)] + (0...10).map { (4, $0) }

    @Test(arguments: codes4)
    func `every IPv4 error is a loss with its code`(type: UInt8, code: UInt8) throws {
        let run = try Self.one().run { [$0.error(type, code)] }
        #expect(run.timedStory == ["10: failure 1: \(type)/\(code)"])
        #expect(run.state.lost == 1 && run.state.errors == 1 && run.failures[0].from == router4)
        #expect(run.failures[0].roundTrip == 10 * ms && run.failures[0].ttl == 64)
    }

    @Test(arguments: codes6)
    func `every IPv6 error is a loss with its code`(type: UInt8, code: UInt8) throws {
        let run = try Self.one(isIPv6: true).run { [$0.error(type, code)] }
        #expect(run.timedStory == ["10: failure 1: v6 \(type)/\(code)"])
        #expect(run.state.lost == 1 && run.state.errors == 1 && run.failures[0].from == router6)
    }

    @Test(arguments: codes4)
    func `the error queue says the same of IPv4`(type: UInt8, code: UInt8) throws {
        let run = try Self.one { $0.form = .pingSocket }.run { [$0.reportedError(type, code)] }
        #expect(run.story == ["failure 1: \(type)/\(code)"] && run.failures[0].from == router4)
    }

    @Test(arguments: codes6)
    func `the error queue says the same of IPv6`(type: UInt8, code: UInt8) throws {
        let run = try Self.one(isIPv6: true) { $0.form = .pingSocket }.run { [$0.reportedError(type, code)] }
        #expect(run.story == ["failure 1: v6 \(type)/\(code)"])
    }

    @Test func `an error's details are read`() throws {
        let tooBig = try Self.one().run { [$0.error(3, 4) { $0.detail = 1400 }] }
        #expect(tooBig.failures[0].nextHopMTU == 1400)
        let silent = try Self.one().run { [$0.error(3, 4)] }
        #expect(silent.failures[0].nextHopMTU == nil)
        let problem = try Self.one().run { [$0.error(12, 0) { $0.detail = 20 << 24 }] }
        #expect(problem.failures[0].pointer == 20)
        let tooBig6 = try Self.one(isIPv6: true).run { [$0.error(2, 0) { $0.detail = 1280 }] }
        #expect(tooBig6.failures[0].nextHopMTU == 1280)
        let problem6 = try Self.one(isIPv6: true).run { [$0.error(4, 1) { $0.detail = 6 }] }
        #expect(problem6.failures[0].pointer == 6)
    }

    @Test func `the error queue tells details in its one number`() throws {
        let tooBig = try Self.one { $0.form = .pingSocket }.run { [$0.reportedError(3, 4, information: 1400)] }
        #expect(tooBig.failures[0].nextHopMTU == 1400)
        let problem6 = try Self.one(isIPv6: true) { $0.form = .pingSocket }
            .run { [$0.reportedError(4, 1, information: 6)] }
        #expect(problem6.failures[0].pointer == 6)
    }

    @Test(arguments: [false, true])
    func `a quote of eight transport bytes is enough, of seven it is not`(isIPv6: Bool) throws {
        let header = isIPv6 ? 40 : 20
        let enough = try Self.one(isIPv6: isIPv6).run {
            [$0.error(3, 1) { $0.quote.removeLast($0.quote.count - header - 8) }]
        }
        #expect(enough.state.errors == 1)
        let short = try Self.one(isIPv6: isIPv6).run {
            [$0.error(3, 1) { $0.quote.removeLast($0.quote.count - header - 7) }]
        }
        #expect(short.story == ["timeout 1"])
    }

    @Test func `options in the quote are stepped over`() throws {
        let run = try Self.one().run { probe in
            [
                probe.error(11, 0) { word in
                    word.quote[0] = 0x47
                    word.quote[3] += 8
                    word.quote.insert(contentsOf: [7, 7, 4, 0, 0, 0, 0, 0], at: 20)
                }
            ]
        }
        #expect(run.story == ["failure 1: 11/0"])
    }

    @Test func `extension headers in the quote are stepped over`() throws {
        let run = try Self.one(isIPv6: true).run { probe in
            [
                probe.error(3, 0) { word in
                    word.quote[5] += 16
                    word.quote[6] = IPProtocol.hopByHop.rawValue
                    word.quote.insert(contentsOf: [60, 0, 1, 4, 0, 0, 0, 0, 58, 0, 1, 4, 0, 0, 0, 0], at: 40)
                }
            ]
        }
        #expect(run.story == ["failure 1: v6 3/0"])
    }

    @Test(arguments: [false, true])
    func `labels that a router added are read`(isIPv6: Bool) throws {
        let labels = ICMPExtension.mplsLabelStack([
            MPLSLabelStackEntry(label: 16_004, isBottomOfStack: true, timeToLive: 1)
        ])
        let run = try Self.one(isIPv6: isIPv6).run { [$0.error(isIPv6 ? 3 : 11, 0) { $0.extensions = [labels] }] }
        #expect(run.failures.count == 1 && run.failures[0].extensions == [labels])
    }

    /// Changes that make a quote somebody else's.
    static let foreign: [@Sendable (inout [UInt8]) -> Void] = [
        { $0[19] ^= 0x40 },  // to another address
        { $0[24] ^= 1 },  // another identifier
        { $0[27] ^= 0x80 },  // a sequence never sent
        { $0[20] = 0 },  // an echo reply
        { $0[20] = 13 },  // a time stamp request
        { $0[9] = 17 },  // UDP
        { $0[7] = 1 },  // a later fragment
        { $0 = Array($0.prefix(19)) },
        { $0[0] = 0x54 },
        { $0 = [] },
    ]

    @Test(arguments: foreign.indices)
    func `a quote of somebody else's packet is passed over`(index: Int) throws {
        for isToMany in [false, true] {
            let run = try Self.one { $0.plan.expectsManySources = isToMany }
                .run { [$0.error(3, 1) { Self.foreign[index](&$0.quote) }] }
            #expect(run.story == ["timeout 1"] && run.state.errors == 0)
        }
    }

    @Test(arguments: [false, true])
    func `an error with a bad checksum is passed over`(isIPv6: Bool) throws {
        let run = try Self.one(isIPv6: isIPv6).run { [$0.error(3, 1) { $0.isChecksumWrong = true }] }
        #expect(run.story == ["timeout 1"])
    }

    @Test func `an error after the timeout is an error, not a second loss`() throws {
        let run = try Self.one {
            $0.plan.count = 2; $0.plan.timeout = 100 * ms
        }
        .run { $0.number == 1 ? [$0.error(3, 1, after: 200 * ms)] : [$0.reply()] }
        #expect(run.timedStory == ["100: timeout 1", "200: failure 1: 3/1", "1010: reply 2"])
        #expect(run.state.lost == 1 && run.state.errors == 1)
    }

    @Test func `a second error about a probe is no second loss`() throws {
        let run = try Self.one { $0.plan.count = 2 }
            .run { $0.number == 1 ? [$0.error(11, 0), $0.error(3, 1, after: 20 * ms)] : [$0.reply()] }
        #expect(run.state.lost == 1 && run.state.errors == 2 && run.state.received == 1)
    }

    @Test(arguments: [false, true])
    func `an answer after an error makes the probe received, and the error stays`(isIPv6: Bool) throws {
        let run = try Self.one(isIPv6: isIPv6) { $0.plan.count = 3 }
            .run { [$0.error(isIPv6 ? 1 : 3, 0, after: 5 * ms), $0.reply(), $0.reply(after: 20 * ms)] }
        #expect(run.timedStory.prefix(2) == ["5: failure 1: \(isIPv6 ? "v6 1" : "3")/0", "10: reply 1"])
        #expect(run.state.received == 3 && run.state.errors == 3 && run.state.lost == 0)
        #expect(run.state.duplicates == 3 && run.state.late == 0 && run.state.roundTrips.count == 3)
        #expect(run.state.loss.longestOutage == nil && run.state.loss.received == 3)
    }

    @Test func `an error about the last probe ends the run`() throws {
        let run = try Self.one { $0.plan.count = 2 }.run { [$0.error(3, 1, after: 5 * ms), $0.reply()] }
        #expect(run.timedStory == ["5: failure 1: 3/1", "10: reply 1", "1005: failure 2: 3/1"])
        #expect(run.state.received == 1 && run.state.lost == 1 && run.state.errors == 2)
        #expect(run.state.loss.longestOutage?.count == 1 && run.state.loss.longestOutage?.duration == 5 * ms)
    }

    @Test func `an answer after an error and the timeout is late`() throws {
        let run = try Self.one {
            $0.plan.count = 2; $0.plan.timeout = 100 * ms
        }
        .run { $0.number == 1 ? [$0.error(3, 1), $0.reply(after: 200 * ms)] : [$0.reply()] }
        #expect(run.timedStory == ["10: failure 1: 3/1", "200: reply 1 late", "1010: reply 2"])
        #expect(run.state.received == 1 && run.state.lost == 1 && run.state.late == 1 && run.state.errors == 1)
    }

    @Test func `errors that answers follow are no losses in a row`() throws {
        let run = try Self.one {
            $0.plan.count = 4; $0.plan.stopRules.lossesInARow = 2; $0.plan.interval = 20 * ms
        }
        .run { $0.number == 4 ? [$0.reply(after: 100 * ms)] : [$0.error(3, 1, after: ms), $0.reply(after: 50 * ms)] }
        #expect(run.state.stopReason == nil && run.state.received == 4 && run.state.loss.longestOutage == nil)
    }

    @Test func `an outage that ends in errors lasts until the last of them`() throws {
        let run = try Self.one { $0.plan.count = 3 }
            .run { $0.number == 1 ? [$0.reply()] : [$0.error(3, 1)] }
        let outage = try #require(run.state.loss.longestOutage)
        #expect(outage.count == 2 && outage.duration == 1010 * ms)
    }

    @Test func `redirect and source quench leave the probe on its way`() throws {
        let run = try Self.one().run { probe in
            [
                probe.error(5, 1, after: ms) { $0.detail = 0xC000_0263 }, probe.error(4, 0, after: 2 * ms),
                probe.reply(),
            ]
        }
        #expect(run.story == ["notice 1: 5/1", "notice 1: 4/0", "reply 1"])
        #expect(run.failures[0].gateway == .v4(IPv4Address(rawValue: 0xC000_0263)) && run.state.errors == 0)
    }

    @Test func `redirects from the error queue are notices too`() throws {
        let run = try Self.one { $0.form = .pingSocket }
            .run { [$0.reportedError(5, 1, after: ms), $0.reportedError(4, 0, after: 2 * ms), $0.reply()] }
        #expect(run.story == ["notice 1: 5/1", "notice 1: 4/0", "reply 1"])
    }

    @Test func `an IPv6 redirect names its target`() throws {
        let run = try Self.one(isIPv6: true).run { probe in
            [
                probe.error(137, 0, after: ms) { word in
                    let addresses = [UInt8](capacity: 32) { output in
                        output.append(bigEndian: UInt128(0xfe80) << 112 | 9)
                        output.append(bigEndian: UInt128(0x2001_0db8) << 96 | 2)
                    }
                    let quoted = word.quote
                    let padding = [UInt8](repeating: 0, count: (8 - quoted.count % 8) % 8)
                    let length = UInt8((8 + quoted.count + padding.count) / 8)
                    word.quote = addresses + [4, length, 0, 0, 0, 0, 0, 0] + quoted + padding
                }, probe.reply(),
            ]
        }
        #expect(run.story == ["notice 1: v6 137/0", "reply 1"])
        #expect(run.failures.first?.gateway == .v6(IPv6Address(rawValue: UInt128(0xfe80) << 112 | 9)))
    }

    @Test func `what this machine refuses is lost at once, and counted once`() throws {
        let run = try Self.one {
            $0.plan.count = 2; $0.plan.timeout = 100 * ms
        }
        .run { $0.number == 1 ? [.refusal(LinkError(.messageTooLong(mtu: 600), "too long"))] : [$0.reply()] }
        #expect(run.timedStory == ["0: failure 1: too long", "1010: reply 2"])
        #expect(run.failures[0].nextHopMTU == 600 && run.failures[0].from == nil)
        #expect(run.engine.counters.lost == 1 && run.state.errors == 1)
    }

    @Test func `a refusal after the timeout is no second loss`() throws {
        let run = try Self.one {
            $0.plan.count = 2; $0.plan.timeout = 100 * ms; $0.isFull = { $0 < 200 * ms }
        }
        .run { $0.number == 1 ? [.refusal(LinkError(.other, "no"))] : [$0.reply()] }
        #expect(run.story == ["timeout 1", "failure 1: no", "reply 2"] && run.state.lost == 1)
    }
}
