import Domain
import Storage
import Web

/// Who agrees to what of a plan, and what it gathers of others', as JSON.
enum PlanAdoptionAPI {
    struct Stand: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanStand" }

        /// `country:KZ` or `region:ID`.
        let member: String
        let stand: PlanStandKind
        let words: String
        /// Said in the room by the head of the delegation; the focal point has not confirmed it.
        let provisional: Bool
    }

    struct RoomInput: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanRoomInput" }

        /// `country:KZ`, for whom you are the focal point.
        let member: String
        /// False to take it back.
        let isConfirmed: Bool
    }

    struct Line: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanItemAdoption" }

        let item: PlanItem.ID
        let number: String
        /// By so many it is agreed, with words or without.
        let agreed: Int
        let asked: Int
        let stands: [Stand]
        /// Who has not answered.
        let silent: [String]
    }

    struct StandInput: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanStandInput" }

        /// For whom it is said: `country:KZ` or `region:ID`.
        let member: String
        let stand: PlanStandKind
        /// Needed but for `agrees`.
        let words: String?
    }

    struct BlockingInput: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanItemBlockingInput" }

        /// Why it cannot go on; empty where it can.
        let reason: String
    }

    struct GatheringInput: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanItemGatheringInput" }

        let gathered: PlanItem.ID
        /// False to let it go.
        let isGathered: Bool
    }

    struct CommentInput: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanCommentInput" }

        let text: String
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct CommentBody: Codable, Sendable, NamedType {
        static var schemaName: String { "PlanComment" }

        let id: PlanComment.ID
        /// For whom it was said; left out for the programme.
        let member: String?
        let text: String
        let language: String
        let at: Int64

        init(_ record: PlanCommentRecord) {
            (id, member, text) = (record.id, record.member?.description, record.text)
            (language, at) = (record.language, record.at)
        }
    }

    private static let tag = "Plans"

    static let routes: [APIRoute] = adoption + comments

    private static let comments: [APIRoute] = [
        .get(
            PlanPaths.apiComments, .account, tag, "What was said of an action of a plan, without names.",
            query: Cursor.parameters
        ) { visit, id in
            let all = try await visit.read { reading -> [CommentBody] in
                let item = try PlanItemOperations.seen(visit, id, reading).0
                return try PlanItemStore(reading).comments(of: item.id).map(CommentBody.init)
            }
            return try Cursor(visit).page(of: all) { $0.id.description }
        },
        .send(
            .post, PlanPaths.apiComments, .account, tag, "Says something of an action of a plan.", success: .created
        ) { (visit, input: CommentInput, id) in
            let made = try await PlanCommentOperations.add(visit, id, input.text, key: input.key)
            return try await visit.read { reading -> CommentBody in
                guard let found = try PlanItemStore(reading).comments(of: id).first(where: { $0.id == made }) else {
                    throw Refusal.notFound
                }
                return CommentBody(found)
            }
        },
        .act(.delete, PlanPaths.apiComment, .account, tag, "Removes a comment: its author, or who writes the plan.") {
            visit, id, comment in
            try await PlanCommentOperations.remove(visit, id, comment)
            return EmptyBody()
        },
    ]

    private static let adoption: [APIRoute] = [
        .get(
            PlanPaths.apiStands, .account, tag, "Who agreed to what of a plan, action by action.",
            query: Cursor.parameters
        ) { visit, id in
            let all = try await visit.read { reading -> [Line] in
                let material = try PlanMaterial(visit, id, reading)
                let adoption = try PlanAdoption(material.plan, material.entries, material.voice, reading)
                return adoption.lines.map { line in
                    Line(
                        item: line.item, number: material.entry(line.item)?.item.number ?? "", agreed: line.agreed,
                        asked: adoption.asked.count,
                        stands: line.stands.map {
                            Stand(
                                member: $0.member.description, stand: $0.kind, words: $0.words,
                                provisional: $0.isProvisional)
                        }, silent: line.silent.map(\.description))
                }
            }
            return try Cursor(visit).page(of: all) { $0.item.description }
        },
        .send(
            .put, PlanPaths.apiStand, .account, tag,
            "Says for a country, or for a region, whether it agrees to an action of a plan in review."
        ) { (visit, input: StandInput, id) in
            guard let member = MemberRef(input.member) else {
                throw Refusal.invalid(["member": L("Choose a member for which you act.")])
            }
            let (plan, voice) = try await visit.read { reading in
                let (_, plan, voice) = try PlanItemOperations.seen(visit, id, reading)
                return (plan.id, voice)
            }
            try await PlanOperations.state(visit, plan, for: member, [id: (input.stand, input.words ?? "")])
            return Stand(
                member: input.member, stand: input.stand, words: input.words ?? "",
                provisional: voice.isProvisional(for: member))
        },
        .send(
            .put, PlanPaths.apiSettling, .account, tag,
            "Confirms for a country what the head of its delegation decided in the room, or takes it back."
        ) { (visit, input: RoomInput, id) in
            guard let member = MemberRef(input.member) else {
                throw Refusal.invalid(["member": L("Choose a member for which you act.")])
            }
            try await PlanOperations.settle(visit, id, for: member, isConfirmed: input.isConfirmed)
            return EmptyBody()
        },
        .send(.put, PlanPaths.apiBlocking, .account, tag, "Says why an action of a plan cannot go on, or that it can.")
        {
            (visit, input: BlockingInput, id) in
            try await PlanItemOperations.block(visit, id, input.reason)
            return EmptyBody()
        },
        .send(
            .put, PlanPaths.apiGathering, .account, tag,
            "Gathers an action of another plan in one of a regional plan or of a roadmap, or lets it go."
        ) { (visit, input: GatheringInput, id) in
            if input.isGathered {
                try await PlanItemOperations.gather(visit, id, input.gathered)
            } else {
                try await PlanItemOperations.letGo(visit, id, input.gathered)
            }
            return EmptyBody()
        },
    ]
}
