import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `decode`: reads batches, has them told by several workers, and puts out what they told in order.
struct DecodeRun {
    private let command: DecodeCommand
    private let choice: PacketChoice

    init(_ command: DecodeCommand) throws {
        self.command = command
        choice = try command.selection.choice()
    }

    func perform() throws -> ExitCode {
        if command.paths.contains("-"), StandardInput.isTerminal {
            warn("reading from the terminal: paste a hex dump, and end it with Ctrl-D")
        }
        if let path = command.write { return copy(to: path) }
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

    private var source: PacketSource { PacketSource(paths: command.paths, hexLinkType: command.linkType) }

    /// Times since the packet before need one worker, who sees all of them.
    private var threadCount: Int { command.report.times == 3 ? 1 : 2 }

    private func tell<Report: PacketReport & ~Copyable>(
        _ header: [UInt8] = [], as makeReport: () -> Report
    ) -> ExitCode {
        var source = source
        let limit = command.selection.count
        var output = PacketOutput(limit: limit, CaptureRemarks(source.names))
        guard header.isEmpty || StandardStream.output.write(header) else { return ExitStatus.success }
        let status = untilEnd { () throws(DecodeFailure) in
            try OrderedWork.run(
                threads: threadCount, source: &source, sink: &output,
                makeWorker: { PacketWorker(choice, makeReport(), isLimited: limit != nil) },
                claim: { (source, worker) throws(DecodeFailure) in try DecodeFailure.fill(&worker.batch, &source) },
                work: { $0.tell() },
                emit: { (output, worker) throws(DecodeFailure) in
                    output.remarks.look(at: worker.batch)
                    return output.write(&worker.teller)
                },
                whenStopped: { [interruption = source.interruption] in interruption.interrupt() })
        }
        return finish(output.remarks, status)
    }

    /// Says what was lost, and finds a damaged input wanting.
    private func finish(_ remarks: CaptureRemarks, _ status: ExitCode) -> ExitCode {
        remarks.finish()
        return remarks.hasDamage && status == ExitStatus.success ? ExitStatus.noAnswer : status
    }

    /// `--write`: the chosen packets as a capture.
    private func copy(to path: String) -> ExitCode {
        do {
            let format: PacketWriter.Format = path.hasSuffix(".pcap") ? .pcap(nanoseconds: false) : .pcapng
            var source = source
            let writer = try PacketWriter.create(path, as: format)
            var output = CopyOutput(writer, limit: command.selection.count, CaptureRemarks(source.names))
            let status = untilEnd { () throws(DecodeFailure) in
                try OrderedWork.run(
                    threads: 2, source: &source, sink: &output, makeWorker: { CopyWorker(choice) },
                    claim: { (source, worker) throws(DecodeFailure) in
                        try DecodeFailure.fill(&worker.batch, &source)
                    },
                    work: { $0.choose() },
                    emit: { (output, worker) throws(DecodeFailure) in
                        output.remarks.look(at: worker.batch)
                        return try DecodeFailure.write(worker.picks.indices, of: worker.batch, &output)
                    },
                    whenStopped: { [interruption = source.interruption] in interruption.interrupt() })
            }
            try output.finish()
            return finish(output.remarks, status)
        } catch {
            return couldNotAsk(error.message)
        }
    }

    /// Goes on with the next input where one can't be read, and says why.
    private func untilEnd(_ run: () throws(DecodeFailure) -> Void) -> ExitCode {
        var status = ExitStatus.success
        while true {
            do throws(DecodeFailure) {
                try run()
                return status
            } catch {
                switch error {
                case .output(let error): return couldNotAsk(error.message)
                case .input(let error):
                    warn(error.description)
                    let isWorse = !error.isDamage || status == ExitStatus.couldNotAsk
                    status = isWorse ? ExitStatus.couldNotAsk : ExitStatus.noAnswer
                }
            }
        }
    }
}

/// Why work on batches ended: on the way in, or on the way out.
enum DecodeFailure: Error {
    case input(PacketSourceError)
    case output(LinkError)

    static func fill(_ batch: inout PacketBatch, _ source: inout PacketSource) throws(DecodeFailure) -> Bool {
        do throws(PacketSourceError) { return try source.fill(&batch) } catch { throw .input(error) }
    }

    static func write(
        _ chosen: [Int], of batch: borrowing PacketBatch, _ output: inout CopyOutput
    ) throws(DecodeFailure) -> Bool {
        do throws(LinkError) { return try output.write(chosen, of: batch) } catch { throw .output(error) }
    }
}

extension PacketSourceError {
    /// Whether the input was read, up to a place where it makes no sense.
    fileprivate var isDamage: Bool {
        switch reason {
        case .damaged, .badCompression: true
        case .system, .unknownFormat, .unknownCompression, .notHex: false
        }
    }
}
