import Foundation

/// What `Tests/Fixtures/make-certificates.sh` has made: certificates of a server `dns.example` at 192.0.2.53.
enum Samples {
    static let authority = path("authority")
    /// Another authority.
    static let stranger = path("stranger")
    /// From 2000 to 2100, with the key of all of the server's certificates.
    static let server = path("server")
    /// From 2000 to 2010.
    static let expired = path("expired")
    /// From 2099 on.
    static let early = path("early")
    /// SHA-256 of the server's key, in Base64.
    static let pin = "dYks4Ia2QKXRpAQWasa+eD29UNL7Dd3kupEmHej/i9Y="

    private static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/tls/\(name).pem").path
    }
}
