import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Runs an engine on a link, opened by what it needs, with every right given up before the first frame.
struct ARPLinks {
    let interface: NetworkInterface
    /// Whether so many frames are to leave that a ring pays.
    var isFast = false
    /// A file that is to have all frames.
    var recording: String?
    /// Who is shown all frames.
    var keeper: PacketKeeper?

    func run<Engine: NeighborEngine>(
        _ engine: inout Engine, tell: (Engine.Event, Engine) -> Bool, status: (Engine, Signal?) -> Void = { _, _ in }
    ) throws {
        do {
            if isFast {
                var options = LinkOptions()
                options.sendAhead = 4
                options.maximumByteCount = engine.byteCount
                let link = try FrameLink.open(options, path: .link(interfaceIndex: interface.index))
                try record(link, &engine, tell, status)
            } else {
                try record(try LinkSocket.open(interfaceIndex: interface.index), &engine, tell, status)
            }
        } catch let error as LinkError {
            throw error.kind == .forbidden && !Privilege.hasNetRaw ? lacksNetRaw("arp") : couldNotAsk(error.message)
        }
    }

    private func record<Engine: NeighborEngine, Link: PacketLink & ~Copyable>(
        _ link: consuming Link, _ engine: inout Engine, _ tell: (Engine.Event, Engine) -> Bool,
        _ status: (Engine, Signal?) -> Void
    ) throws {
        if let keeper {
            var link = WitnessedLink(link, seenBy: keeper)
            return run(over: &link, &engine, tell, status)
        }
        guard let recording else { return run(over: &link, &engine, tell, status) }
        let state = RecordingStatus()
        let file = try CaptureWriter.create(recording, status: state, linkType: .ethernet)
        var link = WitnessedLink(link, seenBy: file)
        run(over: &link, &engine, tell, status)
        link.settle()
        if let error = state.error { throw error }
    }

    private func run<Engine: NeighborEngine, Link: PacketLink & ~Copyable>(
        over link: inout Link, _ engine: inout Engine, _ tell: (Engine.Event, Engine) -> Bool,
        _ status: (Engine, Signal?) -> Void
    ) {
        Privilege.drop()
        NeighborSession.run(&engine, over: &link, clock: SystemClock.now, tell: tell, status: status)
    }
}

/// Tells what comes of asking neighbours, in the form that the options choose.
struct NeighborTeller<Context, Event, Totals> {
    let form: any NeighborForm<Context, Event, Totals>.Type
    let output = ResultOutput()

    func start(_ context: Context) { form.start(context, at: SystemClock.wallClock(), to: &output.bytes) }

    func tell(_ event: Event, _ context: Context) {
        form.event(event, context, at: SystemClock.wallClock(), to: &output.bytes)
    }

    func end(_ totals: Totals, _ context: Context) {
        form.summary(totals, context, at: SystemClock.wallClock(), to: &output.bytes)
        output.flush(always: true)
    }
}

/// Text on its way to standard output.
final class ResultOutput {
    var bytes: [UInt8] = []
    /// Whether somebody reads.
    private(set) var isHeard = true

    /// Text that may gather before it is written.
    private static let enough = 1 << 16

    /// Writes what has gathered, if it is enough, or anyway.
    @discardableResult
    func flush(always: Bool) -> Bool {
        guard !bytes.isEmpty, always || bytes.count > Self.enough else { return isHeard }
        if !StandardStream.output.write(bytes) { isHeard = false }
        bytes.removeAll(keepingCapacity: true)
        return isHeard
    }
}
