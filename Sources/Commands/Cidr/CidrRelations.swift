import ArgumentParser
import Analysis
import PacketIO
import Reports
import Wire

/// `cidr same A B [/N]`: whether one subnet holds both.
struct CidrSame: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "same",
        abstract: "Tell whether two addresses are in one subnet, and so who is asked for the other's MAC address.",
        discussion: "swiftnet cidr same 10.0.0.1/24 10.0.0.200, or with the prefix apart: 10.0.0.1 10.0.1.1 /23.")

    @Argument(help: ArgumentHelp("Two addresses, one or both with a prefix, and maybe a prefix.", valueName: "address"))
    var words: [String] = []

    @OptionGroup var silence: QuietOption

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let question = try question()
            if !silence.quiet {
                var output = CidrOutput()
                SameReport(options.reportFormat).write(question, to: &output.text)
                output.flush()
            }
            return question.isSame ? ExitStatus.success : ExitStatus.noAnswer
        }
    }

    private func question() throws(CidrEnd) -> SameSubnet {
        var words = CidrWords.joined(self.words)
        let prefix = words.count == 3 ? words.popLast() : nil
        guard words.count == 2 else {
            throw .usage("same takes two addresses, and a prefix that may stand behind them")
        }
        let (first, firstLength) = try address(words[0])
        let (second, secondLength) = try address(words[1])
        guard first.isIPv6 == second.isIPv6 else { throw .usage("\(first) and \(second) are of two families") }
        let given = try prefix.map { word throws(CidrEnd) in try CidrWords.prefixLength(word, of: first) }
        guard let length = given ?? firstLength ?? secondLength,
            let same = SameSubnet(first, given ?? firstLength ?? length, second, given ?? secondLength ?? length)
        else { throw .usage("how long is the subnet's prefix? \(first)/24, or /24 as the last word") }
        return same
    }

    private func address(_ word: String) throws(CidrEnd) -> (IPAddress, Int?) {
        switch try CidrWords.expression(word) {
        case .address(let address): return (address, nil)
        case .block(let address, let length): return (address, length)
        case .range: throw .usage("\(CidrLine.excerpt(word.utf8Span.span)): is a range, and no address")
        }
    }
}

/// `cidr contains BLOCK BLOCK...`: whether the first holds all others.
struct CidrContains: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contains", abstract: "Tell whether a block holds others: status 0 for all, 1 if one is not in it."
    )

    @Argument(help: ArgumentHelp("The block that is to hold the others.", valueName: "block"))
    var container: String

    @Argument(help: ArgumentHelp("The others; without one, a line each from standard input.", valueName: "other"))
    var words: [String] = []

    @OptionGroup var silence: QuietOption

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            // `contains A - B C` and `contains A MASK C` too.
            let joined = CidrWords.joined([container] + words)
            let outer = try CidrWords.expression(joined[0]).range
            let input = try CidrInput(Array(joined.dropFirst()), isStrict: options.strict)
            var output = CidrOutput()
            var report = RelationReport(options.reportFormat, .contains)
            if !silence.quiet { report.writeHeader(to: &output.text) }
            var holdsAll = true
            let status = try input.forEach { other in
                let holds = outer.contains(other.range)
                holdsAll = holdsAll && holds
                if silence.quiet { return holds }
                report.write(outer, other.range, holds, to: &output.text)
                return output.flushIfLong()
            }
            return output.finish(holdsAll ? status : ExitStatus.noAnswer)
        }
    }
}

/// `cidr overlaps BLOCK BLOCK...`: whether any two share an address.
struct CidrOverlaps: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overlaps", abstract: "Tell which of many blocks overlap: status 0 if any do, 1 if none.")

    @Argument(help: ArgumentHelp("Blocks; without one, a line each from standard input.", valueName: "block"))
    var words: [String] = []

    @OptionGroup var silence: QuietOption

    @OptionGroup var options: CidrOptions

    func run() throws {
        end { () throws(CidrEnd) in
            let (expressions, status) = try CidrInput(words, isStrict: options.strict).all()
            guard words.isEmpty || words == ["-"] || expressions.count > 1 else {
                throw .usage("overlaps takes two blocks, or more")
            }
            let pairs = Overlaps.find(in: expressions.map(\.range))
            var output = CidrOutput()
            var report = RelationReport(options.reportFormat, .overlaps)
            if !silence.quiet {
                report.writeHeader(to: &output.text)
                for pair in pairs {
                    report.write(pair.first, pair.second, true, to: &output.text)
                    guard output.flushIfLong() else { break }
                }
                if pairs.isEmpty, expressions.count == 2 {
                    report.write(expressions[0].range, expressions[1].range, false, to: &output.text)
                }
            }
            return output.finish(pairs.isEmpty ? ExitStatus.noAnswer : status)
        }
    }
}
