import Foundation
import TestSupport
import Testing
import Wire

@testable import Reports

@Suite struct CodeReportTests {
    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static let hostile = CodeRow(
        table: "port", value: 7, label: "7", name: "a\u{1B}[31m,\"b\"", transport: "t\u{9B}p", reference: "/etc\n",
        meaning: "x\u{7}y. z", cause: nil)

    @Test func `every row, every table and every gap is JSON as the schema has it`() throws {
        let schema = try SchemaValidator(named: "codes")
        let services = ServiceList(parsing: Array("https 443/tcp\n\u{1B}[m 1/udp a\u{7}b # c\u{1B}\n".utf8))
        let catalog = CodeCatalog(services: services, source: "/etc/services")
        var records = CodeRecords(.json)
        records.write(catalog.tables)
        for table in catalog.tables {
            records.write(table.rows())
            if table.maximum != nil {
                for value: UInt32 in [0, 7, 1000, 65535] { records.write(table.gap(at: value)) }
            }
        }
        records.write([Self.hostile])
        let lines = records.bytes.split(separator: 10)
        #expect(lines.count > 1500)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line))
            #expect(schema.faults(in: object) == [], "\(Self.text(Array(line)))")
        }
    }

    @Test func `the schema refuses what it should`() throws {
        let schema = try SchemaValidator(named: "codes")
        let good: [String: Any] = ["type": "code", "table": "icmp", "value": 3, "name": "x"]
        #expect(schema.faults(in: good).isEmpty)
        #expect(!schema.faults(in: good.merging(["more": 1]) { $1 }).isEmpty)
        #expect(!schema.faults(in: good.merging(["value": "3"]) { $1 }).isEmpty)
        #expect(!schema.faults(in: good.filter { $0.key != "name" }).isEmpty)
    }

    @Test func `each row of CSV has all columns`() throws {
        let table = try #require(CodeCatalog().tables(named: "icmp").first)
        var records = CodeRecords(.csv)
        records.write(table.rows())
        records.write(table.gap(at: 44))
        records.write([Self.hostile])
        let lines = Self.text(records.bytes).split(separator: "\r\n")
        #expect(lines.count == table.rows().count + 3)
        for line in lines {
            var (isQuoted, commas) = (false, 0)
            for character in line {
                if character == "\"" { isQuoted.toggle() } else if character == ",", !isQuoted { commas += 1 }
            }
            #expect(commas == CodeRecords.columns.count - 1, "\(line)")
        }
        #expect(lines.last == #"code,port,7,,"a\x1b[31m,""b""",t\xc2\x9bp,/etc\x0a,x\x07y. z,,,,"#)
    }

    @Test func `one row is told in full`() throws {
        let table = try #require(CodeCatalog().tables(named: "icmp").first)
        guard case .found(let head, let rows) = table.answer(["3", "1"]) else {
            Issue.record("not found")
            return
        }
        var text = CodeText(width: nil)
        text.write(head: head, rows: rows)
        #expect(
            Self.text(text.bytes) == """
                icmp 3 1: Host Unreachable (RFC 792)
                    The last router could not reach the host in its own network: mostly, nobody
                    answered when it asked with ARP.
                    Usual cause: The host is down, or its address is wrong.

                """)
    }

    @Test(arguments: [40, 60, 80, 132, 200])
    func `no line is wider than the terminal`(width: Int) {
        for table in CodeCatalog.registries where table.name != "tcp-state" {
            var text = CodeText(width: width)
            text.write(table)
            text.writeFound(table.rows())
            for line in Self.text(text.bytes).split(separator: "\n") where line.utf8.count > width {
                // A word alone may be, and a name that nothing follows on its line.
                let isName = table.rows().contains { line.hasSuffix($0.name) }
                #expect(isName || !line.drop { $0 == " " }.contains(" ") || line.hasSuffix(":"), "\(line)")
            }
        }
    }

    @Test func `without a terminal a row is a line`() throws {
        for table in CodeCatalog.registries where table.name != "tcp-state" {
            var text = CodeText(width: nil)
            text.write(table)
            #expect(Self.text(text.bytes).split(separator: "\n").count == table.rows().count + 1)
        }
    }

    @Test func `controls from a file are shown, not sent`() {
        for width in [nil, 80] {
            var text = CodeText(width: width)
            text.write(head: nil, rows: [Self.hostile])
            text.writeFound([Self.hostile])
            #expect(text.bytes.allSatisfy { $0 == 10 || $0 >= 0x20 && $0 < 0x7F }, "\(Self.text(text.bytes))")
        }
    }

    @Test func `the picture has every state, and fits 120 columns`() throws {
        for state in TCPState.allCases where state != .listen { #expect(tcpStateDiagram.contains(state.rawValue)) }
        #expect(tcpStateDiagram.split(separator: "\n").allSatisfy { $0.utf8.count <= 120 })
        var text = CodeText(width: 80)
        text.write(try #require(CodeCatalog().tables(named: "tcp-state").first))
        #expect(Self.text(text.bytes).hasPrefix("Opening: three segments"))
    }
}
