import Probes
import Reports
import Wire

/// What is said on a link, given to those who ask, scan and watch; and files of stations.
enum NeighborEngineTarget {
    private static let own = MACAddress(rawValue: 0x02_00_00_00_00_01)
    private static let target = IPAddress.v4(IPv4Address(rawValue: 0x0A00_0002))
    private static let source = IPAddress.v4(IPv4Address(rawValue: 0x0A00_0001))

    /// Frames of the input, each behind its length, which is one byte.
    static func run(_ bytes: Span<UInt8>) {
        stations(bytes)
        let probe = NeighborProbe(frameSource: own, source: source)
        var ask = NeighborAsk(NeighborAskPlan(target: target, probe: probe), random: Fixed())
        var plan = NeighborScanPlan(targets: ScanTargets([(target, .v4(IPv4Address(rawValue: 0x0A00_00FF)))]))
        (plan.probe4, plan.gap) = (probe, 0)
        let call = LinkScan(LinkScanPlan(probe: probe, sources: [.loopback]), identifier: 7)
        var scan = WholeScan(scan: NeighborScan(plan), call: call)
        var watch = LinkWatch(stationLimit: 64)
        var link = WatchedLink("eth0", mac: own)
        link.addresses = [source]
        link.gateways = [target]
        link.subnets = [AddressBlock(source, prefixLength: 24)].compactMap { $0 }
        watch.update([link], ownMACs: [own])
        var place = 0
        var now: Int64 = 0
        while place < bytes.count {
            let length = min(Int(bytes[place]), bytes.count - place - 1)
            let frame = bytes.extracting(place + 1..<place + 1 + length)
            place += 1 + length
            now += 1_000_000
            _ = ask.next(at: Instant(nanoseconds: now))
            for _ in 0..<4 { _ = scan.next(at: Instant(nanoseconds: now)) }
            give(frame, &ask, &scan, at: now)
            if let sighting = LinkSighting(frame: frame, on: "eth0", time: now) {
                tell(watch.see(sighting))
                check(watch.stationCount <= 64 + LinkWatch.gatewayRoom, "no more stations than asked for")
            }
        }
        check(readAgain(watch.records()) == watch.records(), "stations are read as written")
        check(ask.claimants.count <= 64 && scan.answered <= 1 << 16, "what is remembered is bounded")
    }

    private static func give(_ frame: Span<UInt8>, _ ask: inout NeighborAsk, _ scan: inout WholeScan, at now: Int64) {
        for direction in [LinkPacket.Direction.sent, .received] {
            let offset = min(14, frame.count)
            var packet = LinkPacket(frame.extracting(droppingFirst: offset), .network)
            packet.linkHeader = frame.extracting(first: offset)
            packet.direction = direction
            packet.stamps = PacketStamps(kernel: now)
            _ = ask.receive(packet, at: Instant(nanoseconds: now))
            _ = scan.receive(packet, at: Instant(nanoseconds: now))
        }
    }

    /// A file of stations is read in part or not at all, and what was read is written so that it is read again.
    private static func stations(_ bytes: Span<UInt8>) {
        var records: [StationRecord] = []
        use(StationFile.read([UInt8](copying: bytes)) { records.append($0) })
        check(readAgain(records) == records, "stations are read as written")
    }

    private static func readAgain(_ records: [StationRecord]) -> [StationRecord] {
        var written: [UInt8] = []
        for record in records { StationFile.write(record, to: &written) }
        var again: [StationRecord] = []
        use(StationFile.read(written) { again.append($0) })
        return again
    }

    private static func tell(_ events: [LinkEvent]) {
        let report = WatchReport(vendor: { _ in nil }, name: { _ in nil })
        for event in events {
            for form in [WatchReport.text, WatchReport.json, WatchReport.csv] {
                var line: [UInt8] = []
                form(report)(event, &line)
                check(line.count { $0 < 0x20 } <= 2 && line.last == 0x0A, "an event is a line")
            }
        }
    }

    private struct Fixed: RandomNumberGenerator, Sendable {
        func next() -> UInt64 { 0 }
    }
}
