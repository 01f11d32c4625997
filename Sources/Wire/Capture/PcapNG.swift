// The blocks of a pcapng capture file (draft-ietf-opsawg-pcapng), as swiftnet writes them: little-endian, times in
// nanoseconds. `CaptureReader` gives the same values back from any section.
//
//      0                   1                   2                   3
//      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//     |                          Block Type                           |
//     |                      Block Total Length                       |
//     /                          Block Body                           /
//     |                      Block Total Length                       |
//     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// What a block is (section 11.1 of the draft).
public struct PcapNGBlockType: AssignedNumber {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let interfaceDescription = PcapNGBlockType(rawValue: 1)
    /// Obsolete: the enhanced packet took its place.
    public static let packet = PcapNGBlockType(rawValue: 2)
    public static let simplePacket = PcapNGBlockType(rawValue: 3)
    public static let nameResolution = PcapNGBlockType(rawValue: 4)
    public static let interfaceStatistics = PcapNGBlockType(rawValue: 5)
    public static let enhancedPacket = PcapNGBlockType(rawValue: 6)
    public static let journalExport = PcapNGBlockType(rawValue: 9)
    public static let decryptionSecrets = PcapNGBlockType(rawValue: 10)
    public static let custom = PcapNGBlockType(rawValue: 0xBAD)
    public static let customNotCopied = PcapNGBlockType(rawValue: 0x4000_0BAD)
    /// Reads the same in either byte order, and shows where a transfer as text replaced line ends.
    public static let sectionHeader = PcapNGBlockType(rawValue: 0x0A0D_0D0A)

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(0x0000_0001, "Interface Description"),
        Assignment(0x0000_0002, "Packet"),
        Assignment(0x0000_0003, "Simple Packet"),
        Assignment(0x0000_0004, "Name Resolution"),
        Assignment(0x0000_0005, "Interface Statistics"),
        Assignment(0x0000_0006, "Enhanced Packet"),
        Assignment(0x0000_0009, "systemd Journal Export"),
        Assignment(0x0000_000A, "Decryption Secrets"),
        Assignment(0x0000_0BAD, "Custom"),
        Assignment(0x0A0D_0D0A, "Section Header"),
        Assignment(0x4000_0BAD, "Custom, not to be copied"),
    ]
}

/// The block that every section starts with (section 4.1). Its interfaces count from 0 anew.
public struct PcapNGSectionHeader: Hashable, Sendable {
    static let byteOrderMagic: UInt32 = 0x1A2B_3C4D

    /// What wrote the section: name and version (shb_userappl).
    public var application: String?
    /// The system it ran on (shb_os).
    public var operatingSystem: String?
    /// The machine it ran on (shb_hardware).
    public var hardware: String?
    public var comments: [String] = []

    public init(application: String? = nil, operatingSystem: String? = nil) {
        self.application = application
        self.operatingSystem = operatingSystem
    }

    /// Appends the block, with the section's length left open: it may grow.
    public func serialize(into output: inout [UInt8]) {
        output.appendPcapNGBlock(.sectionHeader) { output in
            output.append(littleEndian: Self.byteOrderMagic)
            output.append(littleEndian: UInt16(1))
            output.append(littleEndian: UInt16(0))
            output.append(littleEndian: UInt64.max)
            output.appendPcapNGOptions { output in
                for comment in comments { output.appendPcapNGOption(PcapNGOption.comment, text: comment) }
                output.appendPcapNGOption(PcapNGOption.sectionHardware, text: hardware)
                output.appendPcapNGOption(PcapNGOption.sectionOS, text: operatingSystem)
                output.appendPcapNGOption(PcapNGOption.sectionApplication, text: application)
            }
        }
    }
}

/// An interface that packets were captured on (section 4.2).
public struct PcapNGInterface: Hashable, Sendable {
    public struct Address: Hashable, Sendable {
        public var address: IPAddress
        public var prefixLength: Int

        public init(address: IPAddress, prefixLength: Int) {
            self.address = address
            self.prefixLength = prefixLength
        }
    }

    public var linkType: LinkType
    /// At most this many bytes of a packet are kept; 0 stands for no limit.
    public var snapLength: UInt32
    /// What the system calls it (if_name): "eth0".
    public var name: String?
    /// What people call it (if_description).
    public var interfaceDescription: String?
    /// Its addresses, with the length of their network's prefix (if_IPv4addr, if_IPv6addr).
    public var addresses: [Address] = []
    public var macAddress: MACAddress?
    /// Bits a second (if_speed).
    public var speed: UInt64?
    /// The expression that chose what was captured (if_filter); nil where it is no text.
    public var filter: String?
    /// The system that captured (if_os), and the adapter (if_hardware).
    public var operatingSystem: String?
    public var hardware: String?
    /// Bytes of frame check sequence at the end of each frame (if_fcslen).
    public var frameCheckSequenceLength: Int?
    public var comments: [String] = []

    public init(
        linkType: LinkType, snapLength: UInt32 = 0, name: String? = nil, interfaceDescription: String? = nil
    ) {
        self.linkType = linkType
        self.snapLength = snapLength
        self.name = name
        self.interfaceDescription = interfaceDescription
    }

    /// Appends the block; it declares the times of the interface's packets to be nanoseconds (if_tsresol).
    public func serialize(into output: inout [UInt8]) {
        output.appendPcapNGBlock(.interfaceDescription) { output in
            output.append(littleEndian: linkType.rawValue)
            output.append(littleEndian: UInt16(0))
            output.append(littleEndian: snapLength)
            output.appendPcapNGOptions { output in
                output.appendPcapNGOption(PcapNGOption.timestampResolution, littleEndian: UInt8(9))
                output.appendPcapNGOption(PcapNGOption.interfaceName, text: name)
                output.appendPcapNGOption(PcapNGOption.interfaceDescription, text: interfaceDescription)
                for comment in comments { output.appendPcapNGOption(PcapNGOption.comment, text: comment) }
                for address in addresses { output.append(address) }
                // Addresses stand in network byte order.
                let mac = macAddress.map { ($0.rawValue << 16).byteSwapped }
                output.appendPcapNGOption(PcapNGOption.interfaceMACAddress, littleEndian: mac, byteCount: 6)
                output.appendPcapNGOption(PcapNGOption.interfaceSpeed, littleEndian: speed)
                output.appendPcapNGOption(PcapNGOption.interfaceFilter, text: filter.map { "\0" + $0 })
                output.appendPcapNGOption(PcapNGOption.interfaceOS, text: operatingSystem)
                output.appendPcapNGOption(PcapNGOption.interfaceHardware, text: hardware)
                let bits = frameCheckSequenceLength.map { UInt8(clamping: $0 * 8) }
                output.appendPcapNGOption(PcapNGOption.frameCheckSequenceLength, littleEndian: bits)
            }
        }
    }
}

/// Which way a packet went through its interface (epb_flags, section 4.3.1).
public enum PcapNGDirection: UInt32, Sendable {
    case inbound = 1
    case outbound = 2
}

/// A packet, without its bytes (section 4.3).
public struct PcapNGEnhancedPacket: Hashable, Sendable {
    /// The interface's place among those of the section, from 0.
    public var interfaceID: UInt32
    /// Nanoseconds since 1970-01-01 00:00 UTC; the format has no time before that, and writes 0 instead.
    public var timestamp: Int64
    /// The packet's length on the wire in bytes, of which fewer may have been kept.
    public var originalLength: Int
    public var direction: PcapNGDirection?
    /// A remark for whoever reads the capture (opt_comment).
    public var comment: String?

    public init(
        interfaceID: UInt32 = 0, timestamp: Int64, originalLength: Int, direction: PcapNGDirection? = nil,
        comment: String? = nil
    ) {
        self.interfaceID = interfaceID
        self.timestamp = timestamp
        self.originalLength = originalLength
        self.direction = direction
        self.comment = comment
    }

    /// Appends the block with `data`, what was kept of the packet: less than 4 GiB.
    public func serialize(into output: inout [UInt8], data: Span<UInt8>) {
        serialize(into: &output, data: data) { output in
            output.appendPcapNGOption(PcapNGOption.packetFlags, littleEndian: direction?.rawValue)
            output.appendPcapNGOption(PcapNGOption.comment, text: comment)
        }
    }

    /// Appends the block with the options that `options` appends.
    func serialize(into output: inout [UInt8], data: Span<UInt8>, options: (inout [UInt8]) -> Void) {
        output.appendPcapNGBlock(.enhancedPacket) { output in
            output.append(littleEndian: interfaceID)
            output.append(pcapNGTimestamp: timestamp)
            output.append(littleEndian: UInt32(data.count))
            output.append(littleEndian: UInt32(clamping: originalLength))
            output.appendPadded(data)
            output.appendPcapNGOptions(options)
        }
    }
}

/// What an interface counted up to a point in time (section 4.6); nil where it could not tell.
public struct PcapNGInterfaceStatistics: Hashable, Sendable {
    public var interfaceID: UInt32
    /// Nanoseconds since 1970-01-01 00:00 UTC, like the start and the end of the capture (isb_starttime, isb_endtime).
    public var timestamp: Int64
    public var start: Int64?
    public var end: Int64?
    /// Packets received, those dropped later included (isb_ifrecv).
    public var received: UInt64?
    /// Packets that the interface dropped for lack of resources (isb_ifdrop).
    public var dropped: UInt64?
    /// Packets that a filter let through (isb_filteraccept).
    public var accepted: UInt64?
    /// Packets that the system dropped (isb_osdrop).
    public var droppedBySystem: UInt64?
    /// Packets that reached whoever captured (isb_usrdeliv).
    public var delivered: UInt64?
    public var comments: [String] = []

    public init(interfaceID: UInt32 = 0, timestamp: Int64, received: UInt64? = nil, dropped: UInt64? = nil) {
        self.interfaceID = interfaceID
        self.timestamp = timestamp
        self.received = received
        self.dropped = dropped
    }

    public func serialize(into output: inout [UInt8]) {
        output.appendPcapNGBlock(.interfaceStatistics) { output in
            output.append(littleEndian: interfaceID)
            output.append(pcapNGTimestamp: timestamp)
            output.appendPcapNGOptions { output in
                for comment in comments { output.appendPcapNGOption(PcapNGOption.comment, text: comment) }
                output.appendPcapNGOption(PcapNGOption.startTime, time: start)
                output.appendPcapNGOption(PcapNGOption.endTime, time: end)
                output.appendPcapNGOption(PcapNGOption.packetsReceived, littleEndian: received)
                output.appendPcapNGOption(PcapNGOption.packetsDropped, littleEndian: dropped)
                output.appendPcapNGOption(PcapNGOption.packetsAccepted, littleEndian: accepted)
                output.appendPcapNGOption(PcapNGOption.packetsDroppedBySystem, littleEndian: droppedBySystem)
                output.appendPcapNGOption(PcapNGOption.packetsDelivered, littleEndian: delivered)
            }
        }
    }
}
