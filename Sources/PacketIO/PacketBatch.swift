import Glibc
import Wire

/// Some packets of a capture in a row, with their bytes: filled again and again, so that reading allocates nothing.
@safe public struct PacketBatch: ~Copyable {
    /// A note of the capture file, and the packet it stands before: an index of `records`, or their count.
    public struct PlacedNote: Hashable, Sendable {
        public let index: Int
        public let note: CaptureNote
    }

    private var memory: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// How many bytes are there.
    private(set) var count = 0

    public internal(set) var records: [CaptureRecord] = []
    public internal(set) var notes: [PlacedNote] = []
    /// The number of the first packet: 1 for the first of all that the source gives.
    public internal(set) var firstNumber = 1
    /// The time of the first packet of all that has one.
    public internal(set) var firstTime: Int64?
    /// The input that the packets are from: an index of the source's names.
    public internal(set) var input = 0
    var interfaces: [PcapNGInterface] = []
    var firstInterface = 0
    public internal(set) var hostNames = HostNames()
    /// Whether the source tells on which interface a packet was seen.
    public internal(set) var tellsInterfaces = false
    /// Where the numbers of the input's interfaces begin.
    public internal(set) var inputStart = 0
    /// How many interfaces the input has told of before these packets.
    public var interfaceCount: Int { firstInterface + interfaces.count - inputStart }

    /// - Parameter byteCount: what is read at once. A longer packet gets the room it needs.
    public init(byteCount: Int = 1 << 18) {
        capacity = byteCount
        unsafe memory = .allocate(capacity: byteCount)
        records.reserveCapacity(4096)
    }

    deinit { unsafe memory.deallocate() }

    /// All bytes of the batch; the places in its records count from their start.
    public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(Span(_unsafeStart: memory, count: count), borrowing: self) }
    }

    /// The bytes of a packet.
    @_lifetime(borrow self)
    public borrowing func bytes(of record: CaptureRecord) -> Span<UInt8> {
        let all = unsafe Span(_unsafeStart: memory, count: count)
        return unsafe _overrideLifetime(all.extracting(record.range), borrowing: self)
    }

    /// What the capture tells of a packet's interface.
    public func interface(of record: CaptureRecord) -> PcapNGInterface {
        interface(record.interface)
    }

    /// An interface by the number that notes have; nil where the source has not told of it.
    public func interface(_ number: UInt32) -> PcapNGInterface? {
        let place = Int(number) - firstInterface
        return interfaces.indices.contains(place) ? interfaces[place] : nil
    }

    /// An interface by the number that records have.
    func interface(_ number: Int) -> PcapNGInterface { interfaces[number - firstInterface] }

    public var isEmpty: Bool { records.isEmpty && notes.isEmpty }

    var room: Int { capacity - count }

    mutating func removeAll() {
        count = 0
        records.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
    }

    /// Makes room for `byteCount` bytes in all.
    mutating func reserve(_ byteCount: Int) {
        guard byteCount > capacity else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCount)
        unsafe larger.update(from: memory, count: count)
        unsafe memory.deallocate()
        unsafe memory = larger
        capacity = byteCount
    }

    /// Appends what `read` puts into the free room; it returns how many bytes.
    mutating func append<Failure: Error>(
        _ read: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        let free = unsafe UnsafeMutableBufferPointer(start: memory + count, count: capacity - count)
        let added = unsafe try read(free)
        count += added
        return added
    }

    /// Moves the bytes from `place` on to the start of an empty batch.
    mutating func moveTail(from place: Int, to other: inout PacketBatch) {
        let length = count - place
        other.removeAll()
        other.reserve(length)
        unsafe other.memory.update(from: memory + place, count: length)
        other.count = length
        count = place
    }
}
