import Analysis
import Crypto
import Testing
import Wire

@Suite struct TransactionSignerTests {
    /// A query that was signed by another program, and what a name server, which has taken it, sent back.
    struct Vector: CustomStringConvertible {
        let key: TransactionKey
        let time: Int64
        let signed: [UInt8]
        let answer: [UInt8]

        init(_ algorithm: TransactionKey.Algorithm, at time: Int64, signed: String, answer: String) {
            let name = "k" + algorithm.rawValue.dropFirst(5)
            key = TransactionKey(
                DNSName(name) ?? .root, algorithm, secret: Array("swiftnet-lab-key-0123456789abcde".utf8))
            self.time = time
            self.signed = [UInt8](hexDigits: signed.utf8) ?? []
            self.answer = [UInt8](hexDigits: answer.utf8) ?? []
        }

        var description: String { key.algorithm.rawValue }
    }

    static let query = [UInt8](hexDigits: "126700000001000000000000026e730362696704746573740000010001".utf8) ?? []

    static let vectors = [
        Vector(
            .md5, at: 1795438717,
            signed: "126700000001000000000001026e730362696704746573740000010001046b6d64350000fa00ff00000000003a08686d"
                + "61632d6d6435077369672d616c670372656703696e740000006b04387d012c00107ce5bce3588349b8be26b40f33269f"
                + "10126700000000",
            answer: "126784000001000100010001026e730362696704746573740000010001c00c000100010000012c00047f000001c00f00"
                + "0200010000012c0002c00c046b6d64350000fa00ff00000000003a08686d61632d6d6435077369672d616c6703726567"
                + "03696e740000006b04387d012c00106a76b1d0be1cf40fa00e1dc829b52f03126700000000"),
        Vector(
            .sha1, at: 1795438717,
            signed: "126700000001000000000001026e730362696704746573740000010001056b736861310000fa00ff00000000002f0968"
                + "6d61632d736861310000006b04387d012c0014a7a634da01385e1c037a3e1f3cfe4e4a1b45d1cb126700000000",
            answer: "126784000001000100010001026e730362696704746573740000010001c00c000100010000012c00047f000001c00f00"
                + "0200010000012c0002c00c056b736861310000fa00ff00000000002f09686d61632d736861310000006b04387d012c00"
                + "14915d600a113af8919dbbf6273a280f61350fb108126700000000"),
        Vector(
            .sha256, at: 1795438717,
            signed: "126700000001000000000001026e730362696704746573740000010001076b7368613235360000fa00ff00000000003d"
                + "0b686d61632d7368613235360000006b04387d012c0020c0176a9a8b771b408cc153907cc45be3370c9d931a1606a5b5"
                + "1b784f736fa6b3126700000000",
            answer: "126784000001000100010001026e730362696704746573740000010001c00c000100010000012c00047f000001c00f00"
                + "0200010000012c0002c00c076b7368613235360000fa00ff00000000003d0b686d61632d7368613235360000006b0438"
                + "7d012c0020d1514040a82e564db71e57b4f8fb5f2a3835694e043bb2911270a05b4ed74169126700000000"),
        Vector(
            .sha384, at: 1795438717,
            signed: "126700000001000000000001026e730362696704746573740000010001076b7368613338340000fa00ff00000000004d"
                + "0b686d61632d7368613338340000006b04387d012c00309570b7d1e1b9720152eddb754f173bd3a284b4727c701ff22b"
                + "f3434344c87850658c467f89fae7b8db174bed369fe5be126700000000",
            answer: "126784000001000100010001026e730362696704746573740000010001c00c000100010000012c00047f000001c00f00"
                + "0200010000012c0002c00c076b7368613338340000fa00ff00000000004d0b686d61632d7368613338340000006b0438"
                + "7d012c0030d794ed3f6a5eb9bcd0f0c75a71080142c8ea9f8ae7bf432660f02846c285dcaddd059efa9a96c599f1903f"
                + "c4e72f2139126700000000"),
        Vector(
            .sha512, at: 1795438717,
            signed: "126700000001000000000001026e730362696704746573740000010001076b7368613531320000fa00ff00000000005d"
                + "0b686d61632d7368613531320000006b04387d012c004057938ad41cb3d56e7d663bd28ca02990fb9e77d904ce5981b1"
                + "6df393f5cf6388c1e93744adb2d1f149cacd5bd1951eea119999143bf08720a8a659c765753ff3126700000000",
            answer: "126784000001000100010001026e730362696704746573740000010001c00c000100010000012c00047f000001c00f00"
                + "0200010000012c0002c00c076b7368613531320000fa00ff00000000005d0b686d61632d7368613531320000006b0438"
                + "7d012c0040f41b50cee16696f256112bfe19585a5e474302b8188fc0357401bcf91e81707aa27f5629ac288550925a22"
                + "01f5f21d5169ece0f6ffd91b9b2485e2f93ea569c3126700000000"),
    ]

    @Test(arguments: vectors) func `signs as others do, and believes what they sign`(_ vector: Vector) {
        var signer = TransactionSigner(vector.key)
        #expect(signer.sign(Self.query, at: vector.time) == vector.signed)
        #expect(signer.check(vector.answer, mayLack: false, at: vector.time + 300) == nil)
        #expect(signer.isComplete)
    }

    @Test func `sees each bit that was changed`() {
        let vector = Self.vectors[2]
        for place in vector.answer.indices {
            for bit in 0..<8 {
                var changed = vector.answer
                changed[place] ^= 1 << UInt8(bit)
                var signer = TransactionSigner(vector.key)
                _ = signer.sign(Self.query, at: vector.time)
                let fault = signer.check(changed, mayLack: false, at: vector.time)
                // The message's number is taken from the signature, and what its record has in place of a class and a
                // time to live is not looked at.
                let isFree = place < 2 || fault == nil && Self.isBesideSignature(place, bit, vector)
                #expect((fault == nil) == isFree, "byte \(place), bit \(bit): \(String(describing: fault))")
            }
        }
    }

    /// Class and TTL of the signature's record; letters of its names in upper case.
    private static func isBesideSignature(_ place: Int, _ bit: Int, _ vector: Vector) -> Bool {
        let name = vector.key.name.bytes
        guard let start = vector.answer.indices.last(where: { vector.answer[$0...].starts(with: name + [0, 250]) })
        else {
            return false
        }
        let fixed = start + name.count + 2
        if (fixed..<fixed + 6).contains(place) { return true }
        let algorithm = fixed + 8..<fixed + 8 + 13
        return bit == 5 && ((start..<start + name.count).contains(place) || algorithm.contains(place))
    }

    @Test func `tells what is wrong`() throws {
        let vector = Self.vectors[2]
        func fault(_ answer: [UInt8], at time: Int64, key: TransactionKey? = nil) -> TransactionFault? {
            var signer = TransactionSigner(key ?? vector.key)
            _ = signer.sign(Self.query, at: vector.time)
            return signer.check(answer, mayLack: false, at: time)
        }
        #expect(fault(vector.answer, at: vector.time + 301) == .badTime(-301))
        #expect(fault(vector.answer, at: vector.time - 301) == .badTime(301))
        #expect(fault(Self.query, at: vector.time) == .unsigned)
        #expect(fault([], at: 0) == .unsigned)
        let other = TransactionKey(try #require(DNSName("other")), .sha256, secret: [1])
        #expect(fault(vector.answer, at: vector.time, key: other) == .otherKey(vector.key.name))
        let wrong = TransactionKey(vector.key.name, .sha256, secret: [1])
        #expect(fault(vector.answer, at: vector.time, key: wrong) == .badCode)
        for count in vector.answer.indices {
            #expect(fault(Array(vector.answer[..<count]), at: vector.time) != nil, "\(count) bytes")
        }
    }

    /// A server that signs some messages of a zone, each code made of the one before it (RFC 8945 section 5.3.1).
    @Test func `of many messages some may lack a signature, but not the last`() {
        let vector = Self.vectors[2]
        var signer = TransactionSigner(vector.key)
        _ = signer.sign(Self.query, at: vector.time)
        #expect(signer.check(vector.answer, mayLack: true, at: vector.time) == nil)
        #expect(signer.check(Self.query, mayLack: true, at: vector.time) == nil)
        #expect(!signer.isComplete)
        let before = Self.code(of: vector.answer)
        let third = Self.signed(Self.query, after: before, [Self.query], vector)
        var shorter = signer
        #expect(signer.check(third, mayLack: true, at: vector.time) == nil)
        #expect(signer.isComplete)
        // As if the second had not come.
        let cut = Self.signed(Self.query, after: before, [], vector)
        #expect(shorter.check(cut, mayLack: true, at: vector.time) == .badCode)
        for count in 1...100 {
            let fault = signer.check(Self.query, mayLack: true, at: vector.time)
            #expect(fault == (count == 100 ? .unsigned : nil))
        }
        var fresh = TransactionSigner(vector.key)
        #expect(fresh.check(Self.query, mayLack: true, at: vector.time) == .unsigned, "the first has to be signed")
    }

    /// The code, which stands before the original number, an error and a length, of two bytes each.
    private static func code(of message: [UInt8]) -> [UInt8] { Array(message.dropLast(6).suffix(32)) }

    private static func signed(
        _ message: [UInt8], after code: [UInt8], _ unsigned: [[UInt8]], _ vector: Vector
    ) -> [UInt8] {
        let moment = (0..<6).reversed().map { UInt8(truncatingIfNeeded: vector.time >> (8 * $0)) } + [1, 44]
        let secret = SymmetricKey(data: Array("swiftnet-lab-key-0123456789abcde".utf8))
        let text = [0, 32] + code + unsigned.flatMap { $0 } + message + moment
        let own = Array(HMAC<SHA256>.authenticationCode(for: text, using: secret))
        let algorithm = DNSName("hmac-sha256")?.bytes ?? []
        let data = algorithm + moment + [0, 32] + own + message.prefix(2) + [0, 0, 0, 0]
        let head = vector.key.name.bytes + [0, 250, 0, 255, 0, 0, 0, 0, 0, UInt8(data.count)]
        return message[..<11] + [1] + message[12...] + head + data
    }

    @Test func `reads keys as dig and BIND write them`() throws {
        let expected = TransactionKey(try #require(DNSName("my.key")), .sha512, secret: [1, 2, 3])
        #expect(try TransactionKey("hmac-sha512:my.key.:AQID") == expected)
        #expect(try TransactionKey("my.key:AQID").algorithm == .sha256)
        let file = """
            # a comment { }
            options { directory "/x"; };
            key "my.key" {
                algorithm HMAC-SHA512;
                secret "AQID"; // of three bytes
            };
            """
        #expect(try TransactionKey(configuration: Array(file.utf8)) == expected)
        for text in ["", "a", "a:b:c:d", "hmac-sha224:a:AQID", "a:?", "a:", ":AQID"] {
            #expect(throws: TransactionKeyError.self) { try TransactionKey(text) }
        }
        for text in ["", "key", "key a", "key a {", "key a { secret AQID; };", "{}{key}"] {
            #expect(throws: TransactionKeyError.self) { try TransactionKey(configuration: Array(text.utf8)) }
        }
    }
}
