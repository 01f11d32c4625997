import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `decode`: reads batches, has them told by several workers, and puts out what they told in order.
struct DecodeRun {
    private let command: DecodeCommand
    private let work: PacketWork

    init(_ command: DecodeCommand) throws {
        self.command = command
        work = PacketWork(
            selection: try command.selection.selection(), filter: try command.selection.captureFilter(),
            limit: command.selection.count)
    }

    func perform() throws -> ExitCode {
        if let names = command.report.fieldNames {
            let selection = FieldSelection(names)
            var header: [UInt8] = []
            if command.report.header {
                FieldTable(selection, isCSV: command.format.csv).writeHeader(to: &header)
            }
            return tell(header) {
                FieldTable(selection, occurrence: command.report.occurrence, isCSV: command.format.csv)
            }
        }
        if command.format.json { return tell { PacketJSON() } }
        let options = command.report.lineOptions(isColored: command.format.usesColor)
        return tell { PacketLines(options) }
    }

    /// Times since the packet before need one worker, who sees all of them.
    private var threadCount: Int { command.report.times == 3 ? 1 : 2 }

    private func tell<Report: PacketReport & ~Copyable>(
        _ header: [UInt8] = [], as makeReport: () -> Report
    ) -> ExitCode {
        var source = PacketSource(paths: command.paths)
        var output = PacketOutput(limit: work.limit)
        guard header.isEmpty || output.write(header) else { return ExitStatus.success }
        var status = ExitStatus.success
        while true {
            do throws(PacketSourceError) {
                try OrderedWork.run(
                    threads: threadCount, source: &source, sink: &output,
                    makeWorker: { PacketWorker(work, makeReport()) },
                    claim: { (source, worker) throws(PacketSourceError) in try source.fill(&worker.batch) },
                    work: { $0.tell() },
                    emit: { (output, worker) throws(PacketSourceError) in
                        output.write(worker.teller.output, worker.teller.ends)
                    })
                return status
            } catch {
                warn(error.description)
                status =
                    error.isDamage && status != ExitStatus.couldNotAsk ? ExitStatus.noAnswer : ExitStatus.couldNotAsk
            }
        }
    }
}

extension PacketSelectionOptions {
    func captureFilter() throws -> CaptureFilter? {
        guard let filter else { return nil }
        do {
            return try CaptureFilter(filter)
        } catch {
            throw ValidationError(error.message)
        }
    }
}

extension PacketSourceError {
    /// Whether the input was read, up to a place where it makes no sense.
    var isDamage: Bool {
        switch reason {
        case .damaged, .badCompression: true
        case .system, .unknownFormat, .unknownCompression: false
        }
    }
}
