/// A field in the data of a record: where it has its value from, what it is called, and how people write it.
///
/// One table (``DNSType/fields``) says of each type which fields its data has, in their order. Reading, writing,
/// describing, presenting and understanding what was presented all go by it, so that a new type is a new row.
public struct DNSRecordField: Sendable {
    /// How a value stands in the message.
    public enum Form: Hashable, Sendable {
        case uint8, uint16, uint32, uint48
        case ipv4, ipv6
        /// This many bytes.
        case fixed(Int)
        /// A name; `isCompressible` where a sender may point from it to a name before (RFC 3597 section 4).
        case name(isCompressible: Bool)
        /// As many names as there is room for, perhaps none.
        case names
        /// Text of at most 255 bytes after its length.
        case text
        /// Text, if there is anything left.
        case optionalText
        /// As many texts as there is room for, at least one.
        case texts
        /// Bytes after a length of one byte, or of two.
        case counted8, counted16
        /// As many bytes as a field before says, which has this place in the data.
        case counted(by: Range<Int>)
        /// As many options of EDNS as there is room for, perhaps none.
        case options
        /// An address, a name or nothing, as the second byte of the data says under this mask (RFC 4025, RFC 8777).
        case gateway(mask: UInt8)
        /// The bytes of an IPv6 address that the prefix length before leaves, and the name that has the others, if
        /// there are any (RFC 2874).
        case addressSuffix, prefixName
        /// What takes the rest of the data and has a form of its own.
        case typeBitmap, oldTypeBitmap, parameters, prefixes, location
        /// All that is left.
        case rest
    }

    /// How people write a value: as the form suggests, unless something else is said here.
    public enum Presentation: Hashable, Sendable {
        case plain
        /// The name that the registry has for the number.
        case mnemonic
        /// A type of records by its name, or as `TYPE65280`.
        case type
        /// Seconds since 1970 as year, month, day, hour, minute and second (RFC 4034 section 3.2).
        case time
        /// The same as a number.
        case seconds
        case hex, base64, base32
        /// `\#`, the length and hexadecimal digits, as data of unknown types is written (RFC 3597 section 5).
        case generic
        /// Hexadecimal digits, or a dash for no bytes.
        case hexOrDash
        case base64OrDash
        /// A length that is not written because what it counts says it.
        case hidden
        /// A length in bytes, and Base64 behind it.
        case lengthAndBase64
        case quoted
        /// Text without quotation marks (RFC 8659 section 4.1.1).
        case bare
        /// Bytes in hexadecimal with dashes between them (RFC 7043).
        case dashes
        /// The highest bit, and the number in the others (RFC 8777 section 4.3.1).
        case flagAndType
        /// Four groups of four hexadecimal digits (RFC 6742).
        case groups
        /// The numbers of the bits that are set (RFC 1035 section 3.4.2).
        case bits
        /// `0x` and hexadecimal digits (RFC 1706).
        case nsap
        /// A `+` and digits, or hexadecimal digits, by the first byte.
        case atmAddress
    }

    /// How a value stands where data is put on several lines.
    enum Lines: Hashable, Sendable {
        case same
        /// On a line of its own, as what follows it.
        case below
        /// The same, and a parenthesis opens before.
        case block
        /// On the same line, and a parenthesis opens before.
        case wide
    }

    /// What is said behind a value.
    enum Remark: String, Sendable {
        case none
        /// What the number is.
        case serial
        /// The same, and the time in words.
        case refresh, retry, expire, minimum
        /// Which key it is.
        case key
        /// The same, and whether it is one for the zone or for the zone's keys.
        case zoneKey
        /// What kind of digest it is, and of what.
        case identity
    }

    /// Wireshark's, or one of the same style where Wireshark has none.
    public let name: String
    public let label: String
    public let form: Form
    public let style: NumberStyle
    public let presentation: Presentation
    let lines: Lines
    let remark: Remark
    /// Whether it is a key, a digest or a signature, which says nothing to people.
    let isCrypto: Bool
    /// What the numbers are called.
    let registry: NumberNames?
    /// Wireshark's name of the length before a text; nil where there is none.
    public let lengthName: String?
    /// What single bits of the number say.
    @usableFromInline let flags: [Flag]

    /// A bit, and what it is called.
    @usableFromInline
    struct Flag: Sendable {
        @usableFromInline let mask: UInt64
        @usableFromInline let name: String
        @usableFromInline let label: String

        init(_ mask: UInt64, _ name: String, _ label: String) {
            (self.mask, self.name, self.label) = (mask, name, label)
        }
    }

    init(
        _ name: String, _ label: String, _ form: Form, _ style: NumberStyle = .decimal,
        as presentation: Presentation = .plain, names registry: NumberNames? = nil, length: String? = nil,
        flags: [Flag] = [], lines: Lines = .same, remark: Remark = .none, isCrypto: Bool = false
    ) {
        self.flags = flags
        self.lines = lines
        self.remark = remark
        self.isCrypto = isCrypto
        self.name = name
        self.label = label
        self.form = form
        self.style = style
        self.presentation = presentation
        self.registry = registry
        lengthName = length
    }

    /// Whether there may be several values, one after the other.
    @usableFromInline var isList: Bool {
        switch form {
        case .names, .texts, .options: true
        default: false
        }
    }

    /// Whether there may be no value at all.
    @usableFromInline var isOptional: Bool {
        switch form {
        case .names, .options, .optionalText: true
        default: false
        }
    }

    /// Whether words of other fields may stand behind its own, so that those are not broken.
    var isFollowed: Bool {
        if case .counted = form { return true }
        return false
    }

    @usableFromInline func meaning(_ number: UInt64) -> String? { registry?.name(number) }
}

/// A registry, whichever numbers it has.
struct NumberNames: Sendable {
    let name: @Sendable (UInt64) -> String?
    let number: @Sendable (String) -> UInt64?

    init<Number: AssignedNumber>(_: Number.Type) {
        name = { number in Number.RawValue(exactly: number).flatMap { Number(rawValue: $0).name } }
        number = { text in Number(named: text).map { UInt64($0.rawValue) } }
    }
}
