import Domain
import Storage
import Web

/// Two aspects of two groups that may be the same.
struct AspectSuggestion: Sendable, Hashable {
    let link: AspectLink
    /// 0 … 1.
    let likeness: Double

    /// Pairs nobody has decided on, best first.
    static func among(_ aspects: [AspectRecord], decided: Set<AspectLink>) -> [AspectSuggestion] {
        let texts = aspects.map {
            AspectLikeness.Text(group: $0.group.description, direction: $0.direction, text: $0.text)
        }
        return known.value(texts, { AspectLikeness.pairs(texts) }).compactMap { pair in
            let link = AspectLink(aspects[pair.first].id, aspects[pair.second].id)
            return decided.contains(link) ? nil : AspectSuggestion(link: link, likeness: pair.score)
        }
    }

    /// The last few answers: tables are rendered at every change, and the texts seldom change between two of them.
    private static let known = Remembered<[AspectLikeness.Text], [AspectLikeness.Pair]>(most: 8)
}

/// Links between the tables, and what the projector shows of them.
extension AspectOperations {
    /// Says that two aspects are the same (linked), only look alike (apart), or takes back what was said (nothing). Both groups may,
    /// and who runs the room.
    static func link(
        _ visit: Visit, _ event: Event.ID, _ one: Aspect.ID, _ other: Aspect.ID, _ state: AspectLink.State?
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let store = AspectStore(tx)
            let pair = [try store.aspect(one), try store.aspect(other)]
            guard pair.allSatisfy({ $0.event == event }) else { throw Refusal.notFound }
            let accesses = try pair.map { try TableAccess(visit, event, $0.group, tx) }
            if !accesses.contains(where: \.mayWrite) { try accesses[0].requireWriting() }
            try linkIn(Work(tx, visit), event, pair[0], pair[1], state)
        }
    }

    /// The same inside a transaction that is already allowed to.
    static func linkIn(
        _ work: Work, _ event: Event.ID, _ one: AspectRecord, _ other: AspectRecord, _ state: AspectLink.State?
    ) throws {
        guard one.group != other.group, one.direction == other.direction else { throw AspectRefusal.notAPair }
        let link = AspectLink(one.id, other.id)
        guard try AspectStore(work.tx).links(of: event)[link] != state else { return }
        try AspectStore.set(link, state, in: event, by: work.actor, now: work.now, work.tx)
        // An entry for each table: its live pages follow its own only.
        for (aspect, counterpart) in [(one, other), (other, one)] {
            try work.record(
                .part(event, .table(aspect.group)), "aspect:\(aspect.id)", "aspect.link",
                ["other": .text(counterpart.id.description), "state": JSONValue(state?.rawValue)])
        }
    }

    /// Puts a group's force field on the projector; nothing shows the progress of all groups again.
    static func show(_ visit: Visit, _ event: Event.ID, _ shown: (group: BreakoutGroup.ID, issue: Issue.ID)?)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            if let shown {
                let table = try GroupStore(tx).group(shown.group, in: event)
                guard table.priorities.contains(shown.issue) else { throw Refusal.notFound }
            }
            try AspectStore.show(shown?.group, shown?.issue, in: event, tx)
            try visit.record(
                tx, scope: .event(event), subject: "event:\(event)", kind: "table.showing",
                facts: ["group": JSONValue(shown?.group.description), "issue": JSONValue(shown?.issue.description)])
        }
    }
}
