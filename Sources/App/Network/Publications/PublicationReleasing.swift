import Domain
import Storage
import Web

/// Review, release by two leads of different members, withdrawal, and what follows a release.
enum PublicationReleasing {
    /// The number of the release that is being written.
    static func next(_ record: PublicationRecord, _ reading: any Reading) throws -> Int {
        (try PublicationStore(reading).releases(of: record.id).first?.number ?? 0) + 1
    }

    /// Keeps the text as it stands, and asks the leads for their word on it. What they said of an earlier one counts no more.
    static func openReview(_ visit: Visit, _ id: Publication.ID, note: String) async throws {
        let words = Cleaned(note) { note, check in note = check.lines("note", note, limit: 1_000) }
        let language = visit.language
        try await visit.database.write { tx in
            let seen = try PublicationOperations.managed(visit, id, tx)
            let note = try words.checked()
            try Language.$current.withValue(language) {
                try openReviewIn(Work(tx, visit), seen, note: note, visit.settings)
            }
        }
    }

    static func openReviewIn(_ work: Work, _ seen: SeenPublication, note: String = "", _ settings: Settings?) throws {
        let record = seen.record
        let guide = try text(of: record, work.tx)
        guard guide.state != .final else { throw Refusal.publicationIsReleased }
        guard let document = try GuideStore(work.tx).document(of: guide.event) else { throw Refusal.noWritingRoom }
        try GuideRelease.check(document)
        guard document.sections.contains(where: { !$0.markdown.allSatisfy(\.isWhitespace) }) else {
            throw Refusal.nothingWritten
        }
        guard try GuideReviewStore(work.tx).versions(of: guide.id).count < GuideVersionOperations.mostVersions else {
            throw Refusal.tooManyVersions
        }
        let version = try GuideVersionOperations.keepIn(work, guide, note: note)
        try GuideVersionOperations.openReviewIn(work, guide, version)
        let number = try next(record, work.tx)
        try PublicationStore.forgetWords(of: record.id, number: number, work.tx)
        if record.state == .drafting { try PublicationStore.set(.review, of: record.id, now: work.now, work.tx) }
        try work.record(
            .programme(record.programme), record.subject, "publication.review",
            ["version": .text(version.description)])
        if let settings { try PublicationMails(work, seen, settings).askForRelease(version) }
    }

    /// Back to writing: what leads said of the version counts no more.
    static func returnToWriting(_ visit: Visit, _ id: Publication.ID) async throws {
        try await visit.database.write { tx in
            let seen = try PublicationOperations.managed(visit, id, tx)
            guard try text(of: seen.record, tx).state == .review else { throw Refusal.notInReview }
            try takeBackIn(Work(tx, visit), seen.record)
        }
    }

    /// Where a version is in review, its leads are asked anew before it is released: also when it shall be for other readers.
    static func takeBackIn(_ work: Work, _ record: PublicationRecord) throws {
        guard let event = record.event, let guide = try GuideReviewStore(work.tx).guideIfAny(of: event),
            guide.state == .review
        else { return }
        try GuideVersionOperations.reopenIn(work, guide)
        try PublicationStore.forgetWords(of: record.id, number: try next(record, work.tx), work.tx)
        if record.state == .review { try PublicationStore.set(.drafting, of: record.id, now: work.now, work.tx) }
        try work.record(.programme(record.programme), record.subject, "publication.return")
    }

    // MARK: Release

    /// A lead's word on the version under review. With the second, of another member and another person, it is released.
    /// - Parameter version: the one that the lead had before them.
    /// - Returns: whether it is released now.
    @discardableResult
    static func release(
        _ visit: Visit, _ id: Publication.ID, for member: MemberRef, _ version: GuideVersion.ID
    ) async throws -> Bool {
        try await visit.database.write { tx in
            try PublicationStore.lock(id, tx)
            let sight = try PublicationSight(visit, tx)
            let seen = try sight.publication(id)
            guard let account = visit.visitor.account?.id,
                sight.speaks(in: seen).contains(where: { $0.member == member }),
                let mandate = sight.mandate(for: member, in: seen.record.programme)
            else { throw Refusal.leadsRelease }
            return try releaseIn(
                Work(tx, visit), seen, for: member, by: account, under: mandate.id, version)
        }
    }

    /// Whoever calls it has seen that the account acts for the member.
    static func releaseIn(
        _ work: Work, _ seen: SeenPublication, for member: MemberRef, by account: Account.ID,
        under mandate: Mandate.ID? = nil, _ version: GuideVersion.ID
    ) throws -> Bool {
        let (record, store) = (seen.record, PublicationStore(work.tx))
        let guide = try text(of: record, work.tx)
        guard guide.state == .review, try GuideReviewStore(work.tx).reviewed(guide)?.id == version else {
            throw Refusal.reviewMovedOn
        }
        let number = try next(record, work.tx)
        if try !seen.counting(store.words(of: record.id, number: number)).contains(where: { $0.member == member }) {
            try PublicationStore.say(
                member, account, under: mandate, of: record.id, number: number, now: work.now, work.tx)
            try work.record(
                .programme(record.programme), record.subject, "publication.word",
                [
                    "member": .text(member.description), "version": .text(version.description),
                    "mandate": JSONValue(mandate?.description),
                ])
        }
        let words = try seen.counting(store.words(of: record.id, number: number))
        guard
            ReleaseRule.isReleased(
                words.map { .init(member: $0.member.description, person: $0.account.description) })
        else { return false }
        try finish(work, record, guide, version, number: number)
        return true
    }

    private static func finish(
        _ work: Work, _ record: PublicationRecord, _ guide: ReviewedGuide, _ version: GuideVersion.ID, number: Int
    ) throws {
        try GuideVersionOperations.finish(
            work, guide, version, note: nil, over: try GuideObstacles(guide, version, work.tx))
        let store = GuideStore(work.tx)
        // The leads have read the version, and no language that came after it.
        let languages = try GuideReviewStore(work.tx).content(of: version).languages
        let documents = try languages.compactMap {
            try store.document(of: guide.event, in: $0, only: languages)?.withoutEmptySections
        }
        for document in documents { try GuideRelease.check(document) }
        guard let first = documents.first, first.marking == record.marking else { throw Refusal.markedOtherwise }
        try PublicationStore.release(
            record.id, number: number, version, marking: record.marking, documents,
            on: CalendarDate.today(work.now), now: work.now, work.tx)
        // Lists name it as its leads have read it.
        try PublicationStore.updateRoom(
            guide.event, title: first.title, marking: record.marking,
            endsOn: PublicationRoom.lastDay(record.due ?? "", now: work.now), work.tx)
        try AudienceStore.undoWithdrawal(record.record, work.tx)
        try work.record(
            .programme(record.programme), record.subject, "publication.release",
            ["number": .whole(number), "version": .text(version.description), "marking": .text(record.marking)])
    }

    /// Opens the text of what was released for its next version; what was released stays as it is.
    static func followUp(_ visit: Visit, _ id: Publication.ID) async throws {
        try await visit.database.write { tx in
            let seen = try PublicationOperations.managed(visit, id, tx)
            let guide = try text(of: seen.record, tx)
            guard guide.state == .final else { return }
            try GuideVersionOperations.reopenIn(Work(tx, visit), guide)
            try Work(tx, visit).record(
                .programme(seen.record.programme), seen.record.subject, "publication.follow-up")
        }
    }

    // MARK: Withdrawal

    /// One of those who answer for it is enough: nothing leaves the server by it. Whoever had it is told.
    static func withdraw(_ visit: Visit, _ id: Publication.ID, note: String) async throws {
        let words = Cleaned(note) { note, check in
            note = check.lines("note", note, limit: 1_000, isRequired: true)
        }
        try await visit.database.write { tx in
            let seen = try PublicationOperations.managed(visit, id, tx)
            let note = try words.checked()
            try withdrawIn(Work(tx, visit), seen, note: note, visit.settings)
        }
    }

    static func withdrawIn(_ work: Work, _ seen: SeenPublication, note: String, _ settings: Settings?) throws {
        let record = seen.record
        guard record.isReleased else { throw Refusal.notReleased }
        try PublicationStore.withdraw(record.id, note: note, now: work.now, work.tx)
        try AudienceStore.withdraw(record.record, note, by: work.actor, now: work.now, work.tx)
        try work.record(.programme(record.programme), record.subject, "publication.withdrawal")
        if let settings { try PublicationMails(work, seen, settings).tellOfWithdrawal() }
    }

    static func text(of record: PublicationRecord, _ reading: any Reading) throws -> ReviewedGuide {
        guard let event = record.event, let guide = try GuideReviewStore(reading).guideIfAny(of: event) else {
            throw Refusal.noWritingRoom
        }
        return guide
    }
}
