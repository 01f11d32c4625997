/// A packet as somebody pasted it.
public struct HexPacket: Hashable, Sendable {
    public internal(set) var bytes: [UInt8] = []
    /// The line of the text on which it begins, from 1.
    public let line: Int

    /// What the bytes look like: an IP packet, or else an Ethernet frame.
    public var likelyLinkType: LinkType {
        let bytes = bytes.span
        let isTagged = bytes.count >= 14 && EtherType(rawValue: bytes.uint16(at: 12)).name != nil
        switch bytes.count > 0 ? bytes[0] >> 4 : 0 {
        case 4 where bytes.count >= 20:
            let (header, total) = (Int(bytes[0] & 0xF) * 4, Int(bytes.uint16(at: 2)))
            guard header >= 20, header <= bytes.count, total >= header else { return .ethernet }
            let isIntact = InternetChecksum.of(bytes.extracting(first: header)) == 0
            return total == bytes.count || isIntact || !isTagged ? .raw : .ethernet
        case 6 where bytes.count >= 40:
            return Int(bytes.uint16(at: 4)) + 40 == bytes.count || !isTagged ? .raw : .ethernet
        default: return .ethernet
        }
    }
}

/// What is wrong with a hex dump, and on which line.
public struct HexDumpError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }

    public var description: String { "line \(line): \(message)" }
}

/// Packets as text: what `xxd`, `hexdump -C`, `od -A x -t x1z`, `tcpdump -x`, `-xx`, `-X` and `-XX`, `tshark -x` and
/// Wireshark print or copy, and plain digits with whatever people put between them.
///
/// Where a line begins with an offset 0, all lines of packets have to begin with one, and other lines are passed over;
/// each offset 0 begins a packet. In plain digits it is an empty line that ends one. Characters that a program prints
/// beside the digits are never taken for digits.
public enum HexDump {
    /// The longest packet, like the longest in a capture file.
    static let longestPacket = CaptureReader.longestPacket

    public static func packets(in text: [UInt8]) throws(HexDumpError) -> [HexPacket] {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let offsets = OffsetLines(lines)
        let packets = try offsets.isEmpty ? plainPackets(lines) : offsets.packets()
        guard !packets.isEmpty else { throw HexDumpError(line: 1, message: "there are no hex digits") }
        return packets
    }

    /// Digits with separators, in lines that an empty line or a brace divides into packets.
    private static func plainPackets(_ lines: [ArraySlice<UInt8>]) throws(HexDumpError) -> [HexPacket] {
        var packets: [HexPacket] = []
        var isOpen = false
        var isComment = false
        for (index, line) in lines.enumerated() {
            var plain = PlainLine(line, number: index + 1, isComment: isComment)
            isComment = plain.continuesComment
            if plain.isEmpty || plain.opensPacket { isOpen = false }
            try plain.read()
            if !plain.bytes.isEmpty {
                if !isOpen { packets.append(HexPacket(line: index + 1)) }
                packets[packets.count - 1].bytes += plain.bytes
                isOpen = true
                guard packets[packets.count - 1].bytes.count <= longestPacket else { throw tooLong(index + 1) }
            }
            if plain.closesPacket { isOpen = false }
        }
        return packets
    }

    /// The packets as a pcapng file, in which they have no times.
    ///
    /// - Parameter linkType: what they begin with; nil to guess.
    public static func capture(of packets: [HexPacket], as linkType: LinkType? = nil) -> [UInt8] {
        var file: [UInt8] = []
        var present: LinkType?
        for packet in packets {
            let wanted = linkType ?? packet.likelyLinkType
            if present != wanted {
                // A packet without a time is of its section's first interface.
                PcapNGSectionHeader().serialize(into: &file)
                PcapNGInterface(linkType: wanted).serialize(into: &file)
                present = wanted
            }
            file.appendPcapNGBlock(.simplePacket) { output in
                output.append(littleEndian: UInt32(packet.bytes.count))
                output.appendPadded(packet.bytes.span)
            }
        }
        return file
    }

    static func tooLong(_ line: Int) -> HexDumpError {
        HexDumpError(line: line, message: "the packet has more than \(longestPacket) bytes")
    }
}

/// A line of digits without an offset: `45 00`, `0x45, 0x00`, `\x45\x00`, `45:00`, `4500`.
private struct PlainLine {
    private let number: Int
    private var text: [UInt8]
    /// Whether nothing is on the line, not even a comment.
    let isEmpty: Bool
    /// A C array begins, or ends.
    private(set) var opensPacket = false
    private(set) var closesPacket = false
    private(set) var continuesComment = false
    private(set) var bytes: [UInt8] = []

    init(_ line: ArraySlice<UInt8>, number: Int, isComment: Bool) {
        self.number = number
        isEmpty = line.allSatisfy { $0 <= UInt8(ascii: " ") } && !isComment
        text = []
        text = withoutComments(line, isComment: isComment)
        if let brace = text.firstIndex(of: UInt8(ascii: "{")) {
            text.removeSubrange(...brace)
            opensPacket = true
        }
        if let brace = text.firstIndex(of: UInt8(ascii: "}")) {
            text.removeSubrange(brace...)
            closesPacket = true
        }
    }

    /// The line without `/* ... */`, and what follows `//` or `#`.
    private mutating func withoutComments(_ line: ArraySlice<UInt8>, isComment: Bool) -> [UInt8] {
        let (slash, star) = (UInt8(ascii: "/"), UInt8(ascii: "*"))
        var kept: [UInt8] = []
        continuesComment = isComment
        var index = line.startIndex
        while index < line.endIndex {
            let pair = (line[index], index + 1 < line.endIndex ? line[index + 1] : 0)
            switch pair {
            case (star, slash) where continuesComment:
                continuesComment = false
                index += 1
            case _ where continuesComment: break
            case (slash, star):
                continuesComment = true
                kept.append(UInt8(ascii: " "))
                index += 1
            case (slash, slash), (UInt8(ascii: "#"), _): return kept
            default: kept.append(pair.0)
            }
            index += 1
        }
        return kept
    }

    /// Reads the bytes: runs of an even number of digits, or single digits that a prefix or separators set apart.
    mutating func read() throws(HexDumpError) {
        var index = 0
        while index < text.count {
            let character = text[index]
            let isPrefixed = isPrefix(at: index)
            if !isPrefixed, Self.isSeparator(character) {
                index += 1
                continue
            }
            if isPrefixed { index += 2 }
            let digits = text[index...].prefix { $0.hexDigitValue != nil }
            guard !digits.isEmpty else { throw noDigit(isPrefixed ? text[index - 2] : character) }
            let isSingle = digits.count == 1 && (isPrefixed || isSetApart(digits.indices))
            guard digits.count.isMultiple(of: 2) || isSingle else {
                throw HexDumpError(
                    line: number, message: "an odd number of hex digits: \(String(decoding: digits, as: UTF8.self))")
            }
            bytes += isSingle ? digits.compactMap(\.hexDigitValue) : digits.hexPairs
            index = digits.endIndex
        }
    }

    private static func isSeparator(_ character: UInt8) -> Bool {
        character <= UInt8(ascii: " ") || #",:;-."\"#.utf8.contains(character)
    }

    /// `0x` or `\x`.
    private func isPrefix(at index: Int) -> Bool {
        guard index + 1 < text.count, text[index + 1] | 0x20 == UInt8(ascii: "x") else { return false }
        return text[index] == UInt8(ascii: "0") || text[index] == UInt8(ascii: "\\")
    }

    /// Whether colons or commas, and not only spaces, stand beside a digit: `0:1b:21`.
    private func isSetApart(_ digits: Range<Int>) -> Bool {
        func isMark(_ index: Int) -> Bool {
            text.indices.contains(index) && (text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: ","))
        }
        return isMark(digits.lowerBound - 1) || isMark(digits.upperBound)
    }

    private func noDigit(_ character: UInt8) -> HexDumpError {
        let shown = (0x21...0x7E).contains(character) ? "'\(Character(Unicode.Scalar(character)))'" : "\(character)"
        return HexDumpError(line: number, message: "\(shown) is no hex digit")
    }
}

extension Collection<UInt8> {
    /// The bytes that pairs of hex digits stand for; only digits are there, and an even number of them.
    var hexPairs: [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in self {
            let value = digit.hexDigitValue ?? 0
            if let upper = high { bytes.append(upper << 4 | value) }
            high = high == nil ? value : nil
        }
        return bytes
    }
}
