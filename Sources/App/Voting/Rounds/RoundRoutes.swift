import Domain
import Markup
import Storage
import Web

/// Rounds and ballots.
///
/// - A facilitator prepares a round (`/events/E/rounds/new`), opens it, gives more time, closes it, reveals the result.
/// - A voter sends a ballot (`/e/CODE/rounds/R/ballot`); the page it stands on is the participant's own (Room/).
/// - Sheets of paper are entered by one person and confirmed by another (`/events/E/rounds/R/paper`).
/// - Results, charts and files are in Results/.
enum RoundRoutes {
    static let all: [Route] = [
        .get(RoundPaths.new, .facilitate, prepare),
        .post(RoundPaths.all, .facilitate, create),
        .get(RoundPaths.edit, .facilitate, edit),
        .post(RoundPaths.change, .facilitate, change),
        .post(RoundPaths.withdrawal, .facilitate) { visit, event, round in
            try await RoundOperations.discard(visit, round, in: event)
            return done(visit, event)
        },
        .post(RoundPaths.opening, .facilitate) { visit, event, round in
            try await RoundOperations.open(visit, round, in: event)
            return done(visit, event)
        },
        .post(RoundPaths.extending, .facilitate) { visit, event, round in
            let seconds = try visit.inbound.form().number("seconds", in: Numbers.Seconds.range) ?? 60
            try await RoundOperations.extend(visit, round, in: event, seconds: seconds)
            return done(visit, event)
        },
        .post(RoundPaths.closure, .facilitate) { visit, event, round in
            try await RoundOperations.close(visit, round, in: event)
            return done(visit, event)
        },
        .post(RoundPaths.revelation, .facilitate) { visit, event, round in
            try await RoundOperations.reveal(visit, round, in: event)
            return done(visit, event)
        },
        .post(RoundPaths.ballot, .contribute, cast),
        .get(RoundPaths.receipts, .attend, receipts),
    ]

    /// Back to the console; the client module needs nothing, because the console's regions follow by themselves.
    private static func done(_ visit: Visit, _ event: Event.ID) -> Answer {
        visit.inbound.wantsFragment ? .html(.empty) : .redirect(to: RoundPaths.console(event))
    }

    private static func prepare(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        try await visit.read { reading in
            try visit.require(.facilitate, in: event, reading)
            let page = try RoundFormPage(event: event, round: nil, reading)
            return page.answer(
                try EventFrame(visit, page.event, reading), try page.fresh(visit.inbound.query, reading))
        }
    }

    private static func edit(_ visit: Visit, _ event: Event.ID, _ id: Round.ID) async throws -> Answer {
        try await visit.read { reading in
            try visit.require(.facilitate, in: event, reading)
            let round = try RoundStore(reading).round(id, in: event)
            guard round.state == .draft else { throw Refusal.roundFixed }
            let page = try RoundFormPage(event: event, round: round, reading)
            return page.answer(
                try EventFrame(visit, page.event, reading),
                RoundFormPage.stored(round, try RoundStore(reading).items(of: id).map(\.issue)))
        }
    }

    private static func create(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let (draft, errors) = RoundFormReader.read(form)
            guard errors.isEmpty else { throw Refusal.invalid(errors) }
            _ = try await RoundOperations.create(visit, in: event, draft)
            return .redirect(to: RoundPaths.console(event))
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await again(visit, event, nil, form, refusal)
        }
    }

    private static func change(_ visit: Visit, _ event: Event.ID, _ id: Round.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let (draft, errors) = RoundFormReader.read(form)
            guard errors.isEmpty else { throw Refusal.invalid(errors) }
            try await RoundOperations.change(visit, id, in: event, draft)
            return .redirect(to: RoundPaths.console(event))
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await again(visit, event, id, form, refusal)
        }
    }

    private static func again(
        _ visit: Visit, _ event: Event.ID, _ id: Round.ID?, _ form: FormValues, _ refusal: Refusal
    ) async throws -> Answer {
        try await visit.read { reading in
            let round = try id.map { try RoundStore(reading).round($0, in: event) }
            let page = try RoundFormPage(event: event, round: round, reading)
            return page.answer(
                try EventFrame(visit, page.event, reading), FormState(form, errors: refusal.fields),
                status: .unprocessableContent)
        }
    }

    // MARK: Ballots

    private static func cast(_ visit: Visit, _ code: String, _ id: Round.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let (event, round, items) = try await visit.read { reading in
            guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
            return (event, try RoundStore(reading).round(id, in: event.id), try RoundStore(reading).items(of: id))
        }
        let (choices, errors) = BallotFormReader.read(form, round.settings, items)
        var page = BallotPage(event: event, form: BallotForm(round: round, items: items, choices: choices), code: code)
        if BallotFormReader.isMove(form), round.settings.method == .ranking {
            page.form.order = BallotFormReader.order(form)
            return try await page.answer(visit)
        }
        do {
            guard errors.isEmpty else { throw Refusal.invalid(errors) }
            _ = try await BallotOperations.cast(visit, in: event.id, id, choices, try BallotSending(form))
            return visit.inbound.wantsFragment
                ? try await page.answer(visit) : .redirect(to: RoundPaths.seat(code))
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            page.form.errors = refusal.fields
            return try await page.answer(visit, status: .unprocessableContent)
        } catch let refusal as Refusal where refusal.code == "round-closed" {
            return page.closed(visit, refusal)
        } catch let refusal as Refusal where refusal.code.hasPrefix("ballot-") {
            page.form.notice = BallotForm.Notice(refusal)
            return try await page.answer(visit, status: refusal.status)
        }
    }

    private static func receipts(_ visit: Visit, _ code: String, _ id: Round.ID) async throws -> Answer {
        try await visit.read { reading in
            guard let event = try EventStore(reading).event(code: code) else { throw Refusal.notFound }
            try visit.require(.attend, in: event.id, reading)
            let round = try RoundStore(reading).round(id, in: event.id)
            guard round.state == .closed || round.state == .revealed else { throw Refusal.roundNotClosed }
            let own = try visit.visitor.seat.flatMap { try BallotStore(reading).participation(of: $0.id, in: id) }
            return ReceiptsPage(
                event: event, round: round, receipts: try BallotStore(reading).countedReceipts(of: id),
                onPaper: try BallotStore(reading).participations(in: id).filter(\.isPaper).count, own: own?.receipt
            ).answer
        }
    }
}
