import Testing

/// Answers that are not what they should be.
@Suite(.needsLab) struct PingAnswerLabTests {
    @Test(arguments: Family.allCases)
    func `a loss is counted, and told with -O when its time is up`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            fault loss-every 2
            ping quiet A -c 4 -i 0.03 -W 0.1 \(family.far)
            ping told A -O -c 4 -i 0.03 -W 0.1 \(family.far)
            ping json A --json -c 4 -i 0.03 -W 0.1 \(family.far)
            fault clear; fault blackhole; ping all A -c 2 -i 0.03 -W 0.1 \(family.far)
            """)
        let quiet = try kept.kept("quiet")
        #expect(quiet.hasLine("4 packets transmitted, 2 received, 50% packet loss") && quiet.status == 0)
        #expect(!quiet.hasLine("no answer"))
        let told = try kept.kept("told")
        for sequence in [2, 4] {
            #expect(told.hasLine("no answer from \(family.far): icmp_seq=\(sequence) within 100 ms"), "\(told.output)")
        }
        #expect(Set(try kept.kept("json").story()) == ["reply 1", "timeout 2", "reply 3", "timeout 4"])
        let all = try kept.kept("all")
        #expect(all.hasLine("2 packets transmitted, 0 received, 100% packet loss") && all.status == 1)
        #expect(!all.hasLine("rtt"))
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `copies are shown and counted as duplicates`(family: Family, host: String) async throws {
        let kept = try await Lab.run(
            """
            fault duplicate 3
            ping text \(host) -c 2 -i 0.05 \(family.far); ping json \(host) --json -c 2 -i 0.05 \(family.far)
            """)
        let text = try kept.kept("text")
        #expect(text.lines.count { $0.hasSuffix(" (DUP!)") } == 4, "\(text.output)")
        #expect(text.hasLine("2 packets transmitted, 2 received, +4 duplicates, 0% packet loss"), "\(text.output)")
        let json = try kept.kept("json")
        #expect(
            try json.story() == [
                "reply 1", "duplicate 1", "duplicate 1", "reply 2", "duplicate 2", "duplicate 2",
            ])
        #expect(try json.event("summary")["duplicates"] == 4)
    }

    @Test(arguments: Family.allCases)
    func `a changed payload does not count as an answer`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            fault corrupt
            ping text A -c 1 -W 0.1 \(family.far)
            ping json C --json -c 2 -i 0.03 -W 0.1 \(family.far)
            """)
        let text = try kept.kept("text")
        #expect(text.hasLine("icmp_seq=1", "(corrupt at byte 55)"), "\(text.output)")
        #expect(text.hasLine("1 packets transmitted, 0 received, +1 corrupted, 100% packet loss") && text.status == 1)
        let json = try kept.kept("json")
        #expect(try json.events("corrupt").map { $0["first_difference"] ?? -1 } == [55, 55])
        #expect(try json.event("summary")["corrupt"] == 2)
    }

    /// ping writes the time of sending into these bytes and believes what comes back.
    @Test(arguments: Family.allCases)
    func `a changed payload forges no round trip`(family: Family) async throws {
        let offsets = [0, 3, 7, 8, 12, 15]
        let kept = try await Lab.run(
            offsets.map { offset in
                """
                fault corrupt \(offset)
                ping socket\(offset) A --json -c 1 -W 0.1 \(family.far)
                ping raw\(offset) C --json -c 1 -W 0.1 \(family.far)
                fault clear

                """
            }.joined())
        #expect(kept.count == 12)
        for (name, outcome) in kept {
            let events = try outcome.events().filter { ["reply", "corrupt"].contains($0["type"] ?? "") }
            for event in events { #expect((1_000...80_000_000).contains(event["rtt_ns"] ?? 1_000), "\(name)") }
            #expect(try outcome.event("summary")["received"] == 0, "\(name)")
        }
    }

    @Test func `a bad checksum is seen on a raw socket, and never counts`() async throws {
        let kept = try await Lab.run(
            """
            fault badsum
            ping text C -c 1 -W 0.1 10.66.39.9
            ping raw C --json -c 1 -W 0.1 10.66.39.9
            ping socket A --json -c 1 -W 0.1 10.66.39.9
            ping v6 C --json -c 1 -W 0.1 fd66:0:0:39::9
            """)
        #expect(try kept.kept("text").hasLine("icmp_seq=1", "(BAD CHECKSUM!)"))
        let raw = try kept.kept("raw")
        #expect(try raw.event("corrupt")["marks"] == ["bad_checksum"])
        #expect(try raw.event("summary")["corrupt"] == 1 && raw.status == 1)
        // These the kernel drops before anybody sees them.
        for name in ["socket", "v6"] { #expect(try kept.kept(name).story() == ["timeout 1"]) }
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `a truncated answer counts, is marked, and is counted apart`(family: Family, host: String) async throws {
        let kept = try await Lab.run(
            """
            fault truncate 20
            ping text \(host) -c 1 \(family.far); ping json \(host) --json -c 1 \(family.far)
            """)
        let text = try kept.kept("text")
        #expect(text.hasLine("28 bytes from ", " (truncated)"))
        #expect(text.hasLine("1 received, +1 truncated, 0% packet loss") && text.status == 0, "\(text.output)")
        let json = try kept.kept("json")
        let reply = try json.event("reply")
        #expect(reply["bytes"] == 28 && reply["marks"] == ["truncated"])
        let summary = try json.event("summary")
        #expect(summary["truncated"] == 1 && summary["corrupt"] == 0 && summary["received"] == 1)
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `answers out of order are marked and have their own round trips`(family: Family, host: String) async throws {
        let kept = try await Lab.run(
            """
            fault reorder
            ping text \(host) -c 4 -i 0.05 \(family.far); ping json \(host) --json -c 4 -i 0.05 \(family.far)
            """)
        #expect(try kept.kept("text").hasLine("4 received, +2 reordered, 0% packet loss"))
        let json = try kept.kept("json")
        #expect(try json.story() == ["reply 2", "reply 1", "reply 4", "reply 3"])
        for reply in try json.events("reply") {
            let isHeldBack = [1, 3].contains(reply["sequence"] ?? 0)
            #expect(reply["marks"] == (isHeldBack ? ["reordered"] : nil))
            #expect(((reply["rtt_ns"] ?? 0) > 25_000_000) == isHeldBack)
        }
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `an answer from another address is shown and does not count`(family: Family, host: String) async throws {
        let kept = try await Lab.run(
            """
            fault wrongsource
            ping text \(host) -c 1 -W 0.1 \(family.far); ping json \(host) --json -c 1 -W 0.1 \(family.far)
            ping many \(host) --retries 0 -W 0.1 \(family.far) \(family.near)
            """)
        let other = family == .v4 ? "10.66.39.66" : "fd66:0:0:39::66"
        let text = try kept.kept("text")
        #expect(text.hasLine("64 bytes from \(other): icmp_seq=1", "(DIFFERENT ADDRESS, asked \(family.far)!)"))
        #expect(text.hasLine("0 received, +1 from other addresses, 100% packet loss"), "\(text.output)")
        #expect(text.status == 1)
        let json = try kept.kept("json")
        #expect(try json.event("stray")["from"] == other)
        #expect(try json.event("summary")["from_other_address"] == 1)
        let many = try kept.kept("many")
        #expect(many.hasLine("\(family.far) is unreachable") && many.hasLine("\(family.near) is alive"))
    }

    @Test(arguments: Family.allCases)
    func `what answers others is foreign, and hides no answer`(family: Family) async throws {
        let kept = try await Lab.run(
            ["wrongid", "wrongseq", "foreign-id", "foreign-seq"].map { fault in
                """
                fault \(fault)
                ping \(fault)A A --json -c 1 -W 0.1 \(family.far)
                ping \(fault)C C --json -c 1 -W 0.1 \(family.far)
                ping \(fault).text C -v -c 1 -W 0.1 \(family.far)
                fault clear

                """
            }.joined())
        #expect(try kept.kept("wrongidC").story() == ["foreign 0", "timeout 1"])
        #expect(try kept.kept("wrongseqC").story() == ["foreign 0", "timeout 1"])
        #expect(try kept.kept("wrongidA").story() == ["timeout 1"])
        #expect(try kept.kept("wrongseqA").story() == ["foreign 0", "timeout 1"])
        #expect(try kept.kept("foreign-idA").story() == ["reply 1"])
        for name in ["foreign-idC", "foreign-seqA", "foreign-seqC"] {
            #expect(try kept.kept(name).story() == ["foreign 0", "reply 1"], "\(name)")
            #expect(try kept.kept(name).event("summary")["foreign"] == 1, "\(name)")
        }
        let text = try kept.kept("wrongid.text")
        #expect(text.hasLine("foreign answer from \(family.far)") && text.hasLine("0 received, +1 foreign, 100%"))
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `late answers are told and do not undo the loss`(family: Family, host: String) async throws {
        let kept = try await Lab.run(
            """
            fault late 150
            ping text \(host) -c 4 -i 0.1 -W 0.1 \(family.far)
            ping json \(host) --json -c 4 -i 0.1 -W 0.1 \(family.far)
            """)
        let text = try kept.kept("text")
        #expect(text.hasLine("icmp_seq=1", " time=15", " ms (late)"), "\(text.output)")
        #expect(text.hasLine("4 packets transmitted, 0 received, +3 late, 100% packet loss") && text.status == 1)
        let json = try kept.kept("json")
        let story = try json.story()
        for sequence in 1...3 {
            let lost = try #require(story.firstIndex(of: "timeout \(sequence)"))
            #expect(story.firstIndex(of: "late \(sequence)").map { $0 > lost } == true, "\(story)")
        }
        let summary = try json.event("summary")
        #expect(summary["late"] == 3 && summary["lost"] == 4 && summary["received"] == 0)
    }
}
