/// How the data of records is written.
public struct DNSTextStyle: Sendable {
    /// After how many characters a blank or a new line breaks long hexadecimal and Base64 text; nil for never.
    public var pieceLength: Int?
    /// How many bytes of a text are written, and types of a bitmap; dots stand for the others. Nil for all.
    public var longestText: Int?
    /// How many bytes of a key, a digest or a signature are written. Nil for all.
    public var longestBytes: Int?
    /// Whether letters of names beyond ASCII are shown as such, and not as their bytes.
    public var keepsUTF8: Bool
    /// Whether long data is put on lines of its own, in parentheses.
    public var isMultiline = false
    /// Whether remarks stand behind keys and, on lines of their own, behind numbers.
    public var showsRemarks = false
    /// Whether `[omitted]` stands for keys, digests and signatures.
    public var hidesCrypto = false
    /// Whether IPv6 addresses have all their digits.
    public var expandsIPv6 = false
    /// What a label that begins with `xn--` stands for; nil for labels that are to stay, and where all are.
    public var unicodeLabel: (@Sendable ([UInt8]) -> [UInt8]?)?

    /// What lines that go on begin with, where there are several.
    static let lineBreak = "\n\t\t\t\t"

    public init(
        pieceLength: Int? = 56, longestText: Int? = nil, longestBytes: Int? = nil, keepsUTF8: Bool = false
    ) {
        self.pieceLength = pieceLength
        self.longestText = longestText
        self.longestBytes = longestBytes
        self.keepsUTF8 = keepsUTF8
    }
}

extension DNSNameView {
    /// Appends the name as zone files have it, its labels as the style says.
    public func write(to text: inout some TextOutput & ~Copyable, as style: DNSTextStyle) {
        guard let unicodeLabel = style.unicodeLabel, problem == nil, !isRoot else {
            return write(to: &text, keepsUTF8: style.keepsUTF8)
        }
        var labels = labels
        while let label = labels.next() {
            let bytes = message.extracting(label)
            if bytes.isALabel, let shown = unicodeLabel([UInt8](copying: bytes)), shown.span.isHarmlessLabel {
                text.append(copying: shown.span)
            } else {
                text.append(label: bytes, keepsUTF8: style.keepsUTF8)
            }
            text.append(UInt8(ascii: "."))
        }
    }
}

extension Span<UInt8> {
    /// Whether it begins as labels do that stand for others (RFC 5890 section 2.3.2.1), and is of letters, digits and
    /// hyphens.
    fileprivate var isALabel: Bool {
        guard count > 4, self[0] | 0x20 == UInt8(ascii: "x"), self[1] | 0x20 == UInt8(ascii: "n") else { return false }
        guard self[2] == UInt8(ascii: "-"), self[3] == UInt8(ascii: "-") else { return false }
        return indices.allSatisfy { self[$0].isInHostNames }
    }

    /// Whether a terminal can be shown it, and nothing in it means something in a zone file: all that is no letter,
    /// digit or mark could be taken for a part of another name, or change how what follows is shown.
    fileprivate var isHarmlessLabel: Bool {
        var characters = ForeignText(self)
        while let character = characters.next() {
            guard case .plain(let scalar) = character else { return false }
            if scalar.isASCII {
                guard UInt8(ascii: scalar).isInHostNames else { return false }
                continue
            }
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: break
            default: return false
            }
        }
        return true
    }
}

extension UInt8 {
    fileprivate var isInHostNames: Bool {
        self == UInt8(ascii: "-") || (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
    }
}
