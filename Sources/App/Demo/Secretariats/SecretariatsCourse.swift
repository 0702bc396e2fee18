import Domain
import Storage
import Web

/// An integrated course for law enforcement, security services and civil defence: three modules, gone through by eighteen people of six
/// countries; one of them missed the last module.
struct SecretariatsCourse: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    static let seats = 18
    static let trained = 17
    private static let countries: [String] = ["KG", "KZ", "MN", "PK", "TJ", "UZ"]
    private static let modules: [(title: String, hours: Int, place: String, day: Int)] = [
        ("Before: who knows what, and who calls whom", 12, "Tashkent", -230),
        ("The first hour, together", 16, "Almaty", -205),
        ("Afterwards: words, evidence and recovery", 12, "Bishkek", -182),
    ]

    /// - Returns: the course.
    func hold() async throws -> TrainingCourse.ID {
        stage.go(-250)
        let visit = try await stage.visit(cast.coordinator)
        var fields = CourseFields()
        fields.title = "The first hour: police, security and civil defence"
        fields.text = "For those who come first, and those who send them. Afterwards they can hand over without a gap."
        fields.sectors = "security civil-protection"
        (fields.hours, fields.rule) = (40, "All three modules.")
        let course = try await CourseOperations.add(visit, in: cast.programme, fields, requires: nil)
        for module in Self.modules {
            stage.clock.tick()
            var told = CourseModuleFields()
            (told.title, told.hours) = (module.title, module.hours)
            try await CourseOperations.add(visit, course, module: told)
        }
        var told = CourseCohortFields()
        (told.title, told.starts, told.ends) = ("First cohort", stage.day(-230), stage.day(-182))
        try await CourseOperations.add(visit, course, cohort: told)
        try await teach(course)
        return course
    }

    private func teach(_ course: TrainingCourse.ID) async throws {
        let (modules, cohorts) = try await stage.services.database.read { reading in
            (try CourseStore(reading).modules(of: [course]), try CourseStore(reading).cohorts(of: [course]))
        }
        guard let cohort = cohorts.first else { return }
        for (number, (module, told)) in zip(modules, Self.modules).enumerated() {
            let visit = try await stage.visit(cast.coordinator)
            let event = try await event(told, isFirst: number == 0)
            try await CourseOperations.teach(visit, course, cohort.id, module.id, in: event)
            if number > 0 { _ = try await CourseOperations.carry(visit, course, cohort.id, to: module.id) }
            stage.go(told.day, hours: 10)
            try await attend(event, missing: number == Self.modules.count - 1 ? Self.seats - Self.trained : 0)
        }
    }

    /// An event of the module; whoever learns registers for the first.
    private func event(_ told: (title: String, hours: Int, place: String, day: Int), isFirst: Bool) async throws
        -> Event.ID
    {
        let (environment, actor, cast) = (stage.services.environment, "account:\(cast.coordinator)", cast)
        let fields = EventFields(
            title: "Demo course: \(told.title)", startsOn: stage.day(told.day), endsOn: stage.day(told.day),
            timeZone: "Asia/Tashkent", place: told.place, marking: "GREEN", kind: "course", topics: [])
        return try await stage.services.database.write { tx in
            let work = Work(tx, environment, actor: actor)
            let event = try EventOperations.createIn(work, in: cast.programme, fields.cleaned)
            var rule = RegistrationRuleFields()
            (rule.channels, rule.work) = ([.open, .invitation], .rolling)
            try RegistrationOperations.keepRuleIn(work, event, rule)
            if isFirst { try register(event, work) }
            return event
        }
    }

    private func register(_ event: Event.ID, _ work: Work) throws {
        let desk = try RegistrationDesk(event, work)
        for number in 0..<Self.seats {
            stage.clock.tick()
            let country = Self.countries[number % Self.countries.count]
            let name = WorkingGroupsPeople.name(country, 40 + number)
            let sector = number % 3 == 0 ? "civil-protection" : "security"
            let organisation = "Demo Service (\(country), invented)"
            let person = try DirectoryOperations.createPersonIn(
                work,
                PersonFields(
                    givenName: name.given, familyName: name.family,
                    email: stage.mail("course-\(number)"), country: country, sector: sector,
                    organisation: organisation, languages: ["ru"]), knownTo: [cast.programme])
            var fields = RegistrationFields()
            (fields.givenName, fields.familyName) = (name.given, name.family)
            fields.email = stage.mail("course-\(number)")
            (fields.country, fields.sector, fields.organisation) = (country, sector, organisation)
            let made = try desk.register(
                fields.cleaned, RegistrationDesk.Coming(channel: .invitation, person: person), by: .organiser)
            if made.isActive, made.state != .complete { _ = try desk.approve(made) }
        }
    }

    /// - Parameter missing: so many do not come.
    private func attend(_ event: Event.ID, missing: Int) async throws {
        let (environment, actor) = (stage.services.environment, "account:\(cast.coordinator)")
        try await stage.services.database.write { tx in
            let work = Work(tx, environment, actor: actor)
            let record = try EventStore(tx).event(event)
            let people = try AttendanceStore(tx).people(of: event).map { $0.person }
            for (number, person) in people.dropLast(missing).enumerated() {
                let at = "\(record.startsOn)T08:\(10 + 2 * number)"
                guard let moment = EventClock(zone: record.timeZone).milliseconds(at) else { continue }
                try DeskOperations.noteIn(
                    work, event,
                    AttendanceStore.Draft(
                        participant: person.id, day: record.startsOn, at: moment, via: .desk, device: "Entrance",
                        nonce: Secret.hex(environment.random(16))))
            }
            _ = try CertificateOperations.issueIn(work, event, nil)
        }
    }
}
