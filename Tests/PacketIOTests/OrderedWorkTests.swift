import Foundation
import Synchronization
import TestSupport
import Testing

@testable import PacketIO

@Suite struct OrderedWorkTests {
    struct Failure: Error, Equatable { let number: Int }

    /// Numbers to work on.
    struct Source {
        var next = 0
        var count: Int
        var failsAt = Int.max
    }

    struct Worker: ~Copyable {
        var number = -1
        var result = -1
    }

    struct Sink {
        var results: [Int] = []
        var stopsAfter = Int.max
        var failsAt = Int.max
    }

    private func run(_ source: inout Source, _ sink: inout Sink, threads: Int) throws(Failure) {
        try OrderedWork.run(
            threads: threads, source: &source, sink: &sink, makeWorker: { Worker() },
            claim: { (source: inout Source, worker: inout Worker) throws(Failure) -> Bool in
                guard source.next != source.failsAt else { throw Failure(number: source.next) }
                guard source.next < source.count else { return false }
                worker.number = source.next
                source.next += 1
                return true
            },
            work: { worker in
                // Uneven work, so that results would come out of order.
                var random = SeededGenerator(seed: UInt64(worker.number))
                var sum: UInt64 = 0
                for _ in 0..<(worker.number % 7 * 500) { sum &+= random.next() }
                worker.result = sum == 1 ? 0 : worker.number * 2
            },
            emit: { (sink: inout Sink, worker: inout Worker) throws(Failure) -> Bool in
                guard worker.number != sink.failsAt else { throw Failure(number: -worker.number) }
                sink.results.append(worker.result)
                return sink.results.count < sink.stopsAfter
            })
    }

    @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 3, 1000]) func `results come out in order`(threads: Int, count: Int) throws
    {
        var (source, sink) = (Source(count: count), Sink())
        try run(&source, &sink, threads: threads)
        #expect(sink.results == (0..<count).map { $0 * 2 })
    }

    @Test(arguments: [1, 2, 5], [0, 1, 2, 500]) func `what came before an error comes out before it`(
        threads: Int, place: Int
    ) {
        var (source, sink) = (Source(count: 1000, failsAt: place), Sink())
        let error = #expect(throws: Failure.self) { try run(&source, &sink, threads: threads) }
        #expect(error == Failure(number: place) && sink.results == (0..<place).map { $0 * 2 })
    }

    @Test(arguments: [1, 2, 5], [1, 2, 500]) func `stops when there is enough`(threads: Int, count: Int) throws {
        var (source, sink) = (Source(count: .max), Sink(stopsAfter: count))
        try run(&source, &sink, threads: threads)
        #expect(sink.results == (0..<count).map { $0 * 2 } && source.next <= count + threads)
    }

    @Test(arguments: [1, 2, 5]) func `an error of the output ends the work`(threads: Int) {
        var (source, sink) = (Source(count: .max), Sink(failsAt: 300))
        let error = #expect(throws: Failure.self) { try run(&source, &sink, threads: threads) }
        #expect(error == Failure(number: -300) && sink.results.count == 300)
    }

    @Test func `short work needs no second thread`() throws {
        final class Threads: Sendable {
            let all = Mutex<Set<UInt>>([])
        }
        let threads = Threads()
        var (source, sink) = (Source(count: 1), Sink())
        try OrderedWork.run(
            threads: 4, source: &source, sink: &sink, makeWorker: { Worker() },
            claim: { (source: inout Source, worker: inout Worker) throws(Failure) -> Bool in
                source.count -= 1
                return source.count >= 0
            },
            work: { _ in threads.all.withLock { _ = $0.insert(UInt(pthread_self())) } },
            emit: { (_: inout Sink, _: inout Worker) throws(Failure) -> Bool in true })
        #expect(threads.all.withLock(\.self) == [UInt(pthread_self())])
    }
}
