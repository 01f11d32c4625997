import Probes
import Testing
import Wire

/// A network of routers by name, each of which knows how to go on with a flow.
private struct Web {
    /// From a router to those behind it; `.` is this machine, `t` the target.
    var links: [Character: [Character]]
    /// Routers that send each packet another way.
    var perPacket: Set<Character> = []
    var silent: Set<Character> = []

    static func address(_ name: Character) -> IPAddress {
        Journey.address(name == "t" ? 200 : Int(name.asciiValue ?? 0))
    }

    /// Who a probe gets to when its TTL is used up, or the target.
    func end(of probe: WayProbe) -> (name: Character, hops: Int) {
        var name: Character = "."
        var hops = 0
        while hops < probe.ttl, name != "t" {
            let next = links[name] ?? []
            guard !next.isEmpty else { break }
            let seed = perPacket.contains(name) ? [UInt8(truncatingIfNeeded: probe.count)] : probe.flow
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in seed + [name.asciiValue ?? 0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
            name = next[Int((hash >> 33) % UInt64(next.count))]
            hops += 1
        }
        return (name, hops)
    }

    /// All links that there are, as pairs of names.
    var pairs: Set<String> { Set(links.flatMap { near, far in far.map { "\(near)\($0)" } }) }
}

@Suite("Finding all ways")
struct PathEngineTests {
    private struct Outcome {
        var engine: PathEngine
        var length: Nanoseconds
        var isStuck: Bool

        var graph: PathGraph { engine.graph }
        /// All links that were found, as pairs of names.
        var pairs: Set<String> {
            Set(graph.edges.map { "\(name($0.from))\(name($0.to))" })
        }

        func name(_ place: Int?) -> Character {
            guard let place else { return "." }
            guard case .v4(let address)? = graph.nodes[place].address else { return "*" }
            let number = UInt8(truncatingIfNeeded: address.rawValue)
            return number == 200 ? "t" : Character(Unicode.Scalar(number))
        }
    }

    private struct Recorder: TraceObserver {
        var shouldStop: Bool { false }
        mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing PathEngine) {}
        mutating func traceDidWake(_ signal: Signal, _ engine: borrowing PathEngine) {}
        mutating func traceIsIdle(at now: Instant, _ engine: borrowing PathEngine) -> Instant { .distantFuture }
    }

    private func explore(
        _ web: Web, cookie: UInt64 = 1, percent: Int = 95, isStrict: Bool = false,
        loss: @escaping (WayProbe) -> Bool = { _ in false }
    ) throws -> Outcome {
        let journey = Journey()
        var plan = journey.plan
        plan.cookie = cookie &* 0x9E37_79B9_7F4A_7C15
        let clock = ManualClock()
        // Ports of later runs are others.
        var link = ScriptedWay(clock) { probe in
            let (name, hops) = web.end(of: probe)
            if web.silent.contains(name) || loss(probe) { return [] }
            return [
                (
                    Int64(hops) * .millisecond,
                    name == "t" ? probe.arrived() : probe.exceeded(by: Web.address(name))
                )
            ]
        }
        link.firstLane = Int(cookie % 1000) * 7
        var engine = PathEngine(
            plan: plan, target: journey.targets[0], confidence: PathConfidence(percent: percent), isStrict: isStrict)
        var recorder = Recorder()
        let start = clock.now
        try TraceSession.run(&engine, over: &link, observer: &recorder, clock: { clock.now })
        return Outcome(engine: engine, length: clock.now - start, isStuck: link.isStuck)
    }

    @Test("The rule asks for as many flows as the literature says")
    func confidence() {
        let usual = PathConfidence(percent: 95)
        #expect([1, 2, 3, 4, 5, 6, 7, 8, 16].map { usual.flows(forSeen: $0) } == [6, 11, 16, 21, 27, 33, 38, 44, 96])
        let careful = PathConfidence(percent: 99)
        #expect(
            [1, 2, 3, 4, 5, 6, 7, 8, 16].map { careful.flows(forSeen: $0) } == [8, 15, 21, 28, 36, 43, 51, 58, 123])
    }

    @Test("One way is one way")
    func single() throws {
        let web = Web(links: [".": ["a"], "a": ["b"], "b": ["t"]])
        let outcome = try explore(web)
        #expect(outcome.pairs == web.pairs)
        #expect(outcome.graph.pathCount == 1)
        #expect(outcome.engine.sent == 18)
        #expect(outcome.engine.end == .reached)
    }

    @Test("Two equal ways are found within forty probes, and no link that is none, in nearly all of forty runs")
    func diamond() throws {
        let web = Web(links: [".": ["r"], "r": ["a", "b"], "a": ["c"], "b": ["d"], "c": ["s"], "d": ["s"], "s": ["t"]])
        var exact = 0
        for run in 1...40 {
            let outcome = try explore(web, cookie: UInt64(run))
            #expect(outcome.pairs.isSubset(of: web.pairs))
            #expect(outcome.engine.sent <= 44)
            let isStuck = outcome.isStuck
            #expect(!isStuck)
            if outcome.pairs == web.pairs {
                exact += 1
                #expect(outcome.engine.sent >= 40)
                #expect(outcome.graph.pathCount == 2)
                #expect(outcome.graph.nodes.first { $0.balance != nil }?.balance == .flow)
            }
        }
        // One in twenty may be missed at each of the hops that show two.
        #expect(exact >= 34)
    }

    @Test("Ways of unequal length are told apart, and the target is one")
    func unequal() throws {
        let web = Web(links: [".": ["r"], "r": ["a", "b"], "a": ["c"], "b": ["s"], "c": ["s"], "s": ["t"]])
        let outcome = try explore(web, cookie: 3, percent: 99)
        #expect(outcome.pairs == web.pairs)
        #expect(outcome.graph.pathCount == 2)
        #expect(outcome.graph.nodes.count { $0.isTarget } == 1)
    }

    @Test("Eight ways are found, and sixteen")
    func wide() throws {
        for count in [8, 16] {
            let names = (0..<count).map { Character(Unicode.Scalar(UInt8(65 + $0))) }
            var links: [Character: [Character]] = [".": ["r"], "r": names, "s": ["t"]]
            for name in names { links[name] = ["s"] }
            let web = Web(links: links)
            let outcome = try explore(web, cookie: 5, percent: 99)
            #expect(outcome.pairs == web.pairs)
            #expect(outcome.graph.pathCount == count)
        }
    }

    @Test("A diamond behind a diamond")
    func nested() throws {
        let web = Web(links: [
            ".": ["r"], "r": ["a", "b"], "a": ["c", "d"], "b": ["e"], "c": ["s"], "d": ["s"], "e": ["s"], "s": ["t"],
        ])
        let outcome = try explore(web, cookie: 2, percent: 99, isStrict: true)
        #expect(outcome.pairs == web.pairs)
        #expect(outcome.graph.pathCount == 3)
    }

    @Test("Where each packet goes its own way, that is said, and no link is guessed")
    func perPacket() throws {
        let web = Web(
            links: [".": ["r"], "r": ["a", "b"], "a": ["c"], "b": ["d"], "c": ["s"], "d": ["s"], "s": ["t"]],
            perPacket: ["r"])
        for run in 1...20 {
            let outcome = try explore(web, cookie: UInt64(run))
            #expect(outcome.pairs.isSubset(of: web.pairs))
            let sharing = outcome.graph.nodes.first { $0.balance != nil }
            if sharing != nil { #expect(sharing?.balance == .packet) }
        }
    }

    @Test("A router that shares traffic by packet or by flow is known though all ways meet at the next hop")
    func shortDiamond() throws {
        for perPacket in [true, false] {
            let web = Web(
                links: [".": ["r"], "r": ["a", "b"], "a": ["s"], "b": ["s"], "s": ["t"]],
                perPacket: perPacket ? ["r"] : [])
            let outcome = try explore(web, cookie: 9, percent: 99)
            #expect(outcome.graph.nodes.first { $0.balance != nil }?.balance == (perPacket ? .packet : .flow))
        }
    }

    @Test("A silent hop is nobody, and does not part the way")
    func silent() throws {
        let web = Web(links: [".": ["a"], "a": ["b"], "b": ["c"], "c": ["t"]], silent: ["b"])
        let outcome = try explore(web)
        #expect(outcome.engine.end == .reached)
        #expect(outcome.pairs == [".a", "a*", "*c", "ct"])
        #expect(outcome.graph.pathCount == 1)
    }

    @Test("Losses are made up for")
    func losses() throws {
        let web = Web(links: [".": ["r"], "r": ["a", "b"], "a": ["s"], "b": ["s"], "s": ["t"]])
        let outcome = try explore(web, cookie: 6, percent: 99) { $0.count % 4 == 0 }
        #expect(outcome.pairs == web.pairs)
        #expect(outcome.graph.uncertain.isEmpty)
    }

    @Test("A dead end is given up")
    func dead() throws {
        let outcome = try explore(Web(links: [".": ["a"], "a": ["t"]], silent: ["t"]))
        #expect(outcome.engine.end == .silent)
        #expect(outcome.graph.pathCount == 0)
        #expect(outcome.pairs == [".a"])
    }
}
