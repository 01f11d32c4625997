// A table.

/// What is told of the options of IPv6.
let ipv6OptionNotes = """
    0x00 Fills a byte.
    0x01 Fills several bytes.
    0x04 How many more tunnels the packet may enter, so that tunnels within tunnels end.
    0x05 Every router on the way has to look at this packet: MLD and RSVP set it.
    0x07 A security label: how secret a packet is.
    0x08 Tells copies of a multicast packet apart in mobile networks, an experiment.
    0x0F Counts packets and their times, so that both ends can measure a path.
    0x11 Routers on the way write down what they see of the packet (in-situ OAM); it stays as it is.
    0x12 Marks packets by turns, so that loss and delay can be measured between any two places.
    0x1E For experiments.
    0x23 Of RPL, small radio networks: finds loops in the routing tree.
    0x26 Asks the routers on the way how fast a sender may start. An experiment.
    0x30 The smallest MTU on the path so far: each router may lower it.
    0x31 Routers on the way write down what they see of the packet (in-situ OAM); they change it.
    0x32 As 0x12, changed on the way.
    0x3E For experiments.
    0x5E For experiments.
    0x63 Of RPL, as first numbered: who does not know it drops the packet.
    0x6D Tells copies of a multicast packet apart in small radio networks.
    0x7E For experiments.
    0x8A Of Nimrod, an experimental routing architecture.
    0x8B A number that protects sessions of ILNP, an experiment.
    0x8C Tells the provider's router on which line a customer is.
    0x9E For experiments.
    0xBE For experiments.
    0xC2 The length of a packet of more than 65,535 bytes.
    0xC9 Where a mobile node is at home, while it sends from elsewhere.
    0xDE For experiments.
    0xEE Sends packets another way round in small radio networks, when one way fails. An experiment.
    0xFE For experiments.
    """

/// What is told of the types of IPv6 routing headers.
let ipv6RoutingNotes = """
    0 Lists nodes to pass. No longer to be obeyed: one packet could be made to go back and forth between two nodes.
      ! Somebody tries old attacks, or a very old program.
    1 Of Nimrod, an experimental routing architecture.
    2 Mobile IPv6: one address, the home address of the mobile node.
    3 RPL: the way down the routing tree of a small radio network.
    4 Segment routing: a list of places, each of which may do something with the packet.
    5 A compact list of places, each of 16 bits. An experiment.
    6 A compact list of places, each of 32 bits. An experiment.
    7-252 Unassigned.
    253 For experiments.
    254 For experiments.
    255-255 Reserved.
    """

/// What is told of the options of neighbour discovery.
let neighborOptionNotes = """
    1 The sender's MAC address.
    2 The MAC address that was asked for, or is to be used.
    3 A prefix of this link: whether addresses are made of it (A), whether it is on the link (L), for how long.
    4 The beginning of the packet that is redirected.
    5 The MTU that all on this link are to use.
    6 How far a shortcut may lead in networks without broadcast.
    7 How often a router advertises itself, for mobile nodes.
    8 Preference and lifetime of a home agent.
    9 Addresses of the sender, in inverse neighbour discovery.
    10 Addresses of the target, in inverse neighbour discovery.
    11 SEND: the key, and what else an address was made from.
    12 SEND: a signature over the message.
    13 SEND: the time of the message.
    14 SEND: a number that ties an answer to its question.
    15 SEND: whom the host trusts to vouch for routers.
    16 SEND: a certificate.
    17 Fast handovers: an address or prefix.
    18 Fast handovers, in an earlier version: a prefix of the new router.
    19 Fast handovers: a link-layer address.
    20 Fast handovers: whether the new address is good.
    23 Hierarchical Mobile IPv6: an anchor point.
    24 A route to a prefix by this router, with a preference.
    25 Name servers of the DNS, and for how long.
    26 More flags of a router advertisement.
    27 Fast handovers: asks for a key.
    28 Fast handovers: gives a key.
    29 Fast handovers: helps to tell interfaces apart.
    30 Fast handovers: who the mobile node is.
    31 Domains to try for short names.
    32 SEND: a signature of one who speaks for another.
    33 6LoWPAN: registers an address with a router.
    34 6LoWPAN: a prefix by which headers are compressed.
    35 6LoWPAN: the border router, and how new its data are.
    36 6LoWPAN: what a node can do.
    37 Where the sign-in page's interface is (captive portal).
    38 The prefix of NAT64: with it hosts make IPv6 addresses of IPv4 ones.
    138 Candidates for a handover: a question.
    139 Candidates for a handover: an answer.
    253 For experiments.
    254 For experiments.
    """

/// What is told of the types of DHCPv6 messages.
let dhcpv6MessageNotes = """
    0-0 Reserved.
    1 A client asks all: which servers are there? Sent to ff02::1:2.
      ! Again and again: no server, or its answers do not come through.
    2 A server offers addresses, prefixes and settings.
    3 The client takes an offer.
    4 A client that was away asks whether its addresses still fit this link.
    5 The client asks its server for more time (T1).
    6 The client asks any server for more time (T2).
    7 A server's answer to all of these.
    8 The client gives addresses or prefixes back.
    9 The client found that an address is in use already.
      ! Duplicate address detection has found another node.
    10 A server makes clients renew, or ask anew.
    11 A client that has an address, as by SLAAC, asks for other settings only.
    12 A relay passes a client's message on to a server.
    13 A server's answer, for a relay to pass on.
    14 A relay or router asks about leases.
    15 The answer to it.
    16 That was all of many leases.
    17 One of many leases.
    18 Asks a relay's server to make a client renew.
    19 The answer to it.
    20 A DHCP message for IPv4 within DHCPv6, from the client.
    21 A DHCP message for IPv4 within DHCPv6, from the server.
    22 Asks to be told of leases as they change, by TCP.
    23 Wants to go on with TLS.
    24 Failover: a server tells its partner of leases.
    25 Failover: the partner confirms.
    26 Failover: asks for a share of prefixes.
    27 Failover: gives them.
    28 Failover: asks for what was not told yet.
    29 Failover: asks for all leases.
    30 Failover: that was all.
    31 Failover: opens a connection between partners.
    32 Failover: agrees to it.
    33 Failover: ends it.
    34 Failover: the state of a partner.
    35 Failover: I am still here.
    36 A client tells an address that it has made itself.
    37 The server has noted it.
    38-255 Unassigned, or newer than this table.
    """

/// What is told of the status codes of DHCPv6.
let dhcpv6StatusNotes = """
    0 All went well.
    1 It failed, for a reason that is not told.
    2 The server has no addresses left.
      ! The pool is too small for this link, or there is none.
    3 The server knows no such lease.
      ! The server has lost its data, or another one gave the lease.
    4 The addresses do not fit the link that the client is on.
      ! The client has moved.
    5 The client is to send to all servers, not to this one alone.
    6 The server has no prefixes left.
    7 The kind of lease query is not known.
    8 The lease query is not as it should be.
    9 The server has no such link.
    10 This may not be asked.
    11 The server could not go on with its answer.
    12 Some leases are not known any more.
    13 From here on changes are told as they happen.
    14 The server does not do this.
    15 The server does not want TLS.
    16 Failover: the partner has given the address to another.
    17 Failover: the partners' settings do not fit.
    18 Failover: something is missing in a lease.
    19 Failover: newer data of the lease are known.
    20 Failover: the partner shuts down.
    21 Failover: the partner does not update the DNS.
    22 Failover: the partners' clocks differ too much.
    23-65535 Unassigned, or newer than this table.
    """

/// What is told of the options of DHCPv6.
let dhcpv6OptionNotes = """
    0-0 Reserved.
    1 Who the client is: its DUID, which stays the same.
    2 Which server it is: its DUID.
    3 Asks for, or gives, addresses for one interface.
    4 Asks for, or gives, addresses that change often, for privacy.
    5 An address, and for how long it is preferred and valid.
    6 Which options the client wants.
    7 How much a server wants to be chosen; 255 at once.
    8 For how long the client has been trying, in hundredths of a second.
    9 The message that a relay passes on.
    11 Authenticates the message.
    12 The address at which the client may reach this server alone.
    13 How it went: codes dhcpv6-status.
    14 Two messages instead of four.
    15 The kind of user or of use, for servers that give different settings.
    16 The vendor and kind of the client.
    17 Settings as a vendor defines them.
    18 On which interface of the relay the client is.
    19 Which message the server wants the client to send.
    20 The client lets servers make it renew.
    21 SIP servers by name, for telephones.
    22 SIP servers by address, for telephones.
    23 Name servers of the DNS.
    24 Domains to try for short names.
    25 Asks for, or gives, whole prefixes: how a home router gets its network.
    26 A prefix, and for how long it is preferred and valid.
    27 NIS servers.
    28 NIS+ servers.
    29 The NIS domain.
    30 The NIS+ domain.
    31 Time servers (SNTP).
    32 After how many seconds settings are to be asked for again.
    33 Controllers of broadcast services of mobile networks, by name.
    34 Controllers of broadcast services of mobile networks, by address.
    36 Where the client is: country, street, floor.
    37 Which client it is, as the relay knows it.
    38 Which customer it is, as the relay knows it.
    39 The client's full name, and who tells it to the DNS.
    40 Agents that check access (PANA).
    41 The time zone, as POSIX writes it.
    42 The time zone by its name: Europe/Berlin.
    43 Which options a relay wants to get back.
    44 Lease queries: what is asked for.
    45 Lease queries: what is known of a client.
    46 Lease queries: seconds since the client was last heard.
    47 Lease queries: what the relay had said.
    48 Lease queries: links on which the client has leases.
    49 Mobile IPv6: the home network that is wanted.
    50 Mobile IPv6: the network that is visited.
    51 The server that knows which emergency service is in charge of a place.
    52 Controllers of Wi-Fi access points.
    53 Who the relay is.
    54 Servers that help to change networks, by address.
    55 Servers that help to change networks, by name.
    56 Time servers (NTP), by address, group or name.
    57 The domain of the access network, to find its location server.
    58 Domains with settings for SIP telephones.
    59 Network boot: where the boot file is.
    60 Network boot: parameters for it.
    61 Network boot: what the client runs on, such as BIOS or UEFI.
    62 Network boot: the version of the client's network interface code.
    63 Where the client is: latitude, longitude, altitude.
    64 IPv4 through the provider's IPv6 (DS-Lite): the name of the other end.
    65 The domain in charge of keys after a handover.
    66 Options that a relay adds to the server's.
    67 A part of a delegated prefix that is not to be used below.
    68 Which of several private networks the client is in.
    69 Mobile IPv6: data of the wanted home network.
    70 Mobile IPv6: data of any home network.
    71 Mobile IPv6: a prefix of the home network.
    72 Mobile IPv6: the home agent, by address.
    73 Mobile IPv6: the home agent, by name.
    74 Which name servers to ask for which domains.
    75 Kerberos: the client's name.
    76 Kerberos: the client's realm.
    77 Kerberos: the realm to use.
    78 Kerberos: servers that give tickets.
    79 The client's MAC address, as the relay saw it.
    80 The link of the clients that are to renew.
    81 What a RADIUS server has said of the client.
    82 At most so many seconds between Solicit messages.
    83 At most so many seconds between Information-request messages.
    84 By which rules the client chooses among its addresses.
    85 A table of such rules.
    86 Servers that open ports in a gateway (PCP).
    87 A DHCP message for IPv4.
    88 Servers for such messages.
    89 IPv4 over IPv6 (MAP): a rule that maps addresses.
    90 IPv4 over IPv6: the provider's relay.
    91 IPv4 over IPv6: the prefix for the rest of the world.
    92 IPv4 over IPv6: which IPv4 address belongs to the client.
    93 IPv4 over IPv6: which ports of a shared address are the client's.
    94 IPv4 over IPv6: all settings of MAP-E, which wraps packets.
    95 IPv4 over IPv6: all settings of MAP-T, which translates packets.
    96 IPv4 over IPv6: all settings of lightweight 4over6.
    97 IPv4 over IPv6, by 4rd: all settings.
    98 IPv4 over IPv6, by 4rd: a rule that maps addresses.
    99 IPv4 over IPv6, by 4rd: what holds for the rest.
    100 Lease queries: the server's time.
    101 Lease queries: only what changed since then.
    102 Lease queries: only what changed until then.
    103 Where the sign-in page's interface is (captive portal).
    104 Parameters of multicast in small radio networks (MPL).
    105 The kind of the access network.
    106 The name of the access network.
    107 The name of the access point.
    108 The identifier of the Wi-Fi access point.
    109 The operator of the access network, by number.
    110 The operator of the access network, by name.
    111 Which way of IPv4 over IPv6 is to be used first.
    112 Where the manufacturer describes what the device has to talk to (MUD).
    113 Prefixes for IPv4 multicast over IPv6.
    114 Failover: the state of a lease.
    115 Failover: how a connection is to be.
    116 Failover: what is to be taken out of the DNS.
    117 Failover: a name in the DNS.
    118 Failover: a zone of the DNS.
    119 Failover: what was done in the DNS.
    120 Failover: when the lease ends.
    121 Failover: how many updates may be under way.
    122 Failover: by how much a lease may be longer than the partner knows.
    123 Failover: until when the partner lends.
    124 Failover: until when was told to the partner.
    125 Failover: since when the partner is down.
    126 Failover: when the partner last heard the client.
    127 Failover: the version spoken.
    128 Failover: after how much silence a partner is taken to be gone.
    129 Failover: what is needed to make a client renew.
    130 Failover: the name of the relationship.
    131 Failover: how a server is.
    132 Failover: the state of a server.
    133 Failover: since when.
    134 Failover: until when.
    135 The relay does not send from port 547; answers are to go to its own.
    136 Where a new device is set up by itself.
    137 IPv4 over IPv6: the prefix the client is to use.
    138 Asks for, or gives, MAC addresses.
    139 MAC addresses, and for how long.
    140 From which part of the local MAC addresses they are to be.
    141 The name of the server to be told of attacks (DOTS).
    142 The addresses of that server.
    143 Servers that tell mobiles which networks to use.
    144 Name servers that speak DNS over TLS, HTTPS or QUIC.
    145 A domain that is registered for a home network.
    146 Where the names of a home network are sent to be published.
    147 Where the addresses of a home network are sent to be published.
    148 The server wants to be told of addresses that clients make themselves.
    149-65535 Unassigned, or newer than this table.
    """
