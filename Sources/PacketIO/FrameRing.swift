import CPacketIO
import Glibc
import Probes
import Wire

/// The packets that pass one interface, or all, read where the kernel put them: no call and no copy per packet.
@safe struct FrameRing: ~Copyable {
    enum Scope: Hashable, Sendable {
        /// What arrives by way of loopback: our own probes too, stamped as they pass.
        case loopback(isIPv6: Bool)
        /// What an interface sends and receives; index 0 is all of them.
        case interface(UInt32)
    }

    private let ring: OpaquePointer
    /// Whether the process ends when the ring does: then nobody waits for the ring to close.
    private let lastsUntilExit: Bool

    /// - Parameters:
    ///   - filter: only packets that it takes are seen.
    ///   - frameSize: a power of two; longer packets are cut.
    static func open(
        _ scope: Scope, filter: PacketFilter, frameSize: Int, frameCount: Int, lastsUntilExit: Bool = false
    ) throws(LinkError) -> FrameRing {
        var error: Int32 = 0
        let (index, what): (UInt32, Int) =
            switch scope {
            case .loopback(let isIPv6):
                (
                    try NetworkInterface(named: "lo").index,
                    isIPv6 ? CPK_CAPTURE_INCOMING_IPV6 : CPK_CAPTURE_INCOMING_IPV4
                )
            case .interface(let index): (index, CPK_CAPTURE_ALL)
            }
        let ring = unsafe cpk_ring_open(
            index, Int32(what), filter.instructions, UInt32(filter.instructions.count), UInt32(frameSize),
            UInt32(frameCount), &error)
        guard let ring = unsafe ring else { throw LinkError(code: error, doing: "packet ring") }
        return unsafe FrameRing(ring: ring, lastsUntilExit: lastsUntilExit)
    }

    private init(ring: OpaquePointer, lastsUntilExit: Bool) {
        unsafe self.ring = ring
        self.lastsUntilExit = lastsUntilExit
    }

    deinit { unsafe lastsUntilExit ? cpk_ring_close_at_exit(ring) : cpk_ring_close(ring) }

    var descriptor: Int32 { unsafe cpk_ring_fd(ring) }

    /// Gives back what was read before, and reads on.
    func read(into buffer: inout IncomingBuffer) {
        unsafe cpk_ring_release(ring, UInt32(buffer.count))
        buffer.removeAll()
        unsafe buffer.fill(from: ring)
    }

    /// Packets that have found no room since the last call.
    func drops() -> Int {
        var count: UInt32 = 0
        return unsafe cpk_ring_drops(ring, &count) == 0 ? Int(count) : 0
    }
}
