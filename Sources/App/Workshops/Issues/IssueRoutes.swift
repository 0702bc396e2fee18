import Domain
import Storage
import Web

/// Collect: issues as their authors write them, and the thread of each.
///
/// - `POST /events/E/issues` contributes; `POST …/issues/I` edits, `…/withdrawal` and `…/restoration` take it off the table and back.
///   Their page is the participant's (Room/ParticipantPage).
/// - `GET /events/E/issues` lists what the room has; `GET …/issues/I` shows where an issue comes from and what became of it.
enum IssueRoutes {
    static let all: [Route] = [
        .post(Paths.issues, .attend, contribute),
        .post(Paths.issue, .attend, edit),
        .post(Paths.issueWithdrawal, .attend) { visit, event, issue in
            try await IssueOperations.withdraw(visit, event, issue)
            return try await participantAnswer(visit, event)
        },
        .post(Paths.issueRestoration, .attend) { visit, event, issue in
            try await IssueOperations.restore(visit, event, issue)
            return try await participantAnswer(visit, event)
        },
        .get(Paths.issues, .attend, list),
        .get(Paths.issue, .attend, thread),
    ]

    private static func contribution(_ visit: Visit) throws -> Contribution {
        let form = try visit.inbound.form()
        var contribution = Contribution(
            topic: try form.id("topic"), title: form.text("title"), explanation: form.text("explanation"),
            language: form.has("language") ? form.text("language") : visit.language.rawValue,
            key: visit.sendingName(form))
        contribution.corrects = true
        return contribution
    }

    private static func contribute(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let contribution = try contribution(visit)
        do {
            _ = try await IssueOperations.contribute(visit, event, contribution)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await RoomRoutes.participantAnswer(
                visit, event, try visit.seat(in: event), status: refusal.status
            ) { page, reading in
                guard page.room.event.stage == .collect else { return }
                var activity = try IssuesSection(page.room, seat: page.seat, visit: visit, reading)
                activity.form = contribution.fields(prefix: "new-", errors: refusal.fields)
                page.screen = activity.collect
            }
        }
        return try await participantAnswer(visit, event)
    }

    private static func edit(_ visit: Visit, _ event: Event.ID, _ issue: Issue.ID) async throws -> Answer {
        let contribution = try contribution(visit)
        do {
            _ = try await IssueOperations.edit(visit, event, issue, contribution)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await RoomRoutes.participantAnswer(
                visit, event, try visit.seat(in: event), status: refusal.status
            ) { page, reading in
                guard page.room.event.stage == .collect else { return }
                var activity = try IssuesSection(page.room, seat: page.seat, visit: visit, reading)
                activity.editing = (
                    issue: issue, fields: contribution.fields(prefix: "edit-\(issue)-", errors: refusal.fields)
                )
                page.screen = activity.collect
            }
        }
        return try await participantAnswer(visit, event)
    }

    private static func participantAnswer(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        guard visit.inbound.wantsFragment else {
            let record = try await visit.read { try EventStore($0).event(event) }
            return .redirect(to: Paths.room(record.code))
        }
        return try await RoomRoutes.participantAnswer(visit, event, try visit.seat(in: event))
    }

    private static func list(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        .html(try await visit.read { try IssueListPage(event, visit: visit, $0).document })
    }

    private static func thread(_ visit: Visit, _ event: Event.ID, _ issue: Issue.ID) async throws -> Answer {
        .html(try await visit.read { try IssueThreadPage(event, issue, visit: visit, $0).document })
    }
}

extension Contribution {
    /// What was typed, as the form shows it again.
    func fields(prefix: String, errors: [String: Message]) -> IssueFields {
        IssueFields(
            prefix: prefix, topic: topic, title: title, explanation: explanation, language: language, errors: errors)
    }
}
