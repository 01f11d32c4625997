import Testing
import Wire

@Suite struct BridgeProtocolDataUnitTests {
    static let configuration = [UInt8](
        hex: "0000 00 00 01 8001020202020202 00000004 9002020202020203 8002 0100 1400 0200 0f00")
    static let rapid = [UInt8](
        hex: "0000 02 02 3c 8000020202020202 00000000 8000020202020202 8001 0000 1400 0200 0f00 00")
    static let trees =
        [UInt8](hex: "0000 03 02 7c 8000020202020202 00000000 8000020202020202 8001 0000 1400 0200 0f00 00 0050 00")
        + Array("region1".utf8) + [UInt8](repeating: 0, count: 25)
        + [UInt8](hex: "0001 ac36177f50283cd4b83821d8ab26de62 00000000 8000020202020202 14")
        + [UInt8](hex: "7c 8001020202020202 00000100 80 80 13")

    @Test func `reads a configuration`() throws {
        let unit = try BridgeProtocolDataUnit(parsing: Self.configuration.span)
        #expect(unit.type == .configuration && unit.rootPathCost == 4 && unit.port == 0x8002)
        #expect(unit.root?.priority == 32768 && unit.root?.systemExtension == 1)
        #expect(unit.bridge?.address == MACAddress("02:02:02:02:02:03"))
        let sink = fields(.stp, Self.configuration)
        #expect(sink.values("stp.flags.tc") == ["true"] && sink.values("stp.max_age") == ["20"])
        #expect(sink.values("stp.flags.port_role") == [])
        #expect(
            summary(.stp, Self.configuration)
                == "STP Configuration, topology change, root 32768.1.02:02:02:02:02:02 cost 4, "
                + "bridge 36864.2.02:02:02:02:02:03, port 0x8002")
    }

    @Test func `reads rapid and multiple trees`() {
        #expect(
            summary(.stp, Self.rapid)
                == "RSTP Designated, forwarding, root 32768.0.02:02:02:02:02:02 cost 0, "
                + "bridge 32768.0.02:02:02:02:02:02, port 0x8001")
        let sink = fields(.stp, Self.trees)
        #expect(sink.values("mstp.config_name") == ["\(Array("region1".utf8))"])
        #expect(sink.values("mstp.msti.msti_id") == ["1"] && sink.values("mstp.msti.root_cost") == ["256"])
        #expect(sink.values("stp.flags.agreement") == ["true", "true"])
        #expect(sink.highestByte == Self.trees.count)
        #expect(fields(.stp, Array(Self.trees.prefix(60))).values("mstp.version_3_length.bad") == ["!"])
    }

    @Test func `reads a notification, and a tree of a VLAN`() {
        #expect(summary(.stp, [0, 0, 0, 0x80]) == "STP Topology Change Notification")
        let bytes = [UInt8](hex: "aaaa03 00000c 010b") + Self.configuration + [UInt8](hex: "00 0000 0002 000a")
        #expect(fields(.llc, bytes).values("stp.pvst.origvlan") == ["10"])
        #expect(summary(.llc, [UInt8](hex: "424203") + Self.rapid).hasPrefix("RSTP"))
    }

    @Test(arguments: 0..<35) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("STP", .truncated(needed: count < 4 ? 4 : 35, available: count))) {
            _ = try BridgeProtocolDataUnit(parsing: Self.rapid.span.extracting(first: count))
        }
    }

    @Test func `refuses another protocol`() {
        #expect(throws: WireError("STP", .badValue(field: "protocol", value: 1))) {
            let bytes: [UInt8] = [0, 1, 0, 0x80]
            _ = try BridgeProtocolDataUnit(parsing: bytes.span)
        }
    }
}

@Suite struct SlowProtocolTests {
    static let lacp =
        [UInt8](hex: "01 01 0114 8000 020202020202 0011 0080 0007 3d 000000")
        + [UInt8](hex: "0214 ffff 040404040404 0022 00ff 0009 02 000000 0310 0005") + [UInt8](repeating: 0, count: 64)

    @Test func `reads link aggregation`() throws {
        let sink = fields(.slow, Self.lacp)
        #expect(sink.values("slow.subtype") == ["1 (LACP)"] && sink.values("lacp.actor.key") == ["17"])
        #expect(sink.values("lacp.actor.state.synchronization") == ["true"])
        #expect(sink.values("lacp.partner.sysid") == ["04:04:04:04:04:04"])
        #expect(sink.values("lacp.tlv_type") == ["1", "2", "3", "0"])
        #expect(sink.depth == 0 && sink.highestByte == Self.lacp.count)
        #expect(
            summary(.slow, Self.lacp)
                == "LACP, actor 02:02:02:02:02:02 port 7 key 17 [AGSCD], partner 04:04:04:04:04:04 port 9 key 34 [S]")
    }

    @Test func `names the others`() {
        #expect(summary(.slow, [2, 1, 1]) == "Slow Protocols Marker Protocol, length 3")
        #expect(summary(.slow, [3]) == "Slow Protocols OAM, length 1")
    }

    @Test(arguments: 0..<59) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("LACP", .truncated(needed: 59, available: count))) {
            _ = try LinkAggregationFrame(parsing: Self.lacp.span.suffix(from: 1).extracting(first: count))
        }
    }

    @Test(arguments: [3, 23]) func `refuses other lengths`(place: Int) {
        var bytes = Self.lacp
        bytes[place] = 19
        let reason = WireError.Reason.badLength(field: "length", value: 19, minimum: 20, maximum: 20)
        #expect(throws: WireError("LACP", reason, at: place - 1)) {
            _ = try LinkAggregationFrame(parsing: bytes.span.suffix(from: 1))
        }
    }
}
