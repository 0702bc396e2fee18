import Domain
import Storage
import Web

/// The two study visits: one that was, with what was asked and seen, and one that comes, for which people tell what the host asks.
struct InfrastructureVisits {
    let work: Work
    /// The date so many days from now.
    let day: (Int) -> String

    private struct Stop {
        let title: String
        let place: String
        /// From the first day of the visit.
        let after: Int
        let times: (String, String)
        let programme: String
        let rules: String
        var questions: [(text: String, answer: String)] = []
        var observations: [(seen: String, useful: String, isPractice: Bool)] = []
    }

    // MARK: A port, where the group was

    func past(_ event: Event.ID, from first: Int) throws {
        try host(
            event, "Demo port authority (invented)", "Pier 1, harbour office",
            note: "Flat shoes. Telephones stay in the bus at the border post.", due: day(first - 3))
        for seat in try EventStore(work.tx).participants(of: event) where seat.state != .removed {
            try Presence.arrive(seat.id, now: work.now, work.tx)
        }
        for stop in Self.port { try add(stop, to: event, from: first) }
        _ = try VisitOperations.planIn(work, event)
        let people = try TravellerStore(work.tx).all(of: event).filter(\.travels)
        try AccessStore.note(event, format: AccessList.Format.pdf.rawValue, people: people.count, work)
        guard let offered = try StopTalkStore(work.tx).observations(of: event).first(where: \.isPractice) else {
            return
        }
        _ = try StopTalkOperations.offerIn(work, event, offered.id) { $0.title = "One number on every badge" }
    }

    private static let port: [Stop] = [
        Stop(
            title: "Watch room of the port", place: "Harbour office, third floor", after: 0, times: ("09:30", "11:30"),
            programme: "How the watch takes a report, whom it calls first, and how a shift hands over to the next.",
            rules: "Passport at the gate. No photographs inside.",
            questions: [
                (
                    "Who decides at night that the gate stays closed?",
                    "The head of the watch, alone; the director is told within the hour."
                ),
                ("How do police and port see the same log?", "Both read it; each writes in a column of its own."),
                ("In how many languages can a driver report something?", ""),
            ],
            observations: [
                (
                    "One telephone number for everybody who works in the port. It stands on every badge.",
                    "We could print ours on the passes next year.", true
                ),
                (
                    "A shift hands over standing, with a list of seven points.",
                    "Our handover has no list. Seven points are enough.", true
                ),
            ]),
        Stop(
            title: "Border post at the gate", place: "Gate 4", after: 0, times: ("14:00", "16:00"),
            programme:
                "How papers are checked, how a driver is told what happens next, and who is called when something is unclear.",
            rules: "Telephones stay in the bus. Stay with the escort.",
            questions: [
                (
                    "What does a driver see while he waits?",
                    "A board with the number of his lorry and how long it will take."
                )
            ],
            observations: [
                (
                    "Drivers know how long they wait, and nobody argues.",
                    "A board costs little; we would begin at one gate.", false
                )
            ]),
        Stop(
            title: "Laboratory of the customs", place: "Building 7", after: 1, times: ("10:00", "12:00"),
            programme: "How a laboratory receives samples, numbers them, and says when a result will be there.",
            rules: "Visitors’ coats are given out at the door.",
            questions: [
                ("Who may bring a sample, and who signs for it?", "Whoever is on the list of the day; two people sign.")
            ],
            observations: [
                (
                    "Each sample has a number before it is carried in, and two people sign.",
                    "The same form would do for us, in two languages.", true
                )
            ]),
    ]

    // MARK: A control room, where the group will be

    func coming(_ event: Event.ID, from first: Int) throws {
        try host(
            event, "Demo operator of the grid (invented)", "Example street 12",
            note: "The bus leaves from the hotel half an hour before the first stop of the day.", due: day(first - 7))
        for stop in Self.grid { try add(stop, to: event, from: first) }
        let names = Set(["KZ", "UZ"])
        let people = try TravellerStore(work.tx).all(of: event).filter {
            $0.travels && names.contains($0.country ?? "")
        }
        for (number, person) in people.prefix(3).enumerated() {
            let told = AccessFields(
                fullName: person.name.uppercased(), nationality: person.country, bornOn: "1980-01-0\(number + 1)",
                documentNumber: "EXAMPLE-\(number + 1)")
            try AccessOperations.tellIn(work, person, told.cleaned)
        }
    }

    private static let grid: [Stop] = [
        Stop(
            title: "Control room of the grid", place: "Main building", after: 0, times: ("10:00", "12:30"),
            programme: "How a failure is noticed, who is told in which order, and how the public hears of it.",
            rules: "Passport. Bags stay at the door.",
            questions: [
                ("How do you tell hospitals that power will be off?", ""),
                ("Who speaks to the neighbours across the border?", ""),
            ]),
        Stop(
            title: "Duty desk of civil protection", place: "City hall", after: 1, times: ("09:30", "11:00"),
            programme: "How the desk works with the grid, the hospitals and the police, and what it writes down.",
            rules: "Nothing is needed.", questions: [("How often do all of you exercise together?", "")]),
    ]

    // MARK: Parts

    private func host(_ event: Event.ID, _ name: String, _ address: String, note: String, due: String) throws {
        let fields = StudyVisitFields(
            host: name, contact: "Head of visits", reach: "visits@example.org", address: address, listDue: due,
            note: note)
        try VisitOperations.keepIn(work, event, fields.cleaned, Set(AccessAsk.allCases))
    }

    private func add(_ stop: Stop, to event: Event.ID, from first: Int) throws {
        let id = try VisitOperations.addIn(
            work, event,
            StopFields(
                title: stop.title, place: stop.place, day: day(first + stop.after), starts: stop.times.0,
                ends: stop.times.1, hostPerson: "Head of visits", escort: "Demo liaison officer", capacity: 25,
                programme: stop.programme, rules: stop.rules))
        let record = try VisitStore(work.tx).stop(id, of: event)
        let seats = try EventStore(work.tx).participants(of: event).filter {
            $0.role.contributes && $0.state != .removed
        }
        for (number, question) in stop.questions.enumerated() {
            let made = try StopTalkOperations.askIn(
                author(seats, number), record, question.text, language: "en")
            for seat in seats.dropFirst(number + 1).prefix(3 + number) {
                try StopTalkStore.endorse(made, by: seat.id, true, now: work.now, work.tx)
            }
            guard !question.answer.isEmpty else { continue }
            try StopTalkStore.answer(made, .answered, question.answer, now: work.now, work.tx)
        }
        for (number, one) in stop.observations.enumerated() {
            let fields = ObservationFields(seen: one.seen, useful: one.useful, marking: "GREEN")
            _ = try StopTalkOperations.observeIn(
                author(seats, number + 2), record, fields.cleaned, isPractice: one.isPractice, language: "en")
        }
    }

    private func author(_ seats: [ParticipantRecord], _ number: Int) -> Work {
        guard !seats.isEmpty else { return work }
        return Work(work.tx, work.environment, actor: "participant:\(seats[number % seats.count].id)")
    }
}
