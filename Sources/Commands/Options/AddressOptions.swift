import ArgumentParser
import PacketIO

/// Which family of addresses to use.
struct FamilyOptions: ParsableArguments {
    @Flag(name: .customShort("4"), help: "Use IPv4 only.")
    var ipv4 = false

    @Flag(name: .customShort("6"), help: "Use IPv6 only.")
    var ipv6 = false

    var family: Names.Family { ipv4 ? .v4 : ipv6 ? .v6 : .any }

    func validate() throws {
        if ipv4 && ipv6 { throw familyConflict }
    }
}

/// A command of a table that may be kept to one family of addresses.
protocol FamilyChoosing: TabledCommand {
    var family: Names.Family { get set }
}

extension FamilyChoosing {
    static var familyOptions: [OptionEntry<Self>] {
        [
            .flag("4", "Use IPv4 only.") { try $0.choose(.v4) },
            .flag("6", "Use IPv6 only.") { try $0.choose(.v6) },
        ]
    }

    private mutating func choose(_ family: Names.Family) throws {
        guard self.family == .any || self.family == family else { throw familyConflict }
        self.family = family
    }
}

private let familyConflict = ValidationError("-4 and -6 exclude each other.")
