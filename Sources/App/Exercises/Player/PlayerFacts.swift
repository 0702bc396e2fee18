import Domain
import Storage
import Web

/// What players, observers and the wall see of an exercise.
enum PlayerFacts: RoutedFeature, LivePartFeature, JournalFeature, NoticeFeature, ExerciseTabFeature {
    static var routes: [Route] { PlayerRoutes.all }
    static var notices: [Done] { [.paperPassed, .decided, .requestSent] }

    static var journal: [JournalKind] {
        [
            JournalKind("paper.opening", L("Paper opened")),
            JournalKind("paper.passing", L("Paper passed on")),
            JournalKind("exercise-seat.startex", L("STARTEX confirmed")),
            JournalKind("exercise-seat.endex", L("ENDEX confirmed")),
        ]
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: "cell",
                view: { asked, reading in
                    guard let cell: ExerciseCell.ID = asked.id(),
                        let view = try CellView(asked.event, cell, now: asked.now, reading)
                    else { return nil }
                    return LiveView(state: view.state, regions: view.isShown ? PlayerSections(view: view).regions : [])
                }),
            LivePart(kind: ExercisePlaces.wall.kind, view: watch),
        ]
    }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: "play", order: 15, label: L("Play"), path: { ExercisePaths.play($0) },
                isShown: { standing, _ in standing.isPlayer }),
            ExerciseTab(
                id: "observe", order: 16, label: L("Observers"), path: { ExercisePaths.observe($0) },
                isShown: { standing, _ in !standing.isPlayer }),
        ]
    }
}

/// Who was in a cell and is no more, does not hear of it any longer.
extension PlayerFacts: RightsFeature {
    static var takingRights: Set<String> { ["seat.change", "seat.removal"] }
}

/// A seat without an account has one page: it leads to the exercise, and once that is played it opens there by itself.
extension PlayerFacts: RoomLinkFeature, RoomWorkplaceFeature {
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)] {
        guard let exercise = try PlayStore(reading).exercise(of: event.id), exercise.state != .draft else { return [] }
        let standing = try ExerciseStanding(membership, event.id, reading)
        return [(L("Exercise"), PlayerHome.path(standing))]
    }

    static func isOpen(in event: EventRecord, _ reading: any Reading) throws -> Bool {
        try PlayStore(reading).exercise(of: event.id)?.state.isPlayed ?? false
    }

    static func ahead(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> RoomWorkplaceAhead? {
        guard let exercise = try PlayStore(reading).exercise(of: event.id), exercise.state == .ready else { return nil }
        let seats = try PlayStore(reading).seats(of: [seat.id], in: event.id)
        guard seats.contains(where: { $0.role == .player && $0.cell != nil }) else { return nil }
        return RoomWorkplaceAhead(
            words: L("Your part is in the exercise, which has not begun. It opens here by itself."),
            label: L("To the exercise"), path: ExercisePaths.play(event.id))
    }

    static func workplace(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String? {
        guard let exercise = try PlayStore(reading).exercise(of: event.id), exercise.state.isPlayed else { return nil }
        let seats = try PlayStore(reading).seats(of: [seat.id], in: event.id)
        guard seats.contains(where: { $0.role == .player && $0.cell != nil }) else { return nil }
        return ExercisePaths.play(event.id)
    }
}
