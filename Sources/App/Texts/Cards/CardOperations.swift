import Domain
import Storage
import Web

/// What a device makes of a card: the text that it began with, and its own.
struct CardWriting: Sendable {
    var base: String
    var text: String
    /// What the sender calls this sending; the same one again changes nothing.
    var key: String?

    init(base: String, text: String, key: String? = nil) {
        self.base = base
        self.text = text
        self.key = key
    }
}

enum CardOperations {
    /// A new card with its first text. The caller has checked who may write here, and records the act in the journal.
    static func createIn(
        _ work: Work, _ event: Event.ID, _ place: CardPlace, text: String, language: String = "en"
    ) throws -> Card.ID {
        let id: Card.ID = work.environment.id()
        let text = CardText.cleaned(text)
        if place.isMarkdown, let limit = MarkdownBounds.exceeded(by: text) { throw Refusal.textBeyond(limit) }
        try CardStore.insert(
            id, event: event, place: place, language: language, text: text, by: work.actor,
            at: work.now, work.tx)
        return id
    }

    /// Brings what the sender wrote together with what is there now.
    /// - Returns: the card as it then stands.
    /// - Throws: ``Refusal``: not the visitor's card, closed, or too long. Nothing is changed then.
    static func write(_ visit: Visit, _ event: Event.ID, _ id: Card.ID, _ writing: CardWriting) async throws
        -> CardRecord
    {
        // Cleaned before others have to wait for it.
        let (writing, key) = (CardText.cleaned(writing), CardText.key(of: writing))
        return try await visit.database.write { tx in
            let card = try own(id, visit, event, tx)
            return try writeIn(Work(tx, visit), card, writing, key: key)
        }
    }

    /// As ``write(_:_:_:_:)``, for those who have checked who may write.
    static func writeIn(_ work: Work, _ card: CardRecord, _ writing: CardWriting) throws -> CardRecord {
        try writeIn(work, card, CardText.cleaned(writing), key: CardText.key(of: writing))
    }

    /// - Parameter writing: cleaned.
    private static func writeIn(_ work: Work, _ card: CardRecord, _ writing: CardWriting, key: String?) throws
        -> CardRecord
    {
        if let key, try !CardStore.remember(key, of: card.id, at: work.now, work.tx) { return card }
        let (base, mine) = (writing.base, writing.text)
        try CardText.checkLength(mine, of: card)
        // What a device began with was once stored here, so that it is never longer than two texts that met. Comparing takes time.
        guard base.unicodeScalars.count <= 8 * card.place.limit else { throw Refusal.malformedForm }
        let text = TextMerge.merge(base: base, mine: mine, theirs: card.text)
        try CardText.checkLength(text, of: card, merged: true)
        try CardText.checkMarkdown(text, of: card)
        return try store(text, of: card, work, kind: "card.revision")
    }

    /// Writes an earlier text again, as a new revision.
    static func restore(_ visit: Visit, _ event: Event.ID, _ id: Card.ID, revision: Int) async throws {
        try await visit.database.write { tx in
            let card = try own(id, visit, event, tx)
            guard let old = try CardStore(tx).revision(revision, of: id) else { throw Refusal.notFound }
            try putBackIn(Work(tx, visit), card, old.text)
        }
    }

    /// Writes a text that was stored before, whatever its length: two may have met in it.
    /// - Parameter isSigned: it stands as it was signed, also where it was stored before there were bounds and cannot be laid out.
    /// - Throws: ``Refusal/textBeyond(_:field:)``, as for what is written now.
    @discardableResult
    static func putBackIn(_ work: Work, _ card: CardRecord, _ text: String, isSigned: Bool = false) throws -> CardRecord
    {
        if !isSigned { try CardText.checkMarkdown(text, of: card) }
        return try store(text, of: card, work, kind: "card.restoration")
    }

    private static func own(_ id: Card.ID, _ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws -> CardRecord {
        try visit.require(.attend, in: event, tx)
        let card = try CardStore(tx).card(id)
        guard card.event == event else { throw Refusal.notFound }
        try CardAccess(card.place, in: event, visit, tx).requireWriting()
        return card
    }

    private static func store(_ text: String, of card: CardRecord, _ work: Work, kind: String) throws -> CardRecord {
        // As bytes: texts that only look the same are not the same.
        guard !text.utf8.elementsEqual(card.text.utf8) else { return card }
        let next = card.revision + 1
        let isNewEntry =
            try kind == "card.restoration"
            || !CardText.goesOn(text, after: CardStore(work.tx).lastRevision(of: card.id), work)
        try CardStore.setText(card.id, text, revision: next, by: work.actor, at: work.now, work.tx)
        if isNewEntry {
            try CardStore.addRevision(card.id, next, text, by: work.actor, at: work.now, work.tx)
            try CardStore.forgetSendings(of: card.id, before: work.now - CardText.sendingsKept, work.tx)
        } else {
            try CardStore.replaceLastRevision(card.id, by: next, text, at: work.now, work.tx)
        }
        try CardKind.of(card.place).follow(card.id, text, work.tx)
        try work.record(.part(card.event, card.place), "card:\(card.id)", kind, ["revision": .whole(next)])
        return try CardStore(work.tx).card(card.id)
    }
}

/// What may stand in a card, and what counts as one revision of it.
enum CardText {
    /// A person's savings within this time are one revision, in milliseconds.
    static let revisionSpan: Int64 = 30_000
    /// Characters that may go within one revision: a text that shrinks by more stays in the history as it was.
    static let shrinkage = 40
    /// How long a repeated sending is recognised: a week, in milliseconds.
    static let sendingsKept: Int64 = 7 * EpochTime.day

    /// White space at both ends stays, since somebody may be typing on; a text of nothing else is blank.
    static func cleaned(_ typed: String) -> String {
        let text = WrittenText.withoutControls(typed, keepingLines: true)
        return text.allSatisfy(\.isWhitespace) ? "" : text
    }

    static func cleaned(_ writing: CardWriting) -> CardWriting {
        CardWriting(base: cleaned(writing.base), text: cleaned(writing.text), key: writing.key)
    }

    /// What a sending is recognised by: its name and its text, so that a text that was corrected under the same name counts.
    static func key(of writing: CardWriting) -> String? {
        let name = WrittenText.cleaned(writing.key ?? "", keepingLines: false)
        return name.isEmpty ? nil : Secret.digest(Secret.hex("\(name)\n\(writing.text)".utf8))
    }

    /// Whoever writes keeps to the limit. Two texts that meet may be longer together, up to twice; and what is too long may
    /// always become shorter.
    static func checkLength(_ text: String, of card: CardRecord, merged: Bool = false) throws {
        let limit = TextLimit(card.place.limit * (merged ? 2 : 1))
        guard !limit.holds(text) else { return }
        let count = text.count
        guard count >= card.text.count || text.utf8.count > max(limit.bytes, card.text.utf8.count) else { return }
        throw Refusal.cardTooLong(limit: card.place.limit, count: count)
    }

    /// Texts of Markdown are laid out at each view. What is too much may always become less.
    static func checkMarkdown(_ text: String, of card: CardRecord) throws {
        guard card.place.isMarkdown, let limit = MarkdownBounds.exceeded(by: text) else { return }
        if MarkdownBounds.exceeded(by: card.text) != nil, text.utf8.count < card.text.utf8.count { return }
        throw Refusal.textBeyond(limit)
    }

    /// Whether a text goes on from the newest revision: the same person, soon, and without taking much away.
    static func goesOn(_ text: String, after last: CardRevision?, _ work: Work) -> Bool {
        guard let last, let actor = work.actor, last.changedBy == actor else { return false }
        return work.now - last.begunAt <= revisionSpan && text.count + shrinkage >= last.text.count
    }
}
