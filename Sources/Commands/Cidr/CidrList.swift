import Analysis
import ArgumentParser
import PacketIO
import Reports
import Wire

/// `cidr list BLOCK...`: the addresses of blocks.
struct CidrList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the addresses of blocks: all, every so many, or some at random.")

    @Argument(help: ArgumentHelp("Blocks; without one, a line each from standard input.", valueName: "block"))
    var words: [String] = []

    @Option(name: .customLong("step"), help: ArgumentHelp("Only every so many, from the first on.", valueName: "n"))
    var stepText: String?

    @Option(
        name: .customLong("random"),
        help: ArgumentHelp("So many of each block, in an order by chance, none twice.", valueName: "n"))
    var random: Int?

    @Option(
        name: .customLong("seed"), help: ArgumentHelp("Chance that can be repeated.", valueName: "number"))
    var seed: Int?

    @Flag(name: .customLong("hosts"), help: "Only hosts: neither network nor broadcast address.")
    var hosts = false

    @OptionGroup var options: CidrOptions

    func validate() throws {
        if let stepText, UInt128(stepText).map({ $0 == 0 }) ?? true {
            throw ValidationError("--step takes a number from 1 on.")
        }
        if let random, random < 1 { throw ValidationError("--random takes a number from 1 on.") }
        if seed != nil && random == nil { throw ValidationError("--seed belongs to --random.") }
        if stepText != nil && random != nil { throw ValidationError("--step and --random exclude each other.") }
    }

    func run() throws {
        end { () throws(CidrEnd) in
            let input = try CidrInput(words, isStrict: options.strict)
            var output = CidrOutput()
            var rows = BlockRows(options.reportFormat)
            rows.writeHeader(to: &output.text, isAddresses: true)
            let step = stepText.flatMap { UInt128($0) } ?? 1
            let status = try input.forEach { expression in
                let range = hosts ? expression.block?.hosts ?? expression.range : expression.range
                if random != nil { return listRandom(range, &rows, &output) }
                return Self.list(range, step, &rows, &output)
            }
            return output.finish(status)
        }
    }

    private static func list(
        _ range: AddressRange, _ step: UInt128, _ rows: inout BlockRows, _ output: inout CidrOutput
    ) -> Bool {
        if case (.v4(let first), .v4(let last)) = (range.first, range.last), step == 1 {
            return list(first.rawValue...last.rawValue, &rows, &output)
        }
        var number = range.numbers.lowerBound
        let last = range.numbers.upperBound
        while true {
            rows.write(IPAddress(number: number, isIPv6: range.isIPv6), to: &output.text)
            guard output.flushIfLong() else { return false }
            guard last - number >= step else { return true }
            number += step
        }
    }

    /// The way that many people go.
    private static func list(
        _ numbers: ClosedRange<UInt32>, _ rows: inout BlockRows, _ output: inout CidrOutput
    ) -> Bool {
        for number in numbers {
            rows.write(.v4(IPv4Address(rawValue: number)), to: &output.text)
            guard output.flushIfLong() else { return false }
        }
        return true
    }

    private func listRandom(_ range: AddressRange, _ rows: inout BlockRows, _ output: inout CidrOutput) -> Bool {
        let seed = seed.map { UInt64(bitPattern: Int64($0)) } ?? UInt64.random(in: 0 ... .max)
        let numbers = range.numbers
        let highest = numbers.upperBound - numbers.lowerBound
        for number in RandomOrder(through: highest, count: random ?? 0, seed: seed) {
            rows.write(IPAddress(number: numbers.lowerBound + number, isIPv6: range.isIPv6), to: &output.text)
            guard output.flushIfLong() else { return false }
        }
        return true
    }
}
