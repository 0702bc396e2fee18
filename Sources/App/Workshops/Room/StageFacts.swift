enum StageFacts: RoutedFeature {
    static var routes: [Route] { RoomRoutes.all }
    static var api: [APIRoute] { StageAPI.routes }
}
