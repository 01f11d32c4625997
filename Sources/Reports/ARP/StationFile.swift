import Probes
import Wire

/// The file in which `arp watch` remembers stations: JSON Lines, an object for each, and of several for one address on
/// one link the last holds.
public enum StationFile {
    public static func write(_ record: StationRecord, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("interface", record.interface)
            json.add("vlan", record.vlan)
            json.add("address", record.address)
            json.add("mac", record.mac.description)
            json.add("first_seen", moment: record.firstSeen)
            json.add("last_seen", moment: record.lastSeen)
            json.add("previous_macs", strings: record.previousMACs.map(\.description))
        }
    }

    /// What was wrong with a file.
    public struct Damage: Hashable, Sendable {
        public var recordCount = 0
        /// Lines that are no record: how many, and where the first begins, in bytes from the start.
        public var badLineCount = 0
        public var firstBadLine: Int?
        /// Where a line begins that was not written to its end.
        public var tornLine: Int?
        /// Whether the file may have been written by something else, and has to be left alone.
        public var isForeign = false
    }

    /// Reads all that can be read.
    public static func read(_ bytes: [UInt8], _ take: (StationRecord) -> Void) -> Damage {
        var damage = Damage()
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            let line = bytes[start..<(end ?? bytes.count)]
            if let record = StationRecord(line: line) {
                damage.recordCount += 1
                take(record)
            } else if end == nil {
                damage.tornLine = start
            } else if !line.isEmpty {
                damage.badLineCount += 1
                damage.firstBadLine = damage.firstBadLine ?? start
            }
            start = (end ?? bytes.count) + 1
        }
        damage.isForeign = damage.recordCount == 0 && !isStart(bytes)
        return damage
    }

    /// Whether a file without a record may be one whose first was not written to its end.
    private static func isStart(_ bytes: [UInt8]) -> Bool {
        let head = Array(#"{"interface":""#.utf8)
        // A file that may not be written anew goes on behind an empty line.
        let line = bytes.drop { $0 == UInt8(ascii: "\n") }
        return !line.contains(UInt8(ascii: "\n")) && line.prefix(head.count) == head.prefix(line.count)
    }
}

extension StationRecord {
    private static let longestLine = 4096
    /// Linux's names of interfaces are shorter than this.
    private static let longestName = 64

    /// Nil where the line is no record. Members of other names are passed over.
    init?(line: ArraySlice<UInt8>) {
        guard line.count <= Self.longestLine, let members = FlatJSON.object(line),
            case .text(let interface)? = members["interface"], case .text(let address)? = members["address"],
            case .text(let mac)? = members["mac"], case .text(let first)? = members["first_seen"],
            case .text(let last)? = members["last_seen"], interface.utf8.count <= Self.longestName,
            let place = IPAddress(address), let mac = MACAddress(mac),
            let firstSeen = Nanoseconds(rfc3339: first), let lastSeen = Nanoseconds(rfc3339: last)
        else { return nil }
        var vlan: UInt16?
        switch members["vlan"] {
        case nil: break
        case .number(let number) where (1...4095).contains(number): vlan = UInt16(number)
        default: return nil
        }
        var previous: [MACAddress] = []
        if let value = members["previous_macs"] {
            guard case .texts(let texts) = value else { return nil }
            previous = texts.compactMap { MACAddress($0) }
            guard previous.count == texts.count else { return nil }
        }
        self.init(
            place, at: mac, on: interface, vlan: vlan, firstSeen: firstSeen, lastSeen: lastSeen,
            previousMACs: previous)
    }
}

extension Nanoseconds {
    /// A moment from 1970 to 2261 as RFC 3339 writes it in UTC, with up to nine decimals; in nanoseconds since 1970.
    init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard (20...30).contains(bytes.count), bytes.last == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            let digits = bytes[range]
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
        }
        let separators: [(Int, String)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard separators.allSatisfy({ bytes[$0.0] == $0.1.utf8.first }),
            bytes[19] == UInt8(ascii: ".") || bytes.count == 20,
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), (1...12).contains(month),
            (1...31).contains(day), hour < 24, minute < 60, second < 61, (1970...2261).contains(year)
        else { return nil }
        let decimals = 20..<Swift.max(20, bytes.count - 1)
        guard var fraction = number(decimals), bytes.count != 21 else { return nil }
        for _ in decimals.count..<9 { fraction *= 10 }
        let days = CivilDate(year: year, month: UInt8(month), day: UInt8(day)).daysSince1970
        self = ((days * 24 + hour) * 60 + minute) * 60 * .second + second * .second + fraction
    }
}
