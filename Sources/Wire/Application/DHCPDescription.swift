extension DHCPPacket {
    /// Tells the fields of a message that begins at `offset` of the frame. Whoever calls has opened the layer.
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.number("dhcp.type", "Message type", operation, at: offset..<offset + 1)
        sink.number("dhcp.hw.type", "Hardware type", hardware, .hex(2), at: offset + 1..<offset + 2)
        sink.number(
            "dhcp.hw.len", "Hardware address length", hardwareLength, .units("bytes"), at: offset + 2..<offset + 3)
        sink.number("dhcp.hops", "Hops", hops, at: offset + 3..<offset + 4)
        sink.number("dhcp.id", "Transaction ID", transactionIdentifier, .hex(8), at: offset + 4..<offset + 8)
        sink.number("dhcp.secs", "Seconds elapsed", seconds, .units("s"), at: offset + 8..<offset + 10)
        let flagPlace = offset + 10..<offset + 12
        sink.open("dhcp.flags", "Bootp flags", at: flagPlace)
        sink.number("dhcp.flags", "Bootp flags", flags, .hex(4), at: flagPlace)
        sink.flag("dhcp.flags.bc", "Broadcast flag", flags & 0x8000 != 0, at: flagPlace)
        sink.number("dhcp.flags.reserved", "Reserved flags", flags & 0x7FFF, .hex(4), at: flagPlace)
        sink.close()
        sink.address("dhcp.ip.client", "Client IP address", clientAddress, at: offset + 12..<offset + 16)
        sink.address("dhcp.ip.your", "Your (client) IP address", yourAddress, at: offset + 16..<offset + 20)
        sink.address("dhcp.ip.server", "Next server IP address", serverAddress, at: offset + 20..<offset + 24)
        sink.address("dhcp.ip.relay", "Relay agent IP address", relayAddress, at: offset + 24..<offset + 28)
        describeHardwareAddress(into: &sink, at: offset + 28)
        if !serverName.isEmpty {
            sink.text(
                "dhcp.server", "Server host name", bytes.extracting(serverName),
                at: offset + serverName.lowerBound..<offset + serverName.upperBound)
        }
        if !file.isEmpty {
            sink.text(
                "dhcp.file", "Boot file name", bytes.extracting(file),
                at: offset + file.lowerBound..<offset + file.upperBound)
        }
        guard hasCookie else {
            let rest = offset + DHCPHeader.byteCount..<offset + bytes.count
            sink.bytes(
                "dhcp.vendor_specific_options", "Bootp vendor specific options",
                bytes.suffix(from: DHCPHeader.byteCount), at: rest)
            return
        }
        let cookie = IPv4Address(rawValue: bytes.uint32(at: DHCPHeader.byteCount))
        sink.address("dhcp.cookie", "Magic cookie", cookie, at: offset + 236..<offset + 240)
        describeOptions(into: &sink, at: offset)
    }

    @usableFromInline var hardware: ARPHardwareType { ARPHardwareType(rawValue: UInt16(hardwareType)) }

    @inlinable
    func describeHardwareAddress<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int) {
        let length = min(Int(hardwareLength), 16)
        if let clientMAC {
            sink.address("dhcp.hw.mac_addr", "Client MAC address", clientMAC, at: start..<start + 6)
        } else if length > 0 {
            sink.bytes(
                "dhcp.hw.addr", "Client hardware address", bytes.slice(at: 28, upTo: length), at: start..<start + length
            )
        }
        guard length < 16 else { return }
        let padding = bytes.slice(at: 28 + length, upTo: 16 - length)
        sink.bytes(
            "dhcp.hw.addr_padding", "Client hardware address padding", padding, at: start + length..<start + 16)
    }

    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let overload = overload
        let counts = optionCounts
        var left = counts
        describeOptions(mainRegion, counts, &left, into: &sink, at: offset)
        if overload & 1 != 0 { describeOptions(Self.filePlace, counts, &left, into: &sink, at: offset) }
        if overload & 2 != 0 { describeOptions(Self.serverNamePlace, counts, &left, into: &sink, at: offset) }
    }

    /// - Parameters:
    ///   - counts: how often each code occurs.
    ///   - left: how often it is still to come. The last piece of an option that is split tells its value.
    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(
        _ region: Range<Int>, _ counts: [Int], _ left: inout [Int], into sink: inout Sink, at offset: Int
    ) {
        var options = DHCPOptions(bytes, region)
        do {
            while let option = try options.next() {
                let index = Int(option.code.rawValue)
                left[index] -= 1
                sink.openItem("dhcp.option", "Option", at: offset + option.start..<offset + option.data.upperBound)
                describe(option, isSplit: counts[index] > 1, isLast: left[index] == 0, into: &sink, at: offset)
                sink.close()
            }
        } catch {
            let place = offset + error.offset..<offset + region.upperBound
            sink.warning("_ws.malformed", error.offset(by: offset).description, at: place)
            return
        }
        let end = options.position
        guard options.hasEnded else {
            sink.warning("dhcp.option.end.missing", "no end option", at: offset + end..<offset + end)
            return
        }
        let place = offset + end - 1..<offset + end
        sink.openItem("dhcp.option", "Option", at: place)
        sink.number("dhcp.option.type", "Option", DHCPOptionCode.end, at: place)
        sink.number("dhcp.option.end", "Option End", DHCPOptionCode.end.rawValue, at: place)
        sink.close()
        guard region == mainRegion, end < bytes.count else { return }
        sink.bytes("dhcp.option.padding", "Padding", bytes.suffix(from: end), at: offset + end..<offset + bytes.count)
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ option: (code: DHCPOptionCode, start: Int, data: Range<Int>), isSplit: Bool, isLast: Bool,
        into sink: inout Sink, at offset: Int
    ) {
        let start = offset + option.start
        let data = bytes.extracting(option.data)
        let place = offset + option.data.lowerBound..<offset + option.data.upperBound
        sink.number("dhcp.option.type", "Option", option.code, at: start..<start + 1)
        guard option.code != .pad else {
            sink.bytes("dhcp.option.padding", "Padding", data, at: place)
            return
        }
        sink.number("dhcp.option.length", "Length", UInt(data.count), .units("bytes"), at: start + 1..<start + 2)
        if !isSplit {
            DHCPOptionValue(data, place).describe(option.code, into: &sink)
        } else {
            sink.bytes("dhcp.option.value", "Value", data, at: place)
            guard isLast, let whole = value(of: option.code) else { return }
            DHCPOptionValue(whole.span, place).describe(option.code, into: &sink)
        }
    }
}
