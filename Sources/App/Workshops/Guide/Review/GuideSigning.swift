import Domain
import Storage
import Web

/// What one sector says of a version: the words of those who are named to sign for it. A word that was given before anybody was named
/// for the sector stays and counts as long as nobody is.
struct SectorWord: Sendable {
    /// The sector's code.
    let sector: String
    let signers: [SignerRecord]
    /// Oldest first.
    let words: [SignOffRecord]

    func word(of signer: SignerRecord) -> SignOffRecord? {
        words.first { $0.actor == "participant:\(signer.participant)" }
    }

    /// Everybody who is named has signed.
    var isSigned: Bool {
        if signers.isEmpty { return !words.isEmpty && words.allSatisfy { $0.decision == .signed } }
        return signers.allSatisfy { word(of: $0)?.decision == .signed } && objections.isEmpty
    }
    var objections: [SignOffRecord] { words.filter { $0.decision == .objection } }
    /// Named, and silent so far.
    var silent: [SignerRecord] { signers.filter { word(of: $0) == nil } }

    /// The word of the whole sector: an objection where there is one, signed where all have, nothing before.
    var decision: SignOffRecord.Decision? { objections.isEmpty ? isSigned ? .signed : nil : .objection }

    /// Of the sectors that came or for which somebody is named, in the order of the directory; then of others that have spoken.
    static func all(on version: GuideVersion.ID, in event: Event.ID, _ reading: any Reading) throws -> [SectorWord] {
        let store = GuideReviewStore(reading)
        let spoken = try store.signOffs(of: version)
        let signers = try SpeakerStore(reading).signers(of: event)
        let needed = try store.sectorsToSign(in: event)
        var others: [String] = []
        for sector in spoken.map(\.sector) where !needed.contains(sector) && !others.contains(sector) {
            others.append(sector)
        }
        return (needed + others).map { sector in
            SectorWord(
                sector: sector, signers: signers.filter { $0.sector == sector },
                words: spoken.filter { $0.sector == sector })
        }
    }
}

/// What stands against making a version final. It is said first, each with the way there; an organiser who goes on all the same says why.
struct GuideObstacles: Sendable {
    struct Obstacle: Sendable {
        /// For the journal.
        let kind: String
        let words: Message
        let path: String
    }

    let all: [Obstacle]

    init(_ guide: ReviewedGuide, _ version: GuideVersion.ID, _ reading: any Reading) throws {
        let (event, store) = (guide.event, GuideReviewStore(reading))
        let names = try DirectoryNames(reading)
        func name(_ sector: String) -> String { names.sector(sector)?.label.string() ?? sector }
        var found: [Obstacle] = []
        let content = try store.content(of: version)
        let parents = Set(content.sections.compactMap(\.parent))
        for section in content.sections where !parents.contains(section.id) {
            let text = section.texts[content.language]
            guard text?.text.trimmed.isEmpty ?? true else { continue }
            let title = text?.title ?? ""
            found.append(
                Obstacle(
                    kind: "empty-section", words: L("The section “\(title)” is empty."),
                    path: Paths.guideSection(event, section.id)))
        }
        let comments = try store.openComments(of: guide.id).count
        if comments > 0 {
            found.append(
                Obstacle(
                    kind: "open-comments",
                    words: L(
                        comments, one: "\(comments) comment is still open.",
                        other: "\(comments) comments are still open."),
                    path: "\(Paths.guideReview(event))#open-comments"))
        }
        for sector in try store.sectorsMissing(in: event) {
            found.append(
                Obstacle(
                    kind: "missing-sector", words: L("\(name(sector)) was invited, and nobody from it is here."),
                    path: Paths.speakers(event)))
        }
        for word in try SectorWord.all(on: version, in: event, reading) {
            let sector = name(word.sector)
            if !word.objections.isEmpty {
                found.append(
                    Obstacle(
                        kind: "objection", words: L("\(sector) objects."),
                        path: "\(Paths.guideReview(event))#sign-off"))
            } else if word.signers.isEmpty && !word.isSigned {
                found.append(
                    Obstacle(
                        kind: "no-signer", words: L("Nobody is named to sign for \(sector)."),
                        path: Paths.speakers(event)))
            } else if !word.isSigned {
                let silent = word.silent.map(\.name)
                found.append(
                    Obstacle(
                        kind: "unsigned", words: L("\(sector) has not signed: \(list: silent)."),
                        path: "\(Paths.guideReview(event))#sign-off"))
            }
        }
        all = found
    }

    var isEmpty: Bool { all.isEmpty }
}
