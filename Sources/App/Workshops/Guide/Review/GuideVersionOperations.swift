import Domain
import Storage
import Web

/// Versions of the guide, its review, its signing by sector, and the act that makes it final.
enum GuideVersionOperations {
    static let mostVersions = 200

    /// Keeps the whole guide as it stands.
    static func keep(_ visit: Visit, _ event: Event.ID, title: String, note: String) async throws -> GuideVersionRecord
    {
        let words = Cleaned((title: title, note: note)) { words, check in
            words = (check.line("title", words.title, limit: 120), check.lines("note", words.note, limit: 1_000))
        }
        return try await visit.database.write { tx in
            try visit.require(.writeGuide, in: event, tx)
            let guide = try GuideReviewStore(tx).guide(of: event)
            let words = try words.checked()
            guard try GuideReviewStore(tx).versions(of: guide.id).count < mostVersions else {
                throw Refusal.tooManyVersions
            }
            let id = try keepIn(Work(tx, visit), guide, title: words.title, note: words.note)
            return try GuideReviewStore(tx).version(id, of: guide.id)
        }
    }

    @discardableResult
    static func keepIn(_ work: Work, _ guide: ReviewedGuide, title: String = "", note: String = "") throws
        -> GuideVersion.ID
    {
        let id: GuideVersion.ID = work.environment.id()
        let content = try GuideReviewStore(work.tx).snapshot(of: guide.id)
        try GuideReviewStore.insert(
            .init(id: id, guide: guide.id, title: title, note: note, content: content, actor: work.actor),
            now: work.now,
            work.tx)
        try work.record(.event(guide.event), "guide:\(guide.id)", "guide.version", ["version": .text(id.description)])
        return id
    }

    /// Writes a section's text of a version again, as the text's newest revision: the present one stays in its history.
    static func restore(
        _ visit: Visit, _ event: Event.ID, _ version: GuideVersion.ID, _ section: GuideSection.ID, language: String
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(.writeGuide, in: event, tx)
            let store = GuideReviewStore(tx)
            let guide = try store.guide(of: event)
            try GuideFinality.requireOpen(guide.state)
            let kept = try store.version(version, of: guide.id)
            guard let text = try store.content(of: kept.id).section(section)?.texts[language] else {
                throw Refusal.notFound
            }
            let card = try store.card(of: section, in: language, guide: guide.id)
            guard card.text != text.text else { return }
            try CardOperations.putBackIn(Work(tx, visit), card, text.text)
            try visit.record(
                tx, scope: .part(event, .guide), subject: "section:\(section)", kind: "section.restoration",
                facts: ["language": .text(language), "version": .text(version.description)])
        }
    }

    // MARK: Review

    /// Opens the review of a version; a review of another one ends with that.
    static func openReview(_ visit: Visit, _ event: Event.ID, _ version: GuideVersion.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            _ = try EventOperations.meeting(event, tx)
            let store = GuideReviewStore(tx)
            let guide = try store.guide(of: event)
            let kept = try store.version(version, of: guide.id)
            if guide.state == .review, try store.reviewed(guide)?.id == kept.id { return }
            try openReviewIn(Work(tx, visit), guide, kept.id)
        }
    }

    static func openReviewIn(_ work: Work, _ guide: ReviewedGuide, _ version: GuideVersion.ID) throws {
        try GuideReviewStore.setReview(version, at: work.now, work.tx)
        try GuideReviewStore.setState(guide.id, .review, work.tx)
        try work.record(
            .event(guide.event), "guide:\(guide.id)", "guide.review", ["version": .text(version.description)])
    }

    /// Back to writing; what sectors have said of the version stays with it.
    static func reopen(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            _ = try EventOperations.meeting(event, tx)
            try reopenIn(Work(tx, visit), try GuideReviewStore(tx).guide(of: event))
        }
    }

    static func reopenIn(_ work: Work, _ guide: ReviewedGuide) throws {
        guard guide.state != .writing else { return }
        if let version = try GuideReviewStore(work.tx).reviewed(guide) {
            try GuideReviewStore.setFinal(version.id, at: nil, by: nil, note: nil, work.tx)
        }
        try GuideReviewStore.setState(guide.id, .writing, work.tx)
        try work.record(.event(guide.event), "guide:\(guide.id)", "guide.reopening")
    }

    /// The word of somebody who is named to sign for their sector. It makes nothing final: that is an organiser's act.
    static func signOff(
        _ visit: Visit, _ event: Event.ID, _ version: GuideVersion.ID, sector: String?,
        _ decision: SignOffRecord.Decision,
        note: String
    ) async throws {
        let words = Cleaned(note) { note, check in
            note = check.lines("note", note, limit: 1_000, isRequired: decision == .objection)
        }
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            _ = try EventOperations.meeting(event, tx)
            let seat = try visit.seat(in: event)
            let person = try EventStore(tx).participant(seat.id)
            guard person.role.contributes else { throw Refusal.observersDoNotSign }
            guard let own = person.sector else { throw Refusal.noSector }
            guard sector == nil || sector == own else { throw Refusal.otherSector }
            guard person.unverifiedAt == nil else { throw Refusal.unverifiedSigner }
            let isNamed = try SpeakerStore(tx).signers(of: event).contains {
                $0.participant == seat.id && $0.sector == own && $0.maySpeak
            }
            let guide = try GuideReviewStore(tx).guide(of: event)
            try requireReview(of: version, guide, tx)
            guard isNamed else { throw Refusal.notASigner }
            let words = try words.checked()
            // The person speaks, also where an account is signed in beside the seat.
            let work = Work(tx, visit.environment, actor: "participant:\(seat.id)")
            try signOffIn(work, guide, version, sector: own, decision, note: words)
        }
    }

    private static func requireReview(of version: GuideVersion.ID, _ guide: ReviewedGuide, _ reading: any Reading)
        throws
    {
        let store = GuideReviewStore(reading)
        _ = try store.version(version, of: guide.id)
        guard guide.state == .review, try store.reviewed(guide)?.id == version else { throw Refusal.reviewMovedOn }
    }

    /// Whoever calls it has seen that the version is under review.
    static func signOffIn(
        _ work: Work, _ guide: ReviewedGuide, _ version: GuideVersion.ID, sector: String,
        _ decision: SignOffRecord.Decision, note: String = ""
    ) throws {
        try GuideReviewStore.signOff(
            version, sector, decision, note: note, by: work.actor ?? "", now: work.now, work.tx)
        try work.record(
            .event(guide.event), "guide:\(guide.id)", "guide.sign-off",
            ["decision": .text(decision.rawValue), "sector": .text(sector), "version": .text(version.description)])
    }

    /// The organiser makes the version final. What stands against it (``GuideObstacles``) was said first; whoever goes on all the same
    /// says why, and that is named with the version for good.
    static func close(_ visit: Visit, _ event: Event.ID, _ version: GuideVersion.ID, note: String) async throws {
        let words = Cleaned(note) { note, check in note = check.lines("note", note, limit: 1_000) }
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try EventOperations.meeting(event, tx)
            let store = GuideReviewStore(tx)
            let guide = try store.guide(of: event)
            if guide.state == .final, try store.reviewed(guide)?.id == version { return }
            guard guide.state == .review, try store.reviewed(guide)?.id == version else { throw Refusal.reviewMovedOn }
            let obstacles = try GuideObstacles(guide, version, tx)
            let words = try words.checked { words, check in
                if words.isEmpty && !obstacles.isEmpty { check.fail("note", L("This field is required.")) }
            }
            try finish(Work(tx, visit), guide, version, note: words.isEmpty ? nil : words, over: obstacles)
        }
    }

    static func finish(
        _ work: Work, _ guide: ReviewedGuide, _ version: GuideVersion.ID, note: String?, over obstacles: GuideObstacles
    ) throws {
        try GuideFinality.settle(work, guide, on: version)
        try GuideReviewStore.setFinal(version, at: work.now, by: work.actor, note: note, work.tx)
        try GuideReviewStore.setState(guide.id, .final, work.tx)
        let store = GuideReviewStore(work.tx)
        let objections = try store.signOffs(of: version).filter { $0.decision == .objection }.map(\.sector)
        let kinds = Set(obstacles.all.map(\.kind)).sorted()
        try work.record(
            .event(guide.event), "guide:\(guide.id)", "guide.finalisation",
            [
                "objections": .list(objections.map { .text($0) }), "over": .list(kinds.map { .text($0) }),
                "version": .text(version.description),
            ])
    }
}
