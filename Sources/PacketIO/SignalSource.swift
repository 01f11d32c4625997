import CPacketIO
import Glibc
import Probes

/// Turns the signals that users send into something to wait for, beside packets.
struct SignalSource: ~Copyable {
    let descriptor: Int32

    /// From here on SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1 and SIGWINCH no longer interrupt the process.
    init() throws(LinkError) {
        descriptor = try checked(cpk_signal_descriptor(), "signals")
    }

    deinit { close(descriptor) }

    func next() -> Signal? {
        while true {
            switch cpk_next_signal(descriptor) {
            case 0: return nil
            case SIGINT, SIGTERM, SIGHUP: return .finish
            case SIGQUIT, SIGUSR1: return .status
            case SIGWINCH: return .resize
            default: continue
            }
        }
    }

    /// Waits until one of `descriptors` is ready, a signal comes, or the deadline. `ready` gets a bit for each
    /// descriptor that is.
    func wait(_ descriptors: [Int32], until deadline: Instant, ready: inout UInt64) -> Wake {
        var all = descriptors
        all.append(descriptor)
        _ = unsafe cpk_wait(all, UInt32(all.count), deadline.nanoseconds, &ready)
        if ready >> UInt64(descriptors.count) & 1 == 1, let signal = next() { return .signal(signal) }
        return ready == 0 ? .deadline : .packets
    }

    /// While a helper sends: how long answers are left to gather, since to be woken by each of them costs more.
    private static let gathering: Nanoseconds = 100_000

    /// Waits a moment where there is somebody to wait for, so that what arrived meanwhile can be read at once.
    func waitShortly(for helper: SendHelper) -> Wake? {
        guard helper.isBusy else { return nil }
        var ready: UInt64 = 0
        let wake = wait([], until: SystemClock.now() + Self.gathering, ready: &ready)
        return wake == .deadline ? .packets : wake
    }
}
