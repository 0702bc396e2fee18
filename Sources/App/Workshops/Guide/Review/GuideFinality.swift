import Domain
import Storage
import Web

/// A final guide says what the sectors have signed, word for word: its text is locked until who runs the room takes it back to
/// writing, and what was written beside the signed version is put aside when it becomes final.
enum GuideFinality {
    /// - Throws: ``Refusal/guideIsFinal``.
    static func requireOpen(_ state: GuideState) throws {
        guard state != .final else { throw Refusal.guideIsFinal }
    }

    /// Brings the guide to the text of a version. What stood there instead is kept as a version of its own, and in the history of
    /// each text. Languages that came later stay: nobody has signed them, and they say that they follow a text.
    static func settle(_ work: Work, _ guide: ReviewedGuide, on version: GuideVersion.ID) throws {
        let store = GuideReviewStore(work.tx)
        let (signed, present) = (try store.content(of: version), try store.snapshot(of: guide.id))
        guard !signed.saysTheSame(as: present) else { return }
        let record = try store.version(version, of: guide.id)
        try GuideVersionOperations.keepIn(
            work, guide, title: "",
            note: L("Draft text that was not part of “\(record.label)” when it became final.").string())
        try putBack(signed, instead: present, of: guide, work)
        try work.record(
            .part(guide.event, .guide), "guide:\(guide.id)", "guide.settling", ["version": .text(version.description)])
    }

    private static func putBack(
        _ signed: GuideSnapshot, instead present: GuideSnapshot, of guide: ReviewedGuide, _ work: Work
    ) throws {
        let (tx, now) = (work.tx, work.now)
        let kept = Set(signed.sections.map(\.id))
        let last = try GuideStore(tx).sections(of: guide.id).compactMap(\.removedAt).max() ?? 0
        try GuideStore.setRemoved(present.sections.map(\.id).filter { !kept.contains($0) }, at: max(now, last + 1), tx)
        try GuideStore.setRemoved(signed.sections.map(\.id), at: nil, tx)
        try GuideStore.change(
            guide.id, title: signed.title, marking: Marking(rawValue: signed.marking) ?? .red, now: now, tx)
        var positions: [GuideSection.ID?: Int] = [:]
        for section in signed.sections {
            positions[section.parent, default: 0] += 1
            try GuideStore.place(section.id, parent: section.parent, position: positions[section.parent] ?? 1, tx)
            if let kind = GuideSectionKind(rawValue: section.kind) { try GuideStore.setKind(section.id, kind, tx) }
            for (language, text) in section.texts.sorted(by: { $0.key < $1.key }) {
                let card = try GuideReviewStore(tx).card(of: section.id, in: language, guide: guide.id)
                try GuideStore.setTitle(section.id, language: language, text.title, now: now, tx)
                if card.text != text.text { try CardOperations.putBackIn(work, card, text.text, isSigned: true) }
            }
            try followAgain(section, of: guide, in: signed.language, work)
        }
    }

    /// Translations that followed the text that was signed follow it again: it has a new number now.
    private static func followAgain(
        _ section: GuideSnapshot.Section, of guide: ReviewedGuide, in language: String, _ work: Work
    ) throws {
        guard let main = section.texts[language] else { return }
        let revision = try GuideReviewStore(work.tx).card(of: section.id, in: language, guide: guide.id).revision
        for (other, text) in section.texts where other != language && (text.source ?? 0) >= main.revision {
            try GuideStore.setSourceRevision(section.id, language: other, revision, now: work.now, work.tx)
        }
    }
}

extension GuideSnapshot {
    /// Whether a reader of this version reads the same in another: title, marking, sections, and the texts in its languages.
    fileprivate func saysTheSame(as other: GuideSnapshot) -> Bool {
        guard title == other.title, marking == other.marking, sections.count == other.sections.count else {
            return false
        }
        return zip(sections, other.sections).allSatisfy { one, two in
            one.id == two.id && one.parent == two.parent && one.kind == two.kind
                && one.texts.allSatisfy { $1.title == two.texts[$0]?.title && $1.text == two.texts[$0]?.text }
        }
    }
}
