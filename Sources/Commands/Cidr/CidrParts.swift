import Analysis
import ArgumentParser
import PacketIO
import Reports
import Wire

/// `cidr split BLOCK N`: equal parts, or parts for so many hosts.
struct CidrSplit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Split a block into subnets.",
        discussion: "split 10.0.0.0/24 4, split 10.0.0.0/24 /26, split 10.0.0.0/24 --hosts 50,20,10")

    @Argument(help: ArgumentHelp("The block.", valueName: "block"))
    var words: [String] = []

    @Option(
        name: .customLong("hosts"),
        help: ArgumentHelp("Subnets for so many hosts each, and what is left.", valueName: "n,..."))
    var hosts: String?

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            var words = CidrWords.joined(self.words)
            let parts = hosts == nil && words.count > 1 ? words.removeLast() : nil
            guard words.count == 1, parts != nil || hosts != nil else {
                throw .usage("split takes a block and a number of parts, a prefix such as /26, or --hosts 50,20,10")
            }
            let block = try CidrWords.block(words[0])
            if let hosts { return try plan(block, hosts) }
            return try split(block, parts ?? "")
        }
    }

    private func split(_ block: AddressBlock, _ parts: String) throws(CidrEnd) -> ExitCode {
        let length = try prefixLength(block, parts)
        guard let subnets = block.subnets(prefixLength: length) else {
            throw .usage("\(block) has no subnets with a prefix of \(length): it is longer than that")
        }
        var output = CidrOutput()
        var rows = BlockRows(options.reportFormat)
        rows.writeHeader(to: &output.text)
        for subnet in subnets {
            rows.write(subnet, to: &output.text)
            guard output.flushIfLong() else { break }
        }
        return output.finish(ExitStatus.success)
    }

    private func prefixLength(_ block: AddressBlock, _ parts: String) throws(CidrEnd) -> Int {
        if parts.hasPrefix("/") { return try CidrWords.prefixLength(parts, of: block.network) }
        guard parts.utf8.count < 40, let count = UInt128(parts), count > 0 else {
            throw .usage("\(CidrLine.excerpt(parts.utf8Span.span)): is no number of parts, and no prefix such as /26")
        }
        guard count & (count - 1) == 0 else {
            let more = 128 - count.leadingZeroBitCount
            throw .usage(
                "equal parts are 2, 4, 8, ... in number, and never \(parts): take \(UInt128(1) << UInt128(more))")
        }
        let bits = count.trailingZeroBitCount
        guard bits <= block.hostBitCount else { throw .usage("\(block) has no \(parts) addresses") }
        return block.prefixLength + bits
    }

    private func plan(_ block: AddressBlock, _ text: String) throws(CidrEnd) -> ExitCode {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let hosts = words.compactMap { $0.utf8.count < 40 ? UInt128($0) : nil }
        guard hosts.count == words.count, !hosts.contains(0) else {
            throw .usage("--hosts takes numbers of hosts: 50,20,10")
        }
        guard let plan = SubnetPlan(block, hosts: hosts) else {
            warn("\(block) has no room for subnets of \(text) hosts")
            return ExitStatus.noAnswer
        }
        var output = CidrOutput()
        PlanReport(options.reportFormat).write(plan, to: &output.text)
        return output.finish(ExitStatus.success)
    }
}

/// `cidr supernet BLOCK...`: the smallest block that holds all.
struct CidrSupernet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supernet",
        abstract: "Tell the smallest block that holds all of them, or the one with a shorter prefix: 10.0.0.0/24 /16.")

    @Argument(help: ArgumentHelp("Blocks; without one, a line each from standard input.", valueName: "block"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            var words = self.words
            let prefix = words.last?.hasPrefix("/") == true ? words.removeLast() : nil
            let (expressions, status) = try CidrInput(words, isStrict: options.strict).all()
            guard !expressions.isEmpty else { return ExitStatus.noAnswer }
            guard var block = AddressBlock.supernet(of: expressions.map(\.range)) else {
                throw .usage("no block holds addresses of both IPv4 and IPv6")
            }
            if let prefix {
                let length = try CidrWords.prefixLength(prefix, of: block.network)
                guard length <= block.prefixLength, let wider = AddressBlock(block.network, prefixLength: length) else {
                    throw .usage("\(block) has a shorter prefix than \(prefix)")
                }
                block = wider
            }
            return AddressSet([AddressRange(block)]).tell(options.reportFormat, status)
        }
    }
}

/// `cidr range A-B`: the blocks that a range takes.
struct CidrRange: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "range", abstract: "Tell the fewest blocks that make a range, for each range by itself.")

    @Argument(
        help: ArgumentHelp(
            "Ranges A-B, or two addresses; without one, a line each from standard input.",
            valueName: "range"))
    var words: [String] = []

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let input = try CidrInput(try ranges(), isStrict: options.strict)
            var output = CidrOutput()
            var rows = BlockRows(options.reportFormat)
            rows.writeHeader(to: &output.text)
            let status = try input.forEach { expression in
                for block in expression.range.blocks { rows.write(block, to: &output.text) }
                return output.flushIfLong()
            }
            return output.finish(status)
        }
    }

    /// Two addresses alone are the ends of a range.
    private func ranges() throws(CidrEnd) -> [String] {
        guard words.count == 2, IPAddress(words[0]) != nil, IPAddress(words[1]) != nil else { return words }
        return ["\(words[0]) - \(words[1])"]
    }
}

/// `cidr sort`: blocks by their addresses.
struct CidrSort: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sort",
        abstract: "Sort blocks by their first addresses, IPv4 first, the larger before the smaller.")

    @Argument(help: ArgumentHelp("Blocks; without one, a line each from standard input.", valueName: "block"))
    var words: [String] = []

    @Flag(name: [.customShort("u"), .customLong("unique")], help: "Of equal ones, only the first.")
    var unique = false

    @Flag(name: [.customShort("r"), .customLong("reverse")], help: "From the highest to the lowest.")
    var reverse = false

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            var (all, status) = try CidrInput(words, isStrict: options.strict).all()
            all.sort { reverse ? Self.isBefore($1, $0) : Self.isBefore($0, $1) }
            var output = CidrOutput()
            var rows = BlockRows(options.reportFormat)
            rows.writeHeader(to: &output.text)
            for index in all.indices {
                if unique, index > 0, all[index - 1].range == all[index].range { continue }
                rows.write(all[index], to: &output.text)
                guard output.flushIfLong() else { break }
            }
            return output.finish(status)
        }
    }

    private static func isBefore(_ left: AddressExpression, _ right: AddressExpression) -> Bool {
        let (left, right) = (left.range, right.range)
        return left.first == right.first ? left.last > right.last : left.first < right.first
    }
}
