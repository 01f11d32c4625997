import Probes
import Wire

/// What ICMP time stamps say of a target's clock.
struct ClockReading: Hashable {
    private static let day: Int64 = 86_400_000

    /// In milliseconds since midnight UT, as the target tells them.
    let receive: UInt32
    let transmit: UInt32
    /// When the request left here, as the reply carries it back.
    let originate: UInt32
    /// When the reply came.
    let arrival: UInt32

    /// - Parameter time: when the reply came, in nanoseconds since 1970 UTC.
    init(originate: UInt32, receive: UInt32, transmit: UInt32, at time: Nanoseconds) {
        self.originate = originate
        self.receive = receive
        self.transmit = transmit
        arrival = UInt32(floorDivide(floorDivide(time, by: .millisecond).quotient, by: Self.day).remainder)
    }

    /// How far the target is ahead of our clock, in milliseconds, half a day at the most; nil where a time is not one
    /// (its high bit is set, or it is past midnight).
    var offset: Int64? {
        guard [originate, receive, transmit].allSatisfy({ $0 < Self.day }) else { return nil }
        let twice = Self.wrap(Int64(receive) - Int64(originate)) + Self.wrap(Int64(transmit) - Int64(arrival))
        return twice / 2
    }

    private static func wrap(_ difference: Int64) -> Int64 {
        let shifted = floorDivide(difference + day / 2, by: day).remainder
        return shifted - day / 2
    }
}

extension [UInt8] {
    /// The three times of a timestamp reply, and what they say of the target's clock.
    mutating func append(linesOf reading: ClockReading) {
        append(text: "    sent ")
        append(timeUT: reading.originate)
        append(text: ", received ")
        append(timeUT: reading.receive)
        append(text: ", answered ")
        append(timeUT: reading.transmit)
        if let offset = reading.offset {
            append(text: offset < 0 ? ", offset " : ", offset +")
            append(decimal: offset)
            append(text: " ms")
        }
        append(text: "\n")
    }

    /// Milliseconds since midnight as a time of day; what is no such time as a number.
    private mutating func append(timeUT milliseconds: UInt32) {
        guard milliseconds < 86_400_000 else {
            append(decimal: UInt64(milliseconds))
            return
        }
        append(timeOfDay: Int64(milliseconds / 1000))
        append(text: ".")
        append(decimal: UInt64(milliseconds % 1000), zeroPaddedTo: 3)
    }

    /// The routes and times that an answer's IPv4 options recorded, as ping lists them.
    mutating func append(linesOfOptions options: [IPv4Option], names: [IPAddress: String]) {
        for option in options {
            switch option {
            case .recordRoute(let route): append(route: route.used, "RR: ", names)
            case .looseSourceRoute(let route): append(route: route.addresses, "LSRR: ", names)
            case .strictSourceRoute(let route): append(route: route.addresses, "SSRR: ", names)
            case .timestamp(let timestamps): append(linesOf: timestamps, names)
            case .other(let type, _):
                append(text: "unknown option ")
                append(decimal: UInt64(type.rawValue))
                append(text: "\n")
            case .endOfList, .noOperation, .routerAlert, .security, .streamIdentifier: break
            }
        }
    }

    private mutating func append(route: [IPv4Address], _ title: String, _ names: [IPAddress: String]) {
        for (index, address) in route.enumerated() {
            append(text: index == 0 ? title : "\t")
            if index == 0 { append(text: "\t") }
            append(host: .v4(address), names)
            append(text: "\n")
        }
    }

    private mutating func append(linesOf timestamps: IPv4Timestamps, _ names: [IPAddress: String]) {
        for (index, entry) in timestamps.used.enumerated() {
            append(text: index == 0 ? "TS: \t" : "\t")
            if let address = entry.address {
                append(host: .v4(address), names)
                append(text: "\t")
            }
            append(timeUT: entry.time)
            append(text: "\n")
        }
        if timestamps.overflow > 0 {
            append(text: "Unrecorded hops: ")
            append(decimal: UInt64(timestamps.overflow))
            append(text: "\n")
        }
    }

    /// `name (address)`, or the address alone where it has no name.
    mutating func append(host address: IPAddress, _ names: [IPAddress: String]) {
        guard !names.isEmpty, let name = names[address] else {
            address.write(to: &self)
            return
        }
        appendEscaped(name)
        append(text: " (")
        address.write(to: &self)
        append(text: ")")
    }
}

extension PingReply {
    /// The options decoded; those after one that can't be read are left out.
    var decodedOptions: [IPv4Option] {
        guard !options.isEmpty else { return [] }
        var iterator = IPv4OptionIterator(options.span)
        var decoded: [IPv4Option] = []
        while let field = iterator.next() { decoded.append(field.option) }
        return decoded
    }

    func clockReading(at time: Nanoseconds) -> ClockReading? {
        guard case .timestamp(let originate, let receive, let transmit) = kind else { return nil }
        return ClockReading(originate: originate, receive: receive, transmit: transmit, at: time)
    }
}
