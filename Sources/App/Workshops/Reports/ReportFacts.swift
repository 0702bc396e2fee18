enum ReportFacts: RoutedFeature {
    static var routes: [Route] { ReportRoutes.all }
    static var api: [APIRoute] { ReportAPI.routes }
}
