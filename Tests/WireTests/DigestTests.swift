import Testing
import Wire

@Suite struct DigestTests {
    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func md5(_ text: [UInt8]) -> String { hex(Digest.md5(text.span)) }
    private static func sha256(_ text: [UInt8]) -> String { hex(Digest.sha256(text.span)) }

    /// RFC 1321, appendix A.5.
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "d174ab98d277d9f5a5611c2c9f419d9f"
        ),
        (String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"),
    ]) func `computes the MD5 digests of the RFC`(message: String, digest: String) {
        #expect(Self.md5(Array(message.utf8)) == digest)
    }

    /// The examples that JA3 was published with.
    @Test(arguments: [
        (
            "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0",
            "ada70206e40642a3e4461f35503241d5"
        ),
        ("769,4-5-10-9-100-98-3-6-19-18-99,,,", "de350869b8c85de67a350c8d186f11e6"),
    ]) func `computes the fingerprints of JA3's authors`(message: String, digest: String) {
        #expect(Self.md5(Array(message.utf8)) == digest)
    }

    /// NIST's examples for FIPS 180.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]) func `computes the SHA-256 digests of the standard`(message: String, digest: String) {
        #expect(Self.sha256(Array(message.utf8)) == digest)
    }

    @Test func `pads messages of every length round a block`() {
        // The digests of 0...129 letters, one after another, digested once more; checked against sha256sum and md5sum.
        var (first, second): ([UInt8], [UInt8]) = ([], [])
        for count in 0..<130 {
            let message = [UInt8](repeating: UInt8(ascii: "x"), count: count)
            first += Digest.md5(message.span)
            second += Digest.sha256(message.span)
        }
        #expect(Self.md5(first) == "6c93ccf027822c47aed4077bedd7e658")
        #expect(
            Self.sha256(second) == "6d0989028287a2bd990515b95658bb810cf688b69517dfc49e4b3778e0b6d923")
    }
}
