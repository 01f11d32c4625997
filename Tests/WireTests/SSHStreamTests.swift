import Testing
import Wire

@Suite struct SSHStreamTests {
    /// A key exchange with few names: one list differs from its like in the other direction.
    static let keyExchange = [UInt8](
        hex: """
            000000a40814000102030405060708090a0b0c0d0e0f0000001c637572766532353531392d7368613235362c6578742d
            696e666f2d630000000b7373682d656432353531390000000a6165733132382d6374720000000a6165733235362d6374
            720000000d686d61632d736861322d3235360000000d686d61632d736861322d353132000000046e6f6e65000000047a
            6c6962000000000000000000000000000000000000000000
            """)
    static let banner = Array("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8)

    /// The fields of bytes between these ports.
    private static func fields(_ bytes: [UInt8], from source: UInt16 = 4000, to destination: UInt16 = 22) -> [String] {
        let header = TCPHeader(
            sourcePort: source, destinationPort: destination, sequenceNumber: 1, flags: .ack, window: 1)
        let pseudoHeader = pseudoHeader
        let segment = [UInt8](capacity: 20 + bytes.count) {
            header.serialize(into: &$0, payload: bytes.span, pseudoHeader: pseudoHeader)
        }
        return Array(PacketWalk.fields(.tcp, segment).drop { $0 != "ssh" })
    }

    private static let pseudoHeader = PseudoHeader.ipv4(
        source: IPv4Address(rawValue: 1), destination: IPv4Address(rawValue: 2))

    @Test func `reads the line by which a side begins`() {
        #expect(
            Self.fields(Self.banner) == ["ssh", "ssh.protocol", "ssh.protocol=SSH-2.0-OpenSSH_9.2p1 Debian-2"])
        #expect(PacketWalk.summary(.ssh, Self.banner) == "SSH SSH-2.0-OpenSSH_9.2p1 Debian-2")
    }

    @Test func `reads what a side can do`() {
        let fields = Self.fields(Self.keyExchange)
        for field in [
            "ssh.packet_length=164", "ssh.padding_length=8", "ssh.message_code=20 (Key Exchange Init)",
            "ssh.cookie=16 bytes", "ssh.kex_algorithms_length=28",
            "ssh.kex_algorithms=curve25519-sha256,ext-info-c", "ssh.server_host_key_algorithms=ssh-ed25519",
            "ssh.encryption_algorithms_client_to_server=aes128-ctr", "ssh.first_kex_packet_follows=0",
            "ssh.kex.reserved=4 bytes", "ssh.padding_string=8 bytes",
            "ssh.kex.hassh_algorithms=curve25519-sha256,ext-info-c;aes128-ctr;hmac-sha2-256;none",
            "ssh.kex.hassh=cafb69eb1dbb2a4a505b5b25342a4940",
        ] {
            #expect(fields.contains(field), "\(field)")
        }
        let server = Self.fields(Self.keyExchange, from: 22, to: 4000)
        #expect(server.contains("ssh.kex.hasshserver=c44c03c43a8f3994828aff7d71f2eb71"))
    }

    @Test func `reads a line and a packet in one segment`() {
        #expect(
            PacketWalk.summary(.ssh, Self.banner + Self.keyExchange)
                == "SSH SSH-2.0-OpenSSH_9.2p1 Debian-2; Key Exchange Init, 164 bytes")
    }

    @Test(arguments: [64, 5, 1]) func `says how much is encrypted`(count: Int) {
        let bytes = [UInt8](repeating: 0x9A, count: count)
        #expect(PacketWalk.summary(.ssh, bytes) == "SSH encrypted, \(count) bytes")
        #expect(Self.fields(bytes) == ["ssh", "ssh.encrypted_packet=\(count) bytes"])
    }

    @Test(arguments: 6..<168) func `tells a packet that goes on in the next segment`(count: Int) {
        let fields = Self.fields(Array(Self.keyExchange.prefix(count)))
        #expect(fields.contains("ssh.packet_length=164") && !fields.contains { $0.hasPrefix("!") })
    }

    @Test func `refuses a buffer too short`() {
        #expect(throws: WireError("SSH", .truncated(needed: 1, available: 0))) {
            _ = try SSHStream(parsing: Span())
        }
    }

    @Test func `survives broken packets`() {
        #expect(StrictSink.complaints(.ssh, breaking: [Self.keyExchange, Self.banner + Self.keyExchange]) == [])
    }
}
