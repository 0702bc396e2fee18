import Domain
import Foundation
import Markup
import Storage
import Web

/// What pages of the review share: people, moments, states.
struct GuideReviewWords: Sendable {
    let room: Room
    let people: GuidePeople

    init(_ event: Event.ID, _ reading: any Reading) throws {
        room = try Room(event, reading)
        people = try GuideReviewStore(reading).people(of: event)
    }

    /// Where a contribution comes from: sector and country, the name where the event shows names. Those who run the room, and
    /// who signs for a sector, are always named.
    func origin(_ journalName: String?, isNamed: Bool = false) -> HTML {
        guard let person = people[journalName] else { return "<span>\(L("Somebody who has left"))</span>" }
        let name: HTML =
            isNamed || room.event.namesShown || person.runsTheRoom ? "<span dir=\"auto\">\(person.name)</span>" : .empty
        return "\(room.names.origin(sector: person.sector, country: person.country)) \(name)"
    }

    /// In the event's time zone.
    func moment(_ milliseconds: Int64) -> HTML { MomentWords(room.event.timeZone).html(milliseconds) }

    static func chip(_ state: GuideState) -> HTML {
        switch state {
        case .writing: "<span class=\"state open\">\(L("Being written"))</span>"
        case .review: "<span class=\"state warn\">\(L("Under review"))</span>"
        case .final: "<span class=\"state good\">\(L("Final"))</span>"
        }
    }

    static func chip(_ comment: GuideCommentRecord) -> HTML {
        switch comment.state {
        case .open: .empty
        case .accepted: "<span class=\"state good\">\(L("Accepted"))</span>"
        case .declined: "<span class=\"state bad\">\(L("Declined"))</span>"
        case .resolved: "<span class=\"state\">\(L("Settled"))</span>"
        }
    }
}

/// The sectors' words on a version as a table: on the review's page, the guide's, the console and in exports.
struct SignOffTable {
    private struct Row {
        let sector: String
        /// Who is named; nothing for a word that was given before anybody was, and where nobody is.
        let signer: SignerRecord?
        /// Nil if they have not spoken yet.
        let word: SignOffRecord?
    }

    let sectors: [SectorWord]
    let words: GuideReviewWords

    init(_ version: GuideVersion.ID, _ words: GuideReviewWords, _ reading: any Reading) throws {
        sectors = try SectorWord.all(on: version, in: words.room.event.id, reading)
        self.words = words
    }

    var objections: [SignOffRecord] { sectors.flatMap(\.objections) }
    var isSignedByAll: Bool { !sectors.isEmpty && sectors.allSatisfy(\.isSigned) }
    var signed: Int { sectors.count(where: \.isSigned) }

    private var rows: [Row] {
        sectors.flatMap { sector -> [Row] in
            let named = sector.signers.map { Row(sector: sector.sector, signer: $0, word: sector.word(of: $0)) }
            let others = sector.words.filter { word in !named.contains { $0.word == word } }
            let rows = named + others.map { Row(sector: sector.sector, signer: nil, word: $0) }
            return rows.isEmpty ? [Row(sector: sector.sector, signer: nil, word: nil)] : rows
        }
    }

    var html: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Sign-off by sector").string())"><table class="stack">\
        <caption>\(L("Sectors that have signed: \(signed) of \(sectors.count)"))</caption>\
        <thead><tr><th scope="col">\(L("Sector"))</th><th scope="col">\(L("Position"))</th><th scope="col">\(L("Given by"))</th>\
        <th scope="col">\(L("When"))</th></tr></thead><tbody>\(rows.html(row))</tbody></table></div>
        """
    }

    private func row(_ row: Row) -> HTML {
        let sector = words.room.names.sector(row.sector)?.html
        guard let word = row.word else {
            return """
                <tr><th scope="row">\(sector)</th><td data-label="\(L("Position").string())">\(row.signer == nil ? "<span class=\"state warn\">\(L("Nobody is named to sign"))</span>" : "<span class=\"state\">\(L("Not yet"))</span>" as HTML)</td>\
                <td data-label="\(L("Given by").string())">\(row.signer.map { "<bdi>\($0.name)</bdi>" as HTML })</td><td></td></tr>
                """
        }
        let isSigned = word.decision == .signed
        let chip: HTML =
            isSigned
            ? "<span class=\"state good\">\(Icon.svg("check")) \(L("Signed"))</span>"
            : "<span class=\"state bad\">\(Icon.svg("warning")) \(L("Objection"))</span>"
        return """
            <tr\("class", value: isSigned ? nil : "bad")><th scope="row">\(sector)</th>\
            <td data-label="\(L("Position").string())"><div>\(chip)\(word.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(word.note)</p>")</div></td>\
            <td data-label="\(L("Given by").string())"><span>\(words.origin(word.actor, isNamed: true))</span></td>\
            <td data-label="\(L("When").string())">\(words.moment(word.decidedAt))</td></tr>
            """
    }
}

/// State, sign-off and open comments in a few lines, for the guide's page and the console.
struct GuideReviewSummary {
    let guide: ReviewedGuide
    let version: GuideVersionRecord?
    let table: SignOffTable?
    let openComments: Int

    /// Nil if the event has no guide.
    init?(_ event: Event.ID, _ reading: any Reading) throws {
        let store = GuideReviewStore(reading)
        guard let guide = try store.guideIfAny(of: event) else { return nil }
        self.guide = guide
        version = try store.reviewed(guide)
        let words = try GuideReviewWords(event, reading)
        table = try version.map { try SignOffTable($0.id, words, reading) }
        openComments = try store.openComments(of: guide.id).count
    }

    /// "Under review · Version 2 · 1 of 3 sectors have signed · 4 open comments", with the way to the review.
    var html: HTML {
        let signed = table.map { L("Sectors that have signed: \($0.signed) of \($0.sectors.count)") }
        let comments = L(openComments, one: "\(openComments) open comment", other: "\(openComments) open comments")
        return """
            <p class="meta" id="review-summary">\(GuideReviewWords.chip(guide.state)) \(version.map { "<span>\($0.label)</span>" as HTML })\
            \(signed.map { "<span>\($0)</span>" as HTML })<span>\(comments)</span> \
            <a href="\(Paths.guideReview(guide.event))">\(L("Review and versions"))</a></p>
            """
    }
}
