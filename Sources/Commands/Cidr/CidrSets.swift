import Analysis
import ArgumentParser
import PacketIO
import Reports
import Wire

/// `cidr aggregate`: the fewest blocks that hold the same addresses.
struct CidrAggregate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aggregate", abstract: "Merge blocks: the fewest that hold the same addresses, in order.")

    @Argument(help: ArgumentHelp("Blocks; without one, a line each from standard input.", valueName: "block"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let (set, status) = try CidrInput(words, isStrict: options.strict).set()
            return set.tell(options.reportFormat, status)
        }
    }
}

/// `cidr subtract BLOCK BLOCK...`: the first without the others.
struct CidrSubtract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subtract", abstract: "Take blocks out of a block: what is left of it.")

    @Argument(help: ArgumentHelp("What is taken from.", valueName: "block"))
    var minuend: String

    @Argument(help: ArgumentHelp("What is taken; without one, a line each from standard input.", valueName: "other"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let (first, others, status) = try CidrInput.firstAndOthers([minuend] + words, options)
            return first.subtracting(others).tell(options.reportFormat, status)
        }
    }
}

/// `cidr intersect BLOCK BLOCK...`: what of the first is in the others.
struct CidrIntersect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intersect", abstract: "Tell what a block has in common with others.")

    @Argument(help: ArgumentHelp("The block.", valueName: "block"))
    var block: String

    @Argument(help: ArgumentHelp("The others; without one, a line each from standard input.", valueName: "other"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let (first, others, status) = try CidrInput.firstAndOthers([block] + words, options)
            return first.intersection(others).tell(options.reportFormat, status)
        }
    }
}

/// `cidr free BLOCK USED...`: what nobody uses of a block.
struct CidrFree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "free", abstract: "Tell what is left of a block, and where the next subnet fits.")

    @Argument(help: ArgumentHelp("The block.", valueName: "block"))
    var block: String

    @Argument(help: ArgumentHelp("What is used; without one, a line each from standard input.", valueName: "used"))
    var words: [String] = []

    @Option(
        name: .customLong("next"),
        help: ArgumentHelp("Only the first free block of this prefix; status 1 if there is none.", valueName: "/n"))
    var next: String?

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let (first, used, status) = try CidrInput.firstAndOthers([block] + words, options)
            let free = first.subtracting(used)
            guard let next else { return free.tell(options.reportFormat, status) }
            let isIPv6 = try CidrWords.expression(CidrWords.joined([block] + words)[0]).range.isIPv6
            let length = try CidrWords.prefixLength(next, of: IPAddress(number: 0, isIPv6: isIPv6))
            guard let block = free.firstBlock(prefixLength: length) else { return ExitStatus.noAnswer }
            return AddressSet([AddressRange(block)]).tell(options.reportFormat, status)
        }
    }
}

/// `cidr count`: how many blocks and addresses.
struct CidrCount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Count blocks, and the addresses in them, each once.")

    @Argument(help: ArgumentHelp("Blocks; without one, a line each from standard input.", valueName: "block"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            var set = AddressSet()
            var blocks = 0
            let status = try CidrInput(words, isStrict: options.strict).forEach {
                set.insert($0.range)
                blocks += 1
                return true
            }
            set.normalize()
            var output = CidrOutput()
            CountReport(options.reportFormat).write(set, blocks: blocks, to: &output.text)
            return output.finish(status)
        }
    }
}

extension CidrInput {
    /// The addresses of all.
    func set() throws(CidrEnd) -> (set: AddressSet, status: ExitCode) {
        var set = AddressSet()
        let status = try forEach {
            set.insert($0.range)
            return true
        }
        set.normalize()
        return (set, status)
    }

    /// The first of the words, and the addresses of the others, or of standard input.
    static func firstAndOthers(
        _ words: [String], _ options: CidrOptions
    ) throws(CidrEnd) -> (first: AddressSet, others: AddressSet, status: ExitCode) {
        let joined = CidrWords.joined(words)
        let first = AddressSet([try CidrWords.expression(joined[0]).range])
        let (others, status) = try CidrInput(Array(joined.dropFirst()), isStrict: options.strict).set()
        return (first, others, status)
    }
}

extension AddressSet {
    /// Puts out its blocks, a line each.
    func tell(_ format: CidrFormat, _ status: ExitCode) -> ExitCode {
        var output = CidrOutput()
        var rows = BlockRows(format)
        rows.writeHeader(to: &output.text)
        for index in 0..<rangeCount {
            for block in range(at: index).blocks {
                rows.write(block, to: &output.text)
                guard output.flushIfLong() else { return output.finish(status) }
            }
        }
        return output.finish(status)
    }

    /// The lowest block of a prefix that lies in it.
    func firstBlock(prefixLength: Int) -> AddressBlock? {
        for index in 0..<rangeCount {
            for block in range(at: index).blocks where block.prefixLength <= prefixLength {
                return AddressBlock(block.network, prefixLength: prefixLength)
            }
        }
        return nil
    }
}
