// DHCPv6 as the walk knows it.

extension DHCPv6Packet: PacketLayer {
    public static let name = "dhcpv6"
    public static let announcements: [LayerAnnouncement] = [.udpPort(546), .udpPort(547)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("dhcpv6", "DHCPv6", at: context.offset..<context.offset + bytes.count)
        describe(into: &sink, at: context.offset, depth: 0)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "DHCPv6")
        line.write(" ")
        summarizeMessage(into: &line, depth: 0)
        line.write(", length ")
        line.write(bytes.count + context.missingByteCount)
        if dhcpv4Place != nil { line.write(": ") }
    }

    /// The message of DHCPv4 that is carried where there is no IPv4 (RFC 7341).
    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        guard let place = dhcpv4Place else { return .none }
        context.carrier = .none
        return NextLayer(.dhcp, at: place.lowerBound, byteCount: place.count)
    }

    @usableFromInline var dhcpv4Place: Range<Int>? {
        guard type == .dhcpv4Query || type == .dhcpv4Response else { return nil }
        return place(of: .dhcpv4Message)
    }

    private func summarizeMessage(into line: inout SummaryLine, depth: Int) {
        line.write(type.name ?? "message type \(type.rawValue)")
        guard isRelay else {
            line.write(", xid ")
            line.write(hex: UInt64(transactionIdentifier))
            var count = 0
            summarizeOptions(headerLength..<bytes.count, &count, into: &line, depth: 0)
            return
        }
        line.write(", hops ")
        line.write(hopCount)
        line.write(", link ")
        line.write(linkAddress)
        line.write(", peer ")
        line.write(peerAddress)
        guard let place = place(of: .relayMessage), depth < Self.maximumDepth else { return }
        line.write(", relays ")
        if let inner = try? DHCPv6Packet(parsing: bytes.extracting(place)) {
            inner.summarizeMessage(into: &line, depth: depth + 1)
        } else {
            line.write("<bad message>")
        }
    }

    /// Addresses, prefixes and states told of in one line.
    private static var toldOptionCount: Int { 8 }

    private func summarizeOptions(
        _ region: Range<Int>, _ count: inout Int, into line: inout SummaryLine, depth: Int
    ) {
        guard depth <= 3 else { return }
        var options = DHCPv6Options(bytes, region)
        while count < Self.toldOptionCount, let option = try? options.next() {
            let data = bytes.extracting(option.data)
            switch (option.code, data.count) {
            case (.clientIdentifier, _):
                guard let address = DHCPUniqueIdentifier(data).macAddress else { continue }
                line.write(", client ")
                line.write(address)
            case (.address, 24...):
                count += 1
                line.write(", address ")
                line.write(IPv6Address(rawValue: data.uint128(at: 0)))
            case (.prefix, 25...):
                count += 1
                line.write(", prefix ")
                line.write(IPv6Address(rawValue: data.uint128(at: 9)))
                line.write("/")
                line.write(data[8])
            case (.statusCode, 2...):
                let status = DHCPv6StatusCode(rawValue: data.uint16(at: 0))
                guard status != .success else { continue }
                count += 1
                line.write(", status ")
                line.write(status)
            default: break
            }
            guard let offset = option.code.innerOptionsOffset, offset < data.count else { continue }
            let inner = option.data.lowerBound + offset..<option.data.upperBound
            summarizeOptions(inner, &count, into: &line, depth: depth + 1)
        }
    }
}
