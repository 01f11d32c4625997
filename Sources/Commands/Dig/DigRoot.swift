import Analysis
import PacketIO
import Probes
import Wire

/// What is known of the root without asking: Debian's package `dns-root-data` has it too.
enum DigRoot {
    private static let systemHints = "/usr/share/dns/root.hints"
    private static let systemAnchors = "/usr/share/dns/root.ds"

    /// The servers of the root: as a file says, else as the system's, else as they are known to be.
    static func servers(_ path: String?) throws(UsageError) -> [NameServer] {
        let servers = try path.map { path throws(UsageError) in [NameServer](hints: try records(path)) }
        guard let servers else {
            let known = (try? records(systemHints)).map { [NameServer](hints: $0) } ?? []
            return known.isEmpty ? .internetRoot : known
        }
        guard !servers.isEmpty else { throw UsageError("\(path ?? "") names no server of the root") }
        return servers
    }

    /// The keys to begin with: as a file says, else as the system's, else as they are known to be.
    static func anchors(_ path: String?) throws(UsageError) -> TrustAnchors {
        let anchors = try path.map { path throws(UsageError) in TrustAnchors(try records(path)) }
        guard let anchors else {
            let known = (try? records(systemAnchors)).map { TrustAnchors($0) }
            return known.flatMap { $0.isEmpty ? nil : $0 } ?? .internetRoot
        }
        guard !anchors.isEmpty else { throw UsageError("\(path ?? "") has no DS or DNSKEY record") }
        return anchors
    }

    private static func records(_ path: String) throws(UsageError) -> [DNSRecord] {
        let text: [UInt8]
        do throws(LinkError) {
            text = try InputText.read(path)
        } catch {
            throw UsageError(error.message)
        }
        do throws(DNSTextError) {
            return try ZoneFile.records(text)
        } catch {
            throw UsageError("\(path): \(error)")
        }
    }
}
