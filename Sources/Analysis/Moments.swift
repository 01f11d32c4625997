/// Mean and standard deviation of nanoseconds, from exact sums.
///
/// Whole numbers rather than Welford's running doubles: a sum does not depend on the order of its terms, so that two
/// halves merged say exactly what the whole says, and adding costs a multiplication instead of a division. The sum of
/// squares has 192 bits: any 2^64 numbers of 63 bits fit.
struct Moments: Hashable, Sendable {
    private(set) var count = 0
    private var sum: UInt128 = 0
    private var squaresLow: UInt128 = 0
    private var squaresHigh: UInt64 = 0

    mutating func add(_ value: UInt64) {
        count += 1
        sum &+= UInt128(value)
        addSquares(UInt128(value) &* UInt128(value), 0)
    }

    mutating func merge(_ other: Moments) {
        count += other.count
        sum &+= other.sum
        addSquares(other.squaresLow, other.squaresHigh)
    }

    private mutating func addSquares(_ low: UInt128, _ high: UInt64) {
        let (total, carried) = squaresLow.addingReportingOverflow(low)
        squaresLow = total
        squaresHigh = squaresHigh &+ high &+ (carried ? 1 : 0)
    }

    /// The mean, rounded to the nearest nanosecond; 0 where nothing was added.
    var mean: Int64 {
        guard count > 0 else { return 0 }
        return Int64(clamping: (sum + UInt128(count) / 2) / UInt128(count))
    }

    /// The standard deviation of the population: the square root of the mean squared distance from the mean.
    ///
    /// With the mean as quotient q and remainder r, the sum of (x - q)² is the sum of x² minus q(sum + r), to the last
    /// bit; only then does it become a double, so that no digits cancel where values are large and close together.
    var standardDeviation: Double {
        guard count > 1 else { return 0 }
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: UInt128(count))
        let product = quotient.multipliedFullWidth(by: sum + remainder)
        let (low, borrowed) = squaresLow.subtractingReportingOverflow(product.low)
        let high = UInt128(squaresHigh) &- product.high &- (borrowed ? 1 : 0)
        let fraction = Double(remainder) / Double(count)
        let variance = (Double(high) * 0x1p128 + Double(low)) / Double(count) - fraction * fraction
        return variance > 0 ? variance.squareRoot() : 0
    }
}
