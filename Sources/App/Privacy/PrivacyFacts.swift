enum PrivacyFacts: RoutedFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await Retention.watch($0) }] }

    static var routes: [Route] { DirectoryRetentionRoutes.all }
    static var api: [APIRoute] { DirectoryRetentionRoutes.api }
}
