import Domain
import Storage
import Web

/// Who may be asked as an expert: whoever agreed to be found, and is seen by somebody.
enum AskablePeople {
    static func profiles(of people: [PersonRecord], _ reading: any Reading) throws -> [Person.ID: ProfileRecord] {
        let seen = people.filter { $0.visibleTo != .nobody }.map(\.id)
        return try ProfileStore(reading).profiles(of: seen).filter { $0.value.consentAt != nil }
    }
}

/// Somebody on a list, as who runs the request sees them.
struct SeenCandidate: Sendable {
    let candidate: ExpertCandidateRecord
    /// Nothing where they are no longer available: they took back their consent, or asked to be forgotten.
    let person: PersonRecord?

    static func all(_ candidates: [ExpertCandidateRecord], _ visit: Visit, _ reading: any Reading) throws
        -> [SeenCandidate]
    {
        let people = try PersonStore(reading).people(candidates.compactMap(\.person))
        let sights = try SightStore(reading, visit).sights(of: people)
        let profiles = try AskablePeople.profiles(of: people, reading)
        let shown = people.filter { (sights[$0.id]?.hasProfile ?? false) && profiles[$0.id] != nil }
        let byID = Dictionary(shown.map { ($0.id, $0) }) { first, _ in first }
        return candidates.map { one in SeenCandidate(candidate: one, person: one.person.flatMap { byID[$0] }) }
    }
}

/// Something that the visitor is asked: as focal point, or as the person.
struct ExpertQuestion: Sendable {
    let candidate: ExpertCandidateRecord
    let request: ExpertRequestRecord
    let programme: String
    /// Of the person who is asked for.
    let name: String
    /// Whether the visitor is the person.
    let isOwn: Bool

    var waits: Bool {
        request.state != .closed && (isOwn ? candidate.isAtPerson : candidate.isAtFocalPoint)
    }

    private var order: (Int, Int64, String) {
        (waits ? 0 : 1, -(candidate.askedAt ?? 0), candidate.id.description)
    }

    /// What waits first, then the newest.
    static func all(_ visitor: Visitor, _ reading: any Reading) throws -> [ExpertQuestion] {
        let store = ExpertRequestStore(reading)
        let person = try ProfileOperations.own(visitor, reading)
        let own = try person.map { try store.candidates(asking: $0) } ?? []
        let countries = try visitor.countries.isEmpty ? [] : store.candidates(of: visitor.countries)
        let requests = try store.requests(Set((own + countries).map(\.request)).sorted())
        let byID = Dictionary(requests.map { ($0.id, $0) }) { first, _ in first }
        let titles = try MandateStore(reading).programmeTitles()
        let people = try PersonStore(reading).people(Set((own + countries).compactMap(\.person)).sorted())
        let names = Dictionary(people.map { ($0.id, $0.fields.fullName) }) { first, _ in first }
        let askable = try AskablePeople.profiles(of: people, reading)
        func question(_ candidate: ExpertCandidateRecord, isOwn: Bool) -> ExpertQuestion? {
            guard let request = byID[candidate.request], let person = candidate.person else { return nil }
            if !isOwn {
                let mandate = candidate.country.flatMap { visitor.mandate(for: $0, in: request.programme) }
                guard mandate != nil, askable[person] != nil else { return nil }
            }
            return ExpertQuestion(
                candidate: candidate, request: request, programme: titles[request.programme] ?? "",
                name: names[person] ?? "–", isOwn: isOwn)
        }
        let mine = own.compactMap { question($0, isOwn: true) }
        let others = countries.filter { one in !own.contains { $0.id == one.id } }.compactMap {
            question($0, isOwn: false)
        }
        return (mine + others).sorted { $0.order < $1.order }
    }
}
