import Wire

/// A question to packets, in the language of Wireshark's display filters: `tcp.flags.syn && ip.ttl < 10`.
///
/// It can't change and may be shared; each thread asks it by a ``DisplayFilterMatcher`` of its own.
public struct DisplayFilter: Sendable {
    public let expression: String
    /// The fields that the expression names.
    public let selection: FieldSelection
    let program: FilterProgram

    /// - Throws: what is wrong with the expression, and where.
    public init(_ expression: String) throws(DisplayFilterError) {
        do {
            program = try FilterParser.program(of: expression)
        } catch {
            throw DisplayFilterError(error, in: expression)
        }
        self.expression = expression
        var names: [String] = []
        for name in program.fields.compactMap(\.self) where !names.contains(name) { names.append(name) }
        selection = FieldSelection(names)
    }

    /// Layers that every packet has and that are read at little cost. What is asked of them is asked first, and if that
    /// decides, the others are not looked into.
    static let earlyLayers: Set<String> = ["frame", "eth", "vlan", "arp", "ip", "ipv6", "tcp", "udp"]
}
