import Glibc
import Probes
import Wire

// What messages of rtnetlink(7) say. Numbers are those of <linux/rtnetlink.h> and the headers that it includes.

enum NetlinkType {
    static let newLink: UInt16 = 16
    static let deleteLink: UInt16 = 17
    static let getLink: UInt16 = 18
    static let newAddress: UInt16 = 20
    static let deleteAddress: UInt16 = 21
    static let getAddress: UInt16 = 22
    static let newRoute: UInt16 = 24
    static let deleteRoute: UInt16 = 25
    static let getRoute: UInt16 = 26
    static let newNeighbor: UInt16 = 28
    static let deleteNeighbor: UInt16 = 29
    static let getNeighbor: UInt16 = 30
    static let newRule: UInt16 = 32
    static let getRule: UInt16 = 34
}

extension NetworkInterface {
    /// Of `ifinfomsg`.
    init?(_ message: NetlinkMessage) {
        guard message.type == NetlinkType.newLink || message.type == NetlinkType.deleteLink else { return nil }
        self.init()
        hardwareType = LinuxHardwareType(rawValue: message.uint16(2))
        index = message.uint32(4)
        flags = Flags(rawValue: message.uint32(8))
        let attributes = message.attributes(behind: 16)
        name = attributes.text(3) ?? ""
        mtu = Int(attributes.uint32(4) ?? 0)
        mac = attributes.mac(1)
        lower = attributes.uint32(5).flatMap { $0 == 0 || $0 == index ? nil : $0 }
        master = attributes.uint32(10)
        state = State(number: attributes.byte(16) ?? 0)
        alias = attributes.text(20)
        if let information = attributes.nested(18) {
            kind = information.text(1)
            if kind == "vlan" { vlan = information.nested(2)?.uint16(1) }
        }
        func counter(_ place: Int) -> UInt64 { attributes.field(23, at: place * 8, 8) ?? 0 }
        (received.packets, received.bytes) = (counter(0), counter(2))
        (received.errors, received.dropped) = (counter(4), counter(6))
        (sent.packets, sent.bytes, sent.errors, sent.dropped) = (counter(1), counter(3), counter(5), counter(7))
        missedCount = counter(13) + counter(14)
    }
}

extension NetworkInterface.State {
    fileprivate init(number: UInt8) {
        let states: [Self] = [.unknown, .notPresent, .down, .lowerLayerDown, .testing, .dormant, .up]
        self = Int(number) < states.count ? states[Int(number)] : .unknown
    }
}

extension InterfaceAddress {
    private static let forever = UInt32.max

    /// Of `ifaddrmsg`.
    init?(_ message: NetlinkMessage) {
        guard message.type == NetlinkType.newAddress || message.type == NetlinkType.deleteAddress else { return nil }
        let attributes = message.attributes(behind: 8)
        // On a link of two ends IFA_ADDRESS is the other one; IFA_LOCAL, where there is one, is ours.
        let (local, shown) = (attributes.address(2), attributes.address(1))
        guard let address = local ?? shown else { return nil }
        self.init(address, prefixLength: Int(message.byte(1)), interfaceIndex: message.uint32(4))
        peer = shown == address ? nil : shown
        broadcast = attributes.address(4)
        flags = Flags(rawValue: attributes.uint32(8) ?? UInt32(message.byte(2)))
        scope = Scope(rawValue: message.byte(3))
        func lifetime(_ place: Int) -> UInt32? {
            attributes.field(6, at: place, 4).flatMap { $0 == Self.forever ? nil : UInt32($0) }
        }
        (preferredLifetime, validLifetime) = (lifetime(0), lifetime(4))
    }
}

extension Route {
    /// Of `rtmsg`; nil for what is no route of the two families, and for what the kernel only remembers.
    init?(_ message: NetlinkMessage) {
        guard message.type == NetlinkType.newRoute || message.type == NetlinkType.deleteRoute else { return nil }
        let family = Int32(message.byte(0))
        guard family == AF_INET || family == AF_INET6 else { return nil }
        self.init()
        isIPv6 = family == AF_INET6
        kind = Kind(number: message.byte(7))
        typeOfService = message.byte(3) == 0 ? nil : message.byte(3)
        origin = message.byte(5)
        scope = InterfaceAddress.Scope(rawValue: message.byte(6))
        let attributes = message.attributes(behind: 12)
        table = attributes.uint32(15) ?? UInt32(message.byte(4))
        let any: IPAddress = isIPv6 ? .v6(.any) : .v4(.any)
        destination = AddressBlock(attributes.address(1) ?? any, prefixLength: Int(message.byte(1)))
        from =
            message.byte(2) == 0
            ? nil
            : attributes.address(2).flatMap {
                AddressBlock($0, prefixLength: Int(message.byte(2)))
            }
        source = attributes.address(7)
        metric = attributes.uint32(6)
        mtu = attributes.nested(8)?.uint32(2).flatMap { $0 == 0 ? nil : Int($0) }
        expires = attributes.field(12, at: 8, 4).flatMap { $0 == 0 ? nil : UInt32($0 / Self.ticksPerSecond) }
        if let ways = attributes.place(of: 9) {
            hops = Self.hops(message.bytes, ways)
        } else if attributes.uint32(4) != nil || attributes.address(5) != nil {
            var hop = Hop(attributes)
            hop.interfaceIndex = attributes.uint32(4) ?? 0
            hop.isDead = message.uint32(8) & 0x1 != 0
            hops = [hop]
        }
    }

    /// The kernel's clock towards programs (USER_HZ).
    static let ticksPerSecond: UInt64 = 100

    private static func hops(_ bytes: [UInt8], _ range: Range<Int>) -> [Hop] {
        var hops: [Hop] = []
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            let head = NetlinkMessage(type: 0, flags: 0, bytes: Array(bytes[place..<range.upperBound]))
            let length = Int(head.uint16(0))
            guard length >= 8, place + length <= range.upperBound else { break }
            var hop = Hop(NetlinkAttributes(bytes, place + 8..<place + length))
            hop.interfaceIndex = head.uint32(4)
            hop.weight = Int(head.byte(3)) + 1
            hop.isDead = head.byte(2) & 0x1 != 0
            hops.append(hop)
            place += (length + 3) & ~3
        }
        return hops
    }
}

extension Route.Hop {
    fileprivate init(_ attributes: NetlinkAttributes) {
        self.init()
        // RTA_VIA is a gateway of the other family, behind its number.
        gateway = attributes.address(5) ?? attributes[18].flatMap { IPAddress(networkOrder: $0.dropFirst(2)) }
    }
}

extension Route.Kind {
    fileprivate init(number: UInt8) {
        let kinds: [Self] = [
            .other, .unicast, .local, .broadcast, .anycast, .multicast, .blackhole, .unreachable, .prohibit, .throw,
        ]
        self = Int(number) < kinds.count ? kinds[Int(number)] : .other
    }
}

extension Neighbor {
    /// Of `ndmsg`; nil for what is no neighbour of the two families.
    init?(_ message: NetlinkMessage) {
        guard message.type == NetlinkType.newNeighbor || message.type == NetlinkType.deleteNeighbor else { return nil }
        let attributes = message.attributes(behind: 12)
        guard let address = attributes.address(1) else { return nil }
        self.init(address, interfaceIndex: message.uint32(4))
        mac = attributes.mac(2)
        state = State(number: message.uint16(8))
        let flags = message.byte(10)
        (isRouter, isProxy, isExternal) = (flags & 0x80 != 0, flags & 0x08 != 0, flags & 0x10 != 0)
        func age(_ place: Int) -> UInt32? {
            attributes.field(3, at: place, 4).map { UInt32(clamping: $0 * 1000 / Route.ticksPerSecond) }
        }
        (confirmedAge, usedAge) = (age(0), age(4))
    }
}

extension Neighbor.State {
    fileprivate init(number: UInt16) {
        self =
            switch number {
            case 0x01: .incomplete
            case 0x02: .reachable
            case 0x04: .stale
            case 0x08: .delay
            case 0x10: .probe
            case 0x20: .failed
            case 0x40: .noARP
            case 0x80: .permanent
            default: .none
            }
    }
}

extension RoutingRule {
    /// Of `fib_rule_hdr`.
    init?(_ message: NetlinkMessage) {
        guard message.type == NetlinkType.newRule else { return nil }
        let family = Int32(message.byte(0))
        guard family == AF_INET || family == AF_INET6 else { return nil }
        self.init()
        isIPv6 = family == AF_INET6
        let attributes = message.attributes(behind: 12)
        priority = attributes.uint32(6) ?? 0
        destination = attributes.address(1).flatMap { AddressBlock($0, prefixLength: Int(message.byte(1))) }
        source = attributes.address(2).flatMap { AddressBlock($0, prefixLength: Int(message.byte(2))) }
        inputInterface = attributes.text(3)
        outputInterface = attributes.text(17)
        typeOfService = message.byte(3) == 0 ? nil : message.byte(3)
        if let value = attributes.uint32(10) { mark = (value, attributes.uint32(16) ?? UInt32.max) }
        users = attributes.range(20, 4).map { UInt32($0.lowerBound)...UInt32($0.upperBound) }
        protocolNumber = attributes.byte(22)
        sourcePorts = attributes.range(23, 2).map { UInt16($0.lowerBound)...UInt16($0.upperBound) }
        destinationPorts = attributes.range(24, 2).map { UInt16($0.lowerBound)...UInt16($0.upperBound) }
        suppressedLength = attributes.uint32(14).flatMap { $0 == UInt32.max ? nil : Int($0) }
        isInverted = message.uint32(8) & 0x2 != 0
        action =
            switch message.byte(7) {
            case 1: .table(attributes.uint32(15) ?? UInt32(message.byte(4)))
            case 2: .goTo(attributes.uint32(4) ?? 0)
            case 6: .refuse(.blackhole)
            case 7: .refuse(.unreachable)
            case 8: .refuse(.prohibit)
            default: .nothing
            }
    }
}

extension NetlinkAttributes {
    /// Two numbers, the second of which is not below the first.
    fileprivate func range(_ number: UInt16, _ count: Int) -> ClosedRange<UInt64>? {
        guard let low = field(number, at: 0, count), let high = field(number, at: count, count), low <= high else {
            return nil
        }
        return low...high
    }
}
