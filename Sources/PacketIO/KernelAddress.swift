import CPacketIO
import Wire

extension cpk_address {
    init(_ address: IPAddress, port: UInt16 = 0, scope: UInt32 = 0) {
        self.init()
        self.port = port
        self.scope = scope
        switch address {
        case .v4(let address):
            family = 4
            put(UInt128(address.rawValue) << 96)
        case .v6(let address):
            family = 6
            put(address.rawValue)
        }
    }

    /// The address; nil where the kernel told none.
    var ipAddress: IPAddress? {
        switch family {
        case 4: .v4(IPv4Address(rawValue: UInt32(truncatingIfNeeded: number >> 96)))
        case 6: .v6(IPv6Address(rawValue: number))
        default: nil
        }
    }

    private mutating func put(_ value: UInt128) {
        unsafe withUnsafeMutableBytes(of: &bytes) { unsafe $0.storeBytes(of: value.bigEndian, as: UInt128.self) }
    }

    private var number: UInt128 {
        unsafe withUnsafeBytes(of: bytes) { UInt128(bigEndian: unsafe $0.loadUnaligned(as: UInt128.self)) }
    }
}
