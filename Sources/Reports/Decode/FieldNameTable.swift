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
            dhcpv6.option dhcpv6.userclass dhcpv6.vendorclass dhcpv6.vendoropts dns.apl dns.opt dns.qry dns.resp
            dns.svcb.svcparam dns.svcb.svcparam.ipv4hint.ip dns.svcb.svcparam.ipv6hint.ip
            dns.svcb.svcparam.mandatory.key frame geneve.option geneve.options gre.routing hip http.request.line
            http.response.line icmp.ext.object icmp.mpls icmpv6.opt igmp.record igmp.records igmp.source ip.options.eol
            ip.options.nop ip.options.other ip.options.record_route ip.options.route ip.options.routeralert
            ip.options.security ip.options.sid ip.options.source_route ip.options.timestamp ipv6.dstopts ipv6.fraghdr
            ipv6.hopopts ipv6.opt ipv6.routing lacp.actor lacp.collector lacp.partner lacp.terminator lldp.tlv mip6
            mstp.msti ntp.ext pppoed.tags radiotap.present sctp.cause sctp.chunk sctp.forward_tsn sctp.parameter
            sctp.parameter_supported_address sctp.sack_duplicate sctp.sack_gap_block sctp.supported_chunk shim6
            tcp.options tcp.options.ao tcp.options.eol tcp.options.md5 tcp.options.mptcp tcp.options.mss tcp.options.nop
            tcp.options.sack tcp.options.sack_perm tcp.options.tfo tcp.options.timestamp tcp.options.unknown
            tcp.options.user_to tcp.options.wscale tftp.option tls.alert_message tls.change_cipher_spec tls.handshake
            tls.handshake.certificate tls.handshake.certificates tls.handshake.ciphersuites tls.handshake.comp_methods
            tls.heartbeat_message tls.record vrrp.address
            """
        ),
        (
            [.group, .number],
            """
            cdp.capabilities chap.code chap.identifier chap.length dhcp.flags dhcp.fqdn.flags
            dhcp.option.agent_information_option.suboption dhcpv6.client_arch dhcpv6.client_fqdn_flags
            dhcpv6.requested_option_code dns.caa.flags dns.csync.flags dns.extraneous.length dns.flags dns.id
            dns.nsec3.flags dns.resp.z dns.types dns.wks.port geneve.flags geneve.option.type gre.flags_and_version
            http.chunk_size igmp.max_resp ip.dsfield ip.flags ipv6.tclass lcp.magic_number llc.control llc.dsap llc.ssap
            lldp.tlv.enable_system_cap lldp.tlv.system_cap mstp.msti.flags ntp.ctrl.flags2 ntp.flags ntp.priv.auth_seq
            pap.code pap.identifier pap.length ppp.code ppp.identifier ppp.length pppoed.tag radiotap.flags
            sctp.chunk_flags ssh.packet_length stp.flags tcp.flags vrrp.typever vxlan.flags wlan.fc wlan.flags wlan.qos
            """
        ),
        (
            [.group, .number, .signed, .flag, .address, .bytes, .text],
            """
            dhcp.option.bulk_lease.start_time_of_state dhcp.option.bulk_lease.status_code dhcp.option.client_id.uuid
            dhcp.option.forcerenew_nonce.algorithm dhcp.option.novell_dss.ip dhcp.option.policy_filter.ip
            dhcp.option.policy_filter.subnet_mask dhcp.option.sip_server.name dhcp.option.static_route.ip
            dhcp.option.static_route.router
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
            dhcp.option.bulk_lease.data_source
            """
        ),
        (
            [.group, .number, .address, .bytes, .text],
            """
            dhcp.option.bulk_lease.dhcp_state dhcp.option.value.uint
            """
        ),
        (
            [.group, .number, .text],
            """
            dns.opt.dau dns.opt.dhu dns.opt.n3u
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
            dhcpv6.client_domain dhcpv6.ntpserver.fqdn dns.avc dns.hip.rendezvous_server dns.ninfo dns.resinfo dns.spf
            dns.svcb.svcparam.alpn dns.txt dns.wallet frame.comment http.cookie_pair http.request.uri.query.parameter
            ssh.protocol syslog.msg
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
            dhcp.option.dhcp_authentication.algorithm dhcp.option.dhcp_authentication.protocol
            dhcp.option.dhcp_authentication.rdm dhcp.option.dhcp_authentication.rdm_replay_detection dhcp.option.end
            dhcp.option.length dhcp.option.sip_server.encoding dhcp.option.slp_directory_agent.value
            dhcp.option.slp_service_scope.value dhcp.option.suboption_length dhcp.option.type
            dhcp.option.user_class.length dhcp.option.vi.enterprise dhcp.option.vi.length
            dhcp.option.vi_class.enterprise dhcp.option.vi_class.length dhcp.secs dhcp.type dhcpv6.auth.algorithm
            dhcpv6.auth.protocol dhcpv6.auth.rdm dhcpv6.elapsed_time dhcpv6.hopcount dhcpv6.iaaddr.pref_lifetime
            dhcpv6.iaaddr.valid_lifetime dhcpv6.iaid.t1 dhcpv6.iaid.t2 dhcpv6.iaprefix.pref_len
            dhcpv6.iaprefix.pref_lifetime dhcpv6.iaprefix.valid_lifetime dhcpv6.msgtype dhcpv6.ntpserver.option.length
            dhcpv6.ntpserver.option.type dhcpv6.option.length dhcpv6.option.type dhcpv6.pd_exclude.pref_len
            dhcpv6.reconf_msg dhcpv6.remoteid.enterprise dhcpv6.status_code dhcpv6.userclass.length
            dhcpv6.vendorclass.enterprise dhcpv6.vendoropts.enterprise dhcpv6.vendoropts.enterprise.option_code
            dhcpv6.vendoropts.enterprise.option_length dhcpv6.xid dns.a6.prefix_len dns.afsdb.subtype
            dns.amtrelay.precedence dns.amtrelay.type dns.apl.address_family dns.apl.afdlength dns.apl.coded_prefix
            dns.avc.length dns.caa.tag_length dns.cert.algorithm dns.cert.key_tag dns.cert.type dns.count.add_rr
            dns.count.answers dns.count.auth_rr dns.count.labels dns.count.prerequisites dns.count.queries
            dns.count.updates dns.count.zones dns.csync.soa dns.doa.enterprise dns.doa.location
            dns.doa.media_type_length dns.doa.type dns.ds.algorithm dns.ds.digest_type dns.ds.key_id dns.dsync.port
            dns.dsync.scheme dns.dsync.type dns.flags.opcode dns.flags.rcode dns.gpos.altitude_length
            dns.gpos.latitude_length dns.gpos.longitude_length dns.hinfo.cpu_length dns.hinfo.os_length
            dns.hip.hit.length dns.hip.hit.pk.algo dns.hip.pk.length dns.idsn.length dns.idsn.sa.length
            dns.ilnp.l32.preference dns.ilnp.l64.preference dns.ilnp.lp.preference dns.ilnp.nid.preference
            dns.ipseckey.gateway_algorithm dns.ipseckey.gateway_precedence dns.ipseckey.gateway_type dns.kx.preference
            dns.length dns.loc.altitude dns.loc.horizontal_precision dns.loc.latitude dns.loc.longitude dns.loc.size
            dns.loc.version dns.loc.vertical_precision dns.mx.preference dns.naptr.flags_length dns.naptr.order
            dns.naptr.preference dns.naptr.regex_length dns.naptr.service_length dns.ninfo.length dns.nsec3.algo
            dns.nsec3.hash_length dns.nsec3.iterations dns.nsec3.salt_length dns.opt.client.family
            dns.opt.client.netmask dns.opt.client.scope dns.opt.code dns.opt.edns_tcp_keepalive.timeout
            dns.opt.ext_error.info_code dns.opt.len dns.px.preference dns.qry.class dns.qry.name.len dns.qry.type
            dns.resinfo.length dns.resp.class dns.resp.edns0_version dns.resp.ext_rcode dns.resp.len dns.resp.ttl
            dns.resp.type dns.resp.z.reserved dns.rr.udp_payload_size dns.rrsig.algorithm dns.rrsig.key_tag
            dns.rrsig.labels dns.rrsig.original_ttl dns.rrsig.type_covered dns.rt.subtype dns.sink.coding
            dns.sink.meaning dns.sink.subcoding dns.soa.expire_limit dns.soa.minimum_ttl dns.soa.refresh_interval
            dns.soa.retry_interval dns.soa.serial_number dns.spf.length dns.srv.port dns.srv.priority dns.srv.weight
            dns.sshfp.algorithm dns.sshfp.fingerprint.type dns.svcb.svcparam.alpn.length dns.svcb.svcparam.key
            dns.svcb.svcparam.port dns.svcb.svcparam.value.length dns.svcb.svcpriority dns.tkey.error dns.tkey.key_size
            dns.tkey.mode dns.tkey.other_size dns.tlsa.certificate_usage dns.tlsa.matching_type dns.tlsa.selector
            dns.tsig.error dns.tsig.fudge dns.tsig.mac_size dns.tsig.original_id dns.tsig.other_len dns.txt.length
            dns.uri.priority dns.uri.weight dns.wallet.length dns.wks.protocol dns.x25.length dns.zonemd.hash_algo
            dns.zonemd.scheme dns.zonemd.serial erspan.bso erspan.cos erspan.direction erspan.encap erspan.ft erspan.gra
            erspan.hw erspan.index erspan.o erspan.p erspan.reserved erspan.sgt erspan.spanid erspan.timestamp
            erspan.version erspan.vlan esp.sequence esp.spi eth.len eth.type etherip.reserved etherip.ver frame.cap_len
            frame.drop_count frame.interface_id frame.interface_queue frame.len frame.number frame.packet_id
            geneve.option.class geneve.option.length geneve.proto_type geneve.reserved geneve.version geneve.vni
            gre.ack_number gre.checksum gre.flags.recursion_control gre.flags.reserved gre.flags.version gre.key
            gre.key.call_id gre.key.payload_length gre.offset gre.proto gre.routing.address_family
            gre.routing.src_length gre.routing.sre_offset gre.sequence_number hip.hdr_len hip.proto icmp.addr_entry_size
            icmp.checksum icmp.checksum.status icmp.code icmp.ext.checksum icmp.ext.class icmp.ext.ctype
            icmp.ext.echo.rsp.state icmp.ext.echo.seq icmp.ext.version icmp.ident icmp.int_ident.index
            icmp.int_info.index icmp.int_info.mtu icmp.int_info.role icmp.length icmp.lifetime icmp.mpls.exp
            icmp.mpls.label icmp.mpls.ttl icmp.mtu icmp.num_addrs icmp.originate_timestamp icmp.pointer icmp.pref_level
            icmp.receive_timestamp icmp.seq icmp.transmit_timestamp icmp.type icmpv6.checksum icmpv6.checksum.status
            icmpv6.code icmpv6.echo.identifier icmpv6.echo.sequence_number icmpv6.ext.echo.rsp.state icmpv6.ext.echo.seq
            icmpv6.mld.flag.qrv icmpv6.mld.maximum_response_code icmpv6.mld.maximum_response_delay icmpv6.mld.nb_sources
            icmpv6.mld.qqi icmpv6.mldr.mar.nb_sources icmpv6.mldr.mar.record_type icmpv6.mldr.nb_mcast_records
            icmpv6.mtu icmpv6.nd.ra.cur_hop_limit icmpv6.nd.ra.flag.prf icmpv6.nd.ra.reachable_time
            icmpv6.nd.ra.retrans_timer icmpv6.nd.ra.router_lifetime icmpv6.opt.dnssl.lifetime icmpv6.opt.length
            icmpv6.opt.mtu icmpv6.opt.prefix.preferred_lifetime icmpv6.opt.prefix.valid_lifetime
            icmpv6.opt.rdnss.lifetime icmpv6.opt.route_info.flag.route_preference icmpv6.opt.route_lifetime
            icmpv6.opt.type icmpv6.pointer icmpv6.type igmp.aux_data_len igmp.checksum igmp.max_resp.exp
            igmp.max_resp.mant igmp.num_grp_recs igmp.num_src igmp.qqic igmp.qrv igmp.record_type igmp.type igmp.version
            ip.checksum ip.checksum.status ip.dsfield.dscp ip.dsfield.ecn ip.frag_offset ip.hdr_len ip.id ip.len
            ip.opt.flag ip.opt.len ip.opt.overflow ip.opt.ptr ip.opt.ra ip.opt.sec_cl ip.opt.sid ip.opt.time_stamp
            ip.opt.type ip.proto ip.ttl ip.version ipv6.dstopts.len ipv6.dstopts.nxt ipv6.flow ipv6.fraghdr.ident
            ipv6.fraghdr.nxt ipv6.fraghdr.offset ipv6.fraghdr.reserved_bits ipv6.fraghdr.reserved_octet ipv6.hlim
            ipv6.hopopts.len ipv6.hopopts.nxt ipv6.nxt ipv6.opt.jumbo ipv6.opt.length ipv6.opt.router_alert
            ipv6.opt.rpl.flag ipv6.opt.rpl.instance_id ipv6.opt.rpl.sender_rank ipv6.opt.tel ipv6.opt.type
            ipv6.opt.type.action ipv6.plen ipv6.routing.len ipv6.routing.nxt ipv6.routing.rpl.cmprE
            ipv6.routing.rpl.cmprI ipv6.routing.rpl.pad ipv6.routing.segleft ipv6.routing.srh.flags
            ipv6.routing.srh.last_entry ipv6.routing.srh.tag ipv6.routing.type ipv6.tclass.dscp ipv6.tclass.ecn
            ipv6.version lacp.collector.max_delay lacp.tlv_length lacp.tlv_type lacp.version llc.cisco_pid
            llc.control.ftype llc.control.n_r llc.control.n_s llc.control.s_ftype llc.control.u_modifier_cmd
            llc.control.u_modifier_resp llc.dsap.sap llc.oui llc.pid llc.ssap.sap llc.type lldp.chassis.subtype
            lldp.ieee.802_1.port_vlan.id lldp.ieee.802_1.subtype lldp.ieee.802_1.vlan.id lldp.ieee.802_1.vlan.name_len
            lldp.ieee.802_3.max_frame_size lldp.ieee.802_3.subtype lldp.media.subtype lldp.mgn.address.len
            lldp.mgn.address.subtype lldp.mgn.interface.number lldp.mgn.interface.subtype lldp.mgn.obj.len
            lldp.network_address.subtype lldp.orgtlv.oui lldp.port.subtype lldp.time_to_live lldp.tlv.len lldp.tlv.type
            lldp.unknown_subtype mip6.hlen mip6.proto mpls.bottom mpls.exp mpls.label mpls.ttl mstp.cist_bridge.ext
            mstp.cist_bridge.prio mstp.cist_internal_root_path_cost mstp.cist_remaining_hops mstp.config_format_selector
            mstp.config_revision_level mstp.msti.bridge_priority mstp.msti.msti_id mstp.msti.port_priority
            mstp.msti.priority mstp.msti.remaining_hops mstp.msti.root_cost mstp.version_3_length ntp.ctrl.associd
            ntp.ctrl.count ntp.ctrl.flags2.error ntp.ctrl.flags2.more ntp.ctrl.flags2.opcode ntp.ctrl.flags2.r
            ntp.ctrl.offset ntp.ctrl.sequence ntp.ctrl.status ntp.ext.length ntp.ext.type ntp.flags.li ntp.flags.mode
            ntp.flags.vn ntp.priv.auth ntp.priv.err ntp.priv.flags.more ntp.priv.flags.r ntp.priv.impl ntp.priv.itemsize
            ntp.priv.numitems ntp.priv.reqcode ntp.priv.reserved ntp.priv.seq ntp.rootdelay ntp.rootdispersion
            ntp.stratum null.family ppp.address ppp.control ppp.protocol pppoe.code pppoe.payload_length
            pppoe.session_id pppoe.type pppoe.version pppoed.tag_length pppoed.tags.vendor_id pweth.cw.sequence_number
            radiotap.antenna radiotap.channel.flags radiotap.channel.freq radiotap.length radiotap.mactime
            radiotap.mcs.index radiotap.pad radiotap.present.word radiotap.rxflags radiotap.version
            sctp.adaptation_layer_indication sctp.cause_code sctp.cause_length sctp.checksum sctp.chunk_length
            sctp.chunk_type sctp.cwr_lowest_tsn sctp.data_fsn sctp.data_mid sctp.data_payload_proto_id
            sctp.data_reserved sctp.data_sid sctp.data_ssn sctp.data_tsn_raw sctp.dstport sctp.ecne_lowest_tsn
            sctp.forward_tsn_sid sctp.forward_tsn_ssn sctp.forward_tsn_tsn sctp.init_credit sctp.init_initial_tsn
            sctp.init_initiate_tag sctp.init_nr_in_streams sctp.init_nr_out_streams sctp.initack_credit
            sctp.initack_initial_tsn sctp.initack_initiate_tag sctp.initack_nr_in_streams sctp.initack_nr_out_streams
            sctp.parameter_cookie_preservative_incr sctp.parameter_length sctp.parameter_supported_address_type
            sctp.parameter_type sctp.sack_a_rwnd sctp.sack_cumulative_tsn_ack_raw sctp.sack_duplicate_tsn
            sctp.sack_gap_block_end sctp.sack_gap_block_end_tsn sctp.sack_gap_block_start sctp.sack_gap_block_start_tsn
            sctp.sack_number_of_duplicated_tsns sctp.sack_number_of_gap_blocks sctp.shutdown_cumulative_tsn_ack
            sctp.srcport sctp.supported_chunk_type sctp.verification_tag shim6.len shim6.nxt sll.etype sll.gretype
            sll.halen sll.hatype sll.ifindex sll.ltype sll.pkttype slow.subtype ssh.first_kex_packet_follows
            ssh.message_code ssh.padding_length stp.bridge.ext stp.bridge.prio stp.flags.port_role stp.forward stp.hello
            stp.max_age stp.msg_age stp.port stp.protocol stp.pvst.origvlan stp.pvst.tlvlen stp.pvst.tlvtype
            stp.root.cost stp.root.ext stp.root.prio stp.type stp.version stp.version_1_length syslog.facility
            syslog.level tcp.ack_raw tcp.checksum tcp.checksum.status tcp.dstport tcp.flags.res tcp.hdr_len tcp.len
            tcp.option_kind tcp.option_len tcp.options.ao.keyid tcp.options.ao.rnextkeyid tcp.options.mptcp.subtype
            tcp.options.mss_val tcp.options.sack_le tcp.options.sack_re tcp.options.timestamp.tsecr
            tcp.options.timestamp.tsval tcp.options.user_to_val tcp.options.wscale.shift tcp.seq_raw tcp.srcport
            tcp.urgent_pointer tcp.window_size_value tftp.block tftp.error.code tftp.opcode tls.alert_message.desc
            tls.alert_message.level tls.compress_certificate.algorithm tls.extension.psk_ke_mode
            tls.handshake.cert_type.type tls.handshake.certificate_length tls.handshake.certificates_length
            tls.handshake.cipher_suites_length tls.handshake.ciphersuite tls.handshake.comp_method
            tls.handshake.comp_methods_length tls.handshake.extension.heartbeat.mode tls.handshake.extension.type
            tls.handshake.extensions.cookie_len tls.handshake.extensions.psk.binders_len
            tls.handshake.extensions.psk.identity.obfuscated_ticket_age tls.handshake.extensions.psk.identity.selected
            tls.handshake.extensions_ec_point_format tls.handshake.extensions_ec_point_formats_length
            tls.handshake.extensions_key_share_group tls.handshake.extensions_key_share_selected_group
            tls.handshake.extensions_reneg_info_len tls.handshake.extensions_server_name_type
            tls.handshake.extensions_status_request_type tls.handshake.extensions_supported_group
            tls.handshake.extensions_supported_groups_length tls.handshake.length tls.handshake.max_fragment_length
            tls.handshake.server_curve_type tls.handshake.server_named_curve tls.handshake.server_point_len
            tls.handshake.session_id_length tls.handshake.session_ticket_length
            tls.handshake.session_ticket_lifetime_hint tls.handshake.sig_hash_alg tls.handshake.sig_hash_alg_len
            tls.handshake.type tls.handshake.version tls.heartbeat_message.payload_length tls.heartbeat_message.type
            tls.record.content_type tls.record.length tls.record.version tls.record_size_limit udp.checksum
            udp.checksum.status udp.dstport udp.length udp.srcport vlan.etype vlan.id vlan.len vlan.priority
            vrrp.addr_count vrrp.adver_int vrrp.auth_type vrrp.checksum vrrp.prio vrrp.reserved_mbz vrrp.short_adver_int
            vrrp.type vrrp.version vrrp.virt_rtr_id vxlan.flags_reserved vxlan.gbp vxlan.reserved8 vxlan.vni
            wlan.duration wlan.fc.ds wlan.fc.subtype wlan.fc.type wlan.fc.type_subtype wlan.fc.version wlan.frag
            wlan.qos.ack wlan.qos.tid wlan.seq
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
            [.number, .address, .bytes, .text],
            """
            dhcp.client_id.duid_ll_hw_type dhcp.client_id.duid_llt_hw_type dhcp.client_id.duid_type
            dhcp.client_id.enterprise_num dhcp.client_id.link_layer_address dhcp.client_id.time
            dhcp.option.agent_information_option dhcp.option.agent_information_option.agent_circuit_id
            dhcp.option.agent_information_option.agent_remote_id dhcp.option.agent_information_option.ani_ap_bssid
            dhcp.option.agent_information_option.ani_ap_name dhcp.option.agent_information_option.ani_network_name
            dhcp.option.agent_information_option.ani_operator_id dhcp.option.agent_information_option.ani_operator_realm
            dhcp.option.agent_information_option.authentication dhcp.option.agent_information_option.flags
            dhcp.option.agent_information_option.link_selection dhcp.option.agent_information_option.radius_attributes
            dhcp.option.agent_information_option.relay_agent_id dhcp.option.agent_information_option.server_id_override
            dhcp.option.agent_information_option.subscriber_id dhcp.option.all_subnets_are_local
            dhcp.option.andsf_server dhcp.option.arp_cache_timeout dhcp.option.associated_ip_option
            dhcp.option.boot_file_size dhcp.option.bootfile_name dhcp.option.broadcast_address
            dhcp.option.captive_portal dhcp.option.capwap_access_controller dhcp.option.classless_static_route
            dhcp.option.client_id dhcp.option.client_last_transaction_time dhcp.option.client_network_id
            dhcp.option.client_system_architecture dhcp.option.default_finger_server dhcp.option.default_ip_ttl
            dhcp.option.default_irc_server dhcp.option.default_www_server dhcp.option.dhcp
            dhcp.option.dhcp_authentication dhcp.option.dhcp_auto_configuration
            dhcp.option.dhcp_dns_domain_search_list_fqdn dhcp.option.dhcp_max_message_size dhcp.option.dhcp_server_id
            dhcp.option.domain_name dhcp.option.domain_name_server dhcp.option.ethernet_encapsulation
            dhcp.option.extension_path dhcp.option.fqdn dhcp.option.hostname dhcp.option.impress_server
            dhcp.option.interface_mtu dhcp.option.ip_address_lease_time dhcp.option.ip_forwarding dhcp.option.log_server
            dhcp.option.lost_server_domain_name dhcp.option.lpr_server dhcp.option.mask_supplier
            dhcp.option.max_datagram_reassembly_size dhcp.option.merit_dump_file dhcp.option.message
            dhcp.option.mobile_ip_home_agent dhcp.option.mudurl dhcp.option.name_server
            dhcp.option.netbios_over_tcpip_dd_name_server dhcp.option.netbios_over_tcpip_name_server
            dhcp.option.netbios_over_tcpip_node_type dhcp.option.netbios_over_tcpip_scope
            dhcp.option.netinfo_parent_server_address dhcp.option.netinfo_parent_server_tag dhcp.option.nis_domain
            dhcp.option.nis_plus_domain dhcp.option.nis_plus_server dhcp.option.nis_server dhcp.option.nntp_server
            dhcp.option.non_local_source_routing dhcp.option.novell_ds_context dhcp.option.novell_ds_tree_name
            dhcp.option.novell_netware_ip_domain dhcp.option.ntp_server dhcp.option.option_overload
            dhcp.option.pana_agent dhcp.option.path_mtu_aging_timeout dhcp.option.path_mtu_plateau_table_item
            dhcp.option.perform_mask_discovery dhcp.option.perform_router_discover dhcp.option.pop3_server
            dhcp.option.private_proxy_autodiscovery dhcp.option.pxe_config_file dhcp.option.pxe_path_prefix
            dhcp.option.quotes_server dhcp.option.rebinding_time_value dhcp.option.renewal_time_value
            dhcp.option.request_list_item dhcp.option.requested_ip_address dhcp.option.resource_location_server
            dhcp.option.root_path dhcp.option.router dhcp.option.router_solicitation_address dhcp.option.sip_server
            dhcp.option.slp_directory_agent dhcp.option.slp_service_scope dhcp.option.smtp_server
            dhcp.option.streettalk_da_server dhcp.option.streettalk_server dhcp.option.subnet_mask
            dhcp.option.subnet_selection_option dhcp.option.swap_server dhcp.option.tcp_default_ttl
            dhcp.option.tcp_keepalive_garbage dhcp.option.tcp_keepalive_interval dhcp.option.tftp_server_address
            dhcp.option.tftp_server_name dhcp.option.time_offset dhcp.option.time_server
            dhcp.option.trailer_encapsulation dhcp.option.tz_pcode dhcp.option.tz_tcode dhcp.option.vendor_class_id
            dhcp.option.xwindows_system_display_manager dhcp.option.xwindows_system_font_server dhcpv6.aftr_name
            dhcpv6.auth dhcpv6.bcmcs_server_fqdn dhcpv6.bootfile_url dhcpv6.captive_portal dhcpv6.clt_time dhcpv6.duid
            dhcpv6.duid.bytes dhcpv6.duid.type dhcpv6.duiden.enterprise dhcpv6.duiden.identifier dhcpv6.duidll.hwtype
            dhcpv6.duidll.link_layer_addr dhcpv6.duidllt.hwtype dhcpv6.duidllt.link_layer_addr dhcpv6.duidllt.time
            dhcpv6.duiduuid.bytes dhcpv6.iaaddr dhcpv6.iaprefix dhcpv6.inf_max_rt dhcpv6.interface_id dhcpv6.lifetime
            dhcpv6.mudurl dhcpv6.nis_fqdn dhcpv6.nisp_fqdn dhcpv6.option_preference dhcpv6.pd_exclude dhcpv6.relay
            dhcpv6.relay_port dhcpv6.remoteid dhcpv6.search_list_entry dhcpv6.sip_server_domain_search_fqdn
            dhcpv6.sol_max_rt dhcpv6.subscriber_id dhcpv6.timezone dhcpv6.tzdb dhcpv6.unicast dns.additionals
            dns.amtrelay.relay dns.amtrelay.relay_dns dns.answers dns.authorities dns.dnskey.algorithm dns.dnskey.flags
            dns.dnskey.key_id dns.dnskey.protocol dns.dnskey.public_key dns.ipseckey.gateway dns.ipseckey.gateway_dns
            dns.key.algorithm dns.key.flags dns.key.key_id dns.key.protocol dns.key.public_key dns.prerequisites
            dns.queries dns.rkey.algorithm dns.rkey.flags dns.rkey.protocol dns.rkey.public_key dns.updates dns.zones
            lacp.actor.state.activity lacp.actor.state.aggregation lacp.actor.state.collecting
            lacp.actor.state.defaulted lacp.actor.state.distributing lacp.actor.state.expired
            lacp.actor.state.synchronization lacp.actor.state.timeout lacp.partner.state.activity
            lacp.partner.state.aggregation lacp.partner.state.collecting lacp.partner.state.defaulted
            lacp.partner.state.distributing lacp.partner.state.expired lacp.partner.state.synchronization
            lacp.partner.state.timeout ssh.compression_algorithms_client_to_server
            ssh.compression_algorithms_client_to_server_length ssh.compression_algorithms_server_to_client
            ssh.compression_algorithms_server_to_client_length ssh.encryption_algorithms_client_to_server
            ssh.encryption_algorithms_client_to_server_length ssh.encryption_algorithms_server_to_client
            ssh.encryption_algorithms_server_to_client_length ssh.kex_algorithms ssh.kex_algorithms_length
            ssh.languages_client_to_server ssh.languages_client_to_server_length ssh.languages_server_to_client
            ssh.languages_server_to_client_length ssh.mac_algorithms_client_to_server
            ssh.mac_algorithms_client_to_server_length ssh.mac_algorithms_server_to_client
            ssh.mac_algorithms_server_to_client_length ssh.server_host_key_algorithms
            ssh.server_host_key_algorithms_length tftp.destination_file tftp.source_file
            tls.compress_certificate.algorithms_length tls.extension.psk_ke_modes_length
            tls.handshake.cert_type.types_len tls.handshake.extension tls.handshake.extension.len
            tls.handshake.extensions.psk.identities.length tls.handshake.extensions.psk.identity
            tls.handshake.extensions.psk.identity.identity_length tls.handshake.extensions.supported_version
            tls.handshake.extensions.supported_versions_len tls.handshake.extensions_alpn_len
            tls.handshake.extensions_alpn_list tls.handshake.extensions_alpn_str tls.handshake.extensions_alpn_str_len
            tls.handshake.extensions_alps_alpn_list tls.handshake.extensions_alps_alpn_str
            tls.handshake.extensions_alps_alpn_str_len tls.handshake.extensions_alps_len
            tls.handshake.extensions_ec_point_formats tls.handshake.extensions_key_share
            tls.handshake.extensions_key_share_client_length tls.handshake.extensions_key_share_key_exchange_length
            tls.handshake.extensions_length tls.handshake.extensions_server_name_len
            tls.handshake.extensions_server_name_list_len tls.handshake.extensions_status_request_exts_len
            tls.handshake.extensions_status_request_responder_ids_len tls.handshake.extensions_supported_groups
            tls.handshake.sig_hash_algs tls.malformed.vector_length
            """
        ),
        (
            [.number, .bytes, .text, .warning],
            """
            dhcp.malformed.duid
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
            ntp.ppoll ntp.precision radiotap.dbm_antnoise radiotap.dbm_antsignal radiotap.txpower
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
            dhcpv6.clientfqdn.server.s dns.apl.negation dns.caa.flags.issuer_critical dns.csync.flags.immediate
            dns.csync.flags.soaminimum dns.dnskey.flags.key_revoked dns.dnskey.flags.secure_entry_point
            dns.dnskey.flags.zone_key dns.flags.authenticated dns.flags.authoritative dns.flags.checkdisable
            dns.flags.conflict dns.flags.recavail dns.flags.recdesired dns.flags.response dns.flags.tentative
            dns.flags.truncated dns.flags.z dns.nsec3.flags.opt_out dns.qry.qu dns.resp.cache_flush dns.resp.z.do
            erspan.truncated geneve.flags.critical geneve.flags.oam geneve.flags.reserved geneve.option.type.critical
            gre.flags.ack gre.flags.checksum gre.flags.key gre.flags.routing gre.flags.sequence_number
            gre.flags.strict_source_route http.request http.response icmp.ext.echo.req.local icmp.ext.echo.rsp.active
            icmp.ext.echo.rsp.ipv4 icmp.ext.echo.rsp.ipv6 icmp.mpls.s icmpv6.ext.echo.req.local
            icmpv6.ext.echo.rsp.active icmpv6.ext.echo.rsp.ipv4 icmpv6.ext.echo.rsp.ipv6 icmpv6.mld.flag.s
            icmpv6.nd.na.flag.o icmpv6.nd.na.flag.r icmpv6.nd.na.flag.s icmpv6.nd.ra.flag.h icmpv6.nd.ra.flag.m
            icmpv6.nd.ra.flag.o icmpv6.nd.ra.flag.p icmpv6.opt.prefix.flag.a icmpv6.opt.prefix.flag.l
            icmpv6.opt.prefix.flag.r igmp.s ip.flags.df ip.flags.mf ip.flags.rb ipv6.fraghdr.more ipv6.opt.type.change
            llc.control.f llc.control.p llc.dsap.ig llc.ssap.cr lldp.tlv.enable_system_cap.bridge
            lldp.tlv.enable_system_cap.docsis_cable_device lldp.tlv.enable_system_cap.other
            lldp.tlv.enable_system_cap.repeater lldp.tlv.enable_system_cap.router
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
            arp.dst.hw_mac arp.src.hw_mac dns.eui48 dns.eui64 eth.dst eth.src lldp.chassis.id.mac lldp.port.id.mac
            sll.src.eth wlan.da wlan.sa wol.mac
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
            dhcp.ip.your dns.a dns.amtrelay.relay_ipv4 dns.apl.afdpart.ipv4 dns.ilnp.l32 dns.ipseckey.gateway_ipv4
            dns.wks.address icmp.address_mask icmp.int_ident.ipv4 icmp.int_info.ipv4 icmp.redir_gw icmp.router_address
            igmp.maddr igmp.saddr ip.cur_rt ip.dst ip.empty_rt ip.opt.time_stamp_addr ip.rec_rt ip.src ip.src_rt
            lldp.chassis.id.ip4 lldp.mgn.addr.ip4 lldp.port.id.ip4 sctp.parameter_ipv4_address sll.src.ipv4 vrrp.ip_addr
            """
        ),
        (
            .ipv6,
            """
            dhcp.option.6RD.prefix dhcpv6.linkaddr dhcpv6.peeraddr dns.a6.address_suffix dns.aaaa
            dns.amtrelay.relay_ipv6 dns.apl.afdpart.ipv6 dns.ipseckey.gateway_ipv6 icmp.int_ident.ipv6
            icmp.int_info.ipv6 icmpv6.mld.multicast_address icmpv6.mld.source_address icmpv6.mldr.mar.multicast_address
            icmpv6.mldr.mar.source_address icmpv6.nd.na.target_address icmpv6.nd.ns.target_address
            icmpv6.nd.rd.target_address icmpv6.opt.prefix icmpv6.opt.rdnss icmpv6.opt.src_linkaddr
            icmpv6.opt.target_linkaddr icmpv6.rd.na.destination_address ipv6.dst ipv6.opt.mipv6.home_address
            ipv6.routing.mipv6.home_address ipv6.routing.src.addr ipv6.routing.srh.addr ipv6.src lldp.chassis.id.ip6
            lldp.mgn.addr.ip6 lldp.port.id.ip6 sctp.parameter_ipv6_address vrrp.ipv6_addr
            """
        ),
        (
            .address,
            """
            cdp.nrgyz.ipv6_address dhcp.cookie dhcpv6.client_linklayer_addr dhcpv6.iaaddr.ip dhcpv6.iaprefix.pref_addr
            dhcpv6.ntpserver.addr dhcpv6.ntpserver.mc_addr dns.opt.client.addr4 dns.opt.client.addr6 mstp.cist_bridge.hw
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
            dhcpv6.remoteid_enterprise_id dhcpv6.userclass.opaque_data dhcpv6.vendoropts.enterprise.option_data dns.atma
            dns.brid dns.cert.certificate dns.data dns.dhcid.rdata dns.doa.data dns.ds.digest dns.eid dns.hhit
            dns.hip.hit dns.hip.pk dns.ilnp.l64 dns.ilnp.nid dns.ipseckey.public_key dns.nimloc dns.nsap.rdata
            dns.nsec3.salt_value dns.null dns.openpgpkey dns.opt.client.addr dns.opt.cookie.client dns.opt.cookie.server
            dns.opt.data dns.opt.padding dns.rrsig.signature dns.sink.data dns.sshfp.fingerprint
            dns.svcb.svcparam.echconfig dns.svcb.svcparam.value dns.tkey.key_data dns.tkey.other_data
            dns.tlsa.certificate_association_data dns.tsig.mac dns.tsig.other_data dns.zonemd.digest esp.encrypted_data
            geneve.option.unknown.data gre.routing.information hip.data http.chunk_boundary http.chunk_data icmpv6.data
            icmpv6.mldr.mar.auxiliary_data icmpv6.opt.dnssl icmpv6.opt.nonce icmpv6.opt.redirected_packet
            icmpv6.undecoded.option igmp.aux_data igmp.data igmp.reserved ip.opt.data ip.opt.sec_prot_auth_flags
            ipv6.opt.padn ipv6.opt.unknown ipv6.routing.rpl.address ipv6.routing.unknown_data lacp.coll_reserved
            lacp.pad lldp.mgn.addr.hex lldp.mgn.obj.id lldp.tlv.value lldp.unknown_subtype.content mip6.data
            mstp.config_digest ntp.ext.value ntp.keyid ntp.mac ntp.refid pppoed.tag.unknown_data pppoed.tags.ac_cookie
            pppoed.tags.credits pppoed.tags.host_uniq pppoed.tags.hurl pppoed.tags.ip_route_add pppoed.tags.max_payload
            pppoed.tags.metrics pppoed.tags.motm pppoed.tags.relay_session_id pppoed.tags.vendor_unspecified
            sctp.cause_information sctp.chunk_padding sctp.chunk_value sctp.cookie sctp.parameter_heartbeat_information
            sctp.parameter_state_cookie sctp.parameter_value shim6.data sll.src.other sll.unused ssh.cookie
            ssh.encrypted_packet ssh.kex.reserved ssh.padding_string ssh.payload tcp.options.ao.mac
            tcp.options.md5.digest tcp.options.tfo.cookie tcp.options.unknown.payload tls.app_data
            tls.handshake.extension.data tls.handshake.extensions.cookie tls.handshake.extensions.psk.binders
            tls.handshake.extensions.psk.identity.identity tls.handshake.extensions_key_share_key_exchange
            tls.handshake.extensions_padding_data tls.handshake.extensions_reneg_info tls.handshake.random
            tls.handshake.server_point tls.handshake.session_id tls.handshake.session_ticket
            tls.heartbeat_message.padding tls.heartbeat_message.payload tls.segment.data udpencap.nat_keepalive
            udpencap.non_esp_marker wol.passwd wol.sync
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
            dhcpv6.iaid dhcpv6.iata dhcpv6.status_msg dhcpv6.vendorclass.data dns.a6.prefix_name dns.afsdb.hostname
            dns.caa.tag dns.caa.value dns.cname dns.dname dns.doa.media_type dns.dsync.target dns.gpos.altitude
            dns.gpos.latitude dns.gpos.longitude dns.hinfo.cpu dns.hinfo.os dns.idsn.address dns.idsn.sa.address
            dns.ilnp.lp dns.kx.key_exchange dns.loc dns.mb dns.md dns.mf dns.mg dns.minfo.e dns.minfo.r dns.mr
            dns.mx.mail_exchange dns.naptr.flags dns.naptr.regex dns.naptr.replacement dns.naptr.service dns.ns
            dns.nsap_ptr.owner dns.nsec.next_domain_name dns.nsec3.hash_value dns.nxt.next_domain_name
            dns.opt.chain.fqdn dns.opt.ext_error.extra_text dns.ptr.domain_name dns.px.map400 dns.px.map822 dns.qry.name
            dns.resp.name dns.rp.mailbox dns.rp.txt_rr dns.rrsig.signature_expiration dns.rrsig.signature_inception
            dns.rrsig.signers_name dns.rt.intermediate_host dns.soa.mname dns.soa.rname dns.srv.name dns.srv.proto
            dns.srv.service dns.srv.target dns.svcb.svcparam.dohpath dns.svcb.targetname dns.talink.next
            dns.talink.previous dns.tkey.algo_name dns.tkey.signature_expiration dns.tkey.signature_inception
            dns.tsig.algorithm_name dns.tsig.time_signed dns.uri.target dns.x25.psdn_address frame.interface_name
            frame.protocols frame.time frame.time_epoch http.accept http.accept_encoding http.accept_language
            http.authorization http.cache_control http.connection http.content_encoding http.content_length_header
            http.content_type http.cookie http.date http.file_data http.host http.http2_settings http.last_modified
            http.location http.proxy_authenticate http.proxy_authorization http.proxy_connect_host http.referer
            http.request.full_uri http.request.method http.request.uri http.request.uri.path http.request.uri.query
            http.request.version http.response.code.desc http.response.phrase http.response.version
            http.sec_websocket_accept http.sec_websocket_extensions http.sec_websocket_key http.sec_websocket_protocol
            http.sec_websocket_version http.server http.set_cookie http.transfer_encoding http.upgrade http.user_agent
            http.www_authenticate http.x_forwarded_for icmp.int_ident.name icmp.int_info.name lldp.ieee.802_1.vlan.name
            lldp.port.desc lldp.port.id lldp.tlv.system.desc lldp.tlv.system.name mstp.config_name ntp.ctrl.data ntp.org
            ntp.rec ntp.reftime ntp.xmt pppoed.tags.ac_name pppoed.tags.ac_system_error pppoed.tags.generic_error
            pppoed.tags.service_name pppoed.tags.service_name_error radiotap.datarate sctp.parameter_hostname
            ssh.kex.hassh ssh.kex.hassh_algorithms ssh.kex.hasshserver ssh.kex.hasshserver_algorithms syslog.appname
            syslog.hostname syslog.msgid syslog.procid syslog.timestamp syslog.timestamp_rfc3164 syslog.version
            tftp.error.message tftp.option.name tftp.option.value tftp.type tls.handshake.extensions_server_name
            tls.handshake.ja3 tls.handshake.ja3_full tls.handshake.ja3s tls.handshake.ja3s_full tls.handshake.ja4
            tls.handshake.ja4_r vrrp.auth_string
            """
        ),
        (
            .warning,
            """
            _ws.expert cdp.bad_checksum cdp.invalid_data dhcp.missing_subopt_value dhcp.option.classless_static.route
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
