import CPacketIO
import Glibc
import Probes
import Wire

/// Packets of interfaces as they pass, in batches like those of captures in files.
///
/// A batch is given as soon as there is a packet. Packets that come while nobody takes any wait in the kernel, in a
/// ring for each interface; where that is full, the kernel drops and counts them.
@safe public struct LiveSource: ~Copyable {
    /// After this, what the kernel has counted and not handed over is given up.
    private static let longestEnd = 500 * Nanoseconds.millisecond
    private static let capacity = PacketSource.packetsInBatch
    /// Room for what comes in while a batch is worked on.
    public static let batchByteCount = 1 << 20

    /// How far it is with a socket.
    private enum Stage {
        case open
        /// Nothing gets in, and what is in the ring is still taken.
        case ending(until: Instant)
        case closed
    }

    /// One for each interface asked for; a socket's place is the number of its interface in the batches.
    public let sockets: [LiveSocket]
    /// Ends the capture with what has come in until then.
    public let end = Interruption()
    /// Ends it without.
    public let abandonment = Interruption()
    private let idleTime: Nanoseconds?
    /// What else wakes whoever waits for packets; below 0 it is passed over.
    private var companion: Int32 = -1
    private let longestPacket: Int
    private let losses: @Sendable (_ message: String) -> Void
    private var stages: [Stage]
    /// Packets that were taken from each ring.
    private var taken: [Int]
    private var filter: CaptureFilter?
    private let packets: UnsafeMutablePointer<cpk_taken>
    /// Whose turn is first, so that a busy interface does not keep out the others.
    private var first = 0
    private var packetCount = 0
    private var firstTime: Int64?
    private var interfaces: [PcapNGInterface]
    /// The numbers of interfaces that were met on "any".
    private var numbers: [UInt32: UInt32] = [:]
    private var lastNumber: (index: UInt32, number: UInt32)?
    /// Interfaces that went down or away.
    public private(set) var lostCount = 0
    /// Whether each packet so far was stamped by the network card.
    public private(set) var hasHardwareStamps = true

    /// - Parameter losses: called, on any thread, with words for an interface that goes away.
    /// - Throws: `forbidden` where the right to capture is missing.
    public static func open(
        _ options: LiveOptions, losses: @escaping @Sendable (_ message: String) -> Void
    ) throws(LinkError) -> LiveSource {
        var sockets: [LiveSocket] = []
        var interfaces: [PcapNGInterface] = []
        let addresses = InterfaceAddress.all()
        for name in options.interfaces {
            let network = name == "any" ? nil : try NetworkInterface(named: name)
            let interface = network.map(LiveInterface.init) ?? .any
            let program =
                try options.filter.map { (text) throws(LinkError) in
                    try PacketFilter(compiling: text, linkType: interface.linkType)
                } ?? .everything
            let loopback: LiveFilter.Loopback =
                network.map { $0.isLoopback ? .only : .none }
                ?? (try? NetworkInterface(named: "lo")).map { .index($0.index) } ?? .none
            let filter = LiveFilter(
                program, isCooked: interface.isCooked, loopback: loopback, snapLength: UInt32(options.snapLength))
            sockets.append(try LiveSocket(interface, options, filter))
            interfaces.append(PcapNGInterface(interface, network, addresses, options))
        }
        return LiveSource(sockets, interfaces, options, losses)
    }

    private init(
        _ sockets: [LiveSocket], _ interfaces: [PcapNGInterface], _ options: LiveOptions,
        _ losses: @escaping @Sendable (_ message: String) -> Void
    ) {
        self.sockets = sockets
        self.interfaces = interfaces
        self.losses = losses
        idleTime = options.idleTime
        longestPacket = options.snapLength + 64
        stages = sockets.map { _ in .open }
        taken = sockets.map { _ in 0 }
        // Made only where the kernel can't tell: it needs libpcap.
        if sockets.contains(where: { $0.doubt != .none }) { filter = options.filter.flatMap { try? CaptureFilter($0) } }
        unsafe packets = .allocate(capacity: Self.capacity)
        unsafe packets.initialize(repeating: cpk_taken(), count: Self.capacity)
    }

    deinit { unsafe packets.deallocate() }

    /// Makes a batch one without packets, whose interfaces are known.
    public func prepare(_ batch: inout PacketBatch) {
        batch.removeAll()
        batch.firstNumber = packetCount + 1
        batch.firstTime = firstTime
        (batch.interfaces, batch.firstInterface, batch.tellsInterfaces) = (interfaces, 0, true)
    }

    /// From here on a change that `watch` has to tell ends a wait for packets too. It has to outlive the source.
    public mutating func listen(beside watch: borrowing NetworkWatch) { companion = watch.descriptor }

    /// The next packets, for which it waits; none where it was idle for long, or something else has come. False at the
    /// end.
    public mutating func fill(_ batch: inout PacketBatch) -> Bool {
        prepare(&batch)
        while !abandonment.isInterrupted {
            // What the filter has turned down is of no use. A packet of any length fits into an empty batch.
            batch.removeAll()
            batch.reserve(longestPacket)
            if end.isInterrupted { endAll() }
            take(&batch)
            if !batch.isEmpty {
                packetCount += batch.records.count
                if firstTime == nil { firstTime = batch.records.first?.time }
                (batch.interfaces, batch.firstTime) = (interfaces, firstTime)
                return true
            }
            if closeEmpty() { return false }
            if !wait() { return true }
        }
        return false
    }

    // MARK: Taking

    private mutating func take(_ batch: inout PacketBatch) {
        var sources = 0
        for turn in sockets.indices {
            let place = (first + turn) % sockets.count
            if case .closed = stages[place] { continue }
            let room = Self.capacity - batch.records.count
            guard room > 0, batch.room >= longestPacket else { break }
            if take(&batch, from: place, room) > 0 { sources += 1 }
        }
        first = (first + 1) % sockets.count
        if sources > 1 { batch.records.sort { $0.time < $1.time } }
    }

    private mutating func take(_ batch: inout PacketBatch, from place: Int, _ room: Int) -> Int {
        let socket = sockets[place]
        let start = batch.count
        let count = unsafe socket.take(&batch, packets, capacity: room)
        taken[place] += count
        for index in 0..<count {
            let packet = unsafe packets[index]
            let record = CaptureRecord(
                live: packet.time_ns, at: start + Int(packet.offset), captured: packet.captured,
                original: packet.original, interface: number(packet.interface_index, of: place),
                flags: Self.flags(packet.type), linkType: socket.linkType)
            if socket.doubt != .none, packet.tagged || socket.doubt == .all,
                filter?.matches(
                    batch.bytes(of: record), originalLength: record.originalLength, linkType: socket.linkType) == false
            {
                socket.reject()
                continue
            }
            hasHardwareStamps = hasHardwareStamps && packet.hardware_stamp
            batch.records.append(record)
        }
        return count
    }

    /// epb_flags: which way the packet went, and how it was addressed.
    private static func flags(_ type: UInt8) -> UInt32 {
        switch Int(type) {
        case CPK_TAKEN_HOST: 1 | 1 << 2
        case CPK_TAKEN_MULTICAST: 1 | 2 << 2
        case CPK_TAKEN_BROADCAST: 1 | 3 << 2
        case CPK_TAKEN_OTHER_HOST: 1 | 4 << 2
        case CPK_TAKEN_OUTGOING: 2
        default: 0
        }
    }

    /// The number of a packet's interface; one that is met on "any" for the first time gets the next.
    private mutating func number(_ index: UInt32, of place: Int) -> UInt32 {
        guard sockets[place].index == 0 else { return UInt32(place) }
        if let lastNumber, lastNumber.index == index { return lastNumber.number }
        let number = numbers[index] ?? UInt32(interfaces.count)
        if numbers[index] == nil {
            numbers[index] = number
            let network = try? NetworkInterface(index: index)
            var interface = interfaces[place]
            interface.name = network?.name ?? "interface \(index)"
            interface.macAddress = network?.mac
            interfaces.append(interface)
        }
        lastNumber = (index, number)
        return number
    }

    // MARK: Waiting

    /// Waits for packets; false where there were none for long, or something else has come.
    private mutating func wait() -> Bool {
        var entries: [pollfd] = []
        var isEnding = false
        for place in sockets.indices {
            switch stages[place] {
            case .open: entries.append(pollfd(fd: sockets[place].descriptor, events: Int16(POLLIN), revents: 0))
            // A descriptor below 0 is passed over.
            case .ending, .closed: entries.append(pollfd(fd: -1, events: 0, revents: 0))
            }
            if case .ending = stages[place] { isEnding = true }
        }
        entries.append(pollfd(fd: abandonment.descriptor, events: Int16(POLLIN), revents: 0))
        entries.append(pollfd(fd: end.isInterrupted ? -1 : end.descriptor, events: Int16(POLLIN), revents: 0))
        entries.append(pollfd(fd: companion, events: Int16(POLLIN), revents: 0))
        let timeout = isEnding ? 2 : idleTime.map { Int32(clamping: $0 / .millisecond) } ?? -1
        let count = unsafe poll(&entries, nfds_t(entries.count), timeout)
        for place in sockets.indices where entries[place].revents & Int16(POLLERR) != 0 { lose(place) }
        return (count != 0 && entries[entries.count - 1].revents == 0) || isEnding
    }

    /// An interface went down or away: what came before is still taken.
    private mutating func lose(_ place: Int) {
        guard sockets[place].hasFailed else { return }
        let name = sockets[place].name
        let isThere = (try? NetworkInterface(index: sockets[place].index)) != nil
        losses(isThere ? "\(name) went down" : "\(name) is gone")
        lostCount += 1
        end(place)
    }

    private mutating func end(_ place: Int) {
        sockets[place].close()
        stages[place] = .ending(until: SystemClock.now() + Self.longestEnd)
    }

    private mutating func endAll() {
        for place in sockets.indices {
            if case .open = stages[place] { end(place) }
        }
    }

    /// Closes sockets from which all was taken that the kernel counted; true where no other is left.
    private mutating func closeEmpty() -> Bool {
        var isEnd = true
        for place in sockets.indices {
            guard case .ending(let deadline) = stages[place] else {
                if case .open = stages[place] { isEnd = false }
                continue
            }
            let counts = sockets[place].count()
            let rest = counts.received + sockets[place].rejectedCount - counts.droppedByKernel - taken[place]
            if rest <= 0 || SystemClock.now() >= deadline { stages[place] = .closed } else { isEnd = false }
        }
        return isEnd
    }
}

extension PcapNGInterface {
    /// What a capture tells of an interface; `network` is nil for all of them.
    fileprivate init(
        _ interface: LiveInterface, _ network: NetworkInterface?, _ addresses: [InterfaceAddress],
        _ options: LiveOptions
    ) {
        self.init(linkType: interface.linkType, snapLength: UInt32(options.snapLength), name: interface.name)
        filter = options.filter
        macAddress = network?.mac
        guard let network else { return }
        self.addresses = addresses.filter { $0.interfaceIndex == network.index }
            .map { PcapNGInterface.Address(address: $0.address, prefixLength: $0.prefixLength) }
    }
}
