import ArgumentParser
import Testing
import Wire

@testable import Commands

/// The words of the command line, one by one.
@Suite struct TransformTests {
    @Test(arguments: [
        ("0", 0), ("1", 1_000_000_000), ("0.2", 200_000_000), (".5", 500_000_000), ("10ms", 10_000_000),
        ("2.5us", 2_500), ("7ns", 7), ("3s", 3_000_000_000), ("1m", 60_000_000_000), ("2min", 120_000_000_000),
        ("1h", 3_600_000_000_000), ("8640000", 8_640_000_000_000_000),
    ])
    func `a length of time has seconds or a unit`(text: String, nanoseconds: Int) throws {
        #expect(try duration(text) == nanoseconds)
    }

    @Test(arguments: ["", "-1", "+1", "x", "1.2.3", "1e3", "nan", "inf", "ms", "1 s", "0x10", "8640001", "9999999999h"])
    func `what is no length of time is refused`(text: String) {
        #expect(throws: ValidationError.self) { try duration(text) }
    }

    @Test(arguments: [("0", 0), ("56", 56), ("1k", 1024), ("2K", 2048), ("3M", 3 << 20), ("1G", 1 << 30)])
    func `a size has bytes or a factor`(text: String, bytes: Int) throws {
        #expect(try byteCount(text) == bytes)
    }

    @Test(arguments: ["", "-1", "+1", "k", "1.5k", "1kb", "9223372036854775807k"])
    func `what is no size is refused`(text: String) {
        #expect(throws: ValidationError.self) { try byteCount(text) }
    }

    @Test(arguments: ["", "0", "65536", "+80", "-1", "http"])
    func `what is no port is refused`(text: String) {
        #expect(throws: ValidationError.self) { try port(text) }
    }

    @Test func `numbers are decimal or hexadecimal and within their range`() throws {
        #expect(try number(upTo: 255)("184") == 184)
        #expect(try number(upTo: 255)("0xb8") == 184)
        for text in ["256", "-1", "+1", "0x", "0x100", "1.0", ""] {
            #expect(throws: ValidationError.self) { try number(upTo: 255)(text) }
        }
    }

    @Test func `a sweep counts its sizes`() throws {
        let sweep = try Sweep("100:1k:300")
        #expect((sweep.minimum, sweep.maximum, sweep.step, sweep.count) == (100, 1024, 300, 4))
        #expect(try Sweep("8:8").count == 1)
        for text in ["", "8", "9:8", "1:2:0", "1:2:3:4", "a:b"] {
            #expect(throws: ValidationError.self) { try Sweep(text) }
        }
    }

    @Test func `a pattern is one to sixteen bytes`() throws {
        #expect(try patternBytes("ff00") == [0xFF, 0])
        #expect(try patternBytes("f00") == [0x0F, 0])
        for text in ["", "fg", String(repeating: "0", count: 33)] {
            #expect(throws: ValidationError.self) { try patternBytes(text) }
        }
    }

    @Test func `IP time stamps are asked for in three ways`() throws {
        #expect(try ipTimestampOption("tsonly") == .timestamp(slots: 9, withAddresses: false))
        #expect(try ipTimestampOption("tsandaddr") == .timestamp(slots: 4, withAddresses: true))
        let addresses = [IPv4Address(rawValue: 0x0A00_0001), .loopback]
        #expect(try ipTimestampOption("tsprespec,10.0.0.1,127.1") == .timestamp(prespecified: addresses))
        for text in ["", "ts", "tsprespec", "tsprespec,x", "tsprespec,1.1.1.1,2,3,4,5", "tsonly,1.1.1.1"] {
            #expect(throws: ValidationError.self) { try ipTimestampOption(text) }
        }
    }
}
