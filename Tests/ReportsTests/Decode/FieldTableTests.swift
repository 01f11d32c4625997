import Reports
import Testing
import Wire

@Suite struct FieldTableTests {
    private func row(
        _ names: [String], of frame: [UInt8] = SampleFrame.syn, as type: LinkType = .ethernet,
        occurrence: FieldTable.Occurrence = .all, isCSV: Bool = false
    ) -> String {
        var table = FieldTable(FieldSelection(names), occurrence: occurrence, isCSV: isCSV)
        let facts = PacketFacts(
            number: 3, time: 1_700_000_000_000_000_001, length: frame.count, capturedLength: frame.count)
        table.tell(facts, frame.span, PacketWalk(type))
        return String(decoding: table.text.bytes, as: UTF8.self)
    }

    @Test func `gives values in the form that tables of fields have`() {
        #expect(
            row(["frame.number", "frame.time_epoch", "eth.type", "ip.src", "ip.flags.df", "tcp.flags", "tcp.seq_raw"])
                == "3\t1700000000.000000001\t0x0800\t10.0.0.1\t1\t0x0002\t1000\n")
    }

    @Test func `leaves a field empty that the packet has not`() {
        #expect(row(["udp.srcport", "tcp.dstport", "dns.qry.name"]) == "\t80\t\n")
    }

    @Test(arguments: [
        (FieldTable.Occurrence.all, "2,4,8,1,3\n"), (.first, "2\n"), (.last, "3\n"),
    ])
    func `gives all values, the first or the last`(occurrence: FieldTable.Occurrence, expected: String) {
        #expect(row(["tcp.option_kind"], occurrence: occurrence) == expected)
    }

    @Test func `asks a pair of fields under one name`() {
        #expect(row(["ip.addr"]) == "10.0.0.1,10.0.0.2\n")
        #expect(row(["tcp.port"]) == "40000,80\n")
    }

    @Test func `gives one field in two columns`() {
        #expect(row(["ip.ttl", "ip.proto", "ip.ttl"]) == "64\t6\t64\n")
    }

    @Test func `puts into quotes what CSV has to`() {
        #expect(row(["tcp.option_kind", "ip.ttl"], isCSV: true) == "\"2,4,8,1,3\",64\n")
    }

    @Test func `begins with the names`() {
        var output: [UInt8] = []
        FieldTable(FieldSelection(["ip.src", "tcp.port"])).writeHeader(to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "ip.src\ttcp.port\n")
    }

    @Test func `tells the packet that an error quotes after the error's own`() {
        #expect(row(["ip.src", "ip.ttl"], of: SampleFrame.unreachable, as: .raw) == "10.0.0.2,10.0.0.1\t64,64\n")
    }
}
