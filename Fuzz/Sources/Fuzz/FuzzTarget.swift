import Glibc
import Wire

/// An entry point of the product that takes bytes from strangers. The environment variable `FUZZ_TARGET` chooses one:
/// libFuzzer keeps the arguments for itself, and passes the environment on to the processes that it starts.
enum FuzzTarget: String, CaseIterable {
    case ethernet
    case arp
    case ipv4
    case ipv6
    case icmpv4
    case icmpv6
    case icmpExtensions = "icmp-extensions"
    case udp
    case tcp
    case dns
    case dnsText = "dns-text"
    case resolve
    case tap
    case dhcp
    case quoted
    case network
    case frame
    case layers
    case text
    case cidr
    case capture
    case hexDump = "hex-dump"
    case filter
    case codes
    case ping
    case neighbors
    case trace

    static let chosen: FuzzTarget? = unsafe getenv("FUZZ_TARGET").flatMap {
        FuzzTarget(rawValue: unsafe String(cString: $0))
    }

    func run(_ bytes: Span<UInt8>) {
        switch self {
        case .ethernet: LinkTargets.ethernet(bytes)
        case .arp: LinkTargets.arp(bytes)
        case .ipv4: IPv4Target.run(bytes)
        case .ipv6: IPv6Target.run(bytes)
        case .icmpv4: ICMPv4Target.run(bytes)
        case .icmpv6: ICMPv6Target.run(bytes)
        case .icmpExtensions: ICMPExtensionsTarget.run(bytes)
        case .udp: TransportTargets.udp(bytes)
        case .tcp: TransportTargets.tcp(bytes)
        case .dns: DNSTarget.run(bytes)
        case .dnsText: DNSTarget.text(bytes)
        case .resolve: ResolveTarget.run(bytes)
        case .tap: TapTarget.run(bytes)
        case .dhcp: DHCPTarget.run(bytes)
        case .quoted: PacketTargets.quoted(bytes)
        case .network: PacketTargets.network(bytes)
        case .frame: PacketTargets.frame(bytes)
        case .layers: LayerTargets.run(bytes)
        case .text: TextTarget.run(bytes)
        case .cidr: CidrTarget.run(bytes)
        case .capture: CaptureTargets.capture(bytes)
        case .hexDump: CaptureTargets.hexDump(bytes)
        case .filter: FilterTarget.run(bytes)
        case .codes: CodesTarget.run(bytes)
        case .ping: PingEngineTarget.run(bytes)
        case .neighbors: NeighborEngineTarget.run(bytes)
        case .trace: TraceEngineTarget.run(bytes)
        }
    }
}

/// What libFuzzer calls with each input.
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    unsafe FuzzTarget.chosen?.run(UnsafeBufferPointer(start: start, count: count).span)
    return 0
}
