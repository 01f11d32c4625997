import TestSupport
import Testing
import Wire

@Suite struct DHCPPacketTests {
    static let client = MACAddress(rawValue: 0x0200_0000_0001)

    /// Op, hardware, hops, xid, secs, flags, four addresses, chaddr, sname, file, cookie.
    static func header(
        _ start: String = "01 01 06 00 11223344 0003 8000", _ addresses: String = "", sname: [UInt8] = [],
        file: [UInt8] = []
    ) -> [UInt8] {
        func padded(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
            bytes + [UInt8](repeating: 0, count: count - bytes.count)
        }
        return [UInt8](hex: start) + padded([UInt8](hex: addresses), 16) + padded([UInt8](hex: "020000000001"), 16)
            + padded(sname, 64) + padded(file, 128) + DHCPPacket.cookie
    }

    static let discover =
        header() + [UInt8](hex: "35 01 01 3d 07 01 020000000001 32 04 0a000005 0c 06 6c6170746f70 37 03 01 03 06 ff")

    static let offer =
        header(
            "02 01 06 00 11223344 0000 0000", "00000000 0a000005 0a000001 00000000", file: Array("pxelinux.0".utf8))
        + [UInt8](
            hex: """
                35 01 02 36 04 0a000001 33 04 00000e10 01 04 ffffff00 03 08 0a000001 0a000002 02 04 fffff1f0 13 01 01
                21 08 01020304 0a000001 19 04 0044 05dc 79 0c 18 c0a801 0a000001 18 c0a801 ff 0000
                """)

    static func written(_ header: DHCPHeader) -> [UInt8] {
        [UInt8](capacity: DHCPHeader.byteCount) { header.serialize(into: &$0) }
    }

    @Test func `reads a discover and writes the same bytes back`() throws {
        let packet = try DHCPPacket(parsing: Self.discover.span)
        #expect(packet.operation == .request && packet.transactionIdentifier == 0x1122_3344 && packet.seconds == 3)
        #expect(packet.flags == 0x8000 && packet.clientMAC == Self.client && packet.hasCookie)
        #expect(packet.messageType == .discover)
        #expect(packet.value(of: .hostName) == Array("laptop".utf8) && packet.value(of: .leaseTime) == nil)
        let message = try DHCPMessage(parsing: Self.discover.span)
        #expect(message.options.map(\.code.rawValue) == [53, 61, 50, 12, 55])
        #expect(message.serialized() == Self.discover)
        #expect(Self.written(message.header) == Array(Self.discover.prefix(236)))
    }

    @Test func `writes what a client begins with`() {
        var header = DHCPHeader(.request, transactionIdentifier: 0x1122_3344, client: Self.client)
        header.seconds = 3
        header.flags = 0x8000
        #expect(Self.written(header) == Array(Self.header().prefix(236)))
    }

    @Test func `refuses every shorter message`() {
        for count in 0..<236 {
            #expect(throws: WireError("DHCP", .truncated(needed: 236, available: count))) {
                _ = try DHCPPacket(parsing: Self.discover.span.extracting(first: count))
            }
        }
        #expect(throws: WireError("DHCP", .badValue(field: "magic cookie", value: 0), at: 236)) {
            try DHCPMessage(parsing: Self.discover.span.extracting(first: 239))
        }
    }

    @Test func `refuses options that are cut`() {
        let bytes = Self.header() + [UInt8](hex: "35 01 01 0c 06 6c6170")
        #expect(throws: WireError("DHCP option", .truncated(needed: 8, available: 5), at: 243)) {
            try DHCPMessage(parsing: bytes.span)
        }
        #expect(throws: WireError("DHCP option", .truncated(needed: 2, available: 1), at: 243)) {
            try DHCPMessage(parsing: bytes.span.extracting(first: 244))
        }
    }

    @Test func `puts split options together, also those in other fields`() throws {
        let bytes =
            Self.header(
                sname: [UInt8](hex: "0f 04 2e636f6d ff"), file: [UInt8](hex: "0c 05 73706c6974 ff"))
            + [UInt8](hex: "35 01 05 34 01 03 0f 07 6578616d706c65 0c 05 686f73742d ff")
        let message = try DHCPMessage(parsing: bytes.span)
        #expect(
            message.options == [
                DHCPMessage.Option(.messageType, [5]), DHCPMessage.Option(.domainName, Array("example.com".utf8)),
                DHCPMessage.Option(.hostName, Array("host-split".utf8)),
            ])
        #expect(message.header.serverName.isEmpty && message.header.file.isEmpty)
        let fields = Told.fields(.dhcp, bytes)
        #expect(fields.contains("dhcp.option.domain_name=example.com"))
        #expect(fields.contains("dhcp.option.hostname=host-split"))
        #expect(fields.contains("dhcp.option.option_overload=3 (file and sname hold options)"))
        #expect(!fields.contains { $0.hasPrefix("dhcp.file") || $0.hasPrefix("dhcp.server") })
    }

    @Test func `splits what is longer than a length can say`() throws {
        let data = [UInt8](repeating: 7, count: 600)
        let header = DHCPHeader(.reply, transactionIdentifier: 1, client: Self.client)
        let message = DHCPMessage(header, options: [DHCPMessage.Option(.message, data)])
        let bytes = message.serialized()
        #expect(bytes.count == 240 + 600 + 3 * 2 + 1)
        #expect(try DHCPMessage(parsing: bytes.span) == message)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 67)
        for _ in 0..<300 {
            var header = DHCPHeader(
                BOOTPOperation(rawValue: .random(in: 0...255, using: &random)),
                transactionIdentifier: .random(in: 0...UInt32.max, using: &random), client: .zero)
            header.hardwareType = .random(in: 0...255, using: &random)
            header.hardwareLength = .random(in: 0...255, using: &random)
            header.flags = .random(in: 0...0xFFFF, using: &random)
            header.hardwareAddress = .random(in: 0...UInt128.max, using: &random)
            header.yourAddress = IPv4Address(rawValue: .random(in: 0...UInt32.max, using: &random))
            header.file = (0..<Int.random(in: 0...128, using: &random)).map { _ in .random(in: 1...255, using: &random)
            }
            let codes = Array(1...254).shuffled(using: &random).prefix(8).filter { $0 != 52 }
            let options = codes.map {
                DHCPMessage.Option(DHCPOptionCode(rawValue: UInt8($0)), .random(count: 0...300, using: &random))
            }
            let message = DHCPMessage(header, options: options)
            let bytes = message.serialized()
            #expect(try DHCPMessage(parsing: bytes.span) == message)
            #expect(try DHCPMessage(parsing: bytes.span).serialized() == bytes)
        }
    }
}

@Suite struct DHCPLayerTests {
    @Test func `is found by its ports`() {
        #expect(LayerKind(udp: 67, 68) == .dhcp && LayerKind(udp: 68, 67) == .dhcp && LayerKind.dhcp.name == "dhcp")
    }

    @Test func `tells the fields of a discover`() {
        #expect(
            Told.fields(.dhcp, DHCPPacketTests.discover) == [
                "dhcp", "dhcp.type=1 (Boot Request)", "dhcp.hw.type=1 (Ethernet)", "dhcp.hw.len=6", "dhcp.hops=0",
                "dhcp.id=287454020", "dhcp.secs=3", "dhcp.flags", "dhcp.flags=32768", "dhcp.flags.bc=true",
                "dhcp.flags.reserved=0", "dhcp.ip.client=0.0.0.0", "dhcp.ip.your=0.0.0.0", "dhcp.ip.server=0.0.0.0",
                "dhcp.ip.relay=0.0.0.0", "dhcp.hw.mac_addr=02:00:00:00:00:01", "dhcp.hw.addr_padding=10 bytes",
                "dhcp.cookie=99.130.83.99",
                "dhcp.option", "dhcp.option.type=53 (DHCP Message Type)", "dhcp.option.length=1", "dhcp.option.dhcp",
                "dhcp.option.dhcp=1 (Discover)",
                "dhcp.option", "dhcp.option.type=61 (Client Identifier)", "dhcp.option.length=7",
                "dhcp.hw.type=1 (Ethernet)", "dhcp.hw.mac_addr=02:00:00:00:00:01",
                "dhcp.option", "dhcp.option.type=50 (Requested IP Address)", "dhcp.option.length=4",
                "dhcp.option.requested_ip_address=10.0.0.5",
                "dhcp.option", "dhcp.option.type=12 (Host Name)", "dhcp.option.length=6", "dhcp.option.hostname=laptop",
                "dhcp.option", "dhcp.option.type=55 (Parameter Request List)", "dhcp.option.length=3",
                "dhcp.option.request_list_item", "dhcp.option.request_list_item=1 (Subnet Mask)",
                "dhcp.option.request_list_item", "dhcp.option.request_list_item=3 (Router)",
                "dhcp.option.request_list_item", "dhcp.option.request_list_item=6 (Domain Name Server)",
                "dhcp.option", "dhcp.option.type=255 (End)", "dhcp.option.end=255",
            ])
    }

    @Test func `tells values in all their forms`() {
        let fields = Told.fields(.dhcp, DHCPPacketTests.offer)
        for field in [
            "dhcp.file=pxelinux.0", "dhcp.option.dhcp_server_id=10.0.0.1", "dhcp.option.ip_address_lease_time=3600",
            "dhcp.option.router=10.0.0.1", "dhcp.option.router=10.0.0.2", "dhcp.option.time_offset=-3600",
            "dhcp.option.ip_forwarding=true", "dhcp.option.static_route.ip=1.2.3.4",
            "dhcp.option.static_route.router=10.0.0.1", "dhcp.option.path_mtu_plateau_table_item=1500",
            "dhcp.option.classless_static_route=8 bytes", "! dhcp.option.classless_static.route: no route",
        ] { #expect(fields.contains(field), "\(field)") }
        #expect(fields.last == "dhcp.option.padding=2 bytes")
    }

    @Test(arguments: [
        (
            "52 0e 01 02 6162 05 04 0a010000 c8 02 7a7a",
            [
                "dhcp.option.agent_information_option.suboption=1 (Agent Circuit ID)",
                "dhcp.option.agent_information_option.agent_circuit_id=2 bytes",
                "dhcp.option.agent_information_option.link_selection=10.1.0.0",
                "dhcp.option.agent_information_option.value=2 bytes",
            ]
        ),
        (
            "3d 13 ff 00000001 0001 0001 00000007 020000000001",
            [
                "dhcp.client_id.iaid=00000001", "dhcp.client_id.duid_type=1 (DUID-LLT)", "dhcp.client_id.time=7",
                "dhcp.client_id.link_layer_address=02:00:00:00:00:01",
            ]
        ),
        ("3d 04 00 616263", ["dhcp.client_id.type=0", "dhcp.client_id=3 bytes"]),
        ("51 06 04 00 00 016100", ["dhcp.fqdn.e=true", "dhcp.fqdn.name=a"]),
        ("51 05 01 00 00 6162", ["dhcp.fqdn.s=true", "dhcp.fqdn.name=ab"]),
        ("77 0a 0161 0162 00 0163 c002 00", ["dhcp.option.dhcp_dns_domain_search_list_fqdn=a.b"]),
        ("7c 07 00000009 02 6162", ["dhcp.option.vi_class.enterprise=9", "dhcp.option.vi_class.data=ab"]),
        ("7d 07 00000009 03 6162", ["! dhcp.option.enterprise.malformed: no room for an enterprise's data"]),
        ("4d 03 02 6162", ["dhcp.option.user_class.length=2", "dhcp.option.user_class.data=2 bytes"]),
        ("4d 03 61 6263", ["dhcp.option.user_class.text=abc"]),
        ("5d 02 0007", ["dhcp.option.client_system_architecture=7 (x64 UEFI)"]),
        ("61 11 00 000102030405060708090a0b0c0d0e0f", ["dhcp.client_id.uuid=03020100-0504-0706-0809-0a0b0c0d0e0f"]),
        ("0c 04 61620000", ["dhcp.option.hostname=ab"]),
        ("e0 02 abcd", ["dhcp.option.type=224", "dhcp.option.value=2 bytes"]),
        (
            "33 02 0001",
            ["dhcp.option.value=2 bytes", "! _ws.malformed: a length of 2 is not one that this option has"]
        ),
        ("03 05 0102030405", ["dhcp.option.value=5 bytes"]),
        ("0c 09 6162", ["! _ws.malformed: DHCP option: needs 11 bytes, 5 are there (byte 240)"]),
    ])
    func `tells an option`(option: String, fields: [String]) {
        let told = Told.fields(.dhcp, DHCPPacketTests.header() + [UInt8](hex: option) + [0xFF])
        for field in fields { #expect(told.contains(field), "\(field) in \(told)") }
    }

    @Test func `sums up in a line`() {
        #expect(
            Told.line(.dhcp, DHCPPacketTests.discover)
                == "DHCP Discover, xid 0x11223344, from 02:00:00:00:00:01, requested 10.0.0.5, host laptop, length 272")
        #expect(
            Told.line(.dhcp, DHCPPacketTests.offer).hasPrefix(
                "DHCP Offer, xid 0x11223344, for 02:00:00:00:00:01, gets 10.0.0.5, server 10.0.0.1, lease 3600 s, "
                    + "file pxelinux.0, length "))
        let plain = Array(DHCPPacketTests.header("02 06 03 01 00000001 0000 0000", "0a000007").prefix(236))
        #expect(Told.line(.dhcp, plain) == "BOOTP Reply, xid 0x1, for hardware 020000, client 10.0.0.7, length 236")
        let refusal = DHCPPacketTests.header() + [UInt8](hex: "350106 3803 6e1b6f ff")
        #expect(Told.line(.dhcp, refusal).contains("DHCP NAK, ") && Told.line(.dhcp, refusal).contains("n\\x1bo"))
    }

    @Test func `tells plain BOOTP`() {
        let bytes = Array(DHCPPacketTests.header().prefix(236)) + [UInt8](repeating: 0, count: 64)
        let fields = Told.fields(.dhcp, bytes)
        #expect(fields.last == "dhcp.vendor_specific_options=64 bytes")
    }

    @Test func `tells random options without a trap`() {
        var random = SeededGenerator(seed: 68)
        for _ in 0..<3000 {
            let options: [UInt8] = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
                let data = [UInt8].random(count: 0...40, using: &random)
                return [.random(in: 0...255, using: &random), UInt8(data.count)] + data
            }
            let field = [UInt8].random(count: 0...60, using: &random)
            let bytes = DHCPPacketTests.header(sname: field, file: field) + options
            var sink = RecordingSink()
            PacketWalk(.dhcp).describe(bytes.span, into: &sink)
            #expect(sink.depth == 0 && sink.highestByte <= bytes.count)
            _ = Told.line(.dhcp, bytes)
            if let message = try? DHCPMessage(parsing: bytes.span) { _ = message.serialized() }
        }
    }
}
