import Probes
import SecureStreams
import Testing

@testable import Commands

@Suite struct HTTPSMessagesTests {
    @Test(
        arguments: [
            (200, "application/dns-message", 12, nil), (200, "Application/DNS-Message;charset=x", 500, nil),
            (200, "text/html", 500, LinkError(.lasting, "its answer is text/html, not application/dns-message")),
            (200, nil, 500, LinkError(.lasting, "its answer is of no type, not application/dns-message")),
            (200, "application/dns-message", 11, LinkError(.other, "its answer of 11 bytes is no DNS message")),
            (404, "application/dns-message", 12, LinkError(.lasting, "HTTP status 404")),
            (301, nil, 0, LinkError(.lasting, "HTTP status 301")), (429, nil, 0, LinkError(.other, "HTTP status 429")),
            (502, "text/html", 500, LinkError(.other, "HTTP status 502")),
        ] as [(Int, String?, Int, LinkError?)])
    func `a response is an answer, or is said not to be one`(
        status: Int, type: String?, length: Int, fault: LinkError?
    ) {
        var response = HTTPResponse()
        (response.status, response.contentType) = (status, type)
        response.body = [UInt8](repeating: 0, count: length)
        #expect(HTTPSMessages.fault(of: response) == fault)
    }
}
