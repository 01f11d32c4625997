import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

extension TracerouteCommand {
    func validate() throws {
        try format.validate()
        guard !words.isEmpty else { throw ValidationError("Name a target: a host or an address.") }
        if [usesICMP, usesTCP, usesSCTP, usesDNSPort].filter({ $0 }).count > 1 {
            throw ValidationError("-I, -T, -U and --sctp exclude each other.")
        }
        if usesICMP && !ports.isEmpty { throw ValidationError("ICMP has no ports: leave out -p.") }
        if tcpFlags != nil && !usesTCP { throw ValidationError("--tcp-flags goes with -T.") }
        if firstTTL < 1 || firstTTL > maximumTTL {
            throw ValidationError("The first TTL (\(firstTTL)) is 1...\(maximumTTL), which is the last.")
        }
        for (name, value) in [("-q", queries), ("--tries", tries), ("--gap", gap), ("-N", window ?? 1)] where value < 1
        {
            throw ValidationError("\(name) takes a number from 1 on.")
        }
        if patience.maximum == 0 { throw ValidationError("-w 0 would lose everything.") }
        if let source, IPAddress(source) == nil { throw ValidationError("'\(source)' is no source address.") }
        if let length = length ?? lengthWord, length > 65_535 {
            throw ValidationError("A packet has at most 65535 bytes.")
        }
        if gateways.count > 8 { throw ValidationError("-g takes at most eight routers.") }
        if write == "-" { throw ValidationError("--write needs a file: standard output has the results.") }
        if form != .text, format.csv || format.json {
            throw ValidationError("--tree, --dot and --svg are forms of their own: leave out --json and --csv.")
        }
        if !findsPaths, form != .text || isStrict || confidence != 95 {
            throw ValidationError("--confidence, --strict, --tree, --dot and --svg go with --paths.")
        }
        if findsPaths, findsMTU || !gateways.isEmpty || ports.count > 1 || words.count > 1 {
            throw ValidationError("--paths takes one target and one port, without --mtu and -g.")
        }
        if explain, format.json || format.csv || findsPaths || words.count > 1 {
            throw ValidationError("--explain is for people, and one way: leave out --json, --csv and --paths.")
        }
        if isWatch, findsPaths || findsMTU || explain || queries > 1 {
            throw ValidationError("--watch and --report go without -q, --paths, --mtu and --explain.")
        }
        if !isWatch, rounds != nil || interval != nil {
            throw ValidationError("-c and --interval go with --watch or --report.")
        }
        if rounds == 0 { throw ValidationError("-c takes a number from 1 on.") }
        if let interval, interval < 1_000_000 { throw ValidationError("--interval takes a millisecond at least.") }
        if confidence < 50 { throw ValidationError("--confidence takes 50...99 per cent.") }
        if originZones.count != 0, originZones.count != 2 {
            throw ValidationError("--as-zone takes two zones, for IPv4 and for IPv6: ZONE,ZONE.")
        }
    }

    /// The targets; a number behind them is a length.
    var words: [String] { lengthWord == nil ? hosts : hosts.dropLast() }
    private var lengthWord: Int? { hosts.count > 1 ? hosts.last.flatMap { Int($0) } : nil }

    var method: TraceMethod {
        if usesICMP { return .echo }
        if usesTCP { return .tcp(tcpFlags ?? .syn) }
        return usesSCTP ? .sctp : .udp
    }

    private var usualPort: UInt16 {
        switch method {
        case .echo: 0
        case .tcp, .sctp: 80
        case .udp: usesDNSPort ? 53 : 33_434
        }
    }

    /// Each host, at each port.
    func targets(from found: [PingTarget]) throws -> [TraceTarget] {
        let ownSource = source.flatMap { IPAddress($0) }
        return try found.flatMap { target in
            let source = try ownSource ?? self.source(for: target.endpoint)
            guard source.isIPv6 == target.endpoint.address.isIPv6 else {
                throw ValidationError("The source address \(source) is of another family than \(target.name).")
            }
            return (ports.isEmpty ? [usualPort] : ports).map { port in
                var traced = TraceTarget(
                    name: ports.count > 1 ? "\(target.name) port \(port)" : target.name, endpoint: target.endpoint,
                    source: source, port: port)
                traced.gateways = gateways
                return traced
            }
        }
    }

    private func source(for endpoint: Endpoint) throws -> IPAddress {
        do throws(LinkError) {
            return try endpoint.source(interface: interface, mark: mark.map { UInt32($0) })
        } catch {
            throw couldNotAsk(error.message)
        }
    }

    func plan(for targets: [TraceTarget]) -> TracePlan {
        var plan = TracePlan()
        plan.method = method
        plan.cookie = UInt64.random(in: 1...(.max))
        plan.firstNumber = UInt16.random(in: 1...0xFFFE)
        plan.firstTTL = firstTTL
        plan.maximumTTL = maximumTTL
        plan.queries = queries
        plan.tries = tries
        plan.gap = gap
        plan.window = window
        plan.patience = patience
        plan.deadline = deadline.map(Nanoseconds.init)
        plan.byteCount = length ?? lengthWord
        plan.dontFragment = dontFragment
        plan.findsMTU = findsMTU
        plan.pattern = pattern
        plan.trafficClass = UInt8(trafficClass ?? 0)
        plan.flowLabel = flowLabel.map { UInt32($0) }
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        if let pace {
            plan.pace = Nanoseconds(pace)
            plan.burst = pace > 0 ? 1 : 64
        }
        if case .v4(let last)? = targets.first?.address, !gateways.isEmpty {
            plan.options = [.noOperation, .looseSourceRoute(IPv4Route(addresses: gateways.dropFirst() + [last]))]
        }
        return plan
    }

    func linkOptions(for targets: [TraceTarget], plan: TracePlan) -> LinkOptions {
        var options = LinkOptions()
        options.transport =
            switch method {
            case .echo: .icmp
            case .tcp: .tcp
            case .sctp: .sctp
            case .udp: .udp(port: targets[0].port)
            }
        options.usesIPv4 = targets.contains { !$0.isIPv6 }
        options.usesIPv6 = targets.contains(where: \.isIPv6)
        options.ports = targets.map(\.port)
        options.sourcePort = sourcePort.map { UInt16($0) }
        options.trafficClass = trafficClass.map { UInt8($0) }
        options.interface = interface
        options.source = source.flatMap { IPAddress($0) }
        options.mark = mark.map { UInt32($0) }
        options.bypassesRouting = bypassRouting
        options.pathMTUDiscovery = dontFragment || findsMTU ? .probe : .dont
        options.keepsDepartures = write != nil || explain
        options.maximumByteCount = targets.map { plan.byteCount(to: $0) }.max() ?? 0
        return options
    }
}
