import ArgumentParser
import PacketIO
import Probes
import Wire

/// What the options of `ping` mean together, and which don't go together. What can be seen from the words alone is
/// refused here, as wrong usage; the rest when the targets are known.
extension PingCommand {
    func validate() throws {
        try format.validate()
        if targetTexts.isEmpty && file == nil {
            throw ValidationError("Name a target: a host, an address or a block.")
        }
        try checkProbes()
        try checkSchedule()
        try checkPath()
        try checkVLAN()
        try checkReport()
    }

    // MARK: Probes

    private func checkProbes() throws {
        let methods = [tcp != nil, udp != nil, icmpTimestamp, pathMTU].filter { $0 }.count
        if methods > 1 { throw ValidationError("--tcp, --udp, --icmp-timestamp and --pmtu exclude each other.") }
        let longest = max(size ?? 0, sweep?.maximum ?? 0)
        if longest > Self.maximumSize {
            throw ValidationError(
                "A payload of \(longest) bytes does not fit: at most \(Self.maximumSize) (65,535 less the headers).")
        }
        if sweep != nil && (size != nil || pathMTU) {
            throw ValidationError("--sweep chooses the sizes: leave out --size and --pmtu.")
        }
    }

    /// An IPv6 payload of 65,535 bytes less the ICMPv6 header; for IPv4 the system says where it is less.
    static let maximumSize = 65_527

    var method: PingMethod {
        if let tcp { return .tcp(port: UInt16(tcp)) }
        if let udp { return .udp(port: UInt16(udp)) }
        return icmpTimestamp ? .timestamp : .echo
    }

    // MARK: Schedule

    private func checkSchedule() throws {
        if let count, count < 0 { throw ValidationError("A count can't be negative: \(count).") }
        for (name, value) in [
            ("--preload", preload), ("--replies", replies), ("--losses", losses), ("--losses-in-row", lossesInARow),
        ] {
            if let value, value < 1 { throw ValidationError("\(name) takes a number from 1 on.") }
        }
        if let preload, preload > 65_536 { throw ValidationError("--preload takes at most 65536.") }
        if let retries, retries < 0 { throw ValidationError("--retries can't be negative.") }
        if flood && adaptive { throw ValidationError("-f and -A exclude each other.") }
        if first && replies != nil { throw ValidationError("--first and --replies exclude each other.") }
        if timeout == 0 { throw ValidationError("A time-out of 0 would lose everything.") }
    }

    // MARK: Path

    private func checkPath() throws {
        if pathMTU && pathMTUDiscovery != nil { throw ValidationError("--pmtu sets -M itself.") }
        if ttl == 0 { throw ValidationError("A TTL is 1...255.") }
        if let source, IPAddress(source) == nil { throw ValidationError("'\(source)' is no source address.") }
        if recordRoute && ipTimestamp != nil { throw ValidationError("-R and -T don't fit into one header.") }
    }

    private func checkVLAN() throws {
        guard !vlanTexts.isEmpty else { return }
        if vlans.count != vlanTexts.count || vlans.count > 2 {
            throw ValidationError("--vlan takes an identifier of 0...4094, at most twice.")
        }
        if interfaces.isEmpty { throw ValidationError("--vlan needs an interface: -I.") }
        if tcp != nil || udp != nil { throw ValidationError("--vlan goes with ICMP probes only.") }
    }

    /// From outside in.
    var vlans: [UInt16] { vlanTexts.compactMap { UInt16($0) }.filter { $0 <= 4094 } }

    /// The IPv4 option that -R or -T asks for.
    var ipOption: IPv4Option? {
        recordRoute ? .recordRoute(slots: 9) : ipTimestamp
    }

    /// -I names an interface or an address.
    var interfaceName: String? { interfaces.first { IPAddress($0) == nil } }

    var sourceAddress: IPAddress? {
        (source ?? interfaces.first { IPAddress($0) != nil }).flatMap { IPAddress($0) }
    }

    // MARK: Report

    private func checkReport() throws {
        if write == "-" { throw ValidationError("--write needs a file: standard output has the results.") }
        if live && (format.json || format.csv) {
            throw ValidationError("--live is for people: leave out --json and --csv.")
        }
        if explain && (format.json || format.csv || live) {
            throw ValidationError("--explain is for people: leave out --json, --csv and --live.")
        }
    }
}
