import Domain
import Storage
import Web

/// Courses, their modules and cohorts; who has a seat in a module keeps it in the next.
enum CourseOperations {
    static let most = 500
    static let mostModules = 30
    static let mostCohorts = 100

    static func add(
        _ visit: Visit, in programme: Programme.ID, _ fields: CourseFields, requires: TrainingCourse.ID?,
        key: String? = nil
    ) async throws -> TrainingCourse.ID {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            try kept(visit, programme, tx)
            let work = Work(tx, visit)
            let id: TrainingCourse.ID = SendingKey.id(
                key, by: "\(work.actor ?? "")\n\(programme)\ncourse", visit.environment)
            if try CourseStore(tx).courses(of: [programme]).contains(where: { $0.id == id }) { return id }
            let fields = try checked(cleaned, requires, nil, in: programme, tx)
            guard try CourseStore(tx).count(in: programme) < most else {
                throw Refusal.tooMany(L("The programme has \(most) courses, the maximum."))
            }
            try CourseStore.insert(id, fields, requires: requires, in: programme, work)
            try work.record(.programme(programme), "course:\(id)", "course.creation")
            return id
        }
    }

    static func change(
        _ visit: Visit, _ id: TrainingCourse.ID, _ fields: CourseFields, requires: TrainingCourse.ID?
    ) async throws {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            let course = try edited(visit, id, tx)
            let fields = try checked(cleaned, requires, course, in: course.programme, tx)
            try CourseStore.update(id, fields, requires: requires, Work(tx, visit))
            try Work(tx, visit).record(.programme(course.programme), course.subject, "course.change")
        }
    }

    private static func checked(
        _ cleaned: Cleaned<CourseFields>, _ requires: TrainingCourse.ID?, _ before: CourseRecord?,
        in programme: Programme.ID, _ tx: Transaction
    ) throws -> CourseFields {
        let known = try PersonStore(tx).sectorCodes(retired: true)
        let courses = try CourseStore(tx).courses(of: [programme])
        let above = Dictionary(courses.map { ($0.id, $0.requires) }) { first, _ in first }
        return try cleaned.checked { fields, check in
            let codes = fields.sectors.split { $0 == " " || $0 == "," || $0 == ";" }.map { String($0) }
            if !Set(codes).isSubset(of: known) { check.fail("sectors", L("There is no such sector.")) }
            fields.sectors = Set(codes).sorted().joined(separator: " ")
            // No course comes before itself, also not over others.
            var (seen, next): (Set<TrainingCourse.ID>, TrainingCourse.ID?) = (
                Set([before?.id].compactMap { $0 }), requires
            )
            while let course = next {
                guard above.keys.contains(course), seen.insert(course).inserted else {
                    check.fail("requires", L("Choose a course that does not come after this one."))
                    return
                }
                next = above[course] ?? nil
            }
        }
    }

    /// - Throws: ``Refusal`` for who does not keep the programme's courses.
    private static func kept(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let standing = try PlansStanding(visit, programme, reading)
        guard standing.isOf else { throw Refusal.notFound }
        guard standing.coordinates else { throw Refusal.forbidden }
    }

    static func edited(_ visit: Visit, _ id: TrainingCourse.ID, _ reading: any Reading) throws -> CourseRecord {
        let course = try CourseStore(reading).course(id)
        try kept(visit, course.programme, reading)
        return course
    }

    /// - Throws: ``Refusal/notFound`` for who is not of the programme.
    static func seen(_ visit: Visit, _ id: TrainingCourse.ID, _ reading: any Reading) throws -> (
        CourseRecord, PlansStanding
    ) {
        let course = try CourseStore(reading).course(id)
        let standing = try PlansStanding(visit, course.programme, reading)
        try standing.require(standing.isOf)
        return (course, standing)
    }

    // MARK: Modules and cohorts

    /// A key that is known adds nothing.
    static func add(
        _ visit: Visit, _ id: TrainingCourse.ID, module fields: CourseModuleFields, key: String? = nil
    ) async throws {
        let cleaned = fields.cleaned
        try await visit.database.write { tx in
            let course = try edited(visit, id, tx)
            let fields = try cleaned.checked()
            let (work, known) = (Work(tx, visit), try CourseStore(tx).modules(of: [id]))
            let made: CourseModule.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(id)\nmodule", visit.environment)
            if known.contains(where: { $0.id == made }) { return }
            guard known.count < mostModules else {
                throw Refusal.tooMany(L("At most \(mostModules) modules."))
            }
            try CourseStore.insert(made, fields, of: id, work)
            try work.record(.programme(course.programme), course.subject, "course.change", ["part": .text("module")])
        }
    }

    static func add(
        _ visit: Visit, _ id: TrainingCourse.ID, cohort fields: CourseCohortFields, key: String? = nil
    ) async throws {
        let cleaned = fields.ordered
        try await visit.database.write { tx in
            let course = try edited(visit, id, tx)
            let fields = try cleaned.checked()
            let (work, known) = (Work(tx, visit), try CourseStore(tx).cohorts(of: [id]))
            let made: CourseCohort.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(id)\ncohort", visit.environment)
            if known.contains(where: { $0.id == made }) { return }
            guard known.count < mostCohorts else {
                throw Refusal.tooMany(L("At most \(mostCohorts) runs of a course."))
            }
            try CourseStore.insert(made, fields, of: id, work)
            try work.record(.programme(course.programme), course.subject, "course.cohort")
        }
    }

    /// Says in which event of the programme a cohort is taught a module.
    static func teach(
        _ visit: Visit, _ id: TrainingCourse.ID, _ cohort: CourseCohort.ID, _ module: CourseModule.ID,
        in event: Event.ID?
    ) async throws {
        try await visit.database.write { tx in
            let course = try edited(visit, id, tx)
            let (store, work) = (CourseStore(tx), Work(tx, visit))
            guard try store.cohorts(of: [id]).contains(where: { $0.id == cohort }),
                try store.modules(of: [id]).contains(where: { $0.id == module })
            else { throw Refusal.notFound }
            if let event {
                let known = try ProgrammeStore(tx).events(of: course.programme, seenBy: visit.visitor).map(\.id)
                guard known.contains(event) else {
                    throw Refusal.invalid(["event": L("Choose an event of this programme.")])
                }
            }
            try CourseStore.set(event, of: module, in: cohort, tx)
            try work.record(.programme(course.programme), course.subject, "course.cohort")
        }
    }

    /// Whoever has a seat in the module before gets one in this, as far as there is room: who was replaced there does not come back.
    /// - Returns: how many were entered.
    static func carry(
        _ visit: Visit, _ id: TrainingCourse.ID, _ cohort: CourseCohort.ID, to module: CourseModule.ID
    ) async throws -> Int {
        try await visit.database.write { tx in
            let course = try edited(visit, id, tx)
            let store = CourseStore(tx)
            let modules = try store.modules(of: [id])
            guard let known = try store.cohorts(of: [id]).first(where: { $0.id == cohort }),
                modules.contains(where: { $0.id == module })
            else { throw Refusal.notFound }
            let before = modules.prefix { $0.id != module }.last { known.events[$0.id] != nil }
            guard let from = before.flatMap({ known.events[$0.id] }), let to = known.events[module], from != to else {
                throw Refusal.cohortHasNoEvent
            }
            // Who has no say where they come from does not learn who they are.
            for event in [from, to] { try visit.require(.organise, in: event, tx) }
            let desk = try RegistrationDesk(to, Work(tx, visit))
            let there = try desk.store.registrations(of: to)
            let people = Set(there.compactMap(\.person))
            let addresses = Set(there.compactMap(\.email))
            var entered = 0
            for seat in try RegistrationStore(tx).registrations(of: from) where seat.state == .complete {
                let isThere =
                    seat.person.map(people.contains) ?? false || seat.email.map(addresses.contains) ?? false
                guard !isThere else { continue }
                let fields = Cleaned(Self.fields(seat)) { _, _ in }
                let made = try desk.register(
                    fields, .init(id: visit.environment.id(), channel: .invitation, person: seat.person), by: .organiser
                )
                if made.isActive, made.state != .complete { _ = try desk.approve(made) }
                entered += 1
            }
            try desk.work.record(
                .programme(course.programme), course.subject, "course.seats", ["entered": .whole(Int64(entered))])
            return entered
        }
    }

    private static func fields(_ seat: RegistrationRecord) -> RegistrationFields {
        var fields = RegistrationFields()
        (fields.givenName, fields.familyName, fields.email) = (seat.givenName, seat.familyName, seat.email)
        (fields.country, fields.region, fields.sector) = (seat.country, seat.region, seat.sector)
        (fields.organisation, fields.city, fields.workingGroup) = (seat.organisation, seat.city, seat.workingGroup)
        (fields.mode, fields.funding, fields.role) = (seat.mode, seat.funding, seat.role)
        // That others may see them on a list they have said for one event.
        fields.language = seat.language
        return fields
    }
}
