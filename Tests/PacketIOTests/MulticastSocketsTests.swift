import PacketIO
import Probes
import Testing
import Wire

/// On loopback, where nobody else listens at these ports.
@Suite struct MulticastSocketsTests {
    static let address = IPAddress.v4(IPv4Address(rawValue: 0xE000_00FB))

    @Test func `hears what is sent to the group, and says that it may be for others`() throws {
        let groups = try MulticastGroup.all(Self.address, on: "lo")
        #expect(groups.map(\.name) == ["224.0.0.251%lo"])
        var sockets = try MulticastSockets(groups, port: 15_353)
        try sockets.send([1, 2, 3])
        let received = sockets.receive(until: sockets.now + .second)
        let arrival = try #require(received)
        #expect(arrival.message == [1, 2, 3] && arrival.isShared && !arrival.isOffLink)
        #expect(arrival.port != 15_353 && arrival.group == "224.0.0.251%lo")
        let copy = sockets.receive(until: sockets.now + 10 * .millisecond)
        #expect(copy == nil)
    }

    @Test func `asks from a port and an address that were chosen`() throws {
        let groups = try MulticastGroup.all(Self.address, on: "lo", from: .v4(.loopback))
        var sockets = try MulticastSockets(groups, port: 15_354, ownPort: 15_355)
        try sockets.send([4])
        let received = sockets.receive(until: sockets.now + .second)
        let arrival = try #require(received)
        #expect(arrival.source == Endpoint(.v4(.loopback)) && arrival.port == 15_355)
    }

    @Test func `where no interface suits, there is nothing to ask by`() throws {
        #expect(throws: LinkError.self) { try MulticastGroup.all(Self.address, on: "none") }
        let elsewhere = IPAddress.v4(IPv4Address(rawValue: 0xC000_0201))
        #expect(try MulticastGroup.all(Self.address, from: elsewhere).isEmpty)
        #expect(throws: LinkError.self) { _ = try MulticastSockets([], port: 15_356) }
    }
}
