// A table.

/// What is told of EtherTypes.
let etherTypeNotes = """
    0x0000-0x05DC No type but the length of an IEEE 802.3 frame; LLC follows, and tells what is inside.
    0x05DD-0x05FF Neither a length nor a type.
    0x0600 The Internet Datagram Protocol of Xerox's XNS.
    0x0800 An IPv4 datagram.
    0x0805 X.25, layer 3.
    0x0806 ARP: who has this IPv4 address, tell me your MAC address.
    0x0842 Wakes a sleeping machine; more often sent by UDP.
    0x08FF Amateur packet radio (G8BPQ).
    0x0BAD Banyan VINES.
    0x2001 Next hop resolution, as ARP but across several networks.
    0x22EA Reserves bandwidth for streams of audio and video.
    0x22EB A mirror of traffic, carried in GRE to where it is looked at (version 3).
    0x22F0 Audio and video in time (AVB, TSN): studios and cars.
    0x22F1 IP packets with compressed headers.
    0x22F3 Frames routed between switches instead of a spanning tree.
    0x22F4 The IS-IS messages by which such switches learn their routes.
    0x6001 DEC machines load and dump their memory over the network.
    0x6002 The console of a DEC machine.
    0x6003 DECnet, routing.
    0x6004 DEC terminal servers.
    0x6007 DEC clusters over Ethernet.
    0x6558 An Ethernet frame in a tunnel: GRE, NVGRE and Geneve carry it so.
    0x8035 RARP: I have this MAC address, tell me my IPv4 address. DHCP replaced it; virtual machines that move still
      send it, so that switches learn their new place.
    0x809B AppleTalk.
    0x80F3 AppleTalk's ARP.
    0x8100 A VLAN tag: 12 bits of VLAN, 3 of priority; the frame's own type follows.
    0x8102 Avaya's detection of loops.
    0x8103 Avaya's check that a link lets frames through.
    0x8137 Novell's IPX.
    0x8204 QNX machines as one.
    0x86DD An IPv6 packet.
    0x8808 Pauses: a switch or host asks its neighbour to send nothing for a while.
      ! A receiver that is too slow for its link.
    0x8809 LACP, which bundles links, and other protocols of a few frames a second; never forwarded.
    0x880B PPP in Ethernet without PPPoE.
    0x8819 Audio in studios.
    0x8847 MPLS: a label says where the packet goes next.
    0x8848 MPLS with a label that the sender chose; once for multicast.
    0x8863 PPPoE: finds the access concentrator, and opens and closes sessions.
    0x8864 PPPoE: PPP frames of a session, as DSL lines carry them.
    0x8870 Jumbo frames that carry LLC; a draft.
    0x887B Networks over power lines.
    0x888E 802.1X: who are you? Before a port, or Wi-Fi, lets anything else through.
    0x8892 Controls machines in factories in real time.
    0x8899 Realtek's switches: their own tags, and detection of loops.
    0x88A2 Disks over Ethernet: ATA commands without IP.
    0x88A4 Controls machines in factories: a frame passes all devices, each takes and adds its part.
    0x88A8 The outer of two VLAN tags: a provider's, around those of its customer.
    0x88AB Controls machines in factories in time slots.
    0x88B5 For experiments inside one's own network.
    0x88B6 For experiments inside one's own network.
    0x88B7 A protocol of a company: its OUI and a number follow.
    0x88B8 Substations of the power grid tell each other events within milliseconds.
    0x88B9 Manages such events.
    0x88BA Measured voltages and currents in a substation, thousands a second.
    0x88BE A mirror of traffic, carried in GRE to where it is looked at (version 1 and 2).
    0x88C7 802.1X with the next access point, before a Wi-Fi station moves there.
    0x88CA Messages inside a cluster.
    0x88CC LLDP: a device tells its neighbour who it is and at which port.
    0x88CD Controls drives and machines in real time.
    0x88D9 Windows draws a map of the local network.
    0x88DC Cars talk to each other and to the road.
    0x88E1 Networks over power lines, second generation.
    0x88E3 A ring of switches in a factory that survives a broken link.
    0x88E5 MACsec: an encrypted and authenticated frame.
    0x88E7 A frame of a customer within one of the provider (MAC in MAC).
    0x88EE A provider tells its customer's router about the line.
    0x88F5 Switches tell each other which VLANs they need.
    0x88F6 Switches tell each other who listens to multicast.
    0x88F7 PTP: clocks agree to less than a microsecond.
    0x88F8 Talk between a network card and the controller that manages its machine.
    0x88FB Sends each frame by two networks, so that none is lost when one fails.
    0x8902 Checks a line of layer 2 from end to end.
    0x8906 Fibre Channel: disks over Ethernet.
    0x890D Wi-Fi frames in Ethernet.
    0x8914 Finds the switch for such disks, and logs in.
    0x8915 Remote memory access over Ethernet, first version, without IP.
    0x8917 Hands a device over between kinds of networks.
    0x891D Frames at exact times: aeroplanes and spacecraft.
    0x8926 Tells which virtual machine a frame is from or for (Cisco).
    0x8929 Reserves bandwidth for streams of audio and video.
    0x892F A ring in which each frame goes both ways round.
    0x893A One home network of Wi-Fi, power lines and Ethernet (mesh systems).
    0x893F Tells to which port of an extended switch a frame belongs.
    0x8940 Carries messages of other protocols across a link, each acknowledged.
    0x8947 Cars: packets are sent to a place on the map.
    0x894F A service function chain's header, which says which boxes a packet has to pass.
    0x9000 Comes back to its sender: cards and switches test themselves and their ports with it.
    0x9100 An outer VLAN tag, as used before 0x88A8 was assigned.
    0x99FE Records what passes inside a car.
    0xA0ED IPv6 in small radio networks, encapsulated.
    0xAEFE Radio units of mobile networks, over packets.
    0xCAFE Heartbeats inside a cluster (Veritas).
    0xD28B The time at which Arista's switches saw a frame.
    0xF1C1 Numbers frames that go by several ways, so that copies can be thrown away.
    """

/// What is told of ARP's operations.
let arpOpcodeNotes = """
    0-0 Reserved.
    1 Who has this IPv4 address? Sent to all in the network. Before an address is used, with sender 0.0.0.0: a probe.
      ! Many for addresses that nobody has: a scan of the network.
    2 I have this address, and this is my MAC address. Sent to who asked; or to all, unasked, when something moved.
      ! Two different answers to one question: an address that is used twice, or somebody who redirects traffic.
    3 I have this MAC address; which IPv4 address is mine? DHCP replaced it.
    4 This is your IPv4 address.
    5 Asked for an address that is free, in an early dynamic RARP.
    6 Gave an address.
    7 No address could be given.
    8 Which protocol address is at the other end of this circuit? On Frame Relay and ATM.
    9 This one is.
    10 ATM: the server has no entry for this address.
    11 ATM multicast: asks which hosts are in a group.
    12 ATM multicast: the hosts of a group.
    13 ATM multicast: a server offers to serve a group.
    14 ATM multicast: a host joins a group.
    15 ATM multicast: a host leaves a group.
    16 ATM multicast: nobody is in this group.
    17 ATM multicast: a server no longer serves a group.
    18 ATM multicast: tells servers that a host has joined a group.
    19 ATM multicast: tells servers that a host has left a group.
    20 ATM multicast: which groups are there?
    21 ATM multicast: these are.
    22 ATM multicast: other servers to go to.
    23 A node of MAPOS asks others to forget its address.
    24 For experiments.
    25 For experiments.
    26-65534 Unassigned.
    65535-65535 Reserved.
    """

/// What is told of ARP's hardware types.
let arpHardwareNotes = """
    0-0 Reserved.
    1 Ethernet, and Wi-Fi too: addresses of 6 bytes.
    2 The first Ethernet of 3 Mbit/s: addresses of one byte.
    3 Amateur packet radio: call signs are addresses.
    4 A token ring of Proteon.
    5 The Chaosnet of the MIT.
    6 IEEE 802 networks, such as token ring: addresses of 6 bytes.
    7 ARCNET: addresses of one byte.
    8 Hyperchannel, which connected mainframes.
    9 Lanstar.
    10 Autonet.
    11 Apple's LocalTalk.
    12 IBM's PCNet, or Sytek's LocalNet.
    13 Ultra link.
    14 Switched Multimegabit Data Service.
    15 Frame Relay.
    16 ATM, an early number.
    17 HDLC.
    18 Fibre Channel.
    19 ATM, the number in use: its packets have a layout of their own.
    20 A serial line.
    21 ATM, another early number.
    22 Military radio.
    23 Metricom's radio network.
    24 FireWire.
    25 MAPOS: SONET as a network.
    26 Twinaxial cable.
    27 Addresses of 8 bytes, EUI-64.
    28 HIPPI.
    29 IP to smart cards.
    30 ARPSec.
    31 An IPsec tunnel, for DHCP over it.
    32 InfiniBand: addresses of 20 bytes.
    33 Digital radio of emergency services.
    34 Wiegand, of card readers.
    35 IP alone, without a link-layer address.
    36 For experiments.
    37 HFI, a fabric of IBM.
    38 Unified Bus.
    39-255 Unassigned.
    256 For experiments.
    257 AEthernet.
    258-65534 Unassigned.
    65535-65535 Reserved.
    """
