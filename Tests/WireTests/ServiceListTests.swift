import Testing
import Wire

@Suite struct ServiceListTests {
    private static func list(_ text: String) -> [ServiceList.Service] {
        ServiceList(parsing: Array(text.utf8)).services
    }

    @Test func `a line is name, port, transport, aliases and a remark`() {
        let services = Self.list("# a list\n\nssh\t\t22/tcp\t\t\t# Secure  shell\nhttp 80/tcp www web\r\ndomain 53/udp")
        #expect(services.map(\.name) == ["ssh", "http", "domain"])
        #expect(services.map(\.port) == [22, 80, 53] && services.map(\.transport) == ["tcp", "tcp", "udp"])
        #expect(services.map(\.aliases) == [[], ["www", "web"], []])
        #expect(services.map(\.comment) == ["Secure shell", "", ""])
    }

    @Test(arguments: [
        "", "x", "x y", "x 1", "x /tcp", "x 1/", "x 65536/tcp", "x -1/tcp", "x +1/tcp", "x 1/tcp/udp", "# x 1/tcp",
        "x # 1/tcp", "x 99999999999999999999999/tcp", "\u{0}", "x 0x10/tcp",
    ])
    func `lines that are none are passed over`(line: String) {
        #expect(Self.list(line).isEmpty)
        #expect(Self.list(line + "\nssh 22/tcp\n").map(\.port) == [22])
    }

    @Test func `any bytes are read`() {
        let bytes: [UInt8] = [0xFF, 0x20] + Array("1/tcp ".utf8) + [0xC3, 0x0A]
        #expect(ServiceList(parsing: bytes).services.map(\.name) == ["\u{FFFD}"])
    }
}
