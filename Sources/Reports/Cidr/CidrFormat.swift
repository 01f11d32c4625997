/// In which form `cidr` tells what it found.
public enum CidrFormat: Hashable, Sendable {
    case text(isColored: Bool)
    case json
    case csv
}
