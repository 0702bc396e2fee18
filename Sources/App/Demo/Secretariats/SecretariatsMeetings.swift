import Domain
import Storage
import Web

/// The meetings of the heads: the eighth a year ago, the ninth, next week, which follows it, and its preparatory meeting, last week.
struct SecretariatsMeetings: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    private typealias Part = (title: String, starts: String, ends: String)

    /// A meeting with the items of its agenda.
    struct Held: Sendable {
        let event: Event.ID
        let blocks: [AgendaBlock.ID]
        /// What somebody has promised to do.
        var actions: [Action.ID] = []
    }

    func eighth() async throws -> Held {
        stage.go(-380)
        let event = try await meeting("Demo 8th meeting of the heads of secretariats", day: -370, place: "Nairobi")
        var held = Held(
            event: event,
            blocks: try await agenda(
                of: event,
                [("What our regions did this year", "09:00", "12:00"), ("Decisions", "13:00", "15:00")]))
        stage.go(-370, hours: 16)
        try await decide(held, "Every country is asked once a year what it needs, by one list of questions.")
        held.actions = [
            try await act(held, "Write one list of questions for all regions", of: SecretariatsCast.region, day: -180),
            try await act(held, "Find out who could host a joint course", of: "SEEE", day: 20),
        ]
        try await SinceOperations.close(try await stage.visit(cast.coordinator), event)
        return held
    }

    /// The first thing that the eighth gave is done; the other is not begun.
    func keepWord(_ eighth: Held) async throws {
        guard let first = eighth.actions.first else { return }
        _ = try await ActionOperations.move(
            try await stage.visit(try cast.head(SecretariatsCast.region)), first, .finish,
            "Fifteen questions under five headings; all regions are asked with them.")
    }

    /// The ninth, which looks back as far as the eighth, and the meeting that prepares it.
    /// - Returns: the preparatory meeting.
    func ninth(after eighth: Event.ID) async throws -> Held {
        stage.go(-18)
        let ninth = try await meeting("Demo 9th meeting of the heads of secretariats", day: 7)
        try await agenda(
            of: ninth,
            [
                ("Results of the preparatory meeting", "09:00", "09:30"),
                ("Since the 8th meeting: eight regions, ten minutes each", "09:30", "11:00"),
                ("The roadmap, and what each region thinks of it", "11:15", "12:30"), ("Decisions", "12:30", "13:00"),
            ])
        let preparatory = try await meeting(
            "Demo preparatory meeting of the heads of secretariats", day: -7, length: 2, place: "Turin")
        let blocks = try await agenda(
            of: preparatory,
            [("What each region will report", "09:00", "12:00"), ("The roadmap, lane by lane", "13:00", "17:00")])
        let visit = try await stage.visit(cast.coordinator)
        let series = try await SeriesOperations.begin(
            visit, cast.programme, SeriesFields(title: "Meetings of the heads of secretariats", rhythm: .yearly))
        try await SeriesOperations.tie(visit, eighth, EventTies(series: series))
        try await SeriesOperations.tie(visit, ninth, EventTies(series: series, follows: eighth))
        try await SeriesOperations.tie(visit, preparatory, EventTies(prepares: ninth))
        return Held(event: preparatory, blocks: blocks)
    }

    /// What the heads have agreed on before they meet, and what regions tell that the system cannot know.
    func prepare(_ preparatory: Held) async throws {
        stage.go(-6, hours: 2)
        try await decide(preparatory, "Each region tells three things in ten minutes; the rest is on its page.")
        _ = try await act(preparatory, "Say which countries would host the course", of: "ECA", day: 60)
        try await SinceOperations.close(try await stage.visit(cast.coordinator), preparatory.event)
        stage.go(-4)
        for (code, day, text) in [
            ("CA", -200, "The academies of two countries have agreed to keep the course in their own programmes."),
            (
                "CA", -40,
                "In a flood the list of duty contacts was used for something real, for the first time."
            ),
            ("SEEE", -30, "The secretariat has moved, and has a new telephone number for nights."),
            ("AAF", -25, "Three ports were visited; two want to practise with a hospital."),
        ] {
            let fields = SinceNoteFields(notedOn: stage.day(day), text: text)
            _ = try await SinceOperations.note(
                try await stage.visit(try cast.head(code)), in: cast.programme, fields, of: try cast.region(code))
        }
        try await SinceOperations.name(try await stage.visit(try cast.focalPoint("KZ")), cast.programme, "KZ", true)
    }

    // MARK: At the table

    /// Under the last item.
    private func decide(_ held: Held, _ text: String) async throws {
        guard let block = held.blocks.last else { return }
        _ = try await MeetingOperations.decide(
            try await stage.visit(cast.coordinator), held.event, block, MeetingDecisionFields(text: text))
    }

    /// Somebody does something by a day, and has agreed to.
    private func act(_ held: Held, _ title: String, of code: String, day: Int) async throws -> Action.ID {
        guard let block = held.blocks.last else { throw Refusal.notFound }
        var fields = ActionFields()
        (fields.title, fields.element, fields.dueOn) = (title, "planning", stage.day(day))
        let action = try await MeetingOperations.act(
            try await stage.visit(cast.coordinator), held.event, block, fields,
            owner: .member(.region(try cast.region(code))))
        _ = try await ActionOperations.move(try await stage.visit(try cast.head(code)), action.id, .agree, "")
        return action.id
    }

    private func meeting(_ title: String, day: Int, length: Int = 1, place: String = "") async throws -> Event.ID {
        let (environment, actor, programme) = (
            stage.services.environment, "account:\(cast.coordinator)", cast.programme
        )
        let fields = EventFields(
            title: title, startsOn: stage.day(day), endsOn: stage.day(day + length - 1), timeZone: "Europe/Rome",
            place: place, link: "https://video.example.org/heads", marking: "GREEN", kind: "meeting", topics: [])
        return try await stage.services.database.write { tx in
            try EventOperations.createIn(Work(tx, environment, actor: actor), in: programme, fields.cleaned)
        }
    }

    @discardableResult
    private func agenda(of event: Event.ID, _ parts: [Part]) async throws -> [AgendaBlock.ID] {
        let (environment, actor) = (stage.services.environment, "account:\(cast.coordinator)")
        return try await stage.services.database.write { tx in
            let work = Work(tx, environment, actor: actor)
            let record = try EventStore(tx).event(event)
            var blocks: [AgendaBlock.ID] = []
            for part in parts {
                var draft = AgendaDraft()
                (draft.fields.title, draft.fields.kind) = (part.title, AgendaContent.Kind.plenary.rawValue)
                (draft.fields.day, draft.fields.starts, draft.fields.ends) = (record.startsOn, part.starts, part.ends)
                let (checked, times) = try draft.cleaned.checked(record, tx)
                blocks.append(try AgendaOperations.addIn(work, record, checked, times))
            }
            _ = try AgendaReleases.releaseIn(work, event, note: "")
            return blocks
        }
    }
}
