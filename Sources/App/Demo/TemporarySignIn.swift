import Storage
import Web
enum AccountOperations {
    static func signInLink(_ database: Database, environment: Web.Environment, account: Account.ID, back: String?, hours: Int64) async throws -> String {
        let token = Secret.token(random: environment.random)
        try await database.write { tx in
            try tx.execute("INSERT INTO access_token (id, account_id, name, digest, kind, created_at, expires_at) VALUES (\(environment.id(AccessToken.ID.self)), \(account), \(back ?? ""), \(Secret.digest(token)), 'sign-in-link', \(environment.now()), \(environment.now() + hours * 3_600_000))")
        }
        return "/sign-in/\(token)"
    }
}
