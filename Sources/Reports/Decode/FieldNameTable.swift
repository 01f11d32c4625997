// A table.
// Written by Scripts/field-names; do not edit it.

/// The names that descriptions of packets give to layers and fields, by the kinds of their values.
enum FieldNameTable {
    static let rows: [(kinds: FieldKinds, names: String)] = [
        (
            .layer,
            """
            ah arp ccp cdp chap data dhcp dhcpv6 dns erspan esp eth etherip geneve gre http icmp icmpv6 igmp ip ipcp
            ipv6 ipv6cp lacp lcp llc lldp llmnr mdns mpls ntp null pap ppp pppoed pppoes pwethcw radiotap raw sctp sll
            slow ssh stp syslog tcp tftp tls udp udpencap vlan vrrp vxlan wlan wol
            """
        ),
        (
            .group,
            """
            cdp.tlv dhcp.option dhcp.option.user_class dhcp.option.vi dhcp.option.vi_class dhcpv6.ntpserver
            dhcpv6.option dhcpv6.userclass dhcpv6.vendorclass dhcpv6.vendoropts dns.qry dns.resp frame geneve.option
            geneve.options gre.routing hip http.request.line http.response.line icmp.ext.object icmp.mpls icmpv6.opt
            igmp.record igmp.records igmp.source ip.options.eol ip.options.nop ip.options.other ip.options.record_route
            ip.options.route ip.options.routeralert ip.options.security ip.options.sid ip.options.source_route
            ip.options.timestamp ipv6.dstopts ipv6.fraghdr ipv6.hopopts ipv6.opt ipv6.routing lacp.actor lacp.collector
            lacp.partner lacp.terminator lldp.tlv mip6 mstp.msti ntp.ext pppoed.tags radiotap.present sctp.cause
            sctp.chunk sctp.forward_tsn sctp.parameter sctp.parameter_supported_address sctp.sack_duplicate
            sctp.sack_gap_block sctp.supported_chunk shim6 ssh.packet_length ssh.protocol tcp.options tcp.options.ao
            tcp.options.eol tcp.options.md5 tcp.options.mptcp tcp.options.mss tcp.options.nop tcp.options.sack
            tcp.options.sack_perm tcp.options.tfo tcp.options.timestamp tcp.options.unknown tcp.options.user_to
            tcp.options.wscale tftp.option tls.alert_message tls.change_cipher_spec tls.handshake
            tls.handshake.certificate tls.handshake.certificates tls.handshake.ciphersuites tls.handshake.comp_methods
            tls.heartbeat_message tls.record vrrp.address
            """
        ),
        (
            [.group, .number],
            """
            cdp.capabilities chap.code chap.identifier chap.length dhcp.flags dhcp.fqdn.flags
            dhcp.option.agent_information_option.suboption dhcpv6.client_arch dhcpv6.client_fqdn_flags
            dhcpv6.requested_option_code dns.extraneous.length dns.flags dns.id dns.opt.dau dns.opt.dhu dns.opt.n3u
            dns.resp.z geneve.flags geneve.option.type gre.flags_and_version http.chunk_size igmp.max_resp ip.dsfield
            ip.flags ipv6.tclass lcp.magic_number llc.control llc.dsap llc.ssap lldp.tlv.enable_system_cap
            lldp.tlv.system_cap mstp.msti.flags ntp.ctrl.flags2 ntp.flags ntp.priv.auth_seq pap.code pap.identifier
            pap.length ppp.code ppp.identifier ppp.length pppoed.tag radiotap.flags sctp.chunk_flags stp.flags tcp.flags
            vrrp.typever vxlan.flags wlan.fc wlan.flags wlan.qos
            """
        ),
        (
            [.group, .number, .signed, .flag, .address, .bytes, .text],
            """
            bulk_lease.start_time_of_state bulk_lease.status_code client_id.uuid dhcp.option.sip_server.name
            forcerenew_nonce.algorithm novell_dss.ip policy_filter.ip policy_filter.subnet_mask static_route.ip
            static_route.router
            """
        ),
        (
            [.group, .number, .flag],
            """
            lacp.actor.state lacp.partner.state
            """
        ),
        (
            [.group, .number, .flag, .address, .bytes, .text],
            """
            bulk_lease.data_source
            """
        ),
        (
            [.group, .number, .ipv4, .ipv6, .bytes, .text],
            """
            dns.afsdb.hostname dns.dname dns.kx.key_exchange dns.naptr.replacement dns.px.map400 dns.px.map822
            dns.rp.mailbox dns.rp.txt_rr dns.rt.intermediate_host dns.soa.expire_limit dns.soa.minimum_ttl
            dns.soa.refresh_interval dns.soa.retry_interval dns.srv.target
            """
        ),
        (
            [.group, .number, .address, .bytes, .text],
            """
            bulk_lease.dhcp_state value.uint
            """
        ),
        (
            [.group, .number, .text],
            """
            dns.opt dns.spf dns.spf.length dns.txt dns.txt.length
            """
        ),
        (
            [.group, .address],
            """
            dhcp.option.6RD.border_relay_ip dhcp.option.sip_server.address dhcp.option.slp_directory_agent.slpda_address
            dhcpv6.bcmcs_server_a dhcpv6.capwap_ac_v6 dhcpv6.dns_server dhcpv6.lq_client_link dhcpv6.nis_server
            dhcpv6.nisp_server dhcpv6.pana_agent dhcpv6.sip_server_a dhcpv6.sntp_server
            """
        ),
        (
            [.group, .bytes],
            """
            cdp.address dns.extraneous.data lcp.data ppp.data
            """
        ),
        (
            [.group, .text],
            """
            dhcpv6.client_domain dhcpv6.ntpserver.fqdn http.cookie_pair http.request.uri.query.parameter syslog.msg
            """
        ),
        (
            [.group, .warning],
            """
            _ws.malformed _ws.short dns.extraneous icmp.ext icmpv6.mldr.mar ppp.length.past_end
            """
        ),
        (
            .number,
            """
            ah.length ah.next_header ah.sequence ah.spi arp.hw.size arp.hw.type arp.opcode arp.proto.size arp.proto.type
            cdp.address_length cdp.checksum cdp.mtu cdp.native_vlan cdp.number_of_addresses cdp.power_consumption
            cdp.protocol_length cdp.protocol_type cdp.tlv.len cdp.tlv.type cdp.trust_bitmap cdp.ttl
            cdp.untrusted_port_cos cdp.version data.len dhcp.client_id.type dhcp.client_network_id_major
            dhcp.client_network_id_minor dhcp.flags.reserved dhcp.fqdn.mbz dhcp.fqdn.rcode1 dhcp.fqdn.rcode2 dhcp.hops
            dhcp.hw.len dhcp.hw.type dhcp.id dhcp.option.6RD.ipv4_mask_len dhcp.option.6RD.prefix_len
            dhcp.option.bulk_lease.status_code dhcp.option.dhcp_authentication.algorithm
            dhcp.option.dhcp_authentication.protocol dhcp.option.dhcp_authentication.rdm
            dhcp.option.dhcp_authentication.rdm_replay_detection dhcp.option.end dhcp.option.length
            dhcp.option.sip_server.encoding dhcp.option.slp_directory_agent.value dhcp.option.slp_service_scope.value
            dhcp.option.suboption_length dhcp.option.type dhcp.option.user_class.length dhcp.option.vi.enterprise
            dhcp.option.vi.length dhcp.option.vi_class.enterprise dhcp.option.vi_class.length dhcp.secs dhcp.type
            dhcpv6.auth.algorithm dhcpv6.auth.protocol dhcpv6.auth.rdm dhcpv6.elapsed_time dhcpv6.hopcount
            dhcpv6.iaaddr.pref_lifetime dhcpv6.iaaddr.valid_lifetime dhcpv6.iaid.t1 dhcpv6.iaid.t2
            dhcpv6.iaprefix.pref_len dhcpv6.iaprefix.pref_lifetime dhcpv6.iaprefix.valid_lifetime dhcpv6.msgtype
            dhcpv6.ntpserver.option.length dhcpv6.ntpserver.option.type dhcpv6.option.length dhcpv6.option.type
            dhcpv6.pd_exclude.pref_len dhcpv6.reconf_msg dhcpv6.remoteid.enterprise dhcpv6.status_code
            dhcpv6.userclass.length dhcpv6.vendorclass.enterprise dhcpv6.vendoropts.enterprise
            dhcpv6.vendoropts.enterprise.option_code dhcpv6.vendoropts.enterprise.option_length dhcpv6.xid
            dns.count.add_rr dns.count.answers dns.count.auth_rr dns.count.labels dns.count.prerequisites
            dns.count.queries dns.count.updates dns.count.zones dns.flags.opcode dns.flags.rcode dns.length
            dns.opt.client.family dns.opt.client.netmask dns.opt.client.scope dns.opt.code
            dns.opt.edns_tcp_keepalive.timeout dns.opt.ext_error.info_code dns.opt.len dns.qry.class dns.qry.name.len
            dns.qry.type dns.resp.class dns.resp.edns0_version dns.resp.ext_rcode dns.resp.len dns.resp.ttl
            dns.resp.type dns.resp.z.reserved dns.rr.udp_payload_size erspan.bso erspan.cos erspan.direction
            erspan.encap erspan.ft erspan.gra erspan.hw erspan.index erspan.o erspan.p erspan.reserved erspan.sgt
            erspan.spanid erspan.timestamp erspan.version erspan.vlan esp.sequence esp.spi eth.len eth.type
            etherip.reserved etherip.ver frame.cap_len frame.interface_id frame.len frame.number geneve.option.class
            geneve.option.length geneve.proto_type geneve.reserved geneve.version geneve.vni gre.ack_number gre.checksum
            gre.flags.recursion_control gre.flags.reserved gre.flags.version gre.key gre.key.call_id
            gre.key.payload_length gre.offset gre.proto gre.routing.address_family gre.routing.src_length
            gre.routing.sre_offset gre.sequence_number hip.hdr_len hip.proto icmp.addr_entry_size icmp.checksum
            icmp.checksum.status icmp.code icmp.ext.checksum icmp.ext.class icmp.ext.ctype icmp.ext.echo.rsp.state
            icmp.ext.echo.seq icmp.ext.version icmp.ident icmp.int_ident.index icmp.int_info.index icmp.int_info.mtu
            icmp.int_info.role icmp.length icmp.lifetime icmp.mpls.exp icmp.mpls.label icmp.mpls.ttl icmp.mtu
            icmp.num_addrs icmp.originate_timestamp icmp.pointer icmp.pref_level icmp.receive_timestamp icmp.seq
            icmp.transmit_timestamp icmp.type icmpv6.checksum icmpv6.checksum.status icmpv6.code icmpv6.echo.identifier
            icmpv6.echo.sequence_number icmpv6.ext.echo.rsp.state icmpv6.ext.echo.seq icmpv6.mld.flag.qrv
            icmpv6.mld.maximum_response_code icmpv6.mld.maximum_response_delay icmpv6.mld.nb_sources icmpv6.mld.qqi
            icmpv6.mldr.mar.nb_sources icmpv6.mldr.mar.record_type icmpv6.mldr.nb_mcast_records icmpv6.mtu
            icmpv6.nd.ra.cur_hop_limit icmpv6.nd.ra.flag.prf icmpv6.nd.ra.reachable_time icmpv6.nd.ra.retrans_timer
            icmpv6.nd.ra.router_lifetime icmpv6.opt.dnssl.lifetime icmpv6.opt.length icmpv6.opt.mtu
            icmpv6.opt.prefix.preferred_lifetime icmpv6.opt.prefix.valid_lifetime icmpv6.opt.rdnss.lifetime
            icmpv6.opt.route_info.flag.route_preference icmpv6.opt.route_lifetime icmpv6.opt.type icmpv6.pointer
            icmpv6.type igmp.aux_data_len igmp.checksum igmp.max_resp.exp igmp.max_resp.mant igmp.num_grp_recs
            igmp.num_src igmp.qqic igmp.qrv igmp.record_type igmp.type igmp.version ip.checksum ip.checksum.status
            ip.dsfield.dscp ip.dsfield.ecn ip.frag_offset ip.hdr_len ip.id ip.len ip.opt.flag ip.opt.len ip.opt.overflow
            ip.opt.ptr ip.opt.ra ip.opt.sec_cl ip.opt.sid ip.opt.time_stamp ip.opt.type ip.proto ip.ttl ip.version
            ipv6.dstopts.len ipv6.dstopts.nxt ipv6.flow ipv6.fraghdr.ident ipv6.fraghdr.nxt ipv6.fraghdr.offset
            ipv6.fraghdr.reserved_bits ipv6.fraghdr.reserved_octet ipv6.hlim ipv6.hopopts.len ipv6.hopopts.nxt ipv6.nxt
            ipv6.opt.jumbo ipv6.opt.length ipv6.opt.router_alert ipv6.opt.rpl.flag ipv6.opt.rpl.instance_id
            ipv6.opt.rpl.sender_rank ipv6.opt.tel ipv6.opt.type ipv6.opt.type.action ipv6.plen ipv6.routing.len
            ipv6.routing.nxt ipv6.routing.rpl.cmprE ipv6.routing.rpl.cmprI ipv6.routing.rpl.pad ipv6.routing.segleft
            ipv6.routing.srh.flags ipv6.routing.srh.last_entry ipv6.routing.srh.tag ipv6.routing.type ipv6.tclass.dscp
            ipv6.tclass.ecn ipv6.version lacp.collector.max_delay lacp.tlv_length lacp.tlv_type lacp.version
            llc.cisco_pid llc.control.ftype llc.control.n_r llc.control.n_s llc.control.s_ftype
            llc.control.u_modifier_cmd llc.control.u_modifier_resp llc.dsap.sap llc.oui llc.pid llc.ssap.sap llc.type
            lldp.chassis.subtype lldp.ieee.802_1.port_vlan.id lldp.ieee.802_1.subtype lldp.ieee.802_1.vlan.id
            lldp.ieee.802_1.vlan.name_len lldp.ieee.802_3.max_frame_size lldp.ieee.802_3.subtype lldp.media.subtype
            lldp.mgn.address.len lldp.mgn.address.subtype lldp.mgn.interface.number lldp.mgn.interface.subtype
            lldp.mgn.obj.len lldp.network_address.subtype lldp.orgtlv.oui lldp.port.subtype lldp.time_to_live
            lldp.tlv.len lldp.tlv.type lldp.unknown_subtype mip6.hlen mip6.proto mpls.bottom mpls.exp mpls.label
            mpls.ttl mstp.cist_bridge.ext mstp.cist_bridge.prio mstp.cist_internal_root_path_cost
            mstp.cist_remaining_hops mstp.config_format_selector mstp.config_revision_level mstp.msti.bridge_priority
            mstp.msti.msti_id mstp.msti.port_priority mstp.msti.priority mstp.msti.remaining_hops mstp.msti.root_cost
            mstp.version_3_length ntp.ctrl.flags2.error ntp.ctrl.flags2.more ntp.ctrl.flags2.opcode ntp.ctrl.flags2.r
            ntp.flags.li ntp.flags.mode ntp.flags.vn ntp.priv.auth ntp.priv.err ntp.priv.flags.more ntp.priv.flags.r
            ntp.priv.itemsize ntp.priv.numitems ntp.priv.reserved ntp.priv.seq null.family ppp.address ppp.control
            ppp.protocol pppoe.code pppoe.payload_length pppoe.session_id pppoe.type pppoe.version pppoed.tag_length
            pppoed.tags.vendor_id pweth.cw.sequence_number radiotap.antenna radiotap.channel.flags radiotap.channel.freq
            radiotap.length radiotap.mactime radiotap.mcs.index radiotap.pad radiotap.present.word radiotap.rxflags
            radiotap.version sctp.adaptation_layer_indication sctp.cause_code sctp.cause_length sctp.checksum
            sctp.chunk_length sctp.chunk_type sctp.cwr_lowest_tsn sctp.data_fsn sctp.data_mid sctp.data_payload_proto_id
            sctp.data_reserved sctp.data_sid sctp.data_ssn sctp.data_tsn_raw sctp.dstport sctp.ecne_lowest_tsn
            sctp.forward_tsn_sid sctp.forward_tsn_ssn sctp.forward_tsn_tsn sctp.init_credit sctp.init_initial_tsn
            sctp.init_initiate_tag sctp.init_nr_in_streams sctp.init_nr_out_streams sctp.initack_credit
            sctp.initack_initial_tsn sctp.initack_initiate_tag sctp.initack_nr_in_streams sctp.initack_nr_out_streams
            sctp.parameter_cookie_preservative_incr sctp.parameter_length sctp.parameter_supported_address_type
            sctp.parameter_type sctp.sack_a_rwnd sctp.sack_cumulative_tsn_ack_raw sctp.sack_duplicate_tsn
            sctp.sack_gap_block_end sctp.sack_gap_block_end_tsn sctp.sack_gap_block_start sctp.sack_gap_block_start_tsn
            sctp.sack_number_of_duplicated_tsns sctp.sack_number_of_gap_blocks sctp.shutdown_cumulative_tsn_ack
            sctp.srcport sctp.supported_chunk_type sctp.verification_tag shim6.len shim6.nxt sll.etype sll.gretype
            sll.halen sll.hatype sll.ifindex sll.ltype sll.pkttype slow.subtype stp.bridge.ext stp.bridge.prio
            stp.flags.port_role stp.forward stp.hello stp.max_age stp.msg_age stp.port stp.protocol stp.pvst.origvlan
            stp.pvst.tlvlen stp.pvst.tlvtype stp.root.cost stp.root.ext stp.root.prio stp.type stp.version
            stp.version_1_length syslog.facility syslog.level tcp.ack_raw tcp.checksum tcp.checksum.status tcp.dstport
            tcp.flags.res tcp.hdr_len tcp.len tcp.option_kind tcp.option_len tcp.options.ao.keyid
            tcp.options.ao.rnextkeyid tcp.options.mptcp.subtype tcp.options.mss_val tcp.options.sack_le
            tcp.options.sack_re tcp.options.timestamp.tsecr tcp.options.timestamp.tsval tcp.options.user_to_val
            tcp.options.wscale.shift tcp.seq_raw tcp.srcport tcp.urgent_pointer tcp.window_size_value
            tls.handshake.length tls.handshake.type tls.record.content_type tls.record.length tls.record.version
            udp.checksum udp.checksum.status udp.dstport udp.length udp.srcport vlan.etype vlan.id vlan.len
            vlan.priority vrrp.addr_count vrrp.adver_int vrrp.auth_type vrrp.checksum vrrp.prio vrrp.reserved_mbz
            vrrp.short_adver_int vrrp.type vrrp.version vrrp.virt_rtr_id vxlan.flags_reserved vxlan.gbp vxlan.reserved8
            vxlan.vni wlan.duration wlan.fc.ds wlan.fc.subtype wlan.fc.type wlan.fc.type_subtype wlan.fc.version
            wlan.frag wlan.qos.ack wlan.qos.tid wlan.seq
            """
        ),
        (
            [.number, .flag],
            """
            lacp.actor.key lacp.actor.port lacp.actor.port_priority lacp.actor.sys_priority lacp.partner.key
            lacp.partner.port lacp.partner.port_priority lacp.partner.sys_priority
            """
        ),
        (
            [.number, .mac, .address, .bytes, .text],
            """
            dhcp.option.agent_information_option.value
            """
        ),
        (
            [.number, .ipv4, .text],
            """
            dns.a
            """
        ),
        (
            [.number, .ipv6, .text],
            """
            dns.aaaa
            """
        ),
        (
            [.number, .address, .bytes, .text],
            """
            dhcpv6.duid.bytes
            """
        ),
        (
            [.number, .bytes, .text],
            """
            dns.dhcid.rdata dns.ds.digest dns.null dns.sshfp.fingerprint dns.tlsa.certificate_association_data
            """
        ),
        (
            [.number, .bytes, .text, .warning],
            """
            dhcp.malformed.duid
            """
        ),
        (
            [.number, .text],
            """
            dns.afsdb.subtype dns.cname dns.ds.algorithm dns.ds.digest_type dns.ds.key_id dns.hinfo.cpu
            dns.hinfo.cpu_length dns.hinfo.os dns.hinfo.os_length dns.kx.preference dns.mb dns.md dns.mf dns.mg
            dns.minfo.e dns.minfo.r dns.mr dns.mx.mail_exchange dns.mx.preference dns.naptr.flags dns.naptr.flags_length
            dns.naptr.order dns.naptr.preference dns.naptr.regex dns.naptr.regex_length dns.naptr.service
            dns.naptr.service_length dns.ns dns.ptr.domain_name dns.px.preference dns.rt.subtype dns.soa.mname
            dns.soa.rname dns.soa.serial_number dns.srv.port dns.srv.priority dns.srv.weight dns.sshfp.algorithm
            dns.sshfp.fingerprint.type dns.tlsa.certificate_usage dns.tlsa.matching_type dns.tlsa.selector
            dns.x25.length dns.x25.psdn_address
            """
        ),
        (
            [.number, .warning],
            """
            http.content_length http.response.code icmp.ext.length icmpv6.opt.prefix.length
            """
        ),
        (
            .signed,
            """
            radiotap.dbm_antnoise radiotap.dbm_antsignal radiotap.txpower
            """
        ),
        (
            .flag,
            """
            arp.isannouncement arp.isgratuitous arp.isprobe cdp.capabilities.cvta cdp.capabilities.host
            cdp.capabilities.igmp_capable cdp.capabilities.mac_relay cdp.capabilities.remote cdp.capabilities.repeater
            cdp.capabilities.router cdp.capabilities.src_bridge cdp.capabilities.switch cdp.capabilities.trans_bridge
            cdp.capabilities.voip_phone cdp.duplex dhcp.flags.bc dhcp.fqdn.e dhcp.fqdn.n dhcp.fqdn.o dhcp.fqdn.s
            dhcpv6.clientfqdn.client.n dhcpv6.clientfqdn.client.s dhcpv6.clientfqdn.server.n dhcpv6.clientfqdn.server.o
            dhcpv6.clientfqdn.server.s dns.flags.authenticated dns.flags.authoritative dns.flags.checkdisable
            dns.flags.conflict dns.flags.recavail dns.flags.recdesired dns.flags.response dns.flags.tentative
            dns.flags.truncated dns.flags.z dns.qry.qu dns.resp.cache_flush dns.resp.z.do erspan.truncated
            geneve.flags.critical geneve.flags.oam geneve.flags.reserved geneve.option.type.critical gre.flags.ack
            gre.flags.checksum gre.flags.key gre.flags.routing gre.flags.sequence_number gre.flags.strict_source_route
            http.request http.response icmp.ext.echo.req.local icmp.ext.echo.rsp.active icmp.ext.echo.rsp.ipv4
            icmp.ext.echo.rsp.ipv6 icmp.mpls.s icmpv6.ext.echo.req.local icmpv6.ext.echo.rsp.active
            icmpv6.ext.echo.rsp.ipv4 icmpv6.ext.echo.rsp.ipv6 icmpv6.mld.flag.s icmpv6.nd.na.flag.o icmpv6.nd.na.flag.r
            icmpv6.nd.na.flag.s icmpv6.nd.ra.flag.h icmpv6.nd.ra.flag.m icmpv6.nd.ra.flag.o icmpv6.nd.ra.flag.p
            icmpv6.opt.prefix.flag.a icmpv6.opt.prefix.flag.l icmpv6.opt.prefix.flag.r igmp.s ip.flags.df ip.flags.mf
            ip.flags.rb ipv6.fraghdr.more ipv6.opt.type.change llc.control.f llc.control.p llc.dsap.ig llc.ssap.cr
            lldp.tlv.enable_system_cap.bridge lldp.tlv.enable_system_cap.docsis_cable_device
            lldp.tlv.enable_system_cap.other lldp.tlv.enable_system_cap.repeater lldp.tlv.enable_system_cap.router
            lldp.tlv.enable_system_cap.station_only lldp.tlv.enable_system_cap.telephone
            lldp.tlv.enable_system_cap.wlan_access_pt lldp.tlv.system_cap.bridge lldp.tlv.system_cap.docsis_cable_device
            lldp.tlv.system_cap.other lldp.tlv.system_cap.repeater lldp.tlv.system_cap.router
            lldp.tlv.system_cap.station_only lldp.tlv.system_cap.telephone lldp.tlv.system_cap.wlan_access_pt
            radiotap.flags.badfcs radiotap.flags.cfp radiotap.flags.datapad radiotap.flags.fcs radiotap.flags.frag
            radiotap.flags.preamble radiotap.flags.shortgi radiotap.flags.wep sctp.abort_t_bit sctp.data_b_bit
            sctp.data_e_bit sctp.data_i_bit sctp.data_u_bit sctp.shutdown_complete_t_bit stp.flags.agreement
            stp.flags.forwarding stp.flags.learning stp.flags.proposal stp.flags.tc stp.flags.tcack tcp.flags.ack
            tcp.flags.ae tcp.flags.cwr tcp.flags.ece tcp.flags.fin tcp.flags.push tcp.flags.reset tcp.flags.syn
            tcp.flags.urg tcp.options.user_to_granularity vlan.dei vxlan.flag_a vxlan.flag_d vxlan.flag_g vxlan.flag_i
            wlan.fc.frag wlan.fc.fromds wlan.fc.moredata wlan.fc.order wlan.fc.protected wlan.fc.pwrmgt wlan.fc.retry
            wlan.fc.tods wlan.qos.amsdupresent
            """
        ),
        (
            [.flag, .mac],
            """
            lacp.actor.sysid lacp.partner.sysid
            """
        ),
        (
            [.flag, .bytes],
            """
            lacp.actor.reserved lacp.partner.reserved
            """
        ),
        (
            .mac,
            """
            arp.dst.hw_mac arp.src.hw_mac eth.dst eth.src lldp.chassis.id.mac lldp.port.id.mac sll.src.eth wlan.da
            wlan.sa wol.mac
            """
        ),
        (
            [.mac, .address],
            """
            dhcp.hw.mac_addr
            """
        ),
        (
            .ipv4,
            """
            arp.dst.proto_ipv4 arp.src.proto_ipv4 cdp.nrgyz.ip_address dhcp.ip.client dhcp.ip.relay dhcp.ip.server
            dhcp.ip.your icmp.address_mask icmp.int_ident.ipv4 icmp.int_info.ipv4 icmp.redir_gw icmp.router_address
            igmp.maddr igmp.saddr ip.cur_rt ip.dst ip.empty_rt ip.opt.time_stamp_addr ip.rec_rt ip.src ip.src_rt
            lldp.chassis.id.ip4 lldp.mgn.addr.ip4 lldp.port.id.ip4 sctp.parameter_ipv4_address sll.src.ipv4 vrrp.ip_addr
            """
        ),
        (
            .ipv6,
            """
            dhcp.option.6RD.prefix dhcpv6.linkaddr dhcpv6.peeraddr icmp.int_ident.ipv6 icmp.int_info.ipv6
            icmpv6.mld.multicast_address icmpv6.mld.source_address icmpv6.mldr.mar.multicast_address
            icmpv6.mldr.mar.source_address icmpv6.nd.na.target_address icmpv6.nd.ns.target_address
            icmpv6.nd.rd.target_address icmpv6.opt.prefix icmpv6.opt.rdnss icmpv6.opt.src_linkaddr
            icmpv6.opt.target_linkaddr icmpv6.rd.na.destination_address ipv6.dst ipv6.opt.mipv6.home_address
            ipv6.routing.mipv6.home_address ipv6.routing.src.addr ipv6.routing.srh.addr ipv6.src lldp.mgn.addr.ip6
            lldp.port.id.ip6 sctp.parameter_ipv6_address vrrp.ipv6_addr
            """
        ),
        (
            .address,
            """
            cdp.nrgyz.ipv6_address dhcp.cookie dhcp.option.policy_filter.subnet_mask dhcp.option.static_route.router
            dhcpv6.client_linklayer_addr dhcpv6.iaaddr.ip dhcpv6.iaprefix.pref_addr dhcpv6.ntpserver.addr
            dhcpv6.ntpserver.mc_addr dns.opt.client.addr4 dns.opt.client.addr6 lldp.chassis.id.ip6 mstp.cist_bridge.hw
            mstp.msti.root.hw stp.bridge.hw stp.root.hw wlan.bssid wlan.ra wlan.ta
            """
        ),
        (
            .bytes,
            """
            ah.icv ah.reserved arp.dst.hw arp.dst.proto arp.src.hw arp.src.proto cdp.data cdp.protocol
            cdp.system_object_identifier data.data dhcp.client_id dhcp.hw.addr dhcp.hw.addr_padding dhcp.option.padding
            dhcp.option.user_class.data dhcp.option.value dhcp.option.vi.value dhcp.vendor_specific_options
            dhcpv6.auth.info dhcpv6.auth.replay_detection dhcpv6.option.value dhcpv6.pd_exclude.subnet_id
            dhcpv6.remoteid_enterprise_id dhcpv6.userclass.opaque_data dhcpv6.vendoropts.enterprise.option_data dns.data
            dns.opt.client.addr dns.opt.cookie.client dns.opt.cookie.server dns.opt.data dns.opt.padding
            esp.encrypted_data geneve.option.unknown.data gre.routing.information hip.data http.chunk_boundary
            http.chunk_data icmpv6.data icmpv6.mldr.mar.auxiliary_data icmpv6.opt.dnssl icmpv6.opt.nonce
            icmpv6.opt.redirected_packet icmpv6.undecoded.option igmp.aux_data igmp.data igmp.reserved ip.opt.data
            ip.opt.sec_prot_auth_flags ipv6.opt.padn ipv6.opt.unknown ipv6.routing.rpl.address ipv6.routing.unknown_data
            lacp.coll_reserved lacp.pad lldp.mgn.addr.hex lldp.mgn.obj.id lldp.tlv.value lldp.unknown_subtype.content
            mip6.data mstp.config_digest pppoed.tag.unknown_data pppoed.tags.ac_cookie pppoed.tags.credits
            pppoed.tags.host_uniq pppoed.tags.hurl pppoed.tags.ip_route_add pppoed.tags.max_payload pppoed.tags.metrics
            pppoed.tags.motm pppoed.tags.relay_session_id pppoed.tags.vendor_unspecified sctp.cause_information
            sctp.chunk_padding sctp.chunk_value sctp.cookie sctp.parameter_heartbeat_information
            sctp.parameter_state_cookie sctp.parameter_value shim6.data sll.src.other sll.unused tcp.options.ao.mac
            tcp.options.md5.digest tcp.options.tfo.cookie tcp.options.unknown.payload tls.segment.data
            udpencap.nat_keepalive udpencap.non_esp_marker wol.passwd wol.sync
            """
        ),
        (
            [.bytes, .text],
            """
            lldp.chassis.id
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
            cdp.deviceid cdp.location cdp.platform cdp.portid cdp.software_version cdp.system_name
            cdp.vtp_management_domain dhcp.client_id.iaid dhcp.client_id.uuid dhcp.file dhcp.fqdn.name
            dhcp.option.bulk_lease.status_code_message dhcp.option.dhcp_authentication.information
            dhcp.option.slp_service_scope.string dhcp.option.user_class.text dhcp.option.vi_class.data dhcp.server
            dhcpv6.iaid dhcpv6.iata dhcpv6.status_msg dhcpv6.vendorclass.data dns.opt.chain.fqdn
            dns.opt.ext_error.extra_text dns.qry.name dns.resp.name dns.srv.name dns.srv.proto dns.srv.service
            frame.interface_name frame.time frame.time_epoch http.file_data http.request.full_uri http.request.method
            http.request.uri http.request.uri.path http.request.uri.query http.request.version http.response.code.desc
            http.response.phrase http.response.version icmp.int_ident.name icmp.int_info.name lldp.ieee.802_1.vlan.name
            lldp.port.desc lldp.port.id lldp.tlv.system.desc lldp.tlv.system.name mstp.config_name pppoed.tags.ac_name
            pppoed.tags.ac_system_error pppoed.tags.generic_error pppoed.tags.service_name
            pppoed.tags.service_name_error radiotap.datarate sctp.parameter_hostname ssh.kex.hassh
            ssh.kex.hassh_algorithms ssh.kex.hasshserver ssh.kex.hasshserver_algorithms syslog.timestamp
            tls.handshake.ja3 tls.handshake.ja3_full tls.handshake.ja3s tls.handshake.ja3s_full tls.handshake.ja4
            tls.handshake.ja4_r vrrp.auth_string
            """
        ),
        (
            .warning,
            """
            cdp.bad_checksum cdp.invalid_data dhcp.missing_subopt_value dhcp.option.classless_static.route
            dhcp.option.end.missing dhcp.option.enterprise.malformed dhcp.option.sip_server_address.encoding
            dns.name.forward eth.len.past_end eth.src_not_group etherip.reserved.not0 etherip.ver.not3
            geneve.option.length.invalid gre.checksum.incorrect http.bad_header_name http.te_and_length
            icmp.checksum_bad icmp.ext.checksum_bad icmpv6.checksum_bad.expert icmpv6.invalid_option_length
            icmpv6.undecoded.type igmp.bad_checksum igmp.num_grp_recs.past_end igmp.num_src.past_end
            ip.checksum_bad.expert ip.opt.len.invalid ipv6.opt.invalid_len lldp.tlv.past_end mstp.version_3_length.bad
            ntp.ext.invalid_length pppoe.payload_length.bad pppoed.tag_length.invalid sctp.cause_length.bad
            sctp.checksum_bad.expert sctp.chunk_length.bad sctp.parameter_length.bad sctp.sack_gap_block_malformed
            tcp.checksum_bad.expert tcp.option.len.invalid tls.heartbeat_message.payload_length.invalid
            tls.ignored_unknown_record tls.malformed.trailing_data udp.checksum.bad vrrp.addr_count.past_end
            vrrp.checksum_bad.expert vxlan.vni.invalid
            """
        ),
    ]
}
