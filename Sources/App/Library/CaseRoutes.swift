import Domain
import Storage
import Web

/// # Cases
///
/// Past events and exercises, in the library of a programme: what the tables rest their aspects on.
///
/// - `/programmes/P/cases` is the library for organisers and for everybody with an account and a role in one of its events: list, search,
///   a case with what rests on it; organisers add, edit, retire, bring back, withdraw with a word to whoever had it, and delete what
///   nothing cites.
/// - `/events/E/cases` is the same library for the people in an event: who writes there adds cases, and corrects their own.
///   With `?aspect=A` a case is chosen, or added, for that aspect.
/// - `/programmes/P/notices/N/case` makes one of what a member answered, for who asked (CaseRoutes+Answers.swift).
enum CaseRoutes {
    static let all: [Route] = library + fromEvent + fromAnswers

    private static let library: [Route] = [
        .get(Paths.library, .account) { visit in try await visit.read { try LibraryPage(visit, $0).answer } },
        .get(Paths.cases, .seeProgramme) { visit, programme in
            try await visit.read { try CaseListPage(visit, .programme(programme), $0).answer }
        },
        .get(Paths.newCase, .organiseProgramme) { visit, programme in try await form(visit, .programme(programme)) },
        .post(Paths.cases, .organiseProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let record = try await CaseOperations.create(
                    visit, in: programme, try CaseFields(values), areas: AreaField.told(values) ?? [],
                    key: visit.sendingName(values))
                return .redirect(to: Done.added.at(Paths.pastCase(programme, record.id)))
            } catch {
                return try await refused(visit, .programme(programme), nil, values, error)
            }
        },
        .get(Paths.pastCase, .seeProgramme) { visit, programme, id in
            let isPractice = try await visit.read { reading in
                guard try CaseStore(reading).record(id).owner != nil else { return false }
                // Whoever does not read it is not told that it is there.
                _ = try PracticeOperations.visible(visit, programme, id, reading)
                return true
            }
            // What a member shares has a page of its own.
            if isPractice { return .redirect(to: Paths.practice(programme, id)) }
            return try await show(visit, .programme(programme), id)
        },
        .get(Paths.caseEditing, .organiseProgramme) { visit, programme, id in
            try await edit(visit, .programme(programme), id)
        },
        .post(Paths.pastCase, .organiseProgramme) { visit, programme, id in
            try await change(visit, .programme(programme), id, page: Paths.pastCase(programme, id))
        },
        .post(Paths.caseRetirement, .organiseProgramme) { visit, programme, id in
            try await CaseOperations.retire(visit, programme, id)
            return .redirect(to: Done.retired.at(Paths.pastCase(programme, id)))
        },
        .post(Paths.caseReturn, .organiseProgramme) { visit, programme, id in
            try await CaseOperations.bringBack(visit, programme, id)
            return .redirect(to: Done.restored.at(Paths.pastCase(programme, id)))
        },
        .post(Paths.caseWithdrawal, .organiseProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await CaseOperations.withdraw(visit, programme, id, values["note"] ?? "")
                return .redirect(to: Done.recordWithdrawn.at(Paths.pastCase(programme, id)))
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read {
                    try CasePage(visit, .programme(programme), id, withdrawing: state, $0).answer
                }
            }
        },
        .post(Paths.caseDeletion, .organiseProgramme) { visit, programme, id in
            try await CaseOperations.delete(visit, programme, id)
            return .redirect(to: Done.removed.at(Paths.cases(programme)))
        },
    ]

    private static let fromEvent: [Route] = [
        .get(Paths.eventCases, .attend) { visit, event in
            try await visit.read { try CaseListPage(visit, .event(event), $0).answer }
        },
        .get(Paths.newEventCase, .attend) { visit, event in try await form(visit, .event(event)) },
        .post(Paths.eventCases, .attend, add),
        .get(Paths.eventCase, .attend) { visit, event, id in try await show(visit, .event(event), id) },
        .get(Paths.eventCaseEditing, .attend) { visit, event, id in try await edit(visit, .event(event), id) },
        .post(Paths.eventCase, .attend) { visit, event, id in
            try await change(visit, .event(event), id, page: Paths.eventCase(event, id))
        },
    ]

    private static func show(_ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID) async throws -> Answer {
        let (answer, record) = try await visit.read { reading in
            let page = try CasePage(visit, way, id, reading)
            return (page.answer, page.record)
        }
        if record.retiredAt == nil {
            try await RecordFetching.note(visit, RecordSubject(.pastCase, id), marking: record.marking, "page")
        }
        return answer
    }

    /// Leads back to where the case was added for something there.
    private static func add(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            let record = try await CaseOperations.create(
                visit, from: event, try CaseFields(values), areas: AreaField.told(values) ?? [],
                for: Citings.reference(values), key: visit.sendingName(values))
            let home = try await visit.read { try CaseLibraryFrame(visit, .event(event), $0).citing?.home }
            return .redirect(to: home ?? Done.added.at(Paths.eventCase(event, record.id)))
        } catch {
            return try await refused(visit, .event(event), nil, values, error)
        }
    }

    private static func form(_ visit: Visit, _ way: CaseOperations.Way) async throws -> Answer {
        try await visit.read { reading in
            let frame = try CaseLibraryFrame(visit, way, reading)
            guard frame.mayAdd else { throw Refusal.observersLookOn }
            return try CaseFormPage(frame, nil, CaseFormPage.beginning(frame), reading).answer
        }
    }

    private static func edit(_ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID) async throws -> Answer {
        try await visit.read { reading in
            let record = try CaseOperations.visible(visit, id, way, reading)
            guard try CaseOperations.mayEdit(record, visit, way, reading) else { throw Refusal.forbidden }
            let frame = try CaseLibraryFrame(visit, way, reading)
            return try CaseFormPage(frame, record, nil, reading).answer
        }
    }

    private static func change(_ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID, page: String) async throws
        -> Answer
    {
        let values = try visit.inbound.form()
        do {
            _ = try await CaseOperations.change(
                visit, id, try CaseFields(values), areas: AreaField.told(values), through: way)
            return .redirect(to: Done.saved.at(page))
        } catch {
            return try await refused(visit, way, id, values, error)
        }
    }

    /// The form again, with what was typed and what is wrong.
    private static func refused(
        _ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID?, _ values: FormValues, _ error: any Error
    ) async throws -> Answer {
        let state = try FormState.refused(values, error)
        return try await visit.read { reading in
            let frame = try CaseLibraryFrame(visit, way, reading)
            let record = try id.map { try CaseOperations.visible(visit, $0, way, reading) }
            return try CaseFormPage(frame, record, state, reading).answer
        }
    }
}
