import Markup
import Storage
import Web

/// A page in the row of what a programme plans. A room tells its own.
struct PlansTab: Sendable {
    let id: String
    /// From left to right in the direction of reading: overview 10, needs 20, risks 30, priorities 40, plans 50, ideas 60, projects 70,
    /// courses 80, gatherings 85, since the last meeting 90.
    let order: Int
    let label: Message
    let path: @Sendable (Programme.ID) -> String
    /// For whom it stands there; those of the programme, where nothing is said.
    var isShown: @Sendable (PlansStanding) -> Bool = { $0.isOf }

    static let all: [PlansTab] = Features.all { $0 as? any PlansTabFeature.Type }.flatMap { $0.plansTabs }
        .sorted { $0.order < $1.order }
}

protocol PlansTabFeature: Feature {
    static var plansTabs: [PlansTab] { get }
}

/// What a room tells on the overview of what a programme plans: first what waits for whoever looks, then how it stands.
protocol PlansBoxFeature: Feature {
    /// From the top, as ``PlansTab/order``.
    static var boxOrder: Int { get }
    /// `<section>` with an `<h2>` that leads to the room's page; empty where there is nothing to tell.
    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML
}

/// A room that knows which countries agreed to be named, on the wall and on paper, where something of theirs is late.
protocol PlansNamingFeature: Feature {
    static func namedWhenLate(in programme: Programme.ID, _ reading: any Reading) throws -> Set<String>
}

enum PlansNaming {
    /// By their codes; the others are told as a number.
    static func countries(in programme: Programme.ID, _ reading: any Reading) throws -> Set<String> {
        try Features.all { $0 as? any PlansNamingFeature.Type }.reduce(into: []) {
            $0.formUnion(try $1.namedWhenLate(in: programme, reading))
        }
    }
}
