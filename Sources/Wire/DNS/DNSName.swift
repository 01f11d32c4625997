/// A domain name (RFC 1035 section 3.1): at most 255 bytes with the length of each label, of 63 bytes at most, and the
/// empty label at the end. Case is kept, and does not matter where names are compared (RFC 4343).
public struct DNSName: Sendable {
    public static let maximumByteCount = 255
    public static let maximumLabelByteCount = 63
    public static let root = DNSName(labels: [])

    /// Every label after its length, without the empty one at the end.
    let labels: [UInt8]

    init(labels: [UInt8]) { self.labels = labels }

    /// On the wire, uncompressed.
    public var byteCount: Int { labels.count + 1 }
    public var isRoot: Bool { labels.isEmpty }

    public var labelCount: Int {
        var count = 0
        var position = 0
        while position < labels.count {
            position += 1 + Int(labels[position])
            count += 1
        }
        return count
    }

    /// The name without its first label; nil for the root.
    public var parent: DNSName? {
        isRoot ? nil : DNSName(labels: Array(labels[(1 + Int(labels[0]))...]))
    }
}

extension DNSName {
    /// The name with another one behind it; nil where that is longer than a name can be.
    public func appending(_ domain: DNSName) -> DNSName? {
        let joined = labels + domain.labels
        return joined.count < Self.maximumByteCount ? DNSName(labels: joined) : nil
    }

    /// Under which the name of an address is kept (RFC 1035 section 3.5, RFC 3596 section 2.5).
    public init(reverse address: IPAddress) {
        var text: [UInt8] = []
        switch address {
        case .v4(let address):
            for byte in [UInt8](bigEndian: address.rawValue).reversed() { text.append(label: String(byte)) }
            text.append(label: "in-addr")
        case .v6(let address):
            for byte in [UInt8](bigEndian: address.rawValue).reversed() {
                for digit in [byte & 0xF, byte >> 4] { text.append(label: String(digit, radix: 16)) }
            }
            text.append(label: "ip6")
        }
        text.append(label: "arpa")
        labels = text
    }

    /// Reads a name at a place in a message, through its pointers.
    ///
    /// - Throws: what ``DNSNameView`` throws, and its ``DNSNameView/problem``.
    public init(parsing message: Span<UInt8>, at offset: Int) throws(WireError) {
        self = try DNSName(DNSNameView(parsing: message, at: offset))
    }

    /// - Throws: why the name can't be read to its end.
    public init(_ view: borrowing DNSNameView) throws(WireError) {
        var bytes: [UInt8] = []
        var walk = view.labels
        while let label = walk.next() {
            bytes.append(UInt8(label.count))
            bytes.append(copying: view.message.extracting(label))
        }
        if let problem = walk.problem { throw problem }
        labels = bytes
    }

    /// Appends the name, uncompressed.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(copying: labels.span)
        output.append(0)
    }
}

extension DNSName: Hashable {
    public static func == (left: DNSName, right: DNSName) -> Bool {
        left.labels.count == right.labels.count
            && zip(left.labels, right.labels).allSatisfy { $0.lowercased == $1.lowercased }
    }

    // A length is below 64, and so never taken for a capital letter.
    public func hash(into hasher: inout Hasher) {
        for byte in labels { hasher.combine(byte.lowercased) }
    }
}

extension DNSName: CustomStringConvertible {
    /// A name as zone files have it: labels with dots between them, with or without one at the end; `\.` for a dot
    /// within a label, `\DDD` for any byte by its decimal number. Nil for an empty label, one of more than 63 bytes, a
    /// name of more than 255, and a backslash with nothing that makes sense behind it.
    public init?(_ text: some StringProtocol) { self.init(Array(text.utf8)) }

    /// The same, from bytes.
    init?(_ text: [UInt8]) {
        var bytes = text[...]
        guard bytes.first != nil else { return nil }
        if bytes.elementsEqual([UInt8(ascii: ".")]) { bytes = [] }
        var labels: [UInt8] = []
        while !bytes.isEmpty {
            guard let label = Self.takeLabel(&bytes), (1...Self.maximumLabelByteCount).contains(label.count) else {
                return nil
            }
            labels.append(UInt8(label.count))
            labels += label
        }
        guard labels.count < Self.maximumByteCount else { return nil }
        self.labels = labels
    }

    /// The label up to the next dot, which is taken too.
    private static func takeLabel(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
        var label: [UInt8] = []
        while let byte = text.popFirst(), byte != UInt8(ascii: ".") {
            guard byte == UInt8(ascii: "\\") else {
                label.append(byte)
                continue
            }
            guard let escaped = text.popEscaped() else { return nil }
            label.append(escaped)
        }
        return label
    }

    /// Appends the name as zone files have it, with the dot at its end.
    public func write(to text: inout [UInt8]) {
        var position = 0
        while position < labels.count {
            let length = Int(labels[position])
            text.append(label: labels.span.slice(at: position + 1, upTo: length))
            text.append(UInt8(ascii: "."))
            position += 1 + length
        }
        if isRoot { text.append(UInt8(ascii: ".")) }
    }

    public var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a label after its length.
    fileprivate mutating func append(label: String) {
        append(UInt8(label.utf8.count))
        append(text: label)
    }
}
