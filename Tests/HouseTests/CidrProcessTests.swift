import Foundation
import TestSupport
import Testing

/// `swiftnet cidr` as it was built, as a process: what goes in, what comes out, and the exit status.
@Suite(.enabled(if: BuiltProgram.path != nil, "swiftnet has not been built"))
struct CidrProcessTests {
    struct Outcome {
        let status: Int32
        let output: String
        let words: String
    }

    private func cidr(_ arguments: [String], input: Data = Data()) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cidr-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        try input.write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: try #require(BuiltProgram.path))
        process.arguments = ["cidr"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            words: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }

    /// A command line, its input, what is written, and the status.
    @Test(
        arguments: [
            ("same 10.0.0.1/24 10.0.0.200 -q", "", "", 0),
            ("same 10.0.0.1 10.0.1.1 /24 -q", "", "", 1),
            ("same 10.0.0.1 10.0.1.1 /23 -q", "", "", 0),
            ("same 2001:db8::1/64 2001:db8:0:1::1 -q", "", "", 1),
            ("contains 10.0.0.0/8 10.1.2.3", "", "10.0.0.0/8 contains 10.1.2.3/32\n", 0),
            ("contains 10.0.0.0/8 11.0.0.1", "", "10.0.0.0/8 does not contain 11.0.0.1/32\n", 1),
            ("contains ::/0 -q", "::1\nffff::\n", "", 0),
            ("contains 0.0.0.0/0 ::/0 -q", "", "", 1),
            ("overlaps 10.0.0.0/8 10.1.0.0/16", "", "10.0.0.0/8 overlaps 10.1.0.0/16\n", 0),
            ("overlaps 10.0.0.0/8 11.0.0.0/8", "", "10.0.0.0/8 does not overlap 11.0.0.0/8\n", 1),
            ("overlaps", "10.0.0.0/8\n11.0.0.0/8\n", "10.0.0.0/8 does not overlap 11.0.0.0/8\n", 1),
            ("split 10.0.0.0/30 2", "", "10.0.0.0/31\n10.0.0.2/31\n", 0),
            ("split 10.0.0.0/24 /25", "", "10.0.0.0/25\n10.0.0.128/25\n", 0),
            ("split ::/0 2", "", "::/1\n8000::/1\n", 0),
            ("split 10.0.0.0/24 --hosts 300", "", "", 1),
            (
                "split 10.0.0.0/30 --hosts 2", "",
                "10.0.0.0/31             2 hosts for 2\n10.0.0.2/31             free\n", 0
            ),
            ("supernet 10.0.0.0/24 10.0.3.0/24", "", "10.0.0.0/22\n", 0),
            ("supernet 10.0.0.0/24 /8", "", "10.0.0.0/8\n", 0),
            ("subtract 10.0.0.0/24 10.0.0.0/25", "", "10.0.0.128/25\n", 0),
            ("subtract 0.0.0.0/0", "128.0.0.0/1\n", "0.0.0.0/1\n", 0),
            ("intersect 10.0.0.0/8 10.1.0.0-10.1.0.3", "", "10.1.0.0/30\n", 0),
            ("intersect ::/0 10.0.0.0/8", "", "", 0),
            ("aggregate", "10.0.0.128/25\n10.0.0.0/25\n\n# none\n::1 # one\n", "10.0.0.0/24\n::1/128\n", 0),
            ("range 10.0.0.1 10.0.0.3", "", "10.0.0.1/32\n10.0.0.2/31\n", 0),
            ("range 10.0.0.1 - 10.0.0.2", "", "10.0.0.1/32\n10.0.0.2/32\n", 0),
            ("list 10.0.0.0/30", "", "10.0.0.0\n10.0.0.1\n10.0.0.2\n10.0.0.3\n", 0),
            ("list 10.0.0.0/30 --hosts", "", "10.0.0.1\n10.0.0.2\n", 0),
            ("list ::/126 --step 2", "", "::\n::2\n", 0),
            ("list 255.255.255.254/31", "", "255.255.255.254\n255.255.255.255\n", 0),
            (
                "list ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127", "",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe\nffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\n", 0
            ),
            ("sort", "::1\n10.0.0.5/24\n9.0.0.0/8\n9.0.0.0/9\n", "9.0.0.0/8\n9.0.0.0/9\n10.0.0.5/24\n::1\n", 0),
            ("sort -u -r 10.0.0.0/8 11.0.0.0/8 10.0.0.0/8", "", "11.0.0.0/8\n10.0.0.0/8\n", 0),
            (
                "count 10.0.0.0/30 10.0.0.0/31 ::1", "",
                "blocks: 3\naggregated: 2\nIPv4 addresses: 4\nIPv6 addresses: 1\n", 0
            ),
            ("free 10.0.0.0/24 10.0.0.0/25", "", "10.0.0.128/25\n", 0),
            ("free 10.0.0.0/24 10.0.0.0/25 --next 28", "", "10.0.0.128/28\n", 0),
            ("free 10.0.0.0/24 10.0.0.0/24 --next 28", "", "", 1),
            ("grep 10.0.0.0/8", "a\nb 10.1.1.1\n10.2.2.2 c", "b 10.1.1.1\n10.2.2.2 c\n", 0),
            ("grep 10.0.0.0/8", "x\n", "", 1),
            ("grep -v 10.0.0.0/8", "a\n10.1.1.1\nb\n", "a\nb\n", 0),
            ("grep -c 10.0.0.0/8", "a\n10.1.1.1 10.1.1.2\nb\n", "1\n", 0),
            ("grep -c -v 10.0.0.0/8", "a\n10.1.1.1\nb\n", "2\n", 0),
            ("grep -c 10.0.0.0/8", "a\n", "0\n", 1),
            ("grep -o 10.0.0.0/8 ::/0", "a 10.1.1.1,::1 11.1.1.1\n", "10.1.1.1\n::1\n", 0),
            ("grep -n 10.0.0.0/8", "a\n10.1.1.1\n\n10.1.1.2\n", "2:10.1.1.1\n4:10.1.1.2\n", 0),
            ("grep -n -v 10.0.0.0/8", "a\n10.1.1.1\n\nb\n", "1:a\n3:\n4:b\n", 0),
            ("grep -q 10.0.0.0/8", "10.1.1.1\n", "", 0),
            ("grep 10.0.0.0/8 /no/such/file", "", "", 64),
            ("grep 10.0.0.0/33", "", "", 64),
            ("list 10.0.0.0/8 --seed 1", "", "", 64),
            ("split 10.0.0.0/24 3", "", "", 64),
            ("same 10.0.0.1 10.0.0.2", "", "", 64),
            ("10.0.0.0/33", "", "", 64),
        ] as [(String, String, String, Int32)])
    func `each command tells what is so`(line: String, input: String, output: String, status: Int32) throws {
        let outcome = try cidr(line.split(separator: " ").map(String.init), input: Data(input.utf8))
        #expect(outcome.output == output && outcome.status == status, "\(outcome)")
        #expect(outcome.words.isEmpty == (status != 64 && !line.hasSuffix("300")), "\(outcome.words)")
    }

    @Test func `a subnet is told for people`() throws {
        let outcome = try cidr(["10.100.122.2/24"])
        #expect(
            outcome.output == """
                Address:        10.100.122.2            00001010.01100100.01111010.|00000010
                Netmask:        255.255.255.0 = 24      11111111.11111111.11111111.|00000000
                Wildcard:       0.0.0.255               00000000.00000000.00000000.|11111111
                Network:        10.100.122.0/24         00001010.01100100.01111010.|00000000
                First host:     10.100.122.1            00001010.01100100.01111010.|00000001
                Last host:      10.100.122.254          00001010.01100100.01111010.|11111110
                Broadcast:      10.100.122.255          00001010.01100100.01111010.|11111111
                Hosts:          254 of 256 addresses
                Kind:           private: Private-Use, 10.0.0.0/8 (RFC 1918)
                                forwarded by routers, not globally reachable
                Class:          A, whose network is 10.0.0.0/8
                Reverse name:   2.122.100.10.in-addr.arpa
                Reverse zone:   122.100.10.in-addr.arpa
                Hexadecimal:    0x0a647a02
                Integer:        174356994
                IPv4-mapped:    ::ffff:10.100.122.2

                """)
    }

    @Test(arguments: ["--json", "--csv", "--color always"])
    func `every form of input goes in as words and as a line`(form: String) throws {
        for words in [
            "10.0.0.1", "10.0.0.1 255.0.0.0", "10.0.0.1 0.0.0.255", "10.0.0.1 - 10.0.0.9", "2001:db8::1/32",
            "0x0a000001",
        ] {
            let options = form.split(separator: " ").map(String.init)
            let asWords = try cidr(words.split(separator: " ").map(String.init) + options)
            let asLine = try cidr(options, input: Data((words + "\n").utf8))
            #expect(asWords.output == asLine.output && asWords.status == 0 && asLine.status == 0)
            #expect(!asWords.output.isEmpty)
        }
    }

    @Test(arguments: [
        ["10.0.0.0/33"], ["1.2.3"], ["::1::"], [""], ["10.0.0.9-10.0.0.1"], ["10.0.0.1\u{1B}[2J"],
        ["x" + String(repeating: "1", count: 100_000)],
    ]) func `a word that is no block is told, and nothing else`(words: [String]) throws {
        let outcome = try cidr(words)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.words.hasPrefix("swiftnet: ") && outcome.words.utf8.count < 300)
        #expect(outcome.words.utf8.dropLast().allSatisfy { $0 >= 0x20 })
    }

    @Test(
        arguments: [[], ["aggregate"], ["list"], ["sort"], ["count"], ["range"], ["--json"], ["--csv"]] as [[String]])
    func `a bad line is told with its number, and the rest goes on`(arguments: [String]) throws {
        var input = Data("10.0.0.0/30\n10.0.0.0/33\n\n1.2.3\n::1::\n1.2.3.4\0\n".utf8)
        input += Data(repeating: UInt8(ascii: "7"), count: 10 << 20)
        input += Data("\n10.0.0.4/31".utf8)
        let outcome = try cidr(arguments, input: input)
        #expect(outcome.status == 1)
        let numbers = outcome.words.split(separator: "\n").compactMap { $0.firstMatch(of: #/: line (\d+): /#)?.1 }
        #expect(numbers == ["2", "4", "5", "6", "7"], "\(outcome.words.prefix(1000))")
        #expect(outcome.words.contains("10485760 bytes are too long for an address") && outcome.words.utf8.count < 2000)
        #expect(outcome.output.contains(arguments == ["count"] ? "IPv4 addresses: 6" : "10.0.0.4"))
        let strict = try cidr(arguments + ["--strict"], input: input)
        #expect(strict.status == 1 && strict.words.split(separator: "\n").count == 1)
        #expect(!strict.output.contains("10.0.0.4"))
    }

    @Test func `text of any kind goes through the filters unharmed`() throws {
        var generator = SeededGenerator(seed: 7)
        var input = Data((0..<2_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
        input += Data("\n10.1.1.1\n".utf8)
        let all = try cidr(["grep", "-v", "192.0.2.0/24", "2001:db8::/32"], input: input)
        #expect(all.output.utf8.elementsEqual(String(decoding: input, as: UTF8.self).utf8))
        #expect(try cidr(["grep", "-c", "10.1.1.1"], input: input).output == "1\n")
        let json = try cidr(["grep", "--json", "10.1.1.1"], input: input).output
        #expect(json.contains(#""addresses":["10.1.1.1"],"text":"10.1.1.1""#))
    }

    @Test func `grep takes blocks and files, and names those where they are several`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cidr-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (blocks, first, second) = (folder.path + "/blocks", folder.path + "/one", folder.path + "/two")
        try Data("10.0.0.0/8 # ours\n2001:db8::/32\n".utf8).write(to: URL(filePath: blocks))
        try Data("a\n10.0.0.1\n".utf8).write(to: URL(filePath: first))
        try Data("2001:db8::1\n192.0.2.1\n".utf8).write(to: URL(filePath: second))
        #expect(try cidr(["grep", "-f", blocks, first]).output == "10.0.0.1\n")
        let numbered = try cidr(["grep", "-f", blocks, "-n", first, second])
        #expect(numbered.output == "\(first):2:10.0.0.1\n\(second):1:2001:db8::1\n")
        let counted = try cidr(["grep", "-f", blocks, "192.0.2.0/24", "-c", first, second])
        #expect(counted.output == "\(first):1\n\(second):2\n")
        #expect(try cidr(["grep", "-f", folder.path + "/none", first]).status == 2)
        let table = folder.path + "/table"
        try Data("10.0.0.0/8 ours\n10.0.0.1, me, myself\n".utf8).write(to: URL(filePath: table))
        // A table of names is a list of blocks too; what might have been a range or a mask is no name.
        #expect(try cidr(["grep", "-f", table, first]).status == 0)
        let odd = folder.path + "/odd"
        try Data("10.0.0.0 - 10.0.0.9 x\n10.0.0.0/8 7\n192.0.2.0 255.255.255.0\n".utf8).write(to: URL(filePath: odd))
        let refused = try cidr(["grep", "-f", odd, "-c", first])
        #expect(refused.words.contains("line 1: ") && refused.words.contains("line 2: "))
        #expect(!refused.words.contains("line 3: "))
        let annotated = try cidr(["annotate", "-f", table, first, second])
        #expect(annotated.output == "a\n10.0.0.1[me, myself]\n2001:db8::1\n192.0.2.1\n")
        let rows = try cidr(["annotate", "-f", table, "--csv", first])
        #expect(rows.output == "address,block,label\r\n10.0.0.1,10.0.0.1/32,\"me, myself\"\r\n")
    }

    @Test func `chance can be repeated`() throws {
        let words = ["list", "10.0.0.0/8", "2001:db8::/32", "--random", "100", "--seed", "5"]
        let outcome = try cidr(words)
        #expect(outcome.output == (try cidr(words).output))
        #expect(Set(outcome.output.split(separator: "\n")).count == 200)
        #expect(outcome.output != (try cidr(words.dropLast() + ["6"]).output))
    }

    @Test(arguments: [
        "10.100.122.2/24 2001:db8::1/32 ::ffff:10.0.0.1 10.0.0.1-10.0.0.9 0.0.0.0/0 ::/0",
        "224.0.0.251 ff02::fb 2002:c000:201::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2 fe80::21b:21ff:feab:cdef 192.88.99.1 8.8.8.8 10.0.0.0/31 10.0.0.0/32",
        "same 10.0.0.1/24 10.0.0.2",
        "same ::1/64 ::2",
        "contains 10.0.0.0/8 10.1.2.3",
        "overlaps 10.0.0.0/8 10.1.0.0-10.1.0.9",
        "split ::/0 4",
        "split 10.0.0.0/24 --hosts 50,20",
        "supernet ::1 ::2",
        "subtract ::/0 ::/1",
        "intersect 10.0.0.0/8 10.1.0.0/16",
        "aggregate 10.0.0.0/9 10.128.0.0/9",
        "range 10.0.0.1 10.0.0.3",
        "list ::/126",
        "sort 10.0.0.0/8 ::",
        "count ::/0 10.0.0.0/8",
        "free ::/0 ::/1 --next 2",
    ]) func `JSON is as its schema says`(line: String) throws {
        let schema = try SchemaValidator(named: "cidr")
        let outcome = try cidr(line.split(separator: " ").map(String.init) + ["--json"])
        #expect(!outcome.output.isEmpty && outcome.words.isEmpty)
        for line in outcome.output.split(separator: "\n") {
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(schema.faults(in: value) == [])
        }
    }

    @Test func `JSON of the filters is as its schema says`() throws {
        let schema = try SchemaValidator(named: "cidr")
        let table = FileManager.default.temporaryDirectory.appending(path: "cidr-\(UUID().uuidString)")
        try Data("10.0.0.0/8 a\u{1}\"b\n".utf8).write(to: table)
        defer { try? FileManager.default.removeItem(at: table) }
        for words in [
            ["grep", "10.0.0.0/8"], ["grep", "-c", "10.0.0.0/8"], ["grep", "-v", "10.0.0.0/8"],
            ["annotate", "-f", table.path],
        ] {
            let outcome = try cidr(words + ["--json"], input: Data("10.1.2.3 \u{1B}\n\n".utf8))
            #expect(!outcome.output.isEmpty)
            for line in outcome.output.split(separator: "\n") {
                let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
                #expect(schema.faults(in: value) == [])
            }
        }
    }
}

private enum BuiltProgram {
    /// The release build, else the debug build; nil where there is neither.
    static let path: String? = ["release", "debug"]
        .map {
            URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "../.build/\($0)/swiftnet").standardizedFileURL.path
        }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
