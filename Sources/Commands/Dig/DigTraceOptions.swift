import Wire

// The way from the root.
extension DigOption {
    static let trace = [
        flag("trace", "follow the name from the root, and ask all servers of each zone") { options, isOn in
            options.isTrace = isOn
            options.flags.recursionDesired = !isOn
            options.requestSignatures(isOn)
        },
        flag("one", "with +trace, ask one server of each zone") { $0.asksOne = $1 },
        flag("tree", "with +trace, show a tree") { $0.isTree = $1 },
        DigOption("root-hints", "file", "the servers of the root, in place of the system's") { options, isOn, value in
            options.rootHints = isOn ? value : nil
            return isOn && value == nil ? "needs a file" : nil
        },
    ]
}
