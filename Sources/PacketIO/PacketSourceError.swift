import Wire

/// Why an input could not be read, or not to its end.
public struct PacketSourceError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The system's words.
        case system(String)
        /// It is no capture file; its first bytes, at most four.
        case unknownFormat([UInt8])
        /// It is text, and no hex dump.
        case notHex(HexDumpError)
        /// It is compressed in a way that is not read, by the name of the program that does.
        case unknownCompression(String)
        /// The capture is damaged; the place counts in what it is unpacked.
        case damaged(WireError)
        /// The compression is damaged at this byte of the file.
        case badCompression(String, offset: Int)
    }

    /// The path, or "standard input".
    public let input: String
    public let reason: Reason
}

extension PacketSourceError: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .system(let message): "\(input): \(message)"
        case .unknownFormat([]): "\(input): is empty"
        case .unknownFormat(let bytes):
            "\(input): is neither pcap nor pcapng: it begins with \(bytes.map(Self.hex).joined(separator: " "))"
        case .notHex(let error): "\(input): \(error)"
        case .unknownCompression(let program): "\(input): is compressed; unpack it with \(program) first"
        case .damaged(let error): "\(input): \(error)"
        case .badCompression(let message, let offset): "\(input): \(message) (byte \(offset))"
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
