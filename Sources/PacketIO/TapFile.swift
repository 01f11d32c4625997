import Probes
import Wire

/// A file of dnstap, from its beginning to its end.
@safe public struct TapFile: ~Copyable {
    private static let roomByteCount = 1 << 17

    private let name: String
    private var input: ByteInput
    private var bytes: [UInt8] = []
    private var place = 0
    /// What of the file was passed before the first of `bytes`.
    private var passedCount = 0
    private var reader = FrameStream.Reader()
    private var room = [UInt8](repeating: 0, count: Self.roomByteCount)

    /// Opens a file, which may be compressed, or standard input for "-".
    public init(_ path: String) throws(PacketSourceError) {
        name = path == "-" ? "standard input" : path
        input = try ByteInput.open(path, named: name, Interruption())
    }

    /// The next message; nil behind the last one.
    ///
    /// - Throws: why there is none more to be had.
    public mutating func next() throws(PacketSourceError) -> TappedMessage? {
        while true {
            switch try step() {
            case .frame(let frame):
                do throws(WireError) {
                    return try TappedMessage(parsing: bytes.span.extracting(frame))
                } catch {
                    throw damage(error.offset(by: frame.lowerBound))
                }
            case .end: return nil
            case .needs(let count):
                if try more() { continue }
                let left = bytes.count - place
                if left == 0, reader.mayEnd { return nil }
                throw damage(WireError("Frame Streams", .truncated(needed: count, available: left), at: place))
            }
        }
    }

    private func damage(_ error: WireError) -> PacketSourceError {
        PacketSourceError(input: name, reason: .damaged(error.offset(by: passedCount)))
    }

    private mutating func step() throws(PacketSourceError) -> FrameStream.Reader.Step {
        var (reader, place) = (reader, place)
        do throws(WireError) {
            let step = try reader.step(bytes.span, at: &place)
            (self.reader, self.place) = (reader, place)
            return step
        } catch {
            throw damage(error)
        }
    }

    /// Reads on; false at the end.
    private mutating func more() throws(PacketSourceError) -> Bool {
        bytes.removeFirst(place)
        passedCount += place
        place = 0
        let count = try readOnce()
        bytes += room[..<count]
        return count > 0
    }

    private mutating func readOnce() throws(PacketSourceError) -> Int {
        do {
            return try unsafe room.withUnsafeMutableBufferPointer { (buffer) throws(PacketSourceError) in
                unsafe try input.read(into: buffer)
            }
        } catch {
            throw error
        }
    }
}

/// A link whose messages are written down as dnstap, as they leave and as they come.
public struct TappedLink<Link: ResolveLink & ~Copyable>: ~Copyable, ResolveLink {
    private var link: Link
    private var file: RecordFile
    private let version: String

    /// Creates the file, or empties it.
    ///
    /// - Parameter version: of the program, which the file names.
    public init(_ link: consuming Link, to path: String, version: String) throws(LinkError) {
        file = try RecordFile.create(path)
        self.link = link
        self.version = version
        file.append(FrameStream.head)
    }

    public var now: Instant { link.now }

    public mutating func send(
        _ message: [UInt8], to server: DNSServer, over transport: DNSTransport
    ) throws(LinkError) {
        try link.send(message, to: server, over: transport)
        var tapped = TappedMessage(server, transport)
        tapped.queryTime = SystemClock.wallClock()
        tapped.query = message
        file.append(FrameStream.frame(tapped.serialized(version: version)))
    }

    public mutating func receive(until deadline: Instant) -> ResolveArrival? {
        let arrival = link.receive(until: deadline)
        if let arrival, case .message(let message) = arrival.content {
            var tapped = TappedMessage(arrival.server, arrival.transport)
            tapped.type = TappedMessage.toolResponse
            tapped.queryTime = arrival.time - arrival.roundTrip
            tapped.responseTime = arrival.time
            tapped.response = message
            file.append(FrameStream.frame(tapped.serialized(version: version)))
        }
        return arrival
    }

    /// Writes the rest; why not all could be written.
    public mutating func finish() -> LinkError? {
        file.append(FrameStream.tail)
        file.flush()
        return file.error
    }
}

extension TappedMessage {
    fileprivate init(_ server: DNSServer, _ transport: DNSTransport) {
        self.init()
        protocolNumber = transport.tapNumber
        responseAddress = server.endpoint.address
        responsePort = server.port
    }
}

extension DNSTransport {
    /// In dnstap.proto; plain HTTP and multicast have none, and are what carries them there.
    fileprivate var tapNumber: UInt64 {
        switch self {
        case .udp, .multicast: 1
        case .tcp, .http: 2
        case .tls: 3
        case .https: 4
        }
    }

    /// By its number in dnstap.proto; nil for ways that are not ours.
    public init?(tapNumber: UInt64) {
        switch tapNumber {
        case 1: self = .udp
        case 2: self = .tcp
        case 3: self = .tls
        case 4: self = .https
        default: return nil
        }
    }
}
