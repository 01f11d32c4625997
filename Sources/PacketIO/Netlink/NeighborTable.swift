import Glibc
import Probes
import Wire

// Writing the kernel's neighbour table: RTM_NEWNEIGH and RTM_DELNEIGH of rtnetlink(7).

extension Neighbor {
    /// What becomes of an entry that is there already.
    public enum Replacement: Hashable, Sendable {
        case refused, replaced
    }

    private static let acknowledged: UInt64 = 0x4
    private static let isExclusive: UInt64 = 0x200
    private static let replaces: UInt64 = 0x100
    private static let creates: UInt64 = 0x400
    private static let proxyFlag: UInt8 = 0x08
    private static let routerFlag: UInt8 = 0x80

    /// Puts it into the kernel's table: its MAC address with its state, or, of a proxy, that this machine answers for
    /// the address. Needs CAP_NET_ADMIN.
    ///
    /// - Throws: `forbidden` without the right.
    public func store(_ replacement: Replacement) throws(LinkError) {
        let flags = Self.creates | (replacement == .replaced ? Self.replaces : Self.isExclusive)
        var request = request(NetlinkType.newNeighbor, Self.acknowledged | flags)
        if let mac { request.add(2, Array([UInt8](bigEndian: mac.rawValue).suffix(MACAddress.byteCount))) }
        try write(request)
    }

    /// Takes it out of the kernel's table. Needs CAP_NET_ADMIN.
    ///
    /// - Returns: whether there was one.
    /// - Throws: `forbidden` without the right.
    public func remove() throws(LinkError) -> Bool {
        try write(request(NetlinkType.deleteNeighbor, Self.acknowledged), allowing: ENOENT)
    }

    /// The addresses for which this machine answers in their owner's place, which ``all()`` has not.
    public static func proxies() throws(LinkError) -> [Neighbor] {
        let header = [UInt8](repeating: 0, count: 10) + [proxyFlag, 0]
        let request = NetlinkRequest(NetlinkType.getNeighbor, header, asksAll: true)
        return try answers(request, "neighbours").compactMap { Neighbor($0) }
    }

    /// `ndmsg`, and the address.
    private func request(_ type: UInt16, _ flags: UInt64) -> NetlinkRequest {
        let head = [address.familyNumber, 0, 0, 0] + [UInt8](native: UInt64(interfaceIndex), byteCount: 4)
        let kind = (isProxy ? Self.proxyFlag : 0) | (isRouter ? Self.routerFlag : 0)
        let tail = [UInt8](native: UInt64(state.number), byteCount: 2) + [kind, 0]
        var request = NetlinkRequest(type, head + tail, asksAll: false, more: flags)
        request.add(1, address.networkOrder)
        return request
    }

    /// - Returns: false where the kernel said what is allowed.
    @discardableResult
    private func write(_ request: NetlinkRequest, allowing number: Int32 = 0) throws(LinkError) -> Bool {
        var socket = try NetlinkSocket()
        do throws(NetlinkError) {
            _ = try socket.ask(request)
            return true
        } catch {
            if error.code == -number { return false }
            if error.code == -EEXIST { throw LinkError(.other, "\(address) is in the table already") }
            throw LinkError(code: error.code, doing: "\(address)")
        }
    }
}

extension Neighbor.State {
    /// The kernel's number (NUD_).
    fileprivate var number: UInt16 {
        switch self {
        case .incomplete: 0x01
        case .reachable: 0x02
        case .stale: 0x04
        case .delay: 0x08
        case .probe: 0x10
        case .failed: 0x20
        case .noARP: 0x40
        case .permanent: 0x80
        case .none: 0
        }
    }
}
