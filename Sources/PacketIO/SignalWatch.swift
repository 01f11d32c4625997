import CPacketIO
import Glibc
import Probes

/// Hears signals, and a deadline, on a thread of its own: also while all others wait for somebody to read.
public struct SignalWatch: ~Copyable {
    private let source: SignalSource

    /// From here on signals no longer interrupt the process. To be made before any other thread.
    public init() throws(LinkError) { source = try SignalSource() }

    /// Calls `handle` on the thread with each signal, and with nil once when the deadline has come.
    public consuming func start(until deadline: Instant, _ handle: @escaping @Sendable (Signal?) -> Void) {
        let post = unsafe Unmanaged.passRetained(Post(source, deadline, handle)).toOpaque()
        let result = unsafe cpk_run_detached(
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<Post>.fromOpaque(context).takeRetainedValue().listen()
            }, post)
        if result < 0 { unsafe Unmanaged<Post>.fromOpaque(post).release() }
    }

    private final class Post {
        private let source: SignalSource
        private var deadline: Instant
        private let handle: @Sendable (Signal?) -> Void

        init(_ source: consuming SignalSource, _ deadline: Instant, _ handle: @escaping @Sendable (Signal?) -> Void) {
            self.source = source
            self.deadline = deadline
            self.handle = handle
        }

        func listen() {
            while true {
                var ready: UInt64 = 0
                switch source.wait([], until: deadline, ready: &ready) {
                case .signal(let signal): handle(signal)
                case .deadline, .packets:
                    guard SystemClock.now() >= deadline else { continue }
                    deadline = .distantFuture
                    handle(nil)
                }
            }
        }
    }
}
