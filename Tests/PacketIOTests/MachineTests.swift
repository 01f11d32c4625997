import CPacketIO
import Foundation
import Probes
import Testing
import Wire

@testable import PacketIO

@Suite struct MachineTests {
    @Test(arguments: ["0.0.0.0", "127.0.0.1", "255.254.253.252", "::", "::1", "fe80::1:2", "2001:db8::ffff"])
    func `addresses keep their bytes on the way to the kernel and back`(text: String) throws {
        let address = try #require(IPAddress(text))
        let kernel = cpk_address(address, port: 53, scope: 7)
        #expect(kernel.ipAddress == address && kernel.port == 53 && kernel.scope == 7)
        #expect(kernel.family == (address.isIPv6 ? 6 : 4))
        #expect(cpk_address().ipAddress == nil)
    }

    @Test func `the network layer is found behind Ethernet, tags, or nothing`() {
        let ethernet = [UInt8](repeating: 2, count: 12)
        let packet: [UInt8] = [0x45, 0, 0, 20]
        #expect(networkOffset(of: (ethernet + [0x08, 0x00] + packet).span) == 14)
        #expect(networkOffset(of: (ethernet + [0x86, 0xDD, 0x60, 0]).span) == 14)
        #expect(networkOffset(of: (ethernet + [0x81, 0x00, 0, 42, 0x08, 0x00] + packet).span) == 18)
        let stacked: [UInt8] = [0x88, 0xA8, 0, 42, 0x81, 0x00, 0, 7, 0x08, 0x00]
        #expect(networkOffset(of: (ethernet + stacked + packet).span) == 22)
        #expect(networkOffset(of: (packet + [UInt8](repeating: 0, count: 16)).span) == 0, "a link without a header")
        #expect(networkOffset(of: [UInt8]().span) == 0)
    }

    @Test func `frame sizes are rounded up to a power of two`() {
        #expect([0, 1, 2, 3, 256, 257, 65_791].map(\.nextPowerOfTwo) == [1, 1, 2, 4, 256, 512, 131_072])
    }

    @Test func `a recording reads back, with rebuilt headers called so`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "swiftnet-\(UUID().uuidString).pcapng").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let echo: [UInt8] = [0, 0, 0xFF, 0xFE, 0, 1, 0, 0]
        try record(to: path, echo)
        var source = PacketSource(paths: [path])
        var batch = PacketBatch()
        #expect(try source.fill(&batch) && batch.records.count == 2)
        let (sent, received) = (batch.records[0], batch.records[1])
        #expect(sent.direction == .outbound && !sent.hasComment && sent.time == 1_000)
        #expect(received.direction == .inbound)
        #expect(received.details(in: batch.bytes).comments.first?.contains("rebuilt") == true)
        let rebuilt = [UInt8](copying: batch.bytes(of: received))
        let network = try NetworkPacket(parsing: rebuilt.span)
        let (ttl, transport) = (network.timeToLive, [UInt8](copying: network.transport))
        #expect(ttl == 61 && transport == echo)
    }

    private func record(to path: String, _ echo: [UInt8]) throws {
        var file = try CaptureWriter.create(path, status: RecordingStatus())
        let packet: [UInt8] = [0x45, 0, 0, 28] + [UInt8](repeating: 0, count: 16) + echo
        var sent = LinkPacket(packet.span, .network)
        sent.direction = .sent
        sent.stamps = PacketStamps(kernel: 1_000)
        file.see(sent)
        var received = LinkPacket(echo.span, .transport(.icmp))
        received.source = .v4(.loopback)
        received.destination = .v4(.loopback)
        received.ttl = 61
        received.stamps = PacketStamps(kernel: 2_000)
        file.see(received)
        var error = LinkPacket(echo.span, .transport(.icmp))
        error.error = LinkPacket.ReportedError(origin: .icmp, type: 3, code: 1, information: 0)
        file.see(error)
    }

    @Test func `a full disk is told once, and nothing more is written`() throws {
        let status = RecordingStatus()
        var file = try CaptureWriter.create("/dev/full", status: status)
        file.settle()
        #expect(status.error?.message == "/dev/full: No space left on device")
    }

    @Test func `this machine has a loopback interface, address and route`() throws {
        let loopback = try NetworkInterface(named: "lo")
        #expect(loopback.isLoopback && !loopback.resolvesNeighbors && loopback.index > 0)
        #expect(throws: LinkError.self) { try NetworkInterface(named: "no-such-link") }
        guard loopback.isUp else { return }
        let route = try Route.lookUp(Endpoint(.v4(.loopback)))
        #expect(route.kind == .local && route.gateway == nil && route.interfaceIndex == loopback.index)
        #expect(InterfaceAddress.all().contains { $0.address == .v4(.loopback) && $0.prefixLength == 8 })
    }

    @Test func `names resolve, and what is none says why`() throws {
        #expect(try Names.resolve("127.0.0.1", family: .any).map(\.address) == [.v4(.loopback)])
        #expect(throws: NameError.self) { try Names.resolve("no.such.name.invalid", family: .any) }
    }
}
