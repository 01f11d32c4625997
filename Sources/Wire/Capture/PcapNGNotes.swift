// The blocks and options that tell of the capture, not of one packet.

extension PcapNGSectionHeader {
    /// Takes the options, and returns what is wrong with them.
    mutating func readOptions(_ body: borrowing PcapNGFields) -> WireError? {
        var header = self
        defer { self = header }
        return body.damage(inOptionsFrom: 16) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.comment: header.comments.append(value.text)
            case PcapNGOption.sectionHardware: header.hardware = value.text
            case PcapNGOption.sectionOS: header.operatingSystem = value.text
            case PcapNGOption.sectionApplication: header.application = value.text
            default: break
            }
        }
    }
}

extension PcapNGInterface {
    /// Takes the options, and returns what is wrong with them.
    mutating func readOptions(_ body: borrowing PcapNGFields, _ timescale: inout PcapNGTimescale) -> WireError? {
        var interface = self
        var scale = timescale
        defer { (self, timescale) = (interface, scale) }
        return body.damage(inOptionsFrom: 8) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.timestampResolution:
                try value.requireExactly(1)
                scale.resolution = value.bytes[0]
            case PcapNGOption.timestampOffset:
                try value.requireExactly(8)
                scale.offset = Int64(bitPattern: value.uint64(at: 0))
            case PcapNGOption.interfaceSpeed:
                try value.requireExactly(8)
                interface.speed = value.uint64(at: 0)
            case PcapNGOption.frameCheckSequenceLength:
                try value.requireExactly(1)
                // The draft means bits; writers that mean bytes are known by numbers that bits can't be.
                let length = Int(value.bytes[0])
                interface.frameCheckSequenceLength = length < 8 ? length : length / 8
            case PcapNGOption.interfaceIPv4Address, PcapNGOption.interfaceIPv6Address,
                PcapNGOption.interfaceMACAddress:
                try interface.readAddress(code, value)
            default: interface.readText(code, value)
            }
        }
    }

    private mutating func readAddress(_ code: UInt16, _ value: borrowing PcapNGFields) throws(WireError) {
        switch code {
        case PcapNGOption.interfaceIPv4Address:
            try value.requireExactly(8)
            let address = IPv4Address(rawValue: value.bytes.uint32(at: 0))
            addresses.append(
                Address(address: .v4(address), prefixLength: value.bytes.uint32(at: 4).nonzeroBitCount))
        case PcapNGOption.interfaceIPv6Address:
            try value.requireExactly(17)
            let address = IPv6Address(rawValue: value.bytes.uint128(at: 0))
            addresses.append(Address(address: .v6(address), prefixLength: Int(value.bytes[16])))
        default:
            try value.requireExactly(6)
            macAddress = MACAddress(rawValue: value.bytes.uint48(at: 0))
        }
    }

    private mutating func readText(_ code: UInt16, _ value: borrowing PcapNGFields) {
        switch code {
        case PcapNGOption.comment: comments.append(value.text)
        case PcapNGOption.interfaceName: name = value.text
        case PcapNGOption.interfaceDescription: interfaceDescription = value.text
        case PcapNGOption.interfaceOS: operatingSystem = value.text
        case PcapNGOption.interfaceHardware: hardware = value.text
        case PcapNGOption.interfaceFilter:
            // Kind 0 is text; others are programs.
            if value.count > 0, value.bytes[0] == 0 { filter = value.slice(at: 1, upTo: value.count - 1).text }
        default: break
        }
    }
}

extension CaptureReader {
    /// What a block says that holds no packet. Where it makes no sense, a note says so, and reading goes on behind it.
    mutating func note(_ type: PcapNGBlockType, _ body: borrowing PcapNGFields) -> CaptureNote {
        do throws(WireError) {
            switch type {
            case .interfaceStatistics: return try statistics(body)
            case .nameResolution: return try names(body)
            case .decryptionSecrets:
                let body = body.named("pcapng decryption secrets")
                try body.require(8)
                let (length, room) = (Int(body.uint32(at: 4)), body.count - 8)
                guard length <= room else { throw body.badLength("secrets length", length, 0...room, at: 4) }
                return .secrets(CaptureSecretsType(rawValue: body.uint32(at: 0)), byteCount: length)
            case .journalExport: return .journal(body.text)
            case .custom, .customNotCopied:
                let body = body.named("pcapng custom block")
                try body.require(4)
                return .custom(enterprise: body.uint32(at: 0), byteCount: body.count - 4)
            default: return .unknown(type, byteCount: body.count)
            }
        } catch {
            return .damage(error)
        }
    }

    private mutating func statistics(_ body: borrowing PcapNGFields) throws(WireError) -> CaptureNote {
        let body = body.named("pcapng interface statistics")
        try body.require(12)
        let interface = Int(body.uint32(at: 0))
        guard interface < interfaces.count else { throw body.badValue("interface", interface, at: 0) }
        let layout = interfaces[interface]
        var statistics = PcapNGInterfaceStatistics(
            interfaceID: UInt32(earlierInterfaces + interface), timestamp: layout.nanoseconds(body.ticks(at: 4)))
        let damage = body.damage(inOptionsFrom: 12) { (code, value) throws(WireError) in
            if code == PcapNGOption.comment { return statistics.comments.append(value.text) }
            guard PcapNGOption.startTime...PcapNGOption.packetsDelivered ~= code else { return }
            try value.requireExactly(8)
            switch code {
            case PcapNGOption.startTime: statistics.start = layout.nanoseconds(value.ticks(at: 0))
            case PcapNGOption.endTime: statistics.end = layout.nanoseconds(value.ticks(at: 0))
            case PcapNGOption.packetsReceived: statistics.received = value.uint64(at: 0)
            case PcapNGOption.packetsDropped: statistics.dropped = value.uint64(at: 0)
            case PcapNGOption.packetsAccepted: statistics.accepted = value.uint64(at: 0)
            case PcapNGOption.packetsDroppedBySystem: statistics.droppedBySystem = value.uint64(at: 0)
            default: statistics.delivered = value.uint64(at: 0)
            }
        }
        if let damage { waiting = .damage(damage) }
        return .statistics(statistics)
    }

    private mutating func names(_ body: borrowing PcapNGFields) throws(WireError) -> CaptureNote {
        let body = body.named("pcapng name resolution")
        var names = CaptureNames()
        var index = 0
        while index + 4 <= body.count {
            let (type, length) = (body.uint16(at: index), Int(body.uint16(at: index + 2)))
            let room = body.count - index - 4
            guard length <= room else { throw body.badLength("record length", length, 0...room, at: index + 2) }
            index += 4
            if type == 0 { break }
            names.add(type, body.slice(at: index, upTo: length))
            index += (length + 3) / 4 * 4
        }
        if let damage = body.damage(inOptionsFrom: index, { names.readOption($0, $1) }) { waiting = .damage(damage) }
        return .names(names)
    }
}

extension CaptureNames {
    /// A record: an address, then names that each end with a zero.
    fileprivate mutating func add(_ type: UInt16, _ value: borrowing PcapNGFields) {
        let bytes = value.bytes
        switch type {
        case 1 where bytes.count >= 4:
            let address = IPv4Address(rawValue: bytes.uint32(at: 0))
            entries.append(Entry(address: .v4(address), names: Self.names(in: bytes.suffix(from: 4))))
        case 2 where bytes.count >= 16:
            let address = IPv6Address(rawValue: bytes.uint128(at: 0))
            entries.append(Entry(address: .v6(address), names: Self.names(in: bytes.suffix(from: 16))))
        case 3 where bytes.count >= 6:
            let address = MACAddress(rawValue: bytes.uint48(at: 0))
            macEntries.append(MACEntry(address: address, names: Self.names(in: bytes.suffix(from: 6))))
        default: break
        }
    }

    private static func names(in bytes: Span<UInt8>) -> [String] {
        [UInt8](copying: bytes).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    fileprivate mutating func readOption(_ code: UInt16, _ value: borrowing PcapNGFields) {
        switch (code, value.count) {
        case (PcapNGOption.comment, _): comments.append(value.text)
        case (PcapNGOption.serverName, _): server = value.text
        case (PcapNGOption.serverIPv4Address, 4):
            serverAddresses.append(.v4(IPv4Address(rawValue: value.bytes.uint32(at: 0))))
        case (PcapNGOption.serverIPv6Address, 16):
            serverAddresses.append(.v6(IPv6Address(rawValue: value.bytes.uint128(at: 0))))
        default: break
        }
    }
}
