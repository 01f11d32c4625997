/// Why bytes could not be read as a header: which header, what was wrong, and where.
///
/// The offset counts from the start of whatever was handed to the outermost parser. A codec reports offsets from the
/// start of its own header; whoever walks the layers adds the header's place with ``offset(by:)``.
public struct WireError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The header needs `needed` bytes; `available` were there.
        case truncated(needed: Int, available: Int)
        /// A length field says `value`, which can't be: it is below the `minimum` or reaches past the `maximum`.
        case badLength(field: StaticText, value: Int, minimum: Int, maximum: Int)
        /// A field that decides how the rest is read holds `value`, which this header does not have.
        case badValue(field: StaticText, value: Int)
    }

    /// The header's name, as people say it: "UDP", "IPv4 option".
    public let header: StaticText
    public let reason: Reason
    /// The byte at which reading stopped.
    public let offset: Int

    public init(_ header: StaticText, _ reason: Reason, at offset: Int = 0) {
        self.header = header
        self.reason = reason
        self.offset = offset
    }

    /// The same error, for a header that stands `distance` bytes further in.
    public func offset(by distance: Int) -> WireError {
        WireError(header, reason, at: offset + distance)
    }
}

extension Span where Element == UInt8 {
    /// What the `init(parsing:)` of a codec checks first.
    ///
    /// - Throws: `truncated` where fewer than `byteCount` bytes are here.
    @inlinable
    @inline(__always)
    func require(_ byteCount: Int, _ header: StaticText) throws(WireError) {
        guard count >= byteCount else {
            throw WireError(header, .truncated(needed: byteCount, available: count))
        }
    }
}

extension WireError: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .truncated(let needed, let available):
            "\(header): needs \(needed) bytes, \(available) are there (byte \(offset))"
        case .badLength(let field, let value, let minimum, let maximum):
            "\(header): \(field) \(value) is outside \(minimum)...\(maximum) (byte \(offset))"
        case .badValue(let field, let value):
            "\(header): \(field) can't be \(value) (byte \(offset))"
        }
    }
}

/// Words of the program itself. Nobody has to count who holds them, so that what holds them is copied at no cost.
public struct StaticText: Hashable, ExpressibleByStringLiteral, CustomStringConvertible, Sendable {
    private let text: StaticString

    public init(stringLiteral text: StaticString) { self.text = text }

    public var description: String { text.description }

    public static func == (left: StaticText, right: StaticText) -> Bool { left.description == right.description }

    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
