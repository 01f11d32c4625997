import PacketIO
import Wire

/// To whom the IEEE assigned MAC addresses, by the lists of Debian's package ieee-data.
enum Vendors {
    private static let folders = ["/usr/share/ieee-data", "/var/lib/ieee-data"]
    /// Those of the longest prefixes first: a block of 24 bits may be the IEEE's own, for shorter ones in it.
    private static let files = ["oui36.csv", "iab.csv", "mam.csv", "oui.csv"]

    /// The lists that are here; read when they are first asked for.
    static let lists: [(path: String, vendors: VendorList)] = files.compactMap { file in
        for folder in folders {
            let path = "\(folder)/\(file)"
            if let bytes = try? InputText.read(path) { return (path, VendorList(csv: bytes)) }
        }
        return nil
    }

    /// Nil where nobody has it, or no list is here.
    static func name(of mac: MACAddress) -> String? {
        guard !mac.isLocallyAdministered, !mac.isGroup, mac.rawValue != 0 else { return nil }
        let digits = mac.description.filter { $0 != ":" }
        return lists.lazy.compactMap { $0.vendors.assignment(of: digits) }.first?.organization
    }
}
