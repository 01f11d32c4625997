import Testing

/// An ICMP error that the lab makes, and the words for it.
struct ErrorCase: CustomTestStringConvertible, Sendable {
    let type: Int
    let code: Int
    let words: String
    let name: String

    init(_ type: Int, _ code: Int, _ words: String, _ name: String) {
        (self.type, self.code, self.words, self.name) = (type, code, words, name)
    }

    var testDescription: String { "\(type)/\(code)" }
    /// Whether the probe is still on its way.
    var isNotice: Bool { words.hasPrefix("Redirect") || words == "Source quench" }

    /// Those of IPv4 that only the wire makes; the rest is below.
    static let v4 = [
        ErrorCase(3, 5, "Source route failed", "Destination Unreachable: Source Route Failed"),
        ErrorCase(3, 6, "Destination network unknown", "Destination Unreachable: Destination Network Unknown"),
        ErrorCase(3, 7, "Destination host unknown", "Destination Unreachable: Destination Host Unknown"),
        ErrorCase(3, 8, "Source host isolated", "Destination Unreachable: Source Host Isolated"),
        ErrorCase(3, 11, "Network unreachable for type of service", "Destination Unreachable: Destination Network Un"),
        ErrorCase(3, 12, "Host unreachable for type of service", "Destination Unreachable: Destination Host Unreach"),
        ErrorCase(3, 14, "Host precedence violation", "Destination Unreachable: Host Precedence Violation"),
        ErrorCase(3, 15, "Precedence cutoff in effect", "Destination Unreachable: Precedence Cutoff in Effect"),
        ErrorCase(3, 99, "Destination unreachable, code 99", "Destination Unreachable: code 99"),
        ErrorCase(4, 0, "Source quench", "Source Quench"),
        ErrorCase(5, 0, "Redirect for network", "Redirect: Redirect Datagram for the Network"),
        ErrorCase(5, 1, "Redirect for host", "Redirect: Redirect Datagram for the Host"),
        ErrorCase(5, 2, "Redirect for type of service and network", "Redirect: "),
        ErrorCase(5, 3, "Redirect for type of service and host", "Redirect: "),
        ErrorCase(11, 0, "Time to live exceeded in transit", "Time Exceeded: Time to Live Exceeded in Transit"),
        ErrorCase(11, 1, "Fragment reassembly time exceeded", "Time Exceeded: Fragment Reassembly Time Exceeded"),
        ErrorCase(12, 0, "Header field in error", "Parameter Problem: Pointer Indicates the Error"),
        ErrorCase(12, 1, "Required option missing", "Parameter Problem: Missing a Required Option"),
        ErrorCase(12, 2, "Bad length", "Parameter Problem: Bad Length"),
    ]
    static let v6 = [
        ErrorCase(1, 2, "Beyond scope of source address", "Destination Unreachable: Beyond Scope of Source Address"),
        ErrorCase(1, 7, "Error in source routing header", "Destination Unreachable: Error in Source Routing Header"),
        ErrorCase(1, 8, "Headers too long", "Destination Unreachable: Headers Too Long"),
        ErrorCase(1, 99, "Destination unreachable, code 99", "Destination Unreachable: code 99"),
        ErrorCase(3, 0, "Hop limit exceeded in transit", "Time Exceeded: Hop Limit Exceeded in Transit"),
        ErrorCase(3, 1, "Fragment reassembly time exceeded", "Time Exceeded: Fragment Reassembly Time Exceeded"),
        ErrorCase(4, 0, "Header field in error", "Parameter Problem: Erroneous Header Field Encountered"),
        ErrorCase(4, 1, "Unrecognized next header type", "Parameter Problem: Unrecognized Next Header Type"),
        ErrorCase(4, 2, "Unrecognized IPv6 option", "Parameter Problem: Unrecognized IPv6 Option"),
        ErrorCase(4, 3, "First fragment has incomplete header chain", "Parameter Problem: IPv6 First Fragment"),
        ErrorCase(4, 10, "Option too big", "Parameter Problem: Option Too Big"),
        ErrorCase(100, 1, "Private experimentation, code 1", "Private Experimentation: code 1"),
    ]
    /// By the name of the lab's fault: what R3's kernel says to IPv4 and to IPv6; nil where it lets that version pass.
    static let kernel: [(fault: String, v4: ErrorCase?, v6: ErrorCase?)] = [
        (
            "net", ErrorCase(3, 0, "Destination Network Unreachable", "Destination Unreachable: Network Unreachable"),
            ErrorCase(1, 0, "No route to destination", "Destination Unreachable: No Route to Destination")
        ),
        (
            "host", ErrorCase(3, 1, "Destination Host Unreachable", "Destination Unreachable: Host Unreachable"),
            ErrorCase(1, 3, "Destination Address Unreachable", "Destination Unreachable: Address Unreachable")
        ),
        (
            "proto",
            ErrorCase(3, 2, "Destination Protocol Unreachable", "Destination Unreachable: Protocol Unreachable"), nil
        ),
        (
            "port", ErrorCase(3, 3, "Destination Port Unreachable", "Destination Unreachable: Port Unreachable"),
            ErrorCase(1, 4, "Destination Port Unreachable", "Destination Unreachable: Port Unreachable")
        ),
        (
            "net-prohibited",
            ErrorCase(3, 9, "Communication with network administratively prohibited", "Destination Unreachable: Comm"),
            ErrorCase(1, 1, "Communication administratively prohibited", "Destination Unreachable: Communication")
        ),
        (
            "host-prohibited",
            ErrorCase(3, 10, "Communication with host administratively prohibited", "Destination Unreachable: Comm"),
            ErrorCase(1, 1, "Communication administratively prohibited", "Destination Unreachable: Communication")
        ),
        (
            "admin-prohibited",
            ErrorCase(3, 13, "Communication administratively prohibited", "Destination Unreachable: Communication"),
            ErrorCase(1, 1, "Communication administratively prohibited", "Destination Unreachable: Communication")
        ),
        (
            "policy-fail", nil,
            ErrorCase(1, 5, "Source address failed ingress or egress policy", "Destination Unreachable: Source Address")
        ),
        (
            "reject-route", nil,
            ErrorCase(1, 6, "Route to destination rejected", "Destination Unreachable: Reject Route to Destination")
        ),
    ]

    func check(_ text: Outcome, _ json: Outcome, from: String) throws {
        #expect(text.hasLine("From \(from) icmp_seq=1 \(words)"), "\(text.output)")
        let event = try json.event(isNotice ? "notice" : "error")
        #expect(event["from"] == from && event["sequence"] == 1 && event["message"] == words)
        let icmp = try #require(event.object("icmp"))
        #expect(icmp["type"] == type && icmp["code"] == code)
        let given: String = icmp["name"] ?? ""
        #expect(given.hasPrefix(name), "\(given)")
        let summary = try json.event("summary")
        #expect(summary["errors"] == (isNotice ? 0 : 1) && summary["lost"] == 1 && summary["received"] == 0)
        #expect(text.status == 1 && json.status == 1)
    }
}

@Suite(.needsLab) struct PingErrorLabTests {
    @Test(arguments: ["A", "C"])
    func `what the kernel of a router refuses is named, on ping and on raw sockets`(host: String) async throws {
        let kept = try await Lab.run(
            """
            for kind in \(ErrorCase.kernel.map(\.fault).joined(separator: " ")); do
              fault unreach $kind
              for family in 4 6; do
                ping $kind$family \(host) -n -c 1 v$family.lab
                ping $kind$family.json \(host) --json -c 1 v$family.lab
              done
              fault clear
            done
            """)
        for row in ErrorCase.kernel {
            for (number, family) in [(4, Family.v4), (6, .v6)] {
                let text = try kept.kept("\(row.fault)\(number)")
                let json = try kept.kept("\(row.fault)\(number).json")
                if let error = number == 4 ? row.v4 : row.v6 {
                    try error.check(text, json, from: family.lastRouter)
                } else {
                    #expect(text.status == 0 && json.status == 0)
                }
            }
        }
    }

    @Test(arguments: [Array(ErrorCase.v4[..<9]), Array(ErrorCase.v4[9...])])
    func `every other error of IPv4 is named`(errors: [ErrorCase]) async throws {
        let kept = try await Lab.run(Self.script(.v4, errors) { $0.type == 5 ? "gateway=10.66.39.7" : "pointer=20" })
        for error in errors {
            let json = try kept.kept("\(error.testDescription.replacing("/", with: "-")).json")
            try error.check(try kept.kept(error.testDescription.replacing("/", with: "-")), json, from: Family.v4.wire)
            let event = try json.event(error.isNotice ? "notice" : "error")
            #expect(event["pointer"] == (error.type == 12 ? 20 : nil), "\(error.testDescription)")
            #expect(event["gateway"] == (error.type == 5 ? "10.66.39.7" : nil), "\(error.testDescription)")
        }
    }

    @Test func `every other error of IPv6 is named`() async throws {
        let kept = try await Lab.run(Self.script(.v6, ErrorCase.v6) { _ in "pointer=40" })
        for error in ErrorCase.v6 {
            let name = error.testDescription.replacing("/", with: "-")
            let (text, json) = (try kept.kept(name), try kept.kept("\(name).json"))
            try error.check(text, json, from: Family.v6.wire)
            #expect(try json.event("error")["pointer"] == (error.type == 4 ? 40 : nil))
            if error.type == 4 { #expect(text.hasLine(", at byte 40")) }
        }
    }

    private static func script(_ family: Family, _ errors: [ErrorCase], more: (ErrorCase) -> String) -> String {
        errors.map { error in
            """
            fault \(family.error) \(error.type) \(error.code) \(more(error))
            ping \(error.type)-\(error.code) C -n -c 1 -W \(error.isNotice ? 0.2 : 2) \(family.far)
            ping \(error.type)-\(error.code).json C --json -c 1 -W \(error.isNotice ? 0.2 : 2) \(family.far)
            fault clear

            """
        }.joined()
    }

    @Test(arguments: Family.allCases)
    func `a packet too long for the path tells what the next hop takes`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            fault mtu 1300
            ping text A -c 2 -i 0.05 -s 1400 -M do \(family.far); fault clear
            fault mtu 1300
            ping raw C --json -c 1 -s 1400 -M do \(family.far); fault clear
            fault \(family.error) \(family == .v4 ? "3 4" : "2 0") mtu=1290
            ping wire C --json -c 1 \(family.far)
            """)
        let words = family == .v4 ? "Fragmentation needed" : "Packet too big"
        let router = family == .v4 ? "10.66.12.2" : "fd66:0:0:12::2"
        let text = try kept.kept("text")
        #expect(text.hasLine("From \(router) icmp_seq=1 \(words), next-hop MTU 1300"), "\(text.output)")
        #expect(text.hasLine("local error: icmp_seq=2 Message too long, path MTU 1300"), "\(text.output)")
        let error = try kept.kept("raw").event("error")
        #expect(error["mtu"] == 1300 && error["message"] == words && error["from"] == router)
        #expect(try kept.kept("wire").event("error")["mtu"] == 1290)
    }

    @Test(arguments: Family.allCases)
    func `the path MTU is found by a router's word and in spite of a black hole`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            ping plain A --pmtu \(family.far)
            fault mtu 1300; ping told A --json --pmtu \(family.far); fault clear
            fault mtu-blackhole 1400; ping hole A --pmtu -W 0.03 \(family.far)
            ping silent A --json --pmtu -W 0.03 \(family.far); fault clear
            fault blackhole; ping nothing A --pmtu -W 0.03 \(family.far)
            """)
        #expect(try kept.kept("plain").hasLine("path MTU 1500 bytes"))
        #expect(try kept.kept("told").event("target")["path_mtu"] == 1300)
        #expect(try kept.kept("hole").hasLine("path MTU 1400 bytes"))
        #expect(try kept.kept("silent").event("target")["path_mtu"] == 1400)
        #expect(try kept.kept("nothing").hasLine("path MTU not found"))
        #expect(kept["nothing"]?.status == 1 && kept["hole"]?.status == 0)
    }

    @Test(arguments: Family.allCases)
    func `each router says that the time to live is over`(family: Family) async throws {
        let kept = try await Lab.run("for ttl in 1 2 3 4; do ping $ttl A --json -c 1 -t $ttl \(family.far); done")
        let routers =
            family == .v4
            ? ["10.66.0.254", "10.66.12.2", "10.66.23.3"] : ["fd66::fe", "fd66:0:0:12::2", "fd66:0:0:23::3"]
        for (index, router) in routers.enumerated() {
            let error = try kept.kept("\(index + 1)").event("error")
            #expect(error["from"] == router)
            #expect(error["message"] == (family == .v4 ? "Time to live" : "Hop limit") + " exceeded in transit")
        }
        #expect(try kept.kept("4").story() == ["reply 1"])
    }

    @Test func `a redirect is shown with the new gateway and is not counted`() async throws {
        let kept = try await Lab.run(
            """
            fault redirect; ping raw4 A --json -e 7 -c 2 -i 0.05 10.66.200.1; fault clear
            fault redirect; ping raw6 A --json -e 7 -c 2 -i 0.05 fd66:0:0:200::1; fault clear
            fault redirect; ping socket A --json -c 1 10.66.200.1; fault clear
            fault redirect; ping text C -c 1 10.66.200.1; fault clear
            """)
        for (name, count, gateway) in [
            ("raw4", 2, "10.66.0.2"), ("raw6", 2, "fe80::66:ff:fe00:2"), ("socket", 1, "10.66.0.2"),
        ] {
            let outcome = try kept.kept(name)
            let notice = try #require(try outcome.events("notice").first)
            #expect(notice["gateway"] == gateway, "\(name)")
            let summary = try outcome.event("summary")
            #expect(summary["errors"] == 0 && summary["received"] == count && outcome.status == 0, "\(name)")
        }
        #expect(try kept.kept("text").hasLine("From 10.66.0.254 icmp_seq=1 Redirect for host, new gateway 10.66.0.2"))
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `labels and interfaces that a router adds are shown, unless damaged`(
        family: Family, host: String
    ) async throws {
        let error = "\(family.error) \(family == .v4 ? "11 0" : "3 0")"
        let kept = try await Lab.run(
            """
            fault \(error) mpls ifinfo
            ping text \(host) -n -c 1 \(family.far)
            ping json \(host) --json -c 1 \(family.far); fault clear
            fault \(error) mpls nolength; ping nolength \(host) --json -c 1 \(family.far); fault clear
            fault \(error) mpls badext; ping damaged \(host) --json -c 1 \(family.far)
            """)
        let labels = "[MPLS label 100 TC 5 S 0 TTL 1] [MPLS label 3001 TC 0 S 1 TTL 1]"
        let interface = "[incoming interface left0 \(family.wire) index 2 MTU 1500]"
        #expect(try kept.kept("text").hasLine(labels, interface))
        let event = try kept.kept("json").event("error")
        #expect(event.objects("mpls").map { $0["label"] ?? 0 } == [100, 3001])
        let shown = try #require(event.objects("interfaces").first)
        #expect(shown["name"] == "left0" && shown["mtu"] == 1500 && shown["address"] == family.wire)
        // Old routers count no length: RFC 4884 section 5.5 tells where to look all the same, for IPv4.
        // The kernel, which takes errors apart for ping sockets, does not.
        let isKnown = family == .v4 && host == "C"
        #expect(try kept.kept("nolength").event("error").objects("mpls").count == (isKnown ? 2 : 0))
        #expect(try kept.kept("damaged").event("error").objects("mpls").isEmpty)
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `whatever shape the quote has, the error finds its probe, or is not ours`(
        family: Family, host: String
    ) async throws {
        let error = "\(family.error) \(family == .v4 ? "3 1" : "1 3")"
        let shapes = ["short", family == .v4 ? "options" : "hop-by-hop", "foreign"]
        let kept = try await Lab.run(
            shapes.map { "fault \(error) \($0); ping \($0) \(host) --json -c 1 -W 0.1 \(family.far); fault clear\n" }
                .joined())
        for shape in shapes.dropLast() {
            #expect(try kept.kept(shape).story() == ["error 1"], "\(shape)")
        }
        #expect(try kept.kept("foreign").story() == ["timeout 1"])
    }
}
