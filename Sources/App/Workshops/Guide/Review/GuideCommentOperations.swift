import Domain
import Storage
import Web

/// A comment or a suggested change as somebody writes it.
struct CommentDraft: Sendable {
    var section: GuideSection.ID
    /// BCP 47: of the text that it is about.
    var language: String
    var kind: GuideCommentRecord.Kind
    /// The passage; empty for the whole section.
    var quote = ""
    var text = ""
    /// A suggestion's new words in the place of the passage; empty takes it out.
    var proposed = ""
    var key: String?

    static let quoteLimit = 600
    static let textLimit = 2_000

    var cleaned: Cleaned<CommentDraft> {
        Cleaned(self) { result, check in
            result.quote = check.lines("quote", quote, limit: Self.quoteLimit, isRequired: kind == .suggestion)
            result.text = check.lines("text", text, limit: Self.textLimit, isRequired: kind == .comment)
            result.proposed = kind == .suggestion ? check.lines("proposed", proposed, limit: Self.textLimit) : ""
            if kind == .comment, !result.text.isEmpty, !result.text.contains(where: { $0.isLetter || $0.isNumber }) {
                check.fail("text", L("Use words: symbols and emoji alone cannot be discussed."))
            }
            result.key = Self.key(key)
        }
    }

    static func key(_ typed: String?) -> String? {
        typed.flatMap { $0.isEmpty ? nil : String(WrittenText.cleaned($0, keepingLines: false).prefix(64)) }
    }

    /// A suggestion against the text as it stands.
    fileprivate func check(against card: String, _ check: inout FieldCheck) {
        if kind == .suggestion, check.errors["quote"] == nil {
            switch QuoteSearch.find(quote, in: card) {
            case .found: break
            case .missing:
                check.fail("quote", L("These words are not in the text as it is now. Copy the passage from it."))
            case .ambiguous:
                check.fail("quote", L("These words occur in the text more than once. Add a few more words."))
            }
            if quote == proposed { check.fail("proposed", L("The text says this already.")) }
        }
    }

    /// All that it says.
    fileprivate var words: [String?] { [section.description, language, kind.rawValue, quote, text, proposed] }
}

/// Comments, suggested changes, and what becomes of them.
enum GuideCommentOperations {
    static let mostComments = 2_000
    static let mostOfPerson = 400

    /// Anybody in the room may comment and suggest.
    static func add(_ visit: Visit, _ event: Event.ID, _ draft: CommentDraft) async throws -> GuideCommentRecord {
        let cleaned = draft.cleaned
        return try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let store = GuideReviewStore(tx)
            let guide = try store.guide(of: event)
            try SendingStore.note(draft.key, "comment:\(guide.id)", draft.words, Work(tx, visit))
            if let key = CommentDraft.key(draft.key), let author = visit.visitor.journalName,
                let first = try store.comment(of: guide.id, author: author, key: key)
            {
                return first
            }
            return try addIn(Work(tx, visit), guide, cleaned)
        }
    }

    static func addIn(_ work: Work, _ guide: ReviewedGuide, _ draft: Cleaned<CommentDraft>) throws
        -> GuideCommentRecord
    {
        let store = GuideReviewStore(work.tx)
        let words = try draft.checked { draft, check in
            draft.check(
                against: try store.card(of: draft.section, in: draft.language, guide: guide.id).text, &check)
        }
        let all = try store.comments(of: guide.id)
        guard all.count < mostComments else { throw Refusal.tooManyComments }
        guard work.actor.map({ actor in all.count { $0.author == actor } < mostOfPerson }) ?? true else {
            throw Refusal.tooManyOwnComments
        }
        let id: GuideComment.ID = work.environment.id()
        try GuideReviewStore.insert(
            .init(
                id: id, guide: guide.id, section: words.section, language: words.language, kind: words.kind,
                author: work.actor ?? "", quote: words.quote, text: words.text, proposed: words.proposed, key: words.key
            ),
            now: work.now, work.tx)
        try work.record(
            .part(guide.event, .guide), "comment:\(id)", "comment.addition",
            ["kind": .text(words.kind.rawValue), "section": .text(words.section.description)])
        return try store.comment(id, of: guide.id)
    }

    static func reply(_ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID, text: String, key: String?) async throws
        -> GuideCommentRecord
    {
        let words = Cleaned(text) { text, check in
            text = check.lines("text", text, limit: CommentDraft.textLimit, isRequired: true)
        }
        let sent = CommentDraft.key(key)
        return try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let store = GuideReviewStore(tx)
            let guide = try store.guide(of: event)
            let comment = try store.comment(id, of: guide.id)
            let author = visit.visitor.journalName ?? ""
            try SendingStore.note(key, "comment:\(guide.id)", [id.description, text], Work(tx, visit))
            if let key = sent, let first = try store.comment(of: guide.id, author: author, key: key) { return first }
            _ = try store.card(of: comment.section, in: comment.language, guide: guide.id)
            let words = try words.checked()
            let reply: GuideComment.ID = visit.environment.id()
            // A reply to a reply stands under the same comment.
            try GuideReviewStore.insert(
                .init(
                    id: reply, guide: guide.id, section: comment.section, language: comment.language,
                    parent: comment.parent ?? comment.id, kind: .comment, author: author, text: words, key: sent),
                now: visit.now, tx)
            try visit.record(
                tx, scope: .part(event, .guide), subject: "comment:\(comment.parent ?? comment.id)",
                kind: "comment.reply")
            return try store.comment(reply, of: guide.id)
        }
    }

    /// Settled without a change of the text: by who writes the guide, or by its author.
    static func resolve(_ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID) async throws {
        try await settle(visit, event, id, .resolved, kind: "comment.resolution") { comment, visit, tx in
            if comment.author != visit.visitor.journalName { try visit.require(.writeGuide, in: event, tx) }
        }
    }

    static func reopen(_ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let guide = try GuideReviewStore(tx).guide(of: event)
            let comment = try GuideReviewStore(tx).comment(id, of: guide.id)
            if comment.author != visit.visitor.journalName { try visit.require(.writeGuide, in: event, tx) }
            guard comment.state != .open else { return }
            guard comment.state != .accepted, comment.parent == nil else { throw Refusal.commentSettled }
            try GuideReviewStore.settle(id, .open, answer: "", by: nil, now: visit.now, tx)
            try visit.record(tx, scope: .part(event, .guide), subject: "comment:\(id)", kind: "comment.return")
        }
    }

    static func decline(_ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID, reason: String) async throws {
        var check = FieldCheck()
        let reason = check.lines("reason", reason, limit: 600, isRequired: true)
        try check.finish()
        try await settle(visit, event, id, .declined, answer: reason, kind: "suggestion.declining") { _, visit, tx in
            try visit.require(.writeGuide, in: event, tx)
        }
    }

    /// Doing the same again changes nothing; deciding otherwise is refused.
    private static func settle(
        _ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID, _ state: GuideCommentRecord.State,
        answer: String = "",
        kind: String, _ check: @escaping @Sendable (GuideCommentRecord, Visit, Transaction) throws -> Void
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let store = GuideReviewStore(tx)
            let comment = try store.comment(id, of: try store.guide(of: event).id)
            try check(comment, visit, tx)
            guard comment.state != state else { return }
            guard comment.state == .open, comment.parent == nil else { throw Refusal.commentSettled }
            if state == .declined, comment.kind != .suggestion { throw Refusal.notASuggestion }
            try GuideReviewStore.settle(id, state, answer: answer, by: visit.visitor.journalName, now: visit.now, tx)
            try visit.record(tx, scope: .part(event, .guide), subject: "comment:\(id)", kind: kind)
        }
    }

    /// Puts the suggested words into the text as it stands now, together with what others have written meanwhile.
    static func accept(_ visit: Visit, _ event: Event.ID, _ id: GuideComment.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.writeGuide, in: event, tx)
            let store = GuideReviewStore(tx)
            let guide = try store.guide(of: event)
            let comment = try store.comment(id, of: guide.id)
            guard comment.state != .accepted else { return }
            try acceptIn(Work(tx, visit), guide, comment)
        }
    }

    static func acceptIn(_ work: Work, _ guide: ReviewedGuide, _ comment: GuideCommentRecord) throws {
        guard comment.kind == .suggestion, comment.parent == nil else { throw Refusal.notASuggestion }
        guard comment.state == .open else { throw Refusal.commentSettled }
        try GuideFinality.requireOpen(guide.state)
        let card = try GuideReviewStore(work.tx).card(of: comment.section, in: comment.language, guide: guide.id)
        guard let text = QuoteSearch.replacing(comment.quote, with: comment.proposed, in: card.text) else {
            throw Refusal.quoteGone
        }
        // Through its card, so that nothing that others write is lost.
        _ = try CardOperations.writeIn(work, card, CardWriting(base: card.text, text: text))
        try GuideReviewStore.settle(comment.id, .accepted, answer: "", by: work.actor, now: work.now, work.tx)
        try work.record(
            .part(guide.event, .guide), "comment:\(comment.id)", "suggestion.acceptance",
            ["section": .text(comment.section.description)])
    }
}
