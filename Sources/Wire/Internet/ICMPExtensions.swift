/// What a node appends to an ICMP error (RFC 4884 sections 7 and 8), in borrowed bytes. Once `init` returns, no
/// accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |Version|      (Reserved)       |           Checksum            |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  objects ...
public struct ICMPExtensions: ~Escapable {
    public static let headerByteCount = 4
    public static let version = 2

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes, `badValue` where the version is not 2.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "ICMP extensions")
        guard Int(bytes[0] >> 4) == Self.version else {
            throw WireError("ICMP extensions", .badValue(field: "version", value: Int(bytes[0] >> 4)))
        }
        self.bytes = bytes
    }

    @inlinable public var version: UInt8 { bytes[0] >> 4 }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }
    /// Whether the checksum is right; nil where none was sent, which zero says.
    @inlinable public var isChecksumValid: Bool? {
        checksum == 0 ? nil : InternetChecksum.of(bytes) == 0
    }
    /// A walk over the objects.
    @inlinable public var objects: ICMPExtensionObjects {
        @_lifetime(copy self) get { ICMPExtensionObjects(bytes: bytes, position: Self.headerByteCount) }
    }
}

/// A walk over the objects of an extension structure.
public struct ICMPExtensionObjects: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// Where the next object starts, counted from the start of the structure.
    public private(set) var position: Int

    @_lifetime(copy bytes)
    @usableFromInline init(bytes: Span<UInt8>, position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// The next object; nil after the last one, and after an error.
    ///
    /// - Throws: `truncated` where fewer than 4 bytes are left, `badLength` where an object's length is below 4 or
    ///   reaches past the end. Offsets count from the start of the structure.
    @_lifetime(copy self)
    public mutating func next() throws(WireError) -> ICMPExtensionObject? {
        let start = position
        let available = bytes.count - start
        guard available > 0 else { return nil }
        position = bytes.count
        guard available >= ICMPExtensionObject.headerByteCount else {
            throw WireError(
                "ICMP extension object",
                .truncated(needed: ICMPExtensionObject.headerByteCount, available: available), at: start)
        }
        let length = Int(bytes.uint16(at: start))
        guard length >= ICMPExtensionObject.headerByteCount, length <= available else {
            throw WireError(
                "ICMP extension object",
                .badLength(
                    field: "length", value: length, minimum: ICMPExtensionObject.headerByteCount, maximum: available),
                at: start)
        }
        position = start + length
        return ICMPExtensionObject(bytes: bytes.slice(at: start, upTo: length))
    }
}

/// An object of an extension structure (RFC 4884 section 8).
///
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |             Length            |   Class-Num   |   C-Type      |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                   (Object payload)                            |
public struct ICMPExtensionObject: ~Escapable {
    public static let headerByteCount = 4

    @usableFromInline let bytes: Span<UInt8>

    /// `bytes` are those that the length field counts; there are at least 4.
    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>) { self.bytes = bytes }

    /// Header and payload, in bytes.
    @inlinable public var length: UInt16 { bytes.uint16(at: 0) }
    @inlinable public var objectClass: ICMPExtensionClass { ICMPExtensionClass(rawValue: bytes[2]) }
    @inlinable public var classType: UInt8 { bytes[3] }
    @inlinable public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(droppingFirst: 4) } }

    /// How many label stack entries the object holds: zero unless it is an MPLS label stack (RFC 4950).
    @inlinable public var labelCount: Int {
        objectClass == .mplsLabelStack && classType == 1 ? payload.count / MPLSLabelStackEntry.byteCount : 0
    }

    /// The label stack entry with this index, outermost first; nil past the last one.
    @inlinable public func label(at index: Int) -> MPLSLabelStackEntry? {
        guard index >= 0, index < labelCount else { return nil }
        return MPLSLabelStackEntry(rawValue: payload.uint32(at: index * MPLSLabelStackEntry.byteCount))
    }

    /// The object as an owned value. What the class does not know is kept as bytes.
    ///
    /// - Throws: where an object of a known class is too short for what it says it holds.
    public func decoded() throws(WireError) -> ICMPExtension {
        switch (objectClass, classType) {
        case (.mplsLabelStack, 1):
            guard payload.count % MPLSLabelStackEntry.byteCount == 0 else { break }
            return .mplsLabelStack((0..<labelCount).compactMap { label(at: $0) })
        case (.interfaceInformation, _):
            do {
                return .interfaceInformation(try InterfaceInformation(parsing: payload, classType: classType))
            } catch {
                throw error.offset(by: Self.headerByteCount)
            }
        case (.interfaceIdentification, _):
            guard let identification = InterfaceIdentification(parsing: payload, classType: classType) else { break }
            return .interfaceIdentification(identification)
        default: break
        }
        return .other(objectClass, classType: classType, [UInt8](copying: payload))
    }
}

/// The class of an extension object (IANA "ICMP Extension Object Classes").
public struct ICMPExtensionClass: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let mplsLabelStack = ICMPExtensionClass(rawValue: 1)
    public static let interfaceInformation = ICMPExtensionClass(rawValue: 2)
    public static let interfaceIdentification = ICMPExtensionClass(rawValue: 3)
    public static let extendedInformation = ICMPExtensionClass(rawValue: 4)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "MPLS Label Stack", "RFC 4950"),
        Assignment(2, "Interface Information", "RFC 5837"),
        Assignment(3, "Interface Identification", "RFC 8335"),
        Assignment(4, "Extended Information", "RFC 8883"),
    ]
}

/// An extension object to send, or one that was read.
public enum ICMPExtension: Hashable, Sendable {
    /// The label stack with which the datagram arrived, outermost first (RFC 4950).
    case mplsLabelStack([MPLSLabelStackEntry])
    case interfaceInformation(InterfaceInformation)
    /// The interface that an extended echo request asks about (RFC 8335).
    case interfaceIdentification(InterfaceIdentification)
    case other(ICMPExtensionClass, classType: UInt8, [UInt8])

    /// Header and payload, in bytes.
    public var byteCount: Int {
        switch self {
        case .mplsLabelStack(let labels): 4 + labels.count * MPLSLabelStackEntry.byteCount
        case .interfaceInformation(let information): 4 + information.byteCount
        case .interfaceIdentification(let identification): 4 + identification.byteCount
        case .other(_, _, let payload): 4 + payload.count
        }
    }

    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: UInt16(truncatingIfNeeded: byteCount))
        switch self {
        case .mplsLabelStack(let labels):
            output.append(ICMPExtensionClass.mplsLabelStack.rawValue)
            output.append(1)
            for label in labels { output.append(bigEndian: label.rawValue) }
        case .interfaceInformation(let information):
            output.append(ICMPExtensionClass.interfaceInformation.rawValue)
            output.append(information.classType)
            information.serialize(into: &output)
        case .interfaceIdentification(let identification):
            output.append(ICMPExtensionClass.interfaceIdentification.rawValue)
            output.append(identification.classType)
            identification.serialize(into: &output)
        case .other(let objectClass, let classType, let payload):
            output.append(objectClass.rawValue)
            output.append(classType)
            output.append(copying: payload.span)
        }
    }
}

extension [ICMPExtension] {
    /// What the extension structure with these objects takes, in bytes; zero for none, when none is sent.
    public var structureByteCount: Int {
        isEmpty ? 0 : reduce(ICMPExtensions.headerByteCount) { $0 + $1.byteCount }
    }

    /// Appends the extension structure with these objects, checksum filled in; nothing where there are none.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        guard !isEmpty else { return }
        let start = output.count
        output.append(UInt8(ICMPExtensions.version << 4))
        output.append(0)
        output.append(bigEndian: UInt16(0))
        for object in self { object.serialize(into: &output) }
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 2)
    }
}
