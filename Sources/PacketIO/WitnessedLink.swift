import CPacketIO
import Glibc
import Probes
import Wire

/// Whoever is shown each packet that passes a link.
public protocol PacketWitness: ~Copyable {
    mutating func see(_ packet: borrowing LinkPacket)
    /// There is time, before the link waits.
    mutating func settle()
}

/// A link that shows a witness what another link sends and receives.
public struct WitnessedLink<Base: PacketLink & ~Copyable, Witness: PacketWitness & ~Copyable>: ~Copyable, PacketLink {
    private var base: Base
    private var witness: Witness

    public init(_ base: consuming Base, seenBy witness: consuming Witness) {
        self.base = base
        self.witness = witness
    }

    public mutating func openLane() throws(LinkError) -> UInt16 { try base.openLane() }

    public mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        base.send(to: destination, lane: lane, token: token, byteCount: byteCount, write)
    }

    public mutating func flush() -> Bool { base.flush() }
    public mutating func takeFailures() -> [(token: UInt64, error: LinkError)] { base.takeFailures() }

    public mutating func receive() -> Int {
        let count = base.receive()
        for index in 0..<count { witness.see(base.packet(index)) }
        return count
    }

    @_lifetime(borrow self)
    public borrowing func packet(_ index: Int) -> LinkPacket { base.packet(index) }

    /// Has the witness finish what it is at.
    public mutating func settle() { witness.settle() }

    public mutating func countOverruns() -> Int { base.countOverruns() }

    public mutating func wait(until deadline: Instant) -> Wake {
        witness.settle()
        return base.wait(until: deadline)
    }
}

/// Keeps the first packets that pass.
public final class PacketKeeper: PacketWitness {
    /// Enough for a question to a neighbour, a probe and its answer, on a busy link.
    private static let maximumCount = 256

    public private(set) var packets: [SeenPacket] = []

    public init() {}

    public func see(_ packet: borrowing LinkPacket) {
        if packets.count < Self.maximumCount { packets.append(SeenPacket(packet)) }
    }

    public func settle() {}
}

/// A pcapng file of IP packets, or of frames, being written.
///
/// Departures are recorded with the kernel's stamp when it comes back, byte for byte as they left. What a ping socket
/// receives comes without its IP header: that is rebuilt from what the kernel tells, and the packet's comment says so.
public struct CaptureWriter: ~Copyable, PacketWitness {
    private let status: RecordingStatus
    private let linkType: LinkType
    private var file: RecordFile

    /// Creates the file, or empties it.
    ///
    /// - Parameter linkType: `.raw` for IP packets, `.ethernet` for whole frames.
    public static func create(
        _ path: String, status: RecordingStatus, linkType: LinkType = .raw
    ) throws(LinkError) -> CaptureWriter {
        CaptureWriter(try RecordFile.create(path), status, linkType)
    }

    private init(_ file: consuming RecordFile, _ status: RecordingStatus, _ linkType: LinkType) {
        self.status = status
        self.linkType = linkType
        self.file = file
        append { PcapNGSectionHeader(application: "swiftnet").serialize(into: &$0) }
        append { PcapNGInterface(linkType: linkType, snapLength: 0).serialize(into: &$0) }
    }

    private mutating func append(_ serialize: (inout [UInt8]) -> Void) {
        var block: [UInt8] = []
        serialize(&block)
        file.append(block)
    }

    public mutating func see(_ packet: borrowing LinkPacket) {
        guard packet.error == nil else { return }
        let time = packet.stamps.kernel == 0 ? SystemClock.wallClock() : packet.stamps.kernel
        var entry = PcapNGEnhancedPacket(timestamp: time, originalLength: packet.wireLength)
        entry.direction = packet.direction == .sent ? .outbound : .inbound
        if linkType == .ethernet {
            let frame = packet.wholeFrame
            entry.originalLength = packet.wireLength + frame.count - packet.bytes.count
            append { entry.serialize(into: &$0, data: frame.span) }
        } else if case .network = packet.layer {
            let bytes = packet.bytes
            append { entry.serialize(into: &$0, data: bytes) }
        } else if let rebuilt = Self.rebuild(packet) {
            entry.originalLength = rebuilt.count
            entry.comment = "the IP header was rebuilt: the socket gives what follows it"
            append { entry.serialize(into: &$0, data: rebuilt.span) }
        }
    }

    /// The packet with an IP header from what the kernel told of it.
    private static func rebuild(_ packet: borrowing LinkPacket) -> [UInt8]? {
        guard case .transport(let number) = packet.layer, let source = packet.source,
            let destination = packet.destination
        else { return nil }
        let bytes = packet.bytes
        let ttl = packet.ttl ?? 0
        return [UInt8](capacity: bytes.count + IPv6Header.byteCount) { output in
            switch (source, destination) {
            case (.v4(let source), .v4(let destination)):
                var header = IPv4Header(protocolNumber: number, source: source, destination: destination)
                header.timeToLive = ttl
                header.serialize(into: &output, payloadLength: bytes.count)
            case (.v6(let source), .v6(let destination)):
                var header = IPv6Header(nextHeader: number, source: source, destination: destination)
                header.hopLimit = ttl
                header.serialize(into: &output, payloadLength: bytes.count)
            default: break
            }
            output.append(copying: bytes)
        }
    }

    /// Writes what has gathered. The first failure (a full disk) is kept in `status`; nothing is written after it.
    public mutating func settle() {
        file.flush()
        if status.error == nil, let error = file.error { status.error = error }
    }
}

/// Whether recording went well: outlives the link that records.
public final class RecordingStatus {
    public internal(set) var error: LinkError?

    public init() {}
}
