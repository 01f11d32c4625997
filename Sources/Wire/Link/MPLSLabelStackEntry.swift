/// An entry of an MPLS label stack (RFC 3032 section 2.1, RFC 5462).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                Label                  | TC  |S|       TTL     |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
public struct MPLSLabelStackEntry: RawRepresentable, Hashable, Sendable {
    public static let byteCount = 4

    /// The four fields as they stand on the wire.
    public let rawValue: UInt32

    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Parameters:
    ///   - label: 0...1,048,575; higher bits are dropped.
    ///   - trafficClass: 0...7; higher bits are dropped.
    public init(label: UInt32, trafficClass: UInt8 = 0, isBottomOfStack: Bool, timeToLive: UInt8) {
        rawValue =
            label << 12 | UInt32(trafficClass & 7) << 9 | (isBottomOfStack ? 0x100 : 0) | UInt32(timeToLive)
    }

    @inlinable public var label: UInt32 { rawValue >> 12 }
    @inlinable public var trafficClass: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 9) & 7 }
    @inlinable public var isBottomOfStack: Bool { rawValue & 0x100 != 0 }
    @inlinable public var timeToLive: UInt8 { UInt8(truncatingIfNeeded: rawValue) }
}
