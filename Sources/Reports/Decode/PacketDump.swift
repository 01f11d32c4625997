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

    func write(_ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout TextBuffer) {
        let bytes = includesLinkLayer ? frame : frame.suffix(from: walk.networkOffset(in: frame) ?? 0)
        guard style != .text else { return writeText(bytes, to: &output) }
        for start in stride(from: 0, to: bytes.count, by: 16) {
            let row = bytes.slice(at: start, upTo: 16)
            let line = output.count
            output.append(word: "\t0x")
            output.append(hex: UInt64(start), digits: 4)
            output.append(word: ": ")
            for index in row.indices {
                if index % 2 == 0 { output.append(UInt8(ascii: " ")) }
                output.append(hex: row.slice(at: index, upTo: 1))
            }
            if style == .hexAndText {
                output.append(spaces: 51 - (output.count - line))
                for index in row.indices { output.append(Self.shown(row[index])) }
            }
            output.append(UInt8(ascii: "\n"))
        }
    }

    /// The text of the whole packet, where a line feed stays one.
    private func writeText(_ bytes: Span<UInt8>, to output: inout TextBuffer) {
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
