import PacketIO
import Probes
import Wire

/// How the kernel sends to the one target there is: asked once, for all who want to know. Nothing is known where there
/// are many targets, or no route.
struct PingWay {
    let route: Route?
    let interface: NetworkInterface?

    init(to targets: [PingTarget], _ command: PingCommand) {
        route =
            targets.count > 1
            ? nil
            : try? Route.lookUp(
                targets[0].endpoint, source: command.sourceAddress, interface: command.interfaceName,
                mark: command.mark.map { UInt32($0) })
        interface = route.flatMap { try? NetworkInterface(index: $0.interfaceIndex) }
    }
}
