import Foundation
import Testing

/// What goes below the network layer: the story of one ping, and VLAN tags.
@Suite(.needsLab) struct PingFrameLabTests {
    @Test func `the story of a ping by way of the gateway has the real values`() async throws {
        let kept = try await Lab.run(
            """
            ip -n A neigh flush all
            ping far A --explain 10.66.39.9
            ping known A --explain 10.66.39.9
            """)
        let far = try kept.kept("far")
        #expect(far.status == 0 && far.errors == "")
        #expect(far.hasLine("leads out by eth0 (MTU 1500 bytes, MAC address 02:66:00:00:00:01)"))
        #expect(far.hasLine("10.66.39.9      00001010.01000010.00100111|00001001"), "\(far.output)")
        #expect(far.hasLine("The 24 network bits differ: no."))
        #expect(far.hasLine("goes to the gateway 10.66.0.254"))
        #expect(far.hasLine("sent:     who has 10.66.0.254? tell 10.66.0.1 at 02:66:00:00:00:01"), "\(far.output)")
        #expect(far.hasLine("received: 10.66.0.254 is at 02:66:00:00:00:fe"))
        #expect(far.hasLine("eth.dst", "02:66:00:00:00:fe", "02 66 00 00 00 fe"))
        #expect(far.hasLine("ip.dst", "10.66.39.9", "0a 42 27 09"))
        #expect(far.hasLine("icmp.type", "8 (Echo Request)", "08"))
        #expect(far.hasLine("icmp.type", "0 (Echo Reply)", "00"))
        #expect(far.hasLine("ip.ttl", "61", "3d"))
        #expect(far.hasLine("sent 20", "stamped by the kernel as it passed"))
        let known = try kept.kept("known")
        #expect(known.hasLine("The neighbour table already had 10.66.0.254 at 02:66:00:00:00:fe"), "\(known.output)")
    }

    @Test func `the story of a neighbour, of nobody, and of an ordinary user`() async throws {
        let kept = try await Lab.run(
            """
            ip -n A neigh flush all
            ping near A --explain fd66::2
            ping error A --explain -t 1 10.66.39.9
            ping nobody A --explain -W 4 10.66.0.77
            user user A --explain 10.66.0.2
            ping local A --explain 127.0.0.1
            """)
        let near = try kept.kept("near")
        #expect(near.status == 0 && near.hasLine("The 64 network bits are the same: yes."), "\(near.output)")
        #expect(near.hasLine("sent:     who has fd66::2? asks fd66::1, of the group ff02::1:ff00:2"), "\(near.output)")
        #expect(near.hasLine("icmpv6.type", "129 (Echo Reply)"))
        let error = try kept.kept("error")
        #expect(error.status == 1 && error.hasLine("icmp.type", "11 (Time Exceeded)"), "\(error.output)")
        #expect(error.hasLine("word that the probe did not get through"))
        let nobody = try kept.kept("nobody")
        #expect(nobody.status == 1 && nobody.hasLine("Nobody answered for 10.66.0.77"), "\(nobody.output)")
        let user = try kept.kept("user")
        #expect(user.status == 0 && user.hasLine("eth.dst", "02:66:00:00:00:02"), "\(user.output)")
        #expect(user.hasLine("a ping socket gives what follows the IP header, 64 bytes"))
        let local = try kept.kept("local")
        #expect(local.status == 0 && local.hasLine("127.0.0.1 is this machine's own address"), "\(local.output)")
    }

    @Test func `frames are tagged for a VLAN, and for one within another`() async throws {
        let kept = try await Lab.run(
            """
            serve() {
              on B /usr/bin/python3 \(Lab.root.path)/Tests/Lab/vlan.py eth0 10.66.0.200 "$@" >"$KEPT/vlan" 2>&1 &
              server=$!
              until grep -q ready "$KEPT/vlan" 2>/dev/null; do sleep 0.02; done
            }
            serve 42
            ping tagged A -c 2 -i 0.05 --vlan 42 -I eth0 10.66.0.200
            ping other A -c 1 --vlan 43 -I eth0 10.66.0.200
            { kill -9 $server; wait $server; } 2>/dev/null || true
            serve 42 7
            ping stacked A -c 2 -i 0.05 --vlan 42 --vlan 7 -I eth0 10.66.0.200
            { kill -9 $server; wait $server; } 2>/dev/null || true
            """)
        for name in ["tagged", "stacked"] {
            let outcome = try kept.kept(name)
            #expect(
                outcome.status == 0 && outcome.hasLine("2 packets transmitted, 2 received, 0%"), "\(outcome.output)")
        }
        let other = try kept.kept("other")
        #expect(other.status == 1 && other.output == "" && other.errors.contains("nobody answers for 10.66.0.200"))
    }
}
