import Web

enum DeskFacts: RoutedFeature, FrameFeature {
    static var routes: [Route] { LongWorkRoutes.all }

    /// Who lost the way keeps the rail; who takes part from a seat is asked for nothing.
    static func dress(_ layout: inout Layout, _ visit: Visit) {
        guard visit.visitor.account != nil else { return }
        layout.dress(visit)
        layout.notice = .empty
    }
}
