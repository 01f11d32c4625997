import Testing
import Wire

@Suite struct TLSRecordTests {
    private static func fields(_ bytes: [UInt8]) -> [String] { PacketWalk.fields(.tls, bytes) }

    @Test func `reads a real ClientHello`() {
        let fields = Self.fields(TLSSamples.clientHello)
        #expect(fields.starts(with: ["tls", "tls.record", "tls.record.content_type=22 (Handshake)"]))
        for field in [
            "tls.record.version=769 (TLS 1.0)", "tls.record.length=330", "tls.handshake.type=1 (ClientHello)",
            "tls.handshake.length=326", "tls.handshake.version=771 (TLS 1.2)", "tls.handshake.random=32 bytes",
            "tls.handshake.session_id_length=32", "tls.handshake.cipher_suites_length=62",
            "tls.handshake.ciphersuite=4866 (TLS_AES_256_GCM_SHA384)", "tls.handshake.comp_method=0 (null)",
            "tls.handshake.extensions_server_name=www.163.com", "tls.handshake.extensions_alpn_str=h2",
            "tls.handshake.extensions_alpn_str=http/1.1",
            "tls.handshake.extensions.supported_version=772 (TLS 1.3)",
            "tls.handshake.extensions_supported_group=29 (x25519)",
            "tls.handshake.sig_hash_alg=1027 (ecdsa_secp256r1_sha256)",
            "tls.handshake.extensions_key_share_group=29 (x25519)", "tls.extension.psk_ke_mode=1 (psk_dhe_ke)",
        ] {
            #expect(fields.contains(field), "\(field)")
        }
        #expect(fields.count { $0.hasPrefix("tls.handshake.ciphersuite=") } == 31)
        #expect(!fields.contains { $0.hasPrefix("!") })
    }

    /// As tshark has them.
    @Test func `computes JA3 of a client and of a server`() {
        #expect(Self.fields(TLSSamples.clientHello).contains("tls.handshake.ja3=5a1edc7f170af1014fc65c994878e63c"))
        let answer = Self.fields(TLSSamples.serverHello)
        #expect(answer.contains("tls.handshake.ja3s_full=771,4866,43-51"))
        #expect(answer.contains("tls.handshake.ja3s=15af977ce25de452b96affa2addb1036"))
    }

    /// The example that JA4 was published with.
    @Test func `computes JA4 and passes over sown numbers`() {
        let fields = Self.fields(TLSSamples.browserHello)
        #expect(fields.contains("tls.handshake.ja4=t13d1516h2_8daaf6152771_e5627efa2ab1"))
        let lists =
            "t13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9_"
            + "0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01_"
            + "0403,0804,0401,0503,0805,0501,0806,0601"
        #expect(fields.contains("tls.handshake.ja4_r=" + lists))
        let full = "771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157-47-53,"
        #expect(fields.contains { $0.hasPrefix("tls.handshake.ja3_full=" + full) })
    }

    @Test func `reads several records and messages of a segment`() {
        let fields = Self.fields(TLSSamples.oldFlight)
        #expect(fields.count { $0 == "tls.record" } == 4)
        #expect(fields.contains("tls.handshake.ciphersuite=49162 (TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA)"))
        #expect(fields.contains("tls.handshake.certificate_length=370"))
        #expect(fields.contains("tls.handshake.server_named_curve=29 (x25519)"))
        #expect(fields.contains("tls.handshake.type=14 (ServerHelloDone)"))
        #expect(
            PacketWalk.summary(.tls, TLSSamples.oldFlight)
                == "TLS 1.0 ServerHello TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA; Certificate; ServerKeyExchange; "
                + "ServerHelloDone")
    }

    @Test func `sums up what clients and servers say`() {
        #expect(
            PacketWalk.summary(.tls, TLSSamples.clientHello)
                == "TLS 1.3 ClientHello, SNI www.163.com, ALPN h2,http/1.1")
        #expect(
            PacketWalk.summary(.tls, TLSSamples.serverHello)
                == "TLS 1.3 ServerHello TLS_AES_256_GCM_SHA384; ChangeCipherSpec; Application Data, 32 bytes, 16 here")
        #expect(
            PacketWalk.summary(.tls, TLSSamples.retry)
                == "TLS 1.3 HelloRetryRequest TLS_AES_256_GCM_SHA384; ChangeCipherSpec")
        #expect(PacketWalk.summary(.tls, TLSSamples.clientHello, isBrief: true) == "TLS 1.3, length 335")
    }

    @Test(arguments: [
        ("1503030002 0228", "TLS Alert fatal: handshake failure"),
        ("1503030002 0100", "TLS Alert warning: close notify"),
        ("1503030003 010203", "TLS Encrypted Alert"),
        ("15030300020228 1503030002", "TLS Alert fatal: handshake failure; Alert, 0 of 2 bytes here"),
        ("1703030003 010203 1703030002 0102", "TLS Application Data, 5 bytes in 2 records"),
        ("1703030000", "TLS Application Data, 0 bytes"), ("1603030004 0e000000", "TLS ServerHelloDone"),
        ("1603030010 00000000000000000102030405060708", "TLS Encrypted Handshake Message"),
        ("140303000101 1603030004 14000000", "TLS ChangeCipherSpec; Encrypted Handshake Message"),
        ("1803030003 014000", "TLS Heartbeat Request"), ("1603030200", "TLS Handshake, 0 of 512 bytes here"),
    ]) func `sums up the smaller records`(dump: String, summary: String) {
        #expect(PacketWalk.summary(.tls, [UInt8](dump: dump)) == summary)
    }

    @Test func `reads the second hello of a client behind its ChangeCipherSpec`() {
        let bytes = [UInt8](dump: "140303000101") + TLSSamples.clientHello
        #expect(
            PacketWalk.summary(.tls, bytes) == "TLS ChangeCipherSpec; ClientHello, SNI www.163.com, ALPN h2,http/1.1")
    }

    @Test func `warns of a heartbeat that asks for more than it brings`() {
        let fields = Self.fields([UInt8](dump: "1803020003 014000"))
        #expect(fields.contains("tls.heartbeat_message.payload_length=16384"))
        #expect(fields.contains { $0.hasPrefix("! tls.heartbeat_message.payload_length.invalid") })
    }

    @Test(arguments: 5..<335) func `tells a record that goes on in the next segment without a complaint`(count: Int) {
        let fields = Self.fields(Array(TLSSamples.clientHello.prefix(count)))
        #expect(fields.contains("tls.record.length=330"))
        #expect(!fields.contains { $0.hasPrefix("!") || $0.hasPrefix("tls.handshake.ja") })
    }

    @Test(arguments: [
        "", "16", "16030100", "1703030000000000", "1503030000", "1304030002", "1602030002", "160305000100",
    ])
    func `takes what begins in the middle of a stream for data`(dump: String) {
        let bytes = [UInt8](dump: dump)
        let begins = bytes.count >= 5 && bytes[0] == 0x17
        let isAccepted = TLSRecords.accepts(bytes.span)
        #expect(isAccepted == begins)
    }

    @Test func `warns of bytes behind a record that are none`() {
        let fields = Self.fields([UInt8](dump: "15030300020228 4745542f20"))
        #expect(fields.contains { $0.hasPrefix("! tls.ignored_unknown_record") })
    }

    @Test(arguments: 0..<5) func `refuses a buffer too short`(count: Int) {
        let bytes = Array(TLSSamples.clientHello.prefix(count))
        #expect(throws: WireError("TLS", .truncated(needed: 5, available: count))) {
            _ = try TLSRecords(parsing: bytes.span)
        }
    }

    @Test func `warns of lengths that reach past the end`() {
        var hello = TLSSamples.clientHello
        // The list of cipher suites.
        hello[76] = 0xFF
        let fields = Self.fields(hello)
        #expect(fields.contains { $0.hasPrefix("! tls.malformed.vector_length") })
        #expect(!fields.contains { $0.hasPrefix("tls.handshake.ja") })
    }

    @Test func `survives broken messages`() {
        let messages = [
            TLSSamples.clientHello, TLSSamples.serverHello, TLSSamples.oldFlight, TLSSamples.retry,
            TLSSamples.browserHello, [UInt8](dump: "1803030003 014000"),
        ]
        #expect(StrictSink.complaints(.tls, breaking: messages) == [])
    }

    @Test func `finds TLS by its ports`() {
        for port: UInt16 in [443, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 5061, 8443] {
            #expect(LayerKind(tcp: 50000, port) == .tls)
        }
    }
}
