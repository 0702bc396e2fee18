/// What the house keeps that is no feature's.
enum ShellFacts: StoredFeature {}
