import Domain
import Storage
import Web

extension AgendaContent.Block {
    /// The stricter of its own marking and the event's.
    func marking(in event: String) -> String { marking.map { TLP.stricter($0, event) } ?? event }

    /// What may leave the server, or be shown to whoever is not known: of what is marked AMBER or closer nothing of its subject.
    func discreetTitle(in event: String, _ language: Language = .current) -> String {
        let marking = marking(in: event)
        guard self.marking != nil, TLP.isDiscreet(marking) else { return title }
        return "\(kind.label.string(in: language)) (TLP:\(marking))"
    }

    /// For somebody who may not read it: that there is something of a kind, and when.
    func hidden(in event: String) -> AgendaContent.Block {
        var block = self
        block.title = "\(kind.label.string()) (TLP:\(marking(in: event)))"
        (block.summary, block.place, block.link, block.people) = ("", "", "", [])
        return block
    }

    /// As somebody sees it. Who has a part in it reads it.
    func seen(by membership: Membership, in event: String) -> AgendaContent.Block {
        isRead(by: membership, in: event) ? self : hidden(in: event)
    }

    func isRead(by membership: Membership, in event: String) -> Bool {
        guard marking != nil, !membership.reads(marking(in: event)) else { return true }
        let seats = Set(membership.seats.map(\.description))
        return people.contains { $0.participant.map(seats.contains) ?? false }
    }
}
