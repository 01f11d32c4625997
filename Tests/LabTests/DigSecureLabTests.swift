import Foundation
import TestSupport
import Testing

/// `swiftnet dig` by TLS, against the lab's own name server, and by HTTPS, against unbound.
@Suite(.needsLab) struct DigSecureLabTests {
    static let fixtures = Lab.root.appending(path: "Tests/Fixtures/tls").path
    /// That of the server's key.
    static let pin = "dYks4Ia2QKXRpAQWasa+eD29UNL7Dd3kupEmHej/i9Y="

    /// Commands in which `ask NAME WORD...` asks and keeps; `$tls` has the certificates.
    static func ask(_ commands: String) async throws -> [String: Outcome] {
        try await Lab.run(
            """
            tls=\(fixtures)
            ask() { keep "$1" on A "$SWIFTNET" dig "${@:2}"; }
            on A python3 \(Lab.root.path)/Tests/Lab/dns.py 5300 $tls/server.pem & server=$!
            for ((try = 0; try < 50; try++)); do
                on A "$SWIFTNET" dig @127.0.0.1 -p 5300 ready +short +tries=1 >$KEPT/ready 2>&1 && break
                sleep 0.05
            done
            \(commands)
            { kill -9 $server; wait $server; } 2>/dev/null || true
            """)
    }

    @Test func `an answer by TLS is shown as by TCP, and a query tells little by its length`() async throws {
        let kept = try await Self.ask(
            """
            ask plain @127.0.0.1 -p 5301 +tls plain +qr
            ask bare @127.0.0.1 -p 5301 +tls +nopadding plain +qr
            ask six @tls://[::1]:5301 +notls-ca plain +short
            ask zone @127.0.0.1 -p 5301 +tls zone axfr +noall +answer
            ask drip @127.0.0.1 -p 5301 +tls drip txt +short
            ask broken @127.0.0.1 -p 5301 +tls +tries=1 broken axfr +noall +answer
            ask json @127.0.0.1 -p 5301 +tls plain --json
            ask cookie @127.0.0.1 -p 5301 +tls cookie
            ask several @127.0.0.1 -p 5301 +tls -f <(seq -f 'n%g' 500) --json
            """)
        let plain = try kept.kept("plain")
        #expect(plain.status == 0 && plain.errors == "" && plain.hasLine("plain.", "300", "192.0.2.1"))
        #expect(plain.hasLine(";; SERVER: 127.0.0.1#5301(127.0.0.1) (TLS)"))
        // 12 of the header, 11 of the question, 11 of EDNS, 12 of the cookie, 4 of padding itself.
        #expect(plain.hasLine("; PAD: (78 bytes)"))
        #expect(try !kept.kept("bare").output.contains("; PAD"))
        #expect(try kept.kept("six").output == "192.0.2.1\n")
        #expect(try kept.kept("zone").lines.filter { $0.contains("\tIN\tA\t10.") }.count == 2000)
        #expect(try kept.kept("drip").lines.count == 21)
        #expect(try kept.kept("broken").status == 2 && kept.kept("broken").errors.contains("end of file (TLS)"))
        #expect(try DigLabTests.objects(kept.kept("json")).map { $0["transport"] as? String } == ["TLS"])
        #expect(try kept.kept("cookie").hasLine("status: NOERROR") && kept.kept("cookie").hasLine("(TLS)"))
        let several = try DigLabTests.objects(kept.kept("several"))
        #expect(several.compactMap { $0["QNAME"] as? String } == (1...500).map { "n\($0)." })
    }

    @Test func `who is not who it has to be is asked nothing`() async throws {
        let kept = try await Self.ask(
            """
            ask url @tls://127.0.0.1:5301 plain +short
            ask good @tls://127.0.0.1:5301 +tls-ca=$tls/authority.pem plain +short
            ask name @127.0.0.1 -p 5301 +tls-ca=$tls/authority.pem +tls-hostname=dns.example plain +short
            ask address @127.0.0.1 -p 5301 +tls-ca=$tls/authority.pem +tls-hostname=192.0.2.53 plain +short
            ask wrong @127.0.0.1 -p 5301 +tls-ca=$tls/authority.pem +tls-hostname=other.example plain +short
            ask stranger @127.0.0.1 -p 5301 +tls-ca=$tls/stranger.pem plain --json
            ask pin @127.0.0.1 -p 5301 +tls-pin=\(Self.pin) plain +short
            ask nopin @127.0.0.1 -p 5301 +tls-pin=AAAA\(Self.pin.dropFirst(4)) plain +short
            ask nofile @127.0.0.1 -p 5301 +tls-ca=/nowhere plain +short
            ask next @tls://127.0.0.1:5301 @127.0.0.1#5300 plain +short
            """)
        for name in ["good", "name", "address", "pin", "next"] {
            #expect(try kept.kept(name).output == "192.0.2.1\n" && kept.kept(name).status == 0, "\(name)")
        }
        let untrusted = "its certificate is not signed by an authority that is trusted (TLS)"
        for (name, reason) in [
            ("url", untrusted), ("wrong", "its certificate is not for other.example (TLS)"), ("stranger", untrusted),
            ("nopin", "its key is none of those that are pinned (TLS)"),
            ("nofile", "/nowhere is no file of certificates (TLS)"),
        ] {
            let outcome = try kept.kept(name)
            // It would be the same a second time.
            #expect(
                outcome.status == 2
                    && outcome.errors.split(separator: "\n").filter { $0.contains("127.0.0.1#5301: \(reason)") }.count
                        == 1,
                "\(name): \(outcome.errors)")
        }
        let types = try DigLabTests.objects(kept.kept("stranger")).map { $0["type"] as? String }
        #expect(types == ["error", "failure"])
    }

    @Test func `what is broken ends in time, with a reason`() async throws {
        let kept = try await Self.ask(
            """
            ask garbage @tls://127.0.0.1:5302 a. +short +tries=1
            ask closed @tls://127.0.0.1:5303 a. +short +tries=1
            ask silent @tls://127.0.0.1:5304 a. --json +tries=2 +timeout=200ms
            ask mute @127.0.0.1 -p 5301 +tls silent. +short +tries=1 +timeout=300ms
            ask nobody @tls://127.0.0.1:5309 a. +short +tries=1
            ask https @https://127.0.0.1:5301 +tls-ca=$tls/authority.pem a. +short
            """)
        for (name, reason) in [
            ("garbage", "what it says is no TLS (TLS)"), ("mute", "no answer in time (TLS)"),
            ("closed", "the connection ended within the TLS handshake (TLS)"), ("nobody", "Connection refused (TLS)"),
            ("https", "it does not speak HTTP/2 (HTTPS)"), ("silent", "no answer in time (TLS)"),
        ] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 2 && outcome.errors.contains(reason), "\(name): \(outcome.errors)")
        }
        let types = try DigLabTests.objects(kept.kept("silent")).map { $0["type"] as? String }
        #expect(types == ["timeout", "timeout", "failure"])
    }

    static let unbound = ["/usr/sbin/unbound", "/usr/local/sbin/unbound"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// A script with unbound on A, which has an address for all names below `example`, and `ask NAME WORD...`.
    ///
    /// - Parameters:
    ///   - settings: of its interfaces and what they speak.
    ///   - way: how it is asked whether it is there.
    private static func withUnbound(_ settings: String, way: String, _ script: String) async throws -> [String: Outcome]
    {
        try await Lab.run(
            """
            tls=\(fixtures)
            cat >$KEPT/conf <<END
            server:
            \(settings)
                username: ""
                chroot: ""
                directory: "$KEPT"
                pidfile: ""
                use-syslog: no
                do-not-query-localhost: no
                local-zone: example. redirect
                local-data: "example. 300 A 192.0.2.1"
            remote-control:
                control-enable: no
            END
            ask() { keep "$1" on A "$SWIFTNET" dig "${@:2}"; }
            on A \(unbound ?? "") -d -c $KEPT/conf 2>$KEPT/log & server=$!
            for ((try = 0; try < 50; try++)); do
                on A "$SWIFTNET" dig @127.0.0.1 \(way) ready.example +short +tries=1 >$KEPT/ready 2>&1 && break
                sleep 0.05
            done
            \(script)
            { kill $server; wait $server; } 2>/dev/null || true
            """)
    }

    @Test(.enabled(if: unbound != nil, "unbound is not installed"))
    func `unbound answers by HTTP without TLS`() async throws {
        let kept = try await Self.withUnbound(
            """
                interface: 127.0.0.1@5380
                https-port: 5380
                http-notls-downstream: yes
            """, way: "-p 5380 +http-plain",
            """
            ask post @127.0.0.1 -p 5380 +http-plain a.example
            ask get @http://127.0.0.1:5380/dns-query +http-plain-get a.example --json
            ask path @127.0.0.1 -p 5380 +http-plain=/elsewhere a.example +short
            """)
        let post = try kept.kept("post")
        #expect(post.status == 0 && post.hasLine("192.0.2.1") && post.hasLine("SERVER: 127.0.0.1#5380", "(HTTP)"))
        #expect(try DigLabTests.objects(kept.kept("get")).first?["transport"] as? String == "HTTP")
        #expect(try kept.kept("path").status == 2 && kept.kept("path").errors.contains("HTTP status 404 (HTTP)"))
    }

    @Test(.enabled(if: unbound != nil, "unbound is not installed"))
    func `unbound answers by HTTPS and TLS, many questions at once`() async throws {
        let kept = try await Self.withUnbound(
            """
                interface: 127.0.0.1@5343
                interface: 127.0.0.1@5353
                interface: 127.0.0.1@5301
                proxy-protocol-port: 5301
                access-control: 198.51.100.0/24 refuse
                access-control: 192.0.2.0/24 allow
                access-control: 2001:db8::/32 allow
                https-port: 5343
                tls-port: 5353
                tls-service-key: $tls/server.pem
                tls-service-pem: $tls/server.pem
            """, way: "-p 5353 +tls",
            """
            ask post @127.0.0.1 -p 5343 +https a.example +qr
            ask get @127.0.0.1 -p 5343 +https-get a.example --json
            ask url @https://127.0.0.1:5343/dns-query{?dns} +tls-ca=$tls/authority.pem a.example +short
            ask path @https://127.0.0.1:5343/elsewhere +tls-ca=$tls/authority.pem a.example +short
            ask name @https://127.0.0.1:5343 +tls-ca=$tls/authority.pem +tls-hostname=other.example a.example +short
            ask sni @127.0.0.1 -p 5353 +tls-sni=other.example a.example +short
            for path in 192.0.2.1#99-192.0.2.2#53 198.51.100.1-192.0.2.2 2001:db8::1-2001:db8::2; do
                for way in notcp tcp; do ask $way.$path @127.0.0.1 -p 5301 +proxy=$path +$way a.example +short; done
            done
            ask own @127.0.0.1 -p 5301 +proxy +tcp a.example +short
            for way in https https-get tls; do
                seq -f 'n%g.example' 2000 >$KEPT/names
                ask $way @127.0.0.1 -p $([[ $way == tls ]] && echo 5353 || echo 5343) +$way -f $KEPT/names --json
            done
            """)
        let post = try kept.kept("post")
        #expect(post.status == 0 && post.hasLine("192.0.2.1") && post.hasLine("SERVER: 127.0.0.1#5343", "(HTTPS)"))
        #expect(post.lines.filter { $0.contains("id: 0") }.count == 2)
        #expect(try DigLabTests.objects(kept.kept("get")).first?["ID"] as? Int == 0)
        #expect(try kept.kept("url").output == "192.0.2.1\n")
        #expect(try kept.kept("path").status == 2 && kept.kept("path").errors.contains("HTTP status 404 (HTTPS)"))
        #expect(try kept.kept("name").errors.contains("its certificate is not for other.example (HTTPS)"))
        #expect(try kept.kept("sni").output == "192.0.2.1\n" && kept.kept("own").output == "192.0.2.1\n")
        for way in ["notcp", "tcp"] {
            for path in ["192.0.2.1#99-192.0.2.2#53", "2001:db8::1-2001:db8::2"] {
                #expect(try kept.kept("\(way).\(path)").output == "192.0.2.1\n")
            }
            // unbound refuses those whom it is told to refuse: it has seen whom the header names.
            let refused = try kept.kept("\(way).198.51.100.1-192.0.2.2")
            #expect(refused.status == 1 && refused.output.isEmpty)
        }
        for way in ["https", "https-get", "tls"] {
            let outcome = try kept.kept(way)
            let names = try DigLabTests.objects(outcome).compactMap { $0["QNAME"] as? String }
            #expect(names == (1...2000).map { "n\($0).example." }, "\(way): \(outcome.errors.prefix(500))")
        }
    }
}
