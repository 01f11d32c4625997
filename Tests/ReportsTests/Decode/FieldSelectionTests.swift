import Testing
import Wire

@testable import Reports

@Suite struct FieldSelectionTests {
    @Test(arguments: [
        ("syn", "tcp", "1"), ("syn", "tcp.flags", "0x0002"), ("answer", "tcp.flags", "0x0012"),
        ("syn", "tcp.options", "1"), ("syn", "ip.addr", "192.0.2.1,10.1.2.3"), ("error", "ip.ttl", "60,1"),
        ("syn", "udp", ""), ("arp", "vlan.id", "163"), ("error", "icmp.int_info.name", "uplink.163"),
        ("error", "icmp.checksum_bad", "the checksum is wrong"), ("syn", "frame.number", "7"),
    ])
    func `fields are picked by name`(packet: String, name: String, expected: String) {
        var table = FieldTable(FieldSelection([name]))
        let frame = FilterScene.packet(packet)
        let facts = PacketFacts(number: 7, time: nil, length: frame.count, capturedLength: frame.count)
        table.tell(facts, frame.span, PacketWalk(LinkType.ethernet))
        #expect(String(decoding: table.text.bytes, as: UTF8.self) == expected + "\n")
    }

    @Test(arguments: [
        (FieldTable.Occurrence.all, "1,1\t0x00,0x00\t60,1\n"), (.first, "1\t0x00\t60\n"), (.last, "1\t0x00\t1\n"),
    ])
    func `a group that has a value is told by it`(occurrence: FieldTable.Occurrence, row expected: String) {
        var table = FieldTable(FieldSelection(["ip", "ip.flags", "ip.ttl"]), occurrence: occurrence)
        let frame = FilterScene.packet("error")
        let facts = PacketFacts(number: 1, time: nil, length: frame.count, capturedLength: frame.count)
        table.tell(facts, frame.span, PacketWalk(LinkType.ethernet))
        #expect(String(decoding: table.text.bytes, as: UTF8.self) == expected)
    }

    @Test func `only layers that can tell something are asked`() {
        let selection = FieldSelection(["tcp", "ah.spi", "dns.id"])
        #expect(["tcp", "ah", "ipv6", "dns", "mdns"].allSatisfy(selection.wants))
        #expect(!["ip", "udp", "eth", "icmp"].contains(where: selection.wants))
    }

    @Test func `a name may be asked for twice, and by its pair`() {
        let selection = FieldSelection(["ip.src", "ip.addr", "ip.src"])
        var found: [Int] = []
        var place = selection.first(of: "ip.src")
        while place >= 0 {
            found.append(selection.index(of: place))
            place = selection.next(after: place)
        }
        #expect(found == [0, 1, 2])
        #expect(selection.first(of: "ip.dst") >= 0)
        #expect(selection.first(of: "ip.ttl") < 0)
        #expect(selection.first(of: "") < 0)
    }
}
