import Domain
import Markup
import Storage
import Web

/// What waits for somebody who is named to sign the version under review.
struct SignerTask {
    let event: Event.ID
    let version: GuideVersionRecord
    /// Their last word; nil if they have not spoken yet.
    let word: SignOffRecord?

    /// Nil if no version is under review, or another signs.
    init?(_ event: Event.ID, seat: Participant.ID, _ reading: any Reading) throws {
        guard let signing = try Signing.of(event, reading), signing.isUnderReview,
            signing.signers.contains(where: { $0.participant == seat && $0.maySpeak })
        else { return nil }
        self.event = event
        version = signing.version
        word = signing.words.first { $0.actor == "participant:\(seat)" }
    }

    /// First on the participant's page: the thing to do next, or what was said.
    var html: HTML {
        let link = "\(Paths.guideReview(event))#signing"
        guard let word else {
            return """
                <section class="notice" id="to-sign"><p><b>\(L("You are named to sign the guide for your sector."))</b></p>\
                <p dir="auto">\(version.label)</p><div class="actions"><a class="button primary" href="\(link)">\(L("Read it and sign"))</a></div></section>
                """
        }
        let said =
            word.decision == .signed ? L("You have signed for your sector.") : L("You have objected for your sector.")
        return """
            <section class="notice \(word.decision == .signed ? "good" : "warn")" id="to-sign"><p><b>\(said)</b></p>\
            <p><a href="\(link)">\(L("Change your answer"))</a></p></section>
            """
    }

    /// Changes when somebody is named, or has spoken.
    static func state(_ event: Event.ID, _ reading: any Reading) throws -> String {
        guard let signing = try Signing.of(event, reading) else { return "" }
        let signers = signing.signers.map { "\($0.participant)\($0.maySpeak)" }
        let words = signing.words.map { "\($0.actor)\($0.decision.rawValue)" }
        return ([signing.version.id.description] + signers + words).joined(separator: " ")
    }
}

/// Who signs the guide and what was said: the same for everybody in the room, and read once a change.
private struct Signing: Sendable {
    let version: GuideVersionRecord
    let isUnderReview: Bool
    let signers: [SignerRecord]
    let words: [SignOffRecord]

    static func of(_ event: Event.ID, _ reading: any Reading) throws -> Signing? {
        try reading.remember("signing of the guide \(event)") {
            let store = GuideReviewStore(reading)
            guard let guide = try store.guideIfAny(of: event), let version = try store.reviewed(guide) else {
                return Signing?.none
            }
            return Signing(
                version: version, isUnderReview: guide.state == .review,
                signers: try SpeakerStore(reading).signers(of: event), words: try store.signOffs(of: version.id))
        }
    }
}
