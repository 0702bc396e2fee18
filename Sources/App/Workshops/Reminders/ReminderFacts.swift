enum ReminderFacts: RoutedFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await ReminderOperations.watch($0) }] }

    static var routes: [Route] { ReminderRoutes.all }
}
