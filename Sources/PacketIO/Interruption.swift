import CPacketIO
import Glibc
import Synchronization

/// Ends a wait for input from another thread; for good, once it was asked to.
public final class Interruption: Sendable {
    private let requested = Atomic<Bool>(false)
    /// Readable once it was asked to.
    let descriptor: Int32

    init() { descriptor = cpk_event_descriptor() }

    deinit { close(descriptor) }

    public var isInterrupted: Bool { requested.load(ordering: .acquiring) }

    public func interrupt() {
        requested.store(true, ordering: .releasing)
        cpk_event_tell(descriptor)
    }

    /// Waits until a descriptor has something to read, or has ended; false where that was interrupted.
    func waitForInput(on input: Int32) -> Bool {
        var entries = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while !isInterrupted {
            if unsafe poll(&entries, 2, -1) > 0, entries[0].revents != 0 { return !isInterrupted }
        }
        return false
    }
}
