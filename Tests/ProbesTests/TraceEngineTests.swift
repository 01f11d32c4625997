import Probes
import Testing
import Wire

@Suite("Following a way")
struct TraceEngineTests {
    private func silentStory(_ outcome: Journey.Outcome) -> [Int] {
        outcome.trace.way.filter(\.isSilent).map(\.ttl)
    }

    @Test(
        "A way of seven hops is found in one round trip, whatever is sent, in both families",
        arguments: [
            TraceMethod.udp, .echo, .tcp(.syn),
        ], [false, true])
    func plain(method: TraceMethod, isIPv6: Bool) throws {
        let journey = Journey(isIPv6: isIPv6) { $0.plan.method = method }
        let outcome = try journey.run(hops: 7)
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.lastTTL == 7)
        #expect(outcome.story == (1...6).map { "\($0) \(journey.router($0))" } + ["7 \(journey.targets[0].address) !"])
        #expect(outcome.length == 35 * .millisecond)
        #expect(!outcome.isStuck)
    }

    @Test("An open port of TCP is reached too")
    func open() throws {
        let journey = Journey { $0.plan.method = .tcp(.syn) }
        let outcome = try journey.run { probe in
            [(.millisecond, probe.ttl > 1 ? probe.arrived(isOpen: true) : probe.exceeded(by: journey.router(1)))]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.last?.kind == .reached(.open))
    }

    @Test(
        "All probes of a flow agree in what routers share traffic by, and differ in their numbers",
        arguments: [
            TraceMethod.udp, .echo, .tcp(.syn), .sctp,
        ], [false, true])
    func constantFlow(method: TraceMethod, isIPv6: Bool) throws {
        let outcome = try Journey(isIPv6: isIPv6) {
            $0.plan.method = method
            $0.plan.queries = 2
        }.run(hops: 9)
        let flows = Set(outcome.sent.map(\.flow))
        #expect(flows.count == 1)
        #expect(Set(outcome.sent.map(\.bytes)).count == outcome.sent.count)
        #expect(Set(outcome.sent.map(\.bytes.count)) == [isIPv6 ? 80 : 60])
        for probe in outcome.sent {
            guard let header = PseudoHeader(source: probe.source, destination: probe.destination) else { continue }
            let bytes = probe.transport.span
            var sum = header.checksum(protocol: probe.number.rawValue, length: bytes.count)
            if probe.number == .icmp { sum = InternetChecksum() }
            sum.add(bytes)
            if probe.number == .sctp {
                #expect(try SCTPPacket(parsing: bytes).isChecksumValid)
            } else {
                #expect(sum.isIntact)
            }
        }
    }

    // MARK: Silence

    @Test(
        "Silent hops are asked again, and cost a quarter of a second at most",
        arguments: [
            [4], [1], [1, 2, 3, 4, 5, 6], [2, 5, 6],
        ])
    func gaps(silent: [Int]) throws {
        let outcome = try Journey().run(hops: 11, silent: Set(silent))
        #expect(outcome.trace.end == .reached)
        #expect(silentStory(outcome) == silent)
        #expect(outcome.length <= 55 * .millisecond + 250 * .millisecond)
        for hop in silent { #expect(outcome.sent.count { $0.ttl == hop } == 3) }
        for hop in 1...10 where !silent.contains(hop) { #expect(outcome.sent.count { $0.ttl == hop } == 1) }
    }

    @Test("A dead target behind silent hops is given up within one and a half seconds")
    func dead() throws {
        let outcome = try Journey().run(hops: 11, silent: [4, 7], isDead: true)
        #expect(outcome.trace.end == .silent)
        #expect(outcome.length <= 1_500 * .millisecond)
        // Five silent hops are told of behind the last that answered.
        #expect(outcome.story.count == 15)
        #expect(outcome.story.suffix(5) == (11...15).map { "\($0) *" })
    }

    @Test("A target that has said all it may in a second is asked once more when it may again")
    func exhausted() throws {
        let journey = Journey()
        var start: Instant?
        let outcome = try journey.run { probe in
            let begun = start ?? probe.at
            start = begun
            if probe.ttl < 4 { return [(.millisecond, probe.exceeded(by: journey.router(probe.ttl)))] }
            return probe.at - begun < .second ? [] : [(.millisecond, probe.arrived())]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.lastTTL == 4)
        #expect(outcome.length < 1_200 * .millisecond)
    }

    @Test("Where nobody answers, the gap is all that is told")
    func nobody() throws {
        let outcome = try Journey().run { _ in [] }
        #expect(outcome.trace.end == .silent)
        #expect(outcome.story == (1...5).map { "\($0) *" })
    }

    @Test("A hop that answers but its third probe is no silent hop")
    func slow() throws {
        let journey = Journey()
        var asked = 0
        let outcome = try journey.run { probe in
            if probe.ttl == 3 {
                asked += 1
                if asked < 3 { return [] }
            }
            return [
                (
                    Int64(probe.ttl) * 5 * .millisecond,
                    probe.ttl >= 6 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl))
                )
            ]
        }
        #expect(outcome.story[2] == "3 \(journey.router(3))")
        #expect(outcome.trace.sent - outcome.trace.received == 2)
    }

    @Test("Hops may be nearer than those before them")
    func decreasing() throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            [
                (
                    Int64(max(1, 8 - probe.ttl)) * 10 * .millisecond,
                    probe.ttl >= 7 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl))
                )
            ]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.story.count == 7)
        #expect(silentStory(outcome) == [])
    }

    @Test("Thirty hops are followed, and twenty-nine end before them", arguments: [30, 29])
    func long(maximum: Int) throws {
        let outcome = try Journey { $0.plan.maximumTTL = maximum }.run(hops: 30)
        #expect(outcome.trace.end == (maximum == 30 ? .reached : .silent))
        #expect(outcome.story.count == maximum)
        #expect(outcome.sent.allSatisfy { $0.ttl <= maximum })
    }

    // MARK: Whose answer it is

    @Test("Numbers begin anew behind the last one")
    func wrap() throws {
        let outcome = try Journey {
            $0.plan.firstNumber = 65_530
            $0.plan.queries = 3
        }.run(hops: 8)
        #expect(outcome.trace.end == .reached)
        #expect(silentStory(outcome) == [])
        #expect(Set(outcome.sent.map { $0.bytes.span.uint16(at: 4) }).isDisjoint(with: [0, 65_535]))
    }

    @Test("A second answer to a probe is counted, and changes nothing")
    func duplicates() throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            let answer = probe.ttl >= 5 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl))
            return [(.millisecond, answer), (.millisecond, answer)]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.duplicates >= 4)
        #expect(outcome.story.count == 5)
        #expect(outcome.trace.hops[0].answers.map { $0?.roundTrip } == [.millisecond])
    }

    @Test("What comes after its time counts as late, and is the hop's answer while there is time")
    func late() throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            let isTarget = probe.ttl >= 5
            let delay: Nanoseconds = probe.ttl == 2 ? 110 * .millisecond : 10 * .millisecond
            return [(delay, isTarget ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl)))]
        }
        #expect(outcome.story[1] == "2 \(journey.router(2))")
        #expect(outcome.trace.late >= 1)
        #expect(outcome.trace.hops[1].answers[0]?.roundTrip == 110 * .millisecond)
    }

    @Test("Eight quoted bytes are enough", arguments: [TraceMethod.udp, .echo, .tcp(.syn)])
    func shortQuote(method: TraceMethod) throws {
        let journey = Journey { $0.plan.method = method }
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl >= 6 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl), quoting: 28)
                )
            ]
        }
        #expect(outcome.trace.end == .reached)
        #expect(silentStory(outcome) == [])
        for ttl in 1...5 { #expect(outcome.trace.hops[ttl - 1].addresses == [journey.router(ttl)]) }
    }

    @Test("An identification that comes back changed misleads nobody", arguments: [0, 1, 2], [nil, 28])
    func identification(how: Int, quoting: Int?) throws {
        let journey = Journey { $0.plan.firstNumber = 0x1234 }
        let outcome = try journey.run { probe in
            let answer =
                probe.ttl >= 6
                ? probe.arrived()
                : probe.exceeded(by: journey.router(probe.ttl), quoting: quoting) { quote in
                    let number = quote.span.uint16(at: 4)
                    let changed: UInt16 = how == 0 ? number &+ 1 : how == 1 ? number.byteSwapped : 0
                    (quote[4], quote[5]) = (UInt8(changed >> 8), UInt8(truncatingIfNeeded: changed))
                }
            return [(.millisecond, answer)]
        }
        for ttl in 1...5 { #expect(outcome.trace.hops[ttl - 1].addresses == [journey.router(ttl)]) }
        #expect(outcome.answers[0].quote?.changes == .identification)
    }

    @Test("A translated address shows in the checksum, and the probe is known all the same", arguments: [nil, 28])
    func translation(quoting: Int?) throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            let answer =
                probe.ttl >= 6
                ? probe.arrived()
                : probe.exceeded(by: journey.router(probe.ttl), quoting: quoting) { quote in
                    // One more than it was: the number of the probe behind this one.
                    if probe.ttl >= 3 { quote[27] &+= 1 }
                }
            return [(.millisecond, answer)]
        }
        for ttl in 1...5 {
            #expect(outcome.trace.hops[ttl - 1].addresses == [journey.router(ttl)])
            let quote = outcome.trace.hops[ttl - 1].answers[0]?.quote
            #expect(quote?.changes.contains(.checksum) == (ttl >= 3))
        }
    }

    @Test("A port that a translator has left in the quote hides nothing where the payload is quoted")
    func translatedPort() throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl >= 5
                        ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl)) { $0[20] ^= 0x0F }
                )
            ]
        }
        #expect(outcome.trace.end == .reached)
        #expect(silentStory(outcome) == [])
    }

    @Test("A type of service that was changed on the way is noticed")
    func trafficClass() throws {
        let journey = Journey { $0.plan.trafficClass = 0xB8 }
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl >= 4
                        ? probe.arrived()
                        : probe.exceeded(by: journey.router(probe.ttl)) { if probe.ttl > 1 { $0[1] = 0 } }
                )
            ]
        }
        #expect(outcome.sent.allSatisfy { $0.bytes[1] == 0xB8 })
        #expect(outcome.trace.hops.prefix(3).map { $0.answers[0]?.quote?.trafficClass } == [0xB8, 0, 0])
        #expect(outcome.trace.hops[1].answers[0]?.quote?.changes == .trafficClass)
    }

    @Test("What is said of others' packets is passed over")
    func foreign() throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            let answer = probe.ttl >= 5 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl))
            let otherPort = probe.exceeded(by: journey.router(99), quoting: 28) { $0[20] ^= 1 }
            let otherTarget = probe.exceeded(by: journey.router(99)) { $0[19] ^= 1 }
            let closed = probe.error(3, 3, by: journey.router(98), quoting: 28) { $0[22] ^= 0x40 }
            return [(0, otherPort), (0, otherTarget), (0, closed), (.millisecond, answer)]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.hops.allSatisfy { !$0.addresses.contains(journey.router(99)) })
        #expect(outcome.trace.duplicates == 0)
    }

    @Test("Broken answers are refused, whatever is cut or changed")
    func broken() throws {
        var random = SystemRandomNumberGenerator()
        let journey = Journey()
        let outcome = try journey.run { probe in
            let answer = probe.ttl >= 5 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl))
            var answers: [WayAnswer] = (0..<answer.count).map { (0, Array(answer.prefix($0))) }
            for _ in 0..<40 {
                var changed = answer
                changed[.random(in: changed.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                answers.append((0, changed))
            }
            return answers + [(.millisecond, answer)]
        }
        #expect(outcome.trace.end != nil)
    }

    // MARK: Pace

    @Test("Eight probes leave at once, then one each millisecond or answer")
    func pace() throws {
        let outcome = try Journey().run { _ in [] }
        let times = outcome.sent.prefix(12).map { ($0.at - outcome.sent[0].at) / .microsecond }
        #expect(times == [0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000, 3000, 4000])
    }

    @Test("With a window, no more are under way")
    func window() throws {
        let journey = Journey { $0.plan.window = 1 }
        var underWay = 0
        let outcome = try journey.run { probe in
            underWay += 1
            return [(.millisecond, probe.ttl >= 4 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl)))]
        }
        #expect(outcome.sent.map(\.ttl) == [1, 2, 3, 4])
        #expect(outcome.length == 4 * .millisecond)
    }

    @Test("Several targets are followed at once")
    func several() throws {
        let journey = Journey {
            $0.targets.append(
                TraceTarget(
                    name: "other", endpoint: Endpoint(Journey.address(201)), source: Journey.address(250), port: 33_434)
            )
        }
        let outcome = try journey.run(hops: 6)
        #expect(outcome.engine.traces.map(\.end) == [.reached, .reached])
        #expect(outcome.length <= 40 * .millisecond)
    }

    @Test("A way that this machine has none to fails with its words")
    func noRoute() throws {
        let journey = Journey { $0.refuses = { _ in LinkError(.unreachable, "Network is unreachable") } }
        let outcome = try journey.run { _ in [] }
        #expect(outcome.trace.end == .failed(LinkError(.unreachable, "Network is unreachable")))
        #expect(outcome.story == [])
    }
}
