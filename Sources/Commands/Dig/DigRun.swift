import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `dig`: a name after the other, each asked until there is an answer.
struct DigRun {
    private let arguments: DigArguments
    private let words: [String]

    init(_ arguments: DigArguments, _ words: [String]) {
        self.arguments = arguments
        self.words = words
    }

    func perform() -> ExitCode {
        if arguments.wantsHelp {
            StandardStream.output.write(Array(DigHelp.text.utf8))
            return ExitStatus.success
        }
        if arguments.wantsVersion {
            StandardStream.output.write(Array("swiftnet \(swiftnetVersion)\n".utf8))
            return ExitStatus.success
        }
        let system = ResolverConfiguration.ofSystem()
        var link = ResolverSockets(source: arguments.source)
        var status = ExitStatus.success
        for (index, lookup) in arguments.lookups.enumerated() {
            let result = perform(lookup, isFirst: index == 0, system, &link)
            if result.rawValue > status.rawValue { status = result }
        }
        return status
    }

    private func perform(
        _ lookup: DigLookup, isFirst: Bool, _ system: ResolverConfiguration, _ link: inout ResolverSockets
    ) -> ExitCode {
        let teller = DigTeller(lookup.options)
        let servers: [DNSServer]
        do throws(UsageError) {
            servers = try DigServers.find(lookup.options.servers, arguments.family, arguments.port, system)
        } catch {
            return teller.couldNotAsk(error.message)
        }
        guard let names = Self.names(lookup, system) else {
            _ = teller.couldNotAsk("\(lookup.name): an empty label, one of more than 63 bytes, or more than 255 in all")
            return ExitCode.validationFailure
        }
        if isFirst { teller.tellHead(words, servers) }
        for (index, name) in names.enumerated() {
            guard let answer = ask(name, lookup, servers, &link, teller) else {
                return teller.couldNotAsk("\(name): no server could be reached, or none has answered")
            }
            let status = DigStatus(answer)
            // The next name of the search list is tried where there is no answer for this one.
            guard status.hasAnswer || index == names.count - 1 else { continue }
            teller.tell(answer)
            return status.code == .noError ? ExitStatus.success : ExitStatus.noAnswer
        }
        return ExitStatus.noAnswer
    }

    private func ask(
        _ name: DNSName, _ lookup: DigLookup, _ servers: [DNSServer], _ link: inout ResolverSockets,
        _ teller: DigTeller
    ) -> ResolveAnswer? {
        let options = lookup.options
        let type = lookup.type ?? (lookup.isReverse ? .ptr : .a)
        var query = DNSQuery(DNSQuestion(name, type, lookup.dnsClass ?? .internet))
        query.flags = options.flags
        query.edns = options.edns
        query.hasQuestion = options.hasQuestion
        if options.sendsCookie, options.edns != nil,
            options.edns?.options.contains(where: { $0.code == .cookie }) == false
        {
            query.edns?.options.append(EDNSOption(.cookie, (0..<8).map { _ in .random(in: 0...255) }))
        }
        var plan = ResolvePlan(query, servers: servers)
        // What has all records of a name seldom fits into a datagram.
        plan.transport = options.transport ?? (type == .any ? .tcp : .udp)
        plan.tries = options.tries ?? 3
        plan.timeout = options.timeout ?? 5 * .second
        plan.fetchesTruncated = options.fetchesTruncated
        plan.leavesFailures = options.leavesFailures
        plan.negotiatesVersion = options.negotiatesVersion
        plan.repeatsWithCookie = options.repeatsWithCookie
        do throws(WireError) {
            let identifier = options.identifier
            return try ResolveEngine.run(
                plan, on: &link, identifier: { identifier ?? .random(in: 0...UInt16.max) }, sent: teller.tell(query:),
                tell: teller.tell)
        } catch {
            warn("\(error)")
            return nil
        }
    }

    /// The names to try, in their order: the one that was given, and those of the search list.
    private static func names(_ lookup: DigLookup, _ system: ResolverConfiguration) -> [DNSName]? {
        if lookup.isReverse {
            guard let address = IPAddress(lookup.name) else { return DNSName(lookup.name).map { [$0] } }
            return [DNSName(reverse: address)]
        }
        guard let name = DNSName(lookup.name) else { return nil }
        let options = lookup.options
        guard options.usesSearch, !lookup.name.hasSuffix(".") else { return [name] }
        let domains = options.domain.map { [$0] } ?? system.search
        let completed = domains.compactMap { name.appending($0) }
        let dots = name.labelCount - 1
        return dots >= options.minimumDots ?? system.minimumDots ? [name] + completed : completed + [name]
    }
}

/// What an answer comes down to.
struct DigStatus {
    let code: DNSResponseCode
    private let answerCount: Int

    init(_ answer: ResolveAnswer) {
        let packet = try? DNSPacket(parsing: answer.message.span)
        guard let packet else {
            (code, answerCount) = (.formatError, 0)
            return
        }
        code = packet.responseCode
        answerCount = Int(packet.header.answerCount)
    }

    var hasAnswer: Bool { code == .noError && answerCount > 0 }
}
