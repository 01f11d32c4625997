import Wire

extension PathEngine {
    /// Links those who answered the same flow at hops that follow each other. Where each packet goes its own way, two
    /// answers say nothing of a link, unless one end of it is the only one there.
    mutating func draw() {
        var places: [[Int?]] = []
        for hop in cells.indices {
            let isSilent = nodes(hop).isEmpty
            // What lies behind the last that answered is nobody.
            if isSilent, !cells.indices.dropFirst(hop).contains(where: { !nodes($0).isEmpty }) { break }
            let ttl = plan.firstTTL + hop
            places.append(
                cells[hop].indices.map { flow in
                    guard let address = node(hop, flow) else {
                        return isSilent ? graph.place(of: nil, ttl: ttl, nil, isTarget: false) : nil
                    }
                    let answer = answers[address]
                    return graph.place(of: address, ttl: ttl, answer, isTarget: answer?.isReached == true)
                })
            link(places, hop)
        }
        for hop in places.indices where hop > 0 {
            for place in Set(places[hop - 1].compactMap { $0 }) where graph.successors(of: place).count > 1 {
                graph.nodes[place].balance = balances[hop]
            }
        }
        graph.edges.sort { ($0.ttl, $0.from ?? -1, $0.to) < ($1.ttl, $1.from ?? -1, $1.to) }
    }

    private mutating func link(_ places: [[Int?]], _ hop: Int) {
        let ttl = plan.firstTTL + hop
        let before = hop > 0 ? Set(places[hop - 1].compactMap { $0 }) : []
        let here = Set(places[hop].compactMap { $0 })
        let isLoose = hop > 0 && (balances[hop] == .packet || balances[hop - 1] == .packet)
        for (flow, place) in places[hop].enumerated() {
            guard let place else { continue }
            guard hop > 0 else {
                graph.link(nil, place, ttl: ttl, flow: flow)
                continue
            }
            if isLoose, before.count > 1, here.count > 1 { continue }
            let source = flow < places[hop - 1].count ? places[hop - 1][flow] : nil
            if let source, source != place {
                graph.link(source, place, ttl: ttl, flow: flow)
            } else if before.count == 1, let only = before.first, graph.nodes[only].address == nil {
                graph.link(only, place, ttl: ttl, flow: flow)
            }
        }
    }
}
