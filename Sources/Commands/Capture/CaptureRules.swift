import ArgumentParser
import PacketIO
import Probes
import Wire

/// What the options of `capture` mean together, and which don't go together.
extension CaptureCommand {
    func check() throws {
        if list {
            if !interfaces.isEmpty || write != nil { throw ValidationError("--list goes with --json alone.") }
            return
        }
        try checkInterfaces()
        try checkFiles()
        try checkReport()
    }

    private func checkInterfaces() throws {
        if interfaces.count > 1 && interfaces.contains("any") {
            throw ValidationError("-i any has all interfaces already.")
        }
        if Set(interfaces).count < interfaces.count { throw ValidationError("An interface is named twice.") }
        // One wait is for at most so many sockets.
        if interfaces.count > 60 { throw ValidationError("-i names at most 60 interfaces.") }
        if usesHardwareTime && interfaces.contains("any") {
            throw ValidationError("--hardware-time needs an interface: not all have such a clock.")
        }
        if !words.isEmpty && selection.filter != nil {
            throw ValidationError("A filter stands at the end or behind -f, not both.")
        }
        if let snapLength, snapLength > LiveOptions.longestSnap {
            throw ValidationError("-s takes at most \(LiveOptions.longestSnap).")
        }
        if let buffer, !(1 << 17...1 << 31).contains(buffer) {
            throw ValidationError("-B takes 128 KiB to 2 GiB.")
        }
        if timeLimit == 0 { throw ValidationError("A duration of 0 would catch nothing.") }
    }

    private func checkFiles() throws {
        for (name, value) in [("--rotate-count", filePackets), ("--ring", fileCount)] {
            if let value, value < 1 { throw ValidationError("\(name) takes a number from 1 on.") }
        }
        if fileTime.map({ $0 < 1_000_000 }) == true { throw ValidationError("-G takes a millisecond at least.") }
        if fileSize.map({ $0 < 4096 }) == true { throw ValidationError("-C takes 4096 bytes at least.") }
        if isAligned && fileTime == nil { throw ValidationError("--aligned belongs to -G.") }
        if fileCount != nil && !hasFileLimit {
            throw ValidationError("--ring needs a limit to a file: -C, -G or --rotate-count.")
        }
        guard let write else {
            if hasFileLimit || !comments.isEmpty || isPacketBuffered || prints {
                throw ValidationError("-C, -G, --rotate-count, --comment, -U and --print belong to --write.")
            }
            return
        }
        if write == "-" && (hasFileLimit || prints) {
            throw ValidationError("--write - goes to one place: leave out -C, -G, --rotate-count and --print.")
        }
        if write == "-" && StandardStream.output.isTerminal {
            throw ValidationError("--write - is not for a terminal: name a file, or a program that reads it.")
        }
        if !comments.isEmpty && fileFormat != .pcapng {
            throw ValidationError("pcap has no place for --comment: write pcapng.")
        }
    }

    private func checkReport() throws {
        if format.csv && report.fields == nil { throw ValidationError("--csv needs --fields.") }
        if format.json && report.fields != nil { throw ValidationError("--json tells all fields: leave out --fields.") }
        if write != nil && !prints && (format.json || report.fields != nil) {
            throw ValidationError("--write tells nothing: add --print.")
        }
    }

    private var hasFileLimit: Bool { fileSize != nil || fileTime != nil || filePackets != nil }

    /// The filter's expression.
    var filter: String? { words.isEmpty ? selection.filter : words.joined(separator: " ") }

    var fileFormat: PacketWriter.Format {
        write?.hasSuffix(".pcap") == true || write?.hasSuffix(".cap") == true ? .pcap(nanoseconds: true) : .pcapng
    }

    var fileLimits: CaptureRotation.Limits {
        CaptureRotation.Limits(
            byteCount: fileSize, time: fileTime.map { Int64($0) }, packetCount: filePackets, isAligned: isAligned,
            fileCount: fileCount)
    }

    var liveOptions: LiveOptions {
        var options = LiveOptions(interfaces: interfaces.isEmpty ? [CaptureInterfaces.usual()] : interfaces)
        options.filter = filter
        if let snapLength, snapLength > 0 { options.snapLength = snapLength }
        if let buffer { options.bufferByteCount = buffer }
        options.isPromiscuous = !isModest
        options.usesHardwareStamps = usesHardwareTime
        options.idleTime = write == nil ? nil : 250 * .millisecond
        return options
    }
}

/// A number of KiB, as tcpdump has it, or of bytes where there is a unit.
@Sendable func kibibytes(_ text: String) throws -> Int {
    text.last?.isNumber == true ? try byteCount(text + "k") : try byteCount(text)
}

/// A number of millions of bytes, as tcpdump has it, or of bytes where there is a unit.
@Sendable func millionBytes(_ text: String) throws -> Int {
    guard text.last?.isNumber == true else { return try byteCount(text) }
    let (product, overflow) = try byteCount(text).multipliedReportingOverflow(by: 1_000_000)
    guard !overflow else { throw ValidationError("'\(text)' is too large.") }
    return product
}
