import CPacketIO
import Synchronization
import Wire

/// Names of addresses.
public typealias NameCache = AddressCache<String>

extension AddressCache<String> {
    /// As the system's resolver gives them.
    public convenience init() { self.init { Names.reverse($0) } }
}

/// What is known of addresses, looked up beside the work: asking never waits, and a slow server delays no probe.
public final class AddressCache<Value: Sendable>: Sendable {
    private enum Entry: Sendable {
        case asked
        case known(Value?)
    }

    private struct State {
        var entries: [IPAddress: Entry] = [:]
        var threads = 0
    }

    private let state = Mutex(State())
    private let find: @Sendable (IPAddress) -> Value?

    /// - Parameter find: what is known of an address, or nil; may take its time, on a thread of its own.
    public init(_ find: @escaping @Sendable (IPAddress) -> Value?) { self.find = find }

    /// What is known by now; the first call for an address starts looking it up.
    public func value(of address: IPAddress) -> Value? {
        let mayAsk = state.withLock { state -> Bool? in
            if case .known = state.entries[address] { return nil }
            guard state.entries[address] == nil, state.threads < LookUps.maximumThreads,
                state.entries.count < LookUps.maximumEntries
            else { return false }
            state.entries[address] = .asked
            state.threads += 1
            return true
        }
        guard let mayAsk else {
            return state.withLock { state in
                if case .known(let value) = state.entries[address] { value } else { nil }
            }
        }
        if mayAsk { lookUp(address) }
        return nil
    }

    /// Whether it has been looked up, with a result or without.
    public func isKnown(_ address: IPAddress) -> Bool {
        state.withLock { state in if case .known = state.entries[address] { true } else { false } }
    }

    private func lookUp(_ address: IPAddress) {
        let isStarted = LookUps.start { [self] in finish(address, find(address)) }
        if !isStarted { finish(address, nil) }
    }

    private func finish(_ address: IPAddress, _ value: Value?) {
        state.withLock { state in
            state.entries[address] = .known(value)
            state.threads -= 1
        }
    }
}

extension AddressCache<String> {
    /// The name, if it is known by now.
    public func name(of address: IPAddress) -> String? { value(of: address) }
}

private enum LookUps {
    /// Under way at most, and addresses kept at most: past that, addresses stay numbers.
    static let maximumThreads = 8
    static let maximumEntries = 10_000

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `body` on a thread of its own; false where there can be none.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
        let result = unsafe cpk_run_detached(
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
            }, work)
        if result < 0 { unsafe Unmanaged<Work>.fromOpaque(work).release() }
        return result >= 0
    }
}
