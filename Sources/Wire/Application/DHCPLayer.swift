// DHCP as the walk knows it.

extension DHCPPacket: PacketLayer {
    public static let name = "dhcp"
    public static let announcements: [LayerAnnouncement] = [.udpPort(67), .udpPort(68)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("dhcp", "Dynamic Host Configuration Protocol", at: context.offset..<context.offset + bytes.count)
        describe(into: &sink, at: context.offset)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let type = messageType
        line.write(protocol: type == nil ? "BOOTP" : "DHCP")
        line.write(" ")
        if let type { line.write(type) } else { line.write(operation == .reply ? "Reply" : "Request") }
        line.write(", xid ")
        line.write(hex: UInt64(transactionIdentifier))
        line.write(operation == .reply ? ", for " : ", from ")
        if let clientMAC {
            line.write(clientMAC)
        } else {
            line.write("hardware ")
            line.write(hex: bytes.slice(at: 28, upTo: min(Int(hardwareLength), 16)))
        }
        write(", client ", clientAddress, into: &line)
        write(operation == .reply ? ", gets " : ", your ", yourAddress, into: &line)
        if hasCookie { summarizeOptions(into: &line) }
        write(", relay ", relayAddress, into: &line)
        if !file.isEmpty {
            line.write(", file ")
            line.write(foreign: bytes.extracting(file), limit: Self.toldTextByteCount)
        }
        line.write(", length ")
        line.write(bytes.count + context.missingByteCount)
    }

    /// Bytes of text from the wire told of in one line.
    static var toldTextByteCount: Int { 64 }

    /// Nil in plain BOOTP.
    public var messageType: DHCPMessageType? {
        guard let value = value(of: .messageType), value.count == 1 else { return nil }
        return DHCPMessageType(rawValue: value[0])
    }

    private func write(_ words: String, _ address: IPv4Address, into line: inout SummaryLine) {
        guard address != .any else { return }
        line.write(words)
        line.write(address)
    }

    private func summarizeOptions(into line: inout SummaryLine) {
        var options = DHCPOptions(bytes, mainRegion)
        while let option = try? options.next() {
            let data = bytes.extracting(option.data)
            switch (option.code, data.count) {
            case (.requestedAddress, 4): write(", requested ", IPv4Address(rawValue: data.uint32(at: 0)), into: &line)
            case (.serverIdentifier, 4): write(", server ", IPv4Address(rawValue: data.uint32(at: 0)), into: &line)
            case (.leaseTime, 4):
                line.write(", lease ")
                line.write(data.uint32(at: 0))
                line.write(" s")
            case (.hostName, 1...), (.message, 1...):
                line.write(option.code == .hostName ? ", host " : ", message ")
                line.write(foreign: data, limit: Self.toldTextByteCount)
            default: break
            }
        }
    }
}
