import PacketIO
import Probes
import Reports
import Wire

/// The interfaces of this machine, as `capture` chooses and lists them.
enum CaptureInterfaces {
    /// What is captured on where none is named: the first that has a link, loopback where there is no other.
    static func usual() -> String {
        let all = NetworkInterface.all()
        let running = all.first { $0.isRunning && !$0.isLoopback }
        return (running ?? all.first { $0.isUp && !$0.isLoopback } ?? all.first)?.name ?? "any"
    }

    static func entries() -> [InterfaceList.Entry] {
        let addresses = InterfaceAddress.all()
        let all = InterfaceList.Entry(
            name: "any", index: 0, isUp: true, isRunning: true, isLoopback: false, mtu: nil, mac: nil,
            linkType: .linuxSLL2, addresses: [])
        return [all]
            + NetworkInterface.all().map { interface in
                InterfaceList.Entry(
                    name: interface.name, index: interface.index, isUp: interface.isUp, isRunning: interface.isRunning,
                    isLoopback: interface.isLoopback, mtu: interface.mtu,
                    mac: interface.isLoopback ? nil : interface.mac, linkType: interface.captureLinkType,
                    addresses: addresses.filter { $0.interfaceIndex == interface.index }
                        .map { .init(address: $0.address, prefixLength: $0.prefixLength) })
            }
    }
}
