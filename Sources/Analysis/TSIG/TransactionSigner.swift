import Wire

/// Why a message is not believed to come from somebody who has the key.
public enum TransactionFault: Hashable, Sendable {
    case unsigned
    /// It names another key, or another algorithm.
    case otherKey(DNSName)
    case badCode
    /// Seconds between its clock and ours.
    case badTime(Int64)
    /// What the server says is wrong with the query's signature, which it can't sign itself.
    case refused(SignatureError)
    case unreadable
}

/// Signs a query, and checks the messages that answer it (RFC 8945 section 5).
///
/// A signature is a record behind all others: algorithm, time, allowed difference of clocks, code, the message's
/// number, an error and what belongs to it. Each code is made of the one before it too, so that messages of a zone
/// can't be left out or change places.
public struct TransactionSigner: Hashable, Sendable {
    private let key: TransactionKey
    private var previousCode: [UInt8] = []
    /// Messages since the last one that was signed.
    private var unsigned: [UInt8] = []
    private var unsignedCount = 0
    private var isFirst = true

    /// Seconds that clocks may differ.
    private static let fudge: UInt16 = 300
    /// Messages in a row without a signature.
    private static let maximumUnsignedCount = 99

    public init(_ key: TransactionKey) { self.key = key }

    /// The query with its signature.
    ///
    /// - Parameters:
    ///   - message: with a header, and room for one record more.
    ///   - time: in seconds since 1970.
    public mutating func sign(_ message: [UInt8], at time: Int64) -> [UInt8] {
        let moment = Self.bytes(of: UInt64(clamping: time), count: 6) + [UInt8](bigEndian: Self.fudge)
        previousCode = key.code(of: message + Self.variables(key.name, key.algorithm.name, moment, error: 0, other: []))
        let data =
            key.algorithm.name.bytes + moment + Self.counted(previousCode) + message.prefix(2) + [0, 0] + [0, 0]
        let head = key.name.bytes + [UInt8](bigEndian: DNSType.tsig.rawValue) + [0, 255, 0, 0, 0, 0]
        let count = message.span.uint16(at: 10) &+ 1
        return message[..<10] + [UInt8](bigEndian: count) + message[12...] + head + Self.counted(data)
    }

    /// What is wrong with a message's signature; nil where nothing is.
    ///
    /// - Parameters:
    ///   - mayLack: whether it is one of many, of which not each has to be signed.
    ///   - time: in seconds since 1970.
    public mutating func check(_ message: [UInt8], mayLack: Bool, at time: Int64) -> TransactionFault? {
        guard let signature = MessageSignature(message) else {
            guard mayLack, !isFirst, unsignedCount < Self.maximumUnsignedCount else { return .unsigned }
            unsigned += message
            unsignedCount += 1
            return nil
        }
        guard signature.isReadable else { return .unreadable }
        guard signature.error == 0 || !signature.code.isEmpty else {
            return .refused(SignatureError(rawValue: signature.error))
        }
        guard signature.name == key.name, signature.algorithm == key.algorithm.name else {
            return .otherKey(signature.name)
        }
        let end =
            isFirst
            ? Self.variables(
                signature.name, signature.algorithm, signature.moment, error: signature.error, other: signature.other)
            : signature.moment
        let signed = Self.counted(previousCode) + unsigned + signature.bareMessage + end
        guard key.isCode(signature.code, of: signed) else { return .badCode }
        let distance = Int64(signature.time) - time
        guard distance.magnitude <= UInt64(signature.fudge) else { return .badTime(distance) }
        previousCode = signature.code
        unsigned = []
        unsignedCount = 0
        isFirst = false
        return nil
    }

    /// Whether all that was checked is signed, up to the last message.
    public var isComplete: Bool { !isFirst && unsignedCount == 0 }

    private static func variables(
        _ name: DNSName, _ algorithm: DNSName, _ moment: [UInt8], error: UInt16, other: [UInt8]
    ) -> [UInt8] {
        name.lowercased.bytes + [0, 255, 0, 0, 0, 0] + algorithm.lowercased.bytes + moment
            + [UInt8](bigEndian: error) + counted(other)
    }

    private static func counted(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](bigEndian: UInt16(clamping: bytes.count)) + bytes
    }

    private static func bytes(of number: UInt64, count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }
}

/// The signature behind a message, and the message without it.
private struct MessageSignature {
    private(set) var isReadable = false
    private(set) var name = DNSName.root
    private(set) var algorithm = DNSName.root
    /// Time and fudge, as they are signed.
    private(set) var moment: [UInt8] = []
    private(set) var code: [UInt8] = []
    private(set) var error: UInt16 = 0
    private(set) var other: [UInt8] = []
    /// With its own number, and one record less.
    private(set) var bareMessage: [UInt8] = []

    /// Nil where the last record is no signature.
    init?(_ message: [UInt8]) {
        guard let (start, record) = Self.last(message.span), record.type == .tsig else { return nil }
        name = record.name
        let data = record.data.bytes
        guard record.data.problem == nil, let algorithm = try? DNSName(parsing: data.span, at: 0) else { return }
        self.algorithm = algorithm
        var place = algorithm.byteCount
        moment = Array(data[place..<place + 8])
        let codeLength = Int(data.span.uint16(at: place + 8))
        code = Array(data[place + 10..<place + 10 + codeLength])
        place += 10 + codeLength
        let identifier = data[place..<place + 2]
        error = data.span.uint16(at: place + 2)
        other = Array(data[(place + 6)...])
        let count = message.span.uint16(at: 10) &- 1
        bareMessage = identifier + message[2..<10] + [UInt8](bigEndian: count) + message[12..<start]
        isReadable = true
    }

    var time: UInt64 { moment.prefix(6).reduce(0) { $0 << 8 | UInt64($1) } }
    var fudge: UInt16 { moment.span.uint16(at: 6) }

    private static func last(_ message: Span<UInt8>) -> (start: Int, record: DNSRecord)? {
        guard let packet = try? DNSPacket(parsing: message), packet.header.additionalCount > 0 else { return nil }
        var position = DNSHeader.byteCount
        for section in DNSSection.allCases {
            var entries = packet.entries(of: section, at: position)
            entries.finish()
            guard entries.problem == nil else { return nil }
            position = entries.end
            guard section == .additionals, let record = entries.record else { continue }
            guard let whole = try? DNSRecord(record) else { return nil }
            return (entries.start, whole)
        }
        return nil
    }
}
