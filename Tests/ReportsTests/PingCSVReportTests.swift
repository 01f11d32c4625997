import Probes
import Testing
import Wire

@testable import Reports

@Suite struct PingCSVReportTests {
    @Test func `a header, and a row an event`() {
        var scene = PingScene(PingCSVReport(), [.at("10.0.0.1", "a,\"b\"\u{1B}")]) { $0.plan.count = 3 }
        scene.run(to: 0)
        scene.reply(to: 0, after: 45)
        scene.reply(to: 0, after: 46)
        scene.run(to: 1000)
        scene.fail(1, after: 10, from: "10.0.0.9", type: .destinationUnreachable, code: 4, detail: .nextHopMTU(600))
        scene.run(to: 5000)
        scene.tell(.foreign(from: .v4(.loopback)))
        scene.end()
        let name = #""a,""b""\x1b""#
        let day = "2026-08-01T12:"
        #expect(
            scene.results.split(separator: "\r\n", omittingEmptySubsequences: false) == [
                "time,type,target,address,sequence,from,bytes,ttl,rtt_ns,clock,marks,icmp_type,icmp_code,message,mtu",
                "\(day)34:56.000045000Z,reply,\(name),10.0.0.1,1,10.0.0.1,64,64,45000,user,,,,,",
                "\(day)34:56.000046000Z,duplicate,\(name),10.0.0.1,1,10.0.0.1,64,64,46000,user,,,,,",
                "\(day)34:57.000010000Z,error,\(name),10.0.0.1,2,10.0.0.9,,64,10000,user,,3,4,Fragmentation needed,600",
                "\(day)35:00.000000000Z,timeout,\(name),10.0.0.1,3,,,,,,,,,,",
                "\(day)35:00.000090000Z,foreign,,,,127.0.0.1,,,,,,,,,",
                "",
            ])
        #expect(
            scene.notes.contains("3 packets transmitted, 1 received, +1 duplicates, +1 errors, 66.6667% packet loss"))
    }

    @Test func `every row has all columns`() {
        var scene = PingScene(PingCSVReport(), [.at("10.0.0.1"), .at("10.0.0.2")]) {
            $0.plan.count = 1
            $0.plan.reportsSending = true
        }
        scene.run(to: 1)
        scene.reply(to: 0, after: 45, from: "10.0.0.3")
        scene.reply(to: 1, after: 1045, code: 5)
        scene.run(to: 3000)
        scene.end()
        let rows = scene.results.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        for row in rows { #expect(row.count == PingCSVReport.columns.count) }
        #expect(rows.map { $0[1] } == ["type", "sent", "sent", "stray", "reply", "timeout"])
        #expect(rows[3][4...] == ["1", "10.0.0.3", "64", "64", "1000000", "user", "different_address", "", "", "", ""])
        #expect(rows[4][10...] == ["odd_code", "0", "5", "", ""])
        #expect(scene.notes.contains("10.0.0.1 : xmt/rcv/%loss = 1/0/100%\n"))
        #expect(scene.notes.contains("\n2 sent, 1 received, +1 from other addresses, 50% loss, elapsed 2 s\n"))
    }
}
