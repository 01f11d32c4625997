import Foundation
import Testing

/// The table of field names is written by a script from what the sources tell.
@Suite struct FieldNamesScriptTests {

    @Test(.enabled(if: Script.has("python3"), "there is no python3"))
    func `the table of field names is up to date`() throws {
        let (status, words) = try Script.run("../Scripts/field-names", ["--check"])
        #expect(status == 0, "\(words)")
    }

    /// Names that no call spells out: joined, chosen by a switch, given by a property.
    @Test(
        .enabled(if: Script.has("python3"), "there is no python3"),
        arguments: [
            "ipv6.hopopts.nxt number", "ipv6.dstopts.len number", "mip6.data bytes", "hip.hdr_len number",
            "icmpv6.nd.rd.target_address ipv6", "ip.options.routeralert group", "_ws.short group warning", "tcp layer",
            "tcp.flags group number", "ipv6.routing.srh.addr ipv6", "eth.src mac", "ip.src ipv4",
        ])
    func `names that are computed are found`(line: String) throws {
        let (status, words) = try Script.run("../Scripts/field-names", ["--list"])
        #expect(status == 0)
        #expect(words.split(separator: "\n").contains { $0 == line })
    }
}
