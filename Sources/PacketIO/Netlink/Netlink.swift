import CPacketIO
import Glibc
import Probes
import Wire

/// A message of rtnetlink(7), from the kernel: a header of its type's own, then attributes.
struct NetlinkMessage {
    let type: UInt16
    let flags: UInt16
    let bytes: [UInt8]

    /// The attributes behind a header of so many bytes; of several with one number the last.
    func attributes(behind count: Int) -> NetlinkAttributes {
        NetlinkAttributes(bytes, min(count, bytes.count)..<bytes.count)
    }

    func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }
    func uint16(_ place: Int) -> UInt16 { bytes.native(place, 2).map { UInt16(truncatingIfNeeded: $0) } ?? 0 }
    func uint32(_ place: Int) -> UInt32 { bytes.native(place, 4).map { UInt32(truncatingIfNeeded: $0) } ?? 0 }
}

/// Numbered values, each of which may be attributes again.
struct NetlinkAttributes {
    let bytes: [UInt8]
    /// Where the value of each number is. A list, since a dictionary would have the runtime look for `Hashable` first,
    /// for longer than all the rest takes.
    private var places: [(number: UInt16, place: Range<Int>)] = []

    /// The upper two bits of a number say how the value is written.
    private static let numberMask: UInt16 = 0x3FFF

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        var place = range.lowerBound
        while place + 4 <= range.upperBound, let head = bytes.native(place, 4) {
            let length = Int(head & 0xFFFF)
            guard length >= 4, place + length <= range.upperBound else { return }
            places.append((UInt16(head >> 16) & Self.numberMask, place + 4..<place + length))
            place += (length + 3) & ~3
        }
    }

    /// Of two with one number the last holds.
    func place(of number: UInt16) -> Range<Int>? { places.last { $0.number == number }?.place }

    subscript(number: UInt16) -> ArraySlice<UInt8>? { place(of: number).map { bytes[$0] } }

    func uint16(_ number: UInt16) -> UInt16? { integer(number, 2).map { UInt16(truncatingIfNeeded: $0) } }
    func uint32(_ number: UInt16) -> UInt32? { integer(number, 4).map { UInt32(truncatingIfNeeded: $0) } }
    func byte(_ number: UInt16) -> UInt8? { integer(number, 1).map { UInt8(truncatingIfNeeded: $0) } }

    private func integer(_ number: UInt16, _ count: Int) -> UInt64? {
        place(of: number).flatMap { $0.count >= count ? bytes.native($0.lowerBound, count) : nil }
    }

    /// A number within a value that is a structure; nil where the structure is shorter.
    func field(_ number: UInt16, at offset: Int, _ count: Int) -> UInt64? {
        guard let place = place(of: number), offset + count <= place.count else { return nil }
        return bytes.native(place.lowerBound + offset, count)
    }

    func text(_ number: UInt16) -> String? {
        self[number].map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    func nested(_ number: UInt16) -> NetlinkAttributes? { place(of: number).map { NetlinkAttributes(bytes, $0) } }

    func address(_ number: UInt16) -> IPAddress? { self[number].flatMap { IPAddress(networkOrder: $0) } }

    func mac(_ number: UInt16) -> MACAddress? {
        guard let bytes = self[number], bytes.count == 6 else { return nil }
        return MACAddress(rawValue: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}

extension [UInt8] {
    /// A number of at most eight bytes, in the machine's order; nil where there are not so many.
    fileprivate func native(_ place: Int, _ count: Int) -> UInt64? {
        guard place >= 0, place + count <= self.count else { return nil }
        var value: UInt64 = 0
        #if _endian(little)
            for offset in (0..<count).reversed() { value = value << 8 | UInt64(self[place + offset]) }
        #else
            for offset in 0..<count { value = value << 8 | UInt64(self[place + offset]) }
        #endif
        return value
    }

    init(native value: UInt64, byteCount: Int) {
        #if _endian(little)
            self = (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
        #else
            self = (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
        #endif
    }
}

extension IPAddress {
    init?(networkOrder bytes: ArraySlice<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(IPv4Address(rawValue: bytes.reduce(0) { $0 << 8 | UInt32($1) }))
        case 16: self = .v6(IPv6Address(rawValue: bytes.reduce(0) { $0 << 8 | UInt128($1) }))
        default: return nil
        }
    }

    var networkOrder: [UInt8] {
        switch self {
        case .v4(let address): [UInt8](bigEndian: address.rawValue)
        case .v6(let address): [UInt8](bigEndian: address.rawValue)
        }
    }

    /// AF_INET or AF_INET6.
    var familyNumber: UInt8 { UInt8(isIPv6 ? AF_INET6 : AF_INET) }
}

/// A question to the kernel.
struct NetlinkRequest {
    private(set) var bytes: [UInt8]
    let asksAll: Bool

    private static let headByteCount = 16

    /// - Parameters:
    ///   - header: of the type's own.
    ///   - asksAll: whether all there are are wanted, or one.
    ///   - more: flags beside these, for what changes something.
    init(_ type: UInt16, _ header: [UInt8], asksAll: Bool, more: UInt64 = 0) {
        self.asksAll = asksAll
        let flags: UInt64 = (asksAll ? 0x301 : 0x1) | more  // NLM_F_REQUEST, and NLM_F_DUMP
        bytes =
            [UInt8](native: 0, byteCount: 4) + [UInt8](native: UInt64(type), byteCount: 2)
            + [UInt8](native: flags, byteCount: 2) + [UInt8](repeating: 0, count: 8) + header
        setLength()
    }

    mutating func add(_ number: UInt16, _ value: [UInt8]) {
        bytes += [UInt8](native: UInt64(value.count + 4), byteCount: 2) + [UInt8](native: UInt64(number), byteCount: 2)
        bytes += value + [UInt8](repeating: 0, count: -value.count & 3)
        setLength()
    }

    mutating func add(_ number: UInt16, _ value: UInt32) {
        add(number, [UInt8](native: UInt64(value), byteCount: 4))
    }

    private mutating func setLength() {
        bytes.replaceSubrange(0..<4, with: [UInt8](native: UInt64(bytes.count), byteCount: 4))
    }
}

/// What the kernel said in place of an answer: an `errno`, negative.
struct NetlinkError: Error {
    let code: Int32
}

/// The kernel's end for questions about this machine's network, and for what changes there.
@safe struct NetlinkSocket: ~Copyable {
    /// Whoever waits for its readiness.
    let descriptor: Int32
    /// Whether there was no room for messages, which are lost.
    private(set) var hasMissed = false
    private var room = [UInt8](repeating: 0, count: 1 << 16)

    private static let headByteCount = 16
    private static let error: UInt16 = 2
    private static let done: UInt16 = 3
    private static let isInterrupted: UInt16 = 0x10
    private static let maximumTries = 5

    /// - Parameter groups: whose changes are to be told, by RTMGRP_ bits.
    init(groups: UInt32 = 0) throws(LinkError) {
        descriptor = try checked(cpk_netlink_socket(groups), "netlink")
    }

    deinit { close(descriptor) }

    /// Asks, and gives all answers. What changed while they were gathered is asked once more.
    mutating func ask(_ request: NetlinkRequest) throws(NetlinkError) -> [NetlinkMessage] {
        var messages: [NetlinkMessage] = []
        for _ in 0..<Self.maximumTries {
            let sent = unsafe cpk_netlink_send(descriptor, request.bytes, request.bytes.count)
            guard sent >= 0 else { throw NetlinkError(code: Int32(sent)) }
            messages = []
            var isWhole = true
            gathering: while true {
                for message in try receive() {
                    if message.flags & Self.isInterrupted != 0 { isWhole = false }
                    switch message.type {
                    case Self.done: break gathering
                    case Self.error:
                        let code = Int32(bitPattern: message.uint32(0))
                        guard code == 0 else { throw NetlinkError(code: code) }
                        break gathering
                    default: messages.append(message)
                    }
                }
                if !request.asksAll { break }
            }
            if isWhole { break }
        }
        return messages
    }

    /// What came, waiting for it.
    mutating func receive() throws(NetlinkError) -> [NetlinkMessage] {
        let count = unsafe cpk_netlink_receive(descriptor, &room, room.count)
        hasMissed = count == -Int(ENOBUFS)
        if hasMissed { return [] }
        guard count >= 0 else { throw NetlinkError(code: Int32(count)) }
        var messages: [NetlinkMessage] = []
        var place = 0
        while place + Self.headByteCount <= count, let length = room.native(place, 4),
            let type = room.native(place + 4, 2),
            let flags = room.native(place + 6, 2)
        {
            let end = place + Int(length)
            guard length >= Self.headByteCount, end <= count else { break }
            messages.append(
                NetlinkMessage(
                    type: UInt16(type), flags: UInt16(flags), bytes: Array(room[place + Self.headByteCount..<end])))
            place = (end + 3) & ~3
        }
        return messages
    }
}
