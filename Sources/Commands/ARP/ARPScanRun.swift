import Analysis
import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `arp scan`.
struct ARPScanRun {
    private let command: ARPScanCommand
    private let place: ARPInterface
    private let ranges: [(first: IPAddress, last: IPAddress)]
    /// What is scanned, as the user called it.
    private let subject: String
    /// Whether all hosts of IPv6 are called.
    private let callsAll: Bool
    private let vendors: VendorList?

    /// Addresses of a /8.
    private static let many = 1 << 24
    /// Each takes 13 bytes.
    private static let most = 1 << 26
    /// Frames from which on a ring pays.
    private static let manyFrames = 2000
    private static let usualGap: Nanoseconds = 200_000

    init(_ command: ARPScanCommand) throws {
        self.command = command
        let resolver = TargetResolver(
            family: command.family, allAddresses: false, interface: command.frames.interface)
        var texts = command.blocks
        if let file = command.file { texts += try TargetResolver.words(in: file) }
        let named = try texts.map { try Self.range($0, resolver) }
        if let interface = command.frames.interface {
            place = try .named(interface)
        } else if let first = named.first {
            place = try .near(first.first)
        } else {
            place = try .usual()
        }
        var ranges = named
        if texts.isEmpty, command.family != .v6 {
            ranges = place.subnets(isIPv6: false).map(Self.hosts)
        }
        self.ranges = ranges
        callsAll = texts.isEmpty && command.family != .v4 && place.source(for: .v6(.allNodes)) != nil
        let blocks = texts.isEmpty ? place.subnets(isIPv6: false).prefix(ranges.count).map(\.description) : texts
        subject = (blocks + (callsAll ? ["all hosts of IPv6"] : [])).joined(separator: ", ")
        do {
            vendors = try command.vendors.map { VendorList(csv: try InputText.read($0)) }
        } catch let error as LinkError {
            throw couldNotAsk(error.message)
        }
        try check()
    }

    private func check() throws {
        if ranges.isEmpty && !callsAll {
            throw couldNotAsk("\(place.interface.name) has no address, and so no subnet: name a block")
        }
        var count: UInt128 = 0
        for range in ranges { count += ScanTargets.count(range) }
        if count > UInt128(Self.most) {
            throw ValidationError("\(count) addresses are too many: at most \(Self.most), a /6.")
        }
        if count > UInt128(Self.many), !command.isLarge {
            throw ValidationError("\(count) addresses are more than a /8: --yes asks them all the same.")
        }
        for range in ranges where command.frames.interface == nil { _ = try ARPInterface.near(range.first) }
        if command.frames.usesSNAP, ranges.contains(where: { $0.first.isIPv6 }) {
            throw ValidationError("--llc is for ARP: IPv6 is not sent so.")
        }
    }

    private static func range(_ text: String, _ resolver: TargetResolver) throws -> (first: IPAddress, last: IPAddress)
    {
        if let block = AddressBlock(text) { return hosts(block) }
        let targets = try resolver.resolve([text], file: nil)
        return (targets[0].endpoint.address, targets[targets.count - 1].endpoint.address)
    }

    /// Network and broadcast address are nobody's, in an IPv4 block that has both.
    private static func hosts(_ block: AddressBlock) -> (first: IPAddress, last: IPAddress) {
        guard case .v4(let first) = block.network, case .v4(let last) = block.last, block.prefixLength <= 30 else {
            return (block.network, block.last)
        }
        return (.v4(IPv4Address(rawValue: first.rawValue + 1)), .v4(IPv4Address(rawValue: last.rawValue - 1)))
    }

    // MARK: Running

    func perform() throws -> ExitCode {
        let start = SystemClock.now()
        var context = NeighborScanContext(
            interface: place.interface.name, sourceMAC: command.frames.frameSource ?? place.mac, subject: subject,
            vendor: vendor)
        context.isQuiet = command.quiet
        let teller = NeighborTeller(
            form: command.format.choose(
                NeighborScanText.self, json: NeighborScanJSON.self, csv: NeighborScanCSV.self))
        let names = command.resolves ? ScanNames() : nil
        let targets = targets()
        if !ranges.isEmpty {
            context.targetCount = targets.count
            context.source = command.frames.source ?? place.source(for: ranges[0].first)
        }
        teller.start(context)
        var totals = NeighborScanTotals()
        var known: Set<IPAddress> = []
        let tell: (NeighborScanEvent) -> Bool = { event in
            if case .answer(let answer) = event { known.insert(answer.address) }
            if let names { names.keep(event) } else { teller.tell(event, context) }
            return teller.output.flush(always: StandardStream.output.isTerminal)
        }
        var engine = WholeScan(
            scan: ranges.isEmpty ? nil : NeighborScan(scanPlan(targets)), call: callsAll ? call() : nil)
        try run(&engine, teller.output, tell)
        totals.add(engine)
        if callsAll, !totals.isInterrupted { tellKnown(known, &totals, tell) }
        if let names {
            names.await()
            context.name = names.name
            for event in names.events { teller.tell(event, context) }
        }
        totals.elapsed = SystemClock.now() - start
        teller.end(totals, context)
        if totals.sent > 0, totals.failures == totals.sent { return ExitStatus.couldNotAsk }
        return totals.found > 0 ? ExitStatus.success : ExitStatus.noAnswer
    }

    private func targets() -> ScanTargets {
        var targets = ScanTargets(ranges, excluding: place.addresses.map(\.address))
        if let seed = command.seed {
            var random = SeededOrder(state: UInt64(bitPattern: Int64(seed)))
            targets.shuffle(using: &random)
        } else if command.isRandom {
            var random = SystemRandomNumberGenerator()
            targets.shuffle(using: &random)
        }
        return targets
    }

    private func run(
        _ engine: inout WholeScan, _ output: ResultOutput, _ tell: (NeighborScanEvent) -> Bool
    ) throws {
        let plan = engine.scan?.plan
        let isFast = plan.map { $0.gap < 50_000 && $0.targets.count > Self.manyFrames } ?? false
        let links = ARPLinks(interface: place.interface, isFast: isFast, recording: command.frames.write)
        let progress = ScanProgress()
        try links.run(&engine) { event, _ in
            if case .failed(_, let error) = event { progress.warnOnce("\(place.interface.name): \(error.message)") }
            return tell(event)
        } status: { engine, signal in
            output.flush(always: true)
            progress.tell(engine, isAsked: signal == .status)
        }
        progress.clear()
    }

    /// How addresses are asked one by one.
    private func scanPlan(_ targets: ScanTargets) -> NeighborScanPlan {
        var plan = NeighborScanPlan(targets: targets)
        for isIPv6 in [false, true] where ranges.contains(where: { $0.first.isIPv6 == isIPv6 }) {
            let near: IPAddress = ranges.first { $0.first.isIPv6 == isIPv6 }?.first ?? .v4(.any)
            let own = command.frames.source.flatMap { $0.isIPv6 == isIPv6 ? $0 : nil } ?? place.source(for: near)
            // Who has no address asks from none, as a probe does.
            let probe = place.probe(from: own ?? (isIPv6 ? .v6(.any) : .v4(.any)), command.frames)
            if isIPv6 { plan.probe6 = probe } else { plan.probe4 = probe }
        }
        plan.tries = command.retries + 1
        if let timeout = command.timeout { plan.timeout = Nanoseconds(timeout) }
        if let backoff = command.backoff { plan.backoff = backoff }
        plan.gap = command.rate?.gap(byteCount: 42 + command.frames.padding.count) ?? Self.usualGap
        plan.limit = command.limit
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        return plan
    }

    /// How all hosts of IPv6 on the link are called.
    private func call() -> LinkScan {
        let sources = place.addresses.compactMap { own -> IPv6Address? in
            guard case .v6(let address) = own.address, !own.flags.contains(.tentative) else { return nil }
            return address
        }
        var plan = LinkScanPlan(probe: place.probe(from: .v6(.any), command.frames), sources: sources)
        plan.tries = command.retries + 1
        if let timeout = command.timeout { plan.timeout = Nanoseconds(timeout) }
        plan.limit = command.limit
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        return LinkScan(plan, identifier: .random(in: 1...(.max)))
    }

    /// Whom the kernel knows to be on the link, though he has not answered.
    private func tellKnown(
        _ known: Set<IPAddress>, _ totals: inout NeighborScanTotals, _ tell: (NeighborScanEvent) -> Bool
    ) {
        guard let table = try? Neighbor.all() else { return }
        let limit = command.limit ?? .max
        for neighbor in table
        where totals.found < limit && neighbor.interfaceIndex == place.interface.index && neighbor.address.isIPv6 {
            guard let mac = neighbor.mac, [.reachable, .stale, .delay, .probe].contains(neighbor.state),
                !known.contains(neighbor.address)
            else { continue }
            totals.called = (totals.called ?? 0) + 1
            _ = tell(.answer(ScanAnswer(known: neighbor.address, mac: mac, at: SystemClock.wallClock())))
        }
    }

    private func vendor(_ mac: MACAddress) -> String? {
        let digits = mac.description.filter { $0 != ":" }
        return vendors?.assignment(of: digits)?.organization ?? Vendors.name(of: mac)
    }
}

extension NeighborScanTotals {
    fileprivate mutating func add(_ engine: WholeScan) {
        isInterrupted = engine.isInterrupted
        if let scan = engine.scan {
            sent += scan.sent
            answered = scan.answered
            duplicates += scan.duplicates
            failures += scan.failures
            conflicts += scan.conflicts
            roundTrips.merge(scan.roundTrips)
        }
        if let call = engine.call {
            sent += call.sent
            called = call.answered
            conflicts += call.conflicts
            roundTrips.merge(call.roundTrips)
        }
    }
}
