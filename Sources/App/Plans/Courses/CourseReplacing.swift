import Domain
import Storage
import Web

/// Somebody of a cohort is replaced between modules: from one module on somebody else has the seat, here and in all that come after it.
/// What the first has done stays theirs; the second is trained once they have a certificate of every module, here or in another run.
enum CourseReplacing {
    /// - Parameter id: the registration in the event of the first module from which on somebody else comes.
    /// - Returns: in how many events.
    static func replace(
        _ visit: Visit, _ course: TrainingCourse.ID, _ cohort: CourseCohort.ID, from module: CourseModule.ID,
        _ id: Registration.ID, with fields: NominationFields
    ) async throws -> Int {
        try await visit.database.write { tx in
            let record = try CourseOperations.edited(visit, course, tx)
            let store = CourseStore(tx)
            let modules = try store.modules(of: [course])
            guard let known = try store.cohorts(of: [course]).first(where: { $0.id == cohort }),
                modules.contains(where: { $0.id == module })
            else { throw Refusal.notFound }
            guard let first = known.events[module] else { throw Refusal.cohortHasNoEvent }
            let work = Work(tx, visit)
            let old = try RegistrationDesk(first, work).registration(id)
            guard old.isActive else { throw Refusal.registrationEnded }
            var events: [Event.ID] = []
            for later in modules.drop(while: { $0.id != module }) {
                if let event = known.events[later.id], !events.contains(event) { events.append(event) }
            }
            var replaced = 0
            for event in events {
                try visit.require(.organise, in: event, tx)
                let desk = try RegistrationDesk(event, work)
                guard let seat = try event == first ? old : seat(of: old, in: desk, event) else { continue }
                try put(fields, in: seat, desk)
                replaced += 1
            }
            try work.record(
                .programme(record.programme), record.subject, "course.replacement",
                ["events": .whole(Int64(replaced))])
            return replaced
        }
    }

    /// The same person's, in a later event.
    private static func seat(of old: RegistrationRecord, in desk: RegistrationDesk, _ event: Event.ID) throws
        -> RegistrationRecord?
    {
        try desk.store.active(in: event).first { one in
            if let person = old.person, one.person == person { return true }
            return old.email != nil && one.email == old.email
        }
    }

    private static func put(_ fields: NominationFields, in seat: RegistrationRecord, _ desk: RegistrationDesk) throws {
        guard let nomination = seat.nomination else {
            let cleaned = fields.registration(region: seat.region).cleaned
            _ = try desk.substitute(seat, with: cleaned, by: .organiser)
            return
        }
        try desk.replace(nomination, with: fields, by: .organiser)
    }
}
