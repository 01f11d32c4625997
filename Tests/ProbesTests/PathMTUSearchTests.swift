import Analysis
import Probes
import Testing
import Wire
import TestSupport

private let ms = Nanoseconds.millisecond

@Suite struct PathMTUSearchTests {
    enum Router: CaseIterable {
        case tells, tellsNothing, isSilent, tellsLess, tellsTooMuch, tellsNonsense
    }

    /// Searches a path that takes `mtu`; gives the search when it has ended, and how many probes it took.
    static func search(
        _ mtu: Int, _ router: Router, minimum: Int = 68, maximum: Int = 1500
    ) -> (search: PathMTUSearch, probes: Int) {
        var search = PathMTUSearch(minimum: minimum, maximum: maximum)
        var probes = 0
        while let size = search.next, probes < 1_000 {
            probes += 1
            if size <= mtu {
                search.answered(size: size)
                continue
            }
            switch router {
            case .tells: search.refused(size: size, mtu: mtu)
            case .tellsNothing: search.refused(size: size, mtu: nil)
            case .isSilent: search.silent(size: size)
            case .tellsLess: search.refused(size: size, mtu: max(0, mtu - 28))
            case .tellsTooMuch: search.refused(size: size, mtu: mtu + 14)
            case .tellsNonsense: search.refused(size: size, mtu: size % 3 == 0 ? 0 : 65_535)
            }
        }
        return (search, probes)
    }

    @Test(arguments: Router.allCases)
    func `finds every MTU behind every router`(router: Router) {
        for mtu in 68...1500 {
            let (search, probes) = Self.search(mtu, router)
            let limit = router == .tells ? 3 : router == .isSilent ? 36 : 26
            #expect(search.pathMTU == mtu && probes <= limit, "\(mtu): \(search.pathMTU ?? 0), \(probes) probes")
            #expect(search.sawSilence == (router == .isSilent && mtu < 1500))
        }
        for mtu in 1280...1500 {
            #expect(Self.search(mtu, router, minimum: 1280).search.pathMTU == mtu)
        }
    }

    @Test(arguments: Router.allCases)
    func `where not even the least passes there is no MTU`(router: Router) {
        let (search, probes) = Self.search(0, router)
        #expect(search.pathMTU == nil && search.next == nil && probes <= 6)
    }

    @Test func `an interface narrower than the minimum is all that is tried`() {
        #expect(Self.search(60, .isSilent, maximum: 60).search.pathMTU == 60)
    }

    @Test func `any order of answers comes to an end`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            var search = PathMTUSearch(minimum: 68, maximum: 1500)
            var probes = 0
            while let size = search.next, probes < 10_000 {
                probes += 1
                #expect(size > search.passed && size < search.failed)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    search.answered(size: Bool.random(using: &random) ? size : .random(in: 68...1500, using: &random))
                case 1: search.refused(size: size, mtu: .random(in: 0...2000, using: &random))
                case 2: search.refused(size: .random(in: 68...1500, using: &random), mtu: nil)
                default: search.silent(size: size)
                }
            }
            #expect(probes < 200)
        }
    }

    // MARK: With the engine

    static func conversation(isIPv6: Bool = false) -> Conversation {
        Conversation { talk in
            talk.plan.count = nil
            talk.plan.pacing = .sequential
            talk.plan.timeout = 100 * ms
            talk.plan.sizes = .search(PathMTUSearch(minimum: isIPv6 ? 1280 : 68, maximum: 1500))
            talk.targets = [Conversation.target(isIPv6: isIPv6)]
            if isIPv6 { talk.form = .transport }
        }
    }

    @Test(arguments: [false, true])
    func `a router's word is tried and found true`(isIPv6: Bool) throws {
        let run = try Self.conversation(isIPv6: isIPv6).run { probe in
            probe.packet.count <= 1400
                ? [probe.reply()] : [probe.error(isIPv6 ? 2 : 3, isIPv6 ? 0 : 4) { $0.detail = 1400 }]
        }
        #expect(run.sent.map(\.packet.count) == [1500, 1400, 1401])
        #expect(run.engine.pathMTUSearch?.pathMTU == 1400 && run.state.stopReason == .searchEnded)
    }

    @Test(arguments: [false, true])
    func `two routers, the first of them wider`(isIPv6: Bool) throws {
        let run = try Self.conversation(isIPv6: isIPv6).run { probe in
            let size = probe.packet.count
            if size <= 1300 { return [probe.reply()] }
            return [probe.error(isIPv6 ? 2 : 3, isIPv6 ? 0 : 4) { $0.detail = size > 1420 ? 1420 : 1300 }]
        }
        #expect(run.engine.pathMTUSearch?.pathMTU == 1300 && run.sent.count == 4)
    }

    @Test func `routers that do not say how much are searched by halves`() throws {
        let run = try Self.conversation().run { [$0.packet.count <= 777 ? $0.reply() : $0.error(3, 4)] }
        #expect(run.engine.pathMTUSearch?.pathMTU == 777 && run.sent.count < 20)
    }

    @Test(arguments: [false, true])
    func `a black hole is found by silence`(isIPv6: Bool) throws {
        let run = try Self.conversation(isIPv6: isIPv6).run { $0.packet.count <= 1333 ? [$0.reply()] : [] }
        #expect(run.engine.pathMTUSearch?.pathMTU == 1333 && run.engine.pathMTUSearch?.sawSilence == true)
    }

    @Test func `what this machine refuses is told by it`() throws {
        let run = try Self.conversation().run { probe in
            probe.packet.count <= 1006
                ? [probe.reply()] : [.refusal(LinkError(.messageTooLong(mtu: 1006), "message too long"))]
        }
        #expect(run.engine.pathMTUSearch?.pathMTU == 1006 && run.sent.count == 3)
    }

    @Test(arguments: 0..<4)
    func `a target that can't be reached ends the search`(index: Int) throws {
        let run = try Self.conversation().run { probe in
            switch index {
            case 0: []
            case 1: [probe.error(3, 1)]
            case 2: [.refusal(LinkError(.unreachable, "no route"))]
            default: [.refusal(LinkError(.messageTooLong(mtu: nil), "message too long"))]
            }
        }
        #expect(run.engine.pathMTUSearch?.pathMTU == nil && run.sent.count <= 6)
        #expect(run.state.stopReason == .searchEnded)
    }
}
