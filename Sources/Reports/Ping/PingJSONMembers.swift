import Analysis
import Probes
import Wire

// The members of pinging's JSON objects.

extension JSONWriter {
    mutating func add(type: String, at time: Nanoseconds) {
        add("type", type)
        add("time", moment: time)
    }

    mutating func add(_ target: PingTarget) {
        add("target", target.name)
        add("address", target.endpoint.address)
    }

    mutating func add(_ probe: ProbeID, of target: PingTarget) {
        add(target)
        add("sequence", probe.sequence)
    }

    mutating func add(_ method: PingMethod) {
        switch method {
        case .echo: add("method", "echo")
        case .timestamp: add("method", "timestamp")
        case .tcp(let port):
            add("method", "tcp")
            add("port", port)
        case .udp(let port):
            add("method", "udp")
            add("port", port)
        }
    }

    // MARK: Answers

    mutating func add(_ reply: PingReply, of target: PingTarget, at time: Nanoseconds) {
        add(type: reply.typeName, at: time)
        add(reply.probe, of: target)
        add("from", reply.from)
        add("bytes", reply.byteCount)
        add("ttl", reply.ttl)
        add("rtt_ns", reply.roundTrip)
        if reply.roundTrip != nil { add("clock", reply.clock.rawValue) }
        switch reply.kind {
        case .open: add("port_state", "open")
        case .closed: add("port_state", "closed")
        case .echo, .data: break
        case .timestamp: addTimes(of: reply, at: time)
        }
        add(reply.oddICMP)
        add("marks", strings: reply.markNames)
        add("first_difference", reply.firstDifference)
        // Of each type the first: a second would be the same member again.
        var seen: Set<IPv4OptionType> = []
        for option in reply.decodedOptions where seen.insert(option.type).inserted { add(option) }
    }

    private mutating func addTimes(of reply: PingReply, at time: Nanoseconds) {
        guard let reading = reply.clockReading(at: time) else { return }
        add("timestamps") { times in
            times.add("originate_ms", reading.originate)
            times.add("receive_ms", reading.receive)
            times.add("transmit_ms", reading.transmit)
            times.add("offset_ms", reading.offset)
        }
    }

    private mutating func add(_ option: IPv4Option) {
        switch option {
        case .recordRoute(let route): add("record_route", strings: route.used.map(\.description))
        case .looseSourceRoute(let route): add("loose_source_route", strings: route.addresses.map(\.description))
        case .strictSourceRoute(let route): add("strict_source_route", strings: route.addresses.map(\.description))
        case .timestamp(let timestamps):
            add("ip_timestamps", objects: timestamps.used) { object, entry in
                object.add("address", entry.address.map(IPAddress.v4))
                object.add("time_ms", entry.time)
            }
        default: break
        }
    }

    // MARK: Errors

    mutating func add(_ failure: PingFailure, of target: PingTarget, at time: Nanoseconds) {
        add(type: failure.isNotice ? "notice" : "error", at: time)
        add(failure.probe, of: target)
        add("from", failure.from)
        add("ttl", failure.ttl)
        add("rtt_ns", failure.roundTrip)
        if failure.roundTrip != nil { add("clock", failure.clock.rawValue) }
        add(failure.icmp)
        add("message", failure.words)
        add("mtu", failure.nextHopMTU)
        add("gateway", failure.gateway)
        add("pointer", failure.pointer)
        add(extensions: failure.extensions)
    }

    private mutating func add(_ icmp: ICMPNaming?) {
        guard let icmp else { return }
        add("icmp") { object in
            object.add("type", icmp.type)
            object.add("code", icmp.code)
            object.add("name", icmp.name)
        }
    }

    /// What a router added to its message (RFC 4884).
    mutating func add(extensions: [ICMPExtension]) {
        guard !extensions.isEmpty else { return }
        add("mpls", objects: extensions.flatMap(\.labels)) { object, entry in
            object.add("label", entry.label)
            object.add("traffic_class", entry.trafficClass)
            object.add("bottom", entry.isBottomOfStack)
            object.add("ttl", entry.timeToLive)
        }
        add("interfaces", objects: extensions.compactMap(\.interface)) { object, interface in
            object.add("role", interface.role.identifier)
            object.add("index", interface.index)
            object.add("address", interface.address)
            object.add("name", interface.name)
            object.add("mtu", interface.mtu)
        }
        add("extensions", objects: extensions.compactMap(\.unknown)) { object, unknown in
            object.add("class", unknown.number)
            object.add("type", unknown.type)
            object.add("data", text: unknown.data) { text, data in
                for byte in data { text.append(hex: UInt64(byte), digits: 2) }
            }
        }
    }

    // MARK: Counts

    mutating func add(_ state: TargetState, histogramRows: Int?) {
        add(state.target)
        add("sent", state.sent)
        add("received", state.received)
        add("lost", state.lost)
        add("errors", state.errors)
        add("duplicates", state.duplicates)
        add("corrupt", state.corrupt)
        add("truncated", state.truncated)
        add("from_other_address", state.fromOtherAddress)
        add("late", state.late)
        add("reordered", state.reordered)
        add("in_flight", state.inFlight)
        addLoss(lost: state.lost, known: state.knownCount)
        add(state.roundTrips)
        if let outage = state.loss.longestOutage {
            add("longest_outage") { object in
                object.add("probes", outage.count)
                object.add("duration_ns", outage.duration)
            }
        }
        add("stopped_by", state.stopReason?.identifier)
        if let histogramRows { add(histogram: state.roundTrips.buckets(atMost: histogramRows)) }
    }

    mutating func add(_ totals: PingTotals) {
        add("targets", totals.targets)
        add("alive", totals.alive)
        add("unreachable", totals.unreachable)
        add("sent", totals.sent)
        add("received", totals.received)
        add("lost", totals.lost)
        add("errors", totals.errors)
        add("duplicates", totals.duplicates)
        add("corrupt", totals.corrupt)
        add("truncated", totals.truncated)
        add("from_other_address", totals.fromOtherAddress)
        add("late", totals.late)
        add("reordered", totals.reordered)
        add("foreign", totals.foreign)
        add("in_flight", totals.inFlight)
        addLoss(lost: totals.lost, known: totals.received + totals.lost)
        add(totals.roundTrips)
    }

    /// What the search came to; nothing where it found nothing.
    mutating func add(_ search: PathMTUSearch?) {
        guard let search, let pathMTU = search.pathMTU else { return }
        add("path_mtu", pathMTU)
        add("black_hole", search.sawSilence)
    }

    private mutating func addLoss(lost: Int, known: Int) {
        guard known > 0 else { return }
        add("loss_percent", fixedPoint: millionths(ofPercent: lost, of: known), decimals: 6)
    }

    mutating func add(_ times: RoundTripStatistics) {
        add("min_ns", times.minimum)
        add("avg_ns", times.mean)
        add("max_ns", times.maximum)
        add("mdev_ns", times.meanDeviation)
        add("median_ns", times.median)
        add("p90_ns", times.percentile(90))
        add("p95_ns", times.percentile(95))
        add("p99_ns", times.percentile(99))
        add("jitter_ns", times.jitter)
    }

    mutating func add(histogram buckets: [LatencyBucket]) {
        add("histogram", objects: buckets) { object, bucket in
            object.add("from_ns", bucket.lowerBound)
            object.add("to_ns", bucket.upperBound)
            object.add("count", bucket.count)
        }
    }
}

extension PingReply {
    /// `reply` is what counts as received; the others do not.
    var typeName: String {
        if isCounted { return "reply" }
        if !marks.isDisjoint(with: [.corrupt, .badChecksum]) { return "corrupt" }
        if marks.contains(.differentAddress) { return "stray" }
        return marks.contains(.duplicate) ? "duplicate" : "late"
    }

    /// What is odd about it.
    var markNames: [String] {
        guard !marks.isEmpty else { return [] }
        let names: [(ReplyMarks, String)] = [
            (.reordered, "reordered"), (.differentAddress, "different_address"), (.corrupt, "corrupt"),
            (.badChecksum, "bad_checksum"), (.truncated, "truncated"), (.extended, "longer"), (.oddCode, "odd_code"),
        ]
        return names.filter { marks.contains($0.0) }.map(\.1)
    }
}

extension ICMPExtension {
    fileprivate var labels: [MPLSLabelStackEntry] {
        if case .mplsLabelStack(let entries) = self { entries } else { [] }
    }

    fileprivate var interface: InterfaceInformation? {
        if case .interfaceInformation(let interface) = self { interface } else { nil }
    }

    /// What nobody here knows the meaning of.
    var unknown: (number: UInt8, type: UInt8, data: [UInt8])? {
        if case .other(let number, let type, let data) = self { (number.rawValue, type, data) } else { nil }
    }
}

extension TargetState.StopReason {
    var identifier: String {
        switch self {
        case .replies: "replies"
        case .losses: "losses"
        case .lossesInARow: "losses_in_a_row"
        case .searchEnded: "search_ended"
        }
    }
}
