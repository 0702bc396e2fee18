import Domain
import Storage
import Web

/// Proposals that were begun, submitted and decided on.
enum SinceProposalFacts: SinceFeature {
    static let sinceOrder = 25
    static var sinceNoun: (kind: String, label: Message) { ("proposal", L("Proposal")) }
    static let sinceKinds: [String] = ["proposal.change", "proposal.creation", "proposal.decision"]

    static func sinceChange(_ entry: SinceEntry) -> SinceChange.What? {
        entry.kind == "proposal.creation" ? .came : entry.state
    }

    /// It is called as its idea, and read by whoever reads that.
    static func sinceThings(_ ids: Set<String>, _ reader: SinceReader, _ reading: any Reading) throws -> [SinceThing] {
        let proposals = try IdeaProposalStore(reading).proposals(of: reader.programme).filter {
            ids.contains($0.id.description)
        }
        let ideas = try SinceIdeaFacts.sinceThings(Set(proposals.map(\.idea.description)), reader, reading)
        let byID = Dictionary(ideas.map { ($0.subject.id, $0) }, uniquingKeysWith: { first, _ in first })
        return proposals.compactMap { proposal in
            byID[proposal.idea.description].map { idea in
                SinceThing(
                    subject: SinceSubject(sinceNoun.kind, proposal.id.description), title: idea.title,
                    language: idea.language, marking: idea.marking, isShared: idea.isShared, path: idea.path,
                    regions: idea.regions)
            }
        }
    }

    static func sinceState(_ state: String) -> Message { IdeaProposalState(rawValue: state)?.label ?? .verbatim(state) }
}
