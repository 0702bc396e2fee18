import Domain
import Storage
import Web

extension EventFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "role", order: 10, label: L("My roles in events"),
                hint: L("Somebody gives me a role in an event, or names me for something.")),
            NotificationKind(
                code: "event", order: 60, label: L("Events and programmes"),
                hint: L("New events, changes of place and date, people at the door.")),
        ]
    }

    static var news: [NewsKind] {
        [
            .event("participant.creation", "role", .subject) { _ in L("You were added to an event") }
                .inRoom { _ in L("You were let into the writing room of a publication") },
            .event("participant.role", "role", .subject) { _ in L("Your role in an event was changed") }
                .inRoom { _ in L("What you do in the writing room of a publication was changed") },
            .event("delegation.head", "role", .subject) { _ in L("You were named head of your delegation") },
            .event("guide.signer", "role", .subject) { _ in L("You were named to sign the guide for your sector") },
            .programme("programme.organiser", "role", .subject, at: { Paths.programme($0) }) { _ in
                L("You were named organiser of a programme")
            },
            .event("event.creation", "event") { _ in L("An event was planned") }
                .inRoom { _ in L("The writing room of a publication was opened") },
            .event("event.change", "event") { _ in L("An event has another date, place or title") }
                .inRoom { _ in L("A publication has another title") },
            .programme("programme.change", "event", at: { Paths.programme($0) }) { _ in
                L("A programme was changed")
            },
            .event("participant.arrival", "event", to: .facilitate, at: { Paths.eventPeople($0) }) { count in
                L(count, one: "\(count) person came in", other: "\(count) people came in")
            },
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.events(reading).compactMap { event in
            guard !event.isOver(at: reader.now), reader.allows(.facilitate, in: event.id) else { return nil }
            let count = try JoiningStore(reading).waiting(for: event.id).count
            guard count > 0 else { return nil }
            return TodayTask(
                id: "door-\(event.id)", kind: "event",
                what: L(count, one: "Let in \(count) person at the door", other: "Let in \(count) people at the door"),
                place: event.title, why: L("You run the event."), path: Paths.console(event.id))
        }
    }

    /// Events on whose days it is, where they are, and such as are open for days in between.
    static func running(for reader: AccountReader, _ reading: any Reading) throws -> [TodayOccasion] {
        try reader.events(reading).compactMap { event in
            guard event.standing == .planned else { return nil }
            let today = event.today(reader.now)
            let step = event.workshop == nil ? nil : try StepStore(reading).present(of: event.id)
            let isOpen = step.map { ($0.closesAt ?? 0) > reader.now && ($0.opensAt ?? 0) <= reader.now } ?? false
            guard (event.startsOn...max(event.startsOn, event.endsOn)).contains(today) || isOpen else { return nil }
            let runs = reader.allows(.facilitate, in: event.id)
            return TodayOccasion(
                id: "on-\(event.id)", title: event.title,
                what: event.stage?.eventLabel ?? EventKind.named(event.kind)?.label ?? L("Event"),
                until: isOpen ? step?.closesAt.map { ($0, event.timeZone) } : nil,
                path: runs ? Paths.console(event.id) : Paths.event(event.id),
                button: runs ? L("Run the event") : L("Go to the event"), isOwn: runs)
        }
    }

    static func firstSteps(for reader: AccountReader, _ reading: any Reading) throws -> [TodayStep] {
        var steps: [TodayStep] = []
        let programmes = try ProgrammeStore(reading).programmes(of: reader.account).filter {
            try reader.allows(.organiseProgramme, in: $0.id, reading)
        }
        if reader.account.isAdministrator, programmes.isEmpty {
            steps.append(
                TodayStep(
                    order: 10, label: L("Create a programme"),
                    words: L("A cooperation that lasts: it holds events, their people and their results."),
                    path: Paths.newProgramme()))
        }
        if let programme = programmes.last {
            steps.append(
                TodayStep(
                    order: 20, label: L("Plan an event"),
                    words: L("A workshop, an exercise, a seminar, a meeting: when, where, and about what."),
                    path: Paths.newEvent(programme.id)))
        }
        let next = try reader.events(reading).last { !$0.isOver(at: reader.now) && reader.allows(.organise, in: $0.id) }
        if let next {
            steps.append(
                TodayStep(
                    order: 30, label: L("Invite people"),
                    words: L("Whole delegations from the directory, a file, or names that you type."),
                    path: Paths.eventPeople(next.id)))
        }
        return steps
    }
}
