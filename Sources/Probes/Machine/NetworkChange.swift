/// A change of a machine's network.
public enum NetworkChange: Hashable, Sendable {
    case interface(NetworkInterface, isGone: Bool)
    case address(InterfaceAddress, isGone: Bool)
    case route(Route, isGone: Bool)
    case neighbor(Neighbor, isGone: Bool)
    /// There were more changes than there was room for: some were not told.
    case missed
}
