import Glibc
import PacketIO
import Probes
import Testing
import Wire

/// A UDP socket of the test's own, on loopback.
private struct Listener: ~Copyable {
    let descriptor: Int32
    let port: UInt16

    init() throws {
        let own = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var room: Int32 = 4 << 20
        unsafe setsockopt(own, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe bind(own, name, length) == 0 ? getsockname(own, name, &length) : -1
            }
        }
        descriptor = own
        port = UInt16(bigEndian: address.sin_port)
        try #require(status == 0)
    }

    deinit { close(descriptor) }

    /// How many datagrams came.
    func drain() -> Int {
        var count = 0
        var bytes = [UInt8](repeating: 0, count: 512)
        while unsafe recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT)) > 0 { count += 1 }
        return count
    }
}

@Suite struct ResolverSocketsTests {
    static func query(_ identifier: UInt16) throws -> [UInt8] {
        try DNSQuery(DNSQuestion(.root, .ns)).message(identifier: identifier)
    }

    @Test(arguments: [1, 2, 3, 100]) func `messages are found however a stream is cut`(segment: Int) {
        var stream = FramedMessages()
        let messages: [[UInt8]] = [[1, 2, 3], [], [4], Array(repeating: 5, count: 300)]
        for message in messages { stream.send(message) }
        let bytes = stream.takeOutput()
        #expect(bytes.prefix(8) == [0, 3, 1, 2, 3, 0, 0, 0] && stream.takeOutput() == [])
        var found: [StreamEvent] = []
        for start in stride(from: 0, to: bytes.count, by: segment) {
            #expect(stream.receive(bytes[start..<min(start + segment, bytes.count)]) == nil)
            while let event = stream.next() { found.append(event) }
        }
        #expect(found == messages.map { .message($0) })
    }

    @Test func `more messages than it keeps at once all leave`() throws {
        let listener = try Listener()
        let server = DNSServer("own", Endpoint(.v4(.loopback)), port: listener.port)
        // Nobody listens there by TCP: the connection ends, and takes no other's place.
        let closed = DNSServer("closed", Endpoint(.v4(.loopback)), port: listener.port)
        var sockets = ResolverSockets(stampsDepartures: false)
        try sockets.send(Self.query(1), to: closed, over: .tcp)
        for identifier in 0..<UInt16(300) { try sockets.send(Self.query(identifier), to: server, over: .udp) }
        let arrival = sockets.receive(until: sockets.now + .second)
        guard case .failure = arrival?.content else {
            Issue.record("\(String(describing: arrival)) is no failure")
            return
        }
        #expect(arrival?.server == closed && arrival?.transport == .tcp)
        #expect(listener.drain() == 300)
        try sockets.send(Self.query(2), to: server, over: .udp)
        #expect(sockets.receive(until: sockets.now + .millisecond) == nil)
        #expect(listener.drain() == 1)
    }
}
