import TestSupport
import Testing
import Wire

@Suite struct DHCPv6PacketTests {
    /// Client with DUID-LLT, elapsed time, requested options, an association without addresses.
    static let solicit = [UInt8](
        hex: """
            01 abcdef 0001 000e 0001 0001 2a000000 020000000001 0008 0002 0064 0006 0004 0017 0018
            0003 000c 00000007 00000000 00000000
            """)

    static let advertise = [UInt8](
        hex: """
            02 abcdef 0002 000a 0003 0001 020000000002
            0003 0030 00000007 00000708 00000b40
              0005 0020 20010db8000000000000000000000005 00000e10 00001c20 000d 0004 0000 6f6b
            0019 0029 00000009 00000708 00000b40
              001a 0019 00000e10 00001c20 38 20010db8000100000000000000000000
            0017 0010 20010db8000000000000000000000053
            0018 000d 076578616d706c6503636f6d00
            """)

    static func relayed(_ message: [UInt8]) -> [UInt8] {
        [UInt8](hex: "0c 01 20010db8000000000000000000000001 fe800000000000000000000000000002 0009")
            + [UInt8(message.count >> 8), UInt8(message.count & 0xFF)] + message + [UInt8](hex: "0012 0004 65746830")
    }

    static func written(_ message: DHCPv6Message) -> [UInt8] {
        [UInt8](capacity: message.byteCount) { message.serialize(into: &$0) }
    }

    @Test func `reads a solicit and writes the same bytes back`() throws {
        let packet = try DHCPv6Packet(parsing: Self.solicit.span)
        #expect(packet.type == .solicit && packet.transactionIdentifier == 0xABCDEF && !packet.isRelay)
        #expect(packet.hopCount == 0 && packet.linkAddress.rawValue == 0 && packet.peerAddress.rawValue == 0)
        #expect(packet.place(of: .elapsedTime) == 26..<28 && packet.place(of: .prefix) == nil)
        let message = try DHCPv6Message(parsing: Self.solicit.span)
        #expect(message.header == .plain(.solicit, transactionIdentifier: 0xABCDEF))
        #expect(
            message.options.map(\.code) == [.clientIdentifier, .elapsedTime, .optionRequest, .nonTemporaryAssociation])
        #expect(Self.written(message) == Self.solicit)
    }

    @Test func `reads what a relay passes on and writes the same bytes back`() throws {
        let bytes = Self.relayed(Self.solicit)
        let message = try DHCPv6Message(parsing: bytes.span)
        let link = try #require(IPv6Address("2001:db8::1"))
        let peer = try #require(IPv6Address("fe80::2"))
        #expect(message.header == .relay(.relayForward, hopCount: 1, link: link, peer: peer))
        #expect(message.options.first == DHCPv6Message.Option(.relayMessage, Self.solicit))
        #expect(Self.written(message) == bytes)
    }

    @Test func `refuses every shorter header, and options that are cut`() {
        for count in 0..<4 {
            #expect(throws: WireError("DHCPv6", .truncated(needed: 4, available: count))) {
                _ = try DHCPv6Packet(parsing: Self.solicit.span.extracting(first: count))
            }
        }
        let relayed = Self.relayed([])
        for count in 1..<34 {
            #expect(throws: WireError("DHCPv6", .truncated(needed: 34, available: count))) {
                _ = try DHCPv6Packet(parsing: relayed.span.extracting(first: count))
            }
        }
        #expect(throws: WireError("DHCPv6 option", .truncated(needed: 4, available: 3), at: 4)) {
            try DHCPv6Message(parsing: Self.solicit.span.extracting(first: 7))
        }
        #expect(throws: WireError("DHCPv6 option", .truncated(needed: 18, available: 17), at: 4)) {
            try DHCPv6Message(parsing: Self.solicit.span.extracting(first: 21))
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 546)
        for _ in 0..<300 {
            let type = DHCPv6MessageType(rawValue: .random(in: 0...255, using: &random))
            let link = IPv6Address(rawValue: .random(in: 0...UInt128.max, using: &random))
            let isRelay = type == .relayForward || type == .relayReply
            let header: DHCPv6Message.Header =
                isRelay
                ? .relay(type, hopCount: 3, link: link, peer: .loopback)
                : .plain(type, transactionIdentifier: .random(in: 0...0xFFFFFF, using: &random))
            let options = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                DHCPv6Message.Option(
                    DHCPv6OptionCode(rawValue: .random(in: 0...0xFFFF, using: &random)),
                    .random(count: 0...80, using: &random))
            }
            let message = DHCPv6Message(header, options: options)
            #expect(try DHCPv6Message(parsing: Self.written(message).span) == message)
        }
    }
}

@Suite struct DHCPv6LayerTests {
    @Test func `is found by its ports`() {
        #expect(LayerKind(udp: 546, 547) == .dhcpv6 && LayerKind(udp: 547, 547) == .dhcpv6)
        #expect(LayerKind.dhcpv6.name == "dhcpv6")
    }

    @Test func `tells the fields of a solicit`() {
        #expect(
            Told.fields(.dhcpv6, DHCPv6PacketTests.solicit) == [
                "dhcpv6", "dhcpv6.msgtype=1 (Solicit)", "dhcpv6.xid=11259375",
                "dhcpv6.option", "dhcpv6.option.type=1 (Client Identifier)", "dhcpv6.option.length=14",
                "dhcpv6.duid.bytes=14 bytes", "dhcpv6.duid.type=1 (DUID-LLT)", "dhcpv6.duidllt.hwtype=1 (Ethernet)",
                "dhcpv6.duidllt.time=704643072", "dhcpv6.duidllt.link_layer_addr=02:00:00:00:00:01",
                "dhcpv6.option", "dhcpv6.option.type=8 (Elapsed Time)", "dhcpv6.option.length=2",
                "dhcpv6.elapsed_time=1000",
                "dhcpv6.option", "dhcpv6.option.type=6 (Option Request)", "dhcpv6.option.length=4",
                "dhcpv6.requested_option_code", "dhcpv6.requested_option_code=23 (DNS Servers)",
                "dhcpv6.requested_option_code", "dhcpv6.requested_option_code=24 (Domain Search List)",
                "dhcpv6.option", "dhcpv6.option.type=3 (IA_NA)", "dhcpv6.option.length=12", "dhcpv6.iaid=00000007",
                "dhcpv6.iaid.t1=0", "dhcpv6.iaid.t2=0",
            ])
    }

    @Test func `tells options within options`() {
        let fields = Told.fields(.dhcpv6, DHCPv6PacketTests.advertise)
        for field in [
            "dhcpv6.duidll.link_layer_addr=02:00:00:00:00:02", "dhcpv6.iaid.t2=2880", "dhcpv6.iaaddr.ip=2001:db8::5",
            "dhcpv6.iaaddr.valid_lifetime=7200", "dhcpv6.status_code=0 (Success)", "dhcpv6.status_msg=ok",
            "dhcpv6.iaprefix.pref_len=56", "dhcpv6.iaprefix.pref_addr=2001:db8:1::", "dhcpv6.dns_server=2001:db8::53",
            "dhcpv6.search_list_entry=example.com.",
        ] { #expect(fields.contains(field), "\(field)") }
        #expect(!fields.contains { $0.hasPrefix("!") })
    }

    @Test func `tells messages within messages`() {
        let fields = Told.fields(
            .dhcpv6, DHCPv6PacketTests.relayed(DHCPv6PacketTests.relayed(DHCPv6PacketTests.solicit)))
        #expect(fields.filter { $0 == "dhcpv6.msgtype=12 (Relay-forward)" }.count == 2)
        #expect(fields.filter { $0 == "dhcpv6.peeraddr=fe80::2" }.count == 2)
        #expect(fields.contains("dhcpv6.xid=11259375") && fields.contains("dhcpv6.interface_id=4 bytes"))
    }

    @Test func `goes only so deep`() {
        var bytes = DHCPv6PacketTests.solicit
        for _ in 0..<200 { bytes = DHCPv6PacketTests.relayed(bytes) }
        let fields = Told.fields(.dhcpv6, bytes)
        #expect(fields.contains("! _ws.malformed: options are packed too deep into each other"))
        #expect(Told.line(.dhcpv6, bytes).hasSuffix(", length \(bytes.count)"))
        var nested = [UInt8](hex: "0005 0018") + [UInt8](repeating: 0, count: 24)
        for _ in 0..<100 {
            let data = [UInt8](repeating: 0, count: 24) + nested
            nested = [UInt8](hex: "0005") + [UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
        }
        let inner = Told.fields(.dhcpv6, [1, 0, 0, 1] + nested)
        #expect(inner.contains("! _ws.malformed: options are packed too deep into each other"))
    }

    @Test(arguments: [
        ("0002 000b 0002 00000009 6964656e74", ["dhcpv6.duiden.enterprise=9", "dhcpv6.duiden.identifier=5 bytes"]),
        ("0001 0012 0004 000102030405060708090a0b0c0d0e0f", ["dhcpv6.duiduuid.bytes=16 bytes"]),
        ("0001 0001 00", ["! dhcp.malformed.duid: no type of DUID"]),
        ("0001 0003 0001 00", ["! dhcp.malformed.duid: 3 bytes are no DUID of this type"]),
        (
            "0027 000b 01 066c6170746f70 0178 00",
            [
                "dhcpv6.client_fqdn_flags=1", "dhcpv6.clientfqdn.client.s=true", "dhcpv6.client_domain=laptop.x.",
            ]
        ),
        ("0027 0008 00 066c6170746f70", ["dhcpv6.client_domain=laptop"]),
        ("0027 0003 00 0961", ["! _ws.malformed: no name"]),
        ("000f 0005 0003 757372", ["dhcpv6.userclass.length=3", "dhcpv6.userclass.opaque_data=3 bytes"]),
        ("000f 0003 0003 75", ["! _ws.malformed: no room for a class"]),
        ("0010 000a 00000137 0004 4d534654", ["dhcpv6.vendorclass.enterprise=311", "dhcpv6.vendorclass.data=MSFT"]),
        (
            "0011 000a 00000009 0001 0002 7879",
            [
                "dhcpv6.vendoropts.enterprise=9", "dhcpv6.vendoropts.enterprise.option_code=1",
                "dhcpv6.vendoropts.enterprise.option_data=2 bytes",
            ]
        ),
        ("0038 000b 0003 0007 036e747001 7800", ["dhcpv6.ntpserver.fqdn=ntp.x."]),
        ("000b 000f 03 01 00 0000000000000000 696e666f", ["dhcpv6.auth.protocol=3", "dhcpv6.auth.info=4 bytes"]),
        ("0025 0007 00000009 726964", ["dhcpv6.remoteid.enterprise=9", "dhcpv6.remoteid_enterprise_id=3 bytes"]),
        ("003d 0002 0007", ["dhcpv6.client_arch=7 (x64 UEFI)"]),
        ("004f 0008 0001 020000000001", ["dhcpv6.client_linklayer_addr=02:00:00:00:00:01"]),
        ("0013 0001 05", ["dhcpv6.reconf_msg=5 (Renew)"]),
        ("0004 0004 00000005", ["dhcpv6.iata=00000005"]),
        ("0043 0002 3c 05", ["dhcpv6.pd_exclude.pref_len=60", "dhcpv6.pd_exclude.subnet_id=1 bytes"]),
        ("270f 0002 7a7a", ["dhcpv6.option.type=9999", "dhcpv6.option.value=2 bytes"]),
        (
            "0017 000f 000102030405060708090a0b0c0d0e",
            [
                "dhcpv6.option.value=15 bytes", "! _ws.malformed: a length of 15 is not one that this option has",
            ]
        ),
        ("0009 0001 0c", ["! _ws.malformed: DHCPv6: needs 34 bytes, 1 are there (byte 8)"]),
        ("0009 0032 01", ["! _ws.malformed: DHCPv6 option: needs 54 bytes, 5 are there (byte 4)"]),
    ])
    func `tells an option`(option: String, fields: [String]) {
        let told = Told.fields(.dhcpv6, [1, 0, 0, 1] + [UInt8](hex: option))
        for field in fields { #expect(told.contains(field), "\(field) in \(told)") }
    }

    @Test func `sums up in a line`() {
        #expect(
            Told.line(.dhcpv6, DHCPv6PacketTests.solicit)
                == "DHCPv6 Solicit, xid 0xabcdef, client 02:00:00:00:00:01, length \(DHCPv6PacketTests.solicit.count)")
        #expect(
            Told.line(.dhcpv6, DHCPv6PacketTests.advertise).hasPrefix(
                "DHCPv6 Advertise, xid 0xabcdef, address 2001:db8::5, prefix 2001:db8:1::/56, length "))
        #expect(
            Told.line(.dhcpv6, DHCPv6PacketTests.relayed(DHCPv6PacketTests.solicit)).hasPrefix(
                "DHCPv6 Relay-forward, hops 1, link 2001:db8::1, peer fe80::2, relays Solicit, xid 0xabcdef, client 02:"
            ))
        #expect(
            Told.line(.dhcpv6, [UInt8](hex: "07 000001 000d 0002 0002"))
                == "DHCPv6 Reply, xid 0x1, status NoAddrsAvail, length 10")
        #expect(Told.line(.dhcpv6, [UInt8](hex: "fe 000001")) == "DHCPv6 message type 254, xid 0x1, length 4")
    }

    @Test func `goes on to the DHCPv4 message that it carries`() {
        let bytes =
            [UInt8](hex: "14 000000 0057") + [
                UInt8(DHCPPacketTests.discover.count >> 8), UInt8(DHCPPacketTests.discover.count & 0xFF),
            ]
            + DHCPPacketTests.discover
        #expect(Told.fields(.dhcpv6, bytes).contains("dhcp.option.hostname=laptop"))
        #expect(Told.line(.dhcpv6, bytes).contains("DHCPv6 DHCPv4-query, xid 0x0, length 280: DHCP Discover, xid "))
    }

    @Test func `tells random options without a trap`() {
        var random = SeededGenerator(seed: 547)
        for _ in 0..<4000 {
            var bytes: [UInt8] = [.random(in: 0...40, using: &random), 0, 0, 1]
            if bytes[0] == 12 || bytes[0] == 13 { bytes += [UInt8](repeating: 1, count: 30) }
            for _ in 0..<Int.random(in: 0...10, using: &random) {
                let data = [UInt8].random(count: 0...70, using: &random)
                bytes += [0, .random(in: 0...148, using: &random), 0, UInt8(data.count)] + data
            }
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 0...min(4, bytes.count - 1), using: &random))
            }
            var sink = RecordingSink()
            PacketWalk(.dhcpv6).describe(bytes.span, into: &sink)
            #expect(sink.depth == 0 && sink.highestByte <= bytes.count)
            _ = Told.line(.dhcpv6, bytes)
        }
    }
}
