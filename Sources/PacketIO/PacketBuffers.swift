import CPacketIO
import Glibc
import Probes
import Wire

/// Room for packets on their way in, allocated once; pages that no packet touches cost nothing.
@safe struct IncomingBuffer: ~Copyable {
    let packets: UnsafeMutablePointer<cpk_incoming>
    let capacity: Int
    private let memory: UnsafeMutablePointer<UInt8>?
    private(set) var count = 0

    /// - Parameter byteCount: room for each packet; 0 where packets are read in place (rings).
    init(capacity: Int, byteCount: Int) {
        self.capacity = capacity
        unsafe packets = .allocate(capacity: capacity)
        unsafe packets.initialize(repeating: cpk_incoming(), count: capacity)
        unsafe memory = byteCount == 0 ? nil : .allocate(capacity: capacity * byteCount)
        if let memory = unsafe memory {
            for index in 0..<capacity {
                unsafe packets[index].data = memory + index * byteCount
                unsafe packets[index].capacity = UInt32(byteCount)
            }
        }
    }

    deinit {
        unsafe packets.deallocate()
        unsafe memory?.deallocate()
    }

    mutating func removeAll() { count = 0 }

    /// Reads what waits on a socket, or in its error queue, as far as there is room. A pending error of the socket
    /// itself says nothing about any packet, and is passed over.
    mutating func fill(from descriptor: Int32, errorQueue: Bool) {
        for _ in 0..<2 {
            let room = UInt32(capacity - count)
            let received = unsafe cpk_receive(descriptor, packets + count, room, errorQueue)
            if received >= 0 {
                count += Int(received)
                return
            }
        }
    }

    mutating func fill(from ring: OpaquePointer) {
        let received = unsafe cpk_ring_read(ring, packets + count, UInt32(capacity - count))
        count += Int(received)
    }

    /// The bytes of a packet that are there.
    @_lifetime(borrow self)
    borrowing func bytes(_ index: Int) -> Span<UInt8> {
        let present = unsafe min(Int(packets[index].details.length), Int(packets[index].capacity))
        let span = unsafe Span(_unsafeStart: packets[index].data, count: present)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    func details(_ index: Int) -> cpk_details { unsafe packets[index].details }
}

/// Packets on their way out, in the order in which they are to leave.
@safe struct OutgoingBuffer: ~Copyable {
    static let capacity = 64

    let packets: UnsafeMutablePointer<cpk_outgoing>
    private(set) var tokens: [UInt64] = []
    /// The descriptor that each leaves by.
    private(set) var descriptors: [Int32] = []
    private let memory: UnsafeMutablePointer<UInt8>
    private let byteCount: Int
    /// The first that has not left.
    private var first = 0

    init(byteCount: Int) {
        self.byteCount = byteCount
        unsafe packets = .allocate(capacity: Self.capacity)
        unsafe packets.initialize(repeating: cpk_outgoing(), count: Self.capacity)
        unsafe memory = .allocate(capacity: Self.capacity * byteCount)
        for index in 0..<Self.capacity { unsafe packets[index].data = memory + index * byteCount }
        tokens.reserveCapacity(Self.capacity)
        descriptors.reserveCapacity(Self.capacity)
    }

    deinit {
        unsafe packets.deallocate()
        unsafe memory.deallocate()
    }

    var isFull: Bool { tokens.count == Self.capacity }

    /// - Parameter ttl: of this packet alone; 0: the socket's.
    mutating func append(
        to destination: cpk_address, by descriptor: Int32, token: UInt64, ttl: UInt8 = 0,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        let index = tokens.count
        let room = unsafe UnsafeMutableBufferPointer(start: packets[index].data, count: byteCount)
        var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
        write(&output)
        unsafe packets[index].length = unsafe UInt32(output.finalize(for: room))
        unsafe packets[index].destination = destination
        unsafe packets[index].ttl = ttl
        tokens.append(token)
        descriptors.append(descriptor)
    }

    /// Sends what is queued, runs of one descriptor at a time. Returns whether all was taken.
    mutating func flush(failed: (UInt64, Int32, cpk_address) -> Void) -> Bool {
        while first < tokens.count {
            let descriptor = descriptors[first]
            var end = first + 1
            while end < tokens.count, descriptors[end] == descriptor { end += 1 }
            let taken = unsafe Int(cpk_send(descriptor, packets + first, UInt32(end - first)))
            report(first..<first + taken, failed)
            first += taken
            if first < end { return false }
        }
        removeAll()
        return true
    }

    /// The one socket that all that is queued leaves by; nil where there are several.
    var onlyDescriptor: Int32? {
        guard first < descriptors.count else { return nil }
        return descriptors[first...].allSatisfy { $0 == descriptors[first] } ? descriptors[first] : nil
    }

    /// Hands what is queued to another thread, to be sent by `descriptor`.
    func submit(to worker: OpaquePointer, by descriptor: Int32) {
        unsafe cpk_worker_submit(worker, descriptor, packets + first, UInt32(tokens.count - first))
    }

    /// What that thread did. What its socket had no room for stays queued.
    mutating func collect(_ taken: Int, failed: (UInt64, Int32, cpk_address) -> Void) {
        report(first..<first + taken, failed)
        first += taken
        if first == tokens.count { removeAll() }
    }

    /// By which the next packet is to leave.
    var nextDescriptor: Int32? { first < descriptors.count ? descriptors[first] : nil }

    /// Gives up what has not left.
    mutating func giveUp(failed: (UInt64, Int32, cpk_address) -> Void) {
        for index in first..<tokens.count { failed(tokens[index], -EAGAIN, unsafe packets[index].destination) }
        removeAll()
    }

    var count: Int { tokens.count - first }
    var isEmpty: Bool { tokens.isEmpty }

    private func report(_ sent: Range<Int>, _ failed: (UInt64, Int32, cpk_address) -> Void) {
        for index in sent {
            let error = unsafe packets[index].error
            if error != 0 { failed(tokens[index], error, unsafe packets[index].destination) }
        }
    }

    private mutating func removeAll() {
        tokens.removeAll(keepingCapacity: true)
        descriptors.removeAll(keepingCapacity: true)
        first = 0
    }
}
