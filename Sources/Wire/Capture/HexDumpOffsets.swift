/// The lines of a dump that begin with an offset, and what stands between them.
struct OffsetLines {
    private enum Line {
        case data(DumpLine)
        /// `*`: the line before, again and again.
        case repetition
        /// What follows was made of packets, like a reassembled message.
        case announcement
        case text
    }

    private let lines: [Line]

    init(_ texts: [ArraySlice<UInt8>]) {
        lines = texts.enumerated().map { Self.read($1, $0 + 1) }
    }

    /// Whether no line begins with offset 0: the text has another form.
    var isEmpty: Bool {
        !lines.contains { if case .data(let line) = $0 { line.beginsPacket } else { false } }
    }

    private static func read(_ text: ArraySlice<UInt8>, _ number: Int) -> Line {
        if let line = DumpLine(text, number: number) { return .data(line) }
        let words = text.trimmed
        if words.elementsEqual("*".utf8) { return .repetition }
        let isAnnouncement = words.suffix(8).elementsEqual(" bytes):".utf8) && !words.starts(with: "Frame (".utf8)
        return isAnnouncement ? .announcement : .text
    }

    func packets() throws(HexDumpError) -> [HexPacket] {
        var gathering = Gathering()
        for (index, line) in lines.enumerated() {
            switch line {
            case .data(let line): try gathering.add(line, expecting: expectedCount(index, line))
            case .repetition: gathering.isRepeated = true
            case .announcement: gathering.isForeign = true
            case .text: break
            }
        }
        return gathering.packets
    }

    /// How many bytes the next offset asks for; nil on the last line of a packet.
    private func expectedCount(_ index: Int, _ line: DumpLine) -> Int? {
        for next in lines[(index + 1)...] {
            switch next {
            case .data(let next) where next.isWhole: return next.offset > line.offset ? next.offset - line.offset : nil
            case .repetition: return nil
            default: continue
            }
        }
        return nil
    }

    /// Packets as their lines come.
    private struct Gathering {
        var packets: [HexPacket] = []
        var isRepeated = false
        /// Whether the next dump is of no packet.
        var isForeign = false
        private var isSkipping = false
        private var previous: [UInt8] = []

        mutating func add(_ line: DumpLine, expecting count: Int?) throws(HexDumpError) {
            if line.beginsPacket {
                (isSkipping, isForeign, isRepeated) = (isForeign, false, false)
                if !isSkipping { packets.append(HexPacket(line: line.number)) }
            }
            guard !isSkipping, let last = packets.indices.last else { return }
            if isRepeated { try `repeat`(upTo: line) }
            guard line.offset == packets[last].bytes.count else {
                if !line.isWhole { return }
                throw line.error("offset \(line.offset) where \(packets[last].bytes.count) is next")
            }
            previous = try line.bytes(expecting: count)
            packets[last].bytes += previous
            guard packets[last].bytes.count <= HexDump.longestPacket else { throw HexDump.tooLong(line.number) }
        }

        /// Writes out what `*` stands for.
        private mutating func `repeat`(upTo line: DumpLine) throws(HexDumpError) {
            isRepeated = false
            guard line.offset <= HexDump.longestPacket else { throw HexDump.tooLong(line.number) }
            let last = packets.count - 1
            while !previous.isEmpty, packets[last].bytes.count < line.offset { packets[last].bytes += previous }
        }
    }
}

/// A line of a dump: an offset, bytes as digits, and often the same bytes as characters.
struct DumpLine {
    /// Where the digits may end, and what follows them.
    private struct End {
        let count: Int
        let rest: ArraySlice<UInt8>
    }

    let number: Int
    let offset: Int
    private var all: [UInt8] = []
    private var ends: [End] = []
    /// What stands where digits should, behind a single space.
    private var junk: ArraySlice<UInt8>?

    /// Whether the digits may end where they should: at the end of the line or at a gap.
    var isWhole: Bool { !ends.isEmpty }

    var beginsPacket: Bool { offset == 0 && !all.isEmpty }

    /// Nil where the line does not begin with an offset.
    init?(_ text: ArraySlice<UInt8>, number: Int) {
        self.number = number
        var rest = text.drop(while: Self.isSpace)
        if rest.starts(with: "0x".utf8) { rest = rest.dropFirst(2) }
        let digits = rest.prefix { $0.hexDigitValue != nil }
        guard 4...12 ~= digits.count else { return nil }
        offset = digits.reduce(0) { $0 << 4 | Int($1.hexDigitValue ?? 0) }
        rest = rest[digits.endIndex...]
        let hasColon = rest.first == UInt8(ascii: ":")
        if hasColon { rest = rest.dropFirst() }
        let first = rest.drop(while: Self.isSpace).prefix { !Self.isSpace($0) }
        guard rest.isEmpty || Self.isSpace(rest[rest.startIndex]) else { return nil }
        // Without a colon, an offset may also be four digits of four: bytes that follow it are apart, or in pairs.
        guard hasColon || first.isEmpty || first.count == 2 || first.startIndex > rest.startIndex + 1 else {
            return nil
        }
        readDigits(rest[first.startIndex...])
    }

    private static func isSpace(_ character: UInt8) -> Bool { character <= UInt8(ascii: " ") }

    /// Reads groups of digits up to a gap, past one between eights of bytes.
    private mutating func readDigits(_ text: ArraySlice<UInt8>) {
        var rest = text
        var isBytewise = true
        while true {
            let gap = rest.prefix(while: Self.isSpace)
            let group = rest[gap.endIndex...].prefix { !Self.isSpace($0) }
            let isGap = gap.count >= 2 || gap.contains(UInt8(ascii: "\t"))
            if isGap || group.isEmpty {
                if ends.last?.count != all.count { ends.append(End(count: all.count, rest: rest)) }
                let isBetweenEights = isBytewise && all.count.isMultiple(of: 8) && gap.count == 2
                if group.isEmpty || !all.isEmpty && !isBetweenEights { return }
            }
            guard group.count.isMultiple(of: 2), group.allSatisfy({ $0.hexDigitValue != nil }) else {
                if !isGap || all.isEmpty { junk = group }
                return
            }
            isBytewise = isBytewise && group.count == 2
            all += group.hexPairs
            rest = rest[group.endIndex...]
        }
    }

    func error(_ message: String) -> HexDumpError { HexDumpError(line: number, message: message) }

    /// The bytes of the line.
    ///
    /// - Parameter expected: how many there have to be, as the next offset says; nil where none does.
    func bytes(expecting expected: Int?) throws(HexDumpError) -> [UInt8] {
        if let expected {
            if ends.contains(where: { $0.count == expected }) { return Array(all.prefix(expected)) }
            if let junk { throw noByte(junk) }
            throw error("\(ends.last?.count ?? 0) bytes, where the next offset asks for \(expected)")
        }
        if let end = ends.first(where: isShownBehind) { return Array(all.prefix(end.count)) }
        if let junk { throw noByte(junk) }
        // Two eights, then, and nothing or something unknown behind them.
        let end = ends.last { $0.count <= 16 } ?? ends.first
        return Array(all.prefix(end?.count ?? 0))
    }

    /// Whether the bytes up to there stand behind it once more, as characters.
    private func isShownBehind(_ end: End) -> Bool {
        let shown = all.prefix(end.count).map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: ".") }
        var rest = end.rest.trimmed
        guard !rest.isEmpty else { return false }
        let frame = (rest.first, rest.last)
        if frame == (UInt8(ascii: "|"), UInt8(ascii: "|")) || frame == (UInt8(ascii: ">"), UInt8(ascii: "<")) {
            rest = rest.dropFirst().dropLast()
        }
        return rest.trimmed.elementsEqual(shown[...].trimmed)
    }

    private func noByte(_ word: ArraySlice<UInt8>) -> HexDumpError {
        let shown = word.prefix(16).map { 0x21...0x7E ~= $0 ? $0 : UInt8(ascii: "?") }
        return error("'\(String(decoding: shown, as: UTF8.self))' is no byte in hex digits")
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces at its ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let start = firstIndex { $0 > UInt8(ascii: " ") } ?? endIndex
        let end = lastIndex { $0 > UInt8(ascii: " ") }.map { $0 + 1 } ?? start
        return self[start..<end]
    }
}
