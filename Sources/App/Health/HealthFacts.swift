enum HealthFacts: RoutedFeature {
    static var routes: [Route] { MetricsPage.routes }
    static var api: [APIRoute] { HealthAPI.routes }
}
