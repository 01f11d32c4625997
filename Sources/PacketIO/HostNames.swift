import Wire

/// What a section of a capture calls hosts, as far as it can be shown in place of an address.
public struct HostNames: Sendable {
    public private(set) var names: [IPAddress: String] = [:]
    /// Another one after each change.
    public private(set) var version = 0

    /// A file may be full of names.
    private static let maximumCount = 16_384
    /// In bytes: no name that DNS has is longer.
    private static let longestName = 253

    mutating func removeAll() {
        guard !names.isEmpty else { return }
        names = [:]
        version += 1
    }

    mutating func add(_ told: CaptureNames) {
        for entry in told.entries {
            guard let name = entry.names.first(where: Self.isShowable),
                names.count < Self.maximumCount || names[entry.address] != nil
            else { continue }
            names[entry.address] = name
        }
        version += 1
    }

    /// Whether the name looks like one, and like nothing else that a line has: an address, say, or words between two.
    private static func isShowable(_ name: String) -> Bool {
        guard name.utf8.count <= longestName, IPv4Address(name) == nil else { return false }
        return name.utf8.contains { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) && $0 != UInt8(ascii: ".") }
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
