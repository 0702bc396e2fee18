enum ReminderFacts: RoutedFeature {
    static var routes: [Route] { ReminderRoutes.all }
}
