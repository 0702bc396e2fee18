import Storage

extension Migrations {
    /// What a text of a programme cites besides workshops and cases.
    static let furtherEvidence = Migration(
        "0079-further-evidence",
        [
            // kind: event, publication, consultation, material; target: its id; number: counted with those of evidence.
            """
            CREATE TABLE further_evidence (
                id TEXT PRIMARY KEY, guide_id TEXT NOT NULL REFERENCES guide (id), number BIGINT NOT NULL, kind TEXT NOT NULL,
                target TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (guide_id, number))
            """,
            """
            CREATE TABLE further_citation (
                section_id TEXT NOT NULL REFERENCES guide_section (id), language TEXT NOT NULL,
                evidence_id TEXT NOT NULL REFERENCES further_evidence (id), PRIMARY KEY (section_id, language, evidence_id))
            """,
            "CREATE INDEX further_citation_evidence ON further_citation (evidence_id)",
        ])
}
