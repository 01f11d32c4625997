import Wire

/// The bytes of a packet below its line, as tcpdump's -x, -X and -A show them.
public struct PacketDump: Sendable {
    public enum Style: Sendable {
        case hex, hexAndText, text
    }

    public var style: Style
    /// From the frame's first byte on; else from the network layer on.
    public var includesLinkLayer: Bool

    public init(_ style: Style, includesLinkLayer: Bool) {
        self.style = style
        self.includesLinkLayer = includesLinkLayer
    }

    func write(_ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout [UInt8]) {
        let bytes = includesLinkLayer ? frame : frame.suffix(from: walk.networkOffset(in: frame))
        guard style != .text else { return writeText(bytes, to: &output) }
        for start in stride(from: 0, to: bytes.count, by: 16) {
            let row = bytes.slice(at: start, upTo: 16)
            let line = output.count
            output.append(text: "\t")
            output.append(hex: UInt64(start), digits: 4)
            output.append(text: ": ")
            for index in row.indices {
                if index % 2 == 0 { output.append(UInt8(ascii: " ")) }
                output.append(hex: row.slice(at: index, upTo: 1))
            }
            if style == .hexAndText {
                output.pad(to: 51, since: line)
                for index in row.indices { output.append(Self.shown(row[index])) }
            }
            output.append(UInt8(ascii: "\n"))
        }
    }

    /// The text of the whole packet, where a line feed stays one.
    private func writeText(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        for index in bytes.indices {
            let byte = bytes[index]
            output.append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") ? byte : Self.shown(byte))
        }
        output.append(UInt8(ascii: "\n"))
    }

    private static func shown(_ byte: UInt8) -> UInt8 {
        (0x20..<0x7F).contains(byte) ? byte : UInt8(ascii: ".")
    }
}

extension PacketWalk {
    /// Where the network layer begins; 0 where there is none.
    func networkOffset(in frame: Span<UInt8>) -> Int {
        var finder = NetworkFinder()
        finder.look(frame, self)
        return finder.offset ?? 0
    }
}

/// Looks for the first layer that is no link layer.
private struct NetworkFinder: FieldSink {
    var offset: Int?

    mutating func look(_ frame: Span<UInt8>, _ walk: PacketWalk) { walk.describe(frame, into: &self) }

    mutating func wants(_ layer: String) -> Bool { offset == nil && ["ip", "ipv6", "arp"].contains(layer) }
    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        if offset == nil { offset = bytes.lowerBound }
    }
    mutating func close() {}
    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {}
    mutating func signed(_ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>) {}
    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {}
    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {}
    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {}
    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {}
    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {}
    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {}
    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {}
}
