import Domain
import Storage
import Web

/// The same for programs.
enum EventChangeAPI {
    enum Days: NumberLimits { static let range = -EventActFields.mostDays...EventActFields.mostDays }

    struct Input: Codable, Sendable {
        let act: EventAct
        /// For one event: its new first day, ISO 8601; without it the event is postponed without a new date.
        let startsOn: String?
        /// For all events of a programme: by how many days.
        let days: Whole<Days>?
        /// Where people join what moves online.
        let link: String?
        /// Why, for everybody who is told.
        let note: String?
        /// Whether only to say what would happen; nothing is stored then.
        let isTrial: Bool?

        fileprivate var fields: EventActFields {
            EventActFields(
                act: act, startsOn: startsOn ?? "", days: days?.value, link: link ?? "", note: note ?? "")
        }
    }

    struct Change: Codable, Sendable, NamedType {
        static let schemaName = "EventChange"

        let event: Event.ID
        let standing: EventStanding
        let startsOn: String
        let endsOn: String
        let place: String
        let link: String
        /// With a seat in the event: they are told.
        let people: Int
        /// What else follows, in the reader's language.
        let consequences: [String]
    }

    struct CopyInput: Codable, Sendable, NamedType {
        static let schemaName = "EventCopyInput"

        let title: String
        let startsOn: String
        /// What goes along; all that can unless told: `steps`, `agenda` and what other features name.
        let parts: [String]?
    }

    struct CopyBody: Codable, Sendable, NamedType {
        static let schemaName = "EventCopy"

        let id: Event.ID
    }

    static let routes: [APIRoute] = [
        .send(
            .post, Paths.apiEventChange, .organise, "Events",
            "Postpones an event, moves it online or cancels it; or only says what would follow."
        ) { (visit, input: Input, id) in try await answer(visit, .event(id), input) },
        .send(
            .post, Paths.apiProgrammeChange, .organiseProgramme, "Programmes",
            "The same for all events of a programme that are to come."
        ) { (visit, input: Input, id) in try await answer(visit, .programme(id), input) },
        .send(
            .post, Paths.apiEventCopies, .organise, "Events", "Plans another event like this one.", success: .created
        ) { (visit, input: CopyInput, id) in
            let parts = input.parts ?? EventChanges.copies.map { $0.copied.code }
            return CopyBody(
                id: try await EventCopyOperations.copy(
                    visit, id, title: input.title, startsOn: input.startsOn, parts: Set(parts)))
        },
    ]

    private static func answer(_ visit: Visit, _ target: EventChangeOperations.Target, _ input: Input) async throws
        -> ListBody<Change>
    {
        let preview = try await EventChangeOperations.preview(visit, target, input.fields)
        if input.isTrial != true { try await EventChangeOperations.apply(visit, target, input.fields) }
        return ListBody(
            items: preview.map { item in
                let plan = item.change.after
                return Change(
                    event: item.event.id, standing: plan.standing, startsOn: plan.startsOn, endsOn: plan.endsOn,
                    place: plan.place, link: plan.link, people: item.people,
                    consequences: item.consequences.map { $0.string(in: visit.language) })
            }, next: nil)
    }
}

extension EventStanding: ChoiceType {}
extension EventAct: ChoiceType {}
