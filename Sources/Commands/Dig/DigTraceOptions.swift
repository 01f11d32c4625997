import Reports
import Wire

// The way from the root.
extension DigOption {
    static let trace = [
        flag("0x20", "vary upper and lower case in the name, and believe no answer without it") { $0.variesCase = $1 },
        flag("trace", "follow the name from the root, and ask all servers of each zone") { options, isOn in
            options.isTrace = isOn
            options.text.showsSignatures = !isOn
            options.flags.recursionDesired = !isOn
            options.requestSignatures(isOn)
        },
        flag("one", "with +trace, ask one server of each zone") { $0.asksOne = $1 },
        flag("tree", "with +trace, show a tree") { $0.isTree = $1 },
        flag("validate", "check signatures, from the root's keys down") { options, isOn in
            options.validates = isOn
            options.text.showsSignatures = !isOn
            options.flags.checkingDisabled = isOn
            options.requestSignatures(isOn)
        },
        DigOption("trust-anchor", "file", "keys to begin with, in place of the system's") { options, isOn, value in
            options.trustAnchor = isOn ? value : nil
            return isOn && value == nil ? "needs a file" : nil
        },
        DigOption("root-hints", "file", "the servers of the root, in place of the system's") { options, isOn, value in
            options.rootHints = isOn ? value : nil
            return isOn && value == nil ? "needs a file" : nil
        },
    ]
}
