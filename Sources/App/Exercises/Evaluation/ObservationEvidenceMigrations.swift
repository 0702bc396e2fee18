import Storage

extension Migrations {
    /// evidence_kind: decision, request, line; evidence_id: of it.
    static let observationEvidence = Migration(
        "0155-observation-evidence",
        [
            "ALTER TABLE exercise_observation ADD COLUMN evidence_kind TEXT",
            "ALTER TABLE exercise_observation ADD COLUMN evidence_id TEXT",
        ])
}
