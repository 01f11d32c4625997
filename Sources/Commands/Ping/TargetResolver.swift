import ArgumentParser
import PacketIO
import Probes
import Wire

/// From what the user named to the addresses to ping.
struct TargetResolver {
    let family: Names.Family
    let allAddresses: Bool
    let interface: String?

    /// Everything named, in order. What is wrong is told at once, before anything is sent: usage (64) where the text
    /// makes no sense, 2 where a file or a name can't be had.
    ///
    /// - Parameter words: hosts, addresses, blocks or ranges; `-` is a list of them on standard input.
    /// - Parameter file: a further list.
    func resolve(_ words: [String], file: String?) throws -> [PingTarget] {
        var texts: [String] = []
        for word in words { texts += word == "-" ? try Self.words(in: "-") : [word] }
        if let file { texts += try Self.words(in: file) }
        guard !texts.isEmpty else { throw ValidationError("No target is left: the list is empty.") }
        var targets: [PingTarget] = []
        for text in texts { targets += try resolve(text) }
        guard !targets.isEmpty else { throw ValidationError("No target is left: the block is empty.") }
        return targets
    }

    /// The first word of each line; `#` starts a comment.
    static func words(in path: String) throws -> [String] {
        let bytes: [UInt8]
        do { bytes = try InputText.read(path) } catch { throw couldNotAsk(error.message) }
        var words: [String] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let content = line.prefix { $0 != UInt8(ascii: "#") }
            let isText = content.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 || $0 == 0x0D }
            guard isText, String(validating: content, as: UTF8.self) != nil else {
                throw couldNotAsk("\(path), line \(index + 1): not text")
            }
            let word = content.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.first
            if let word { words.append(String(decoding: word, as: UTF8.self)) }
        }
        return words
    }

    private func resolve(_ text: String) throws -> [PingTarget] {
        let expression: TargetExpression
        do {
            expression = try TargetExpression(text)
        } catch {
            throw ValidationError("\(text): \(error.description)")
        }
        switch expression {
        case .range(let first, let last):
            try check(first, text)
            return TargetExpression.addresses(from: first, through: last).map {
                PingTarget(endpoint: Endpoint($0))
            }
        case .address(let address, let zone):
            try check(address, text)
            return [PingTarget(name: text, endpoint: try endpoint(address, zone: zone))]
        case .name(let name):
            return try lookUp(name)
        }
    }

    private func check(_ address: IPAddress, _ text: String) throws {
        if family == .v4 && address.isIPv6 || family == .v6 && !address.isIPv6 {
            throw ValidationError("\(text) is no IPv\(family.rawValue) address.")
        }
    }

    /// A link-local address means something only on one link: the zone's, or the interface's that was asked for.
    private func endpoint(_ address: IPAddress, zone: String?) throws -> Endpoint {
        guard let zone = zone ?? (address.isIPv6 && (address.isLinkLocal || address.isMulticast) ? interface : nil)
        else {
            guard !(address.isIPv6 && address.isLinkLocal) else {
                throw ValidationError("\(address) means something on one link only: name it, as in \(address)%eth0.")
            }
            return Endpoint(address)
        }
        do {
            let link = try UInt32(zone).map { try NetworkInterface(index: $0) } ?? NetworkInterface(named: zone)
            return Endpoint(address, scope: link.index)
        } catch let error as LinkError {
            throw couldNotAsk(error.message)
        }
    }

    /// The first address that there is a way to, or all.
    private func lookUp(_ name: String) throws -> [PingTarget] {
        let endpoints: [Endpoint]
        do {
            endpoints = try Names.resolve(name, family: family)
        } catch {
            throw couldNotAsk("\(name): \(error.message)")
        }
        let targets = endpoints.map { PingTarget(name: name, endpoint: $0) }
        if allAddresses {
            return endpoints.map { PingTarget(endpoint: $0) }
        }
        let reachable = targets.first { (try? $0.endpoint.source(interface: interface)) != nil }
        return (reachable ?? targets.first).map { [$0] } ?? []
    }
}
