import Wire

/// Who has which address on some links, and what of it is worth telling: what arpwatch does for IPv4, for both
/// families. Knows no socket and no clock.
///
/// However hostile a link is, memory stays bounded: there are at most ``defaultStationLimit`` stations
/// and ``gatewayRoom`` gateways, of each the last
/// ``previousLimit`` MAC addresses. Nor is the output flooded: of one address at most five events are told in ten
/// seconds, alarms apart from the rest; those that were not told are counted.
public struct LinkWatch: Sendable {
    /// New addresses past this are counted and not remembered: those that are known stay.
    public static let defaultStationLimit = 100_000
    /// Gateways are remembered past the limit, but no more than so many: neighbours can make up gateways, too.
    public static let gatewayRoom = 64
    public static let previousLimit = 8
    /// Two MAC addresses that claim an address within this time do it at the same time.
    public static let conflictTime = 2 * Nanoseconds.second
    /// Of changes that follow each other within this time, the third and all behind it are a conflict too.
    public static let alternationTime = 60 * Nanoseconds.second
    /// Whoever was not seen for so long is told of when he comes back; half a year, as with arpwatch.
    public static let absence = 180 * 86_400 * Nanoseconds.second
    /// For so long, having been seen once more is not worth writing down.
    static let recordInterval = 60 * Nanoseconds.second

    struct Place: Hashable, Sendable {
        let interface: String
        let vlan: UInt16?
        let address: IPAddress
    }

    private let stationLimit: Int
    private var links: [String: WatchedLink] = [:]
    private var ownMACs: Set<MACAddress> = []
    private var ownAddresses: Set<IPAddress> = []
    private var stations: [Place: Station] = [:]
    /// MAC addresses that somebody has entered into the kernel's table by hand.
    private var pinned: [Place: MACAddress] = [:]
    /// Limits for addresses of this machine, and pinned ones, which may have no station.
    private var guardLimits: [Place: EventLimits] = [:]
    /// Stations of which a file does not know the latest.
    private var changed: Set<Place> = []
    public private(set) var counts: [LinkEvent.Kind: Int] = [:]
    /// Events that were not told.
    public private(set) var suppressedCount = 0
    /// Sightings of addresses for which there was no room.
    public private(set) var untrackedCount = 0

    public init(stationLimit: Int = defaultStationLimit) { self.stationLimit = stationLimit }

    public var stationCount: Int { stations.count }
    public var alarmCount: Int { counts.reduce(0) { $0 + ($1.key.isAlarm ? $1.value : 0) } }
    public var isFull: Bool { stations.count >= stationLimit }

    /// Says what the links are to this machine; what has been seen on them is kept.
    ///
    /// - Parameter ownMACs: those of all its interfaces.
    public mutating func update(_ links: [WatchedLink], ownMACs: Set<MACAddress>) {
        self.links = Dictionary(links.map { ($0.name, $0) }) { first, _ in first }
        self.ownMACs = ownMACs
        ownAddresses = links.reduce(into: []) { $0.formUnion($1.addresses) }
        guardLimits = guardLimits.filter { ownAddresses.contains($0.key.address) || pinned[$0.key] != nil }
    }

    // MARK: Sightings

    /// Takes in what a frame says; gives what is worth telling.
    public mutating func see(_ sighting: LinkSighting) -> [LinkEvent] {
        guard let link = links[sighting.interface] else { return [] }
        if let vlan = sighting.vlan, link.separateVLANs.contains(vlan) { return [] }
        if ownMACs.contains(sighting.mac), ownAddresses.contains(sighting.address) { return [] }
        let place = Place(interface: sighting.interface, vlan: sighting.vlan, address: sighting.address)
        var events: [LinkEvent]
        if sighting.message == .probe {
            events = probe(sighting, at: place, link)
        } else if let rightful = rightful(place, link), rightful != sighting.mac {
            events = intrusion(sighting, at: place, link, rightful)
        } else if let station = stations[place] {
            events = claim(sighting, at: place, link, station)
        } else {
            events = firstClaim(sighting, at: place, link)
        }
        for index in events.indices {
            events[index].isGateway = isGateway(place, link)
            events[index].isOwn = isOwn(place, link)
            counts[events[index].kind, default: 0] += 1
        }
        return events
    }

    /// Forgets what was entered by hand into the kernel's table, which is to be learnt anew as a whole.
    public mutating func forgetPinned() { pinned.removeAll() }

    /// Takes in an entry of the kernel's table. It comes later than the frame that it is due to, or earlier than that
    /// is read; so it counts where it tells of a pair that was not seen.
    public mutating func learn(
        _ neighbor: Neighbor, on interface: String, isGone: Bool = false, at time: Nanoseconds
    ) -> [LinkEvent] {
        let place = Place(interface: interface, vlan: nil, address: neighbor.address)
        let isPinned = neighbor.state == .permanent && !isGone
        pinned[place] = isPinned ? neighbor.mac : nil
        guard !isGone, let mac = neighbor.mac, mac != .zero, neighbor.state.isKnown else { return [] }
        if let station = stations[place] {
            if station.mac == mac, neighbor.state == .reachable { refresh(place, at: time) }
            if station.mac == mac || station.previous.contains(mac) { return [] }
        }
        let events = see(LinkSighting(neighbor.address, at: mac, by: .table, on: interface, time: time))
        // Told now, but seen when the kernel last heard of it.
        if stations[place]?.lastSeen == time {
            stations[place]?.backdate(by: Nanoseconds(neighbor.confirmedAge ?? 0) * .millisecond)
        }
        return events
    }

    // MARK: Cases

    /// Somebody asks whether an address is free, as he would like to have it.
    private mutating func probe(_ sighting: LinkSighting, at place: Place, _ link: WatchedLink) -> [LinkEvent] {
        guard let owner = rightful(place, link) ?? stations[place]?.mac, owner != sighting.mac else { return [] }
        var event = LinkEvent(.probe, sighting)
        event.previousMAC = owner
        guard var station = stations[place] else { return admit(event, byGuardOf: place) }
        (event.firstSeen, event.lastSeen) = (station.firstSeen, station.lastSeen)
        let isTold = station.limits.admit(&event)
        stations[place] = station
        return told(event, isTold)
    }

    /// An address of this machine, or one that is pinned, is claimed by somebody else.
    private mutating func intrusion(
        _ sighting: LinkSighting, at place: Place, _ link: WatchedLink, _ rightful: MACAddress
    ) -> [LinkEvent] {
        var event = LinkEvent(isGateway(place, link) ? .gatewayClaimed : .conflict, sighting)
        event.previousMAC = rightful
        return admit(event, byGuardOf: place)
    }

    private mutating func admit(_ event: LinkEvent, byGuardOf place: Place) -> [LinkEvent] {
        var event = event
        let isTold = guardLimits[place, default: EventLimits()].admit(&event)
        return told(event, isTold)
    }

    private mutating func told(_ event: LinkEvent, _ isTold: Bool) -> [LinkEvent] {
        if !isTold { suppressedCount += 1 }
        return isTold ? [event] : []
    }

    private mutating func firstClaim(_ sighting: LinkSighting, at place: Place, _ link: WatchedLink) -> [LinkEvent] {
        guard stations.count < stationLimit + (isGateway(place, link) ? Self.gatewayRoom : 0) else {
            untrackedCount += 1
            return []
        }
        let other = otherLink(of: place, sighting.mac)
        var station = Station(sighting)
        var kind = LinkEvent.Kind.new
        if other != nil { kind = .moved } else if isStrange(place, link) { kind = .bogon }
        var event = LinkEvent(kind, sighting)
        event.previousInterface = other
        let oddity = oddity(sighting, &station)
        stations[place] = station
        changed.insert(place)
        return [event] + (oddity.map { [$0] } ?? [])
    }

    private mutating func claim(
        _ sighting: LinkSighting, at place: Place, _ link: WatchedLink, _ known: Station
    ) -> [LinkEvent] {
        var station = known
        var events: [LinkEvent] = []
        let other = otherLink(of: place, sighting.mac, after: known.lastSeen)
        let kind = kind(of: sighting, known, movedFrom: other, isGateway: isGateway(place, link))
        if known.mac != sighting.mac { station.change(to: sighting.mac, at: sighting.time) }
        let oddity = oddity(sighting, &station)
        // What is said unasked is not worth a second line.
        if let kind, kind != .gratuitous || oddity == nil {
            var event = LinkEvent(kind, sighting)
            (event.firstSeen, event.lastSeen) = (known.firstSeen, known.lastSeen)
            (event.previousMAC, event.previousInterface) = (known.mac == sighting.mac ? nil : known.mac, other)
            let isTold = station.limits.admit(&event)
            events = told(event, isTold)
        }
        if var oddity {
            let isTold = station.limits.admit(&oddity)
            events += told(oddity, isTold)
        }
        station.lastSeen = max(station.lastSeen, sighting.time)
        if known.mac != sighting.mac || station.lastSeen - station.recorded >= Self.recordInterval {
            changed.insert(place)
        }
        stations[place] = station
        return events
    }

    private func kind(
        of sighting: LinkSighting, _ station: Station, movedFrom other: String?, isGateway: Bool
    ) -> LinkEvent.Kind? {
        guard station.mac != sighting.mac else {
            if other != nil { return .moved }
            if sighting.time - station.lastSeen > Self.absence { return .returned }
            return sighting.message == .gratuitous ? .gratuitous : nil
        }
        if let virtual = VirtualRouter(sighting.mac), virtual == VirtualRouter(station.mac) { return .failover }
        if isGateway { return .gatewayClaimed }
        let isVirtual = VirtualRouter(sighting.mac) != nil
        if sighting.message != .table, station.isContested(at: sighting.time) { return .conflict }
        if isVirtual { return .failover }
        return switch station.previous.firstIndex(of: sighting.mac) {
        case 0: .flipFlop
        case nil: .changed
        default: .reused
        }
    }

    /// A frame from somebody else than the message tells of. A virtual router's may come from any of its routers.
    private func oddity(_ sighting: LinkSighting, _ station: inout Station) -> LinkEvent? {
        guard let source = sighting.frameSource, source != sighting.mac, source != station.oddSource else { return nil }
        let before = station.oddSource
        station.oddSource = source
        guard VirtualRouter(sighting.mac) != nil else { return LinkEvent(.mismatch, sighting) }
        guard let before else { return nil }
        var event = LinkEvent(.failover, sighting)
        event.previousSource = before
        return event
    }

    // MARK: Facts

    /// The MAC address that alone has an address, where this machine knows that.
    private func rightful(_ place: Place, _ link: WatchedLink) -> MACAddress? {
        isOwn(place, link) ? link.mac : pinned[place]
    }

    private func isOwn(_ place: Place, _ link: WatchedLink) -> Bool {
        place.vlan == nil && link.addresses.contains(place.address)
    }

    private func isGateway(_ place: Place, _ link: WatchedLink) -> Bool {
        place.vlan == nil && link.gateways.contains(place.address)
    }

    /// Whether no host of the link should have the address. Of a VLAN that has no interface here nothing is known.
    private func isStrange(_ place: Place, _ link: WatchedLink) -> Bool {
        let address = place.address
        if address.isMulticast || address == .v4(.broadcast) { return true }
        guard place.vlan == nil, !address.isLinkLocal else { return false }
        let subnets = link.subnets.filter { $0.isIPv6 == address.isIPv6 }
        return !subnets.isEmpty && !subnets.contains { $0.contains(address) }
    }

    /// The other link on which the same pair was seen, and more lately. An address that holds for its link alone may
    /// be on each.
    private func otherLink(of place: Place, _ mac: MACAddress, after time: Nanoseconds = .min) -> String? {
        guard !place.address.isLinkLocal else { return nil }
        return links.keys.filter { name in
            guard name != place.interface,
                let station = stations[Place(interface: name, vlan: place.vlan, address: place.address)]
            else { return false }
            return station.mac == mac && station.lastSeen > time
        }.min()
    }
}

// What outlasts the watch.
extension LinkWatch {
    /// Takes in what was remembered; of two records of one place the later holds. False where there is no more room.
    @discardableResult
    public mutating func restore(_ record: StationRecord) -> Bool {
        let place = Place(interface: record.interface, vlan: record.vlan, address: record.address)
        // Which of them were gateways nobody knows any more.
        guard stations.count < stationLimit + Self.gatewayRoom || stations[place] != nil else { return false }
        stations[place] = Station(record)
        return true
    }

    /// What a file does not know yet, in no order.
    public mutating func takeChanges() -> [StationRecord] {
        let records = changed.compactMap { record($0) }
        for place in changed { stations[place]?.noteRecorded() }
        changed.removeAll(keepingCapacity: true)
        return records
    }

    /// All that is remembered, by interface and address.
    public func records() -> [StationRecord] {
        stations.keys.compactMap { record($0) }.sorted {
            ($0.interface, $0.vlan ?? 0, $0.address) < ($1.interface, $1.vlan ?? 0, $1.address)
        }
    }

    private func record(_ place: Place) -> StationRecord? {
        guard let station = stations[place] else { return nil }
        return StationRecord(
            place.address, at: station.mac, on: place.interface, vlan: place.vlan, firstSeen: station.firstSeen,
            lastSeen: station.lastSeen, previousMACs: station.previous)
    }

    /// Somebody who is known was there.
    private mutating func refresh(_ place: Place, at time: Nanoseconds) {
        guard let station = stations[place], time > station.lastSeen else { return }
        stations[place]?.lastSeen = time
        if time - station.recorded >= Self.recordInterval { changed.insert(place) }
    }
}

extension Neighbor.State {
    /// Whether the kernel has learnt the link-layer address, or been told.
    fileprivate var isKnown: Bool { [.reachable, .stale, .delay, .probe, .permanent].contains(self) }
}
