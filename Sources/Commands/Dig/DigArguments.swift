import Analysis
import PacketIO
import Probes
import Reports
import Wire

/// What is wrong with a command line.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// How one name is asked for.
struct DigOptions {
    var text = DigTextOptions()
    var form = Form.text
    /// Nil: on a terminal.
    var usesColor: Bool?
    /// Whether letters beyond ASCII are shown in names. Nil: on a terminal.
    var showsUnicode: Bool?
    /// Whether the answers on the way through the search list are shown.
    var showsSearch = false
    /// Which answers are shown that only make us ask again.
    var shown: Passing = []
    /// Whether an answer without a record of the type that was asked for is a failure.
    var failsEmpty = false
    var flags: DNSFlags
    var edns: EDNSRequest? = EDNSRequest()
    /// Whether a cookie of our own making is sent.
    var sendsCookie = true
    var hasQuestion = true
    /// Nil: as suits the question.
    var transport: DNSTransport?
    /// Whether all on the links are asked. Nil: as suits the name.
    var usesMulticast: Bool?
    var tries: Int?
    var timeout: Nanoseconds?
    var fetchesTruncated = true
    var leavesFailures = false
    var negotiatesVersion = true
    var repeatsWithCookie = true
    var identifier: UInt16?
    /// Whether letters beyond ASCII are written as the DNS has them.
    var convertsNames = true
    var usesSearch = false
    var minimumDots: Int?
    var domain: DNSName?
    var servers: [String] = []
    /// Whether the servers of the name's zone are looked for, and asked for its start.
    var searchesServers = false
    /// Whether the blocks are wanted in which a translator puts IPv4 addresses.
    var findsPrefixes: Bool {
        get { text.showsPrefixes }
        set { text.showsPrefixes = newValue }
    }
    /// Whether all servers are asked, and their answers compared.
    var comparesAnswers = false
    /// For whose clients: the last one holds where one question can be asked alone.
    var subnets: [ClientSubnet] = []
    /// Whether the name is followed from the root.
    var isTrace = false
    var isTree = false
    var asksOne = false
    var rootHints: String?
    var validates = false
    var trustAnchor: String?
    var variesCase = false
    /// By which queries are signed.
    var key = Rare<TransactionKey>()
    /// Nil where nothing was said of it.
    var security = Rare<DigSecurity>()
    /// What stands before each message.
    var proxy = Rare<ProxyHeader>()
    var opensFast = false

    /// One question can't be asked for several networks.
    var isComparison: Bool { comparesAnswers || searchesServers || subnets.count > 1 }

    init() {
        flags = DNSFlags(rawValue: 0)
        flags.recursionDesired = true
        flags.isAuthentic = true
    }
}

/// A name to ask for, and how.
struct DigLookup {
    var name: String
    var type: DNSType?
    var dnsClass: DNSClass?
    /// Of the zone that is known, in `ixfr=serial`.
    var serial: UInt32?
    var isReverse = false
    var options: DigOptions

    var askedType: DNSType { type ?? (isReverse ? .ptr : .a) }
}

/// The words behind `dig`, in free order: `@server name type class`, `-x` and its like, `+options`. What stands before
/// the first name holds for all names, what stands behind one for that one.
struct DigArguments {
    private(set) var lookups: [DigLookup] = []
    private(set) var family = Names.Family.any
    /// Nil: that which suits the transport.
    private(set) var port: UInt16?
    private(set) var source: ResolverSockets.Source?
    /// Whose lines are names too.
    private(set) var file: String?
    /// How many names are asked for at once.
    private(set) var window = 1
    /// How many names begin in a second at most.
    private(set) var rate: Int?
    /// Whether answers are shown as they come.
    private(set) var isUnordered = false
    /// Files of dnstap: to which messages are written as they pass, and of which they are shown.
    private(set) var tapOutput: String?
    private(set) var tapInput: String?
    /// Whether an answer that is still good is given again.
    private(set) var usesCache = false
    private(set) var wantsHelp = false
    private(set) var wantsVersion = false
    private(set) var defaults: DigOptions
    /// Words that nobody else should see.
    private var secrets: [String] = []
    private var pendingType: DNSType?
    private var pendingClass: DNSClass?
    private var pendingSerial: UInt32?
    private var words: ArraySlice<String>

    /// How many names of a file are asked for at once: as many as keep a server busy.
    private static let batchWindow = 128

    /// - Parameter defaults: what holds for all names, unless a word says otherwise.
    init(_ words: [String], with defaults: DigOptions = DigOptions()) throws(UsageError) {
        self.defaults = defaults
        self.words = words[...]
        while let word = self.words.popFirst() { try take(word) }
        guard lookups.isEmpty, file == nil else { return }
        // Without a name, the servers of the root are asked for; translators have a name that tells of them.
        let (name, type) = self.defaults.findsPrefixes ? ("ipv4only.arpa", DNSType.aaaa) : (".", pendingType ?? .ns)
        lookups = [DigLookup(name: name, type: type, dnsClass: pendingClass, options: self.defaults)]
    }

    private mutating func take(_ word: String) throws(UsageError) {
        switch word.first {
        case "@": set { $0.servers.append(String(word.dropFirst())) }
        case "+": try takeOption(word.dropFirst())
        case "-" where word.hasPrefix("--"): try takeLong(word)
        case "-" where word.count > 1: try takeLetters(word.dropFirst())
        default: try takeWord(word)
        }
    }

    /// The words as they may be shown.
    func shown(_ words: [String]) -> [String] {
        words.map { word in secrets.contains { word.hasSuffix($0) } ? (word.hasPrefix("-") ? "-y..." : "...") : word }
    }

    /// Whether any name has a run of its own, since it asks many servers.
    var isNameByName: Bool {
        defaults.isTrace || defaults.isComparison || lookups.contains { $0.options.isTrace || $0.options.isComparison }
    }

    /// Changes the options of the present name, or those of all where there is none yet.
    private mutating func set(_ change: (inout DigOptions) -> Void) {
        if lookups.isEmpty { change(&defaults) } else { change(&lookups[lookups.count - 1].options) }
    }

    private mutating func takeWord(_ word: String) throws(UsageError) {
        if try takeType(word) { return }
        if let dnsClass = DNSClass(presentation: word) { return setClass(dnsClass) }
        try addName(word)
    }

    /// A type, or `ixfr=serial`; false where the word is none.
    private mutating func takeType(_ word: String) throws(UsageError) -> Bool {
        if let type = DNSType(presentation: word) {
            setType(type)
            return true
        }
        guard word.lowercased().hasPrefix("ixfr=") else { return false }
        guard let serial = UInt32(word.dropFirst(5)) else { throw UsageError("\(word) has no serial number") }
        setType(.ixfr)
        if let last = lookups.indices.last { lookups[last].serial = serial } else { pendingSerial = serial }
        return true
    }

    private mutating func setType(_ type: DNSType) {
        if let last = lookups.indices.last { lookups[last].type = type } else { pendingType = type }
    }

    private mutating func setClass(_ dnsClass: DNSClass) {
        if let last = lookups.indices.last { lookups[last].dnsClass = dnsClass } else { pendingClass = dnsClass }
    }

    private mutating func addName(_ name: String, isReverse: Bool = false) throws(UsageError) {
        lookups.append(
            DigLookup(
                name: name, type: pendingType, dnsClass: pendingClass, serial: pendingSerial, isReverse: isReverse,
                options: defaults))
        (pendingType, pendingClass, pendingSerial) = (nil, nil, nil)
    }

    // MARK: Letters

    private mutating func takeLetters(_ letters: Substring) throws(UsageError) {
        var letters = letters
        while let letter = letters.popFirst() {
            switch letter {
            case "4": family = .v4
            case "6": family = .v6
            case "h": wantsHelp = true
            case "v": wantsVersion = true
            case "u": set { $0.text.showsMicroseconds = true }
            // Use of memory is not told; that no start-up file is read was seen before.
            case "m", "r": break
            case "E", "G", "b", "c", "f", "k", "p", "q", "t", "x", "y":
                try takeValue(of: letter, letters.isEmpty ? words.popFirst() : String(letters))
                return
            default: throw UsageError("unknown option -\(letter)")
            }
        }
    }

    private mutating func takeValue(of letter: Character, _ value: String?) throws(UsageError) {
        guard let value, !value.isEmpty else { throw UsageError("-\(letter) needs a value") }
        switch letter {
        case "b":
            let parts = value.split(separator: "#", maxSplits: 1)
            guard let address = IPAddress(parts[0]), let port = parts.count == 2 ? UInt16(parts[1]) : 0 else {
                throw UsageError("-b \(value) is no address, and no address#port")
            }
            source = ResolverSockets.Source(address, port: port)
        case "c":
            guard let dnsClass = DNSClass(presentation: value) else { throw UsageError("-c \(value) is no class") }
            setClass(dnsClass)
        case "f":
            file = value
            window = max(window, Self.batchWindow)
        case "E": tapOutput = value
        case "G": tapInput = value
        case "k", "y": try takeKey(letter, value)
        case "p":
            guard let port = UInt16(value), port > 0 else { throw UsageError("-p \(value) is no port") }
            self.port = port
        case "q": try addName(value)
        case "t":
            guard try takeType(value) else { throw UsageError("-t \(value) is no type") }
        default: try addName(value, isReverse: true)
        }
    }

    /// A key by which queries are signed: itself, or a file that it is in.
    private mutating func takeKey(_ letter: Character, _ value: String) throws(UsageError) {
        do {
            let key = try letter == "y" ? TransactionKey(value) : TransactionKey(configuration: InputText.read(value))
            set { $0.key.value = key }
        } catch let error as LinkError {
            throw UsageError("-k \(error.message)")
        } catch {
            throw UsageError(letter == "y" ? "-y: \(error)" : "-k \(value): \(error)")
        }
        if letter == "y" { secrets.append(value) }
    }

    private mutating func takeLong(_ word: String) throws(UsageError) {
        switch word {
        case "--color":
            guard let when = words.popFirst() else { throw UsageError("--color needs a value") }
            try takeOption("color=\(when)", marker: "--")
        case "--unordered": isUnordered = true
        case "--cache": usesCache = true
        case "--concurrency": window = try takeNumber(word, 1...ResolveBatch.maximumCount)
        case "--rate": rate = try takeNumber(word, 1...1_000_000)
        case "--root-hints", "--trust-anchor": try takeOption("\(word.dropFirst(2))=\(takeText(word))", marker: "--")
        case "--help": wantsHelp = true
        case "--version": wantsVersion = true
        default: try takeOption(word.dropFirst(2), marker: "--")
        }
    }

    private mutating func takeText(_ word: String) throws(UsageError) -> String {
        guard let text = words.popFirst() else { throw UsageError("\(word) needs a value") }
        return text
    }

    private mutating func takeNumber(_ word: String, _ range: ClosedRange<Int>) throws(UsageError) -> Int {
        guard let number = words.popFirst().flatMap({ Int($0) }), range.contains(number) else {
            throw UsageError("\(word) needs a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    // MARK: Options

    /// `+name`, `+noname`, `+name=value`; the name may be cut short as long as it is clear.
    private mutating func takeOption(_ text: Substring, marker: String = "+") throws(UsageError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? String(parts[1]) : nil
        let name = String(parts.first ?? "")
        var isOn = true
        var option = DigOption.find(name)
        if option == nil, name.hasPrefix("no") {
            isOn = false
            option = DigOption.find(String(name.dropFirst(2)))
        }
        guard let option else { throw UsageError("unknown option \(marker)\(text)") }
        var problem: String?
        set { problem = option.apply(&$0, isOn, value) }
        if let problem { throw UsageError("\(marker)\(text): \(problem)") }
    }
}

extension DNSClass {
    /// By its name, upper and lower case alike, or as `CLASS17`.
    fileprivate init?(presentation text: String) {
        let upper = text.uppercased()
        if let match = Self.assignments.first(where: { $0.name == upper }), match.rawValue != 0, upper != "ANY" {
            self.init(rawValue: match.rawValue)
        } else {
            guard upper.hasPrefix("CLASS"), let number = UInt16(upper.dropFirst(5)) else { return nil }
            self.init(rawValue: number)
        }
    }
}
