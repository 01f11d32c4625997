extension NeighborDiscoveryMessage {
    /// Tells `sink` what follows type, code and checksum. `offset` is the message's place in the packet.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        if let parameters = routerParameters { parameters.describe(into: &sink, at: offset) }
        if let flags {
            let place = offset + 4..<offset + 8
            sink.flag("icmpv6.nd.na.flag.r", "Router", flags.contains(.router), at: place)
            sink.flag("icmpv6.nd.na.flag.s", "Solicited", flags.contains(.solicited), at: place)
            sink.flag("icmpv6.nd.na.flag.o", "Override", flags.contains(.override), at: place)
        }
        if let target {
            let name =
                switch type {
                case .neighborSolicitation: "icmpv6.nd.ns.target_address"
                case .neighborAdvertisement: "icmpv6.nd.na.target_address"
                default: "icmpv6.nd.rd.target_address"
                }
            sink.address(name, "Target Address", target, at: offset + 8..<offset + 24)
        }
        if let destination {
            sink.address(
                "icmpv6.rd.na.destination_address", "Destination Address", destination, at: offset + 24..<offset + 40)
        }
        describeOptions(into: &sink, at: offset)
    }

    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        var options = options
        let start = offset + optionsOffset
        var position = 0
        do {
            while let option = try options.next() {
                option.describe(into: &sink, at: start + position)
                position = options.position
            }
        } catch {
            sink.warning(
                "icmpv6.invalid_option_length", error.description, at: start + position..<offset + bytes.count)
        }
    }
}

extension RouterParameters {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.number("icmpv6.nd.ra.cur_hop_limit", "Cur hop limit", hopLimit, at: offset + 4..<offset + 5)
        let place = offset + 5..<offset + 6
        sink.flag("icmpv6.nd.ra.flag.m", "Managed address configuration", flags.contains(.managed), at: place)
        sink.flag("icmpv6.nd.ra.flag.o", "Other configuration", flags.contains(.otherConfiguration), at: place)
        sink.flag("icmpv6.nd.ra.flag.h", "Home Agent", flags.contains(.homeAgent), at: place)
        sink.number("icmpv6.nd.ra.flag.prf", "Default Router Preference", flags.preference, at: place)
        sink.flag("icmpv6.nd.ra.flag.p", "Proxy", flags.contains(.proxy), at: place)
        sink.number(
            "icmpv6.nd.ra.router_lifetime", "Router lifetime", lifetime, .units("s"), at: offset + 6..<offset + 8)
        sink.number(
            "icmpv6.nd.ra.reachable_time", "Reachable time", reachableTime, .units("ms"),
            at: offset + 8..<offset + 12)
        sink.number(
            "icmpv6.nd.ra.retrans_timer", "Retrans timer", retransmitTimer, .units("ms"),
            at: offset + 12..<offset + 16)
    }
}

extension NeighborDiscoveryOption {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.openItem("icmpv6.opt", of: type, at: offset..<offset + byteCount)
        sink.number("icmpv6.opt.type", "Type", type, at: offset..<offset + 1)
        sink.number("icmpv6.opt.length", "Length", bytes[1], .units("8 bytes"), at: offset + 1..<offset + 2)
        do {
            try decoded().describe(into: &sink, at: offset, byteCount: byteCount)
        } catch {
            sink.warning("icmpv6.invalid_option_length", error.description, at: offset..<offset + byteCount)
        }
        sink.close()
    }
}

extension NeighborOption {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int, byteCount: Int) {
        let end = offset + byteCount
        switch self {
        case .sourceLinkLayerAddress(let address):
            sink.address("icmpv6.opt.src_linkaddr", "Source Link-layer address", address, at: offset + 2..<end)
        case .targetLinkLayerAddress(let address):
            sink.address("icmpv6.opt.target_linkaddr", "Target Link-layer address", address, at: offset + 2..<end)
        case .prefixInformation(let prefix): prefix.describe(into: &sink, at: offset)
        case .redirectedHeader(let header):
            sink.bytes("icmpv6.opt.redirected_packet", "Redirected Packet", header.span, at: offset + 8..<end)
        case .mtu(let mtu):
            sink.number("icmpv6.opt.mtu", "MTU", mtu, .units("bytes"), at: offset + 4..<end)
        case .routeInformation(let route): route.describe(into: &sink, at: offset, end: end)
        case .recursiveDNSServers(let lifetime, let servers):
            sink.number("icmpv6.opt.rdnss.lifetime", "Lifetime", lifetime, .units("s"), at: offset + 4..<offset + 8)
            for (index, server) in servers.enumerated() {
                let start = offset + 8 + index * IPv6Address.byteCount
                sink.address(
                    "icmpv6.opt.rdnss", "Recursive DNS Server", server, at: start..<start + IPv6Address.byteCount)
            }
        case .dnsSearchList(let lifetime, let names):
            sink.number("icmpv6.opt.dnssl.lifetime", "Lifetime", lifetime, .units("s"), at: offset + 4..<offset + 8)
            sink.bytes("icmpv6.opt.dnssl", "Domain Names", names.span, at: offset + 8..<end)
        case .nonce(let bytes): sink.bytes("icmpv6.opt.nonce", "Nonce", bytes.span, at: offset + 2..<end)
        case .other(_, let bytes):
            sink.bytes("icmpv6.undecoded.option", "Data", bytes.span, at: offset + 2..<end)
        }
    }
}

extension PrefixInformation {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.number("icmpv6.opt.prefix.length", "Prefix Length", length, .units("bits"), at: offset + 2..<offset + 3)
        if length > 128 {
            sink.warning("icmpv6.opt.prefix.length", "a prefix has at most 128 bits", at: offset + 2..<offset + 3)
        }
        let place = offset + 3..<offset + 4
        sink.flag("icmpv6.opt.prefix.flag.l", "On-link", flags.contains(.onLink), at: place)
        sink.flag("icmpv6.opt.prefix.flag.a", "Autonomous", flags.contains(.autonomous), at: place)
        sink.flag("icmpv6.opt.prefix.flag.r", "Router address", flags.contains(.routerAddress), at: place)
        sink.number(
            "icmpv6.opt.prefix.valid_lifetime", "Valid Lifetime", validLifetime, .units("s"),
            at: offset + 4..<offset + 8)
        sink.number(
            "icmpv6.opt.prefix.preferred_lifetime", "Preferred Lifetime", preferredLifetime, .units("s"),
            at: offset + 8..<offset + 12)
        sink.address("icmpv6.opt.prefix", "Prefix", prefix, at: offset + 16..<offset + 32)
    }
}

extension RouteInformation {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int, end: Int) {
        sink.number("icmpv6.opt.prefix.length", "Prefix Length", length, .units("bits"), at: offset + 2..<offset + 3)
        sink.number(
            "icmpv6.opt.route_info.flag.route_preference", "Route Preference", preference,
            at: offset + 3..<offset + 4)
        sink.number("icmpv6.opt.route_lifetime", "Route Lifetime", lifetime, .units("s"), at: offset + 4..<offset + 8)
        sink.address("icmpv6.opt.prefix", "Prefix", prefix, at: offset + 8..<end)
    }
}
