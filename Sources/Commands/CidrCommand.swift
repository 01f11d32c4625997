import ArgumentParser

/// `cidr` and what it can do with blocks of addresses: each is a command of its own, in the folder `Cidr`.
struct CidrCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cidr",
        _superCommandName: "swiftnet",
        abstract: "Tell what a subnet is, and work with blocks of addresses.",
        discussion: """
            10.100.122.2/24, 10.0.0.1/255.0.0.0, "10.0.0.1 0.0.0.255", 10.0.0.1-10.0.0.9, 2001:db8::1/32, numbers, \
            0x0a000001. Without a block, they come from standard input, one a line.
            Status: 0 yes, or all well; 1 no, or a line is no block; 2 could not read; 64 wrong usage.
            """,
        subcommands: [
            CidrShow.self, CidrSame.self, CidrContains.self, CidrOverlaps.self, CidrSplit.self, CidrSupernet.self,
            CidrSubtract.self, CidrIntersect.self, CidrAggregate.self, CidrRange.self, CidrList.self, CidrSort.self,
            CidrCount.self, CidrFree.self, CidrGrep.self, CidrAnnotate.self,
        ],
        defaultSubcommand: CidrShow.self)
}
