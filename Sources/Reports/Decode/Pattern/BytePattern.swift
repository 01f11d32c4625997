/// A regular expression over bytes, made into a machine whose states are instructions (Thompson's construction).
/// ``BytePatternMatcher`` follows all of them at once, so that the time to match grows with the text alone; what would
/// need to go back, references to groups and looks ahead, is not part of the language.
///
/// Letters of ASCII match in both cases, unless the pattern begins with `(?-i)`.
struct BytePattern: Sendable {
    /// What has to be so at a place between two bytes.
    enum Assertion: Sendable {
        case start, end, wordBoundary, noWordBoundary
    }

    enum Instruction: Sendable {
        /// Takes a byte of a set, and goes on behind it.
        case take(ByteSet)
        case split(Int, Int)
        case jump(Int)
        case assert(Assertion)
        case match
    }

    /// A pattern of more is refused.
    static let maximumInstructionCount = 1000

    private(set) var instructions: [Instruction] = []

    init(_ pattern: [UInt8]) throws(BytePatternError) {
        let tree = try BytePatternParser.parse(pattern)
        var steps = 0
        try emit(tree, &steps)
        instructions.append(.match)
    }

    /// - Parameter steps: taken so far, since repeating what is empty emits nothing.
    private mutating func emit(_ tree: BytePatternTree, _ steps: inout Int) throws(BytePatternError) {
        steps += 1
        guard instructions.count < Self.maximumInstructionCount, steps < 20 * Self.maximumInstructionCount else {
            throw BytePatternError(place: 0, message: "it is too large")
        }
        switch tree {
        case .take(let set): instructions.append(.take(set))
        case .assert(let assertion): instructions.append(.assert(assertion))
        case .sequence(let parts): for part in parts { try emit(part, &steps) }
        case .choice(let parts): try emit(choice: parts, &steps)
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try emit(part, &steps) }
            if let most {
                var splits: [Int] = []
                for _ in least..<max(least, most) {
                    splits.append(instructions.count)
                    instructions.append(.jump(0))
                    try emit(part, &steps)
                }
                for split in splits { instructions[split] = .split(split + 1, instructions.count) }
            } else {
                let split = instructions.count
                instructions.append(.jump(0))
                try emit(part, &steps)
                instructions.append(.jump(split))
                instructions[split] = .split(split + 1, instructions.count)
            }
        }
    }

    private mutating func emit(choice parts: [BytePatternTree], _ steps: inout Int) throws(BytePatternError) {
        var jumps: [Int] = []
        for (index, part) in parts.enumerated() {
            guard index < parts.count - 1 else {
                try emit(part, &steps)
                break
            }
            let split = instructions.count
            instructions.append(.jump(0))
            try emit(part, &steps)
            jumps.append(instructions.count)
            instructions.append(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }
}

/// Why a pattern can't be read.
struct BytePatternError: Error, Hashable {
    /// The byte of the pattern that is wrong.
    let place: Int
    let message: String
}

/// A pattern as it was read.
indirect enum BytePatternTree {
    case take(ByteSet)
    case assert(BytePattern.Assertion)
    case sequence([BytePatternTree])
    case choice([BytePatternTree])
    case repeated(BytePatternTree, Int, Int?)
}
