import Domain
import Storage
import Web

/// What becomes of Nordgate once it is planned, and who looks at it by which link.
struct NordgateStory {
    let stage: DemoStage
    let director: Account.ID
    let made: NordgateMade
    let point: InfrastructureWorld.Point

    static let title = "Demo exercise: Nordgate"

    /// From the story's present.
    static func day(_ point: InfrastructureWorld.Point) -> Int {
        switch point {
        case .nominations, .planned: 12
        case .running, .ended: 0
        case .reviewed: -13
        }
    }

    /// When it begins, or is to begin.
    static func startex(_ point: InfrastructureWorld.Point, _ stage: DemoStage) -> Int64 {
        let day = stage.present + Int64(Self.day(point)) * EpochTime.day
        return point == .running ? day - NordgatePlaying.middle * EpochTime.minute : day
    }

    func tell() async throws {
        guard point != .nominations, point != .planned else { return }
        let playing = NordgatePlaying(
            stage: stage, director: director, made: made, startex: Self.startex(point, stage))
        try await playing.play(to: point == .running ? NordgatePlaying.middle : nil)
        guard point != .running else { return }
        try await NordgateRating(stage: stage, director: director, made: made).rate()
        guard point == .reviewed else { return }
        try await NordgateReview(stage: stage, director: director, made: made).review()
    }

    /// Of one for each role: the second function of a cell plays, since it speaks for its cell. While it runs it is of a cell that has yet to
    /// decide, so that there is something to do.
    func links() async throws -> [(role: String, path: String)] {
        try await ExerciseStoryLinks(stage: stage, director: director, event: made.event).make(
            cell: made.cells[point == .running ? "E" : "A"])
    }
}
