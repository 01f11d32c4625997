import ArgumentParser
import PacketIO
import Probes
import Wire

extension PingCommand {
    /// The plan that the options ask for.
    func plan(for targets: [PingTarget], mtu: Int?) -> PingPlan {
        var plan = PingPlan()
        plan.method = probes.method
        plan.cookie = UInt64.random(in: 1...(.max))
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        plan.sizes = sizes(for: targets, mtu: mtu)
        plan.pattern = probes.pattern
        plan.reportsSending = report.verbose && !report.quiet
        plan.expectsManySources = targets.count == 1 && (path.broadcast || targets[0].endpoint.address.isMulticast)
        plan.preload = schedule.preload ?? 1
        plan.deadline = schedule.deadline.map(Nanoseconds.init)
        plan.timeout = schedule.timeout.map(Nanoseconds.init) ?? 2 * .second
        plan.interval = schedule.interval.map(Nanoseconds.init) ?? .second
        plan.stopRules = PingStopRules(
            replies: schedule.first ? 1 : schedule.replies, losses: schedule.losses,
            lossesInARow: schedule.lossesInARow)
        plan.count = schedule.count == 0 ? nil : schedule.count ?? probes.sweep?.count
        plan.pacing = pacing(targetCount: targets.count)
        if targets.count > 1 {
            let isUnpaced = schedule.interval == 0
            plan.gap = schedule.gap.map(Nanoseconds.init) ?? (isUnpaced ? 0 : .millisecond)
            if schedule.count == nil && probes.sweep == nil { planRollCall(&plan) }
        }
        plan.judgesOrder = !isFast(plan)
        plan.countsReplies = plan.deadline != nil && plan.count != nil
        return plan
    }

    /// Many targets without a count: each is tried until it answers, a few times.
    private func planRollCall(_ plan: inout PingPlan) {
        plan.count = (schedule.retries ?? 3) + 1
        plan.stopRules.replies = plan.stopRules.replies ?? 1
        plan.timeout = schedule.timeout.map(Nanoseconds.init) ?? .second
        if schedule.interval == nil || schedule.interval == 0 { plan.interval = plan.timeout }
    }

    private func pacing(targetCount: Int) -> PingPacing {
        if probes.pathMTU { return .sequential }
        if schedule.adaptive { return .adaptive(window: schedule.preload ?? 1) }
        let isUnpaced = schedule.interval == 0
        if schedule.flood && (isUnpaced || schedule.interval == nil) || isUnpaced && targetCount == 1 {
            return .flood(window: schedule.preload ?? Self.floodWindow)
        }
        return isUnpaced && schedule.count != nil ? .unpaced : .fixed
    }

    /// Probes of a flood in flight at once: enough to fill a batch of system calls.
    static let floodWindow = 128

    private func sizes(for targets: [PingTarget], mtu: Int?) -> PingSizes {
        if let sweep = probes.sweep {
            return .sweep(minimum: sweep.minimum, maximum: sweep.maximum, step: sweep.step)
        }
        if probes.pathMTU {
            let isIPv6 = targets[0].endpoint.address.isIPv6
            return .search(PathMTUSearch(minimum: isIPv6 ? 1280 : 68, maximum: min(mtu ?? 1500, 65_535)))
        }
        if let size = probes.size { return .constant(size) }
        return switch probes.method {
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
        options.ttl = path.ttl.map { UInt8($0) }
        options.trafficClass = path.trafficClass.map { UInt8($0) }
        options.interface = interfaceName
        options.source = sourceAddress
        options.mark = path.mark.map { UInt32($0) }
        options.allowsBroadcast = path.broadcast
        options.bypassesRouting = path.bypassRouting
        options.suppressesMulticastLoop = path.suppressMulticastLoop
        options.pathMTUDiscovery = probes.pathMTU ? .probe : path.pathMTUDiscovery
        options.ipOptions = ipOptions
        options.keepsDepartures = report.write != nil || report.explain
        options.identifier = probes.identifier.map { UInt16($0) }
        options.sendsInParallel = isFast(plan)
        // Ping sockets carry echo requests only, under an identifier of the kernel's, and give no options of answers;
        // and those of later lanes are opened when no right is left to mark with.
        options.requiresRaw =
            probes.icmpTimestamp || probes.identifier != nil || !options.ipOptions.isEmpty || path.mark != nil
        options.maximumByteCount = plan.sizes.largest + 64
        return options
    }

    private var transport: ProbeTransport {
        switch probes.method {
        case .echo, .timestamp: .icmp
        case .tcp: .tcp
        case .udp(let port): .udp(port: port)
        }
    }

    /// Whether a second processor is to help.
    private func isFast(_ plan: PingPlan) -> Bool {
        switch plan.pacing {
        case .flood, .unpaced: true
        case .fixed: schedule.interval == 0 && plan.gap == 0
        case .adaptive, .sequential: false
        }
    }

    private var ipOptions: [UInt8] {
        guard let option = path.ipOption else {
            return []
        }
        var header = IPv4Header(protocolNumber: .icmp, source: .any, destination: .any)
        header.options = [option]
        let bytes = [UInt8](capacity: 60) { output in header.serialize(into: &output, payloadLength: 0) }
        return Array(bytes.dropFirst(20))
    }

    /// -I names an interface or an address.
    var interfaceName: String? { path.interfaces.first { IPAddress($0) == nil } }

    var sourceAddress: IPAddress? {
        (path.source ?? path.interfaces.first { IPAddress($0) != nil }).flatMap { IPAddress($0) }
    }
}
