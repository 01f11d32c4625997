import Testing
import Wire

@Suite struct SCTPPacketTests {
    static let initiation = [UInt8](
        hex: "04d28e3c deadbeef 1ce2bf7b 01000048 00000001 0000ffff 000a0014 11223344 00050008 0a000001 00060014"
            + "fe80000000000000000000000000000a 000c0008 00050006 80000004 c0000004 80080006 c0800000")
    static let acknowledgment = [UInt8](
        hex: "04d28e3c deadbeef 2676723d 0300001c 00000064 00001388 0002 0001 00020003 00050006 00000063"
            + "00030015 00000065 0001 0007 0000002e 68656c6c6f 000000")

    @Test func `reads the common header, and judges its checksum`() throws {
        let packet = try SCTPPacket(parsing: Self.initiation.span)
        #expect(packet.sourcePort == 1234 && packet.destinationPort == 36412)
        #expect(packet.verificationTag == 0xDEAD_BEEF && packet.isChecksumValid == true)
        for index in Self.initiation.indices {
            var bytes = Self.initiation
            bytes[index] ^= 0x10
            #expect(try SCTPPacket(parsing: bytes.span).isChecksumValid == false)
        }
    }

    @Test func `knows the check value of the standard's nine digits`() {
        var check = CRC32C()
        let digits = Array("123456789".utf8)
        check.add(digits.span)
        #expect(check.value == 0xE306_9283)
    }

    @Test func `reads INIT and its parameters`() {
        let sink = fields(.sctp, Self.initiation)
        #expect(sink.values("sctp.init_credit") == ["65535"] && sink.values("sctp.init_initial_tsn") == ["287454020"])
        #expect(sink.values("sctp.parameter_ipv4_address") == ["10.0.0.1"])
        #expect(sink.values("sctp.parameter_ipv6_address") == ["fe80::a"])
        #expect(sink.values("sctp.supported_chunk_type") == ["192 (FORWARD TSN)", "128 (ASCONF-ACK)"])
        #expect(sink.depth == 0 && sink.highestByte == Self.initiation.count)
        #expect(
            summary(.sctp, Self.initiation)
                == "SCTP [INIT tag 0x1, rwnd 65535, out 10, in 20, tsn 287454020], length 72")
    }

    @Test func `reads SACK and DATA in one packet`() {
        let sink = fields(.sctp, Self.acknowledgment)
        #expect(sink.values("sctp.sack_gap_block_start_tsn") == ["102", "105"])
        #expect(sink.values("sctp.sack_duplicate_tsn") == ["99"])
        #expect(sink.values("sctp.data_payload_proto_id") == ["46 (Diameter)"])
        #expect(sink.values("sctp.data_b_bit") == ["true"] && sink.values("sctp.chunk_padding") == ["[0, 0, 0]"])
        #expect(
            summary(.sctp, Self.acknowledgment) == "SCTP [SACK ack 100, rwnd 5000, gaps 2] "
                + "[DATA tsn 101, sid 1, ssn 7, ppid Diameter, length 5], length 52")
    }

    @Test(arguments: [
        ("0a00000d 636f6f6b6965313233 000000", "sctp.cookie", "SCTP [COOKIE ECHO], length 16"),
        ("04000010 0001000b 61626364656667 00", "sctp.parameter_heartbeat_information", "SCTP [HEARTBEAT], length 16"),
        ("06010008 000c0004", "sctp.abort_t_bit", "SCTP [ABORT User-Initiated Abort], length 8"),
        ("07000008 00000064", "sctp.shutdown_cumulative_tsn_ack", "SCTP [SHUTDOWN], length 8"),
        ("0c000008 00000064", "sctp.ecne_lowest_tsn", "SCTP [ECNE], length 8"),
        ("0e010004", "sctp.shutdown_complete_t_bit", "SCTP [SHUTDOWN COMPLETE], length 4"),
        ("c000000c 00000064 00010002", "sctp.forward_tsn_sid", "SCTP [FORWARD TSN], length 12"),
        ("40020015 00000065 00010000 00000007 00000001 68 000000", "sctp.data_mid", "SCTP [I-DATA], length 24"),
        ("3f000007 616263 00", "sctp.chunk_value", "SCTP [63], length 8"),
    ]) func `reads chunks`(chunk: String, field: String, words: String) {
        let bytes = [UInt8](hex: "04d28e3c deadbeef 00000000") + [UInt8](hex: chunk)
        #expect(fields(.sctp, bytes).values(field).count == 1)
        #expect(summary(.sctp, bytes) == words)
    }

    @Test(arguments: 0..<12) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("SCTP", .truncated(needed: 12, available: count))) {
            _ = try SCTPPacket(parsing: Self.initiation.span.extracting(first: count))
        }
    }

    @Test(arguments: ["00000003", "000000ff", "0000"]) func `warns of a bad length`(chunk: String) {
        let bytes = [UInt8](hex: "04d28e3c deadbeef 00000000") + [UInt8](hex: chunk)
        #expect(fields(.sctp, bytes).values("sctp.chunk_length.bad") == ["!"])
        #expect(summary(.sctp, bytes).hasSuffix("[bad chunk length]"))
    }

    @Test func `warns of blocks and parameters that are not there`() {
        let start = [UInt8](hex: "04d28e3c deadbeef 00000000")
        let blocks = start + [UInt8](hex: "03000010 00000064 00001388 ffff ffff")
        #expect(fields(.sctp, blocks).values("sctp.sack_gap_block_malformed") == ["!"])
        let parameters = start + [UInt8](hex: "04000008 000100ff")
        #expect(fields(.sctp, parameters).values("sctp.parameter_length.bad") == ["!"])
        let causes = start + [UInt8](hex: "09000008 00010003")
        #expect(fields(.sctp, causes).values("sctp.cause_length.bad") == ["!"])
    }
}
