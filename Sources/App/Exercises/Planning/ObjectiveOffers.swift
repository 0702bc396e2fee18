import Domain
import Storage
import Web

/// Something that an exercise can test: what came out of a workshop, a country's answer, an action. Named as the thread names it.
struct ObjectiveOffer: Sendable {
    let kind: String
    let id: String
    let event: Event.ID?
    /// In its author's words.
    let title: String
    /// BCP 47.
    var language: String?
    /// What it is called: "Intervention".
    let label: Message
    var path: String?
}

/// A feature whose things can be exercised, and which the thread does not hold.
protocol ObjectiveSourceFeature: Feature {
    /// Those of a programme that whoever looks may see.
    static func offers(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> [ObjectiveOffer]
}

/// Everything that an exercise of a programme can take its objectives from, as whoever looks may see it.
struct ObjectiveOffers: Sendable {
    /// In the order of the thread, then of the features.
    let all: [ObjectiveOffer]

    /// Interventions first: what was meant to change is what is tested.
    static let kinds: [ThreadKind] = [.intervention, .adoption, .aspect, .section, .objective, .issue]

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let store = ThreadStore(reading)
        let access = try ThreadAccess(visit.visitor, events: try store.events(of: programme), reading)
        let book = ThreadBook(try store.facts(of: access.events, for: visit.visitor), access)
        let words = ThreadWords(names: try DirectoryNames(reading))
        let threads = Self.kinds.flatMap { kind in
            book.items(kind).filter(Self.isOffered).map { item in
                ObjectiveOffer(
                    kind: item.kind.rawValue, id: item.id, event: item.event, title: words.title(item),
                    language: words.language(item), label: words.label(item), path: ThreadWords.address(item))
            }
        }
        let others = try Features.all { $0 as? any ObjectiveSourceFeature.Type }.flatMap {
            try $0.offers(of: programme, visit, reading)
        }
        all = threads + others
    }

    /// Of aspects what hinders, of issues what stands for several or was chosen.
    private static func isOffered(_ item: ThreadItem) -> Bool {
        if item.isWithdrawn { return false }
        return switch item.kind {
        case .aspect: item.isBlocking
        case .issue: item.isPriority || item.isMerged
        case .adoption: item.decision != .decline
        default: true
        }
    }

    func offer(_ kind: String, _ id: String) -> ObjectiveOffer? { all.first { $0.kind == kind && $0.id == id } }

    /// As an objective begins that rests on it.
    static func fields(_ offer: ObjectiveOffer) -> ExerciseObjectiveFields {
        var fields = ExerciseObjectiveFields()
        fields.text = String(offer.title.prefix(600))
        return fields
    }
}

extension ExercisePlanning {
    /// An objective that rests on something of the programme that whoever plans may see.
    static func exerciseThis(_ visit: Visit, _ event: Event.ID, kind: String, id: String) async throws
        -> ExerciseObjective.ID
    {
        try await write(visit, event) { work, msel in
            let programme = try EventStore(work.tx).event(event).programme
            guard let offer = try ObjectiveOffers(visit, programme, work.tx).offer(kind, id) else {
                throw Refusal.notFound
            }
            return try ExercisePlanOperations.objectiveIn(
                work, msel, ObjectiveOffers.fields(offer), sources: [.init(kind: kind, id: id, event: offer.event)])
        }
    }
}
