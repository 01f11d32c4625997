import ArgumentParser
import Testing

@testable import Commands

@Suite struct HelpSectionTests {
    @Test func `each section of the help stands under its title, in order`() {
        let help = PingCommand.addTitles(to: PingCommand.helpMessage())
        var rest = help[...]
        for section in PingCommand.helpSections {
            let start = rest.firstRange(of: "\n\n\(section.title.uppercased()):\n  \(section.firstOption)")
            #expect(start != nil, "\(section.title)")
            rest = start.map { rest[$0.upperBound...] } ?? rest
        }
    }

    @Test func `an option that is only mentioned begins no section`() {
        let text = "See --json.\n\n  -x   Not --json.\n  --json   Yes."
        #expect(PingCommand.addTitles(to: text) == "See --json.\n\n  -x   Not --json.\n\nFORMAT:\n  --json   Yes.")
    }
}
