import Testing
import Wire

@Suite struct ICMPKindTests {
    @Test func `names type and code together`() {
        #expect(ICMPv4Kind(type: .destinationUnreachable, code: 3).name == "Destination Unreachable: Port Unreachable")
        #expect(ICMPv4Kind(type: .echoReply, code: 0).name == "Echo Reply")
        #expect(ICMPv4Kind(type: .destinationUnreachable, code: 99).name == "Destination Unreachable: code 99")
        #expect(ICMPv4Kind(type: ICMPv4Type(rawValue: 77), code: 1).name == "Type 77: code 1")
        #expect(
            ICMPv6Kind(type: .destinationUnreachable, code: 0).name
                == "Destination Unreachable: No Route to Destination")
    }

    @Test(arguments: [
        (3, 3, "port unreachable"), (3, 4, "fragmentation needed"),
        (3, 13, "communication administratively prohibited"), (11, 0, "time to live exceeded in transit"),
        (8, 0, "echo request"), (33, 0, "IPv6 Where-Are-You"), (0, 5, "echo reply, code 5"),
    ]) func `says in plain words what happened`(type: UInt8, code: UInt8, sentence: String) {
        #expect(ICMPv4Kind(type: ICMPv4Type(rawValue: type), code: code).sentence == sentence)
    }

    @Test func `says in plain words what happened on IPv6`() {
        #expect(ICMPv6Kind(type: .timeExceeded, code: 0).sentence == "hop limit exceeded in transit")
        #expect(ICMPv6Kind(type: .packetTooBig, code: 0).sentence == "packet too big")
        #expect(ICMPv6Kind(type: ICMPv6Type(rawValue: 159), code: 0).sentence == "MPL control")
    }

    @Test func `knows where a code is defined, or else its type`() {
        #expect(ICMPv4Kind(type: .destinationUnreachable, code: 13).reference == "RFC 1812")
        #expect(ICMPv4Kind(type: .destinationUnreachable, code: 99).reference == "RFC 792")
        #expect(ICMPv6Kind(type: .parameterProblem, code: 3).reference == "RFC 7112")
        #expect(ICMPv6Kind(type: ICMPv6Type(rawValue: 250), code: 0).reference == nil)
    }

    @Test(arguments: [ICMPv4Kind.codes, ICMPv6Kind.codes])
    func `keeps its codes in order, or the search would miss some`(codes: [ICMPCodeAssignment]) {
        let keys = codes.map { Int($0.type) << 8 | Int($0.code) }
        #expect(keys == Set(keys).sorted())
    }

    @Test func `keeps its tables in order, or the search would miss some`() {
        func isAscending<Number: AssignedNumber>(_ type: Number.Type) -> Bool {
            let values = type.assignments.map(\.rawValue)
            return values == Set(values).sorted()
        }
        #expect(isAscending(ICMPv4Type.self))
        #expect(isAscending(ICMPv6Type.self))
        #expect(isAscending(ICMPExtensionClass.self))
        #expect(isAscending(NeighborOptionType.self))
        #expect(isAscending(MulticastListenerRecordType.self))
        #expect(isAscending(RouterPreference.self))
        #expect(isAscending(TCPOptionKind.self))
        #expect(isAscending(MultipathSubtype.self))
        #expect(isAscending(ExtendedEchoStatus.NeighborState.self))
    }
}
