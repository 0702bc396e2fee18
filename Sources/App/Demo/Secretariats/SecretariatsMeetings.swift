import Domain
import Storage
import Web

/// The meetings of the heads: the eighth a year ago, the ninth, next week, which follows it, and its preparatory meeting, last week.
struct SecretariatsMeetings: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    private typealias Part = (title: String, starts: String, ends: String)

    func eighth() async throws -> Event.ID {
        stage.go(-380)
        let event = try await meeting("Demo 8th meeting of the heads of secretariats", day: -370, place: "Nairobi")
        try await agenda(
            of: event, [("What our regions did this year", "09:00", "12:00"), ("Decisions", "13:00", "15:00")])
        return event
    }

    /// What was done since the eighth is told in the ninth, which another meeting prepares.
    func ninth(after eighth: Event.ID) async throws {
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
        try await agenda(
            of: preparatory,
            [("What each region will report", "09:00", "12:00"), ("The roadmap, lane by lane", "13:00", "17:00")])
        let visit = try await stage.visit(cast.coordinator)
        let series = try await SeriesOperations.begin(
            visit, cast.programme, SeriesFields(title: "Meetings of the heads of secretariats", rhythm: .yearly))
        try await SeriesOperations.tie(visit, eighth, EventTies(series: series))
        try await SeriesOperations.tie(visit, ninth, EventTies(series: series, follows: eighth))
        try await SeriesOperations.tie(visit, preparatory, EventTies(prepares: ninth))
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

    private func agenda(of event: Event.ID, _ parts: [Part]) async throws {
        let (environment, actor) = (stage.services.environment, "account:\(cast.coordinator)")
        try await stage.services.database.write { tx in
            let work = Work(tx, environment, actor: actor)
            let record = try EventStore(tx).event(event)
            for part in parts {
                var draft = AgendaDraft()
                (draft.fields.title, draft.fields.kind) = (part.title, AgendaContent.Kind.plenary.rawValue)
                (draft.fields.day, draft.fields.starts, draft.fields.ends) = (record.startsOn, part.starts, part.ends)
                let (checked, times) = try draft.cleaned.checked(record, tx)
                _ = try AgendaOperations.addIn(work, record, checked, times)
            }
            _ = try AgendaReleases.releaseIn(work, event, note: "")
        }
    }
}
