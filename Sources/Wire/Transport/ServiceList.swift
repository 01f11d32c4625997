/// Names of ports, as the system's list has them (services(5)): `https  443/tcp  alias # comment` a line.
public struct ServiceList: Hashable, Sendable {
    public struct Service: Hashable, Sendable {
        public let name: String
        public let port: UInt16
        /// `tcp`, `udp`, `sctp`, ...
        public let transport: String
        public let aliases: [String]
        /// What stands behind `#`; empty where nothing does.
        public let comment: String
    }

    /// In the order of the list.
    public private(set) var services: [Service] = []

    /// Lines that are no services are passed over; names may hold anything but blanks.
    public init(parsing text: [UInt8]) {
        for line in text.split(separator: UInt8(ascii: "\n")) {
            if let service = Self.service(line) { services.append(service) }
        }
    }

    private static func service(_ line: ArraySlice<UInt8>) -> Service? {
        let halves = line.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let words = halves.first?.split(whereSeparator: \.isBlankOrLineEnd), words.count > 1 else { return nil }
        let place = words[1].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard place.count == 2, !place[1].isEmpty, place[0].allSatisfy(\.isDecimalDigit),
            let port = UInt16(text(place[0]))
        else { return nil }
        let comment = halves.count > 1 ? halves[1].split(whereSeparator: \.isBlankOrLineEnd).map(text) : []
        return Service(
            name: text(words[0]), port: port, transport: text(place[1]), aliases: words[2...].map(text),
            comment: comment.joined(separator: " "))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
