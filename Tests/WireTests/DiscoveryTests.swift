import Testing
import Wire

@Suite struct LLDPFrameTests {
    static let frame =
        [UInt8](hex: "0207 04 000000020002 0405 05 65746830 0602 0078 0a03 737731")
        + [UInt8](hex: "0e04 0014 0004 100c 05 01 0a000001 02 00000007 00 fe06 0080c2 01 0064 0000")

    @Test func `reads records`() {
        let sink = fields(.lldp, Self.frame)
        #expect(sink.values("lldp.chassis.id.mac") == ["00:00:00:02:00:02"])
        #expect(sink.values("lldp.port.id") == ["\(Array("eth0".utf8))"])
        #expect(sink.values("lldp.time_to_live") == ["120"])
        #expect(sink.values("lldp.tlv.system_cap.bridge") == ["true"])
        #expect(sink.values("lldp.tlv.enable_system_cap.router") == ["false"])
        #expect(sink.values("lldp.mgn.addr.ip4") == ["10.0.0.1"])
        #expect(sink.values("lldp.mgn.interface.number") == ["7"])
        #expect(sink.values("lldp.ieee.802_1.port_vlan.id") == ["100"])
        #expect(sink.values("lldp.tlv.past_end") == [] && sink.depth == 0 && sink.highestByte == Self.frame.count)
        #expect(
            summary(.lldp, Self.frame)
                == "LLDP, chassis 00:00:00:02:00:02, port eth0, ttl 120 s, name sw1, length \(Self.frame.count)")
    }

    @Test func `ends with the record that says so, whatever follows`() {
        #expect(fields(.lldp, [0, 0, 0xFF, 0xFF, 0xFF]).values("lldp.tlv.past_end") == [])
    }

    @Test(arguments: 2..<56) func `warns where it is cut`(count: Int) {
        let sink = fields(.lldp, Array(Self.frame.prefix(count)))
        let ends = [9, 16, 20, 25, 31, 45, 53, 55]
        #expect(sink.values("lldp.tlv.past_end") == (ends.contains(count) ? [] : ["!"]))
        #expect(sink.depth == 0)
    }

    @Test func `refuses a buffer too short`() {
        #expect(throws: WireError("LLDP", .truncated(needed: 2, available: 1))) {
            let bytes: [UInt8] = [2]
            _ = try LLDPFrame(parsing: bytes.span)
        }
    }

    @Test func `escapes names`() {
        #expect(summary(.lldp, [UInt8](hex: "0a04 1b5b326d")) == "LLDP, name \\x1b[2m, length 6")
    }
}

@Suite struct CDPPacketTests {
    static let packet = [UInt8](
        hex: "02b4 2a8c 0001 000a 537769746368 0003 0008 65746830 0002 0011 00000001 01 01 cc 0004 c0a80001"
            + "0004 0008 00000028 000a 0006 0001 000b 0005 01")

    @Test func `reads records`() {
        let sink = fields(.cdp, Self.packet)
        #expect(sink.values("cdp.ttl") == ["180"] && sink.values("cdp.deviceid") == ["\(Array("Switch".utf8))"])
        #expect(sink.values("cdp.nrgyz.ip_address") == ["192.168.0.1"] && sink.values("cdp.native_vlan") == ["1"])
        #expect(sink.values("cdp.capabilities.switch") == ["true"] && sink.values("cdp.duplex") == ["true"])
        #expect(sink.depth == 0 && sink.highestByte == Self.packet.count)
        #expect(summary(.cdp, Self.packet).hasPrefix("CDPv2, ttl 180 s, Device ID Switch, Port ID eth0, length 58"))
    }

    @Test func `sums a last byte as Cisco does`() throws {
        var bytes = [UInt8](hex: "02b4 0000 0001 0005 41")
        bytes[2] = 0xFD
        bytes[3] = 0x04
        #expect(try CDPPacket(parsing: bytes.span).isChecksumValid == true)
        bytes[3] ^= 1
        #expect(try CDPPacket(parsing: bytes.span).isChecksumValid == false)
        #expect(fields(.cdp, bytes).values("cdp.bad_checksum") == ["!"])
    }

    @Test(arguments: 0..<4) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("CDP", .truncated(needed: 4, available: count))) {
            _ = try CDPPacket(parsing: Self.packet.span.extracting(first: count))
        }
    }

    @Test func `warns of records without room for their heads`() {
        #expect(fields(.cdp, [UInt8](hex: "02b4 0000 0001 0003 41")).values("cdp.invalid_data") == ["!"])
        #expect(fields(.cdp, [UInt8](hex: "02b4 0000 0001 00ff 41")).values("cdp.invalid_data") == ["!"])
    }
}
