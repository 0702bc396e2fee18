import Storage

extension Migrations {
    /// Actions of findings about a cell that is not named outside: their pages told everybody whose they are. Their owners and organisers read
    /// them as before.
    static let findingActions = Migration("0109-finding-actions", [closesFindingActions])

    static let closesFindingActions: SQL = """
        UPDATE action SET is_shared = FALSE WHERE origin_kind = 'finding' AND is_shared AND origin_id IN (
            SELECT f.id FROM finding f JOIN exercise e ON e.event_id = f.event_id JOIN exercise_cell c ON c.id = f.cell_id
            WHERE NOT (e.comparison = 'named' AND c.publication = 'named'))
        """
}
