/// The value of an option of DHCP, and its place in the frame. Where an option was split, the place is that of its last
/// piece.
@usableFromInline
struct DHCPOptionValue: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline let place: Range<Int>

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ place: Range<Int>) {
        self.bytes = bytes
        self.place = place
    }

    /// Where bytes of the value stand in the frame.
    @inlinable
    func place(_ range: Range<Int>) -> Range<Int> {
        let start = min(place.lowerBound + range.lowerBound, place.upperBound)
        return start..<min(max(start, place.lowerBound + range.upperBound), place.upperBound)
    }

    @inlinable func place(from start: Int) -> Range<Int> { place(start..<max(start, bytes.count)) }

    /// Tells the value, under the name that it has for this code.
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ code: DHCPOptionCode, into sink: inout Sink) {
        guard let field = code.field else {
            if !bytes.isEmpty { sink.bytes("dhcp.option.value", "Value", bytes, at: place) }
            return
        }
        guard fits(field.form) else {
            sink.bytes("dhcp.option.value", "Value", bytes, at: place)
            sink.warning("_ws.malformed", "a length of \(bytes.count) is not one that this option has", at: place)
            return
        }
        switch field.form {
        case .special: describeSpecial(code, field, into: &sink)
        case .ipv4List, .ipv4Pairs, .uint16List, .uint8List: describeList(field, into: &sink)
        default: describeSimple(field, into: &sink)
        }
    }

    /// Whether the value is as long as its form demands.
    @usableFromInline
    func fits(_ form: DHCPOptionField.Form) -> Bool {
        let count = bytes.count
        return switch form {
        case .uint8, .flag: count == 1
        case .uint16: count == 2
        case .uint32, .int32, .ipv4: count == 4
        case .ipv4List: count > 0 && count % 4 == 0
        case .ipv4Pairs: count > 0 && count % 8 == 0
        case .uint16List: count > 0 && count % 2 == 0
        case .uint8List, .text, .special: true
        }
    }

    @inlinable
    func describeSimple<Sink: FieldSink & ~Copyable>(_ field: DHCPOptionField, into sink: inout Sink) {
        switch field.form {
        case .uint8: sink.number(field.name, field.label, bytes[0], field.style, at: place)
        case .uint16: sink.number(field.name, field.label, bytes.uint16(at: 0), field.style, at: place)
        case .uint32: sink.number(field.name, field.label, bytes.uint32(at: 0), field.style, at: place)
        case .int32:
            let value = Int64(Int32(bitPattern: bytes.uint32(at: 0)))
            sink.signed(field.name, field.label, value, field.style, at: place)
        case .flag: sink.flag(field.name, field.label, bytes[0] != 0, at: place)
        case .ipv4: sink.address(field.name, field.label, address(at: 0), at: place)
        default: sink.text(field.name, field.label, text(from: 0), at: place)
        }
    }

    @usableFromInline func address(at offset: Int) -> IPv4Address { IPv4Address(rawValue: bytes.uint32(at: offset)) }

    /// From an offset on, without NULs at the end.
    @usableFromInline
    @_lifetime(copy self)
    func text(from offset: Int) -> Span<UInt8> {
        var end = bytes.count
        while end > offset, bytes[end - 1] == 0 { end -= 1 }
        return bytes.slice(at: offset, upTo: end - offset)
    }

    @inlinable
    func describeList<Sink: FieldSink & ~Copyable>(_ field: DHCPOptionField, into sink: inout Sink) {
        var step = 1
        var second = ("", "")
        switch field.form {
        case .ipv4List: step = 4
        case .ipv4Pairs(let name, let label):
            step = 8
            second = (name, label)
        case .uint16List: step = 2
        default: break
        }
        var index = 0
        while index + step <= bytes.count {
            let part = place(index..<index + step)
            sink.openItem(field.name, field.label, at: part)
            switch step {
            case 1: sink.number(field.name, field.label, bytes[index], field.style, at: part)
            case 2: sink.number(field.name, field.label, bytes.uint16(at: index), field.style, at: part)
            case 4: sink.address(field.name, field.label, address(at: index), at: part)
            default:
                sink.address(field.name, field.label, address(at: index), at: place(index..<index + 4))
                // Fields: dhcp.option.policy_filter.subnet_mask dhcp.option.static_route.router
                sink.address(second.0, second.1, address(at: index + 4), at: place(index + 4..<index + 8))
            }
            sink.close()
            index += step
        }
    }

    /// Numbers of a registry, each of a byte or two.
    @inlinable
    func describeNumbers<Sink: FieldSink & ~Copyable, Number: AssignedNumber>(
        _ field: DHCPOptionField, _ make: (UInt16) -> Number, into sink: inout Sink
    ) {
        let step = Number.RawValue.bitWidth / 8
        guard bytes.count >= step, bytes.count % step == 0 else {
            sink.warning("_ws.malformed", "a length of \(bytes.count) is not one that this option has", at: place)
            return
        }
        var index = 0
        while index + step <= bytes.count {
            let part = place(index..<index + step)
            sink.openItem(field.name, field.label, at: part)
            let value = step == 1 ? UInt16(bytes[index]) : bytes.uint16(at: index)
            sink.number(field.name, field.label, make(value), at: part)
            sink.close()
            index += step
        }
    }
}
