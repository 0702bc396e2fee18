import Storage

extension Migrations {
    /// What was asked of mandates that are to be confirmed, so that nothing is asked twice.
    static let mandateReviews = Migration(
        "0053-mandate-reviews",
        [
            // review_by: of the mandate, as it was then: who confirms begins anew; stage: days after it (MandateReviews.Stage).
            """
            CREATE TABLE mandate_question (
                mandate_id TEXT NOT NULL REFERENCES mandate (id), review_by TEXT NOT NULL, stage BIGINT NOT NULL,
                asked_at BIGINT NOT NULL, PRIMARY KEY (mandate_id, review_by, stage))
            """
        ])
}
