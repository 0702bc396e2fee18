import Domain
import HTTPTypes
import Storage
import Web

/// # What players, observers and the wall see of an exercise
///
/// - `/events/E/exercise/play` is a player's one page: what is asked of the cell now, to decide, requests, picture, log, papers. It changes
///   by itself (CellView, PlayerSections; the part `cell:ID`). STARTEX, ENDEX and a real emergency take the whole screen;
///   `POST …/play/confirmation` says that somebody has seen it, `…/play/contact` that a page is there.
/// - `/events/E/exercise/papers` are the cell's papers, `…/papers/P` one; `POST …/opening` notes that it was opened, `POST …/passing` hands it
///   to another cell. A paper of another cell is not there.
/// - These pages are kept on the player's device for when there is no connection (play-worker.js at `…/play/worker.js`).
/// - `/events/E/exercise/play/questions/P` is a decision, `POST` a version of it, `POST …/consent` a function's consent (CellQuestionPage).
enum PlayerRoutes {
    static let all: [Route] = playing + deciding + PlayerTalkRoutes.all + WatchRoutes.all

    private static let playing: [Route] = [
        .get(ExercisePaths.play, .attend, play),
        .get(PlayerPaths.live, .attend) { visit, event in
            let place = try await visit.read { reading -> CardPlace in
                try PlayerSeat(visit, event, reading).place
            }
            return await listen(visit, event, place, name: LiveParts.writing)
        },
        .get(PlayerPaths.worker, .anyone) { _, event in
            Answer(type: "text/javascript; charset=utf-8", Asset.named("play-worker.js")?.text ?? "")
                .setting(.serviceWorkerAllowed, PlayerPaths.scope(event))
        },
        .post(PlayerPaths.confirmation, .attend) { visit, event in
            try await PlayerOperations.confirm(visit, event)
            return .redirect(to: ExercisePaths.play(event))
        },
        .post(PlayerPaths.contact, .attend) { visit, event in
            try await PlayerContacts.note(visit, event)
            return Answer(status: .noContent)
        },
        .get(PlayerPaths.confirmations, .attend) { visit, event in
            try await visit.read { try ConfirmationsPage(visit, event, $0).answer }
        },
        .get(PlayerPaths.papers, .attend) { visit, event in
            try await page(visit, event) { try CellPapersPage(visit, event, $0).answer }
        },
        .get(ExercisePaths.paper, .attend) { visit, event, id in
            let look = try await visit.read { reading -> Answer? in
                _ = try PlayStore(reading).required(event)
                let standing = try ExerciseStanding(visit, event, reading)
                return try PaperLookPage(visit, standing, id, reading)?.answer
            }
            if let look { return look }
            return try await page(visit, event) { try CellPaperPage(visit, event, id, nil, $0).answer }
        },
        .get(PlayerPaths.attachment, .attend) { visit, event, id, attachment in
            try await visit.read { try PaperAttachmentSection.image(visit, event, id, attachment, $0) }
        },
        .post(PlayerPaths.opening, .attend) { visit, event, id in
            try await PlayerOperations.open(visit, event, id)
            return visit.inbound.wantsFragment
                ? .html(CellPaperPage.noted(id)) : .redirect(to: ExercisePaths.paper(event, id))
        },
        .post(PlayerPaths.passing, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await PlayerOperations.pass(visit, event, id, to: try form.id("to"), note: form["note"] ?? "")
                return .redirect(to: Done.paperPassed.at(ExercisePaths.paper(event, id)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try CellPaperPage(visit, event, id, state, $0).answer }
            }
        },
    ]

    private static let deciding: [Route] = [
        .get(PlayerPaths.question, .attend) { visit, event, id in
            try await page(visit, event) { try CellQuestionPage(visit, event, id, nil, $0).answer }
        },
        .post(PlayerPaths.question, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let sending = try CellDecisionOperations.Sending(form, key: visit.sendingName(form))
                _ = try await CellDecisionOperations.decide(visit, event, id, sending)
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try CellQuestionPage(visit, event, id, state, $0).answer }
            }
            return try await done(visit, .decided, PlayerPaths.question(event, id)) {
                try CellQuestionPage(visit, event, id, nil, $0).answer
            }
        },
        .post(PlayerPaths.consent, .attend) { visit, event, id in
            guard let decision: ExerciseDecision.ID = try visit.inbound.form().id("decision") else {
                throw Refusal.malformedForm
            }
            try await CellDecisionOperations.consent(visit, event, decision)
            return .redirect(to: PlayerPaths.question(event, id))
        },
    ]

    /// A player's page; who does not play is led to where they belong.
    private static func play(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        try await visit.read { reading in
            _ = try PlayStore(reading).required(event)
            let standing = try ExerciseStanding(visit, event, reading)
            guard standing.isPlayer else { return .redirect(to: PlayerHome.path(standing)) }
            return try PlayerPage(visit, standing, reading).answer
        }
    }

    /// A page below the play: not while that has something to say first.
    static func page(
        _ visit: Visit, _ event: Event.ID, _ body: @escaping @Sendable (any Reading) throws -> Answer
    ) async throws -> Answer {
        try await visit.read { reading in
            _ = try PlayStore(reading).required(event)
            guard try !PlayerSeat(visit, event, reading).isInterrupted else {
                return .redirect(to: ExercisePaths.play(event))
            }
            return try body(reading)
        }
    }

    /// After a form: the client module gets the page as it stands now, a browser without it is led there.
    static func done(
        _ visit: Visit, _ done: Done, _ path: String, _ body: @escaping @Sendable (any Reading) throws -> Answer
    ) async throws -> Answer {
        guard visit.inbound.wantsFragment else { return .redirect(to: done.at(path)) }
        return try await visit.read(body)
    }

    static func listen(_ visit: Visit, _ event: Event.ID, _ place: CardPlace, name: String) async -> Answer {
        let person = visit.visitor.journalName ?? visit.inbound.id
        let audience = Audience(
            scope: Scope.part(event, place).description, name: name, language: visit.language)
        return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
    }
}

extension Done {
    static let decided = Done("cell-decided", L("Your decision is sent."))
    static let paperPassed = Done("paper-passed", L("Passed on."))
}

/// Where somebody goes on, by what they are in the exercise.
enum PlayerHome {
    static func path(_ standing: ExerciseStanding) -> String {
        if standing.isPlayer { return ExercisePaths.play(standing.event) }
        if standing.isExcon { return ExercisePaths.console(standing.event) }
        return standing.observes ? ExercisePaths.observe(standing.event) : ExercisePaths.evaluate(standing.event)
    }
}
