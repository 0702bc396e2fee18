import Storage

extension Migrations {
    static let networkWeeks = Migration(
        "0072-network-weeks",
        [
            // week: the Monday of the week in which an account was last told what is new in its networks.
            """
            CREATE TABLE network_week (
                account_id TEXT PRIMARY KEY REFERENCES account (id), week TEXT NOT NULL, looked_at BIGINT NOT NULL)
            """
        ])
}
