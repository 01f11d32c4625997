import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Which version of a zone each of its servers has (`+nssearch`).
enum ZoneVersions {
    private static let searchWindow = 16

    /// Finds the servers of the zone that the name is in, and compares which version of it each has.
    static func compare(
        _ lookup: DigLookup, _ name: DNSName, _ arguments: DigArguments, _ system: ResolverConfiguration,
        on link: inout some ResolveLink & ~Copyable
    ) throws(UsageError) -> ExitCode {
        let resolvers = try DigServers.find(DigTargets(lookup), arguments.family, arguments.port, system)
        var search = ZoneServerSearch(name, usesIPv4: arguments.family != .v6, usesIPv6: arguments.family != .v4) {
            var plan = lookup.options.plan($0, resolvers)
            plan.follow(system, lookup.options, 0)
            return plan
        }
        ResolveBatch.run(on: &link, window: searchWindow, of: &search)
        let port = arguments.port ?? DNSTransport.udp.defaultPort
        let servers = search.servers.flatMap { server in
            server.addresses.map { DNSServer("\(server.name)", Endpoint($0), port: port) }
        }
        for server in search.servers where server.addresses.isEmpty { warn("\(server.name) has no address") }
        guard !servers.isEmpty else { return couldNotAsk("\(search.zone): no server of it is known") }
        var options = lookup.options
        options.flags.recursionDesired = false
        (options.text.isShort, options.text.identifiesServer) = (true, true)
        let asks = servers.map { DigAsk(server: $0, subnet: nil) }
        var run = DigCompareRun(DNSQuestion(search.zone, .soa), asks, options, system, DigTeller(options))
        ResolveBatch.run(on: &link, window: asks.count, of: &run)
        return run.tell([])
    }

    /// The start of a zone as one of its servers has it, in dig's words.
    static func write(
        _ answer: ResolveAnswer, of zone: DNSName, by teller: DigTeller, to output: inout [UInt8]
    ) {
        var line: [UInt8] = []
        teller.write(answer, to: &line)
        guard !line.isEmpty else { return warn("\(answer.server.name) has no SOA record of \(zone)") }
        output += Array("SOA ".utf8) + line
    }
}
