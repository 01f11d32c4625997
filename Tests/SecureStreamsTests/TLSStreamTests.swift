import Foundation
import NIOCore
import Testing

@testable import SecureStreams

/// In 2026.
private let now: Int64 = 1_795_000_000

@Suite struct TLSStreamTests {
    static func stream(
        _ context: TLSContext, name: String? = "dns.example", address: String = "192.0.2.53"
    ) throws -> TLSStream {
        try TLSStream(context, name: name, address: address, at: now)
    }

    @Test(arguments: [1 << 16, 1, 7])
    func `what is said is understood, however it is cut`(segment: Int) throws {
        let (server, client) = (try TLSServer(), try Self.stream(.trusting(Samples.authority)))
        client.send([1, 2, 3])
        server.talk(with: client, segment: segment)
        #expect(server.heard == [1, 2, 3] && client.failure == nil)
        server.say([4, 5])
        server.say(Array(repeating: 6, count: 40_000))
        server.talk(with: client, segment: segment)
        #expect(client.takeInput() == [4, 5] + Array(repeating: 6, count: 40_000) && client.takeInput() == [])
        client.send([7])
        server.talk(with: client, segment: segment)
        #expect(server.heard == [1, 2, 3, 7])
    }

    @Test(
        arguments: [
            ("dns.example", "198.51.100.1", nil), ("DNS.example", "192.0.2.53", nil), (nil, "192.0.2.53", nil),
            ("other.example", "198.51.100.1", "its certificate is not for other.example"),
            // That the certificate is for the address does not make it one for the name.
            ("other.example", "192.0.2.53", "its certificate is not for other.example"),
            (nil, "198.51.100.1", "its certificate is not for 198.51.100.1"),
            (nil, "2001:db8::1", "its certificate is not for 2001:db8::1"),
        ] as [(String?, String, String?)])
    func `the certificate has to be for the name, or without one for the address`(
        name: String?, address: String, problem: String?
    ) throws {
        let server = try TLSServer()
        let client = try Self.stream(.trusting(Samples.authority), name: name, address: address)
        client.send([1, 2, 3])
        server.talk(with: client)
        #expect(client.failure == problem.map { StreamFailure($0, isLasting: true) })
        #expect(server.heard == (problem == nil ? [1, 2, 3] : []))
    }

    @Test(arguments: [
        (Samples.server, Samples.stranger, "its certificate is not signed by an authority that is trusted"),
        (Samples.expired, Samples.authority, "its certificate has expired"),
        (Samples.early, Samples.authority, "its certificate is not valid yet"),
    ])
    func `a certificate that can't be trusted ends it before anything is said`(
        certificate: String, authority: String, problem: String
    ) throws {
        let (server, client) = (try TLSServer(certificate: certificate), try Self.stream(.trusting(authority)))
        client.send([1, 2, 3])
        server.talk(with: client)
        #expect(client.failure == StreamFailure(problem, isLasting: true) && server.heard == [])
        server.say([4])
        server.talk(with: client)
        #expect(client.takeInput() == [])
    }

    @Test func `without authorities any certificate will do, unless there are pins`() throws {
        let pin = [UInt8](try #require(Data(base64Encoded: Samples.pin)))
        let other = [UInt8](repeating: 9, count: 32)
        for (pins, isGood) in [([], true), ([other, pin], true), ([other], false)] {
            let server = try TLSServer(certificate: Samples.expired)
            let client = try Self.stream(.trusting(nil, pins: pins), name: "any.example")
            client.send([1])
            server.talk(with: client)
            #expect(server.heard == (isGood ? [1] : []))
            let problem = StreamFailure("its key is none of those that are pinned", isLasting: true)
            #expect(client.failure == (isGood ? nil : problem))
        }
        // A pin does not make up for an authority.
        let (server, client) = (try TLSServer(), try Self.stream(.trusting(Samples.stranger, pins: [pin])))
        server.talk(with: client)
        #expect(client.failure?.message == "its certificate is not signed by an authority that is trusted")
    }

    @Test func `what is spoken over it is agreed on`() throws {
        let server = try TLSServer(protocols: ["h2"])
        let client = try Self.stream(.trusting(Samples.authority, protocols: ["h2"]))
        #expect(client.negotiatedProtocol == nil)
        server.talk(with: client)
        #expect(client.negotiatedProtocol == "h2")
        let silent = try TLSServer()
        let ignored = try Self.stream(.trusting(Samples.authority, protocols: ["dot"]))
        silent.talk(with: ignored)
        #expect(ignored.negotiatedProtocol == "" && ignored.failure == nil)
    }

    @Test func `what is no TLS is said to be none`() throws {
        for text in ["HTTP/1.1 400 Bad Request\r\n\r\n", "\0\u{1}\0\0\0\0\0\0", String(repeating: "x", count: 70_000)] {
            let client = try Self.stream(.trusting(nil))
            client.receive(Array(text.utf8)[...])
            #expect(client.failure?.message == "what it says is no TLS", "\(text.prefix(20))")
            client.receive([1, 2, 3])
            client.end()
            #expect(client.failure?.message == "what it says is no TLS")
        }
    }

    @Test func `an end is told as what it is`() throws {
        let context = try TLSContext.trusting(Samples.authority)
        let early = try Self.stream(context)
        early.end()
        #expect(early.failure == StreamFailure("the connection ended within the TLS handshake"))
        let (server, client) = (try TLSServer(), try Self.stream(context))
        server.talk(with: client)
        client.end()
        #expect(client.failure == .endOfFile)
        let (polite, listener) = (try TLSServer(), try Self.stream(context))
        polite.talk(with: listener)
        polite.say([8])
        polite.channel.close(promise: nil)
        polite.talk(with: listener)
        #expect(listener.takeInput() == [8] && listener.failure == .endOfFile)
        listener.send([9])
        #expect(polite.heard == [])
    }

    @Test func `a farewell is said`() throws {
        let (server, client) = (try TLSServer(), try Self.stream(.trusting(Samples.authority)))
        server.talk(with: client)
        client.close()
        #expect(!client.takeOutput().isEmpty)
    }

    @Test func `a server that wants to know its clients is shown a certificate`() throws {
        let refusing = try TLSServer(clientsOf: Samples.authority)
        let stranger = try Self.stream(.trusting(nil))
        refusing.talk(with: stranger)
        #expect(stranger.failure?.message == "it refuses by TLS: certificate required")
        var rules = TLSContext.Rules()
        rules.authorities = .none
        (rules.certificateFile, rules.keyFile) = (Samples.server, Samples.server)
        let server = try TLSServer(clientsOf: Samples.authority)
        let client = try Self.stream(TLSContext(rules, digest: TLSContext.sha256))
        client.send([1])
        server.talk(with: client)
        #expect(server.heard == [1] && client.failure == nil)
        rules.keyFile = "/nowhere"
        #expect(throws: StreamFailure("/nowhere is no file with a private key", isLasting: true)) {
            try TLSContext(rules, digest: TLSContext.sha256)
        }
    }

    @Test func `files and names that can't be used are named`() throws {
        var rules = TLSContext.Rules()
        for path in ["/nowhere", "/dev/null", "/"] {
            rules.authorities = .file(path)
            #expect(throws: StreamFailure("\(path) is no file of certificates", isLasting: true)) {
                try TLSContext(rules, digest: TLSContext.sha256)
            }
        }
        #expect(throws: StreamFailure.self) { try Self.stream(.trusting(nil), name: "a\0b") }
    }
}
