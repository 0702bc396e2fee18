import Domain

// The nouns of exercises, as phantom types of their ids. What each table holds is told in the migrations beside.
public enum Msel { public typealias ID = Identifier<Msel> }
public enum ExerciseMove { public typealias ID = Identifier<ExerciseMove> }
public enum ExerciseCell { public typealias ID = Identifier<ExerciseCell> }
public enum ExerciseFunction { public typealias ID = Identifier<ExerciseFunction> }
public enum ExerciseSeat { public typealias ID = Identifier<ExerciseSeat> }
public enum Actor { public typealias ID = Identifier<Actor> }
public enum Storyline { public typealias ID = Identifier<Storyline> }
public enum Inject { public typealias ID = Identifier<Inject> }
public enum ExerciseObjective { public typealias ID = Identifier<ExerciseObjective> }
public enum CriticalTask { public typealias ID = Identifier<CriticalTask> }
public enum DecisionPoint { public typealias ID = Identifier<DecisionPoint> }
public enum DecisionOption { public typealias ID = Identifier<DecisionOption> }
public enum InjectRule { public typealias ID = Identifier<InjectRule> }
public enum Paper { public typealias ID = Identifier<Paper> }
public enum ExerciseDecision { public typealias ID = Identifier<ExerciseDecision> }
public enum ExerciseRequest { public typealias ID = Identifier<ExerciseRequest> }
public enum PictureItem { public typealias ID = Identifier<PictureItem> }
public enum ExerciseObservation { public typealias ID = Identifier<ExerciseObservation> }
public enum ExerciseFinding { public typealias ID = Identifier<ExerciseFinding> }
