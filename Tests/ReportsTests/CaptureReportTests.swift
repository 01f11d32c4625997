import Foundation
import TestSupport
import Testing
import Wire

@testable import Reports

@Suite struct CaptureReportTests {
    private static let busy = CaptureTotals(
        captured: 1, droppedByProgram: 2,
        interfaces: [
            .init(name: "eth0", received: 3, droppedByKernel: 4, timesFull: 1),
            .init(name: "a\u{1B}[1m", received: 5, droppedByKernel: 6, timesFull: 2),
        ])

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func faults(_ json: [UInt8]) throws -> [String] {
        let schema = try SchemaValidator(named: "capture")
        return try json.split(separator: 10).flatMap {
            schema.faults(in: try JSONSerialization.jsonObject(with: Data($0)))
        }
    }

    @Test func `drops of the kernel and of the program are told apart`() {
        let quiet = CaptureTotals(
            captured: 1, droppedByProgram: 0,
            interfaces: [.init(name: "eth0", received: 1, droppedByKernel: 0, timesFull: 0)])
        #expect(
            Self.text(quiet.text())
                == "1 packet captured, 1 received by filter, 0 dropped by kernel, 0 dropped by swiftnet\n")
        #expect(
            Self.text(Self.busy.text()) == """
                1 packet captured, 8 received by filter, 10 dropped by kernel, 2 dropped by swiftnet
                  eth0: 3 received, 4 dropped by kernel
                  a\\x1b[1m: 5 received, 6 dropped by kernel
                the kernel's buffer was full 3 times: a larger one (-B) rides out longer bursts

                """)
    }

    @Test func `totals are JSON as the schema has it`() throws {
        var line: [UInt8] = []
        Self.busy.writeJSON(at: 1_795_437_296_000_000_001, to: &line)
        #expect(try faults(line) == [])
        #expect(Self.text(line).contains("\"dropped_by_kernel\":10,\"dropped_by_swiftnet\":2"))
    }

    @Test func `interfaces are listed with both kinds of addresses`() throws {
        let list = InterfaceList([
            .init(
                name: "any", index: 0, isUp: true, isRunning: true, isLoopback: false, mtu: nil, mac: nil,
                linkType: .linuxSLL2, addresses: []),
            .init(
                name: "eth\u{7}0", index: 12, isUp: true, isRunning: false, isLoopback: false, mtu: 1500,
                mac: MACAddress(rawValue: 0x0266_0000_0001), linkType: .ethernet,
                addresses: [
                    .init(address: .v6(.loopback), prefixLength: 128),
                    .init(address: .v4(IPv4Address(rawValue: 0x0A42_0001)), prefixLength: 24),
                ]),
            .init(
                name: "tun0", index: 13, isUp: false, isRunning: false, isLoopback: false, mtu: 1400, mac: nil,
                linkType: .raw, addresses: []),
        ])
        #expect(
            Self.text(list.text()) == """
                  0  any       all interfaces  LINUX_SLL2
                 12  eth\\x070  up, no link     ETHERNET    02:66:00:00:00:01  ::1/128  10.66.0.1/24
                 13  tun0      down            RAW

                """)
        #expect(try faults(list.json()) == [])
    }

    @Test func `packets tell their interface, as the schema has it`() throws {
        var facts = PacketFacts(number: 1, time: 5, length: 20, capturedLength: 14, interface: 3)
        facts.interfaceName = "a\"b"
        facts.isOneOfSeveralInterfaces = true
        facts.direction = .outbound
        let frame = [UInt8](repeating: 0, count: 14)
        var json = PacketJSON()
        json.tell(facts, frame.span, PacketWalk(LayerKind(LinkType.ethernet), originalLength: 20))
        let line = json.text.bytes
        #expect(try faults(line) == [])
        #expect(Self.text(line).contains("\"interface_id\":3,\"interface_name\":\"a\\\"b\""))
        var lines = PacketLines(PacketLineOptions())
        lines.tell(facts, frame.span, PacketWalk(LayerKind(LinkType.ethernet), originalLength: 20))
        let text = lines.text.bytes
        #expect(Self.text(text).contains("a\"b Out "), "\(Self.text(text))")
    }
}
