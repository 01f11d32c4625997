/// Whoever wants to know the fields of a header: a tree, a JSON object, a row of columns, a filter.
///
/// Each codec says once, in `describe(into:at:)`, which fields it has, in wire order, under the names that Wireshark
/// made the field's standard ("ip.src"); every output walks that one description. Offsets count from the packet's
/// start, in bytes.
public protocol FieldSink: LayerVisitor, ~Copyable {
    /// Whether the names that registries give to numbers are used at all: looking them up costs time.
    static var usesMeanings: Bool { get }
    /// Whether the fields of this layer ("ip") are to be told; one that is not wanted is only stepped over.
    mutating func wants(_ layer: String) -> Bool

    /// Whether a field is worth computing that costs time. Mutating, since a sink with a ``TextBuffer`` in it would be
    /// copied to be asked as a constant.
    mutating func wants(field name: String) -> Bool

    /// Opens a layer or a group of fields within one: `name` is Wireshark's ("ip", "tcp.flags"), `title` is for people.
    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>)
    /// Opens an element of a list: an option, a record. Its names may have been told before.
    mutating func openItem(_ name: String, _ title: String, at bytes: Range<Int>)
    mutating func close()
    /// Tells a group of fields that all follow from one number. A sink that knows such a
    /// group by name and number may tell it from memory, and not ask `body` again.
    mutating func group(
        _ name: String, _ title: String, of number: UInt64, at bytes: Range<Int>, _ body: (inout Self) -> Void)

    /// A number; `meaning` is what its registry calls it.
    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>)
    mutating func signed(_ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>)
    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>)
    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>)
    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>)
    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>)
    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>)
    /// Bytes that the protocol says are text, in UTF-8 or plain ASCII, unchecked: a sink that prints must escape them.
    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>)
    /// Something a reader should know of the field before: a bad checksum, a value that makes no sense.
    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>)
}

/// How people write a number.
public enum NumberStyle: Hashable, Sendable {
    case decimal
    /// Hexadecimal, zero-padded to this many digits.
    case hex(Int)
    /// In units of this name: "bytes", "ms".
    case units(String)
}

extension FieldSink where Self: ~Copyable {
    @inlinable public static var usesMeanings: Bool { true }
    @inlinable public mutating func wants(_ layer: String) -> Bool { true }

    @inlinable public mutating func wants(field name: String) -> Bool { true }

    @inlinable
    public mutating func openItem(_ name: String, _ title: String, at bytes: Range<Int>) {
        open(name, title, at: bytes)
    }

    @inlinable
    public mutating func group(
        _ name: String, _ title: String, of number: UInt64, at bytes: Range<Int>, _ body: (inout Self) -> Void
    ) {
        open(name, title, at: bytes)
        body(&self)
        close()
    }

    /// Opens an element of a list that is called what its registry calls it.
    @inlinable
    public mutating func openItem(_ name: String, of kind: some AssignedNumber, at bytes: Range<Int>) {
        openItem(name, Self.usesMeanings ? kind.description : "", at: bytes)
    }

    /// Text that swiftnet itself made.
    @inlinable
    public mutating func text(_ name: String, _ label: String, _ value: String, at bytes: Range<Int>) {
        text(name, label, value.utf8Span.span, at: bytes)
    }

    @inlinable
    public mutating func number(
        _ name: String, _ label: String, _ value: some FixedWidthInteger & UnsignedInteger,
        _ style: NumberStyle = .decimal, at bytes: Range<Int>
    ) {
        number(name, label, UInt64(truncatingIfNeeded: value), style, meaning: nil, at: bytes)
    }

    /// A number from a registry, with the name it has there.
    @inlinable
    public mutating func number(
        _ name: String, _ label: String, _ value: some AssignedNumber, _ style: NumberStyle = .decimal,
        at bytes: Range<Int>
    ) {
        number(
            name, label, UInt64(truncatingIfNeeded: value.rawValue), style,
            meaning: Self.usesMeanings ? value.name : nil, at: bytes)
    }
}
