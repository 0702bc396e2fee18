/// What the house must know of the tables of exercises.
enum ExerciseCoreFacts: StoredFeature {
    static var tables: [TableFacts] { planned + played }
}
