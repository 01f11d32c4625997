import ArgumentParser
import PacketIO
import Probes
import Wire

/// Whom to ask.
enum DigServers {
    /// Those that were named, `address`, `name`, or either with `#port` behind it, or a URL; else those of the system.
    static func find(
        _ targets: DigTargets, _ family: Names.Family, _ port: UInt16?, _ system: ResolverConfiguration
    ) throws(UsageError) -> [DNSServer] {
        guard !targets.texts.isEmpty else {
            let servers = system.servers.filter { suits($0, family) }.map {
                targets.secured(DNSServer($0.name, $0.endpoint), nil, port)
            }
            guard !servers.isEmpty else { throw UsageError("no server of this address family is configured") }
            return servers
        }
        var servers: [DNSServer] = []
        for text in targets.texts {
            let word = try DigServerWord(text)
            do throws(NameError) {
                let endpoints = try Names.resolve(word.host, family: family)
                servers += endpoints.map { targets.secured(DNSServer(word.host, $0), word, port) }
            } catch {
                throw UsageError("@\(text): \(error.message)")
            }
        }
        return servers
    }

    private static func suits(_ server: DNSServer, _ family: Names.Family) -> Bool {
        family.includes(isIPv6: server.endpoint.address.isIPv6)
    }
}

/// What can be told to `dig`.
enum DigHelp {
    static var text: String {
        var lines = [
            "OVERVIEW: \(DigCommand.configuration.abstract)", "",
            "USAGE: \(DigCommand.configuration.usage ?? "")", "",
            "What stands before the first name holds for all names, what stands behind one for that one.",
            "Options may be cut short, have a form with no, +nostats, and may begin with -- too.", "",
            row(
                "@server",
                "ask this server: an address or a name, #port behind it; several are asked in turn, or compared"),
            row("@tls://host:port", "ask it by TLS, and see who it is; so does @https://host:port/path"),
            row("@mdns%interface", "ask all on the link (mDNS); so does the address of a group"),
            row("-x address", "ask for the name of an address"),
            row("-q name  -t type  -c class", "the same words, for names that look like types"),
            row("-p port", "ask by this port"),
            row("-y algorithm:name:secret", "sign queries with this key; -k file: with the key in a file"),
            row("-b address#port", "send from this address, and port"),
            row("-f file", "names from a file, or - for standard input: a line each, words as on the command line"),
            row("-E file  -G file", "write messages to a file of dnstap as they pass; show those of one"),
            row("--concurrency number", "ask for so many names of a file at once (128)"),
            row("--rate number", "begin with so many names a second at most"),
            row("--unordered", "answers as they come, not in the order of the names"),
            row("--cache", "give an answer again while it is good, and use what is known of zones for other names"),
            row("-r", "as the first word: pass over what ~/.digrc says"),
            row("-4  -6", "ask servers by IPv4, or by IPv6, alone"),
            row("-u", "times in microseconds"),
            row("-h  -v", "this help; the version"), "",
        ]
        for option in DigOption.all {
            let value = option.value.map { "=\($0)" } ?? ""
            lines.append(row("+" + option.names.joined(separator: ", +") + value, option.help))
        }
        lines += ["", "Status: 0 no error, 1 another answer, 2 no answer could be had, 64 wrong usage.", ""]
        return lines.joined(separator: "\n")
    }

    private static func row(_ words: String, _ help: String) -> String {
        "  " + words + String(repeating: " ", count: max(2, 30 - words.count)) + help
    }
}
