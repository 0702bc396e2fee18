enum PrivacyFacts: RoutedFeature {
    static var routes: [Route] { DirectoryRetentionRoutes.all }
    static var api: [APIRoute] { DirectoryRetentionRoutes.api }
}
