import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `arp watch`: opens the links, gives up every right, and tells what happens until the end.
struct ARPWatchRun {
    private let command: ARPWatchCommand

    init(_ command: ARPWatchCommand) { self.command = command }

    /// ARP, RARP and neighbour discovery, also behind other headers of IPv6, within up to two VLAN tags.
    private static let filter: String = {
        let messages = """
            arp or rarp or (ip6 and ((ip6[6] = 58 and ip6[40] >= 133 and ip6[40] <= 137) \
            or ip6[6] = 0 or ip6[6] = 43 or ip6[6] = 44 or ip6[6] = 60))
            """
        return "\(messages) or (vlan and (\(messages) or (vlan and (\(messages)))))"
    }()

    private static let snapLength = 2048
    private static let bufferByteCount = 4 << 20

    func perform() throws -> ExitCode {
        let signals = try attempt { () throws(LinkError) in try SignalWatch() }
        let links = try attempt { () throws(LinkError) in try WatchedLinks(command.interfaces) }
        var options = LiveOptions(interfaces: links.names)
        options.filter = Self.filter
        options.snapLength = Self.snapLength
        options.bufferByteCount = Self.bufferByteCount
        options.isPromiscuous = !command.isModest
        options.idleTime = ARPWatchLoop.patience
        let liveOptions = options
        let source = try attempt { () throws(LinkError) in try LiveSource.open(liveOptions) { warn($0) } }
        let changes = try attempt { () throws(LinkError) in
            try NetworkWatch([.links, .neighbors, .addresses, .routes])
        }
        var watch = LinkWatch()
        let memory = try openMemory(&watch)
        let recorder = try attempt { () throws(LinkError) in
            try command.write.map { path throws(LinkError) in try PacketWriter.create(path, as: .pcapng) }
        }
        Privilege.drop()
        announce(links.names)
        let end = source.end
        let deadline = command.deadline.map { SystemClock.now() + Nanoseconds($0) } ?? .distantFuture
        signals.start(until: deadline) { signal in
            switch signal {
            case .status, .resize: break
            // Asked a second time, it does not wait for a disk or a reader.
            case .finish where end.isInterrupted: ProcessExit.endAtOnce(status: ExitStatus.couldNotAsk.rawValue)
            case .finish, nil: end.interrupt()
            }
        }
        var loop = ARPWatchLoop(command, watch, links, changes, memory, recorder)
        return loop.run(source)
    }

    private func openMemory(_ watch: inout LinkWatch) throws -> StationMemory? {
        guard let path = command.state else { return nil }
        do throws(LinkError) {
            return try StationMemory.open(path, into: &watch)
        } catch {
            throw couldNotAsk(error.message)
        }
    }

    private func attempt<Result: ~Copyable>(_ open: () throws(LinkError) -> Result) throws -> Result {
        do throws(LinkError) {
            return try open()
        } catch {
            if error.kind == .forbidden && !Privilege.hasNetRaw { throw lacksNetRaw("arp watch") }
            throw couldNotAsk(error.message)
        }
    }

    /// Also how whoever waits knows that it has begun.
    private func announce(_ names: [String]) {
        var line: [UInt8] = []
        line.appendEscaped("watching \(names.joined(separator: ", "))")
        StandardStream.error.write(line + [UInt8(ascii: "\n")])
    }
}
