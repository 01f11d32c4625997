import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// To whom the IEEE assigned a MAC address, by the lists of Debian's package ieee-data.
struct VendorQuestion {
    private static let maximumCount = 1000

    private let words: [String]

    init(_ words: [String]) throws {
        guard !words.isEmpty else { throw ValidationError("oui takes a MAC address, its beginning, or a company.") }
        self.words = words
    }

    func perform(_ run: CodesRun) throws -> ExitCode {
        let digits = Self.digits(words.joined(separator: ""))
        if let reason = digits.flatMap(Self.reasonForNone) {
            warn("\(words[0]) \(reason)")
            return ExitStatus.noAnswer
        }
        let lists = Vendors.lists
        guard !lists.isEmpty else {
            return couldNotAsk("the IEEE's lists are not here; install them with: apt-get install ieee-data")
        }
        let rows = digits.map { Self.rows(of: $0, lists) } ?? Self.rows(named: words.joined(separator: " "), lists)
        guard !rows.isEmpty else {
            warn("'\(words.joined(separator: " "))' is in none of the IEEE's lists")
            return ExitStatus.noAnswer
        }
        run.tell(head: nil, rows: rows)
        return ExitStatus.success
    }

    /// The hexadecimal digits of an address or its beginning, six at least; nil for a name.
    private static func digits(_ text: String) -> String? {
        let digits = text.filter { !":-.".contains($0) }
        guard (6...12).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        return digits.uppercased()
    }

    /// Why no organization has such addresses; nil where one may. The lowest bit of the first byte stands for a group,
    /// the second lowest for an address that the IEEE did not assign.
    private static func reasonForNone(_ digits: String) -> String? {
        let first = UInt8(digits.prefix(2), radix: 16) ?? 0
        if digits.allSatisfy({ $0 == "F" }) { return "is the broadcast address: to all in the network" }
        if digits.hasPrefix("3333") { return "is a group of IPv6, whose last four bytes follow (RFC 2464)" }
        if first & 2 != 0 { return "is locally administered: whoever uses it has chosen it, no vendor did" }
        if digits.hasPrefix("01005E") { return "is a group of IPv4, whose last 23 bits follow (RFC 1112)" }
        return first & 1 != 0 ? "is a group of hosts, and nobody's own address" : nil
    }

    private static func rows(of digits: String, _ lists: [(path: String, vendors: VendorList)]) -> [CodeRow] {
        for (path, vendors) in lists {
            if let found = vendors.assignment(of: digits) { return [row(found, path)] }
        }
        return []
    }

    private static func rows(named name: String, _ lists: [(path: String, vendors: VendorList)]) -> [CodeRow] {
        let wanted = name.lowercased()
        return lists.flatMap { path, vendors in
            vendors.assignments(limit: maximumCount) { $0.organization.lowercased().contains(wanted) }
                .map { row($0, path) }
        }
    }

    private static func row(_ found: VendorAssignment, _ path: String) -> CodeRow {
        CodeRow(
            table: "oui", label: found.block, name: found.organization, reference: "\(found.registry), \(path)",
            meaning: "Addresses that begin so were assigned to this organization by the IEEE.",
            prefix: found.block)
    }
}
