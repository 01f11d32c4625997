/// A packet of TFTP to or from its own port (RFC 1350, options of RFC 2347). A transfer goes on between other ports,
/// and there it can't be told from any other UDP.
///
///     2 bytes   string   1 byte  string  1 byte   string   1 byte  string  1 byte
///     +--------+--------+------+--------+------+---------+------+---------+------+
///     | Opcode |  File  |  0   |  Mode  |  0   | Option  |  0   |  Value  |  0   |   read, write
///     +--------+--------+------+--------+------+---------+------+---------+------+
///     | Opcode | Block  | Data ...                                                  data, acknowledgment
///     +--------+--------+------+--------+------+
///     | Opcode |  Code  | Message       |  0   |                                    error
///     +--------+--------+------+--------+------+
public struct TFTPPacket: PacketLayer, ~Escapable {
    public static let name = "tftp"
    public static let announcements: [LayerAnnouncement] = [.udpPort(69)]

    @usableFromInline let bytes: Span<UInt8>

    @inlinable
    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 2 && TFTPOperation(rawValue: bytes.uint16(at: 0)).name != nil
    }

    /// - Throws: `truncated` below 4 bytes: the shortest packet, an acknowledgment.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(4, "TFTP")
        self.bytes = bytes
    }

    @inlinable public var operation: TFTPOperation { TFTPOperation(rawValue: bytes.uint16(at: 0)) }
    /// The number of the block in a data packet or an acknowledgment, or an error's code.
    @inlinable public var number: UInt16 { bytes.uint16(at: 2) }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        var reader = FieldReader(bytes, at: context.offset)
        sink.open("tftp", "Trivial File Transfer Protocol", at: reader.restPlace)
        sink.take("tftp.opcode", "Opcode", TFTPOperation.self, from: &reader)
        switch operation {
        case .readRequest, .writeRequest:
            let isRead = operation == .readRequest
            sink.takeString(
                isRead ? "tftp.source_file" : "tftp.destination_file", isRead ? "Source File" : "Destination File",
                from: &reader)
            sink.takeString("tftp.type", "Type", from: &reader)
            describeOptions(into: &sink, from: &reader)
        case .optionAcknowledgment: describeOptions(into: &sink, from: &reader)
        case .data, .acknowledgment: sink.take("tftp.block", "Block", UInt16.self, from: &reader)
        default:
            sink.take("tftp.error.code", "Error code", TFTPErrorCode.self, from: &reader)
            sink.takeString("tftp.error.message", "Error message", from: &reader)
        }
        sink.close()
    }

    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(into sink: inout Sink, from reader: inout FieldReader) {
        while reader.remaining > 0 {
            sink.openItem("tftp.option", "Option", at: reader.place(reader.stringLength + 1))
            sink.takeString("tftp.option.name", "Option name", from: &reader)
            sink.takeString("tftp.option.value", "Option value", from: &reader)
            sink.close()
        }
    }

    /// A block's data are bytes that no layer reads.
    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        return operation == .data ? NextLayer(.data, at: 4) : .none
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.begin(application: "TFTP", byteCount: bytes.count) else { return }
        line.write(" ")
        line.write(operation)
        var reader = FieldReader(bytes.suffix(from: 2))
        switch operation {
        case .readRequest, .writeRequest:
            line.write(" ")
            line.write(foreign: reader.takeString())
            line.write(", ")
            line.write(foreign: reader.takeString())
            summarizeOptions(into: &line, from: &reader)
        case .optionAcknowledgment: summarizeOptions(into: &line, from: &reader)
        case .error:
            line.write(" ")
            line.write(TFTPErrorCode(rawValue: reader.take(UInt16.self) ?? 0))
            line.write(": ")
            line.write(foreign: reader.takeString())
        default:
            line.write(" block ")
            line.write(number)
            guard operation == .data else { return }
            line.write(", ")
            line.write(bytes.count - 4)
            line.write(" bytes")
        }
    }

    private func summarizeOptions(into line: inout SummaryLine, from reader: inout FieldReader) {
        while reader.remaining > 0 {
            line.write(", ")
            line.write(foreign: reader.takeString())
            line.write(" ")
            line.write(foreign: reader.takeString())
        }
    }
}

extension FieldReader {
    /// How long the text is up to the zero that ends it, or to the end of the bytes.
    @inlinable var stringLength: Int { (bytes.firstIndex(of: 0, from: position) ?? bytes.count) - position }

    /// The text up to a zero, which is taken too.
    @_lifetime(copy self)
    mutating func takeString() -> Span<UInt8> {
        let text = part(stringLength).bytes
        _ = take(UInt8.self)
        return text
    }
}

extension FieldSink where Self: ~Copyable {
    /// Text that a zero ends; says where there is none.
    @inlinable
    mutating func takeString(_ name: String, _ label: String, from reader: inout FieldReader) {
        let length = reader.stringLength
        let place = reader.place(length)
        if length > 0 { text(name, label, reader.part(length).rest, at: place) }
        if reader.take(UInt8.self) == nil { warning("_ws.malformed", "no zero ends the text", at: place) }
    }
}

/// What a TFTP packet is (RFC 1350 section 5, RFC 2347).
public struct TFTPOperation: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let readRequest = TFTPOperation(rawValue: 1)
    public static let writeRequest = TFTPOperation(rawValue: 2)
    public static let data = TFTPOperation(rawValue: 3)
    public static let acknowledgment = TFTPOperation(rawValue: 4)
    public static let error = TFTPOperation(rawValue: 5)
    public static let optionAcknowledgment = TFTPOperation(rawValue: 6)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "RRQ", "RFC 1350"),
        Assignment(2, "WRQ", "RFC 1350"),
        Assignment(3, "DATA", "RFC 1350"),
        Assignment(4, "ACK", "RFC 1350"),
        Assignment(5, "ERROR", "RFC 1350"),
        Assignment(6, "OACK", "RFC 2347"),
    ]
}

/// Why a TFTP transfer ends (RFC 1350 appendix, RFC 2347).
public struct TFTPErrorCode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "Not defined", "RFC 1350"),
        Assignment(1, "File not found", "RFC 1350"),
        Assignment(2, "Access violation", "RFC 1350"),
        Assignment(3, "Disk full or allocation exceeded", "RFC 1350"),
        Assignment(4, "Illegal TFTP operation", "RFC 1350"),
        Assignment(5, "Unknown transfer ID", "RFC 1350"),
        Assignment(6, "File already exists", "RFC 1350"),
        Assignment(7, "No such user", "RFC 1350"),
        Assignment(8, "Option negotiation failed", "RFC 2347"),
    ]
}
