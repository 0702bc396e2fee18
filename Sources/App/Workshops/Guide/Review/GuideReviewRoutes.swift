import Domain
import HTTPTypes
import Storage
import Web

/// The review of the guide: comments, versions, and sign-off by sector.
///
/// - `GET /events/E/guide/review` shows state, sign-offs, versions and open comments.
/// - `GET …/guide/sections/S/comments` is one section with its comments; `POST` adds one or suggests a change (anybody in the
///   room). `POST …/guide/comments/C/replies`, `…/resolution`, `…/return`; of a suggestion `…/acceptance` and `…/declining`.
///   The region that they answer with is SectionComments, which the guide's own pages show as well.
/// - `POST …/guide/versions` keeps a version; `GET …/versions/V` reads it, `POST …/versions/V/restoration` puts a text back;
///   `GET …/guide/comparison?from=V&to=V|now` compares.
/// - `POST …/versions/V/review` opens its review, `…/sign-off` is a sector's word, `…/finalisation` the organiser's,
///   `POST …/guide/reopening` leads back to writing.
enum GuideReviewRoutes {
    static let all: [Route] = comments + versions

    private static let comments: [Route] = [
        .get(Paths.sectionComments, .attend) { visit, event, section in
            let language = visit.inbound.query["language"]
            return .html(
                try await visit.render({
                    try SectionCommentsPage(event, section, language: language, visit: visit, $0)
                }) { try $0.document })
        },
        .post(Paths.sectionComments, .attend, comment),
        .post(Paths.commentReplies, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            return try await settling(visit, event, id) {
                _ = try await GuideCommentOperations.reply(
                    visit, event, id, text: form.text("text"), key: visit.sendingName(form))
            }
        },
        .post(Paths.commentResolution, .attend) { visit, event, id in
            try await settling(visit, event, id) { try await GuideCommentOperations.resolve(visit, event, id) }
        },
        .post(Paths.commentReturn, .attend) { visit, event, id in
            try await settling(visit, event, id) { try await GuideCommentOperations.reopen(visit, event, id) }
        },
        .post(Paths.suggestionAcceptance, .writeGuide) { visit, event, id in
            try await settling(visit, event, id) { try await GuideCommentOperations.accept(visit, event, id) }
        },
        .post(Paths.suggestionDeclining, .writeGuide) { visit, event, id in
            // The reason is what was written in the field for an answer.
            let form = try visit.inbound.form()
            return try await settling(visit, event, id) {
                try await GuideCommentOperations.decline(visit, event, id, reason: form.text("text"))
            }
        },
    ]

    private static let versions: [Route] = [
        .get(Paths.guideReview, .attend) { visit, event in try await review(visit, event) },
        .post(Paths.guideVersions, .writeGuide) { visit, event in
            let form = try visit.inbound.form()
            return try await reviewing(visit, event, .version) {
                _ = try await GuideVersionOperations.keep(
                    visit, event, title: form.text("title"), note: form.text("note"))
            }
        },
        .get(Paths.guideVersion, .attend) { visit, event, id in
            .html(try await visit.render({ try GuideVersionPage(event, id, visit: visit, $0) }) { try $0.document })
        },
        .get(Paths.guideComparison, .attend) { visit, event in
            .html(try await visit.read { try GuideComparisonPage(event, visit: visit, $0).document })
        },
        .post(Paths.versionRestoration, .writeGuide) { visit, event, id in
            let form = try visit.inbound.form()
            guard let section: GuideSection.ID = try form.id("section") else { throw Refusal.malformedForm }
            try await GuideVersionOperations.restore(visit, event, id, section, language: form.text("language"))
            return .redirect(
                to: "\(Paths.guideVersion(event, id))?language=\(PercentCoding.encode(form.text("language")))")
        },
        .post(Paths.versionReview, .facilitate) { visit, event, id in
            try await reviewing(visit, event, nil) { try await GuideVersionOperations.openReview(visit, event, id) }
        },
        .post(Paths.versionSignOff, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            guard let decision = SignOffRecord.Decision(rawValue: form.text("decision")) else {
                throw Refusal.malformedForm
            }
            let sector = form.text("sector")
            return try await reviewing(visit, event, .signing) {
                try await GuideVersionOperations.signOff(
                    visit, event, id, sector: sector.isEmpty ? nil : sector, decision, note: form.text("note"))
            }
        },
        .post(Paths.versionFinalisation, .organise) { visit, event, id in
            let note = try visit.inbound.form().text("note")
            return try await reviewing(visit, event, .closing) {
                try await GuideVersionOperations.close(visit, event, id, note: note)
            }
        },
        .post(Paths.guideReopening, .facilitate) { visit, event in
            try await reviewing(visit, event, nil) { try await GuideVersionOperations.reopen(visit, event) }
        },
    ]

    // MARK: Review

    private static func review(
        _ visit: Visit, _ event: Event.ID, status: HTTPResponse.Status = .ok,
        change: @escaping @Sendable (inout GuideReviewPage) -> Void = { _ in }
    ) async throws -> Answer {
        let html = try await visit.read { reading in
            var page = try GuideReviewPage(event, visit: visit, reading)
            change(&page)
            return visit.inbound.wantsFragment ? page.fragment : page.document
        }
        return .html(html, status: status)
    }

    /// Does something, and answers with the review's page; with the form again where it was wrong.
    private static func reviewing(
        _ visit: Visit, _ event: Event.ID, _ form: GuideReviewPage.Form?, _ act: () async throws -> Void
    ) async throws -> Answer {
        do {
            try await act()
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let state = FormState(try visit.inbound.form(), errors: refusal.fields)
            return try await review(visit, event, status: refusal.status) { page in
                (page.form, page.returned) = (state, form)
            }
        }
        guard visit.inbound.wantsFragment else { return .redirect(to: Paths.guideReview(event)) }
        return try await review(visit, event)
    }

    // MARK: Comments

    private static func comment(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let kind = GuideCommentRecord.Kind(rawValue: form.text("kind")) else { throw Refusal.malformedForm }
        let language = form.text("language")
        let draft = CommentDraft(
            section: section, language: language, kind: kind, quote: form.text("quote"), text: form.text("text"),
            proposed: form.text("proposed"), key: visit.sendingName(form))
        do {
            _ = try await GuideCommentOperations.add(visit, event, draft)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let state = FormState(form, errors: refusal.fields)
            return try await answer(visit, event, section, language, status: refusal.status) { $0.form = state }
        }
        return try await answer(visit, event, section, language)
    }

    private static func settling(
        _ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID, _ act: () async throws -> Void
    ) async throws -> Answer {
        let comment = try await visit.read { reading in
            let store = GuideReviewStore(reading)
            return try store.comment(id, of: try store.guide(of: event).id)
        }
        do {
            try await act()
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let state = FormState(try visit.inbound.form(), errors: refusal.fields)
            return try await answer(visit, event, comment.section, comment.language, status: refusal.status) { region in
                region.returned = (comment: comment.parent ?? comment.id, form: state)
            }
        }
        return try await answer(visit, event, comment.section, comment.language)
    }

    /// The region, for the client; without JavaScript the page that the form stood on.
    private static func answer(
        _ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID, _ language: String,
        status: HTTPResponse.Status = .ok, change: @escaping @Sendable (inout SectionComments) -> Void = { _ in }
    ) async throws -> Answer {
        let back = try visit.inbound.form().text("back")
        let own = "\(Paths.sectionComments(event, section))?language=\(PercentCoding.encode(language))"
        // Only to pages of the same event: the field comes from outside.
        let isOurs = back.hasPrefix("/events/\(event)/") && !back.contains("\\") && !back.contains("//")
        let target = isOurs ? back : own
        guard visit.inbound.wantsFragment || status != .ok else {
            return .redirect(to: "\(target)#\(SectionComments.id(section, language))")
        }
        let html = try await visit.render({ reading in
            var page = try SectionCommentsPage(event, section, language: language, visit: visit, reading)
            page.comments.back = isOurs ? back : nil
            change(&page.comments)
            return page
        }) { visit.inbound.wantsFragment ? $0.fragment : $0.document }
        return .html(html, status: status)
    }
}
