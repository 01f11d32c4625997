import CPacketIO
import Glibc
import Probes
import Synchronization
import Wire

/// What a capture has counted on one interface, from its start on.
public struct LiveCounts: Hashable, Sendable {
    /// Packets that passed the filter, those dropped later included.
    public var received = 0
    /// Packets that the kernel dropped because the ring was full.
    public var droppedByKernel = 0
    /// How often the ring was full.
    public var timesFull = 0

    public static func += (left: inout LiveCounts, right: LiveCounts) {
        left.received += right.received
        left.droppedByKernel += right.droppedByKernel
        left.timesFull += right.timesFull
    }
}

/// How many packets of a capture have been told or written so far.
public final class LiveTally: Sendable {
    private let number = Atomic<Int>(0)
    private let losses = Atomic<Int>(0)

    public init() {}

    public var captured: Int { number.load(ordering: .relaxed) }
    /// Packets that were taken from the kernel, and could be neither told nor written.
    public var dropped: Int { losses.load(ordering: .relaxed) }

    public func add(captured: Int, dropped: Int = 0) {
        number.add(captured, ordering: .relaxed)
        losses.add(dropped, ordering: .relaxed)
    }
}

/// A packet socket on one interface, or on all: the kernel's ring, and its counts, which any thread may ask for.
@safe public final class LiveSocket: Sendable {
    /// A block is handed over when it is this old: what a packet waits on a slow link.
    static let blockMilliseconds: UInt32 = 10
    /// A block holds a packet of any length.
    private static let largestBlock = 1 << 19
    private static let smallestBlock = 1 << 16

    /// The interface's name, or "any".
    public let name: String
    public let index: UInt32
    public let linkType: LinkType
    private nonisolated(unsafe) let ring: OpaquePointer
    private let counts = Mutex(LiveCounts())
    private let rejected = Atomic<Int>(0)
    /// What passes the kernel's filter and is to be looked at again.
    let doubt: LiveFilter.Doubt

    /// - Throws: `forbidden` where the right is missing, `unreachable` where the interface is down.
    init(_ interface: LiveInterface, _ options: LiveOptions, _ filter: LiveFilter) throws(LinkError) {
        (name, index, linkType, doubt) = (interface.name, interface.index, interface.linkType, filter.doubt)
        let (blockSize, blockCount) = Self.blocks(options.bufferByteCount)
        var error: Int32 = 0
        let ring = unsafe filter.instructions.withUnsafeBufferPointer { instructions in
            var request = unsafe cpk_live_options(
                interface_index: interface.index, cooked: interface.isCooked,
                promiscuous: options.isPromiscuous
                    && interface.index != 0, hardware_stamps: options.usesHardwareStamps,
                snap_length: UInt32(options.snapLength), block_size: UInt32(blockSize),
                block_count: UInt32(blockCount), block_milliseconds: Self.blockMilliseconds,
                filter: instructions.baseAddress, filter_length: UInt32(instructions.count))
            return unsafe cpk_live_open(&request, &error)
        }
        guard let ring = unsafe ring else { throw Self.failure(error, interface.name, options) }
        unsafe self.ring = ring
    }

    deinit { unsafe cpk_live_close(ring) }

    /// Whole blocks of a size that suits the whole, two at least.
    static func blocks(_ byteCount: Int) -> (size: Int, count: Int) {
        var size = largestBlock
        while size > smallestBlock, byteCount / size < 8 { size /= 2 }
        return (size, max(2, (byteCount + size - 1) / size))
    }

    private static func failure(_ code: Int32, _ name: String, _ options: LiveOptions) -> LinkError {
        switch -code {
        case ENETDOWN:
            return LinkError(.unreachable, "\(name) is down: ip link set \(name) up")
        case ENOMEM:
            return LinkError(.other, "\(name): there is no memory for a ring of \(options.bufferByteCount) bytes")
        case EOPNOTSUPP where options.usesHardwareStamps, ERANGE where options.usesHardwareStamps:
            return LinkError(.other, "\(name) has no clock to stamp all packets with")
        default: return LinkError(code: code, doing: name)
        }
    }

    var descriptor: Int32 { unsafe cpk_live_fd(ring) }

    /// Packets that the filter let through and that found room; of those, the ones passed over are known too.
    public func count() -> LiveCounts {
        counts.withLock { counts in
            var packets: UInt32 = 0
            var drops: UInt32 = 0
            var freezes: UInt32 = 0
            if unsafe cpk_live_statistics(ring, &packets, &drops, &freezes) == 0 {
                counts += LiveCounts(received: Int(packets), droppedByKernel: Int(drops), timesFull: Int(freezes))
            }
            var result = counts
            result.received -= rejected.load(ordering: .relaxed)
            return result
        }
    }

    /// Counts a packet out that the expression does not let pass after all.
    func reject() { rejected.add(1, ordering: .relaxed) }

    var rejectedCount: Int { rejected.load(ordering: .relaxed) }

    /// Nothing gets into the ring any more.
    func close() {
        var nothing = cpk_filter_instruction(code: 0x06, jump_true: 0, jump_false: 0, operand: 0)
        _ = unsafe cpk_live_filter(ring, &nothing, 1)
    }

    /// Whether the interface went down, or away.
    var hasFailed: Bool { unsafe cpk_live_error(ring) < 0 }

    /// Copies packets into a batch, as many as there are and fit. For one thread at a time.
    func take(
        _ batch: inout PacketBatch, _ packets: UnsafeMutablePointer<cpk_taken>, capacity: Int
    ) -> Int {
        var count: UInt32 = 0
        _ = unsafe batch.append { free in
            var used = 0
            guard let start = free.baseAddress else { return 0 }
            unsafe count = cpk_live_take(ring, start, free.count, packets, UInt32(capacity), &used)
            return used
        }
        return Int(count)
    }
}

/// An interface as a capture sees it.
struct LiveInterface: Hashable, Sendable {
    let name: String
    /// 0 stands for all.
    let index: UInt32
    let linkType: LinkType

    var isCooked: Bool { linkType == .linuxSLL2 }

    static let any = LiveInterface(name: "any", index: 0, linkType: .linuxSLL2)

    init(name: String, index: UInt32, linkType: LinkType) {
        (self.name, self.index, self.linkType) = (name, index, linkType)
    }

    init(_ interface: NetworkInterface) {
        self.init(name: interface.name, index: interface.index, linkType: interface.captureLinkType)
    }
}
