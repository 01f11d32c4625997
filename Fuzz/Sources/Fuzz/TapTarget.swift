import Probes
import Wire

/// Files of dnstap, and what is made of their messages.
enum TapTarget {
    static func run(_ bytes: Span<UInt8>) {
        message(bytes)
        var reader = FrameStream.Reader()
        var place = 0
        while let step = try? reader.step(bytes, at: &place), case .frame(let frame) = step {
            check(frame.upperBound == place && place <= bytes.count, "a frame is where it is said to be")
            message(bytes.extracting(frame))
        }
    }

    private static func message(_ frame: Span<UInt8>) {
        guard let message = try? TappedMessage(parsing: frame) else { return }
        let written = message.serialized(version: "x")
        check((try? TappedMessage(parsing: written.span)) == message, "what is written is read again")
        guard let response = message.response else { return }
        _ = DNSLifetime.seconds(of: response.span)
        check(DNSLifetime.age(response, by: 7).count == response.count, "age takes no room")
    }
}
