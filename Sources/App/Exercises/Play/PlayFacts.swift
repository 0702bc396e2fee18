import Web

/// The play of an exercise: its clock, what goes out, rules.
enum PlayFacts: RoutedFeature, ClockFeature {
    static var clocks: [Clock] { [Clock { await ExerciseScheduler.watch($0) }] }
    static var routes: [Route] { PlayRoutes.all }
    static var api: [APIRoute] { PlayAPI.routes.map(\.ofExercise) }
}
