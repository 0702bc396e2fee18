import Domain
import Web

extension Paths {
    static let apiDesigns = PathPattern<Programme.ID>("/api/v1/programmes/:programme/designs")
    static let apiKeptDesigns = PathPattern<Event.ID>("/api/v1/events/:event/designs")
    static let apiSteps = PathPattern<Event.ID>("/api/v1/events/:event/steps")
    static let apiStep = PathPattern<Event.ID, EventStep.ID>("/api/v1/events/:event/steps/:step")
}

enum DesignPaths {
    static let designs = PathPattern<Programme.ID>("/programmes/:programme/designs")
    static let retirement = PathPattern<Programme.ID, Design.ID>("/programmes/:programme/designs/:design/retirement")
    static let comeback = PathPattern<Programme.ID, Design.ID>("/programmes/:programme/designs/:design/return")
    static let steps = PathPattern<Event.ID>("/events/:event/steps")
    static let step = PathPattern<Event.ID, EventStep.ID>("/events/:event/steps/:step")
    static let stepOrder = PathPattern<Event.ID, EventStep.ID>("/events/:event/steps/:step/order")
    static let stepRemoval = PathPattern<Event.ID, EventStep.ID>("/events/:event/steps/:step/removal")
    /// Begins again from another design.
    static let design = PathPattern<Event.ID>("/events/:event/design")
    /// Keeps the steps as a design.
    static let keeping = PathPattern<Event.ID>("/events/:event/designs")
}
