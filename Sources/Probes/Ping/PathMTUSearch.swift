/// Finds the largest packet that reaches a target unfragmented: by what routers say, and by halving where they are
/// silent (a black hole).
///
/// Sizes here are of the whole IP packet, in bytes.
public struct PathMTUSearch: Hashable, Sendable {
    /// How often a size is tried before silence counts as "too big".
    static let attempts = 3

    /// The largest size known to pass; `minimum - 1` as long as none is.
    public private(set) var passed: Int
    /// The smallest size known not to pass.
    public private(set) var failed: Int
    /// Whether some size was lost without a word.
    public private(set) var sawSilence = false
    /// The next size to try; nil: the search has ended.
    public private(set) var next: Int?

    private let minimum: Int
    private var silentAttempts = 0
    /// What a router said it takes.
    private var told: Int?

    /// - Parameters:
    ///   - minimum: a size that must pass: 68 for IPv4, 1280 for IPv6.
    ///   - maximum: the interface's MTU.
    public init(minimum: Int, maximum: Int) {
        self.minimum = min(minimum, maximum)
        passed = self.minimum - 1
        failed = maximum + 1
        next = maximum
    }

    /// The path MTU; nil where nothing got through.
    public var pathMTU: Int? { next == nil && passed >= minimum ? passed : nil }

    /// A probe of `size` was answered.
    public mutating func answered(size: Int) {
        passed = max(passed, size)
        silentAttempts = 0
        // One more byte shows whether the router told the truth.
        choose(passed == told ? passed + 1 : middle)
    }

    /// A router, or this machine, refused `size`: it takes `mtu` at the most, or does not say.
    public mutating func refused(size: Int, mtu: Int?) {
        failed = min(failed, size)
        silentAttempts = 0
        told = mtu
        if let mtu, mtu > passed, mtu < failed {
            choose(mtu)
        } else {
            choose(middle)
        }
    }

    /// A probe of `size` was lost, and nothing said that its size was why.
    public mutating func silent(size: Int) {
        silentAttempts += 1
        guard silentAttempts >= Self.attempts else { return }
        silentAttempts = 0
        sawSilence = true
        failed = min(failed, size)
        // The least size first: if even that is lost, nobody is there to answer.
        choose(passed < minimum ? minimum : middle)
    }

    private var middle: Int { passed < minimum ? minimum : (passed + failed) / 2 }

    private mutating func choose(_ size: Int?) {
        if let size, size > passed, size < failed { next = size } else { next = nil }
    }
}
