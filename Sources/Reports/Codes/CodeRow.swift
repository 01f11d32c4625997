/// A row of a table of `codes`: a number or a word of a protocol, and what it means.
public struct CodeRow: Hashable, Sendable {
    /// The table's name: "icmp".
    public var table: String
    /// Nil in a table of words.
    public var value: UInt32?
    /// The code of an ICMP type.
    public var code: UInt8?
    /// How the value is written: "3 1", "0x0800"; empty in a table of words.
    public var label: String
    /// The addresses that an organization has: "00:1B:21/24".
    public var prefix: String?
    public var name: String
    /// Of a port: "tcp".
    public var transport: String?
    /// Where it is defined; empty where no document is known.
    public var reference: String
    /// What it means on a network; empty where only the name is known.
    public var meaning: String
    /// Of errors and of what is odd: what usually causes it.
    public var cause: String?

    public init(
        table: String, value: UInt32? = nil, code: UInt8? = nil, label: String = "", name: String,
        transport: String? = nil, reference: String = "", meaning: String = "", cause: String? = nil,
        prefix: String? = nil
    ) {
        self.table = table
        self.value = value
        self.code = code
        self.label = label
        self.name = name
        self.transport = transport
        self.reference = reference
        self.meaning = meaning
        self.cause = cause
        self.prefix = prefix
    }

    /// Whether all of these words are in it, upper and lower case alike.
    ///
    /// - Parameter words: in lower case.
    func holds(_ words: [String]) -> Bool {
        let text = [name, meaning, cause ?? "", reference].joined(separator: "\n").lowercased()
        return words.allSatisfy(text.contains)
    }
}

/// Numbers of a table that have no row, from one that has to the next.
public struct CodeGap: Hashable, Sendable {
    public var table: String
    public var value: UInt32
    public var code: UInt8?
    public var label: String
    public var first: UInt32
    public var last: UInt32
    /// Those two as the table writes its numbers: "44-252".
    public var range: String
    /// What they are: "Unassigned.", "Private use."
    public var meaning: String
}
