import Domain
import Storage
import Web

/// How a guide begins.
struct GuideStart: Sendable {
    var title: String
    var marking: Marking
    /// BCP 47: the language that others are translated from.
    var language: String
    /// From the agreed statements of the outline, where there are any; else from the usual structure.
    var followsOutline = true
    /// Sections to begin with, where it follows neither outline nor the usual structure.
    var sections: [GuideStructure.Heading]?
}

/// The guide as a whole: begin it, name it, mark it, add a language. Sections are in SectionOperations, citing in EvidenceOperations.
enum GuideOperations {
    /// - Returns: the guide; one that somebody else began meanwhile is kept.
    static func create(_ visit: Visit, _ event: Event.ID, _ start: GuideStart) async throws -> GuideRecord {
        let language = visit.language
        let title = GuideText.cleaned(start.title)
        return try await visit.database.write { tx in
            try visit.require(.writeGuide, in: event, tx)
            return try Language.$current.withValue(Language(rawValue: start.language) ?? language) {
                try createIn(Work(tx, visit), event, start, title)
            }
        }
    }

    static func createIn(_ work: Work, _ event: Event.ID, _ start: GuideStart) throws -> GuideRecord {
        try createIn(work, event, start, GuideText.cleaned(start.title))
    }

    private static func createIn(_ work: Work, _ event: Event.ID, _ start: GuideStart, _ title: Cleaned<String>) throws
        -> GuideRecord
    {
        if let there = try GuideStore(work.tx).guide(of: event) { return there }
        if try EventStore(work.tx).event(event).isMeeting { try EventPartStore(work.tx).requireWorkshop(in: event) }
        let title = try title.checked()
        let id: Guide.ID = work.environment.id()
        try GuideStore.insert(
            id, event: event, title: title, marking: start.marking, language: try GuideText.language(start.language),
            now: work.now, work.tx)
        guard let guide = try GuideStore(work.tx).guide(of: event) else { throw Refusal.notFound }
        if let sections = start.sections {
            try GuideStructure.fill(guide, sections, work)
        } else {
            try GuideStructure.fill(guide, followsOutline: start.followsOutline, work)
        }
        try work.record(.event(event), guide.subject, "guide.beginning")
        return guide
    }

    /// - Throws: ``Refusal`` that names the evidence which the new marking would not cover.
    static func change(_ visit: Visit, _ event: Event.ID, title: String, marking: Marking) async throws {
        let (language, title) = (visit.language, GuideText.cleaned(title))
        try await visit.database.write { tx in
            let guide = try own(visit, event, tx)
            // A text of a programme is marked as its publication is, and on its page.
            let marking = try EventStore(tx).event(event).isMeeting ? marking : guide.marking
            try Language.$current.withValue(language) {
                try changeIn(Work(tx, visit), guide, title: title, marking: marking)
            }
        }
    }

    /// Of a text of a programme, whose publication is called or marked otherwise.
    /// - Parameter title: nothing leaves it as it is; what is under review, or final, is called as it was read.
    static func setIn(_ work: Work, _ event: Event.ID, title: String?, marking: Marking) throws {
        guard let guide = try GuideStore(work.tx).guide(of: event) else { return }
        let called = guide.state == .writing ? title ?? guide.title : guide.title
        guard guide.marking != marking || guide.title != called else { return }
        try changeIn(work, guide, title: GuideText.cleaned(called), marking: marking)
    }

    private static func changeIn(_ work: Work, _ guide: GuideRecord, title: Cleaned<String>, marking: Marking) throws {
        let title = try title.checked()
        if marking < guide.marking {
            let used = try EvidenceStore(work.tx).uses(of: guide.id)
            let catalogue = try EvidenceCatalogue(try EventStore(work.tx).event(guide.event), guide: guide.id, work.tx)
            let cited = try EvidenceStore(work.tx).evidence(of: guide.id).filter { used[$0.id] != nil }
            try GuideRelease.check(
                cited.map(catalogue.item).filter { !$0.isUnpublished }, against: marking,
                advice: L("Nothing was changed. Remove this evidence from the text first, or keep the marking."))
        }
        try GuideStore.change(guide.id, title: title, marking: marking, now: work.now, work.tx)
        try record(work, guide, guide.subject, "guide.settings", ["marking": .text(marking.rawValue)])
    }

    /// A text in a further language for each section: titles stay as they are until they are translated, texts begin empty.
    static func addLanguage(_ visit: Visit, _ event: Event.ID, _ language: String) async throws {
        try await visit.database.write { tx in
            try addLanguageIn(Work(tx, visit), try own(visit, event, tx), language)
        }
    }

    static func addLanguageIn(_ work: Work, _ guide: GuideRecord, _ tag: String) throws {
        let language = try GuideText.language(tag)
        let tree = try GuideStore(work.tx).tree(guide)
        for place in tree.places where tree.texts[place.id]?[language] == nil {
            guard let main = tree.main(place.id) else { continue }
            try insertText(
                work, guide, place.id, language: language, title: main.title, text: "", source: main.card.revision)
        }
        try record(work, guide, guide.subject, "guide.language", ["language": .text(language)])
    }

    /// The card of a text, and its row.
    static func insertText(
        _ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID, language: String, title: String, text: String,
        source: Int?
    ) throws {
        let card = try CardOperations.createIn(work, guide.event, .guide, text: text, language: language)
        try GuideStore.insertText(
            section, language: language, title: title, card: card, sourceRevision: source, now: work.now, work.tx)
        try GuideCitations.keep(card, text: text, work.tx)
    }

    /// The event's guide, for who writes it; its row is locked until the transaction ends.
    /// - Throws: ``Refusal/noGuide``, ``Refusal/guideIsFinal``.
    static func own(_ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws -> GuideRecord {
        try visit.require(.writeGuide, in: event, tx)
        guard let guide = try GuideStore(tx).guide(of: event) else { throw Refusal.noGuide }
        try GuideFinality.requireOpen(guide.state)
        try GuideStore.touch(guide.id, now: visit.now, tx)
        return guide
    }

    static func record(
        _ work: Work, _ guide: GuideRecord, _ subject: String, _ kind: String, _ facts: [String: JSONValue] = [:]
    ) throws {
        try work.record(.part(guide.event, .guide), subject, kind, facts)
    }
}

/// What may be written as a title, and in which languages.
enum GuideText {
    static let titleLimit = 160

    static func cleaned(_ typed: String) -> Cleaned<String> {
        Cleaned(typed) { title, check in
            title = check.line("title", typed, limit: titleLimit, isRequired: true)
            if !title.isEmpty, !title.contains(where: { $0.isLetter || $0.isNumber }) {
                check.fail("title", L("Use words: symbols and emoji alone do not make a title."))
            }
        }
    }

    static func language(_ tag: String) throws -> String {
        switch WrittenText.language(tag) {
        case .success(let tag): tag
        case .failure(let error): throw Refusal.invalid(["language": error.message])
        }
    }
}
