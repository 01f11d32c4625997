import ArgumentParser
import PacketIO
import Probes
import Wire

extension PingCommand {
    /// The plan that the options ask for.
    func plan(for targets: [PingTarget], mtu: Int?) -> PingPlan {
        var plan = PingPlan()
        plan.method = method
        plan.cookie = UInt64.random(in: 1...(.max))
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        plan.sizes = sizes(for: targets, mtu: mtu)
        plan.pattern = pattern
        plan.reportsSending = verbose && !quiet
        plan.expectsManySources = targets.count == 1 && (broadcast || targets[0].endpoint.address.isMulticast)
        plan.preload = preload ?? 1
        plan.deadline = deadline.map(Nanoseconds.init)
        plan.timeout = timeout.map(Nanoseconds.init) ?? 2 * .second
        plan.interval = interval.map(Nanoseconds.init) ?? .second
        plan.stopRules = PingStopRules(
            replies: first ? 1 : replies, losses: losses,
            lossesInARow: lossesInARow)
        plan.count = count == 0 ? nil : count ?? sweep?.count
        plan.pacing = pacing(targetCount: targets.count)
        if targets.count > 1 {
            let isUnpaced = interval == 0
            plan.gap = gap.map(Nanoseconds.init) ?? (isUnpaced ? 0 : .millisecond)
            if count == nil && sweep == nil { planRollCall(&plan) }
        }
        plan.judgesOrder = !isFast(plan)
        plan.countsReplies = plan.deadline != nil && plan.count != nil
        return plan
    }

    /// Many targets without a count: each is tried until it answers, a few times.
    private func planRollCall(_ plan: inout PingPlan) {
        plan.count = (retries ?? 3) + 1
        plan.stopRules.replies = plan.stopRules.replies ?? 1
        plan.timeout = timeout.map(Nanoseconds.init) ?? .second
        if interval == nil || interval == 0 { plan.interval = plan.timeout }
    }

    private func pacing(targetCount: Int) -> PingPacing {
        if pathMTU { return .sequential }
        if adaptive { return .adaptive(window: preload ?? 1) }
        let isUnpaced = interval == 0
        if flood && (isUnpaced || interval == nil) || isUnpaced && targetCount == 1 {
            return .flood(window: preload ?? Self.floodWindow)
        }
        return isUnpaced && count != nil ? .unpaced : .fixed
    }

    /// Probes of a flood in flight at once: enough to fill a batch of system calls.
    static let floodWindow = 128

    private func sizes(for targets: [PingTarget], mtu: Int?) -> PingSizes {
        if let sweep {
            return .sweep(minimum: sweep.minimum, maximum: sweep.maximum, step: sweep.step)
        }
        if pathMTU {
            let isIPv6 = targets[0].endpoint.address.isIPv6
            return .search(PathMTUSearch(minimum: isIPv6 ? 1280 : 68, maximum: min(mtu ?? 1500, 65_535)))
        }
        if let size { return .constant(size) }
        return switch method {
        case .echo: .constant(56)
        case .udp: .constant(32)
        case .tcp, .timestamp: .constant(0)
        }
    }

    /// What the link is to be told.
    func linkOptions(for targets: [PingTarget], plan: PingPlan) -> LinkOptions {
        var options = LinkOptions()
        options.transport = transport
        options.usesIPv4 = targets.contains { !$0.endpoint.address.isIPv6 }
        options.usesIPv6 = targets.contains { $0.endpoint.address.isIPv6 }
        options.ttl = ttl.map { UInt8($0) }
        options.trafficClass = trafficClass.map { UInt8($0) }
        options.interface = interfaceName
        options.source = sourceAddress
        options.mark = mark.map { UInt32($0) }
        options.allowsBroadcast = broadcast
        options.bypassesRouting = bypassRouting
        options.suppressesMulticastLoop = suppressMulticastLoop
        options.pathMTUDiscovery = pathMTU ? .probe : pathMTUDiscovery
        options.ipOptions = ipOptions
        options.keepsDepartures = write != nil || explain
        options.identifier = identifier.map { UInt16($0) }
        options.sendAhead = sendAhead(plan)
        // Ping sockets carry echo requests only, under an identifier of the kernel's, and give no options of answers;
        // and those of later lanes are opened when no right is left to mark with.
        options.requiresRaw =
            icmpTimestamp || identifier != nil || !options.ipOptions.isEmpty || mark != nil
        options.maximumByteCount = plan.sizes.largest + 64
        return options
    }

    private var transport: ProbeTransport {
        switch method {
        case .echo, .timestamp: .icmp
        case .tcp: .tcp
        case .udp(let port): .udp(port: port)
        }
    }

    /// Batches that a second processor may be given. In a flood this one sends as well, while answers are under way;
    /// with many targets it has their answers to read.
    private func sendAhead(_ plan: PingPlan) -> Int {
        guard isFast(plan) else { return 0 }
        if case .flood = plan.pacing { return 1 }
        return 4
    }

    /// Whether probes leave as fast as can be.
    private func isFast(_ plan: PingPlan) -> Bool {
        switch plan.pacing {
        case .flood, .unpaced: true
        case .fixed: interval == 0 && plan.gap == 0
        case .adaptive, .sequential: false
        }
    }

    private var ipOptions: [UInt8] {
        guard let option = ipOption else {
            return []
        }
        var header = IPv4Header(protocolNumber: .icmp, source: .any, destination: .any)
        header.options = [option]
        let bytes = [UInt8](capacity: 60) { output in header.serialize(into: &output, payloadLength: 0) }
        return Array(bytes.dropFirst(20))
    }
}
