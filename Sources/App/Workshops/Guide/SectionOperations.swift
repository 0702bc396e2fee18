import Domain
import Storage
import Web

/// Where a section goes.
enum SectionMove: Sendable, Hashable {
    case up, down, indent, outdent
    /// Under another section, as its last child; nothing for the top.
    case under(GuideSection.ID?)
    /// Before or after another section, as its sibling.
    case before(GuideSection.ID)
    case after(GuideSection.ID)
}

/// The sections of a guide: add, name, move, remove, bring back; and their texts.
enum SectionOperations {
    static func add(
        _ visit: Visit, _ event: Event.ID, title: String, kind: GuideSectionKind, under parent: GuideSection.ID?
    ) async throws -> GuideSection.ID {
        let title = GuideText.cleaned(title)
        return try await change(visit, event) { work, guide in
            try addIn(work, guide, title: title, kind: kind, under: parent)
        }
    }

    /// Removed ones too: they can be brought back.
    static let mostOfGuide = 500

    static func addIn(
        _ work: Work, _ guide: GuideRecord, title: Cleaned<String>, kind: GuideSectionKind = .text,
        under parent: GuideSection.ID? = nil, text: String = ""
    ) throws -> GuideSection.ID {
        let title = try title.checked()
        guard try GuideStore(work.tx).sections(of: guide.id).count < mostOfGuide else {
            throw Refusal.tooMany(L("The guide has \(mostOfGuide) sections, the maximum."))
        }
        if let parent { _ = try standing(parent, guide, work.tx) }
        var tree = try tree(guide, work.tx)
        guard tree.depth(of: parent) < SectionTree<GuideSection.ID>.deepest else { throw Refusal.sectionTooDeep }
        let id: GuideSection.ID = work.environment.id()
        let siblings = tree.places().filter { $0.parent == parent }.count
        try GuideStore.insertSection(
            id, guide: guide.id, parent: parent, position: siblings + 1, kind: kind, now: work.now, work.tx)
        let languages = try GuideStore(work.tx).tree(guide).languages
        for language in languages {
            let isMain = language == guide.language
            try GuideOperations.insertText(
                work, guide, id, language: language, title: title, text: isMain ? text : "", source: isMain ? nil : 1)
        }
        tree = try self.tree(guide, work.tx)
        try store(tree, work)
        try record(work, guide, id, "guide.section")
        return id
    }

    static func rename(
        _ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID, language: String, title: String,
        kind: GuideSectionKind? = nil
    ) async throws {
        let title = GuideText.cleaned(title)
        try await change(visit, event) { work, guide in
            _ = try standing(section, guide, work.tx)
            let title = try title.checked()
            try requireText(section, language, guide, work)
            try GuideStore.setTitle(section, language: language, title, now: work.now, work.tx)
            if let kind { try GuideStore.setKind(section, kind, work.tx) }
            try record(work, guide, section, "guide.section-title", ["language": .text(language)])
        }
    }

    /// - Throws: ``Refusal/sectionUnderItself``, ``Refusal/sectionTooDeep``.
    static func move(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID, _ move: SectionMove) async throws {
        try await change(visit, event) { work, guide in try moveIn(work, guide, section, move) }
    }

    static func moveIn(_ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID, _ move: SectionMove) throws {
        _ = try standing(section, guide, work.tx)
        var tree = try tree(guide, work.tx)
        do {
            switch move {
            case .up: try tree.moveUp(section)
            case .down: try tree.moveDown(section)
            case .indent: try tree.indent(section)
            case .outdent: try tree.outdent(section)
            case .under(let parent): try tree.move(section, under: parent)
            case .before(let other): try tree.move(section, beside: other, after: false)
            case .after(let other): try tree.move(section, beside: other, after: true)
            }
        } catch {
            switch error {
            case .underItself: throw Refusal.sectionUnderItself
            case .tooDeep: throw Refusal.sectionTooDeep
            case .unknown: throw Refusal.sectionRemoved
            }
        }
        try store(tree, work)
        try record(work, guide, section, "guide.section-move")
    }

    /// Takes a section out with everything under it; ``restore(_:_:_:)`` brings all of it back.
    static func remove(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID) async throws {
        try await change(visit, event) { work, guide in try removeIn(work, guide, section) }
    }

    static func removeIn(_ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID) throws {
        guard try GuideStore(work.tx).section(section, of: guide.id).removedAt == nil else { return }
        // No two removals share a moment, so that each comes back by itself.
        let last = try GuideStore(work.tx).sections(of: guide.id).compactMap(\.removedAt).max() ?? 0
        let parts = try tree(guide, work.tx).subtree(of: section)
        try GuideStore.setRemoved(parts, at: max(work.now, last + 1), work.tx)
        try record(work, guide, section, "guide.section-removal")
    }

    static func restore(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID) async throws {
        try await change(visit, event) { work, guide in try restoreIn(work, guide, section) }
    }

    /// Where its parent is gone it comes back at the top.
    static func restoreIn(_ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID) throws {
        let all = try GuideStore(work.tx).sections(of: guide.id)
        guard let record = all.first(where: { $0.id == section }) else { throw Refusal.notFound }
        guard let removedAt = record.removedAt else { return }
        let parts = SectionTree(all.filter { $0.removedAt == removedAt }.map { (id: $0.id, parent: $0.parent) })
            .subtree(of: section)
        try GuideStore.setRemoved(parts, at: nil, work.tx)
        try store(try tree(guide, work.tx), work)
        // Languages that came while it was away.
        let tree = try GuideStore(work.tx).tree(guide)
        for part in parts {
            guard let main = tree.main(part) else { continue }
            for language in tree.languages where tree.texts[part]?[language] == nil {
                try GuideOperations.insertText(
                    work, guide, part, language: language, title: main.title, text: "", source: main.card.revision)
            }
        }
        try self.record(work, guide, section, "guide.section-restoration")
    }

    /// A translator says that a text follows the main language's text.
    /// - Parameter seen: the revision of the main text that the translator has read.
    /// - Throws: ``Refusal/mainTextChanged`` where somebody has written on meanwhile.
    static func markUpToDate(
        _ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID, language: String, seen: Int
    ) async throws {
        try await change(visit, event) { work, guide in
            try markUpToDateIn(work, guide, section, language: language, seen: seen)
        }
    }

    /// - Parameter seen: nothing for the present one.
    static func markUpToDateIn(
        _ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID, language: String, seen: Int? = nil
    ) throws {
        let tree = try GuideStore(work.tx).tree(guide)
        guard language != guide.language, let main = tree.main(section), tree.texts[section]?[language] != nil else {
            throw Refusal.notFound
        }
        guard seen ?? main.card.revision == main.card.revision else { throw Refusal.mainTextChanged }
        try GuideStore.setSourceRevision(section, language: language, main.card.revision, now: work.now, work.tx)
        try record(work, guide, section, "guide.translation", ["language": .text(language)])
    }

    /// Replaces a text; what others wrote since `base` (a revision) stays in it.
    /// - Throws: ``Refusal/revisionGone(_:)`` with the present text where the base is no longer kept: nobody could say what of the
    ///   difference is the sender's.
    static func setText(
        _ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID, language: String, _ text: String,
        base: Int? = nil
    ) async throws {
        try await change(visit, event) { work, guide in
            try setTextIn(work, guide, section, language: language, text, base: base)
        }
    }

    static func setTextIn(
        _ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID, language: String? = nil, _ text: String,
        base: Int? = nil
    ) throws {
        let card = try card(section, language ?? guide.language, guide, work.tx)
        var from = card.text
        if let base, base != card.revision {
            guard let old = try CardStore(work.tx).revision(base, of: card.id) else { throw Refusal.revisionGone(card) }
            from = old.text
        }
        _ = try CardOperations.writeIn(work, card, CardWriting(base: from, text: text))
    }

    static func card(_ section: GuideSection.ID, _ language: String, _ guide: GuideRecord, _ reading: any Reading)
        throws -> CardRecord
    {
        _ = try standing(section, guide, reading)
        guard let text = try GuideStore(reading).tree(guide).texts[section]?[language] else { throw Refusal.notFound }
        return text.card
    }

    // MARK: Shared

    private static func change<Value: Sendable>(
        _ visit: Visit, _ event: Event.ID, _ body: @escaping @Sendable (Work, GuideRecord) throws -> Value
    ) async throws -> Value {
        try await visit.database.write { tx in
            try body(Work(tx, visit), try GuideOperations.own(visit, event, tx))
        }
    }

    private static func tree(_ guide: GuideRecord, _ reading: any Reading) throws -> SectionTree<GuideSection.ID> {
        SectionTree(
            try GuideStore(reading).sections(of: guide.id).filter { $0.removedAt == nil }.map {
                (id: $0.id, parent: $0.parent)
            })
    }

    private static func store(_ tree: SectionTree<GuideSection.ID>, _ work: Work) throws {
        for place in tree.places() {
            try GuideStore.place(place.id, parent: place.parent, position: place.position, work.tx)
        }
    }

    private static func standing(_ id: GuideSection.ID, _ guide: GuideRecord, _ reading: any Reading) throws
        -> SectionRecord
    {
        let section = try GuideStore(reading).section(id, of: guide.id)
        guard section.removedAt == nil else { throw Refusal.sectionRemoved }
        return section
    }

    private static func requireText(
        _ section: GuideSection.ID, _ language: String, _ guide: GuideRecord, _ work: Work
    ) throws {
        guard try GuideStore(work.tx).tree(guide).texts[section]?[language] != nil else { throw Refusal.notFound }
    }

    private static func record(
        _ work: Work, _ guide: GuideRecord, _ section: GuideSection.ID, _ kind: String,
        _ facts: [String: JSONValue] = [:]
    ) throws {
        try GuideOperations.record(work, guide, "section:\(section)", kind, facts)
    }
}
