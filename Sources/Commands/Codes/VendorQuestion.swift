import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// To whom the IEEE assigned a MAC address, by the lists of Debian's package ieee-data.
struct VendorQuestion {
    private static let folders = ["/usr/share/ieee-data", "/var/lib/ieee-data"]
    /// Those of the longest prefixes first: a block of 24 bits may be the IEEE's own, for shorter ones in it.
    private static let files = ["oui36.csv", "iab.csv", "mam.csv", "oui.csv"]
    private static let maximumCount = 1000

    private let words: [String]

    init(_ words: [String]) throws {
        guard !words.isEmpty else { throw ValidationError("oui takes a MAC address, its beginning, or a company.") }
        self.words = words
    }

    func perform(_ run: CodesRun) throws -> ExitCode {
        let digits = Self.digits(words.joined(separator: ""))
        if let digits, Self.isLocal(digits) {
            warn("\(words[0]) is locally administered: whoever uses it has chosen it, no vendor did")
            return ExitStatus.noAnswer
        }
        let lists = Self.files.compactMap { Self.list($0) }
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

    /// The second lowest bit of the first byte is set where an address was not assigned by the IEEE.
    private static func isLocal(_ digits: String) -> Bool {
        UInt8(digits.prefix(2), radix: 16).map { $0 & 2 != 0 } ?? false
    }

    private static func list(_ file: String) -> (path: String, vendors: VendorList)? {
        for folder in folders {
            let path = "\(folder)/\(file)"
            if let bytes = try? InputText.read(path) { return (path, VendorList(csv: bytes)) }
        }
        return nil
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
