extension LLCFrame: PacketLayer {
    public static let name = "llc"
    public static let announcements: [LayerAnnouncement] = [.etherType(.jumboLLC)]

    /// Two bytes of ones are no addresses, but the start of an IPX packet that stands in the frame as it is.
    @inlinable
    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        bytes.count < 2 || bytes[0] != 0xFF || bytes[1] != 0xFF
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("llc", "Logical Link Control", at: context.place(0, headerByteCount))
        sink.open("llc.dsap", "DSAP", at: context.place(0, 1))
        let names = Sink.usesMeanings
        let points = (names ? destination.name : nil, names ? source.name : nil)
        sink.number("llc.dsap", "DSAP", UInt64(bytes[0]), .hex(2), meaning: points.0, at: context.place(0, 1))
        sink.number("llc.dsap.sap", "SAP", UInt64(bytes[0] >> 1), .decimal, meaning: points.0, at: context.place(0, 1))
        sink.flag("llc.dsap.ig", "Group", isGroup, at: context.place(0, 1))
        sink.close()
        sink.open("llc.ssap", "SSAP", at: context.place(1, 1))
        sink.number("llc.ssap", "SSAP", UInt64(bytes[1]), .hex(2), meaning: points.1, at: context.place(1, 1))
        sink.number("llc.ssap.sap", "SAP", UInt64(bytes[1] >> 1), .decimal, meaning: points.1, at: context.place(1, 1))
        sink.flag("llc.ssap.cr", "Response", isResponse, at: context.place(1, 1))
        sink.close()
        describeControl(into: &sink, in: context)
        if let snap { describe(snap, into: &sink, in: context) }
        sink.close()
    }

    @inlinable
    func describeControl<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let place = context.place(2, isUnnumbered ? 1 : 2)
        sink.open("llc.control", "Control field", at: place)
        // As Wireshark has it: the two bytes of a frame that counts in the order in which they were sent least first.
        let control = isUnnumbered ? UInt16(bytes[2]) : UInt16(bytes[3]) << 8 | UInt16(bytes[2])
        sink.number("llc.control", "Control field", control, .hex(4), at: place)
        if !isUnnumbered { sink.number("llc.control.n_r", "N(R)", bytes[3] >> 1, at: context.place(3, 1)) }
        if isUnnumbered {
            let name = isResponse ? "llc.control.u_modifier_resp" : "llc.control.u_modifier_cmd"
            sink.number(name, isResponse ? "Response" : "Command", modifier, .hex(2), at: place)
        } else if isSupervisory {
            let kind = LLCSupervision(rawValue: bytes[2] >> 2)
            sink.number("llc.control.s_ftype", "Supervisory frame type", kind, .hex(2), at: context.place(2, 1))
        } else {
            sink.number("llc.control.n_s", "N(S)", bytes[2] >> 1, at: context.place(2, 1))
        }
        if isUnnumbered ? bytes[2] & 0x10 != 0 : bytes[3] & 1 != 0 {
            sink.flag(isResponse ? "llc.control.f" : "llc.control.p", isResponse ? "Final" : "Poll", true, at: place)
        }
        let type = isUnnumbered ? UInt8(3) : isSupervisory ? 1 : 0
        sink.number("llc.control.ftype", "Frame type", type, .hex(2), at: context.place(2, 1))
        sink.close()
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ snap: SNAPHeader, into sink: inout Sink, in context: LayerContext) {
        sink.number("llc.oui", "Organization Code", snap.organization, .hex(6), at: context.place(3, 3))
        let place = context.place(6, 2)
        let number = snap.protocolNumber
        switch snap.organization {
        case .etherType, .bridgeTunnel:
            sink.number("llc.type", "Type", EtherType(rawValue: number), .hex(4), at: place)
        case .cisco: sink.number("llc.cisco_pid", "PID", CiscoProtocol(rawValue: number), .hex(4), at: place)
        case .ieee8021: sink.number("llc.pid", "Protocol ID", BridgedProtocol(rawValue: number), .hex(4), at: place)
        default: sink.number("llc.pid", "Protocol ID", number, .hex(4), at: place)
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard line.showsLinkLayer || nextKind == .data else { return }
        if let snap {
            line.write(protocol: "SNAP")
            line.write(", oui ")
            line.write(snap.organization)
            line.write(", pid ")
            switch snap.organization {
            case .etherType, .bridgeTunnel: line.write(EtherType(rawValue: snap.protocolNumber))
            case .cisco: line.write(CiscoProtocol(rawValue: snap.protocolNumber))
            case .ieee8021: line.write(BridgedProtocol(rawValue: snap.protocolNumber))
            default: line.write(hex: UInt64(snap.protocolNumber))
            }
        } else {
            summarizeControl(into: &line)
        }
        if nextKind == .data {
            line.write(", length ")
            line.write(payload.count)
        } else {
            line.write(": ")
        }
    }

    private func summarizeControl(into line: inout SummaryLine) {
        line.write(protocol: "LLC")
        line.write(", dsap ")
        line.write(destination)
        line.write(isGroup ? " (group), ssap " : ", ssap ")
        line.write(source)
        line.write(isResponse ? " (response), " : ", ")
        if isUnnumbered {
            line.write(modifier)
        } else if isSupervisory {
            line.write(LLCSupervision(rawValue: bytes[2] >> 2))
        } else {
            line.write("I, seq ")
            line.write(bytes[2] >> 1)
        }
        if !isUnnumbered {
            line.write(", ack ")
            line.write(bytes[3] >> 1)
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        return NextLayer(nextKind, at: headerByteCount)
    }
}
