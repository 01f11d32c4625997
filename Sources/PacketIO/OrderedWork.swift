import CPacketIO
import Glibc
import Synchronization

/// Work on a row of batches by several threads, whose results come out in the order of the batches.
///
/// All workers do the same in turn: claim the next batch, which one does at a time; work on it, which all do at once;
/// and emit what came of it, one at a time and in order. So whoever reads and whoever writes need no thread of their
/// own, and memory is what each worker holds.
public enum OrderedWork {
    /// Room for a deep stack of layers, and little to reserve.
    private static let stackSize = 1 << 20

    /// Runs until nothing is left to claim, something fails, or `emit` has had enough.
    ///
    /// - Parameters:
    ///   - threads: how many workers; the calling thread is one. The others start when a second batch was claimed, so
    ///     that short work needs no thread.
    ///   - makeWorker: makes what one worker needs: a batch, room for its result. Called on the calling thread.
    ///   - claim: takes the next batch; false where there is none.
    ///   - emit: puts out a result; false to stop, whatever is still to come.
    ///   - whenStopped: called when there is nothing more to do but to wait for a `claim` that waits for input.
    /// - Throws: what `claim` or `emit` threw first, in the order of the batches; all before it has been emitted.
    public static func run<Source: ~Copyable, Worker: ~Copyable, Sink: ~Copyable, Failure: Error>(
        threads: Int, source: inout Source, sink: inout Sink, makeWorker: () -> Worker,
        claim: @escaping @Sendable (inout Source, inout Worker) throws(Failure) -> Bool,
        work: @escaping @Sendable (inout Worker) -> Void,
        emit: @escaping @Sendable (inout Sink, inout Worker) throws(Failure) -> Bool,
        whenStopped: @escaping @Sendable () -> Void = {}
    ) throws(Failure) {
        let failure: Failure? = unsafe withUnsafeMutablePointer(to: &source) { source in
            unsafe withUnsafeMutablePointer(to: &sink) { sink in
                let line = unsafe WorkLine<Source, Worker, Sink, Failure>(
                    source, sink, claim: claim, work: work, emit: emit, whenStopped: whenStopped)
                var workers: [WorkerThread] = []
                var own = makeWorker()
                line.run(&own) {
                    for _ in 1..<max(threads, 1) { start(makeWorker(), on: line, &workers) }
                }
                for worker in workers { worker.join() }
                return line.failure
            }
        }
        if let failure { throw failure }
    }

    private static func start<Source: ~Copyable, Worker: ~Copyable, Sink: ~Copyable, Failure: Error>(
        _ worker: consuming Worker, on line: WorkLine<Source, Worker, Sink, Failure>, _ threads: inout [WorkerThread]
    ) {
        let box = WorkerBox(worker)
        if let thread = WorkerThread(stackSize: stackSize, { line.run(&box.worker) {} }) { threads.append(thread) }
    }
}

private final class WorkerBox<Worker: ~Copyable> {
    var worker: Worker

    init(_ worker: consuming Worker) { self.worker = worker }
}

/// A thread to wait for.
@safe private final class WorkerThread {
    private let body: () -> Void
    private var thread: OpaquePointer?

    /// Nil where the system has no room for one: the others do its work then.
    init?(stackSize: Int, _ body: @escaping () -> Void) {
        self.body = body
        unsafe thread = nil
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe thread = cpk_thread_start(
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<WorkerThread>.fromOpaque(context).takeUnretainedValue().body()
            }, context, stackSize)
        guard unsafe thread != nil else { return nil }
    }

    func join() {
        if let thread = unsafe thread { unsafe cpk_thread_join(thread) }
        unsafe thread = nil
    }
}

/// A lock, and a way to wait for what it protects.
@safe private final class Gate {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe pthread_cond_destroy(condition)
        unsafe mutex.deallocate()
        unsafe condition.deallocate()
    }

    func lock() { unsafe pthread_mutex_lock(mutex) }
    func unlock() { unsafe pthread_mutex_unlock(mutex) }
    func wait() { unsafe pthread_cond_wait(condition, mutex) }
    func wakeAll() { unsafe pthread_cond_broadcast(condition) }
}

/// What the workers share. `claims` protects the source, `turns` the sink and the failure.
@safe private final class WorkLine<Source: ~Copyable, Worker: ~Copyable, Sink: ~Copyable, Failure: Error> {
    private let source: UnsafeMutablePointer<Source>
    private let sink: UnsafeMutablePointer<Sink>
    private let claim: @Sendable (inout Source, inout Worker) throws(Failure) -> Bool
    private let work: @Sendable (inout Worker) -> Void
    private let emit: @Sendable (inout Sink, inout Worker) throws(Failure) -> Bool
    private let whenStopped: @Sendable () -> Void

    private let claims = Gate()
    private var claimed = 0
    private var isExhausted = false
    private let turns = Gate()
    private var emitted = 0
    private(set) var failure: Failure?
    private let isStopped = Atomic<Bool>(false)

    init(
        _ source: UnsafeMutablePointer<Source>, _ sink: UnsafeMutablePointer<Sink>,
        claim: @escaping @Sendable (inout Source, inout Worker) throws(Failure) -> Bool,
        work: @escaping @Sendable (inout Worker) -> Void,
        emit: @escaping @Sendable (inout Sink, inout Worker) throws(Failure) -> Bool,
        whenStopped: @escaping @Sendable () -> Void
    ) {
        unsafe self.source = source
        unsafe self.sink = sink
        (self.claim, self.work, self.emit, self.whenStopped) = (claim, work, emit, whenStopped)
    }

    /// What was claimed: a batch with its number, or why there is none.
    private enum Claim {
        case batch(Int)
        case failure(Int, Failure)
        case nothing
    }

    /// One worker's life. `hasMore` is called when the first worker has claimed a second batch.
    func run(_ worker: inout Worker, hasMore: () -> Void) {
        while true {
            switch claimNext(&worker) {
            case .nothing: return
            case .batch(let number):
                if number == 1 { hasMore() }
                work(&worker)
                guard emitInTurn(number, &worker, nil) else { return }
            case .failure(let number, let failure):
                _ = emitInTurn(number, &worker, failure)
                return
            }
        }
    }

    private func claimNext(_ worker: inout Worker) -> Claim {
        claims.lock()
        defer { claims.unlock() }
        guard !isExhausted, !isStopped.load(ordering: .acquiring) else { return .nothing }
        defer { claimed += 1 }
        do throws(Failure) {
            if unsafe try claim(&source.pointee, &worker) { return .batch(claimed) }
            isExhausted = true
            return .nothing
        } catch {
            isExhausted = true
            return .failure(claimed, error)
        }
    }

    /// Waits for this batch's turn; false where work has stopped.
    private func emitInTurn(_ number: Int, _ worker: inout Worker, _ failure: Failure?) -> Bool {
        turns.lock()
        defer { turns.unlock() }
        while emitted != number, !isStopped.load(ordering: .relaxed) { turns.wait() }
        guard !isStopped.load(ordering: .relaxed) else { return false }
        var goesOn = false
        if let failure {
            self.failure = failure
        } else {
            do throws(Failure) {
                goesOn = unsafe try emit(&sink.pointee, &worker)
            } catch {
                self.failure = error
            }
        }
        emitted += 1
        turns.wakeAll()
        if !goesOn {
            isStopped.store(true, ordering: .releasing)
            whenStopped()
        }
        return goesOn
    }
}
