import ArgumentParser
import PacketIO
import Testing

@testable import Commands

@Suite struct CaptureCommandTests {
    private static func command(_ words: String) throws -> CaptureCommand {
        try CaptureCommand.parse(words.split(separator: " ").map(String.init))
    }

    @Test func `the letters say what they say to tcpdump`() throws {
        let command = try Self.command(
            "-i eth0 -i lo -p -s 96 -B 4096 -c 5 -w f.pcap -C 10 -G 60 -W 4 -U -Z nobody tcp")
        let options = command.liveOptions
        #expect(options.interfaces == ["eth0", "lo"] && !options.isPromiscuous && options.snapLength == 96)
        #expect(options.bufferByteCount == 4 << 20 && command.selection.count == 5 && options.filter == "tcp")
        #expect(command.fileFormat == .pcap(nanoseconds: true) && command.isPacketBuffered && command.user == "nobody")
        #expect(
            command.fileLimits
                == .init(byteCount: 10_000_000, time: 60_000_000_000, packetCount: nil, fileCount: 4))
    }

    @Test func `sizes and times may have units`() throws {
        let command = try Self.command("-i lo -B 2M --write f -C 64k -G 1.5h --rotate-count 7 --aligned --ring 2")
        #expect(command.liveOptions.bufferByteCount == 2 << 20 && command.fileFormat == .pcapng)
        #expect(
            command.fileLimits
                == .init(
                    byteCount: 65536, time: 5_400_000_000_000, packetCount: 7, isAligned: true, fileCount: 2))
    }

    @Test func `a filter may be words at the end, or one behind -f`() throws {
        #expect(try Self.command("-i lo tcp port 80").filter == "tcp port 80")
        #expect(try Self.command("-i lo -f icmp6").filter == "icmp6")
        #expect(try Self.command("-i lo").filter == nil)
    }

    @Test func `where nothing is written, one waits for packets alone`() throws {
        #expect(try Self.command("-i lo").liveOptions.idleTime == nil)
        #expect(try Self.command("-i lo --write f").liveOptions.idleTime != nil)
        #expect(try Self.command("-i lo -s 0").liveOptions.snapLength == LiveOptions.longestSnap)
    }

    @Test(arguments: [
        "-i any -i lo", "-i lo -i lo", "-i lo -f tcp udp", "-i lo -s 262145", "-i lo -B 1", "-i lo -B 3G",
        "-i lo --duration 0", "-i lo -c 0", "-i lo -C 1", "-i lo -G 1", "-i lo --ring 2", "-i lo --comment x",
        "-i lo -U", "-i lo --print", "-i lo --write f --ring 2", "-i lo --write f --rotate-count 0",
        "-i lo --write f --ring 0 -C 1", "-i lo --write f --aligned", "-i lo --write f -C 1k", "-i lo --write f -G 0",
        "-i lo --write - -C 1M", "-i lo --write - --print", "-i lo --write f.pcap --comment x", "-i lo --csv",
        "-i lo --json --fields ip.src", "-i lo --write f --json", "-i any --hardware-time", "--list -i lo",
        "-i lo --write f -C 99999999999999999",
    ])
    func `what makes no sense is wrong usage`(words: String) {
        #expect { try Self.command(words) } throws: { CaptureCommand.exitCode(for: $0) == .validationFailure }
    }
}
