/// A domain name in a message, in borrowed bytes: labels, each after its length, that end with an empty label or with
/// a pointer to labels elsewhere in the message (RFC 1035 section 4.1.4).
///
/// `init` checks the part that stands in place, so that whatever follows the name can be found. What a pointer leads to
/// is looked at when the labels are walked, since it may be anything.
public struct DNSNameView: ~Escapable {
    @usableFromInline let message: Span<UInt8>
    /// Where the name stands in the message, in bytes.
    public let start: Int
    /// The first byte after the name, where it stands.
    public let end: Int

    /// - Throws: `truncated` where the message ends before the name does, `badValue` for a label type other than a
    ///   plain label and a pointer. Offsets count from the message's start.
    @_lifetime(copy message)
    public init(parsing message: Span<UInt8>, at start: Int) throws(WireError) {
        self.message = message
        self.start = start
        var position = start
        while true {
            guard position < message.count else { throw DNSLabels.cut(at: position, message) }
            let length = Int(message[position])
            switch length >> 6 {
            case 0 where length > 0:
                guard position + 1 + length <= message.count else { throw DNSLabels.cut(at: position, message) }
                position += 1 + length
            case 0:
                end = position + 1
                return
            case 3:
                guard position + 1 < message.count else { throw DNSLabels.cut(at: position, message) }
                end = position + 2
                return
            default: throw WireError("DNS name", .badValue(field: "label type", value: length >> 6), at: position)
            }
        }
    }

    public var labels: DNSLabels {
        @_lifetime(copy self) get { DNSLabels(message, at: start) }
    }

    /// Why the name can't be read to its end: a pointer that leads nowhere or in a circle, more than 255 bytes.
    public var problem: WireError? {
        var labels = labels
        while labels.next() != nil {}
        return labels.problem
    }

    /// Whether a pointer leads to what stands behind it, which RFC 1035 does not allow.
    public var leadsForward: Bool {
        var labels = labels
        while labels.next() != nil {}
        return labels.leadsForward
    }

    /// Without the empty one at the end.
    public var labelCount: Int {
        var labels = labels
        var count = 0
        while labels.next() != nil { count += 1 }
        return count
    }

    public var isRoot: Bool {
        var labels = labels
        return labels.next() == nil && labels.problem == nil
    }

    /// Whether both are the same name, upper and lower case alike (RFC 4343).
    public func isEqual(to other: borrowing DNSNameView) -> Bool {
        var own = labels
        var others = other.labels
        while true {
            let label = own.next()
            let otherLabel = others.next()
            guard let label, let otherLabel else { return label == nil && otherLabel == nil }
            let first = message.extracting(label)
            let second = other.message.extracting(otherLabel)
            guard first.count == second.count else { return false }
            for index in first.indices where first[index].lowercased != second[index].lowercased { return false }
        }
    }

    /// Appends the name as it is said: labels as they are, with dots between them and none at the end; `<Root>` for the
    /// root. Not escaped: a sink that prints does that.
    public func append(plainTo text: inout [UInt8]) {
        let start = text.count
        var labels = labels
        while let label = labels.next() {
            if text.count > start { text.append(UInt8(ascii: ".")) }
            text.append(copying: message.extracting(label))
        }
        if labels.problem != nil {
            text.append(text: "<bad name>")
        } else if text.count == start {
            text.append(text: "<Root>")
        }
    }

    /// Appends the name as zone files have it, every label with a dot after it, and whatever is not plain escaped.
    ///
    /// - Parameter keepsUTF8: shows letters beyond ASCII, as names of multicast DNS have them, and not their bytes.
    public func write(to text: inout some TextOutput & ~Copyable, keepsUTF8: Bool = false) {
        var isRoot = true
        var labels = labels
        while let label = labels.next() {
            text.append(label: message.extracting(label), keepsUTF8: keepsUTF8)
            text.append(UInt8(ascii: "."))
            isRoot = false
        }
        if labels.problem != nil {
            text.append(text: "<bad name>")
        } else if isRoot {
            text.append(UInt8(ascii: "."))
        }
    }
}

/// A walk over the labels of a name, through its pointers. Ends after 255 bytes or 127 pointers at the latest.
public struct DNSLabels: ~Escapable {
    private let message: Span<UInt8>
    private var position: Int
    private var byteCount = 1
    private var pointerCount = 0
    /// Why the walk ended before the name did.
    public private(set) var problem: WireError?
    /// Whether a pointer led to what stands behind it.
    public private(set) var leadsForward = false

    /// A name of 255 bytes has no more labels than this, and so needs no more pointers.
    static let maximumPointerCount = 127

    @_lifetime(copy message)
    init(_ message: Span<UInt8>, at position: Int) {
        self.message = message
        self.position = position
    }

    /// Where in the message the next label's text is; nil after the last one, and where the name can't be read.
    public mutating func next() -> Range<Int>? {
        while problem == nil {
            guard position < message.count else { return stop(Self.cut(at: position, message)) }
            let length = Int(message[position])
            switch length >> 6 {
            case 0:
                guard length > 0 else { return nil }
                return take(length)
            case 3: follow()
            default:
                return stop(WireError("DNS name", .badValue(field: "label type", value: length >> 6), at: position))
            }
        }
        return nil
    }

    private mutating func take(_ length: Int) -> Range<Int>? {
        byteCount += length + 1
        guard byteCount <= DNSName.maximumByteCount else {
            let reason = WireError.Reason.badLength(
                field: "length", value: byteCount, minimum: 1, maximum: DNSName.maximumByteCount)
            return stop(WireError("DNS name", reason, at: position))
        }
        let label = position + 1..<position + 1 + length
        guard label.upperBound <= message.count else { return stop(Self.cut(at: position, message)) }
        position = label.upperBound
        return label
    }

    private mutating func follow() {
        guard position + 1 < message.count else {
            problem = Self.cut(at: position, message)
            return
        }
        let target = Int(message.uint16(at: position) & 0x3FFF)
        pointerCount += 1
        guard target != position, pointerCount <= Self.maximumPointerCount else {
            problem = WireError("DNS name", .badValue(field: "pointer in a circle", value: target), at: position)
            return
        }
        if target > position { leadsForward = true }
        position = target
    }

    private mutating func stop(_ error: WireError) -> Range<Int>? {
        problem = error
        return nil
    }

    /// The message ends within the label at `position`.
    static func cut(at position: Int, _ message: Span<UInt8>) -> WireError {
        let length = position < message.count ? Int(message[position]) : 0
        return WireError(
            "DNS name",
            .truncated(needed: length >> 6 == 3 ? 2 : length + 1, available: max(0, message.count - position)),
            at: min(position, message.count))
    }
}

extension TextOutput where Self: ~Copyable {
    /// Appends a label with all that could be misread escaped: `\.` and the like for what zone files give a meaning,
    /// `\DDD` for what is no visible ASCII.
    mutating func append(label: Span<UInt8>, keepsUTF8: Bool = false) {
        guard keepsUTF8 else {
            for index in label.indices { append(labelByte: label[index]) }
            return
        }
        var characters = ForeignText(label)
        while let character = characters.next() {
            switch character {
            case .plain(let scalar) where !scalar.isASCII: for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
            case .plain(let scalar), .control(let scalar):
                for byte in UTF8.encode(scalar) ?? .init() { append(labelByte: byte) }
            case .stray(let byte): append(labelByte: byte)
            }
        }
    }

    private mutating func append(labelByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ";"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            append(UInt8(ascii: "\\"))
            append(byte)
        case 0x21...0x7E: append(byte)
        default: append(decimalEscape: byte)
        }
    }

    mutating func append(decimalEscape byte: UInt8) {
        append(UInt8(ascii: "\\"))
        append(decimal: UInt64(byte), zeroPaddedTo: 3)
    }
}
