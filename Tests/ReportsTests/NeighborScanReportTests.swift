import Foundation
import Probes
import TestSupport
import Testing
import Wire

@testable import Reports

/// What a scan of a link says, in its three forms.
@Suite struct NeighborScanReportTests {
    private static func context(targets: Int?) -> NeighborScanContext {
        var context = NeighborScanContext(
            interface: "eth0", sourceMAC: MACAddress(rawValue: 0x0200_0000_0001), subject: "10.0.0.0/24",
            vendor: { $0.rawValue >> 40 == 0 ? "Evil, \u{1B}[2J\"Inc\"" : nil })
        context.targetCount = targets
        context.source = .v4(IPv4Address(rawValue: 0x0A00_0001))
        return context
    }

    private static func totals(answered: Int = 0, called: Int? = nil) -> NeighborScanTotals {
        var totals = NeighborScanTotals()
        (totals.answered, totals.called, totals.sent, totals.elapsed) = (answered, called, 512, 2 * .second)
        return totals
    }

    @Test(
        arguments: [
            (3, 6, 253, "3 of 253 answered, and 6 addresses of IPv6, 512 sent, in 2 s"),
            (3, 1, 253, "3 of 253 answered, and 1 address of IPv6, 512 sent, in 2 s"),
            (0, 0, 253, "0 of 253 answered, and 0 addresses of IPv6, 512 sent, in 2 s"),
            (2, nil, 5, "2 of 5 answered, 512 sent, in 2 s"),
            (0, 6, nil, "6 addresses of IPv6 answered, 512 sent, in 2 s"),
        ] as [(Int, Int?, Int?, String)])
    func `who was called is not counted among those who were asked`(
        answered: Int, called: Int?, targets: Int?, line: String
    ) throws {
        let totals = Self.totals(answered: answered, called: called)
        var text: [UInt8] = []
        NeighborScanText.summary(totals, Self.context(targets: targets), at: 0, to: &text)
        #expect(String(decoding: text, as: UTF8.self) == "\n\(line)\n")
        #expect(totals.found == answered + (called ?? 0))
        var json: [UInt8] = []
        NeighborScanJSON.summary(totals, Self.context(targets: targets), at: 0, to: &json)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(try SchemaValidator(named: "arp").faults(in: object) == [])
        #expect(object["targets"] as? Int == targets && object["received"] as? Int == totals.found)
        #expect(object["received_by_call"] as? Int == called)
    }

    private static var forms: [any NeighborForm<NeighborScanContext, NeighborScanEvent, NeighborScanTotals>.Type] {
        [NeighborScanText.self, NeighborScanJSON.self, NeighborScanCSV.self]
    }

    @Test func `of a quiet scan people read the neighbours alone`() {
        var context = Self.context(targets: 1)
        context.isQuiet = true
        let answer = ScanAnswer(
            known: .v4(IPv4Address(rawValue: 0x0A00_0002)), mac: MACAddress(rawValue: 0x0000_0000_0009), at: .second)
        var text: [UInt8] = []
        NeighborScanText.start(context, at: 0, to: &text)
        NeighborScanText.event(.answer(answer), context, at: 0, to: &text)
        NeighborScanText.summary(Self.totals(answered: 1), context, at: 0, to: &text)
        #expect(String(decoding: text, as: UTF8.self) == "10.0.0.2        00:00:00:00:00:09\n")
    }

    @Test func `every event is a line without control characters, and JSON as its schema says`() throws {
        var context = Self.context(targets: 1)
        context.name = { _ in "host\u{7},\u{9B}.test" }
        let answer = ScanAnswer(
            known: .v4(IPv4Address(rawValue: 0x0A00_0002)), mac: MACAddress(rawValue: 0x0000_0000_0009), at: .second)
        let schema = try SchemaValidator(named: "arp")
        let events: [NeighborScanEvent] = [
            .answer(answer), .duplicate(answer, count: 2), .conflict(answer, others: [.broadcast]),
            .failed(answer.address, LinkError(.other, "no room")),
        ]
        for event in events {
            for form in Self.forms {
                var bytes: [UInt8] = []
                form.event(event, context, at: 0, to: &bytes)
                if bytes.isEmpty { continue }
                #expect(bytes.count { $0 == 0x0A } == 1 && bytes.last == 0x0A)
                let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
                #expect(scalars.allSatisfy { $0.properties.generalCategory != .control || ["\r", "\n"].contains($0) })
            }
            var json: [UInt8] = []
            NeighborScanJSON.event(event, context, at: 0, to: &json)
            #expect(schema.faults(in: try JSONSerialization.jsonObject(with: Data(json))) == [])
        }
    }
}
