import Analysis
import Foundation
import Testing
import Wire

/// 10,000 cases of both families, as Python's `ipaddress` answers them: `Tests/Fixtures/cidr.py` made the file.
@Suite struct SubnetFixtureTests {
    private struct Case {
        let letter: Character
        let asked: [Substring]
        let answer: [Substring]
    }

    private static func cases() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/cidr.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return Case(
                letter: fields[0].first ?? " ", asked: fields[1].split(separator: " "),
                answer: fields[2].split(separator: " "))
        }
    }

    @Test func `agrees with ipaddress`() throws {
        let cases = try Self.cases()
        #expect(cases.count == 10_000)
        let failures = try cases.filter { try !Self.holds($0) }
        #expect(failures.isEmpty, "\(failures.prefix(5))")
    }

    private static func holds(_ test: Case) throws -> Bool {
        let asked = test.asked.map(String.init)
        let answer = test.answer.map(String.init)
        switch test.letter {
        case "n":
            return try numbers(asked[0]) == [
                IPAddress(answer[0]), IPAddress(answer[1]), IPAddress(answer[2]), IPAddress(answer[3]),
            ] && AddressExpression(asked[0]).range.count.description == answer[4]
        case "m": return try AddressExpression(asked.joined(separator: " ")).block == AddressBlock(answer[0])
        case "r": return try Array(AddressExpression(asked[0]).range.blocks) == blocks(answer[0])
        case "x":
            let set = try AddressSet([AddressExpression(asked[0]).range])
            return try set.subtracting(AddressSet([AddressExpression(asked[1]).range])).blocks == blocks(answer[0])
        case "c": return AddressSet(blocks(asked[0]).map { AddressRange($0) }).blocks == blocks(answer[0])
        case "o":
            let (first, second) = try (AddressExpression(asked[0]).range, AddressExpression(asked[1]).range)
            return answer[0] == "\(first.overlaps(second) ? 1 : 0)\(first.contains(second) ? 1 : 0)"
        case "s":
            let (block, length) = (try #require(AddressBlock(asked[0])), try #require(Int(asked[1])))
            let subnets = Array(try #require(block.subnets(prefixLength: length)))
            return "\(subnets.count)" == answer[0] && subnets.first == AddressBlock(answer[1])
                && subnets.last == AddressBlock(answer[2])
        case "i":
            let range = try AddressExpression(asked[0]).range
            var name: [UInt8] = []
            range.first.writeReverseName(to: &name)
            return range.first == IPAddress(answer[0]) && String(decoding: name, as: UTF8.self) == answer[1]
        default: return false
        }
    }

    private static func numbers(_ text: String) throws -> [IPAddress?] {
        let block = try #require(AddressExpression(text).block)
        return [block.network, block.last, block.hosts.first, block.hosts.last]
    }

    private static func blocks(_ text: String) -> [AddressBlock] {
        text.split(separator: ",").compactMap { AddressBlock($0) }
    }
}

extension AddressSet {
    /// All blocks, in order.
    var blocks: [AddressBlock] { (0..<rangeCount).flatMap { Array(range(at: $0).blocks) } }
}
