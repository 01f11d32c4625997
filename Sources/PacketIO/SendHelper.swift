import CPacketIO
import Glibc
import Probes

/// A second processor that sends batches while this one makes more, and reads answers: on loopback and veth the answer
/// is made inside the send call, so that two send nearly twice as fast as one.
@safe final class SendHelper {
    /// Packets from which on it helps more than waking it costs.
    private static let worthHelping = 16

    private let worker: OpaquePointer
    /// For each socket, one of the same kind that only this helper uses.
    var twins: [(descriptor: Int32, twin: Int32)] = []
    /// What it was given: `count` batches from `first` on, in a ring, each to leave by its twin.
    private let batches: UnsafeMutablePointer<OutgoingBuffer>
    private var batchTwins: [Int32]
    private var first = 0
    private var count = 0
    /// Batches that may wait.
    private let depth: Int

    /// Nil on a machine with one processor, where it would only cost time. Its thread takes a while to start, and gives
    /// up all rights at once: so it is made before sockets are.
    ///
    /// - Parameter depth: batches that may wait. With one, this processor sends too; with more it has time for answers.
    init?(byteCount: Int, depth: Int) {
        guard depth > 0, cpk_processor_count() > 1, let worker = unsafe cpk_worker_start() else { return nil }
        unsafe self.worker = worker
        self.depth = min(depth, Int(CPK_WORKER_DEPTH))
        unsafe batches = .allocate(capacity: self.depth)
        for index in 0..<self.depth {
            unsafe (batches + index).initialize(to: OutgoingBuffer(byteCount: byteCount))
        }
        batchTwins = Array(repeating: -1, count: self.depth)
    }

    deinit {
        unsafe cpk_worker_stop(worker)
        unsafe batches.deinitialize(count: depth)
        unsafe batches.deallocate()
    }

    /// Whether it has something to send.
    var isBusy: Bool { count > 0 }

    /// Takes the batch and leaves an empty one, unless it has enough, or the batch is not worth it.
    func take(_ batch: inout OutgoingBuffer, failed: (UInt64, Int32, cpk_address) -> Void) -> Bool {
        guard batch.count >= Self.worthHelping, let descriptor = batch.onlyDescriptor,
            let twin = twins.first(where: { $0.descriptor == descriptor })?.twin
        else { return false }
        collect(failed: failed)
        guard count < depth else { return false }
        let place = (first + count) % depth
        unsafe swap(&batch, &batches[place])
        submit(place, by: twin)
        return true
    }

    /// Takes back what it has sent. What a socket had no room for is tried again.
    func collect(failed: (UInt64, Int32, cpk_address) -> Void) {
        for _ in 0..<count {
            let taken = unsafe cpk_worker_collect(worker, false)
            guard taken >= 0 else { return }
            let place = first
            unsafe batches[place].collect(Int(taken), failed: failed)
            first = (first + 1) % depth
            count -= 1
            guard unsafe !batches[place].isEmpty else { continue }
            let last = (first + count) % depth
            if last != place { unsafe swap(&batches[last], &batches[place]) }
            submit(last, by: batchTwins[place])
        }
    }

    private func submit(_ place: Int, by twin: Int32) {
        batchTwins[place] = twin
        unsafe batches[place].submit(to: worker, by: twin)
        count += 1
    }
}
