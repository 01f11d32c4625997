import Wire

/// How a router shares traffic among several ways.
public enum PathBalance: String, Hashable, Sendable {
    /// All packets of a flow go the same way.
    case flow
    /// Each packet goes its own way.
    case packet
}

/// Somebody on a way: a router, the target, or at a hop where nobody answers, whoever is there.
public struct PathNode: Hashable, Sendable {
    /// Nil where nobody answers.
    public var address: IPAddress?
    /// The TTL it was first found with.
    public var ttl: Int
    /// The first answer it gave.
    public var answer: TraceAnswer?
    /// How it shares traffic, where it does.
    public var balance: PathBalance?
    public var isTarget = false

    public init(address: IPAddress?, ttl: Int, answer: TraceAnswer? = nil, isTarget: Bool = false) {
        self.address = address
        self.ttl = ttl
        self.answer = answer
        self.isTarget = isTarget
    }
}

/// A link that was seen: packets of these flows passed both ends, one hop after the other.
public struct PathEdge: Hashable, Sendable {
    /// Of the far end.
    public var ttl: Int
    /// Places in the list of nodes; nil: this machine.
    public var from: Int?
    public var to: Int
    public var flows: [Int]

    public init(ttl: Int, from: Int?, to: Int, flows: [Int]) {
        self.ttl = ttl
        self.from = from
        self.to = to
        self.flows = flows
    }
}

/// All ways to a target that were found. There is no link in it that was not seen.
public struct PathGraph: Sendable {
    public var nodes: [PathNode] = []
    public var edges: [PathEdge] = []
    /// Hops, by TTL, whose answers were too few to be sure that there are no more ways.
    public internal(set) var uncertain: [Int] = []

    public init() {}

    public func successors(of node: Int?) -> [Int] {
        var found: [Int] = []
        for edge in edges where edge.from == node && !found.contains(edge.to) { found.append(edge.to) }
        return found
    }

    /// How many ways there are from here to the target, 1,000,000 at most.
    public var pathCount: Int {
        var counts: [Int: Int] = [:]
        func count(_ node: Int, _ depth: Int) -> Int {
            if nodes[node].isTarget { return 1 }
            if let known = counts[node] { return known }
            // A loop ends nowhere.
            guard depth <= nodes.count else { return 0 }
            counts[node] = 0
            let sum = successors(of: node).reduce(0) { min(1_000_000, $0 + count($1, depth + 1)) }
            counts[node] = sum
            return sum
        }
        return successors(of: nil).reduce(0) { min(1_000_000, $0 + count($1, 0)) }
    }

    mutating func place(of address: IPAddress?, ttl: Int, _ answer: TraceAnswer?, isTarget: Bool) -> Int {
        let known = nodes.firstIndex { $0.address == address && (address != nil || $0.ttl == ttl) }
        if let known { return known }
        nodes.append(PathNode(address: address, ttl: ttl, answer: answer, isTarget: isTarget))
        return nodes.count - 1
    }

    mutating func link(_ from: Int?, _ to: Int, ttl: Int, flow: Int) {
        if let place = edges.firstIndex(where: { $0.from == from && $0.to == to && $0.ttl == ttl }) {
            if !edges[place].flows.contains(flow) { edges[place].flows.append(flow) }
        } else {
            edges.append(PathEdge(ttl: ttl, from: from, to: to, flows: [flow]))
        }
    }
}

/// When to stop looking for more ways: the rule of the Multipath Detection Algorithm.
public struct PathConfidence: Sendable {
    /// Of missing one way more than were seen, if all are equally likely.
    public let risk: Double
    /// By ways seen, from 1 on: how many flows have to have shown no other.
    private let counts: [Int]

    /// Ways that are told apart at a hop.
    public static let maximumWays = 64

    /// - Parameter percent: 50...99.
    public init(percent: Int) {
        risk = 1 - Double(min(max(percent, 50), 99)) / 100
        var counts = [0]
        for seen in 1...Self.maximumWays { counts.append(Self.flows(for: seen + 1, risk, from: counts[seen - 1])) }
        self.counts = counts
    }

    public func flows(forSeen ways: Int) -> Int { counts[min(max(ways, 1), Self.maximumWays)] }

    /// The least number of draws that leave out one of `ways` with no more than this probability.
    private static func flows(for ways: Int, _ risk: Double, from start: Int) -> Int {
        // The probability of having seen so many of them.
        var seen = [Double](repeating: 0, count: ways + 1)
        seen[0] = 1
        var draws = 0
        while draws < start || 1 - seen[ways] > risk {
            for count in stride(from: ways, through: 1, by: -1) {
                let (left, done) = (Double(ways - count + 1) / Double(ways), Double(count) / Double(ways))
                seen[count] = seen[count] * done + seen[count - 1] * left
            }
            seen[0] = 0
            draws += 1
        }
        return draws
    }
}
