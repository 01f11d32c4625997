import Testing
import Wire

@testable import Reports

@Suite struct CodeLookupTests {
    private static func answer(_ words: String, services: String = "") throws -> CodeAnswer {
        let catalog = CodeCatalog(
            services: services.isEmpty ? nil : ServiceList(parsing: Array(services.utf8)), source: "list")
        var parts = words.split(separator: " ").map(String.init)
        let table = try #require(catalog.tables(named: parts.removeFirst()).first)
        return table.answer(parts)
    }

    /// Values of the rows found, the head's first.
    private static func found(_ words: String) throws -> [String] {
        guard case .found(let head, let rows) = try answer(words) else { return [] }
        return ((head.map { [$0] } ?? []) + rows).map { $0.label.isEmpty ? $0.name : $0.label }
    }

    @Test(arguments: [
        ("icmp 3 1", "3 1"), ("icmp 3/1", "3 1"), ("icmp 0x3 0x1", "3 1"), ("icmp Port Unreachable", "3 3"),
        ("icmp port_unreachable", "3 3"), ("icmp 3 host unreachable", "3 1"), ("icmp 8 0", "8"),
        ("icmp echo request", "8"), ("icmpv6 155 138", "155 138"),
        ("ethertype 0x86dd", "0x86DD"), ("ethertype 86dd", "0x86DD"), ("ethertype 0800", "0x0800"),
        ("ethertype 2048", "0x0800"), ("ethertype ipv6", "0x86DD"), ("protocol tcp", "6"), ("protocol 132", "132"),
        ("dns-type aaaa", "28"), ("dns-type 65", "65"), ("rcode nxdomain", "3"), ("ede 7", "7"), ("dscp ef", "46"),
        ("http-status not found", "404"), ("http-method get", "GET"), ("http-header content-TYPE", "Content-Type"),
        ("tcp-state time_wait", "TIME-WAIT"), ("dhcp-option router", "3"), ("igmp 0x22", "0x22"), ("svcb alpn", "1"),
        ("tcp-option 8", "8"), ("tcp-flags syn", "0x002"), ("tcp-flags R", "0x004"),
    ])
    func `a number or a name finds its row`(words: String, label: String) throws {
        #expect(try Self.found(words) == [label])
    }

    @Test func `an ICMP type comes with its codes`() throws {
        #expect(try Self.found("icmp 11") == ["11", "11 0", "11 1"])
        #expect(try Self.found("icmp Destination Unreachable").count == 17)
        #expect(try Self.found("icmpv6 time exceeded") == ["3", "3 0", "3 1"])
    }

    @Test(arguments: [
        "0x12", "18", "SYN,ACK", "ack syn", "syn|ack", "SYN+ACK", "S.", "[S.]", "SA",
    ])
    func `flags may be a number, names or letters`(words: String) throws {
        guard case .found(let head, let rows) = CodeCatalog.tcpFlags.answer([words]) else {
            Issue.record("not found")
            return
        }
        #expect(head?.value == 0x12 && head?.name == "SYN ACK, tcpdump's [S.]" && rows.map(\.name) == ["SYN", "ACK"])
    }

    @Test func `flags that are never seen together are told all the same`() throws {
        #expect(try Self.found("tcp-flags 0x1FF").count == 10)
        #expect(try Self.found("tcp-flags none") == ["0x000"])
        #expect(try Self.found("tcp-flags FPU") == ["0x029", "0x001", "0x008", "0x020"])
        #expect(try Self.found("tcp-flags SEW") == ["0x0C2", "0x002", "0x040", "0x080"])
        for words in ["0x200", "Q", "SYN,XYZ", "[]"] {
            guard case .found = CodeCatalog.tcpFlags.answer([words]) else { continue }
            Issue.record("\(words) was found")
        }
    }

    @Test(arguments: [
        ("icmp 44", "44-252", "Unassigned."), ("icmp 3 99", "3 16-255", "Destination Unreachable has no such code."),
        ("icmp 8 5", "8 1-255", "Echo Request has no such code."), ("icmp 77 1", "44-252", "Unassigned."),
        ("dns-type 65300", "65280-65534", "Private use."), ("rcode 4000", "3841-4095", "Private use."),
        ("ethertype 0x05EE", "0x05DD-0x05FF", "Neither a length nor a type."),
        ("ethertype 0x0801", "0x0801-0x0804", "Not in this table."), ("dhcp-option 240", "224-248", "Private use."),
        ("dhcp-option 84", "84", "Unassigned."), ("digest 255", "253-255", "Unassigned."),
    ])
    func `a number without a row is told with its range`(words: String, range: String, meaning: String) throws {
        guard case .gap(let gap) = try Self.answer(words) else {
            Issue.record("there is a row")
            return
        }
        #expect(gap.range == range && gap.meaning == meaning)
    }

    @Test(arguments: ["icmp 256", "icmp 3 256", "icmp 4294967295", "dscp 64", "ecn 4", "tcp-option 256", "rcode 65536"])
    func `a number that the field has no room for is no gap`(words: String) throws {
        guard case .tooLarge = try Self.answer(words) else {
            Issue.record("it is none")
            return
        }
    }

    @Test(arguments: ["4294967296", "99999999999999999999", "-1", "+1", "0x", "0xg", "\u{1B}[31m", "é"])
    func `what is neither a number nor a name is unknown`(word: String) throws {
        let table = try #require(CodeCatalog().tables(named: "rcode").first)
        guard case .unknown = table.answer([word]) else {
            Issue.record("it is known")
            return
        }
    }

    @Test func `a name that is nearly right is corrected`() throws {
        #expect(try Self.answer("rcode nxdoman") == .unknown("nxdoman", suggestions: ["NXDOMAIN", "YXDOMAIN"]))
        #expect(try Self.answer("http-method gte") == .unknown("gte", suggestions: ["GET"]))
    }

    @Test func `a part of a name finds all that hold it`() throws {
        guard case .near(let rows) = try Self.answer("icmp echo") else {
            Issue.record("none is near")
            return
        }
        #expect(rows.map(\.label) == ["0", "8", "42", "43"])
    }

    @Test func `ports are those of the system's list, and those that are decoded`() throws {
        let list = "https 443/tcp www-s # secure web\nhttps\t443/udp\nfoo 444/tcp\n"
        guard case .found(_, let rows) = try Self.answer("port 443", services: list) else {
            Issue.record("not found")
            return
        }
        #expect(rows.map(\.transport) == ["tcp", "udp"] && rows.map(\.name) == ["https", "https"])
        #expect(rows[0].meaning == "secure web. Also called www-s. Packets there are read as tls.")
        #expect(rows[0].reference == "list")
        guard case .found(_, let vxlan) = try Self.answer("port 4789") else {
            Issue.record("VXLAN is decoded")
            return
        }
        #expect(vxlan.map(\.name) == ["vxlan"])
        guard case .gap(let gap) = try Self.answer("port 50000", services: list) else {
            Issue.record("nothing is there")
            return
        }
        #expect(gap.range == "49152-65535")
    }

    @Test func `words are searched for in all tables`() {
        let catalog = CodeCatalog()
        let labels = catalog.search(["fragment"]).map { "\($0.table) \($0.label)" }
        for expected in ["protocol 44", "icmp 3 4", "icmp 11 1", "icmpv6 3 1", "icmpv6 4 3"] {
            #expect(labels.contains(expected))
        }
        #expect(catalog.search(["rfc 8335"]).allSatisfy { $0.reference == "RFC 8335" })
        #expect(catalog.search(["FIREWALL", "tunnel"]).map(\.label) == ["3 4", "2"])
        #expect(catalog.search(["404"]).map(\.name) == ["Not Found"])
        #expect(catalog.search([""]).isEmpty && catalog.search(["qqqqqq"]).isEmpty)
    }
}
