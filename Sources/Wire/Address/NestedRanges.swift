/// Ranges of numbers that lie within each other or apart, as a row of places from which on another one is the smallest.
public struct NestedRanges<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// Where another range begins to be the smallest, in order.
    public private(set) var starts: [Number] = []
    /// Whose range it is from each of these places on; -1 where none holds it.
    public private(set) var owners: [Int32] = []
    /// The ranges that hold the place that was reached, the largest first.
    private var open: [(last: Number, owner: Int32)] = []

    public init() {}

    /// Adds a range; they come in order, a larger one before those within it. Of two that are the same the later one
    /// counts.
    ///
    /// - Returns: whose range is the next larger one; -1 where there is none.
    @discardableResult
    public mutating func append(_ first: Number, _ last: Number, _ owner: Int32) -> Int32 {
        while let ended = open.last, ended.last < first { close(ended) }
        if let same = open.last, same.last == last, starts.last == first { open.removeLast() }
        let parent = open.last?.owner ?? -1
        begin(first, owner)
        open.append((last, owner))
        return parent
    }

    /// Closes what is open.
    ///
    /// - Parameter highest: the last number there is.
    public mutating func finish(at highest: Number = .max) {
        while let ended = open.last {
            if ended.last < highest { close(ended) } else { open.removeLast() }
        }
    }

    private mutating func close(_ ended: (last: Number, owner: Int32)) {
        open.removeLast()
        begin(ended.last + 1, open.last?.owner ?? -1)
    }

    private mutating func begin(_ start: Number, _ owner: Int32) {
        if starts.last == start {
            owners[owners.count - 1] = owner
        } else {
            starts.append(start)
            owners.append(owner)
        }
    }
}
