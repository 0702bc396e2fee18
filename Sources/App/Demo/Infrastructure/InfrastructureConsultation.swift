import Domain
import Storage
import Web

/// Before the workshop that was held its focal points were asked what it should achieve: some answered, and its objectives rest on that.
extension InfrastructureEvents {
    private struct Told {
        let country: String
        let wish: String
        let urgency: Int
        let marking: String
    }

    private static let told: [Told] = [
        Told(
            country: "KZ", wish: "To know whom to call in a neighbouring country at night.", urgency: 5,
            marking: "GREEN"),
        Told(
            country: "UZ", wish: "One form for the first report, in two languages.", urgency: 4, marking: "GREEN"),
        Told(country: "KG", wish: "How hospitals are told that power will be off.", urgency: 4, marking: "AMBER"),
        Told(
            country: "MN", wish: "What others do in the first hour, before anybody knows the cause.", urgency: 3,
            marking: "CLEAR"),
        Told(country: "AL", wish: "Who decides that the public is told, and when.", urgency: 4, marking: "GREEN"),
        Told(country: "ME", wish: "How often a list of telephone numbers is tried.", urgency: 3, marking: "GREEN"),
        Told(country: "RS", wish: "How operators and police write in one log.", urgency: 5, marking: "AMBER"),
        Told(
            country: "UA", wish: "What can be prepared so that repair begins within a day.", urgency: 5,
            marking: "GREEN"),
        Told(country: "GE", wish: "Examples of agreements across a border.", urgency: 4, marking: "CLEAR"),
    ]

    func consult(for event: Event.ID) throws {
        let id = try prepare(event)
        let people = try ConsultationStore(work.tx).addressees(of: id)
        let consultation = try ConsultationStore(work.tx).consultation(event, id)
        let record = try EventStore(work.tx).event(event)
        for (number, one) in Self.told.enumerated() {
            go(-59, hours: number)
            guard let addressee = people.first(where: { $0.fields.country == one.country }) else { continue }
            let answering = ConsultationOperations.Answering(
                given: ["q1": [one.wish], "q3": [String(one.urgency)], "q4": ["no"]], marking: one.marking,
                signed: addressee.fields.contact, language: "en", isDraft: false)
            let asked = ConsultationOperations.Asked(
                addressee: addressee, consultation: consultation, event: record, answer: nil)
            try ConsultationOperations.answerIn(
                Work(work.tx, work.environment), asked, CheckedAnswer(answering, consultation.questionnaire))
        }
        go(-58)
        try ConsultationStore.setState(id, .closed, now: work.now, work.tx)
        try work.record(.event(event), "consultation:\(id)", "consultation.closing")
        let summary =
            "Nine of nineteen answered. Most want names and numbers that work at night, and one form for the first report."
        try ConsultationStore.setSummary(id, summary, now: work.now, work.tx)
        try work.record(.event(event), "consultation:\(id)", "consultation.summary")
        try aim(event)
    }

    /// Open, and asked of every focal point.
    private func prepare(_ event: Event.ID) throws -> Consultation.ID {
        let id: Consultation.ID = work.environment.id()
        let languages = ["en", "ru"]
        let due = "\(day(-58))T18:00"
        let draft = ConsultationStore.Draft(
            title: "What the workshop should achieve",
            intro: LocalWords(["en": "Three minutes. What you write helps us to choose what is spoken about."]),
            languages: languages, due: EventClock(zone: zone).milliseconds(due).map { (due, $0) })
        try ConsultationStore.insert(
            id, event, draft, UsualQuestions.scope(in: languages), now: work.now, work.tx)
        try work.record(.event(event), "consultation:\(id)", "consultation.creation")
        let names = try DirectoryNames(work.tx)
        for country in InfrastructurePeople.countries {
            guard let mandate = mandates[country.code] else { continue }
            let (given, family, _) = country.person(0)
            let name = AddresseeNames.focalPoint(of: names.country(country.code) ?? country.code).string()
            let fields = AddresseeFields(
                name: name, kind: "focal-point", contact: "\(given) \(family)", country: country.code,
                language: Language(rawValue: country.language))
            try ConsultationOperations.addIn(
                work, event, id, fields, person: MandateStore(work.tx).mandate(mandate).person, key: key)
        }
        try ConsultationStore.setState(id, .open, now: work.now, work.tx)
        try work.record(.event(event), "consultation:\(id)", "consultation.opening")
        return id
    }

    private func aim(_ event: Event.ID) throws {
        let answers = try ObjectiveStore(work.tx).answers(of: [event]).map { $0.id }
        let aims = [
            ("Each country knows whom to call in its neighbours at any hour", 0..<4),
            ("One form for the first report of a failure", 4..<8),
        ]
        for (number, (text, rests)) in aims.enumerated() {
            let id: Objective.ID = work.environment.id()
            let known = Set(rests.filter { answers.indices.contains($0) }.map { answers[$0] })
            try ObjectiveStore.insert(id, event, position: number + 1, now: work.now, work.tx)
            try ObjectiveStore.write(
                id, text: text, language: "en", answers: known, topics: [], now: work.now, work.tx)
            try work.record(.event(event), "objective:\(id)", "objective.creation")
        }
    }
}
