import Wire

/// The interfaces that packets can be captured on, as a table for people or as lines of JSON.
public struct InterfaceList: Sendable {
    public struct Entry: Sendable {
        public struct Address: Sendable {
            public var address: IPAddress
            public var prefixLength: Int

            public init(address: IPAddress, prefixLength: Int) {
                self.address = address
                self.prefixLength = prefixLength
            }
        }

        public var name: String
        /// 0 stands for all interfaces.
        public var index: UInt32
        public var isUp: Bool
        public var isRunning: Bool
        public var isLoopback: Bool
        public var mtu: Int?
        public var mac: MACAddress?
        /// What captured packets begin with.
        public var linkType: LinkType
        public var addresses: [Address]

        public init(
            name: String, index: UInt32, isUp: Bool, isRunning: Bool, isLoopback: Bool, mtu: Int?, mac: MACAddress?,
            linkType: LinkType, addresses: [Address]
        ) {
            self.name = name
            self.index = index
            self.isUp = isUp
            self.isRunning = isRunning
            self.isLoopback = isLoopback
            self.mtu = mtu
            self.mac = mac
            self.linkType = linkType
            self.addresses = addresses
        }

        fileprivate var state: String {
            if index == 0 { return "all interfaces" }
            let state = !isUp ? "down" : isRunning ? "up" : "up, no link"
            return isLoopback ? state + ", loopback" : state
        }
    }

    private let entries: [Entry]

    public init(_ entries: [Entry]) { self.entries = entries }

    /// A line an interface: index, name, state, link type, MAC address, and its addresses.
    public func text() -> [UInt8] {
        let names = entries.map { entry in
            var name: [UInt8] = []
            name.appendEscaped(entry.name)
            return name
        }
        let nameWidth = names.reduce(0) { max($0, $1.count) } + 2
        let stateWidth = entries.reduce(0) { max($0, $1.state.utf8.count) } + 2
        let linkWidth = entries.reduce(0) { max($0, $1.linkType.description.utf8.count) }
        var text: [UInt8] = []
        for (entry, name) in zip(entries, names) {
            text.append(alignedRightTo: 3) { $0.append(decimal: Int(entry.index)) }
            text.append(text: "  ")
            var start = text.count
            text.append(contentsOf: name)
            text.pad(to: nameWidth, since: start)
            start = text.count
            text.append(text: entry.state)
            text.pad(to: stateWidth, since: start)
            start = text.count
            text.append(text: entry.linkType.description)
            if entry.mac != nil || !entry.addresses.isEmpty { text.pad(to: linkWidth, since: start) }
            if let mac = entry.mac { text.append(text: "  \(mac)") }
            for address in entry.addresses { text.append(text: "  \(address.address)/\(address.prefixLength)") }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    public func json() -> [UInt8] {
        var output: [UInt8] = []
        for entry in entries {
            JSONWriter.line(to: &output) { json in
                json.add("type", "interface")
                json.add("name", entry.name)
                json.add("index", entry.index)
                json.add("up", entry.isUp)
                json.add("running", entry.isRunning)
                json.add("loopback", entry.isLoopback)
                json.add("link_type", entry.linkType.description)
                json.add("mtu", entry.mtu)
                json.add("mac", entry.mac.map(\.description))
                json.add("addresses", strings: entry.addresses.map { "\($0.address)/\($0.prefixLength)" })
            }
        }
        return output
    }
}
