/// Looks for a pattern. Sets of instructions that can be reached together are numbered as they occur, and where each
/// byte leads from them is remembered, so that a byte of text mostly costs one look into a table.
struct BytePatternMatcher {
    /// The machine between two bytes: what it may do next, and what it knows of the byte before.
    private struct State: Hashable {
        /// Bytes to take, assertions to check.
        var instructions: [Int]
        var isAtStart: Bool
        var followsWord: Bool
    }

    /// More are forgotten, and made anew when they occur again.
    private static let maximumStateCount = 200
    /// So many times within one text.
    private static let maximumPurgeCount = 2
    private static let unknown: UInt16 = 0
    private static let matched: UInt16 = 1
    private static let firstState: UInt16 = 2

    private let pattern: BytePattern
    private var states: [State] = []
    private var numbers: [State: UInt16] = [:]
    /// For each state where each byte leads.
    private var transitions: [UInt16] = []
    /// Instructions that were visited while a set was made.
    private var visits: [Int]
    private var visit = 0
    private var pending: [Int] = []
    /// How often all states were forgotten in this text.
    private var purgeCount = 0

    init(_ pattern: BytePattern) {
        self.pattern = pattern
        visits = Array(repeating: 0, count: pattern.instructions.count)
    }

    /// Whether the pattern matches anywhere in `text`.
    mutating func matches(_ text: Span<UInt8>) -> Bool {
        var state = start()
        purgeCount = 0
        for index in text.indices {
            if state == Self.matched { return true }
            if purgeCount > Self.maximumPurgeCount {
                return simulate(text, from: index, states[Int(state - Self.firstState)])
            }
            let byte = text[index]
            let next = transitions[Int(state - Self.firstState) << 8 | Int(byte)]
            state = next == Self.unknown ? step(state, byte) : next
        }
        if state == Self.matched { return true }
        return resolve(states[Int(state - Self.firstState)], next: nil) == nil
    }

    /// Goes on without remembering anything, where a text leads from one new set to the next.
    private mutating func simulate(_ text: Span<UInt8>, from start: Int, _ first: State) -> Bool {
        var state = first
        for index in start..<text.count {
            guard let next = successor(of: state, text[index]) else { return true }
            state = next
        }
        return resolve(state, next: nil) == nil
    }

    private mutating func start() -> UInt16 {
        if !states.isEmpty { return Self.firstState }
        var set: [Int] = []
        visit += 1
        guard !add(0, to: &set) else { return Self.matched }
        return number(State(instructions: set, isAtStart: true, followsWord: false))
    }

    /// Works out where a byte leads, and remembers it.
    private mutating func step(_ number: UInt16, _ byte: UInt8) -> UInt16 {
        let state = states[Int(number - Self.firstState)]
        let count = states.count
        let next = successor(of: state, byte).map { self.number($0) } ?? Self.matched
        // Where the states were forgotten meanwhile, the one that was left is gone.
        if states.count >= count { transitions[Int(number - Self.firstState) << 8 | Int(byte)] = next }
        return next
    }

    /// nil is a match.
    private mutating func successor(of state: State, _ byte: UInt8) -> State? {
        guard let ready = resolve(state, next: byte) else { return nil }
        var set: [Int] = []
        visit += 1
        for instruction in ready {
            guard case .take(let bytes) = pattern.instructions[instruction], bytes.contains(byte) else { continue }
            if add(instruction + 1, to: &set) { return nil }
        }
        // The pattern may begin at any byte.
        if add(0, to: &set) { return nil }
        return State(instructions: set, isAtStart: false, followsWord: ByteSet.word.contains(byte))
    }

    private mutating func number(_ found: State) -> UInt16 {
        var state = found
        state.instructions.sort()
        if let number = numbers[state] { return number }
        if states.count >= Self.maximumStateCount {
            // The first state stays: a text begins with it.
            let first = states[0]
            states.removeAll(keepingCapacity: true)
            numbers.removeAll(keepingCapacity: true)
            transitions.removeAll(keepingCapacity: true)
            purgeCount += 1
            if first != state { _ = number(first) }
        }
        let number = UInt16(states.count) + Self.firstState
        states.append(state)
        numbers[state] = number
        transitions.append(contentsOf: repeatElement(Self.unknown, count: 256))
        return number
    }

    /// Follows the assertions that hold before the byte `next`, or before the end where it is nil.
    ///
    /// - Returns: all instructions that can be reached; nil where that is a match.
    private mutating func resolve(_ state: State, next: UInt8?) -> [Int]? {
        var set = state.instructions
        visit += 1
        for instruction in set { visits[instruction] = visit }
        var index = 0
        while index < set.count {
            if case .assert(let assertion) = pattern.instructions[set[index]], holds(assertion, state, next) {
                if add(set[index] + 1, to: &set) { return nil }
            }
            index += 1
        }
        return set
    }

    private func holds(_ assertion: BytePattern.Assertion, _ state: State, _ next: UInt8?) -> Bool {
        let isWord = next.map(ByteSet.word.contains) ?? false
        return switch assertion {
        case .start: state.isAtStart
        case .end: next == nil
        case .wordBoundary: state.followsWord != isWord
        case .noWordBoundary: state.followsWord == isWord
        }
    }

    /// Adds what can be reached from an instruction without taking a byte or checking an assertion.
    ///
    /// - Returns: whether that is a match.
    private mutating func add(_ instruction: Int, to set: inout [Int]) -> Bool {
        pending.append(instruction)
        var isMatch = false
        while let instruction = pending.popLast() {
            guard visits[instruction] != visit else { continue }
            visits[instruction] = visit
            switch pattern.instructions[instruction] {
            case .jump(let place): pending.append(place)
            case .split(let one, let other):
                pending.append(other)
                pending.append(one)
            case .match: isMatch = true
            case .take, .assert: set.append(instruction)
            }
        }
        return isMatch
    }
}
