enum MailFacts: RoutedFeature {
    static var routes: [Route] { MailRoutes.all }
}
