/// A DNS message as dnstap has it (dnstap.info, dnstap.proto): who asked whom, how and when, and what was said.
public struct TappedMessage: Hashable, Sendable {
    /// Who has written it down, and which way the message went: odd numbers are queries, even ones responses.
    public var type = toolQuery
    /// 1 UDP, 2 TCP, 3 TLS, 4 HTTPS; nil where that is not said, and other ways have other numbers.
    public var protocolNumber: UInt64?
    public var queryAddress: IPAddress?
    public var queryPort: UInt16?
    public var responseAddress: IPAddress?
    public var responsePort: UInt16?
    /// In nanoseconds since 1970 UTC.
    public var queryTime: Int64?
    public var responseTime: Int64?
    public var query: [UInt8]?
    public var response: [UInt8]?

    public static let toolQuery: UInt64 = 11
    public static let toolResponse: UInt64 = 12

    public var isQuery: Bool { type % 2 == 1 }

    public init() {}
}

// Reading.
extension TappedMessage {
    /// - Throws: why the frame is no message; `badValue` for the type of a frame that is something else.
    public init(parsing frame: Span<UInt8>) throws(WireError) {
        var reader = ProtobufReader(frame)
        var message: Range<Int>?
        var kind: UInt64?
        while let (number, value) = try reader.next() {
            switch (number, value) {
            case (14, .bytes(let place)): message = place
            case (15, .number(let value)): kind = value
            default: break
            }
        }
        guard let message, kind == 1 else {
            throw WireError("dnstap", .badValue(field: "type", value: Int(clamping: kind ?? 0)))
        }
        self.init()
        try take(frame, message)
    }

    private mutating func take(_ frame: Span<UInt8>, _ place: Range<Int>) throws(WireError) {
        var reader = ProtobufReader(frame, place)
        var (querySeconds, queryRest): (UInt64?, UInt64) = (nil, 0)
        var (responseSeconds, responseRest): (UInt64?, UInt64) = (nil, 0)
        while let (number, value) = try reader.next() {
            switch (number, value) {
            case (1, .number(let value)): type = value
            case (3, .number(let value)): protocolNumber = value
            case (4, .bytes(let place)): queryAddress = Self.address(frame.extracting(place))
            case (5, .bytes(let place)): responseAddress = Self.address(frame.extracting(place))
            case (6, .number(let value)): queryPort = UInt16(exactly: value)
            case (7, .number(let value)): responsePort = UInt16(exactly: value)
            case (8, .number(let value)): querySeconds = value
            case (9, .number(let value)): queryRest = value
            case (10, .bytes(let place)): query = [UInt8](copying: frame.extracting(place))
            case (12, .number(let value)): responseSeconds = value
            case (13, .number(let value)): responseRest = value
            case (14, .bytes(let place)): response = [UInt8](copying: frame.extracting(place))
            default: break
            }
        }
        queryTime = Self.time(querySeconds, queryRest)
        responseTime = Self.time(responseSeconds, responseRest)
    }

    /// Nil for what no clock of our days says.
    private static func time(_ seconds: UInt64?, _ rest: UInt64) -> Int64? {
        guard let seconds, seconds < 1 << 33, rest < 1_000_000_000 else { return nil }
        return Int64(seconds) * 1_000_000_000 + Int64(rest)
    }

    private static func address(_ bytes: Span<UInt8>) -> IPAddress? {
        switch bytes.count {
        case 4: .v4(bytes.ipv4Address(at: 0))
        case 16: .v6(bytes.ipv6Address(at: 0))
        default: nil
        }
    }
}

// Writing.
extension TappedMessage {
    /// A frame of dnstap.
    ///
    /// - Parameter version: of the program that writes it.
    public func serialized(version: String) -> [UInt8] {
        var message = ProtobufWriter()
        message.add(1, type)
        let address = responseAddress ?? queryAddress
        message.add(2, address.map { $0.isIPv6 ? 2 : 1 })
        message.add(3, protocolNumber)
        message.add(4, queryAddress?.bytes)
        message.add(5, responseAddress?.bytes)
        message.add(6, queryPort.map { UInt64($0) })
        message.add(7, responsePort.map { UInt64($0) })
        message.add(8, fixed: 9, queryTime)
        message.add(10, query)
        message.add(12, fixed: 13, responseTime)
        message.add(14, response)
        var frame = ProtobufWriter()
        frame.add(2, Array(version.utf8))
        frame.add(14, message.bytes)
        frame.add(15, 1)
        return frame.bytes
    }
}

extension IPAddress {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .v4(let address): [UInt8](bigEndian: address.rawValue)
        case .v6(let address): [UInt8](bigEndian: address.rawValue)
        }
    }
}

/// What of Protocol Buffers' wire format dnstap needs.
private struct ProtobufReader: ~Escapable {
    enum Value {
        case number(UInt64)
        /// At these places of the frame.
        case bytes(Range<Int>)
    }

    private let bytes: Span<UInt8>
    private var place: Int
    private let end: Int

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>? = nil) {
        self.bytes = bytes
        place = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
    }

    /// The next field, and its number; nil behind the last one.
    mutating func next() throws(WireError) -> (Int, Value)? {
        guard place < end else { return nil }
        let start = place
        let key = try varint()
        switch key & 7 {
        case 0: return (Int(clamping: key >> 3), .number(try varint()))
        case 1: return (Int(clamping: key >> 3), .number(try fixed(8)))
        case 5: return (Int(clamping: key >> 3), .number(try fixed(4)))
        case 2:
            let length = Int(clamping: try varint())
            guard length <= end - place else {
                throw WireError("dnstap", .truncated(needed: length, available: end - place), at: place)
            }
            defer { place += length }
            return (Int(clamping: key >> 3), .bytes(place..<place + length))
        default: throw WireError("dnstap", .badValue(field: "wire type", value: Int(key & 7)), at: start)
        }
    }

    private mutating func varint() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard place < end else { throw WireError("dnstap", .truncated(needed: 1, available: 0), at: place) }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return value }
        }
        throw WireError("dnstap", .badValue(field: "number", value: 10), at: place)
    }

    /// Little-endian.
    private mutating func fixed(_ count: Int) throws(WireError) -> UInt64 {
        guard count <= end - place else {
            throw WireError("dnstap", .truncated(needed: count, available: end - place), at: place)
        }
        defer { place += count }
        return (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[place + $1]) }
    }
}

private struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: UInt64, _ value: UInt64?) {
        guard let value else { return }
        varint(number << 3)
        varint(value)
    }

    mutating func add(_ number: UInt64, _ value: [UInt8]?) {
        guard let value else { return }
        varint(number << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    /// A time: seconds, and by another field with four bytes the nanoseconds behind them.
    mutating func add(_ number: UInt64, fixed rest: UInt64, _ time: Int64?) {
        guard let time, time >= 0 else { return }
        add(number, UInt64(time / 1_000_000_000))
        varint(rest << 3 | 5)
        let nanoseconds = UInt32(time % 1_000_000_000)
        bytes += [UInt8](bigEndian: nanoseconds).reversed()
    }

    private mutating func varint(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }
}
