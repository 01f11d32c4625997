import PacketIO
import Probes
import Reports
import Wire

/// Tells the entries of the kernel's table of neighbours in the form that was asked for.
enum NeighborTelling {
    static func tell(_ neighbors: [Neighbor], json: Bool, csv: Bool) {
        let neighbors = neighbors.sorted { ($0.interfaceIndex, $0.address) < ($1.interfaceIndex, $1.address) }
        var output: [UInt8] = []
        let names = InterfaceNames(NetworkInterface.all())
        if json {
            for neighbor in neighbors { NeighborReport.json(neighbor, names, vendor: Vendors.name, to: &output) }
        } else if csv {
            NeighborReport.csv(neighbors, names, to: &output)
        } else {
            NeighborReport.text(neighbors, names, vendor: Vendors.name, to: &output)
        }
        StandardStream.output.write(output)
    }

    /// Whether an address is one of those, or in one of the blocks, that words name; without any, all are.
    static func isNamed(_ address: IPAddress, by words: [String]) -> Bool {
        words.isEmpty || words.contains { IPAddress($0) == address || AddressBlock($0)?.contains(address) == true }
    }
}
