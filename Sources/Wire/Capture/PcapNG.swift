// The blocks of a pcapng capture file (draft-ietf-opsawg-pcapng), as swiftnet writes them: little-endian, times in
// nanoseconds. `PcapNGBlockReader` gives the same values back from any section.
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
    public static let simplePacket = PcapNGBlockType(rawValue: 3)
    public static let interfaceStatistics = PcapNGBlockType(rawValue: 5)
    public static let enhancedPacket = PcapNGBlockType(rawValue: 6)
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

/// The numbers of the options; from 2 on they depend on the block.
enum PcapNGOption {
    static let endOfOptions: UInt16 = 0
    static let comment: UInt16 = 1

    static let sectionOS: UInt16 = 3
    static let sectionApplication: UInt16 = 4

    static let interfaceName: UInt16 = 2
    static let interfaceDescription: UInt16 = 3
    static let timestampResolution: UInt16 = 9
    static let timestampOffset: UInt16 = 14

    static let packetFlags: UInt16 = 2

    static let packetsReceived: UInt16 = 4
    static let packetsDropped: UInt16 = 5
}

/// The block that every section starts with (section 4.1). Its interfaces count from 0 anew.
public struct PcapNGSectionHeader: Hashable, Sendable {
    static let byteOrderMagic: UInt32 = 0x1A2B_3C4D

    /// What wrote the section: name and version (shb_userappl).
    public var application: String?
    /// The system it ran on (shb_os).
    public var operatingSystem: String?

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
                output.appendPcapNGOption(PcapNGOption.sectionOS, text: operatingSystem)
                output.appendPcapNGOption(PcapNGOption.sectionApplication, text: application)
            }
        }
    }
}

/// An interface that packets were captured on (section 4.2).
public struct PcapNGInterface: Hashable, Sendable {
    public var linkType: LinkType
    /// At most this many bytes of a packet are kept; 0 stands for no limit.
    public var snapLength: UInt32
    /// What the system calls it (if_name): "eth0".
    public var name: String?
    /// What people call it (if_description).
    public var interfaceDescription: String?

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
        output.appendPcapNGBlock(.enhancedPacket) { output in
            output.append(littleEndian: interfaceID)
            output.append(pcapNGTimestamp: timestamp)
            output.append(littleEndian: UInt32(data.count))
            output.append(littleEndian: UInt32(clamping: originalLength))
            output.appendPadded(data)
            output.appendPcapNGOptions { output in
                output.appendPcapNGOption(PcapNGOption.packetFlags, littleEndian: direction?.rawValue)
                output.appendPcapNGOption(PcapNGOption.comment, text: comment)
            }
        }
    }
}

/// What an interface counted up to a point in time (section 4.6); nil where it could not tell.
public struct PcapNGInterfaceStatistics: Hashable, Sendable {
    public var interfaceID: UInt32
    /// Nanoseconds since 1970-01-01 00:00 UTC.
    public var timestamp: Int64
    /// Packets received, those dropped later included (isb_ifrecv).
    public var received: UInt64?
    /// Packets that the interface dropped for lack of resources (isb_ifdrop).
    public var dropped: UInt64?

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
                output.appendPcapNGOption(PcapNGOption.packetsReceived, littleEndian: received)
                output.appendPcapNGOption(PcapNGOption.packetsDropped, littleEndian: dropped)
            }
        }
    }
}
