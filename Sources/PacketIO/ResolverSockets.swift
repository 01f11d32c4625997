import CPacketIO
import Glibc
import Probes
import Wire

/// DNS messages over UDP, TCP and what rests on it: a socket of its own for each server, by a port that the kernel
/// chose.
///
/// UDP sockets are connected, so that the kernel passes on what comes from the server alone. Round trips by UDP are
/// those of the kernel's stamps. What stands in a connection, a `MessageStream` knows; the socket stays here.
@safe public struct ResolverSockets: ~Copyable, ResolveLink {
    /// An IPv4 or IPv6 address to send from, and a port; 0 for any.
    public struct Source: Hashable, Sendable {
        public var address: IPAddress
        public var port: UInt16

        public init(_ address: IPAddress, port: UInt16 = 0) {
            self.address = address
            self.port = port
        }
    }

    /// Makes what turns messages into the bytes of a connection to a server, and back.
    public typealias StreamMaker = (DNSServer, DNSTransport) throws(LinkError) -> any MessageStream

    private struct Connection {
        let server: DNSServer
        let transport: DNSTransport
        let descriptor: Int32
        /// Stands before each datagram, or at the beginning of a stream.
        let proxyHeader: [UInt8]
        /// When the last datagram left, by the kernel's clock.
        var departure: Nanoseconds = 0
        /// When messages left, by ours and by their numbers.
        var departures: [UInt16: Nanoseconds] = [:]
        /// Nil by UDP.
        var stream: (any MessageStream)?
        /// Of a stream: what is still to be sent.
        var unsent: [UInt8] = []

        init(_ server: DNSServer, _ transport: DNSTransport, _ descriptor: Int32, _ stream: (any MessageStream)?) {
            self.server = server
            self.transport = transport
            self.descriptor = descriptor
            self.stream = stream
            proxyHeader = server.approach.proxy?.serialized(isStream: stream != nil) ?? []
            if stream != nil { unsent = proxyHeader }
        }

        var address: cpk_address {
            cpk_address(server.endpoint.address, port: server.port, scope: server.endpoint.scope)
        }

        /// What the stream has to send waits for room in the socket.
        mutating func takeOutput() {
            if let output = stream?.takeOutput(), !output.isEmpty { unsent += output }
        }

        mutating func noteDeparture(of message: [UInt8]) {
            guard message.count >= 2 else { return }
            departures[message.span.uint16(at: 0)] = SystemClock.wallClock()
        }

        /// Of a stream it is kept: more messages of a zone may come.
        mutating func takeDeparture(of answer: [UInt8]) -> Nanoseconds? {
            guard answer.count >= 2 else { return nil }
            let identifier = answer.span.uint16(at: 0)
            return transport != .udp ? departures[identifier] : departures.removeValue(forKey: identifier)
        }
    }

    private static let longestMessage = 65_535
    private static let longestFlush = Nanoseconds.second

    private let source: Source?
    private let stampsDepartures: Bool
    private let makeStream: StreamMaker
    private var connections: [Connection] = []
    private var waiting = ArrivalQueue()
    private var outgoing = OutgoingBuffer(byteCount: Self.longestMessage)
    private var incoming = IncomingBuffer(capacity: 64, byteCount: Self.longestMessage)
    private var stamps = IncomingBuffer(capacity: 8, byteCount: 64)
    /// Where streams are read to.
    private var room = [UInt8](repeating: 0, count: 1 << 16)

    /// - Parameters:
    ///   - stampsDepartures: whether the kernel is asked when each datagram left, which costs a call for each.
    ///   - makeStream: called for each connection; TCP alone can be spoken without one.
    public init(
        source: Source? = nil, stampsDepartures: Bool = true,
        makeStream: @escaping StreamMaker = { _, _ in FramedMessages() }
    ) {
        self.source = source
        self.stampsDepartures = stampsDepartures
        self.makeStream = makeStream
    }

    deinit {
        for connection in connections {
            if let last = connection.stream?.farewell(), !last.isEmpty {
                _ = unsafe cpk_stream_send(connection.descriptor, last, last.count)
            }
            close(connection.descriptor)
        }
    }

    public var now: Instant { SystemClock.now() }

    // MARK: Sending

    public mutating func send(
        _ message: [UInt8], to server: DNSServer, over transport: DNSTransport
    ) throws(LinkError) {
        let known = connections.firstIndex { $0.server == server && $0.transport == transport }
        let place = if let known { known } else { try open(server, transport) }
        connections[place].noteDeparture(of: message)
        guard transport == .udp else {
            connections[place].stream?.send(message)
            connections[place].takeOutput()
            return
        }
        if outgoing.isFull { flush() }
        let connection = connections[place]
        outgoing.append(to: connection.address, by: connection.descriptor, token: UInt64(connection.descriptor)) {
            output in
            for byte in connection.proxyHeader { output.append(byte) }
            for byte in message { output.append(byte) }
        }
    }

    /// Sends the datagrams that wait, and waits itself while a socket has no room; those that the system refuses, or
    /// has no room for in all that time, come back as failures.
    private mutating func flush() {
        var failures: [(descriptor: Int32, code: Int32)] = []
        let deadline = SystemClock.now() + Self.longestFlush
        while !outgoing.flush(failed: { token, code, _ in failures.append((Int32(token), code)) }) {
            guard let descriptor = outgoing.nextDescriptor, SystemClock.now() < deadline else {
                outgoing.giveUp { token, code, _ in failures.append((Int32(token), code)) }
                break
            }
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = unsafe poll(&entry, 1, 100)
        }
        for failure in failures {
            guard let connection = connections.first(where: { $0.descriptor == failure.descriptor }) else { continue }
            let error = LinkError(code: failure.code, doing: "")
            waiting.append(ResolveArrival(connection.server, .udp, .failure(error)))
        }
    }

    private mutating func open(_ server: DNSServer, _ transport: DNSTransport) throws(LinkError) -> Int {
        let family: Int32 = server.endpoint.address.isIPv6 ? 6 : 4
        let stream = try transport == .udp ? nil : makeStream(server, transport)
        let descriptor = try checked(
            transport == .udp ? cpk_socket(family, false, Int32(CPK_UDP)) : cpk_stream_socket(family), "socket")
        connections.append(Connection(server, transport, descriptor, stream))
        do throws(LinkError) {
            if let source {
                var address = cpk_address(source.address, port: source.port)
                try checked(unsafe cpk_bind(descriptor, &address), "source address")
            }
            if transport == .udp, stampsDepartures {
                let stamping = CPK_STAMP_RECEIVE | CPK_STAMP_TRANSMIT
                _ = cpk_set_timestamping(descriptor, UInt32(stamping))
            }
            _ = cpk_set_option(descriptor, family, CPK_OPTION_RECEIVE_BUFFER, 4 << 20)
            if transport != .udp, server.approach.opensFast {
                _ = cpk_set_option(descriptor, family, CPK_OPTION_FAST_OPEN, 1)
            }
            var address = connections[connections.count - 1].address
            try checked(unsafe cpk_connect(descriptor, &address), "")
        } catch {
            closeConnection(connections.count - 1)
            throw error
        }
        return connections.count - 1
    }

    private mutating func closeConnection(_ place: Int) {
        close(connections[place].descriptor)
        connections.remove(at: place)
    }

    // MARK: Receiving

    public mutating func receive(until deadline: Instant) -> ResolveArrival? {
        while true {
            if !outgoing.isEmpty { flush() }
            if let arrival = waiting.popFirst() { return arrival }
            let left = deadline - SystemClock.now()
            guard left > 0 else { return nil }
            var entries = connections.map { connection in
                let wantsRoom = !connection.unsent.isEmpty
                return pollfd(
                    fd: connection.descriptor, events: Int16(wantsRoom ? POLLIN | POLLOUT : POLLIN), revents: 0)
            }
            // Rounded up: a wait that ends too early would only be begun again.
            let milliseconds = Int32(clamping: (left + .millisecond - 1) / .millisecond)
            guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { continue }
            // From the last one on: what has ended is taken out of the row.
            for place in entries.indices.reversed() where entries[place].revents != 0 {
                if connections[place].transport == .udp { receiveDatagrams(place) } else { moveStream(place) }
            }
        }
    }

    private mutating func receiveDatagrams(_ place: Int) {
        if stampsDepartures { readDepartures(place) }
        let connection = connections[place]
        incoming.removeAll()
        let error = cpk_socket_error(connection.descriptor)
        guard error == 0 else {
            waiting.append(ResolveArrival(connection.server, .udp, .failure(LinkError(code: -error, doing: ""))))
            return
        }
        incoming.fill(from: connection.descriptor, errorQueue: false)
        let now = SystemClock.wallClock()
        for index in 0..<incoming.count {
            let message = [UInt8](copying: incoming.bytes(index))
            let details = incoming.details(index)
            // The kernel's stamp is that of the last datagram: of several under way it may be another's.
            let isStamped = connection.departure > 0 && details.software_ns > 0 && connection.departures.count == 1
            let time = details.software_ns > 0 ? details.software_ns : now
            let departure = connections[place].takeDeparture(of: message) ?? time
            waiting.append(
                ResolveArrival(
                    connection.server, .udp, .message(message),
                    roundTrip: max(0, time - (isStamped ? connection.departure : departure)),
                    clock: isStamped ? .kernel : .user, time: time))
        }
    }

    private mutating func readDepartures(_ place: Int) {
        stamps.removeAll()
        stamps.fill(from: connections[place].descriptor, errorQueue: true)
        for index in 0..<stamps.count {
            let details = stamps.details(index)
            guard details.error_origin == CPK_ORIGIN_TRANSMIT_STAMP, details.software_ns > 0 else { continue }
            connections[place].departure = details.software_ns
        }
    }

    /// Sends as much as there is room for, and reads once: a server that never pauses is not to keep others waiting.
    private mutating func moveStream(_ place: Int) {
        let error = sendRest(place)
        guard error == 0 else { return end(place, LinkError(code: error, doing: "")) }
        let count = unsafe cpk_stream_receive(connections[place].descriptor, &room, room.count)
        if count == -Int(EAGAIN) || count == -Int(EINTR) { return }
        guard count > 0 else {
            let reason = count == 0 ? connections[place].stream?.end() : LinkError(code: Int32(count), doing: "")
            return end(place, reason ?? .endOfFile)
        }
        let ended = connections[place].stream?.receive(room[..<count])
        takeMessages(place)
        connections[place].takeOutput()
        guard let ended else { return }
        // What is wrong may have to be told to the server too.
        _ = sendRest(place)
        end(place, ended)
    }

    /// 0, or what is wrong with the connection as a negative `errno`.
    private mutating func sendRest(_ place: Int) -> Int32 {
        let error = cpk_socket_error(connections[place].descriptor)
        guard error == 0 else { return -error }
        while !connections[place].unsent.isEmpty {
            let unsent = connections[place].unsent
            let count = unsafe cpk_stream_send(connections[place].descriptor, unsent, unsent.count)
            if count == -Int(EAGAIN) || count == -Int(EINTR) { return 0 }
            guard count >= 0 else { return Int32(count) }
            connections[place].unsent.removeFirst(count)
        }
        return 0
    }

    private mutating func end(_ place: Int, _ error: LinkError) {
        let connection = connections[place]
        closeConnection(place)
        waiting.append(ResolveArrival(connection.server, connection.transport, .failure(error)))
    }

    private mutating func takeMessages(_ place: Int) {
        while let event = connections[place].stream?.next() {
            let connection = connections[place]
            let time = SystemClock.wallClock()
            switch event {
            case .message(let message):
                let departure = connections[place].takeDeparture(of: message) ?? time
                waiting.append(
                    ResolveArrival(
                        connection.server, connection.transport, .message(message),
                        roundTrip: max(0, time - departure), time: time))
            case .refusal(let identifier, let error):
                waiting.append(
                    ResolveArrival(
                        connection.server, connection.transport, .refusal(identifier, error), time: time))
            }
        }
    }
}

/// What came and was not asked for yet.
private struct ArrivalQueue {
    private var arrivals: [ResolveArrival] = []
    private var first = 0

    mutating func append(_ arrival: ResolveArrival) { arrivals.append(arrival) }

    mutating func popFirst() -> ResolveArrival? {
        guard first < arrivals.count else {
            arrivals.removeAll(keepingCapacity: true)
            first = 0
            return nil
        }
        first += 1
        return arrivals[first - 1]
    }
}

extension ResolverConfiguration {
    /// What this machine says.
    public static func ofSystem() -> ResolverConfiguration { of(path: "/etc/resolv.conf") }

    static func of(path: String) -> ResolverConfiguration {
        let text = (try? InputText.read(path)) ?? []
        return ResolverConfiguration(
            String(decoding: text, as: UTF8.self), options: environment("RES_OPTIONS"),
            domains: environment("LOCALDOMAIN")
        ) { name in
            if let number = UInt32(name) { return number }
            let index = unsafe if_nametoindex(name)
            return index > 0 ? index : nil
        }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
