// A table.

/// What is told of ICMP's types and codes; ``CodeNotes`` says how this is read.
let icmpNotes = """
    0 The answer to an echo request: the host is up, and identifier and sequence number tell which request it answers.
    1-2 Unassigned.
    3 A router, or the host itself, could not deliver a datagram and quotes its beginning; the code says why.
    3/0 A router has no route to the destination's network.
      ! The address is mistyped or unused, or a routing table lacks an entry on the way (here: no default route).
    3/1 The last router could not reach the host in its own network: mostly, nobody answered when it asked with ARP.
      ! The host is down, or its address is wrong.
    3/2 The host was reached, but does not speak the IP protocol that the datagram carries.
      ! A tunnel or protocol (GRE, SCTP, ESP) is sent to a host where it is not set up.
    3/3 The host was reached, but no program listens at this UDP port. The last answer of a UDP traceroute is this one.
      ! The server is not running, or listens at another port or address.
    3/4 The datagram is longer than the next link takes, and its Don't Fragment flag forbids to split it. The link's
      MTU is told (RFC 1191), and the sender learns the path's MTU from it.
      ! A tunnel, VPN or PPPoE link on the way. Where a firewall drops this message, connections hang as soon as much
      is sent.
    3/5 The next address of a source route could not be reached.
      ! Source routes are refused nearly everywhere.
    3/6 The destination's network is not known at all; routers are to send code 0 instead (RFC 1812).
    3/7 The destination host is known not to exist, as only the link layer can tell.
    3/8 Obsolete: the router next to the source would say that the source is cut off.
    3/9 A router may not forward to this network, by its administrator's rules; newer routers send code 13.
      ! A firewall rejects the traffic.
    3/10 A router may not forward to this host, by its administrator's rules; newer routers send code 13.
      ! A firewall rejects the traffic.
    3/11 There is a route to the network, but none for the wanted type of service.
    3/12 There is a route to the host, but none for the wanted type of service.
    3/13 A router's filter forbids the traffic.
      ! A firewall that rejects instead of dropping in silence.
    3/14 The precedence of the datagram is not allowed for this host or port.
    3/15 The precedence of the datagram is lower than the network asks for at present.
    4 A router or host had to drop datagrams and asked the sender to slow down. No longer sent, and to be ignored: TCP
      learns of congestion from losses and from ECN.
    5 A router says: for this destination there is a better first hop on your own network, at this address.
      ! Two routers in one network, and the host uses the one that is farther away. A forged one diverts traffic, so
      that many hosts ignore it.
    5/0 Send everything for this network to the other router. Hosts treat it like code 1, since the message has no
      mask.
    5/1 Send everything for this host to the other router.
    5/2 Send datagrams of this type of service, for this network, to the other router.
    5/3 Send datagrams of this type of service, for this host, to the other router.
    6 An early idea, to tell another address of a host; no specification came of it.
    6/0 The only code of this type.
    7-7 Unassigned.
    8 Asks a host to send the same data back: what ping sends. Identifier and sequence number tell the answers apart.
    9 A router tells the hosts of its network its addresses and for how long to believe that. Hardly used: DHCP tells
      it.
    9/0 An ordinary router, or a mobility agent that routes as well.
    9/16 A mobility agent that routes for mobile hosts alone.
    10 A host that has just started asks the routers of its network to advertise themselves.
    11 A datagram was thrown away because its time was up; the code says which time.
    11/0 The datagram passed as many routers as its TTL allowed, and this router threw it away. traceroute provokes it
      from each router in turn.
      ! traceroute; otherwise a routing loop, or a TTL that is too small.
    11/1 Some fragments of a datagram came, and the missing ones did not come in time (30 to 120 seconds).
      ! Fragments are lost on the way, often because a firewall drops them.
    12 A router or host found a mistake in the IP header; the code says which kind.
    12/0 The pointer tells the byte of the header that is wrong.
      ! A broken IP option, or a program that builds headers by hand.
    12/1 An option that this network demands is missing, such as a security label.
    12/2 The length of the header or of an option is wrong.
    13 Asks for the time of day of a host, in milliseconds since midnight UTC.
    14 Answers with three times: when the request left, when it came, when the answer left.
    15 A host without an address asked in which network it is; RARP, BOOTP and then DHCP replaced it.
    16 Told a host the network it is in.
    17 Asked which netmask is used in this network; DHCP tells it now.
    18 Told the netmask.
    19 Set aside for security; nothing was defined.
    20-29 Set aside for an experiment about robustness.
    30 Was sent by routers that a datagram with the traceroute option passed. Hardly implemented.
    30/0 The datagram was passed on.
    30/1 There was no route for the datagram, and it was dropped.
    31 A translator could not turn a datagram of IPv4 into one of IPv7 (TP/IX) or back. Never in use.
    31/0 The reason is not told.
    31/1 An option forbids the conversion.
    31/2 An option that has to be understood is not known.
    31/3 An option is known, but can't be converted.
    31/4 The transport protocol can't be converted.
    31/5 The datagram would become too long.
    31/6 The IP header would become too long.
    31/7 The number of the transport protocol does not fit into a byte.
    31/8 A port number does not fit.
    31/9 The transport header would become too long.
    31/10 A sequence number passed 32 bits, which the other side can't follow.
    31/11 An option of the transport header that has to be understood is not known.
    32 Was to tell a mobile host's new place; never specified.
    33 Of an early IPv6 trial: asked a host for its addresses.
    34 Of an early IPv6 trial: answered with them.
    35 Of an early mobility protocol: a host asked to be registered. Mobile IP uses UDP port 434.
    36 Of an early mobility protocol: the answer to it.
    37 Asked a host for its own domain names; the DNS answers that.
    38 Answered with the domain names.
    39 Of SKIP, a way to exchange keys that was given up for IKE.
    40 Tells failures of a security association of Photuris, an experimental way to exchange keys.
    40/0 The security parameters index is not known.
      ! One side has forgotten the association, as after a restart.
    40/1 The authenticator does not fit the datagram.
    40/2 The data could not be unpacked.
    40/3 The data could not be decrypted.
    40/4 The datagram should have been authenticated.
    40/5 The sender is known, but is not allowed to do this.
    41 For experiments with mobility protocols, such as Seamoby; a subtype tells which.
    42 Asks a host about one of its interfaces, or one of its neighbours: what the tool PROBE sends.
    42/0 The only code of a request.
    43 Says whether the interface exists, is active, and runs IPv4 or IPv6, or what the neighbour cache has of a
      neighbour.
    43/0 The question was understood and answered.
    43/1 The question was not as it should be.
      ! The interface is not identified in a form that the host understands.
    43/2 The host has no such interface.
    43/3 Neither the ARP table nor the neighbour cache has an entry of this address.
    43/4 More than one interface fits the question.
    44-252 Unassigned.
    253 For experiments: no program may be shipped that uses it.
    254 For experiments: no program may be shipped that uses it.
    255 Reserved.
    """

/// What is told of ICMPv6's types and codes.
let icmpv6Notes = """
    0 Reserved.
    1 A router, or the host itself, could not deliver a packet and quotes as much of it as fits; the code says why.
    1/0 A router has no route to the destination, not even a default one.
      ! The address is mistyped, or this network has no IPv6 uplink.
    1/1 A filter forbids the traffic.
      ! A firewall that rejects instead of dropping in silence.
    1/2 The source address is not valid where the packet would have to go.
      ! A link-local or unique local source address is used for a destination outside of its scope.
    1/3 The destination could not be reached for another reason: mostly, nobody answered the last router's neighbour
      solicitation.
      ! The host is down, or its address is wrong.
    1/4 The host was reached, but no program listens at this UDP port. The last answer of a UDP traceroute is this one.
      ! The server is not running, or listens at another port, or at IPv4 only.
    1/5 The source address may not be used at this place, by rules against forged senders. A special case of code 1.
      ! A host with several uplinks sends by one with the address of another.
    1/6 A route says that packets to this destination are to be rejected. A special case of code 1.
      ! An unreachable or prohibit route, as for a prefix of which only a part is in use.
    1/7 A source route in the header could not be followed (RPL networks).
    1/8 The headers are longer than the router or host looks at.
    2 The packet is longer than the next link takes. The link's MTU is told, and the sender has to send smaller
      packets: routers never split IPv6 packets.
      ! A tunnel, VPN or PPPoE link on the way. Where a firewall drops this message, connections hang as soon as much
      is sent.
    3 A packet was thrown away because its time was up; the code says which time.
    3/0 The packet passed as many routers as its hop limit allowed. traceroute provokes it from each router in turn.
      ! traceroute; otherwise a routing loop, or a hop limit that is too small.
    3/1 Some fragments of a packet came, and the missing ones did not come within 60 seconds.
      ! Fragments are lost on the way, often because a firewall drops them.
    4 A router or host found something in a header that it can't process; the pointer tells the byte.
    4/0 A field has a value that makes no sense there.
    4/1 The host does not know the protocol that the Next Header field names.
      ! A tunnel or protocol is sent to a host where it is not set up.
    4/2 The host does not know an option, and the option's number says that it has to be told.
    4/3 The first fragment does not hold all headers, and was dropped.
      ! Somebody tries to hide ports from a firewall, or a very long chain of headers.
    4/4 A header behind a segment routing header could not be processed.
    4/5 A router on the way does not know an extension header that it has to process.
    4/6 An extension header is longer than the router or host looks at.
    4/7 All extension headers together are longer than the router or host looks at.
    4/8 There are more extension headers than the router or host looks at.
    4/9 An extension header holds more options than the router or host looks at.
    4/10 An option is longer than the router or host looks at.
    5-99 Unassigned; of errors.
    100 An error message for private experiments.
    101 An error message for private experiments.
    102-126 Unassigned; of errors.
    127 Set aside in case that the error messages ever need more numbers.
    128 Asks a host to send the same data back: what ping sends. Identifier and sequence number tell the answers apart.
    129 The answer to an echo request: the host is up, and tells which request it answers.
    130 A router asks who listens to multicast groups, to all or to one: IGMP's query, for IPv6.
    131 A host says that it listens to a group (MLD version 1).
    132 A host says that it no longer listens to a group (MLD version 1).
    133 A host asks the routers of its link to advertise themselves at once, as it does when it starts.
    134 A router tells its link that it is there, for how long, and which prefixes, MTU and name servers to use: with
      it hosts make their addresses (SLAAC).
      ! Unwanted ones come from a host that was made a router by mistake; RA guard in switches keeps them away.
    135 Asks for the link-layer address of a neighbour, or whether it is still there, or whether an address is free
      already: what ARP's request is to IPv4.
    136 Tells a link-layer address, when asked or when it has changed: what ARP's reply is to IPv4.
    137 A router says: for this destination there is a better first hop, or it is your neighbour itself.
    138 Changes the prefixes of many routers at once. Hardly used.
    138/0 A command to change prefixes.
    138/1 What came of the command.
    138/255 Sequence numbers begin anew.
    139 Asks a node for its name or addresses: ping -N sends it. Experimental.
    139/0 The question is about an IPv6 address.
    139/1 The question is about a name, or about nothing.
    139/2 The question is about an IPv4 address.
    140 Answers with a name or addresses.
    140/0 The answer follows.
    140/1 The node does not want to tell.
    140/2 The node does not know this kind of question.
    141 Asks for the IP address that belongs to a link-layer address, as on Frame Relay.
    142 Tells the IP address that belongs to a link-layer address.
    143 A host tells which groups it listens to, and from which sources (MLD version 2). Each host sends one for each
      address it has, because of the solicited-node groups.
    144 A mobile node asks for the home agents of its home network.
    145 Tells the addresses of home agents.
    146 A mobile node asks for the prefixes of its home network.
    147 Tells the prefixes of the home network.
    148 Of secure neighbour discovery (SEND): a host asks for the certificates of a router.
    149 Of secure neighbour discovery (SEND): a router shows its certificates.
    150 For experiments with mobility protocols, such as Seamoby; a subtype tells which.
    151 A router tells that it forwards multicast, so that switches know where to send groups.
    152 Asks multicast routers to advertise themselves.
    153 A router tells that it no longer forwards multicast.
    154 Fast handovers of Mobile IPv6: gets a new address ready before the node moves there.
    155 Builds and keeps the routing tree of RPL, the routing protocol of small radio networks.
    155/0 Asks a neighbour for its place in the tree (DIS).
    155/1 Tells the place in the tree, from the root downwards (DIO).
    155/2 Tells what can be reached below a node, towards the root (DAO).
    155/3 Confirms such a message (DAO-ACK).
    155/4 Answers the search for a route between two nodes.
    155/5 Confirms that answer.
    155/6 Measures how good a route between two nodes is.
    155/7 Takes back routes that are no longer good (DCO).
    155/8 Confirms that they were taken back.
    155/128 As code 0, secured.
    155/129 As code 1, secured.
    155/130 As code 2, secured.
    155/131 As code 3, secured.
    155/132 As code 4, secured.
    155/133 As code 5, secured.
    155/134 As code 6, secured.
    155/135 As code 7, secured.
    155/136 As code 8, secured.
    155/138 Checks that counters of secured messages are not behind (CC).
    156 Tells correspondents that a node has moved to other locators (ILNP, an experiment).
    157 Of 6LoWPAN: a router asks the border router whether an address is taken already.
    158 Of 6LoWPAN: the border router answers.
    159 Tells which multicast messages a node has, so that neighbours send what is missing (MPL, small radio networks).
    160 Asks a node about one of its interfaces, or one of its neighbours: what the tool PROBE sends.
    160/0 The only code of a request.
    161 Says whether the interface exists, is active, and runs IPv4 or IPv6, or what the neighbour cache has of a
      neighbour.
    161/0 The question was understood and answered.
    161/1 The question was not as it should be.
      ! The interface is not identified in a form that the node understands.
    161/2 The node has no such interface.
    161/3 Neither the ARP table nor the neighbour cache has an entry of this address.
    161/4 More than one interface fits the question.
    162-199 Unassigned.
    200 For private experiments.
    201 For private experiments.
    202-254 Unassigned.
    255 Set aside in case that the informational messages ever need more numbers.
    """
