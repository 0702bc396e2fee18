enum HomeFacts: RoutedFeature {
    static var routes: [Route] { HomeRoutes.all }
}
