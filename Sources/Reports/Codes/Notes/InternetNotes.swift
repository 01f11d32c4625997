// A table.

/// What is told of the IP protocols.
let protocolNotes = """
    0 IPv6: options that every router on the way looks at stand next, such as Router Alert.
    1 Errors and echo for IPv4: what ping and traceroute go by.
    2 Hosts tell routers of IPv4 which multicast groups they listen to.
    3 What the ARPANET's gateways told each other about routes, before EGP and BGP.
    4 An IPv4 datagram within another: an IP-in-IP tunnel.
    5 The Internet Stream Protocol, an experiment that reserved bandwidth for speech and video; its packets have IP
      version 5, which is why IPv4 was followed by IPv6.
    6 Streams of bytes that come whole and in order: HTTP/1, HTTP/2, TLS, SSH, mail.
    7 Core Based Trees, an early way to route multicast.
    8 Told routes between autonomous systems before BGP.
    9 Any routing protocol inside a network; Cisco's IGRP used it.
    10 BBN's monitoring of early routers.
    11 The Network Voice Protocol: speech over the ARPANET, 1977.
    12 PARC Universal Packet, of Xerox: an ancestor of XNS.
    13 An early assignment; not met any more.
    14 Emission control, for hosts that may listen but not transmit; an early assignment.
    15 The cross-net debugger: debugs another machine over the network.
    16 Chaosnet of the MIT, in IP.
    17 Datagrams with ports, without a connection, order or repetition: DNS, QUIC, DHCP, NTP, speech and games.
    18 Multiplexing: several small segments in one datagram.
    19 Measurements of the DCN routers, by which the Network Time Protocol's author worked.
    20 Host Monitoring Protocol.
    21 Packet radio measurement.
    22 The Internet Datagram Protocol of Xerox's XNS, in IP.
    23 An early trunk protocol; not met any more.
    24 An early trunk protocol; not met any more.
    25 An early assignment; not met any more.
    26 An early assignment; not met any more.
    27 Reliable Data Protocol, an experiment of the 1980s with reliable messages.
    28 Internet Reliable Transaction Protocol, an experiment of the 1980s.
    29 Transport protocol class 4 of the OSI, in IP.
    30 Bulk data transfer, an experiment of the 1980s that kept to a given rate.
    31 MFE Network Services Protocol.
    32 MERIT's protocol between its nodes.
    33 Datagrams with congestion control, without repetition; not widely used.
    34 Third Party Connect Protocol.
    35 Inter-Domain Policy Routing, an experiment.
    36 Xpress Transport Protocol.
    37 Datagram delivery of AppleTalk, in IP.
    38 IDPR's control messages.
    39 TP++, an experimental transport protocol.
    40 The IL protocol of Plan 9: reliable messages for its file system.
    41 An IPv6 packet within IPv4 or IPv6: tunnels such as 6in4, 6to4 and 6rd.
    42 Source Demand Routing Protocol.
    43 IPv6: a routing header, which lists places to pass (segment routing, RPL, Mobile IPv6).
    44 IPv6: this is a fragment. Only the sender makes fragments.
    45 Inter-Domain Routing Protocol of the OSI.
    46 Reserves bandwidth along a path; used for MPLS traffic engineering.
    47 Wraps nearly anything in IP: tunnels of PPTP, NVGRE, ERSPAN and of routers.
    48 Dynamic Source Routing for networks of mobile radios, an experiment.
    49 BNA; an early assignment.
    50 IPsec: encrypted, authenticated data. What is inside can't be seen.
    51 IPsec: authenticates the packet, and encrypts nothing.
    52 Integrated Net Layer Security, of TUBA, a proposal from before IPv6.
    53 swIPe, an early encryption of IP that came before IPsec.
    54 NBMA Address Resolution Protocol.
    55 Minimal encapsulation for Mobile IP: a tunnel with a short header.
    56 Transport Layer Security Protocol with keys of Kryptonet; not TLS.
    57 SKIP, a way to exchange keys that was given up for IKE.
    58 Errors, echo, neighbour discovery and multicast membership for IPv6; without it IPv6 does not work.
    59 IPv6: nothing follows this header.
    60 IPv6: options for the destination stand next.
    61 Any protocol inside a host; not to be seen on a network.
    62 CFTP; an early assignment.
    63 Any local network.
    64 SATNET's backroom EXPAK.
    65 Kryptolan.
    66 MIT's Remote Virtual Disk Protocol.
    67 Internet Pluribus Packet Core.
    68 Any distributed file system.
    69 Monitoring of SATNET.
    70 VISA, an early protocol for access between organizations.
    71 Internet Packet Core Utility.
    72 Computer Protocol Network Executive.
    73 Computer Protocol Heart Beat.
    74 Wang Span Network.
    75 Packet Video Protocol.
    76 Monitoring of backroom SATNET.
    77 Sun's ND, by which diskless machines reached their disk before NFS.
    78 Monitoring of the wideband satellite network.
    79 EXPAK of the wideband satellite network.
    80 The OSI's network protocol, CLNP, in IP.
    81 Versatile Message Transaction Protocol, an experiment of the 1980s.
    82 The same, secured.
    83 Banyan VINES.
    84 Internet Protocol Traffic Manager; once TTP.
    85 Routing inside the NSFNET backbone.
    86 Dissimilar Gateway Protocol.
    87 TCF; an early assignment.
    88 Cisco's EIGRP: routers tell each other distances to networks.
    89 OSPF: routers tell each other their links, and each works out the shortest paths.
    90 Sprite's remote procedure calls.
    91 Locus Address Resolution Protocol.
    92 Multicast Transport Protocol.
    93 Frames of AX.25, amateur packet radio, in IP.
    94 An older IP-in-IP tunnel; number 4 is used now.
    95 Mobile Internetworking Control Protocol.
    96 Semaphore Communications' security protocol.
    97 Ethernet frames in IP: bridges two networks.
    98 An early encapsulation header, an experiment.
    99 Any private encryption.
    100 GMTP; an assignment hardly anything is known of.
    101 Ipsilon's flow management, an early kind of label switching.
    102 Private Network-to-Network Interface of ATM, over IP.
    103 Protocol Independent Multicast: routers build the trees that multicast follows.
    104 Aggregate Route-based IP Switching, an early kind of label switching.
    105 The transport protocol for space links, SCPS-TP.
    106 QNX's own network protocol.
    107 Active Networks: packets that carry programs.
    108 IPsec: a compressed payload.
    109 Sitara Networks Protocol.
    110 Compaq's peer protocol.
    111 IPX within IP.
    112 Routers share an address that hosts use as their gateway: if one fails, another takes it over. OpenBSD's CARP
      uses the number too.
    113 Pragmatic General Multicast: reliable multicast.
    114 Any protocol that is not forwarded.
    115 Layer 2 frames in IP: L2TP version 3 without UDP.
    116 D-II Data Exchange.
    117 Interactive Agent Transfer Protocol.
    118 Schedule Transfer Protocol; not the spanning tree.
    119 SpectraLink Radio Protocol, of wireless telephones.
    120 Universal Transport Interface, which L2TP version 3 replaced.
    121 Simple Message Protocol.
    122 Simple Multicast Protocol.
    123 Performance Transparency Protocol; not the Precision Time Protocol.
    124 The IS-IS routing protocol over IPv4.
    125 FIRE, an experimental routing environment.
    126 Combat Radio Transport Protocol.
    127 Combat Radio User Datagram.
    128 SSCOP, of ATM signalling, over IP.
    129 IPLT; an assignment hardly anything is known of.
    130 Secure Packet Shield.
    131 Private IP Encapsulation within IP.
    132 Messages in several streams over several paths: telephone signalling, 4G and 5G core networks, WebRTC (in UDP).
    133 Fibre Channel in IP.
    134 RSVP messages that routers inside an aggregated region ignore.
    135 Mobile IPv6: a mobile node keeps its connections while it moves.
    136 UDP whose checksum covers a part only, so that damaged speech or video still arrives.
    137 MPLS packets in IP.
    138 Protocols of mobile ad hoc networks that use no port.
    139 Host Identity Protocol: a host is known by its key, not by its address.
    140 Site multihoming for IPv6: a host changes between its addresses while a connection lasts.
    141 ESP with a header that tells whether it is encrypted, for firewalls.
    142 Compressed headers (ROHC) inside IPsec.
    143 An Ethernet frame behind IPv6 headers: segment routing carries networks of layer 2.
    144 IPsec: packets are joined and split to a constant size, so that their lengths tell nothing.
    145 A service function chain's header follows, which says which boxes a packet has to pass.
    146 Homa, a transport protocol for data centres.
    147 A constant stream of bits carried over packets: virtual private wires.
    148-252 Unassigned.
    253 For experiments and tests; never on by default.
    254 For experiments and tests; never on by default.
    255 Reserved: on Linux a raw socket of this number sends whole IP headers of the program's own.
    """

/// What is told of the options of IPv4.
let ipOptionNotes = """
    0 Ends the list, where it is shorter than the room for it.
    1 Fills a byte, so that the next option begins at a multiple of four.
    7 Each router writes its address into the list, nine at most: ping -R.
    10 Of a measurement experiment.
    11 Would have carried the smallest MTU of the path; path MTU discovery by ICMP replaced it.
    12 Would have carried that MTU back.
    15 An early assignment; hardly anything is known of it.
    25 Asks the routers on the way how fast a sender may start. An experiment.
    30 For experiments.
    68 Each router writes the time, and maybe its address: ping -T.
    82 Made each router send an ICMP message to the source. Hardly implemented, and deprecated.
    94 For experiments.
    130 A security label, as the U.S. military uses: how secret a datagram is.
    131 Lists routers that have to be passed; others may be in between. Refused nearly everywhere.
      ! traceroute -g, or somebody who wants to get around a filter.
    133 More security labels.
    134 A security label of commercial systems (CIPSO), which Linux's NetLabel reads.
    136 Names a stream of SATNET; obsolete.
    137 Lists all routers that have to be passed, and no others. Refused nearly everywhere.
      ! Somebody who wants to get around a filter.
    142 Of an experiment with access control.
    144 A traffic descriptor; not met any more.
    145 Of an idea for longer addresses before IPv6.
    147 Of an idea for longer addresses before IPv6.
    148 Every router on the way has to look at this datagram: IGMP and RSVP set it.
    149 Of selective directed broadcast, which reached hosts of some networks with one datagram.
    151 Of an experiment with quality of service without state in routers.
    152 Of upstream multicast; withdrawn.
    158 For experiments.
    205 Of an experiment with flow control.
    222 For experiments.
    """

/// What is told of the codepoints of differentiated services.
let dscpNotes = """
    0 The default: best effort, all packets alike.
    1 Less than best effort: backups and downloads that shall stand back when others have something to send.
    8 Class selector 1, the old precedence 1; often used for background traffic.
    10 Assured forwarding class 1, dropped last within the class.
    12 Assured forwarding class 1, dropped earlier.
    14 Assured forwarding class 1, dropped first.
    16 Class selector 2, the old precedence 2: often for management of the network.
    18 Assured forwarding class 2, dropped last within the class: often for transactions.
    20 Assured forwarding class 2, dropped earlier.
    22 Assured forwarding class 2, dropped first.
    24 Class selector 3, the old precedence 3: often for signalling of calls.
    26 Assured forwarding class 3, dropped last within the class: often for streams.
    28 Assured forwarding class 3, dropped earlier.
    30 Assured forwarding class 3, dropped first.
    32 Class selector 4, the old precedence 4: often for interactive video.
    34 Assured forwarding class 4, dropped last within the class: often for video conferences.
    36 Assured forwarding class 4, dropped earlier.
    38 Assured forwarding class 4, dropped first.
    40 Class selector 5, the old precedence 5: often for signalling.
    44 Expedited forwarding for calls that a network has admitted, so that there is room for them.
    45 Little traffic that needs no queue: gets a short queue beside the others (non-queue-building).
    46 Expedited forwarding: little delay, little loss. Speech is sent so.
    48 Class selector 6, the old internetwork control: routing protocols.
    56 Class selector 7, the old network control: for the network itself.
    """

/// What is told of ECN's two bits in the IP header.
let ecnNotes = """
    0 The transport does not understand marks: a router with too much to send can only drop the packet.
    1 The transport understands marks; low-latency queues (L4S) take it for themselves.
    2 The transport understands marks: a router may mark the packet instead of dropping it.
    3 A router on the way had too much to send and marked the packet. The receiver tells the sender, with ECE in TCP,
      and the sender slows down.
      ! A queue on the way is filling.
    """

/// What is told of the types of IGMP.
let igmpNotes = """
    0x11 A router asks who listens to groups: to all of them, to one, or to sources of one. Version 1 to 3 by its
      length.
    0x12 A host of version 1 says that it listens to a group.
    0x13 Routes of DVMRP, the first multicast routing protocol.
    0x14 The first version of PIM, which now has a protocol number of its own.
    0x15 Cisco's trace of multicast.
    0x16 A host says that it listens to a group (version 2).
    0x17 A host says that it no longer listens to a group (version 2); the router then asks whether others do.
    0x1E The answer to a multicast traceroute.
    0x1F A multicast traceroute: routers between a source and a receiver add themselves.
    0x22 A host tells all groups it listens to and from which sources (version 3); sent to 224.0.0.22.
    0x30 A router tells that it forwards multicast, so that switches know where to send groups.
    0x31 Asks multicast routers to advertise themselves.
    0x32 A router tells that it no longer forwards multicast.
    0xF0-0xFF For experiments.
    """
