// A table.
// Written by Scripts/field-names; do not edit it.

/// The names that descriptions of packets give to layers and fields, by the kinds of their values.
enum FieldNameTable {
    static let rows: [(kinds: FieldKinds, names: String)] = [
        (
            .layer,
            """
            arp data eth icmp icmpv6 ip ipv6 raw tcp udp vlan
            """
        ),
        (
            .group,
            """
            ah frame hip icmp.ext.object icmp.mpls icmpv6.opt ip.dsfield ip.flags ip.options.eol ip.options.nop
            ip.options.other ip.options.record_route ip.options.route ip.options.routeralert ip.options.security
            ip.options.sid ip.options.source_route ip.options.timestamp ipv6.dstopts ipv6.fraghdr ipv6.hopopts ipv6.opt
            ipv6.routing ipv6.tclass mip6 shim6 tcp.options
            """
        ),
        (
            [.group, .number],
            """
            tcp.flags
            """
        ),
        (
            [.group, .warning],
            """
            icmp.ext icmpv6.mldr.mar
            """
        ),
        (
            .number,
            """
            ah.length ah.next_header ah.sequence ah.spi arp.hw.size arp.hw.type arp.opcode arp.proto.size arp.proto.type
            data.len eth.len eth.type frame.cap_len frame.interface_id frame.len frame.number hip.hdr_len hip.proto
            icmp.addr_entry_size icmp.checksum icmp.code icmp.ext.checksum icmp.ext.class icmp.ext.ctype
            icmp.ext.echo.rsp.state icmp.ext.echo.seq icmp.ext.version icmp.ident icmp.int_ident.index
            icmp.int_info.index icmp.int_info.mtu icmp.int_info.role icmp.length icmp.lifetime icmp.mpls.exp
            icmp.mpls.label icmp.mpls.ttl icmp.mtu icmp.num_addrs icmp.originate_timestamp icmp.pointer icmp.pref_level
            icmp.receive_timestamp icmp.seq icmp.transmit_timestamp icmp.type icmpv6.checksum icmpv6.code
            icmpv6.echo.identifier icmpv6.echo.sequence_number icmpv6.ext.echo.rsp.state icmpv6.ext.echo.seq
            icmpv6.mld.flag.qrv icmpv6.mld.maximum_response_code icmpv6.mld.maximum_response_delay icmpv6.mld.nb_sources
            icmpv6.mld.qqi icmpv6.mldr.mar.nb_sources icmpv6.mldr.mar.record_type icmpv6.mldr.nb_mcast_records
            icmpv6.mtu icmpv6.nd.ra.cur_hop_limit icmpv6.nd.ra.flag.prf icmpv6.nd.ra.reachable_time
            icmpv6.nd.ra.retrans_timer icmpv6.nd.ra.router_lifetime icmpv6.opt.dnssl.lifetime icmpv6.opt.length
            icmpv6.opt.mtu icmpv6.opt.prefix.preferred_lifetime icmpv6.opt.prefix.valid_lifetime
            icmpv6.opt.rdnss.lifetime icmpv6.opt.route_info.flag.route_preference icmpv6.opt.route_lifetime
            icmpv6.opt.type icmpv6.pointer icmpv6.type ip.checksum ip.dsfield.dscp ip.dsfield.ecn ip.frag_offset
            ip.hdr_len ip.id ip.len ip.opt.flag ip.opt.len ip.opt.overflow ip.opt.ptr ip.opt.ra ip.opt.sec_cl ip.opt.sid
            ip.opt.time_stamp ip.opt.type ip.proto ip.ttl ip.version ipv6.dstopts.len ipv6.dstopts.nxt ipv6.flow
            ipv6.fraghdr.ident ipv6.fraghdr.nxt ipv6.fraghdr.offset ipv6.fraghdr.reserved_bits
            ipv6.fraghdr.reserved_octet ipv6.hlim ipv6.hopopts.len ipv6.hopopts.nxt ipv6.nxt ipv6.opt.jumbo
            ipv6.opt.length ipv6.opt.router_alert ipv6.opt.rpl.flag ipv6.opt.rpl.instance_id ipv6.opt.rpl.sender_rank
            ipv6.opt.tel ipv6.opt.type ipv6.opt.type.action ipv6.plen ipv6.routing.len ipv6.routing.nxt
            ipv6.routing.rpl.cmprE ipv6.routing.rpl.cmprI ipv6.routing.rpl.pad ipv6.routing.segleft
            ipv6.routing.srh.flags ipv6.routing.srh.last_entry ipv6.routing.srh.tag ipv6.routing.type ipv6.tclass.dscp
            ipv6.tclass.ecn ipv6.version mip6.hlen mip6.proto shim6.len shim6.nxt tcp.ack_raw tcp.checksum tcp.dstport
            tcp.flags.res tcp.hdr_len tcp.option_kind tcp.option_len tcp.options.ao.keyid tcp.options.ao.rnextkeyid
            tcp.options.mptcp.subtype tcp.options.mss_val tcp.options.sack_le tcp.options.sack_re
            tcp.options.timestamp.tsecr tcp.options.timestamp.tsval tcp.options.user_to_val tcp.options.wscale.shift
            tcp.seq_raw tcp.srcport tcp.urgent_pointer tcp.window_size_value udp.checksum udp.dstport udp.length
            udp.srcport vlan.etype vlan.id vlan.len vlan.priority
            """
        ),
        (
            [.number, .warning],
            """
            icmp.ext.length icmpv6.opt.prefix.length
            """
        ),
        (
            .flag,
            """
            arp.isannouncement arp.isgratuitous arp.isprobe icmp.ext.echo.req.local icmp.ext.echo.rsp.active
            icmp.ext.echo.rsp.ipv4 icmp.ext.echo.rsp.ipv6 icmp.mpls.s icmpv6.ext.echo.req.local
            icmpv6.ext.echo.rsp.active icmpv6.ext.echo.rsp.ipv4 icmpv6.ext.echo.rsp.ipv6 icmpv6.mld.flag.s
            icmpv6.nd.na.flag.o icmpv6.nd.na.flag.r icmpv6.nd.na.flag.s icmpv6.nd.ra.flag.h icmpv6.nd.ra.flag.m
            icmpv6.nd.ra.flag.o icmpv6.nd.ra.flag.p icmpv6.opt.prefix.flag.a icmpv6.opt.prefix.flag.l
            icmpv6.opt.prefix.flag.r ip.flags.df ip.flags.mf ip.flags.rb ipv6.fraghdr.more ipv6.opt.type.change
            tcp.flags.ack tcp.flags.ae tcp.flags.cwr tcp.flags.ece tcp.flags.fin tcp.flags.push tcp.flags.reset
            tcp.flags.syn tcp.flags.urg tcp.options.user_to_granularity vlan.dei
            """
        ),
        (
            .mac,
            """
            arp.dst.hw_mac arp.src.hw_mac eth.dst eth.src
            """
        ),
        (
            .ipv4,
            """
            arp.dst.proto_ipv4 arp.src.proto_ipv4 icmp.address_mask icmp.int_ident.ipv4 icmp.int_info.ipv4 icmp.redir_gw
            icmp.router_address icmpv6.opt.src_linkaddr icmpv6.opt.target_linkaddr ip.cur_rt ip.dst ip.empty_rt
            ip.opt.time_stamp_addr ip.rec_rt ip.src ip.src_rt
            """
        ),
        (
            .ipv6,
            """
            icmp.int_ident.ipv6 icmp.int_info.ipv6 icmpv6.mld.multicast_address icmpv6.mld.source_address
            icmpv6.mldr.mar.multicast_address icmpv6.mldr.mar.source_address icmpv6.nd.na.target_address
            icmpv6.nd.ns.target_address icmpv6.nd.rd.target_address icmpv6.opt.prefix icmpv6.opt.rdnss
            icmpv6.rd.na.destination_address ipv6.dst ipv6.opt.mipv6.home_address ipv6.routing.mipv6.home_address
            ipv6.routing.src.addr ipv6.routing.srh.addr ipv6.src
            """
        ),
        (
            .bytes,
            """
            ah.icv arp.dst.hw arp.dst.proto arp.src.hw arp.src.proto data.data hip.data icmpv6.data
            icmpv6.mldr.mar.auxiliary_data icmpv6.opt.dnssl icmpv6.opt.nonce icmpv6.opt.redirected_packet
            icmpv6.undecoded.option ip.opt.data ip.opt.sec_prot_auth_flags ipv6.opt.padn ipv6.opt.unknown
            ipv6.routing.rpl.address ipv6.routing.unknown_data mip6.data shim6.data tcp.options.ao.mac
            tcp.options.md5.digest tcp.options.tfo.cookie tcp.options.unknown.payload
            """
        ),
        (
            [.bytes, .warning],
            """
            icmp.ext.data
            """
        ),
        (
            .text,
            """
            frame.time frame.time_epoch icmp.int_ident.name icmp.int_info.name
            """
        ),
        (
            .warning,
            """
            _ws.malformed _ws.short eth.len.past_end eth.src_not_group icmp.checksum_bad icmp.ext.checksum_bad
            icmpv6.checksum_bad.expert icmpv6.invalid_option_length icmpv6.undecoded.type ip.checksum_bad.expert
            ip.opt.len.invalid ipv6.opt.invalid_len tcp.checksum_bad.expert tcp.option.len.invalid udp.checksum.bad
            """
        ),
    ]
}
