import Foundation
import NIOCore
import NIOEmbedded
import NIOSSL
import Testing

@testable import SecureStreams

/// The other end of a TLS stream, in the test.
final class TLSServer {
    let channel: EmbeddedChannel
    /// What it understood.
    private(set) var heard: [UInt8] = []

    init(certificate: String = Samples.server, protocols: [String] = [], clientsOf authority: String? = nil) throws {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: Samples.server, format: .pem)))
        configuration.applicationProtocols = protocols
        if let authority {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authority))
        }
        channel = EmbeddedChannel(
            handler: NIOSSLServerHandler(context: try NIOSSLContext(configuration: configuration)))
        channel.pipeline.fireChannelActive()
    }

    deinit {
        channel.close(promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
    }

    func say(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    /// Carries bytes to and fro, so many at once, until there are none.
    func talk(with client: TLSStream, segment: Int = 1 << 16) {
        while true {
            let (to, from) = (client.takeOutput(), takeOutput())
            if to.isEmpty, from.isEmpty { return }
            for part in Self.segments(to, segment) { _ = try? channel.writeInbound(ByteBuffer(bytes: part)) }
            for part in Self.segments(from, segment) { client.receive(part) }
            while let buffer = try? channel.readInbound(as: ByteBuffer.self) { heard += buffer.readableBytesView }
        }
    }

    private func takeOutput() -> [UInt8] {
        var output: [UInt8] = []
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) { output += buffer.readableBytesView }
        return output
    }

    private static func segments(_ bytes: [UInt8], _ count: Int) -> [ArraySlice<UInt8>] {
        stride(from: 0, to: bytes.count, by: count).map { bytes[$0..<min($0 + count, bytes.count)] }
    }
}

extension TLSContext {
    /// One that trusts an authority, or pins.
    static func trusting(
        _ authority: String?, pins: [[UInt8]] = [], protocols: [String] = []
    ) throws -> TLSContext {
        var rules = Rules()
        rules.pins = pins
        rules.protocols = protocols
        rules.authorities = authority.map { .file($0) } ?? .none
        return try TLSContext(rules, digest: sha256)
    }

    /// Of the one key in the samples: the digest itself is not what is tested.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        bytes.count == 91 ? [UInt8](Data(base64Encoded: Samples.pin) ?? Data()) : []
    }
}
