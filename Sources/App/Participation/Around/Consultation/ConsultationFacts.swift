import Domain
import Markup
import Storage
import Web

enum ConsultationFacts: RoutedFeature, StoredFeature, JournalFeature, ClockFeature, NoticeFeature, HelpFeature {
    static var routes: [Route] { ConsultationRoutes.all }
    static var api: [APIRoute] { ConsultationAPI.routes }
    static var clocks: [Clock] { [Clock { await ConsultationOperations.watch($0) }] }
    static var notices: [Done] { [.asked, .opened] }

    static var journal: [JournalKind] {
        [
            JournalKind("consultation.creation", L("Consultation prepared")),
            JournalKind("consultation.change", L("Consultation changed")),
            JournalKind("consultation.questions", L("Questions of a consultation changed")),
            JournalKind("consultation.opening", L("Consultation opened"), news: .organisers),
            JournalKind("consultation.closing", L("Consultation closed"), news: .organisers),
            JournalKind("consultation.sending", L("Consultation sent by mail")),
            JournalKind("consultation.reminder", L("Reminded of a consultation")),
            JournalKind("consultation.answer", L("Answer to a consultation"), news: .organisers),
            JournalKind("consultation.summary", L("Summary of a consultation changed")),
            JournalKind("consultation.addressee", L("Somebody added to a consultation")),
            JournalKind("consultation.addressee-change", L("Somebody in a consultation changed")),
            JournalKind("consultation.addressee-removal", L("Somebody taken out of a consultation")),
            JournalKind("consultation.link", L("New link to a consultation made")),
            JournalKind("objective.creation", L("Objective added"), news: .everybody),
            JournalKind("objective.change", L("Objective changed")),
            JournalKind("objective.removal", L("Objective removed")),
            JournalKind("objective.order", L("Order of the objectives changed")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "consultations", order: 32, title: L("Consultation"),
                screens: [
                    ConsultationPaths.all.template, ConsultationPaths.one.template,
                    ConsultationPaths.questions.template,
                    ConsultationPaths.addressees.template, ConsultationPaths.settings.template,
                    ConsultationPaths.objectives.template,
                ],
                text: [
                    L(
                        "Before the event, ask focal points and institutions what it should achieve. Each of them gets a link; no account is needed."
                    ),
                    L(
                        "Who answers says by a marking who may read it. RED is for the organisers, AMBER also for those who run the room, GREEN and CLEAR for everybody in the event."
                    ),
                    L(
                        "From the answers, write the objectives: each names the answers that it rests on and the topics that serve it, so that the thread shows both."
                    ),
                ], guides: [.organiser])
        ]
    }

    // MARK: Tables

    private static let here = "who was asked before an event, by links of this server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "consultation", search: .left("read by who runs the event, on its page"),
                texts: ["title", "intro", "questions", "summary"], file: .stays(here)),
            TableFacts(
                "consultation_addressee", search: .left("seen by the organisers, on the consultation's page"),
                person: .rows(
                    301, [.address("email", names: ["contact"]), .person("person_id"), .record("id")],
                    [
                        "id", "consultation_id", "kind", "name", "contact", "country", "email", "language", "sent_at",
                        "reminded_at",
                    ]),
                erasure: .blanked([
                    "name": .dash, "contact": .empty, "email": .empty, "person_id": .nothing, "token_digest": .nothing,
                ]),
                namesOfEvent: .through("consultation_id", table: "consultation"),
                texts: ["name", "contact"], file: .stays(here)),
            TableFacts(
                "consultation_answer", search: .left("read by marking, on the consultation's page"),
                person: .rows(
                    309, [.record("addressee_id")],
                    ["id", "consultation_id", "answers", "marking", "language", "signed", "is_draft", "submitted_at"]),
                // What was answered stays, as other texts do: objectives stand on it.
                erasure: .blanked(["signed": .empty]),
                namesOfEvent: .through("consultation_id", table: "consultation"),
                texts: ["answers", "signed"], file: .stays(here)),
            TableFacts(
                "objective", search: .left("stand on the event's page"), texts: ["text"],
                file: .stays("they stand on answers, which stay")),
            TableFacts("objective_answer", file: .stays(here)),
            TableFacts("objective_topic", file: .stays("they stand on answers, which stay")),
        ]
    }
}

extension ConsultationFacts: EventTabFeature, AroundFeature, OverviewFeature {
    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: Around.tab, order: 65, label: L("Consultation and messages"),
                path: { ConsultationPaths.all($0.event.id) },
                permission: .facilitate, under: EventTab.overview.id)
        ]
    }

    static var aroundPages: [AroundPage] {
        [
            AroundPage(
                id: "consultation", order: 10, label: L("Consultation"), path: { ConsultationPaths.all($0) },
                permission: .facilitate),
            AroundPage(
                id: "objectives", order: 20, label: L("Objectives"), path: { ConsultationPaths.objectives($0) },
                permission: .facilitate),
        ]
    }

    /// The objectives, for all who take part; nothing where there are none.
    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let objectives = try ObjectiveStore(reading).objectives(of: [event])
        guard !objectives.isEmpty else { return .empty }
        return """
            <section id="objectives"><h2><a href="\(ConsultationPaths.objectives(event))">\(L("Objectives"))</a></h2>\
            <ol class="lines">\(objectives.html { "<li lang=\"\($0.language)\" dir=\"auto\">\($0.text)</li>" })</ol></section>
            """
    }
}
