/// What is known of a checksum, in Wireshark's numbers.
public struct ChecksumStatus: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// - Parameter isValid: nil where bytes are missing that it sums.
    @inlinable
    public init(_ isValid: Bool?) {
        switch isValid {
        case true?: self = .good
        case false?: self = .bad
        case nil: self = .unverified
        }
    }

    public static let bad = ChecksumStatus(rawValue: 0)
    public static let good = ChecksumStatus(rawValue: 1)
    public static let unverified = ChecksumStatus(rawValue: 2)
    /// The sender left it out.
    public static let absent = ChecksumStatus(rawValue: 3)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Bad"),
        Assignment(1, "Good"),
        Assignment(2, "Unverified"),
        Assignment(3, "Not present"),
    ]
}

extension FieldSink where Self: ~Copyable {
    /// Tells what is known of a checksum, and warns of a bad one. Nothing is summed where nobody wants to know.
    @inlinable
    public mutating func checksum(
        _ name: String, warning: String, at bytes: Range<Int>, _ sum: @autoclosure () -> ChecksumStatus
    ) {
        guard wants(field: name) || wants(field: warning) else { return }
        let status = sum()
        number(name, "Checksum Status", status, at: bytes)
        if status == .bad { self.warning(warning, "the checksum is wrong", at: bytes) }
    }
}
