import Testing

/// `swiftnet codes` as it was built.
@Suite struct CodesScriptTests {
    @Test(
        .enabled(if: Script.program != nil, "swiftnet has not been built"),
        .enabled(if: Script.has("tshark"), "there is no tshark"),
        .enabled(if: Script.has("python3"), "there is no python3"))
    func `tables agree with other programs'`() throws {
        let (status, words) = try Script.run("registries.py", [try #require(Script.program)])
        #expect(status == 0, "\(words)")
    }
}
