/// The frames of a file of Frame Streams (farsightsec/fstrm), which has dnstap in it: each behind its length, after a
/// frame that says what they are, and before one that says that there are no more.
public enum FrameStream {
    /// What the frames hold.
    public static let dnstap = Array("protobuf:dnstap.Dnstap".utf8)
    /// A frame of dnstap has two messages of 65,535 bytes at most, and little else.
    public static let longestFrame = 1 << 18
    private static let start: UInt32 = 2
    private static let stop: UInt32 = 3
    private static let contentType: UInt32 = 1
    private static let longestControl = 512

    /// What stands before all frames.
    public static var head: [UInt8] {
        let field = [UInt8](bigEndian: contentType) + [UInt8](bigEndian: UInt32(dnstap.count)) + dnstap
        return control([UInt8](bigEndian: start) + field)
    }

    /// What stands behind them.
    public static var tail: [UInt8] { control([UInt8](bigEndian: stop)) }

    public static func frame(_ data: [UInt8]) -> [UInt8] { [UInt8](bigEndian: UInt32(data.count)) + data }

    private static func control(_ data: [UInt8]) -> [UInt8] {
        [0, 0, 0, 0] + [UInt8](bigEndian: UInt32(data.count)) + data
    }

    /// Reads frames as the bytes come.
    public struct Reader: Sendable {
        public enum Step: Hashable, Sendable {
            /// A frame, at these places of the bytes that were given.
            case frame(Range<Int>)
            /// More bytes have to come: so many at least, from the first that is still needed on.
            case needs(Int)
            case end
        }

        private var hasBegun = false
        private var isOver = false

        public init() {}

        /// Whether a file may end here.
        public var mayEnd: Bool { hasBegun }

        /// The next step from `place` on, which is moved behind it.
        ///
        /// - Throws: why what is there is no frame; its offset counts from the first of `bytes`.
        public mutating func step(_ bytes: Span<UInt8>, at place: inout Int) throws(WireError) -> Step {
            while !isOver {
                guard place + 4 <= bytes.count else { return .needs(4) }
                let length = Int(bytes.uint32(at: place))
                guard length == 0 else {
                    guard hasBegun else {
                        throw WireError("Frame Streams", .badValue(field: "start", value: length), at: place)
                    }
                    guard length <= FrameStream.longestFrame else {
                        throw WireError(
                            "Frame Streams",
                            .badLength(field: "length", value: length, minimum: 1, maximum: FrameStream.longestFrame),
                            at: place)
                    }
                    guard place + 4 + length <= bytes.count else { return .needs(4 + length) }
                    defer { place += 4 + length }
                    return .frame(place + 4..<place + 4 + length)
                }
                guard place + 8 <= bytes.count else { return .needs(8) }
                let controlLength = Int(bytes.uint32(at: place + 4))
                guard (4...FrameStream.longestControl).contains(controlLength) else {
                    throw WireError(
                        "Frame Streams",
                        .badLength(
                            field: "control length", value: controlLength, minimum: 4,
                            maximum: FrameStream.longestControl), at: place + 4)
                }
                guard place + 8 + controlLength <= bytes.count else { return .needs(8 + controlLength) }
                try take(control: bytes.extracting(place + 8..<place + 8 + controlLength), at: place + 8)
                place += 8 + controlLength
            }
            return .end
        }

        private mutating func take(control: Span<UInt8>, at place: Int) throws(WireError) {
            let type = control.uint32(at: 0)
            switch type {
            case FrameStream.start where !hasBegun:
                // Without a content type, the frames may be anything: each says itself whether it is one of dnstap.
                if control.count > 12, control.uint32(at: 4) == FrameStream.contentType,
                    [UInt8](copying: control.extracting(12..<control.count)) != FrameStream.dnstap
                {
                    throw WireError(
                        "Frame Streams", .badValue(field: "content type", value: control.count - 12), at: place + 12)
                }
                hasBegun = true
            case FrameStream.stop where hasBegun: isOver = true
            default: throw WireError("Frame Streams", .badValue(field: "control type", value: Int(type)), at: place)
            }
        }
    }
}
