import Testing
import Wire

@Suite struct VendorListTests {
    private static let list = VendorList(
        csv: Array(
            """
            Registry,Assignment,Organization Name,Organization Address
            MA-L,00D0EF,IGT,"9295 PROTOTYPE ""DRIVE""
             RENO NV US 89511 "
            MA-L,001B21,Intel Corporate,"Lot 8, Jalan Hi-Tech"
            MA-S,70B3D5719,"2M, Technology ",x
            MA-M,741ae09,Private,
            MA-L,XYZ,bad,x
            MA-L,12345678901,bad,x
            short
            MA-L,AABBCC,"never closed
            MA-L,DDEEFF,lost,x
            """.utf8))

    @Test(arguments: [
        ("001B21", "Intel Corporate", "00:1B:21/24"), ("001b21aabbcc", "Intel Corporate", "00:1B:21/24"),
        ("70B3D5719000", "2M, Technology", "70:B3:D5:71:90/36"), ("741AE0900000", "Private", "74:1A:E0:90/28"),
        ("00D0EF", "IGT", "00:D0:EF/24"),
    ])
    func `an address is the one's whose digits it begins with`(digits: String, name: String, block: String) {
        let found = Self.list.assignment(of: digits)
        #expect(found?.organization == name && found?.block == block)
    }

    @Test(arguments: ["", "00", "001B2", "001B22", "70B3D5718000", "DDEEFF"])
    func `others are nobody's`(digits: String) {
        #expect(Self.list.assignment(of: digits) == nil)
    }

    @Test func `organizations can be looked for, up to a limit`() {
        #expect(
            Self.list.assignments(limit: 9) { $0.organization.hasSuffix("ate") }.map(\.digits) == ["001B21", "741AE09"])
        #expect(Self.list.assignments(limit: 2) { _ in true }.map(\.organization) == ["IGT", "Intel Corporate"])
        #expect(Self.list.assignments(limit: 0) { _ in true }.isEmpty)
    }

    @Test func `any bytes are read`() {
        for text in ["", ",", ",,", "\"", "\"\"\"", "\n\n", "a,AABBCC", "a,AABBCC,", "\u{0},AABBCC,\u{0}"] {
            _ = VendorList(csv: Array(text.utf8)).assignments(limit: 9) { _ in true }
        }
        #expect(VendorList(csv: Array("a,AABBCC,".utf8)).assignment(of: "AABBCC")?.organization == "")
    }
}
