import Probes
import Reports
import Wire

/// An option behind a plus sign.
struct DigOption: Sendable {
    /// The name, and others that it has.
    let names: [String]
    /// What stands for a value in the help; nil where there is none.
    let value: String?
    let help: String
    /// Applies it, switched on or off; what is wrong with the value, or nil.
    let apply: @Sendable (inout DigOptions, Bool, String?) -> String?

    init(
        _ names: String, _ value: String? = nil, _ help: String,
        _ apply: @escaping @Sendable (inout DigOptions, Bool, String?) -> String?
    ) {
        self.names = names.split(separator: " ").map(String.init)
        self.value = value
        self.help = help
        self.apply = apply
    }

    /// One that is either on or off.
    static func flag(
        _ names: String, _ help: String, _ apply: @escaping @Sendable (inout DigOptions, Bool) -> Void
    ) -> DigOption {
        DigOption(names, nil, help) { options, isOn, value in
            guard value == nil else { return "takes no value" }
            apply(&options, isOn)
            return nil
        }
    }

    /// One with a whole number; switched off it is `off`.
    static func number(
        _ names: String, _ value: String, _ range: ClosedRange<Int>, off: Int? = nil, _ help: String,
        _ apply: @escaping @Sendable (inout DigOptions, Int) -> Void
    ) -> DigOption {
        DigOption(names, value, help) { options, isOn, text in
            guard let number = isOn ? text.flatMap({ Int($0) }) : off, range.contains(number) else {
                return "needs a number from \(range.lowerBound) to \(range.upperBound)"
            }
            apply(&options, number)
            return nil
        }
    }

    /// By its whole name, or by a beginning that no other has.
    static func find(_ name: String) -> DigOption? {
        if let exact = all.first(where: { $0.names.contains(name) }) { return exact }
        let matches = all.dropLast(own.count).filter { $0.names.contains { $0.hasPrefix(name) } }
        return name.isEmpty || matches.count != 1 ? nil : matches[0]
    }

    static let all: [DigOption] = query + edns + transport + secure + trace + output + records + own
}

// What is asked.
extension DigOption {
    private static let query = [
        flag("recurse rdflag rd", "ask the server to find the answer") { $0.flags.recursionDesired = $1 },
        flag("adflag ad", "ask whether the server has validated the answer") { $0.flags.isAuthentic = $1 },
        flag("cdflag cd", "ask the server not to validate") { $0.flags.checkingDisabled = $1 },
        flag("aaflag aaonly aa", "set the flag of authoritative answers") { $0.flags.isAuthoritative = $1 },
        flag("raflag ra", "set the flag of recursive servers") { $0.flags.recursionAvailable = $1 },
        flag("tcflag tc", "set the flag of cut answers") { $0.flags.isTruncated = $1 },
        flag("zflag z", "set the reserved flag") { $0.flags.rawValue = $0.flags.rawValue & ~0x40 | ($1 ? 0x40 : 0) },
        flag("header-only", "send a header without a question") { $0.hasQuestion = !$1 },
        DigOption("opcode", "name or number", "send another operation than QUERY") { options, isOn, value in
            guard let opcode = isOn ? value.flatMap({ DNSOpcode(named: $0) }) : .query, opcode.rawValue < 16 else {
                return "is no operation"
            }
            options.flags.opcode = opcode
            return nil
        },
        number("qid", "number", 0...65_535, "use this identifier") { $0.identifier = UInt16($1) },
        flag("idnin", "write letters beyond ASCII as the DNS has them") { $0.convertsNames = $1 },
        flag("search defname", "complete names by the search list") { $0.usesSearch = $1 },
        number("ndots", "number", 0...15, off: 1, "dots from which on a name is tried as it is first") {
            $0.usesSearch = true
            $0.minimumDots = $1
        },
        flag("nssearch", "find the servers of the name's zone, and ask each for its version") {
            $0.searchesServers = $1
        },
        flag("dns64prefix", "the blocks in which a translator puts IPv4 addresses (of ipv4only.arpa)") {
            $0.findsPrefixes = $1
        },
        DigOption("domain", "name", "complete names by this domain") { options, isOn, value in
            options.domain = isOn ? value.flatMap { DNSName($0) } : nil
            options.usesSearch = options.domain != nil
            return isOn && options.domain == nil ? "needs a name" : nil
        },
    ]

    private static let edns = [
        flag("dnssec do", "ask for signatures") {
            $0.text.showsSignatures = $1
            $0.requestSignatures($1)
        },
        flag("coflag co", "take compact denials of existence") { options, isOn in
            options.changeEDNS(isOn) { $0.flags = $0.flags & 0xBFFF | (isOn ? 0x4000 : 0) }
        },
        DigOption("edns", "version", "send EDNS, of this version") { options, isOn, value in
            guard let version = value.map({ UInt8($0) }) ?? 0 else { return "needs a version from 0 to 255" }
            if isOn { options.changeEDNS(true) { $0.version = version } } else { options.leaveOutEDNS() }
            return nil
        },
        DigOption("ednsflags", "number", "set these flags of EDNS") { options, isOn, value in
            let text = value ?? "0"
            let number = text.hasPrefix("0x") ? UInt16(text.dropFirst(2), radix: 16) : UInt16(text)
            guard let number else { return "needs a number from 0 to 65535" }
            options.changeEDNS(isOn) { $0.flags = isOn ? number : 0 }
            return nil
        },
        DigOption("ednsopt", "code:hex", "send this option of EDNS") { options, isOn, value in
            guard isOn else {
                options.edns?.options = []
                options.subnets = []
                return nil
            }
            let parts = (value ?? "").split(separator: ":", maxSplits: 1)
            guard let code = parts.first.flatMap({ EDNSOptionCode(named: String($0)) }),
                let data = [UInt8](hexDigits: (parts.count == 2 ? parts[1] : "").utf8)
            else { return "needs a code, and hexadecimal digits behind a colon" }
            options.changeEDNS(true) { $0.options.append(EDNSOption(code, data)) }
            return nil
        },
        flag("ednsnegotiation", "try lower versions of EDNS") { $0.negotiatesVersion = $1 },
        number("bufsize", "bytes", 0...65_535, off: 1232, "the longest answer by UDP") { options, size in
            options.changeEDNS(true) { $0.payloadSize = UInt16(size) }
        },
        DigOption("cookie", "hex", "send a cookie") { options, isOn, value in
            options.sendsCookie = isOn && value == nil
            let cookie = isOn ? value.flatMap { [UInt8](hexDigits: $0.utf8) } : nil
            options.setOption(.cookie, cookie)
            return isOn && value != nil && cookie == nil ? "needs hexadecimal digits" : nil
        },
        flag("badcookie", "ask again with the cookie of a server that wants one") { $0.repeatsWithCookie = $1 },
        flag("nsid", "ask the server who it is") { $0.setOption(.nameServerID, $1 ? [] : nil) },
        flag("expire", "ask when the zone expires") { $0.setOption(.expire, $1 ? [] : nil) },
        flag("keepalive", "ask how long a connection is kept") { $0.setOption(.keepalive, $1 ? [] : nil) },
        flag("zoneversion", "ask for the version of the zone (RFC 9660)") { $0.setOption(.zoneVersion, $1 ? [] : nil) },
        padding("padding"),
        DigOption("subnet", "address/length", "ask for clients of this network; of several, compare the answers") {
            options, isOn, value in
            guard isOn else {
                options.setOption(.clientSubnet, nil)
                options.subnets = []
                return nil
            }
            guard let subnet = value.flatMap({ ClientSubnet($0) }) else {
                return "needs an address, and a length behind a slash"
            }
            options.setOption(.clientSubnet, subnet.data)
            if !options.subnets.contains(subnet) { options.subnets.append(subnet) }
            return nil
        },
    ]
}

extension DigOption {
    static func padding(_ name: String) -> DigOption {
        DigOption(name, "bytes", "fill the query up to a multiple of so many bytes") { options, isOn, value in
            guard let length = isOn ? value.map({ Int($0) }) ?? 128 : 0, (0...512).contains(length) else {
                return "needs a number from 0 to 512"
            }
            options.changeEDNS(length > 0) { $0.padding = length > 0 ? .always(length) : .never }
            return nil
        }
    }
}

extension DigOptions {
    /// Changes what EDNS says, which is sent from then on.
    fileprivate mutating func changeEDNS(_ isWanted: Bool, _ change: (inout EDNSRequest) -> Void) {
        guard isWanted || edns != nil else { return }
        var request = edns ?? EDNSRequest()
        change(&request)
        edns = request
    }

    fileprivate mutating func leaveOutEDNS() {
        edns = nil
        subnets = []
    }

    mutating func requestSignatures(_ isWanted: Bool) {
        changeEDNS(isWanted) { $0.flags = $0.flags & 0x7FFF | (isWanted ? EDNSRequest.dnssecOK : 0) }
    }

    /// Takes the option out, and puts one with this data in where there is any.
    mutating func setOption(_ code: EDNSOptionCode, _ data: [UInt8]?) {
        changeEDNS(data != nil) { request in
            request.options.removeAll { $0.code == code }
            if let data { request.options.append(EDNSOption(code, data)) }
        }
    }
}

// How it is sent, and how it is shown.
extension DigOption {
    private static let transport = [
        flag("tcp vc", "ask by TCP") { $0.transport = $1 ? .tcp : .udp },
        // A connection carries all questions to its server.
        flag("keepopen", "keep connections open (always)") { _, _ in },
        DigOption("proxy", "source#port-destination#port", "say for whom we ask, by the PROXY protocol, version 2") {
            options, isOn, value in
            options.proxy.value = isOn ? ProxyHeader(value ?? "") : nil
            return isOn && options.proxy.value == nil ? "needs two addresses of one family, a dash between" : nil
        },
        flag("ignore", "don't fetch by TCP what was cut") { $0.fetchesTruncated = !$1 },
        flag("fail", "a server that has failed is the last") { $0.leavesFailures = !$1 },
        number("tries", "number", 1...1000, off: 3, "how often each server is asked") { $0.tries = $1 },
        number("retry", "number", 0...999, off: 2, "how often each is asked again") { $0.tries = $1 + 1 },
        DigOption("timeout time", "seconds", "how long each has") { options, isOn, value in
            let time = isOn ? value.flatMap { try? duration($0) } : Int(5 * Nanoseconds.second)
            guard let time else { return "needs a length of time" }
            options.timeout = max(Nanoseconds(time), .millisecond)
            return nil
        },
    ]

    private static let output = [
        flag("short", "the data of the answer alone") { $0.text.isShort = $1 },
        flag("identify", "with +short, who gave it") { $0.text.identifiesServer = $1 },
        flag("all", "all of the following") { $0.text.showAll($1) },
        flag("cmd", "the command") { $0.text.showsCommand = $1 },
        flag("comments", "headings, flags and EDNS") { $0.text.showsComments = $1 },
        flag("question", "the question") { $0.text.showsQuestion = $1 },
        flag("answer", "the answer") { $0.text.showsAnswer = $1 },
        flag("authority", "the servers of the zone") { $0.text.showsAuthority = $1 },
        flag("additional", "what goes with it") { $0.text.showsAdditional = $1 },
        flag("stats", "time, server and size") { $0.text.showsStatistics = $1 },
        flag("qr", "the query too") { $0.text.showsQuery = $1 },
        flag("ttlid ttl", "times to live") { $0.text.showsTTL = $1 },
        flag("ttlunits", "times to live with units") { options, isOn in
            options.text.usesUnits = isOn
            options.text.showsTTL = options.text.showsTTL || isOn
        },
        flag("class", "classes") { $0.text.showsClass = $1 },
        // What can be read is always shown.
        flag("besteffort", "what can be read of a damaged answer (always)") { _, _ in },
    ]
}
