extension BridgeProtocolDataUnit: PacketLayer {
    public static let name = "stp"
    public static let announcements: [LayerAnnouncement] = [
        .llc(0x42), .snap(.cisco, CiscoProtocol.perVLANSpanningTree.rawValue), .snap(.ieee8021, 0x000E),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("stp", "Spanning Tree Protocol", at: context.place(0, bytes.count))
        sink.number("stp.protocol", "Protocol Identifier", bytes.uint16(at: 0), .hex(4), at: context.place(0, 2))
        sink.number("stp.version", "Protocol Version Identifier", version, at: context.place(2, 1))
        sink.number("stp.type", "BPDU Type", type, .hex(2), at: context.place(3, 1))
        if isConfiguration {
            describeFlags(flags, "stp.flags", into: &sink, at: context.place(4, 1))
            describeConfiguration(into: &sink, in: context)
        }
        sink.close()
    }

    @inlinable
    func describeFlags<Sink: FieldSink & ~Copyable>(
        _ flags: UInt8, _ name: String, into sink: inout Sink, at place: Range<Int>
    ) {
        sink.open(name, "Flags", at: place)
        sink.number(name, "Flags", flags, .hex(2), at: place)
        sink.flag("stp.flags.tcack", "Topology Change Acknowledgment", flags & 0x80 != 0, at: place)
        if type == .rapid {
            sink.flag("stp.flags.agreement", "Agreement", flags & 0x40 != 0, at: place)
            sink.flag("stp.flags.forwarding", "Forwarding", flags & 0x20 != 0, at: place)
            sink.flag("stp.flags.learning", "Learning", flags & 0x10 != 0, at: place)
            sink.number("stp.flags.port_role", "Port Role", BPDUPortRole(rawValue: flags >> 2), at: place)
            sink.flag("stp.flags.proposal", "Proposal", flags & 0x02 != 0, at: place)
        }
        sink.flag("stp.flags.tc", "Topology Change", flags & 0x01 != 0, at: place)
        sink.close()
    }

    @inlinable
    func describeConfiguration<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        guard let root, let bridge else { return }
        sink.number("stp.root.prio", "Root Bridge Priority", root.priority, at: context.place(5, 1))
        sink.number("stp.root.ext", "Root System ID Extension", root.systemExtension, at: context.place(5, 2))
        sink.address("stp.root.hw", "Root Bridge System ID", root.address, at: context.place(7, 6))
        sink.number("stp.root.cost", "Root Path Cost", rootPathCost, at: context.place(13, 4))
        sink.number("stp.bridge.prio", "Bridge Priority", bridge.priority, at: context.place(17, 1))
        sink.number("stp.bridge.ext", "Bridge System ID Extension", bridge.systemExtension, at: context.place(17, 2))
        sink.address("stp.bridge.hw", "Bridge System ID", bridge.address, at: context.place(19, 6))
        sink.number("stp.port", "Port identifier", port, .hex(4), at: context.place(25, 2))
        describeTime("stp.msg_age", "Message Age", at: 27, into: &sink, in: context)
        describeTime("stp.max_age", "Max Age", at: 29, into: &sink, in: context)
        describeTime("stp.hello", "Hello Time", at: 31, into: &sink, in: context)
        describeTime("stp.forward", "Forward Delay", at: 33, into: &sink, in: context)
        if type == .rapid, bytes.count > 35 {
            sink.number("stp.version_1_length", "Version 1 Length", bytes[35], at: context.place(35, 1))
            if version.rawValue >= BPDUVersion.multiple.rawValue { describeTrees(into: &sink, in: context) }
        } else if type == .configuration {
            describeVLAN(into: &sink, in: context)
        }
    }

    /// Times are in 256ths of a second, and nearly always whole.
    @inlinable
    func describeTime<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, at start: Int, into sink: inout Sink, in context: LayerContext
    ) {
        sink.number(name, label, bytes.uint16(at: start) >> 8, .units("s"), at: context.place(start, 2))
    }

    /// Whose VLAN a tree of Cisco's is: a record behind the configuration.
    @inlinable
    func describeVLAN<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        guard bytes.count >= 42, bytes.uint16(at: 36) == 0, bytes.uint16(at: 38) == 2 else { return }
        sink.number("stp.pvst.tlvtype", "Type", bytes.uint16(at: 36), .hex(4), at: context.place(36, 2))
        sink.number("stp.pvst.tlvlen", "Length", bytes.uint16(at: 38), at: context.place(38, 2))
        sink.number("stp.pvst.origvlan", "Originating VLAN", bytes.uint16(at: 40), at: context.place(40, 2))
    }

    @inlinable
    func describeTrees<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        guard bytes.count >= 38 else { return }
        let length = Int(bytes.uint16(at: 36))
        sink.number("mstp.version_3_length", "Version 3 Length", UInt(length), at: context.place(36, 2))
        guard length >= 64, bytes.count >= 102 else {
            return sink.warning("mstp.version_3_length.bad", "the trees are cut", at: context.place(36, 2))
        }
        let name = bytes.slice(at: 39, upTo: 32)
        var nameLength = 0
        while nameLength < 32, name[nameLength] != 0 { nameLength += 1 }
        sink.number("mstp.config_format_selector", "MST Config ID format", bytes[38], at: context.place(38, 1))
        sink.text("mstp.config_name", "MST Config name", name.slice(at: 0, upTo: nameLength), at: context.place(39, 32))
        sink.number("mstp.config_revision_level", "MST Config revision", bytes.uint16(at: 71), at: context.place(71, 2))
        sink.bytes("mstp.config_digest", "MST Config digest", bytes.slice(at: 73, upTo: 16), at: context.place(73, 16))
        let cost = bytes.uint32(at: 89)
        sink.number("mstp.cist_internal_root_path_cost", "Internal Root Path Cost", cost, at: context.place(89, 4))
        let bridge = BridgeIdentifier(rawValue: bytes.uint64(at: 93))
        sink.number("mstp.cist_bridge.prio", "CIST Bridge Priority", bridge.priority, at: context.place(93, 1))
        let number = bridge.systemExtension
        sink.number("mstp.cist_bridge.ext", "CIST Bridge System ID Extension", number, at: context.place(93, 2))
        sink.address("mstp.cist_bridge.hw", "CIST Bridge System ID", bridge.address, at: context.place(95, 6))
        sink.number("mstp.cist_remaining_hops", "CIST Remaining hops", bytes[101], at: context.place(101, 1))
        var start = 102
        let end = Swift.min(bytes.count, 38 + length)
        while version == .multiple, start + 16 <= end {
            describeTree(at: start, into: &sink, in: context)
            start += 16
        }
    }

    @inlinable
    func describeTree<Sink: FieldSink & ~Copyable>(
        at start: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let root = BridgeIdentifier(rawValue: bytes.uint64(at: start + 1))
        sink.openItem("mstp.msti", "Tree", at: context.place(start, 16))
        describeFlags(bytes[start], "mstp.msti.flags", into: &sink, at: context.place(start, 1))
        sink.number("mstp.msti.priority", "Priority", root.priority >> 12, .hex(1), at: context.place(start + 1, 1))
        sink.number("mstp.msti.msti_id", "MSTID", root.systemExtension, at: context.place(start + 1, 2))
        sink.address("mstp.msti.root.hw", "Regional Root", root.address, at: context.place(start + 3, 6))
        let cost = bytes.uint32(at: start + 9)
        sink.number("mstp.msti.root_cost", "Internal root path cost", cost, at: context.place(start + 9, 4))
        let (bridge, port) = (bytes[start + 13] >> 4, bytes[start + 14] >> 4)
        sink.number("mstp.msti.bridge_priority", "Bridge priority", bridge, at: context.place(start + 13, 1))
        sink.number("mstp.msti.port_priority", "Port priority", port, at: context.place(start + 14, 1))
        sink.number("mstp.msti.remaining_hops", "Remaining hops", bytes[start + 15], at: context.place(start + 15, 1))
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: version.name ?? "STP")
        guard let root, let bridge else {
            line.write(" ")
            line.write(type)
            return
        }
        if type == .rapid {
            line.write(" ")
            line.write(BPDUPortRole(rawValue: flags >> 2))
            if flags & 0x20 != 0 { line.write(", forwarding") } else if flags & 0x10 != 0 { line.write(", learning") }
        } else {
            line.write(" Configuration")
        }
        if flags & 1 != 0 { line.write(", topology change") }
        line.write(", root ")
        line.write(root)
        line.write(" cost ")
        line.write(rootPathCost)
        line.write(", bridge ")
        line.write(bridge)
        line.write(", port ")
        line.write(hex: UInt64(port))
    }
}

extension SummaryLine {
    /// `32768.1.02:02:02:02:02:02`: priority, extension, address.
    fileprivate mutating func write(_ bridge: BridgeIdentifier) {
        write(bridge.priority)
        write(".")
        write(bridge.systemExtension)
        write(".")
        write(bridge.address)
    }
}
