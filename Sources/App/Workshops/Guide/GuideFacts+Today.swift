import Domain
import Storage
import Web

extension GuideFacts: TodayFeature, FollowableFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "guide", order: 40, label: L("Guides"),
                hint: L("A guide to sign, comments, versions, and when it is final."))
        ]
    }

    static var news: [NewsKind] {
        [
            .event("guide.beginning", "guide", at: { Paths.guide($0) }) { _ in L("A guide was begun") }
                .inRoom { _ in L("Writing of a publication was begun") },
            .event("guide.review", "guide", at: { Paths.guideReview($0) }) { _ in L("The guide is in review") }
                .inRoom { _ in L("The publication is in review") },
            .event(
                "guide.finalisation", "guide", at: { Paths.guide($0) },
                // What is released says so itself.
                isFor: { _, event, _, reading in try EventStore(reading).event(event).kind != WritingRoom.kind }
            ) { _ in L("The guide is final") },
            .event("guide.sign-off", "guide", to: .writeGuide, at: { Paths.guideReview($0) }) { count in
                L(
                    count, one: "\(count) sector answered about the guide",
                    other: "\(count) sectors answered about the guide")
            }.inRoom { count in
                L(
                    count, one: "\(count) sector answered about the publication",
                    other: "\(count) sectors answered about the publication")
            },
            .event("comment.addition", "guide", to: .writeGuide, at: { Paths.guideReview($0) }) { count in
                L(count, one: "\(count) new comment on the guide", other: "\(count) new comments on the guide")
            }.inRoom { count in
                L(
                    count, one: "\(count) new comment on the publication",
                    other: "\(count) new comments on the publication")
            },
            .event("comment.addition", "guide", .itemFollowers) { count in
                L(count, one: "\(count) new comment", other: "\(count) new comments")
            },
            .event("guide.section-title", "guide", .itemFollowers) { _ in L("A section has another title") },
            .event("section.restoration", "guide", .itemFollowers) { _ in
                L("A section was restored from a version")
            },
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let texts = try reader.writingRooms(reading).compactMap { event -> TodayTask? in
            guard let guide = try GuideReviewStore(reading).guideIfAny(of: event.id) else { return nil }
            return try comments(event, guide, reader, reading)
        }
        return try texts
            + reader.events(reading).flatMap { event -> [TodayTask] in
                guard let guide = try GuideReviewStore(reading).guideIfAny(of: event.id) else { return [] }
                return try [
                    signing(event, guide, reader, reading), comments(event, guide, reader, reading),
                    finishing(event, guide, reader),
                ].compactMap { $0 }
            }
    }

    private static func signing(
        _ event: EventRecord, _ guide: ReviewedGuide, _ reader: AccountReader, _ reading: any Reading
    ) throws -> TodayTask? {
        guard guide.state == .review, let seats = reader.memberships[event.id]?.seats else { return nil }
        let open = try seats.contains { seat in
            guard let task = try SignerTask(event.id, seat: seat, reading) else { return false }
            return task.word == nil
        }
        guard open else { return nil }
        return TodayTask(
            id: "signing-\(event.id)", kind: "guide", what: L("Read the guide and sign it, or object"),
            place: event.title, why: L("You are named to sign the guide for your sector."),
            path: "\(Paths.guideReview(event.id))#signing")
    }

    private static func comments(
        _ event: EventRecord, _ guide: ReviewedGuide, _ reader: AccountReader, _ reading: any Reading
    ) throws -> TodayTask? {
        guard guide.state != .final, reader.allows(.writeGuide, in: event.id) else { return nil }
        let count = try GuideReviewStore(reading).openComments(of: guide.id).count {
            $0.author != reader.visitor.journalName
        }
        guard count > 0 else { return nil }
        return TodayTask(
            id: "comments-\(event.id)", kind: "guide",
            what: event.isMeeting
                ? L(
                    count, one: "Settle \(count) open comment on the guide",
                    other: "Settle \(count) open comments on the guide")
                : L(
                    count, one: "Settle \(count) open comment on the publication",
                    other: "Settle \(count) open comments on the publication"),
            place: event.title, why: event.isMeeting ? L("You write the guide.") : L("You write this text."),
            path: "\(Paths.guideReview(event.id))#open-comments", marking: event.isMeeting ? nil : event.marking)
    }

    private static func finishing(_ event: EventRecord, _ guide: ReviewedGuide, _ reader: AccountReader) -> TodayTask? {
        guard guide.state != .final, event.isOver(at: reader.now), reader.allows(.organise, in: event.id) else {
            return nil
        }
        return TodayTask(
            id: "finishing-\(event.id)", kind: "guide", what: L("Finish the guide: the event is over"),
            place: event.title, why: L("You organise the event."), path: Paths.guideReview(event.id))
    }

    static var followed: [FollowedKind] {
        [
            FollowedKind(
                noun: "section", label: L("Section of a guide"),
                find: { id, reader, reading in
                    guard let id = GuideSection.ID(id), let place = try GuideStore(reading).place(of: id),
                        reader.allows(.attend, in: place.event)
                    else { return nil }
                    return FollowedThing(
                        title: place.title, language: place.language, path: Paths.guideSection(place.event, id))
                })
        ]
    }
}
