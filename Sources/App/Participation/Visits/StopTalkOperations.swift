import Domain
import Storage
import Web

/// What is asked and seen at the stops: by those who take part and those who run the event.
enum StopTalkOperations {
    static let mostAtStop = 500

    /// Who writes here: the seat before the account.
    struct Writer: Sendable {
        let author: String?
        let seat: Participant.ID?
        let runs: Bool

        init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
            try CaseOperations.requireWriter(visit, event, reading)
            let membership = try visit.membership(in: event, reading)
            let places = membership.places.filter { $0.isApproved && $0.role.contributes }
            seat = (places.first { !$0.isOfAccount } ?? places.first)?.seat
            author = seat.map { "participant:\($0)" } ?? visit.visitor.journalName
            runs = membership.runsTheRoom
        }

        func owns(_ author: String?, _ visit: Visit) -> Bool {
            author != nil && (author == self.author || author == visit.visitor.journalName)
        }

        func work(_ visit: Visit, _ tx: Transaction) -> Work { Work(tx, visit.environment, actor: author) }
    }

    // MARK: Questions

    static func ask(_ visit: Visit, _ event: Event.ID, _ stop: VisitStop.ID, _ text: String) async throws
        -> StopQuestion.ID
    {
        let cleaned = Cleaned(text) { $0 = $1.lines("text", $0, limit: 500, isRequired: true) }
        return try await visit.database.write { tx in
            let writer = try Writer(visit, event, tx)
            let record = try VisitStore(tx).stop(stop, of: event)
            return try askIn(writer.work(visit, tx), record, try cleaned.checked(), language: visit.language.rawValue)
        }
    }

    /// Pressed twice, it is one.
    static func askIn(_ work: Work, _ stop: StopRecord, _ words: String, language: String) throws -> StopQuestion.ID {
        let there = try StopTalkStore(work.tx).questions(at: stop.id)
        if let same = there.first(where: { $0.author == work.actor && $0.text == words && $0.state == .open }) {
            return same.id
        }
        guard there.count < mostAtStop else {
            throw Refusal.tooMany(L("This stop has \(mostAtStop) questions, which is as many as it takes."))
        }
        let id = try StopTalkStore.insert(words, language: language, by: work.actor, at: stop, work)
        try work.record(.event(stop.event), "stop-question:\(id)", "stop.question")
        return id
    }

    /// By a seat, once; not one's own.
    static func endorse(_ visit: Visit, _ event: Event.ID, _ id: StopQuestion.ID, _ isOn: Bool) async throws
        -> VisitStop.ID
    {
        try await visit.database.write { tx in
            let writer = try Writer(visit, event, tx)
            let question = try StopTalkStore(tx).question(id, of: event)
            guard let seat = writer.seat else { throw Refusal.noSeat(visit.visitor) }
            guard !writer.owns(question.author, visit) else { throw Refusal.notFound }
            try StopTalkStore.endorse(id, by: seat, isOn, now: visit.now, tx)
            try writer.work(visit, tx).record(
                .event(event), "stop-question:\(id)", "stop.endorsement", ["on": .flag(isOn)])
            return question.stop
        }
    }

    /// What became of it: by who runs the event, and by rapporteurs.
    static func answer(
        _ visit: Visit, _ event: Event.ID, _ id: StopQuestion.ID, _ state: StopQuestionRecord.State, _ text: String
    ) async throws -> VisitStop.ID {
        let cleaned = Cleaned(text) { $0 = $1.lines("answer", $0, limit: 2_000) }
        return try await visit.database.write { tx in
            try visit.require(.writeGuide, in: event, tx)
            let question = try StopTalkStore(tx).question(id, of: event)
            let words = try cleaned.checked()
            let work = Work(tx, visit)
            // With an answer it is answered, whatever was chosen.
            try StopTalkStore.answer(id, words.isEmpty ? state : .answered, words, now: work.now, tx)
            try work.record(.event(event), "stop-question:\(id)", "stop.answer", ["state": .text(state.rawValue)])
            return question.stop
        }
    }

    static func removeQuestion(_ visit: Visit, _ event: Event.ID, _ id: StopQuestion.ID) async throws -> VisitStop.ID {
        try await visit.database.write { tx in
            let writer = try Writer(visit, event, tx)
            let question = try StopTalkStore(tx).question(id, of: event)
            guard writer.runs || writer.owns(question.author, visit) else { throw Refusal.forbidden }
            try StopTalkStore.remove(id, tx)
            try writer.work(visit, tx).record(.event(event), "stop-question:\(id)", "stop.question-removal")
            return question.stop
        }
    }

    // MARK: Observations

    static func observe(
        _ visit: Visit, _ event: Event.ID, _ stop: VisitStop.ID, _ fields: ObservationFields, isPractice: Bool
    ) async throws -> Observation.ID {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let writer = try Writer(visit, event, tx)
            let record = try VisitStore(tx).stop(stop, of: event)
            return try observeIn(
                writer.work(visit, tx), record, cleaned, isPractice: isPractice, language: visit.language.rawValue)
        }
    }

    static func observeIn(
        _ work: Work, _ stop: StopRecord, _ cleaned: Cleaned<ObservationFields>, isPractice: Bool, language: String
    ) throws -> Observation.ID {
        let fields = try cleaned.checked()
        let there = try StopTalkStore(work.tx).observations(of: stop.event).filter { $0.stop == stop.id }
        if let same = there.first(where: { $0.author == work.actor && $0.fields == fields }) { return same.id }
        guard there.count < mostAtStop else {
            throw Refusal.tooMany(L("This stop has \(mostAtStop) observations, which is as many as it takes."))
        }
        let id = try StopTalkStore.insert(
            fields, isPractice: isPractice, language: language, by: work.actor, at: stop, work)
        try work.record(.event(stop.event), "observation:\(id)", "visit.observation")
        return id
    }

    static func change(
        _ visit: Visit, _ event: Event.ID, _ id: Observation.ID, _ fields: ObservationFields, isPractice: Bool
    ) async throws -> VisitStop.ID {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let (writer, stored) = try editable(visit, event, id, tx)
            let told = try cleaned.checked()
            if told != stored.fields || isPractice != stored.isPractice {
                try StopTalkStore.update(id, told, isPractice: isPractice, now: visit.now, tx)
                try writer.work(visit, tx).record(.event(event), "observation:\(id)", "visit.observation-change")
            }
            return stored.stop
        }
    }

    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Observation.ID) async throws -> VisitStop.ID {
        try await visit.database.write { tx in
            let (writer, stored) = try editable(visit, event, id, tx)
            try StopTalkStore.remove(id, tx)
            try writer.work(visit, tx).record(.event(event), "observation:\(id)", "visit.observation-removal")
            return stored.stop
        }
    }

    /// By its author, and by who runs the event.
    static func editable(_ visit: Visit, _ event: Event.ID, _ id: Observation.ID, _ reading: any Reading) throws -> (
        Writer, ObservationRecord
    ) {
        let writer = try Writer(visit, event, reading)
        let stored = try StopTalkStore(reading).observation(id, of: event)
        guard writer.runs || writer.owns(stored.author, visit) else { throw Refusal.forbidden }
        return (writer, stored)
    }

    // MARK: Practices

    /// What a case of the library begins with that is made of an observation.
    static func practice(_ observation: ObservationRecord, at stop: StopRecord, of event: EventRecord, today: String)
        -> CaseFields
    {
        var fields = CaseFields()
        fields.kind = CaseRecord.Kind.practice.rawValue
        // Its first sentence; a few words of the organiser's are better.
        let first = observation.fields.seen.prefix { !".\n".contains($0) }
        fields.title = first.count <= 100 ? String(first) : String(first.prefix(99)) + "…"
        fields.happenedOn = min(stop.fields.day, today)
        fields.place = stop.fields.place.isEmpty ? event.place : stop.fields.place
        fields.summary = String(
            [observation.fields.seen, observation.fields.useful].filter { !$0.isEmpty }.joined(separator: "\n\n")
                .prefix(CaseFields.summaryLimit))
        fields.marking = observation.fields.marking
        fields.source = String("\(event.title): \(stop.fields.title)".prefix(300))
        fields.language = observation.language
        return fields
    }

    /// An organiser puts it into the library of the programme; it stays an observation, on which the case rests.
    static func offer(_ visit: Visit, _ event: Event.ID, _ id: Observation.ID, _ told: CaseFields) async throws
        -> Case.ID
    {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try offerIn(Work(tx, visit), event, id) { fields in
                (fields.title, fields.place, fields.country) = (told.title, told.place, told.country)
                (fields.summary, fields.marking, fields.source) = (told.summary, told.marking, told.source)
            }
        }
    }

    static func offerIn(
        _ work: Work, _ event: Event.ID, _ id: Observation.ID, _ change: (inout CaseFields) -> Void
    ) throws -> Case.ID {
        let observation = try StopTalkStore(work.tx).observation(id, of: event)
        guard observation.offered == nil else { throw Refusal.practiceIsOffered }
        let record = try EventStore(work.tx).event(event)
        let stop = try VisitStore(work.tx).stop(observation.stop, of: event)
        let today = CalendarDate.today(work.now, timeZone: record.timeZone)
        var fields = practice(observation, at: stop, of: record, today: today)
        change(&fields)
        let made = try CaseOperations.createIn(work, record.programme, event: event, fields)
        try StopTalkStore.offer(id, as: made.id, now: work.now, work.tx)
        try work.record(.event(event), "observation:\(id)", "visit.practice", ["case": .text(made.id.description)])
        return made.id
    }
}
