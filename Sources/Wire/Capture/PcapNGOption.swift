/// The numbers of the options; from 2 on they depend on the block.
enum PcapNGOption {
    static let endOfOptions: UInt16 = 0
    static let comment: UInt16 = 1

    static let sectionHardware: UInt16 = 2
    static let sectionOS: UInt16 = 3
    static let sectionApplication: UInt16 = 4

    static let interfaceName: UInt16 = 2
    static let interfaceDescription: UInt16 = 3
    static let interfaceIPv4Address: UInt16 = 4
    static let interfaceIPv6Address: UInt16 = 5
    static let interfaceMACAddress: UInt16 = 6
    static let interfaceSpeed: UInt16 = 8
    static let timestampResolution: UInt16 = 9
    static let interfaceFilter: UInt16 = 11
    static let interfaceOS: UInt16 = 12
    static let frameCheckSequenceLength: UInt16 = 13
    static let timestampOffset: UInt16 = 14
    static let interfaceHardware: UInt16 = 15

    static let packetFlags: UInt16 = 2
    static let packetHash: UInt16 = 3
    static let packetDropCount: UInt16 = 4
    static let packetID: UInt16 = 5
    static let packetQueue: UInt16 = 6
    static let packetVerdict: UInt16 = 7
    static let packetProcess: UInt16 = 8

    static let startTime: UInt16 = 2
    static let endTime: UInt16 = 3
    static let packetsReceived: UInt16 = 4
    static let packetsDropped: UInt16 = 5
    static let packetsAccepted: UInt16 = 6
    static let packetsDroppedBySystem: UInt16 = 7
    static let packetsDelivered: UInt16 = 8

    static let serverName: UInt16 = 2
    static let serverIPv4Address: UInt16 = 3
    static let serverIPv6Address: UInt16 = 4
}
