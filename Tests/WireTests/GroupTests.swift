import Testing
import Wire

@Suite struct IGMPMessageTests {
    @Test(arguments: [
        ("1100 eeff 00000000", 1, "IGMP Membership Query v1"),
        ("1164 0d9a e1000001", 2, "IGMP Membership Query v2 225.0.0.1"),
        ("1200 0cfe e1000001", 1, "IGMP Membership Report v1 225.0.0.1"),
        ("1600 08fe e1000001", 2, "IGMP Membership Report v2 225.0.0.1"),
        ("1700 07fe e1000001", 2, "IGMP Leave Group 225.0.0.1"),
        (
            "119a eec1 e1000001 0a9d0002 0a000001 0a000002", 3,
            "IGMP Membership Query v3 225.0.0.1, max resp 41.6 s, sources 10.0.0.1 10.0.0.2"
        ),
        (
            "2200 8049 00000003 01000001 e1000001 0a000001 02000000 e1000002 06010001 e1000003 0a000009 deadbeef", 3,
            "IGMP Membership Report v3, 3 records: Mode Is Include 225.0.0.1 from 10.0.0.1; "
                + "Mode Is Exclude 225.0.0.2; Block Old Sources 225.0.0.3 from 10.0.0.9"
        ),
    ]) func `reads every version`(text: String, version: UInt8, words: String) throws {
        let bytes = [UInt8](hex: text)
        let message = try IGMPMessage(parsing: bytes.span)
        #expect(message.version == version && message.isChecksumValid == true)
        #expect(summary(.igmp, bytes) == words)
        #expect(fields(.igmp, bytes).highestByte == bytes.count && fields(.igmp, bytes).depth == 0)
    }

    @Test func `tells records`() {
        let bytes = [UInt8](hex: "2200 0000 00000002 01000001 e1000001 0a000001 06010001 e1000003 0a000009 deadbeef")
        let sink = fields(.igmp, bytes)
        #expect(sink.values("igmp.record_type") == ["1 (Mode Is Include)", "6 (Block Old Sources)"])
        #expect(sink.values("igmp.saddr") == ["10.0.0.1", "10.0.0.9"])
        #expect(sink.values("igmp.aux_data") == ["[222, 173, 190, 239]"])
    }

    @Test func `warns of records and sources that are not there`() {
        let record = [UInt8](hex: "2200 0000 00000002 01000009 e1000001 0a000001")
        #expect(fields(.igmp, record).values("igmp.num_src.past_end") == ["!"])
        #expect(fields(.igmp, record).values("igmp.num_grp_recs.past_end") == ["!"])
        #expect(fields(.igmp, [UInt8](hex: "1164 0000 e1000001 0a9dffff")).values("igmp.num_src.past_end") == ["!"])
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        let bytes = [UInt8](repeating: 0x11, count: count)
        #expect(throws: WireError("IGMP", .truncated(needed: 8, available: count))) {
            _ = try IGMPMessage(parsing: bytes.span)
        }
    }

    @Test func `judges the checksum of a whole packet`() {
        let bytes = [UInt8](hex: "45c0 001c 0001 0000 0102 cf1d 0a000001 e0000001 1164 ee9b 00000001")
        let words = "IP 10.0.0.1 > 224.0.0.1: IGMP Membership Query v2 0.0.0.1 [bad IGMP checksum]"
        #expect(summary(.ipv4, bytes) == words)
    }
}

@Suite struct VRRPAdvertisementTests {
    static let second = [UInt8](hex: "2101 6402 0001 66f6 0a000002 0a000003 0000000000000000")
    static let third = [UInt8](hex: "3105 c801 0064 1203 0a000002")
    static let addresses = PseudoHeader.ipv4(
        source: IPv4Address(rawValue: 0x0A00_0001), destination: IPv4Address(rawValue: 0xE000_0012))

    @Test func `reads both versions`() throws {
        let second = try VRRPAdvertisement(parsing: Self.second.span)
        #expect(second.version == 2 && second.virtualRouter == 1 && second.priority == 100 && second.interval == 100)
        #expect(second.isChecksumValid(Self.addresses) == true)
        let third = try VRRPAdvertisement(parsing: Self.third.span)
        #expect(third.version == 3 && third.interval == 100 && third.isChecksumValid(Self.addresses) == true)
        #expect(
            summary(.vrrp, Self.second)
                == "VRRPv2 Advertisement, vrid 1, prio 100, every 1000 ms, addrs 10.0.0.2 10.0.0.3")
        #expect(fields(.vrrp, Self.third).values("vrrp.short_adver_int") == ["100"])
        #expect(fields(.vrrp, Self.second).values("vrrp.ip_addr") == ["10.0.0.2", "10.0.0.3"])
    }

    @Test func `reads a password, and addresses of IPv6`() {
        let password = [UInt8](hex: "2101 ff01 0101 98ad 0a000002 7365637265740000")
        #expect(fields(.vrrp, password).values("vrrp.auth_string") == ["\(Array("secret".utf8))"])
        let header = [UInt8](
            hex: "60000000 0018 70 ff fe80000000000000000000000000000a ff020000000000000000000000000012")
        let bytes = header + [UInt8](hex: "3105 c801 0064 09e2 fe80000000000000000000000000000a")
        #expect(fields(.ipv6, bytes).values("vrrp.ipv6_addr") == ["fe80::a"])
        #expect(fields(.ipv6, bytes).values("vrrp.checksum_bad.expert") == [])
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("VRRP", .truncated(needed: 8, available: count))) {
            _ = try VRRPAdvertisement(parsing: Self.second.span.extracting(first: count))
        }
    }

    @Test func `refuses other versions, and warns of addresses that are not there`() {
        #expect(throws: WireError("VRRP", .badValue(field: "version", value: 1))) {
            let bytes: [UInt8] = [0x11] + Self.second.dropFirst()
            _ = try VRRPAdvertisement(parsing: bytes.span)
        }
        #expect(fields(.vrrp, [UInt8](hex: "3105 c8ff 0064 0000")).values("vrrp.addr_count.past_end") == ["!"])
    }
}
