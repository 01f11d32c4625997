import CPacketIO
import Glibc
import Probes
import Wire

/// Messages to groups, and from whoever answers: for each group and interface a socket that asks, and where it can be
/// had one that hears what is sent to the group.
///
/// They are not connected, since answers come from others than were asked; where from, `MulticastArrival` tells.
@safe public struct MulticastSockets: ~Copyable, MulticastLink {
    private struct Member {
        let group: MulticastGroup
        let descriptor: Int32
        /// Whether it hears what is sent to the group, and sends nothing.
        let isListener: Bool
    }

    private static let longestMessage = 65_535
    /// No router passes on what has so far to go only as long as it is not touched (RFC 6762 section 11).
    private static let hopLimit: Int32 = 255

    private let port: UInt16
    private var members: [Member] = []
    private var waiting: [MulticastArrival] = []
    private var incoming = IncomingBuffer(capacity: 16, byteCount: Self.longestMessage)

    /// - Parameters:
    ///   - port: at which the groups listen.
    ///   - ownPort: to ask from; 0 for any.
    /// - Throws: why no group can be asked at all.
    public init(_ groups: [MulticastGroup], port: UInt16, ownPort: UInt16 = 0) throws(LinkError) {
        self.port = port
        var problem: LinkError?
        for group in groups {
            do throws(LinkError) {
                try open(group, ownPort)
            } catch {
                problem = problem ?? error
            }
        }
        guard members.isEmpty else { return }
        throw problem ?? LinkError(.unreachable, "no interface can send to groups")
    }

    deinit { for member in members { close(member.descriptor) } }

    public var now: Instant { SystemClock.now() }

    private mutating func open(_ group: MulticastGroup, _ ownPort: UInt16) throws(LinkError) {
        let family: Int32 = group.address.isIPv6 ? 6 : 4
        let descriptor = try checked(cpk_socket(family, false, Int32(CPK_UDP)), "socket")
        do throws(LinkError) {
            try checked(cpk_set_multicast_interface(descriptor, family, group.interface.index), group.name)
            try checked(cpk_set_option(descriptor, family, CPK_OPTION_MULTICAST_TTL, Self.hopLimit), "hop limit")
            if group.source != nil || ownPort != 0 {
                _ = cpk_set_option(descriptor, family, CPK_OPTION_REUSE_ADDRESS, 1)
                let any: IPAddress = family == 6 ? .v6(IPv6Address(rawValue: 0)) : .v4(IPv4Address(rawValue: 0))
                var address = cpk_address(group.source ?? any, port: ownPort, scope: group.interface.index)
                try checked(unsafe cpk_bind(descriptor, &address), "source address")
            }
        } catch {
            close(descriptor)
            throw error
        }
        add(Member(group: group, descriptor: descriptor, isListener: false), family)
        listen(to: group, family)
    }

    private mutating func add(_ member: Member, _ family: Int32) {
        _ = cpk_set_timestamping(member.descriptor, UInt32(CPK_STAMP_RECEIVE))
        _ = cpk_set_option(member.descriptor, family, CPK_OPTION_RECEIVE_DETAILS, 1)
        _ = cpk_set_option(member.descriptor, family, CPK_OPTION_RECEIVE_BUFFER, 1 << 20)
        members.append(member)
    }

    /// Some answer to the group whatever port was asked from. Bound to the group's address, the socket takes nothing
    /// from others that listen at this port.
    private mutating func listen(to group: MulticastGroup, _ family: Int32) {
        let descriptor = cpk_socket(family, false, Int32(CPK_UDP))
        guard descriptor >= 0 else { return }
        var address = cpk_address(group.address, port: port, scope: group.interface.index)
        _ = cpk_set_option(descriptor, family, CPK_OPTION_MULTICAST_ALL, 0)
        guard cpk_set_option(descriptor, family, CPK_OPTION_REUSE_ADDRESS, 1) == 0,
            unsafe cpk_bind(descriptor, &address) == 0,
            unsafe cpk_join_group(descriptor, &address, group.interface.index) == 0
        else {
            close(descriptor)
            return
        }
        add(Member(group: group, descriptor: descriptor, isListener: true), family)
    }

    public mutating func send(_ message: [UInt8]) throws(LinkError) {
        var problem: LinkError?
        var hasLeft = false
        for member in members where !member.isListener {
            var bytes = message
            let count = UInt32(bytes.count)
            let error = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
                var packet = unsafe cpk_outgoing()
                unsafe packet.data = buffer.baseAddress
                unsafe packet.length = count
                let scope = member.group.interface.index
                unsafe packet.destination = cpk_address(member.group.address, port: port, scope: scope)
                guard unsafe cpk_send(member.descriptor, &packet, 1) == 1 else { return -EAGAIN }
                return unsafe packet.error
            }
            if error == 0 { hasLeft = true } else { problem = problem ?? LinkError(code: error, doing: "") }
        }
        if !hasLeft, let problem { throw problem }
    }

    public mutating func receive(until deadline: Instant) -> MulticastArrival? {
        while waiting.isEmpty {
            let left = deadline - SystemClock.now()
            guard left > 0 else { return nil }
            var entries = members.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
            // Rounded up: a wait that ends too early would only be begun again.
            let milliseconds = Int32(clamping: (left + .millisecond - 1) / .millisecond)
            guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { continue }
            for place in entries.indices where entries[place].revents != 0 { read(members[place]) }
        }
        return waiting.removeFirst()
    }

    private mutating func read(_ member: Member) {
        _ = cpk_socket_error(member.descriptor)
        incoming.removeAll()
        incoming.fill(from: member.descriptor, errorQueue: false)
        let (wall, now) = (SystemClock.wallClock(), SystemClock.now())
        for index in 0..<incoming.count {
            let details = incoming.details(index)
            guard let source = details.source.ipAddress else { continue }
            // What another interface brought is another socket's; what comes from this machine itself may come by any.
            if member.isListener, details.interface_index != member.group.interface.index { continue }
            let time = details.software_ns > 0 ? min(details.software_ns, wall) : wall
            var arrival = MulticastArrival(
                [UInt8](copying: incoming.bytes(index)), from: Endpoint(source, scope: details.source.scope),
                port: details.source.port, group: member.group.name, at: now + (time - wall), time: time)
            arrival.isShared = member.isListener
            // No router passes on what is sent to the group.
            let hopLimit = details.ttl >= 0 && !member.isListener ? Int(details.ttl) : nil
            arrival.isOffLink = LinkNeighborhood.isKnownToBeElsewhere(
                source, hopLimit: hopLimit, subnets: member.group.subnets)
            waiting.append(arrival)
        }
    }
}
