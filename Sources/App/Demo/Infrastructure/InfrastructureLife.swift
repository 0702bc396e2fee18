import Domain
import Storage
import Web

/// What people do at the workshop that was held, and at the one of today: who is there, who says what, what is handed out.
extension InfrastructureEvents {
    // MARK: The agenda

    private struct Part {
        let title: String
        /// From the first day.
        let after: Int
        let times: (String, String)
        let kind: AgendaContent.Kind
        let place: String
        /// Of those with a seat.
        var speaker: Int?
    }

    private static let parts: [Part] = [
        Part(
            title: "Opening, and how we work", after: 0, times: ("09:00", "10:00"), kind: .plenary,
            place: "Hall 1", speaker: 0),
        Part(
            title: "What fails first, and who notices", after: 0, times: ("10:30", "12:30"), kind: .plenary,
            place: "Hall 1", speaker: 3),
        Part(
            title: "In groups: who calls whom", after: 0, times: ("14:00", "17:00"), kind: .parallel,
            place: "Rooms 2 to 4"),
        Part(
            title: "What each takes home", after: 1, times: ("09:00", "11:00"), kind: .plenary, place: "Hall 1",
            speaker: 6),
        Part(title: "Closing", after: 1, times: ("11:30", "12:30"), kind: .plenary, place: "Hall 1", speaker: 0),
    ]

    /// Both days, released once.
    func agenda(of event: Event.ID) throws {
        let record = try EventStore(work.tx).event(event)
        let names = try RegistrationStore(work.tx).active(in: event).filter { $0.state == .complete }.map(\.name)
        for part in Self.parts {
            var draft = AgendaDraft()
            (draft.fields.title, draft.fields.kind) = (part.title, part.kind.rawValue)
            draft.fields.day = EventChanges.later(record.startsOn, days: part.after)
            (draft.fields.starts, draft.fields.ends, draft.fields.place) = (part.times.0, part.times.1, part.place)
            if let number = part.speaker, names.indices.contains(number) {
                draft.people = [AgendaPersonFields(name: names[number])]
            }
            let (checked, times) = try draft.cleaned.checked(record, work.tx)
            _ = try AgendaOperations.addIn(work, record, checked, times)
        }
        _ = try AgendaReleases.releaseIn(work, event, note: "")
    }

    // MARK: Before it

    /// Told with the journeys.
    func needs(of people: [Traveller]) throws {
        let told: [[NeedCode: String]] = [
            [.vegetarian: ""], [.halal: ""], [.halal: "", .interpreter: "Russian"], [.stepFree: ""],
            [.allergy: "Nuts"], [.halal: ""],
        ]
        for (person, needs) in zip(people, told) { try NeedOperations.tellIn(work, person, needs) }
    }

    // MARK: At it

    /// Both days at the desk: of two one came on the first day only, and one not at all.
    func attend(_ event: EventRecord) throws {
        go(-19, hours: 4)
        let people = try AttendanceStore(work.tx).people(of: event.id).map { $0.person }
        for (number, day) in EventDays.all(event).enumerated() {
            for (index, person) in people.dropLast(number == 0 ? 1 : 2).enumerated() {
                let minute = 10 + 2 * index
                guard let at = EventClock(zone: zone).milliseconds("\(day)T08:\(minute)") else { continue }
                let nonce = Secret.hex(work.environment.random(16))
                try DeskOperations.noteIn(
                    work, event.id,
                    AttendanceStore.Draft(
                        participant: person.id, day: day, at: at, via: .desk, device: "Entrance", nonce: nonce))
            }
        }
    }

    /// A poll that is open, and a question from a phone.
    func ask(_ event: Event.ID, of seats: [Participant.ID]) throws {
        let poll = try OnlineStore.insert(
            "Who answers at your institution at three in the morning?",
            ["Somebody on duty in the house", "Somebody on call", "Nobody"], in: event, work)
        try work.record(.part(event, .online), "room-poll:\(poll)", "room-poll.creation")
        try OnlineStore.set(.open, of: poll, now: work.now, work.tx)
        try work.record(.part(event, .online), "room-poll:\(poll)", "room-poll.state", ["state": "open"])
        for (number, seat) in seats.prefix(9).enumerated() {
            try OnlineStore.answer(poll, by: seat, [0, 1, 1, 0, 2][number % 5], now: work.now, work.tx)
        }
        guard let first = seats.first else { return }
        let question = try OnlineStore.insert(
            "Do ports of two countries ever exercise together?", by: first, in: event, work)
        try work.record(.part(event, .online), "room-question:\(question)", "room-question.asking")
    }

    // MARK: After it

    /// Materials, certificates, a word of thanks, and what people say of it.
    func wind(up event: Event.ID) throws {
        try share(event)
        _ = try CertificateOperations.issueIn(work, event, nil)
        try thank(event)
        try hear(event)
    }

    private func share(_ event: Event.ID) throws {
        let materials = [
            (
                title: "What was agreed", name: "what-was-agreed.txt",
                text: "Each country names one telephone that is answered at night. The list is tried twice a year."
            ),
            (
                title: "Form for the first report of a failure", name: "first-report.csv",
                text: "what,where,since,who is told,who asks for help\n"
            ),
        ]
        for material in materials {
            var fields = MaterialFields()
            (fields.title, fields.note) = (material.title, "Invented, as all of this demo.")
            let file = try CheckedFile(Array(material.text.utf8), name: material.name, settings.files)
            let made = try MaterialOperations.createIn(work, event, fields, file, settings.files)
            _ = try MaterialOperations.releaseIn(work, event, made.id)
        }
    }

    private func thank(_ event: Event.ID) throws {
        var draft = MessageDraft()
        draft.groups = [.seated]
        draft.texts = [
            "en": MessageText(
                subject: "Thank you for coming",
                text:
                    "Two materials are on the page of the event. Please say what you think of it: it takes three minutes."
            )
        ]
        let sent = try MessageOperations.sendIn(work, event, draft, settings)
        try DemoStore(work.tx).send(sent.id, at: work.now)
    }

    private func hear(_ event: Event.ID) throws {
        let form = try FeedbackOperations.record(of: EventStore(work.tx).event(event), work.tx)
        try FeedbackStore.keep(form, now: work.now, work.tx)
        try FeedbackStore.set(.open, of: event, now: work.now, work.tx)
        try work.record(.event(event), "event:\(event)", "feedback.opening")
        let came = try EventStore(work.tx).participants(of: event).filter(\.hasCome)
        for (number, person) in came.prefix(14).enumerated() {
            var given: Questionnaire.Answers = [
                "q1": [["5", "4", "4", "3"][number % 4]], "q2": [["4", "5", "3"][number % 3]],
                "q3": [["4", "4", "5", "2"][number % 4]], "q4": [number % 5 == 4 ? "no" : "yes"],
            ]
            if number == 2 { given["q6"] = ["More time in groups, and the list of names before."] }
            if number == 5 { given["q5"] = ["The form for the first report."] }
            let key = Secret.hex(work.environment.random(16))
            let checked = try FeedbackAnswer(given, form.questionnaire)
            try FeedbackStore.add(checked.answers, by: person.id, in: event, key: key, work.tx)
            try Work(work.tx, work.environment).record(.event(event), "event:\(event)", "feedback.answer")
        }
        go(-16, hours: 20)
        try FeedbackStore.set(.closed, of: event, now: work.now, work.tx)
        try work.record(.event(event), "event:\(event)", "feedback.closing")
    }
}
