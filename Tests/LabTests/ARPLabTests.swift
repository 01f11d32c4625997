import Foundation
import TestSupport
import Testing

/// `swiftnet arp` and `arp scan` on hosts of the lab, whose kernels answer, and beside a neighbour who lies.
@Suite(.needsLab) struct ARPLabTests {
    private static func objects(_ outcome: Outcome) throws -> [[String: Any]] { try outcome.objects("arp") }

    private static func types(_ objects: [[String: Any]]) -> [String] { objects.map { $0["type"] as? String ?? "" } }

    /// Starts a neighbour who answers as no kernel would, and waits until it listens.
    private static let lie = """
        lie() {
          local host=$1 said; shift
          said=$(mktemp "$KEPT/lie.XXXX")
          on $host python3 "$PROJECT/Tests/Lab/neighbor.py" eth0 "$@" >"$said" &
          until grep -q ready "$said"; do sleep 0.02; done
        }

        """

    private static func run(_ script: String) async throws -> [String: Outcome] {
        try await Lab.run("PROJECT='\(Lab.root.path)'\n" + lie + script)
    }

    @Test(arguments: [("10.66.0.2", "reply"), ("fd66::2", "advertisement")])
    func `a neighbour answers, to all at first and then to us alone`(target: String, kind: String) async throws {
        let kept = try await Self.run(
            """
            keep text on A "$SWIFTNET" arp -c 2 -i 0.05 \(target)
            keep json on A "$SWIFTNET" arp -v -c 2 -i 0.05 --json \(target)
            keep first on A "$SWIFTNET" arp -f --json b.lab
            keep csv on A "$SWIFTNET" arp -c 1 -f --csv \(target)
            keep write on A "$SWIFTNET" arp -c 1 -f -q --write "$KEPT/frames" \(target)
            keep frames "$SWIFTNET" decode --fields eth.src,eth.dst "$KEPT/frames"
            keep explain on A "$SWIFTNET" arp -c 1 -f --explain \(target)
            """)
        let text = try kept.kept("text")
        #expect(text.status == 0 && text.hasLine("\(kind) from \(target) [02:66:00:00:00:02]", "seq=1 time="))
        #expect(text.hasLine("2 sent (1 to all), 2 answered"))
        let objects = try Self.objects(kept.kept("json"))
        #expect(Self.types(objects) == ["start", "sent", "reply", "sent", "reply", "summary"])
        #expect(objects[1]["mac"] == nil && objects[3]["mac"] as? String == "02:66:00:00:00:02")
        #expect(objects[2]["clock"] as? String == "kernel" && objects[2]["rtt_ns"] as? Int ?? 0 > 0)
        #expect(objects[2]["kind"] as? String == kind)
        #expect(try Self.types(Self.objects(kept.kept("first"))) == ["start", "reply", "summary"], "one is enough")
        #expect(try kept.kept("csv").lines[1].hasPrefix("reply,1,\(target),02:66:00:00:00:02,"))
        let frames = try kept.kept("frames").lines
        #expect(frames.contains { $0.hasPrefix("02:66:00:00:00:01") })
        #expect(frames.contains("02:66:00:00:00:02\t02:66:00:00:00:01"))
        let explain = try kept.kept("explain")
        #expect(explain.hasLine("The frame goes to", "to everybody who may have the address"))
        #expect(explain.hasLine("The kernel stamped both as they passed"))
    }

    @Test func `silence is status 1, and an address may be free or taken`() async throws {
        let kept = try await Self.run(
            """
            keep silence on A "$SWIFTNET" arp -c 2 -i 0.05 -W 0.1 --json 10.66.0.99
            for address in 10.66.0.2 10.66.0.99 fd66::2 fd66::99; do
              keep dad$address on A "$SWIFTNET" arp -D -c 1 -W 0.2 $address
            done
            keep announce on A "$SWIFTNET" arp -U -c 1 -q --write "$KEPT/request" 10.66.0.1
            keep reply on A "$SWIFTNET" arp -A -c 1 -q --write "$KEPT/reply" 10.66.0.1
            keep six on A "$SWIFTNET" arp -U -c 1 -q --write "$KEPT/six" fd66::1
            keep frames "$SWIFTNET" decode -n "$KEPT/request" "$KEPT/reply" "$KEPT/six"
            """)
        let silence = try kept.kept("silence")
        #expect(silence.status == 1)
        let objects = try Self.objects(silence)
        #expect(Self.types(objects) == ["start", "summary"] && objects[1]["result"] as? String == "unanswered")
        #expect(try kept.kept("dad10.66.0.2").status == 1 && kept.kept("dadfd66::2").status == 1)
        #expect(try kept.kept("dad10.66.0.99").status == 0 && kept.kept("dadfd66::99").status == 0)
        #expect(try kept.kept("dadfd66::2").hasLine("fd66::2 is taken: 02:66:00:00:00:02 has it"))
        let frames = try kept.kept("frames").output
        #expect(frames.contains("10.66.0.1") && frames.contains("fd66::1 > ff02::1"), "\(frames)")
    }

    @Test func `two who have one address are a conflict, told apart from one who answers twice`() async throws {
        let kept = try await Self.run(
            """
            for host in B C; do on $host ip address add 10.66.0.50/24 dev eth0; done
            keep ask on A "$SWIFTNET" arp -c 1 --json 10.66.0.50
            keep scan on A "$SWIFTNET" arp scan --json 10.66.0.48/29
            keep text on A "$SWIFTNET" arp scan 10.66.0.50
            lie C 10.66.0.60 02:00:00:00:00:99 times=3
            keep copies on A "$SWIFTNET" arp -c 1 --json 10.66.0.60
            """)
        let macs = ["02:66:00:00:00:02", "02:66:00:00:00:03"]
        let ask = try Self.objects(kept.kept("ask"))
        #expect(Self.types(ask) == ["start", "reply", "reply", "summary"])
        #expect(Set(ask[3]["macs"] as? [String] ?? []) == Set(macs))
        #expect((ask[2]["conflicts_with"] as? [String])?.first == ask[1]["mac"] as? String)
        let scan = try Self.objects(kept.kept("scan"))
        #expect(Self.types(scan) == ["start", "reply", "conflict", "summary"] && scan[3]["conflicts"] as? Int == 1)
        #expect(try kept.kept("text").hasLine("CONFLICT: 10.66.0.50 is at "))
        let copies = try Self.objects(kept.kept("copies"))
        #expect(Self.types(copies) == ["start", "reply", "duplicate", "duplicate", "summary"])
    }

    @Test func `who answers for another is seen beside him`() async throws {
        let kept = try await Self.run(
            """
            lie C 10.66.0.2 02:00:00:00:00:66
            keep spoof on A "$SWIFTNET" arp -c 1 10.66.0.2
            """)
        let spoof = try kept.kept("spoof")
        #expect(spoof.hasLine("CONFLICT!") && spoof.hasLine("CONFLICT: 10.66.0.2 is at ", "02:00:00:00:00:66"))
    }

    @Test func `frames of VLANs, of SNAP and of RARP are what they should be, byte for byte`() async throws {
        let kept = try await Self.run(
            """
            lie C 10.66.0.70 02:00:00:00:00:70 vlan=7
            keep vlan on A "$SWIFTNET" arp -c 1 -f -I eth0 --vlan 7 --write "$KEPT/vlan" 10.66.0.70
            keep untagged on A "$SWIFTNET" arp -c 1 -W 0.2 -I eth0 10.66.0.70
            lie C 10.66.0.71 02:00:00:00:00:71 snap
            keep snap on A "$SWIFTNET" arp -c 1 -f --llc --write "$KEPT/snap" 10.66.0.71
            keep scan on A "$SWIFTNET" arp scan --llc 10.66.0.71
            lie C 10.66.0.72 02:00:00:00:00:72 rarp=02:00:00:00:00:aa
            keep rarp on A "$SWIFTNET" arp --rarp -c 1 -f --write "$KEPT/rarp" 02:00:00:00:00:aa
            keep fields on A "$SWIFTNET" arp -c 1 -W 0.05 --arphrd 6 --arpsha 02:00:00:00:00:11 \\
              --arptha 02:00:00:00:00:22 --arpspa dest --destaddr 02:66:00:00:00:02 --padding a1b2 \\
              --write "$KEPT/fields" 10.66.0.2
            for name in vlan snap rarp fields; do
              keep bytes-$name "$SWIFTNET" decode -xx --range 1-2 "$KEPT/$name"
            done
            """)
        #expect(try kept.kept("vlan").hasLine("reply from 10.66.0.70 [02:00:00:00:00:70]", "VLAN 7"))
        #expect(try kept.kept("untagged").status == 1, "a host on a VLAN is not on this link")
        #expect(try kept.kept("snap").hasLine("reply from 10.66.0.71", "SNAP"))
        #expect(try kept.kept("scan").hasLine("10.66.0.71", "02:00:00:00:00:71", "SNAP"))
        #expect(try kept.kept("rarp").hasLine("reverse reply from 10.66.0.72 [02:00:00:00:00:aa]"))
        let request = "0001 0800 0604 0001 0266 0000 0001 0a42 0001 0000 0000 0000 0a42 00"
        for (name, frames) in [
            ("vlan", ["ffff ffff ffff 0266 0000 0001 8100 0007 0806 \(request)46"]),
            ("snap", ["ffff ffff ffff 0266 0000 0001 0024 aaaa 0300 0000 0806 \(request)47"]),
            (
                "rarp",
                [
                    "ffff ffff ffff 0266 0000 0001 8035 0001 0800 0604 0003 0266 0000 0001 0a42 0001 0200 0000 00aa "
                        + "0000 0000"
                ]
            ),
            (
                "fields",
                [
                    "0266 0000 0002 0266 0000 0001 0806 0006 0800 0604 0001 0200 0000 0011 0a42 0002 0200 0000 0022 "
                        + "0a42 0002 a1b2"
                ]
            ),
        ] {
            let dump = try Self.digits(kept.kept("bytes-\(name)").output)
            for frame in frames { #expect(dump.contains(frame.filter { $0 != " " }), "\(name): \(dump)") }
        }
    }

    /// The digits of a hex dump, without offsets and lines.
    private static func digits(_ dump: String) -> String {
        dump.split(separator: "\n").compactMap { line -> String? in
            guard let start = line.range(of: ":  "), line.drop(while: { $0 == "\t" || $0 == " " }).hasPrefix("0x")
            else {
                return nil
            }
            return line[start.upperBound...].prefix { $0.isHexDigit || $0 == " " }.filter { $0 != " " }
        }.joined()
    }

    @Test func `a scan finds who is there, in both families`() async throws {
        let kept = try await Self.run(
            """
            keep all on A "$SWIFTNET" arp scan --json
            keep block on A "$SWIFTNET" arp scan -q --random --seed 7 10.66.0.0/28 10.66.0.254
            keep fast on A "$SWIFTNET" arp scan --rate 0 --retries 0 --json -I eth0 10.66.0.0/20
            keep six on A "$SWIFTNET" arp scan --csv fd66::/124
            keep limit on A "$SWIFTNET" arp scan --limit 1 --json 10.66.0.0/24
            keep names on A "$SWIFTNET" arp scan -d 10.66.0.2
            """)
        let all = try Self.objects(kept.kept("all"))
        let found = Set(all.compactMap { $0["ip"] as? String })
        #expect(
            found == [
                "10.66.0.2", "10.66.0.3", "10.66.0.254", "fd66::2", "fd66::3", "fd66::fe", "fe80::66:ff:fe00:2",
                "fe80::66:ff:fe00:3", "fe80::66:ff:fe00:fe",
            ])
        #expect(all.last?["received"] as? Int == 9 && all.last?["received_by_call"] as? Int == 6)
        #expect(all.filter { $0["kind"] as? String == "echo reply" }.allSatisfy { $0["rtt_ns"] != nil })
        let block = try kept.kept("block").lines.filter { !$0.isEmpty }
        #expect(Set(block.map { $0.prefix { $0 != " " } }) == ["10.66.0.2", "10.66.0.3", "10.66.0.254"])
        let fast = try Self.objects(kept.kept("fast"))
        let hosts = Set(fast.compactMap { $0["ip"] as? String })
        #expect(hosts.isSuperset(of: ["10.66.0.2", "10.66.0.3", "10.66.0.254"]) && fast.last?["sent"] as? Int == 4093)
        #expect(try kept.kept("six").output.contains("reply,fd66::2,02:66:00:00:00:02,"))
        #expect(try Self.objects(kept.kept("limit")).last?["received"] as? Int == 1)
        #expect(try kept.kept("names").hasLine("10.66.0.2", "b.lab"))
    }

    @Test func `what can't be asked is said, with the right that lacks`() async throws {
        let kept = try await Self.run(
            """
            keep user unprivileged A "$SWIFTNET" arp -c 1 10.66.0.2
            keep scan unprivileged A "$SWIFTNET" arp scan
            keep lo on A "$SWIFTNET" arp -c 1 -I lo 10.66.0.2
            keep none on A "$SWIFTNET" arp -c 1 -I nothing 10.66.0.2
            keep far on A "$SWIFTNET" arp -c 1 10.99.0.1
            keep own on A "$SWIFTNET" arp -c 1 10.66.0.1
            keep group on A "$SWIFTNET" arp -c 1 -I eth0 224.0.0.1
            keep large on A "$SWIFTNET" arp scan -I eth0 10.0.0.0/7
            keep rate on A "$SWIFTNET" arp scan --rate fast
            keep words on A "$SWIFTNET" arp
            keep stop on A timeout -s INT 0.3 "$SWIFTNET" arp -i 0.1 --json 10.66.0.2
            """)
        for name in ["user", "scan"] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 2 && outcome.errors.contains("CAP_NET_RAW") && outcome.errors.contains("setcap"))
            #expect(outcome.output.isEmpty)
        }
        #expect(try kept.kept("lo").status == 2 && kept.kept("lo").errors.contains("lo has no ARP"))
        #expect(try kept.kept("none").status == 2)
        #expect(try kept.kept("far").status == 2 && kept.kept("far").errors.contains("gateway 10.66.0.254 on eth0"))
        #expect(try kept.kept("own").status == 2 && kept.kept("own").errors.contains("this machine's own address"))
        #expect(try kept.kept("group").status == 64 && kept.kept("words").status == 64)
        #expect(try kept.kept("large").status == 64 && kept.kept("large").errors.contains("--yes"))
        #expect(try kept.kept("rate").status == 64)
        let stopped = try Self.objects(kept.kept("stop"))
        #expect(Self.types(stopped).last == "summary" && stopped.last?["interrupted"] as? Bool == true)
    }
}
