/// A DNS message in borrowed bytes (RFC 1035 section 4). Once `init` returns, no accessor traps; what follows the
/// header may be anything, and is found out on the way through it.
public struct DNSPacket: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    public let header: DNSHeader

    /// - Throws: `truncated` for less than the header of 12 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        header = try DNSHeader(parsing: bytes)
        self.bytes = bytes
    }

    /// Walks the entries of a section that begins at `start`: the first after the header, the others where the one
    /// before ended.
    @_lifetime(copy self)
    public func entries(of section: DNSSection, at start: Int = DNSHeader.byteCount) -> DNSEntries {
        DNSEntries(bytes, section, count: header.count(of: section), at: start)
    }

    /// The first question, if it can be read.
    public var question: DNSQuestionView? {
        @_lifetime(copy self) get {
            guard header.questionCount > 0 else { return nil }
            return try? DNSQuestionView(parsing: bytes, at: DNSHeader.byteCount)
        }
    }

    /// The response code with the upper bits that EDNS adds.
    public var responseCode: DNSResponseCode {
        let lower = header.flags.responseCode
        guard let edns else { return lower }
        return DNSResponseCode(rawValue: UInt16(edns.timeToLive >> 24) << 4 | lower.rawValue)
    }

    /// The record of EDNS; nil where there is none, and where the message can't be read so far.
    public var edns: DNSRecordView? {
        @_lifetime(copy self) get {
            guard header.additionalCount > 0 else { return nil }
            var position = DNSHeader.byteCount
            for section in DNSSection.inOrder {
                var entries = entries(of: section, at: position)
                while entries.step() {
                    guard section == .additionals, let record = entries.record, record.type == .opt else { continue }
                    return record
                }
                position = entries.end
                if entries.problem != nil { break }
            }
            return nil
        }
    }
}

/// A walk over the questions or records of one section.
public struct DNSEntries: ~Escapable {
    private let message: Span<UInt8>
    private let section: DNSSection
    private let count: Int
    private var stepCount = 0
    /// Where the entry that was stepped to begins.
    public private(set) var start: Int
    /// Where the next one begins.
    public private(set) var end: Int
    /// Why the next one can't be read.
    public private(set) var problem: WireError?

    @_lifetime(copy message)
    init(_ message: Span<UInt8>, _ section: DNSSection, count: Int, at start: Int) {
        self.message = message
        self.section = section
        self.count = count
        self.start = start
        end = start
    }

    /// Goes on to the next entry; false after the last one, and at one that can't be read.
    public mutating func step() -> Bool {
        guard problem == nil, stepCount < count else { return false }
        start = end
        do {
            end =
                section == .questions
                ? try DNSQuestionView(parsing: message, at: start).end
                : try DNSRecordView(parsing: message, at: start).end
            stepCount += 1
            return true
        } catch {
            problem = error
            return false
        }
    }

    /// Goes to the end of the section, as far as it can be read.
    public mutating func finish() { while step() {} }

    /// Whether the message ends within the data of the record that was stepped to.
    public var isCut: Bool { stepCount > 0 && section != .questions && record?.isCut == true }

    /// The record that was stepped to.
    public var record: DNSRecordView? {
        @_lifetime(copy self) get { try? DNSRecordView(parsing: message, at: start) }
    }

    /// The question that was stepped to.
    public var question: DNSQuestionView? {
        @_lifetime(copy self) get { try? DNSQuestionView(parsing: message, at: start) }
    }
}

extension DNSSection {
    @usableFromInline static let inOrder = allCases
}
