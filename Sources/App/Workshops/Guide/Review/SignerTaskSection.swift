import Domain
import Markup
import Storage
import Web

/// What waits for somebody who is named to sign the version under review.
struct SignerTask {
    let event: Event.ID
    let version: GuideVersionRecord
    /// Their last word; nothing where they have not spoken yet.
    let word: SignOffRecord?

    /// Nothing where no version is under review, or another signs.
    init?(_ event: Event.ID, seat: Participant.ID, _ reading: any Reading) throws {
        let store = GuideReviewStore(reading)
        guard let guide = try store.guideIfAny(of: event), guide.state == .review,
            let version = try store.reviewed(guide),
            try SpeakerStore(reading).signers(of: event).contains(where: { $0.participant == seat && $0.maySpeak })
        else { return nil }
        self.event = event
        self.version = version
        word = try store.signOffs(of: version.id).first { $0.actor == "participant:\(seat)" }
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
            <p><a href="\(link)">\(L("Change your word"))</a></p></section>
            """
    }

    /// Changes when somebody is named, or has spoken.
    static func state(_ event: Event.ID, _ reading: any Reading) throws -> String {
        let store = GuideReviewStore(reading)
        guard let guide = try store.guideIfAny(of: event), let version = try store.reviewed(guide) else { return "" }
        let signers = try SpeakerStore(reading).signers(of: event).map { "\($0.participant)\($0.maySpeak)" }
        let words = try store.signOffs(of: version.id).map { "\($0.actor)\($0.decision.rawValue)" }
        return ([version.id.description] + signers + words).joined(separator: " ")
    }
}
