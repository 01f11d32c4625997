import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Tells something of lines of text, a batch at a time.
protocol LineTeller: ~Copyable, SendableMetatype {
    /// What was told of the last batch.
    var text: TextBuffer { get set }
    /// What is wrong with lines of it.
    var complaints: [String] { get set }
    /// How many lines were chosen.
    var chosenCount: Int { get set }
    /// Whether what was told is all that is to be told.
    var isDone: Bool { get }

    mutating func tell(_ batch: borrowing LineBatch)
}

/// One worker: a batch at a time, and what is told of it.
struct LineWorker<Teller: LineTeller & ~Copyable>: ~Copyable {
    var batch = LineBatch()
    var teller: Teller

    init(_ teller: consuming Teller) { self.teller = teller }

    mutating func tell() {
        teller.text.removeAll()
        teller.complaints.removeAll(keepingCapacity: true)
        teller.chosenCount = 0
        teller.tell(batch)
    }
}

/// Where it goes, and what came of it.
struct LineOutput: ~Copyable {
    /// Lines that were chosen, of each input.
    private(set) var counts: [Int]
    private(set) var hasComplaints = false
    private var failure: ExitCode?

    init(inputCount: Int) { counts = [Int](repeating: 0, count: inputCount) }

    mutating func write<Teller: LineTeller & ~Copyable>(_ worker: inout LineWorker<Teller>) -> Bool {
        counts[worker.batch.input] += worker.teller.chosenCount
        for complaint in worker.teller.complaints { warn(complaint) }
        if !worker.teller.complaints.isEmpty { hasComplaints = true }
        let isOpen = worker.teller.text.isEmpty || worker.teller.text.withBytes { write($0) }
        return isOpen && !worker.teller.isDone
    }

    mutating func write(_ bytes: Span<UInt8>) -> Bool {
        switch StandardStream.output.attempt(bytes) {
        case .written: return true
        case .readerGone: return false
        case .failed(let error):
            failure = couldNotAsk(error.message)
            return false
        }
    }

    func status(_ status: ExitCode) -> ExitCode { failure ?? status }
}

/// Reads lines, has them told by one worker or two, and puts out what they told in order.
enum LineRun {
    /// - Returns: whether all inputs could be read.
    static func perform<Teller: LineTeller & ~Copyable>(
        _ source: inout LineSource, _ output: inout LineOutput, threads: Int, _ makeTeller: () -> Teller
    ) -> Bool {
        var isComplete = true
        while true {
            do throws(PacketSourceError) {
                try OrderedWork.run(
                    threads: threads, source: &source, sink: &output,
                    makeWorker: { LineWorker(makeTeller()) },
                    claim: { (source, worker) throws(PacketSourceError) in try source.fill(&worker.batch) },
                    work: { $0.tell() },
                    emit: { (output, worker) throws(PacketSourceError) in output.write(&worker) },
                    whenStopped: { [interruption = source.interruption] in interruption.interrupt() })
                return isComplete
            } catch {
                warn(error.description)
                isComplete = false
            }
        }
    }
}
