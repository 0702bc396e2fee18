import Domain
import Storage
import Web

/// The review of the guide as JSON, on the same operations as the pages.
enum GuideReviewAPI {
    struct CommentInput: Codable, Sendable {
        let section: GuideSection.ID
        /// BCP 47: of the text; the guide's main language by default.
        let language: String?
        let kind: GuideCommentRecord.Kind
        let quote: String?
        let text: String?
        /// A suggestion's words in the place of the quote.
        let proposed: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct CommentBody: Codable, Sendable {
        let id: GuideComment.ID
        let section: GuideSection.ID
        let language: String
        /// What it answers.
        let parent: GuideComment.ID?
        let kind: GuideCommentRecord.Kind
        let quote: String
        let text: String
        let proposed: String
        let state: GuideCommentRecord.State
        /// Why it was declined.
        let answer: String
        /// Epoch milliseconds.
        let createdAt: Int

        init(_ comment: GuideCommentRecord) {
            id = comment.id
            section = comment.section
            language = comment.language
            parent = comment.parent
            kind = comment.kind
            quote = comment.quote
            text = comment.text
            proposed = comment.proposed
            state = comment.state
            answer = comment.answer
            createdAt = Int(comment.createdAt)
        }
    }

    struct CommentStateInput: Codable, Sendable {
        /// `accepted`, `declined` (with a reason), `resolved`, or `open` again.
        let state: GuideCommentRecord.State
        let reason: String?
    }

    struct ReplyInput: Codable, Sendable {
        let text: String
        let key: String?
    }

    struct VersionInput: Codable, Sendable {
        let title: String?
        let note: String?
    }

    struct SignOffBody: Codable, Sendable {
        let sector: String
        /// Of the whole sector: an objection where there is one, signed where everybody who is named has, else absent.
        let decision: SignOffRecord.Decision?
        /// Of the last word.
        let note: String?
        /// Epoch milliseconds.
        let decidedAt: Int?
        /// Who is named to sign for it.
        let signers: [SignerBody]
    }

    struct SignerBody: Codable, Sendable {
        let participant: Participant.ID
        let name: String
        /// Absent while they have not spoken.
        let decision: SignOffRecord.Decision?
        let note: String?
        let decidedAt: Int?
    }

    struct VersionBody: Codable, Sendable {
        let id: GuideVersion.ID
        let number: Int
        let title: String
        let note: String
        /// Epoch milliseconds.
        let createdAt: Int
        let reviewAt: Int?
        let finalAt: Int?
        /// What the organiser said who made it final.
        let finalNote: String?

        init(_ version: GuideVersionRecord) {
            id = version.id
            number = version.number
            title = version.title
            note = version.note
            createdAt = Int(version.createdAt)
            reviewAt = version.reviewAt.map(Int.init)
            finalAt = version.finalAt.map(Int.init)
            finalNote = version.finalNote
        }
    }

    struct ContentBody: Codable, Sendable {
        let version: VersionBody
        let content: GuideSnapshot
    }

    struct ReviewBody: Codable, Sendable {
        let state: GuideState
        /// Under review, or final.
        let version: VersionBody?
        let signOffs: [SignOffBody]
        let openComments: Int
        /// What stands against making the version final, in words: empty sections, open comments, missing sectors and signatures. Only for
        /// organisers, and only while it is under review.
        let obstacles: [String]
    }

    struct SignOffInput: Codable, Sendable {
        let decision: SignOffRecord.Decision
        /// Needed with an objection.
        let note: String?
    }

    struct NoteInput: Codable, Sendable {
        /// Needed where something stands against it: the review lists what.
        let note: String?
    }

    static let routes: [APIRoute] = comments + versions

    private static let comments: [APIRoute] = [
        .get(
            Paths.apiGuideComments, .attend, "Guide review", "Comments, suggested changes and replies, oldest first.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let store = GuideReviewStore(reading)
                return try store.comments(of: try store.guide(of: event).id).map(CommentBody.init)
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(
            .post, Paths.apiGuideComments, .attend, "Guide review",
            "Comments on a section, or suggests a change of it.",
            success: .created
        ) { (visit, input: CommentInput, event) in
            let main = try await visit.read { try GuideReviewStore($0).guide(of: event).language }
            return CommentBody(
                try await GuideCommentOperations.add(
                    visit, event,
                    CommentDraft(
                        section: input.section, language: input.language ?? main, kind: input.kind,
                        quote: input.quote ?? "", text: input.text ?? "", proposed: input.proposed ?? "", key: input.key
                    )))
        },
        .send(.post, Paths.apiGuideReplies, .attend, "Guide review", "Answers a comment.", success: .created) {
            (visit, input: ReplyInput, event, id) in
            CommentBody(try await GuideCommentOperations.reply(visit, event, id, text: input.text, key: input.key))
        },
        .send(
            .put, Paths.apiGuideCommentState, .attend, "Guide review",
            "Accepts or declines a suggestion, settles a comment, or opens it again."
        ) { (visit, input: CommentStateInput, event, id) in
            switch input.state {
            case .accepted: try await GuideCommentOperations.accept(visit, event, id)
            case .declined: try await GuideCommentOperations.decline(visit, event, id, reason: input.reason ?? "")
            case .resolved: try await GuideCommentOperations.resolve(visit, event, id)
            case .open: try await GuideCommentOperations.reopen(visit, event, id)
            }
            return try await visit.read { reading in
                let store = GuideReviewStore(reading)
                return CommentBody(try store.comment(id, of: try store.guide(of: event).id))
            }
        },
    ]

    private static let versions: [APIRoute] = [
        .get(Paths.apiGuideReview, .attend, "Guide review", "State, version under review, and the word of each sector.")
        {
            visit, event in try await review(event, visit)
        },
        .get(
            Paths.apiGuideVersions, .attend, "Guide review", "The kept versions, newest first.",
            query: Cursor.parameters
        ) { visit, event in
            let found = try await visit.read { reading in
                let store = GuideReviewStore(reading)
                return try store.versions(of: try store.guide(of: event).id).map(VersionBody.init)
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(
            .post, Paths.apiGuideVersions, .writeGuide, "Guide review", "Keeps the whole guide as it stands.",
            success: .created
        ) { (visit, input: VersionInput, event) in
            VersionBody(
                try await GuideVersionOperations.keep(visit, event, title: input.title ?? "", note: input.note ?? ""))
        },
        .get(Paths.apiGuideVersion, .attend, "Guide review", "A version with its content.") { visit, event, id in
            try await visit.read { reading in
                let store = GuideReviewStore(reading)
                let version = try store.version(id, of: try store.guide(of: event).id)
                return ContentBody(version: VersionBody(version), content: try store.content(of: id))
            }
        },
        .act(.post, Paths.apiVersionReview, .facilitate, "Guide review", "Opens the review of a version.") {
            visit, event, id in
            try await GuideVersionOperations.openReview(visit, event, id)
            return try await review(event, visit)
        },
        .send(
            .put, Paths.apiVersionSignOff, .attend, "Guide review",
            "The word of somebody who is named to sign for their sector. The last word of each counts."
        ) { (visit, input: SignOffInput, event, id) in
            try await GuideVersionOperations.signOff(
                visit, event, id, sector: nil, input.decision, note: input.note ?? "")
            return try await review(event, visit)
        },
        .send(
            .post, Paths.apiVersionFinalisation, .organise, "Guide review",
            "Makes the version final. Where something stands against it, with a reason that stays with it."
        ) { (visit, input: NoteInput, event, id) in
            try await GuideVersionOperations.close(visit, event, id, note: input.note ?? "")
            return try await review(event, visit)
        },
    ]

    private static func review(_ event: Event.ID, _ visit: Visit) async throws -> ReviewBody {
        try await visit.read { reading in
            let store = GuideReviewStore(reading)
            let guide = try store.guide(of: event)
            let version = try store.reviewed(guide)
            let sectors = try version.map { try SectorWord.all(on: $0.id, in: event, reading) } ?? []
            let mayFinish = try visit.membership(in: event, reading).allows(.organise) && guide.state == .review
            let obstacles =
                try version.flatMap { mayFinish ? try GuideObstacles(guide, $0.id, reading).all : nil } ?? []
            return ReviewBody(
                state: guide.state, version: version.map(VersionBody.init),
                signOffs: sectors.map(body), openComments: try store.openComments(of: guide.id).count,
                obstacles: obstacles.map { $0.words.string() })
        }
    }

    private static func body(_ sector: SectorWord) -> SignOffBody {
        let last = sector.words.max { $0.decidedAt < $1.decidedAt }
        return SignOffBody(
            sector: sector.sector, decision: sector.decision, note: last?.note,
            decidedAt: last.map { Int($0.decidedAt) },
            signers: sector.signers.map { signer in
                let word = sector.word(of: signer)
                return SignerBody(
                    participant: signer.participant, name: signer.name, decision: word?.decision, note: word?.note,
                    decidedAt: word.map { Int($0.decidedAt) })
            })
    }
}

extension GuideCommentRecord.Kind: ChoiceType {}
extension GuideCommentRecord.State: ChoiceType {}
extension SignOffRecord.Decision: ChoiceType {}
