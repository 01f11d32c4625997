import Reports
import Wire

/// What people ask `codes` for, and the lists of the system that it reads.
enum CodesTarget {
    private static let catalog = CodeCatalog()

    static func run(_ bytes: Span<UInt8>) {
        let all = [UInt8](copying: bytes)
        let text = String(decoding: all, as: UTF8.self)
        let words = text.split(separator: " ").map(String.init)
        ask(words)
        lists(all)
    }

    private static func ask(_ words: [String]) {
        guard let first = words.first, words.count < 8 else { return }
        for table in catalog.tables(named: first) {
            let answer = table.answer(Array(words.dropFirst()))
            switch answer {
            case .found(let head, let rows): show((head.map { [$0] } ?? []) + rows)
            case .near(let rows): show(rows)
            case .gap(let gap):
                check(gap.first <= gap.last, "a gap has a first and a last number")
                check(gap.code != nil || gap.first...gap.last ~= gap.value, "a gap holds its number")
            case .tooLarge, .unknown: break
            }
        }
        use(catalog.suggestions(for: first))
    }

    private static func lists(_ bytes: [UInt8]) {
        let services = ServiceList(parsing: bytes).services
        show(services.map { CodeRow(table: "port", name: $0.name, transport: $0.transport, meaning: $0.comment) })
        let vendors = VendorList(csv: bytes).assignments(limit: 100) { _ in true }
        for vendor in vendors {
            check((6...9).contains(vendor.digits.utf8.count), "a block has 6 to 9 digits")
            use(vendor.block)
        }
        show(vendors.map { CodeRow(table: "oui", name: $0.organization, reference: $0.registry) })
    }

    private static func show(_ rows: [CodeRow]) {
        var text = CodeText(width: 80)
        text.write(head: rows.first, rows: rows)
        check(text.bytes.allSatisfy { $0 == 10 || $0 >= 0x20 && $0 != 0x7F }, "no control reaches a terminal")
        for format in [CodeRecords.Format.json, .csv] {
            var records = CodeRecords(format)
            records.write(rows)
            use(records.bytes)
        }
    }
}
