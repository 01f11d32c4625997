import Testing
import Wire

/// How a run ends, and what is left of it.
@Suite(.needsLab) struct PingEndLabTests {
    @Test(arguments: Family.allCases)
    func `each stop rule ends the run with its status`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            fault loss-every 2
            ping first A --json --first -i 0.03 -W 0.1 \(family.far)
            ping replies A --json --replies 3 -i 0.03 -W 0.1 \(family.far)
            ping losses A --json --losses 2 -i 0.03 -W 0.1 \(family.far)
            fault clear; fault blackhole
            ping row A --json --losses-in-row 3 -i 0.03 -W 0.1 \(family.far)
            ping deadline A --json -w 0.3 -i 0.1 -W 0.15 \(family.far)
            ping wanted A --json -w 0.3 -c 2 -i 0.05 -W 0.1 \(family.far)
            fault clear
            ping both A --json -w 5 -c 2 -i 0.05 \(family.far)
            fault unreach host
            ping error A --json -w 0.35 -i 0.1 \(family.far)
            """)
        let expected: [(name: String, status: Int, reason: String?, end: String)] = [
            ("first", 0, "replies", "finished"), ("replies", 0, "replies", "finished"),
            ("losses", 1, "losses", "finished"), ("row", 1, "losses_in_a_row", "finished"),
            ("deadline", 1, nil, "deadline"), ("wanted", 1, nil, "deadline"), ("both", 0, nil, "finished"),
            ("error", 1, nil, "deadline"),
        ]
        for row in expected {
            let outcome = try kept.kept(row.name)
            #expect(outcome.status == row.status, "\(row.name)")
            #expect(try outcome.event("target")["stopped_by"] == row.reason, "\(row.name)")
            #expect(try outcome.event("summary")["end"] == row.end, "\(row.name)")
        }
        #expect(try kept.kept("first").event("summary")["received"] == 1)
        #expect(try kept.kept("replies").event("summary")["received"] == 3)
        #expect(try kept.kept("losses").event("summary")["lost"] == 2)
        #expect(try kept.kept("row").event("summary")["lost"] == 3)
        // A deadline is not ended by an error, as ping's is.
        #expect(try kept.kept("error").events("error").count >= 3)
    }

    @Test(arguments: ["INT", "TERM", "HUP"])
    func `a signal ends the run with the whole summary, and loses nothing in flight`(signal: String) async throws {
        let kept = try await Lab.run(
            """
            stop() { keep $1 on A timeout --preserve-status -s \(signal) 0.55 "$SWIFTNET" ping -i 0.1 -W 5 "${@:2}"; }
            fault late 250
            stop text 10.66.39.9
            stop json --json fd66:0:0:39::9
            fault clear; fault blackhole
            stop none 10.66.39.9
            """)
        let text = try kept.kept("text")
        #expect(text.status == 0 && text.errors == "")
        #expect(text.hasLine(" 0% packet loss, ", " still unanswered") && text.hasLine("rtt min/avg/max/mdev = 25"))
        let summary = try kept.kept("json").event("summary")
        let (sent, received) = (summary["sent"] ?? 0, summary["received"] ?? 0)
        #expect(summary["end"] == "interrupted" && summary["lost"] == 0 && received > 0)
        #expect(summary["in_flight"] == sent - received && sent > received)
        let none = try kept.kept("none")
        #expect(none.status == 1 && none.hasLine("0 received, 0% packet loss", "still unanswered"), "\(none.output)")
    }

    @Test func `a quit signal asks how it stands, and goes on`() async throws {
        let kept = try await Lab.run(
            """
            run='"$SWIFTNET" ping -c 5 -i 0.1 "$@" & sleep 0.25; kill -QUIT $!; wait $!'
            ask() { keep $1 on A bash -c "$run" - "${@:2}"; }
            ask text 10.66.39.9
            ask json --json 10.66.39.9
            """)
        let text = try kept.kept("text")
        #expect(text.errors.contains(" packets, 0% loss, min/avg/ewma/max = ") && text.status == 0, "\(text.errors)")
        #expect(text.hasLine("5 packets transmitted, 5 received, 0% packet loss"))
        let status = try kept.kept("json").event("status")
        #expect((1..<5).contains(status["received"] ?? 0))
    }

    @Test(arguments: Family.allCases, ["A", "C"])
    func `a recording holds what was sent and received`(family: Family, host: String) async throws {
        let kept = try await Lab.run(
            """
            ping echo \(host) --write $KEPT/echo.pcapng -c 3 -i 0.03 \(family.far)
            fault unreach port; ping error \(host) --write $KEPT/error.pcapng --json -c 1 \(family.far); fault clear
            fault blackhole; ping lost \(host) --write $KEPT/lost.pcapng -c 2 -i 0.03 -W 0.1 \(family.far)
            """)
        let packets = try kept.kept("echo").packets()
        let transport = family == .v4 ? 20 : 40
        let types: [PcapNGDirection: UInt8] =
            family == .v4 ? [.outbound: 8, .inbound: 0] : [.outbound: 128, .inbound: 129]
        for (direction, type) in types {
            let ours = packets.filter { $0.direction == direction }.map(\.bytes)
            #expect(ours.map { $0[transport] } == [type, type, type])
            #expect(ours.map { $0[transport + 7] } == [1, 2, 3])
            #expect(ours.allSatisfy { $0.count == family.headerByteCount + 56 })
        }
        #expect(packets.count == 6 && packets.first?.direction == .outbound)
        #expect(try kept.kept("lost").packets().map(\.direction) == [.outbound, .outbound])
        // A ping socket is told of errors without being given them.
        let error = try kept.kept("error")
        #expect(try error.packets().count == (host == "A" ? 1 : 2) && error.status == 1)
    }

    @Test func `rows of comma-separated values have all columns`() async throws {
        let kept = try await Lab.run(
            """
            fault duplicate; ping copies A --csv -c 2 -i 0.03 10.66.39.9; fault clear
            fault mtu 1300; ping error A --csv -c 1 -s 1400 -M do fd66:0:0:39::9; fault clear
            fault blackhole; ping lost A --csv -c 1 -W 0.1 10.66.39.9
            """)
        for (name, outcome) in kept {
            let rows = outcome.output.split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(rows.allSatisfy { $0.count == 15 } && rows.first?[1] == "type", "\(name)")
            #expect(outcome.errors.contains("packets transmitted"), "\(name)")
        }
        #expect(try kept.kept("copies").output.split(separator: "\r\n").count == 5)
        #expect(try kept.kept("error").output.contains(",2,0,Packet too big,1300\r\n"))
        #expect(try kept.kept("lost").output.contains(",timeout,10.66.39.9,10.66.39.9,1,"))
    }

    @Test(arguments: ["", "--json", "--csv", "10.66.0.2"])
    func `a reader that goes away ends the run quietly`(option: String) async throws {
        let kept = try await Lab.run(
            """
            keep pipe on A timeout 5 bash -c '"$SWIFTNET" ping -i 0.02 \(option) 10.66.39.9 | head -1
              echo "status ${PIPESTATUS[0]}"'
            """)
        let pipe = try kept.kept("pipe")
        #expect(pipe.status == 0 && pipe.lines.count == 3 && pipe.lines[1] == "status 0", "\(pipe.output)")
        // What is for people to read beside the results goes on.
        if ["", "--json"].contains(option) { #expect(pipe.errors == "") }
    }
}
