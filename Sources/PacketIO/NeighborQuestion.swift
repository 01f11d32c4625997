import Probes
import Wire

/// Asks a link for a MAC address with frames of our own: where the kernel has no interface that could ask, as on a VLAN
/// that it knows nothing of.
public struct NeighborQuestion {
    private let interfaceIndex: UInt32
    private let plan: NeighborAskPlan

    /// - Parameter addressing: its destination is not looked at.
    public init(_ addressing: FrameAddressing, nextHop: IPAddress) {
        interfaceIndex = addressing.interfaceIndex
        var probe = NeighborProbe(frameSource: addressing.sourceMAC, source: addressing.source)
        probe.tags = addressing.tags
        var plan = NeighborAskPlan(target: nextHop, probe: probe)
        plan.count = 3
        plan.endsAtFirst = true
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        self.plan = plan
    }

    /// The answer; nil where there is none after three seconds. Needs CAP_NET_RAW.
    public func ask() throws(LinkError) -> MACAddress? {
        var engine = NeighborAsk(plan)
        var link = try LinkSocket.open(interfaceIndex: interfaceIndex)
        NeighborSession.run(&engine, over: &link, clock: SystemClock.now, tell: { _, _ in true })
        return engine.claimants.first
    }
}
