import Domain
import Storage
import Web

/// What became of ideas, and which countries stand behind them.
enum SinceIdeaFacts: SinceFeature {
    static let sinceOrder = 20
    static var sinceNoun: (kind: String, label: Message) { ("idea", L("Idea")) }

    /// A draft is nobody's business but its author's: an idea comes when it is shared.
    static let sinceKinds: [String] = [
        "idea.closing", "idea.endorsement", "idea.endorsement-withdrawal", "idea.joining", "idea.parking",
        "idea.sharing", "idea.support", "idea.taking",
    ]

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        switch entry.kind {
        case "idea.sharing":
            entry.move("state").map {
                $0.from == IdeaState.draft.rawValue ? .came : .state(from: $0.from, to: $0.to)
            }
        case "idea.endorsement":
            entry.text("country").map {
                entry.text("stance") == IdeaSupport.Stance.notNow.rawValue ? .endorsementTaken($0) : .endorsed($0)
            }
        case "idea.endorsement-withdrawal": entry.text("country").map { .endorsementTaken($0) }
        case "idea.joining": .went
        case "idea.taking": .state(from: IdeaState.shared.rawValue, to: "taken_up")
        default: entry.state
        }
    }

    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        let sight = try IdeaSight(reader.standing, reading)
        let homes = reader.standing.homes
        return try IdeaStore(reading).ideas(ids.sorted().compactMap { ProjectIdea.ID($0) }).filter {
            $0.programme == reader.programme && (sight.reads($0) || $0.marking == "CLEAR" && $0.state != .draft)
        }.map { idea in
            let sponsor = idea.sponsor.flatMap { member in
                member.kind == .region ? App.Region.ID(member.ref) : member.country.flatMap { homes[$0] }
            }
            let regions = idea.regions.union(idea.countries.compactMap { homes[$0] })
            return SinceThing(
                subject: SinceSubject(sinceNoun.kind, idea.id.description), title: idea.title,
                language: idea.fields.language, marking: idea.marking, isShared: idea.state != .draft,
                path: IdeaPaths.one(idea.id), regions: regions.isEmpty ? Set([sponsor].compactMap { $0 }) : regions)
        }
    }

    static func sinceState(_ state: String) -> Message {
        IdeaStanding(rawValue: state == "taken_up" ? IdeaStanding.taken.rawValue : state)?.label ?? .verbatim(state)
    }
}
