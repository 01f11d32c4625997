import ArgumentParser
import Testing

@testable import Commands

@Suite struct HelpSectionTests {
    @Test func `each section of the help stands under its title, in order`() {
        let help = CaptureCommand.addTitles(to: CaptureCommand.helpMessage())
        var rest = help[...]
        for section in CaptureCommand.helpSections {
            let start = rest.firstRange(of: "\n\n\(section.title.uppercased()):\n  \(section.firstOption)")
            #expect(start != nil, "\(section.title)")
            rest = start.map { rest[$0.upperBound...] } ?? rest
        }
    }

    @Test func `an option that is only mentioned begins no section`() {
        let text = "See --duration.\n\n  -x   Not --duration.\n  --duration   Yes."
        #expect(
            CaptureCommand.addTitles(to: text)
                == "See --duration.\n\n  -x   Not --duration.\n\nWHEN TO END:\n  --duration   Yes.")
    }
}
