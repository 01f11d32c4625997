/// The numbers below a limit in an order that a seed chooses, each once, without remembering any.
///
/// Four rounds of a Feistel network permute a power of four not below the limit; numbers that are not below it are
/// passed over.
public struct RandomOrder: Sequence, IteratorProtocol, Sendable {
    /// One less than how many numbers there are.
    private let highest: UInt128
    private let halfBitCount: UInt64
    private let keys: [UInt64]
    private var step: UInt128? = 0
    private var left: Int

    /// - Parameters:
    ///   - highest: the highest of the numbers, which begin with 0.
    ///   - count: how many of them are given, at most.
    public init(through highest: UInt128, count: Int, seed: UInt64) {
        self.highest = highest
        left = count
        let bitCount = 128 - highest.leadingZeroBitCount
        halfBitCount = UInt64(Swift.max(1, (bitCount + 1) / 2))
        var state = seed
        keys = (0..<4).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            return Self.mix(state)
        }
    }

    public mutating func next() -> UInt128? {
        guard left > 0 else { return nil }
        let end: UInt128 = halfBitCount == 64 ? .max : (1 << UInt128(2 * halfBitCount)) - 1
        while let number = step {
            step = number == end ? nil : number + 1
            let value = permuted(number)
            if value <= highest {
                left -= 1
                return value
            }
        }
        return nil
    }

    private func permuted(_ number: UInt128) -> UInt128 {
        let mask: UInt64 = halfBitCount == 64 ? .max : (1 << halfBitCount) - 1
        var left = UInt64(truncatingIfNeeded: number >> UInt128(halfBitCount)) & mask
        var right = UInt64(truncatingIfNeeded: number) & mask
        for key in keys { (left, right) = (right, left ^ (Self.mix(right ^ key) & mask)) }
        return UInt128(left) << UInt128(halfBitCount) | UInt128(right)
    }

    /// The finaliser of SplitMix64.
    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
