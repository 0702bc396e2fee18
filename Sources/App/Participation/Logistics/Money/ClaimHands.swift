import Domain
import Storage
import Web

/// Four eyes, where there are four: who has checked a claim does not approve it, nor does whoever it is of.
enum ClaimHands {
    /// The names of those who approve it in place of who acts; none where they may themselves, or where there is nobody else.
    static func others(_ claim: ClaimRecord, than actor: String?, _ reading: any Reading) throws -> [String] {
        guard let actor, try claim.checker == actor || isOf(actor, claim, reading) else { return [] }
        let programme = try EventStore(reading).event(claim.event).programme
        var names: [Account.ID: String] = [:]
        for keeper in try ProgrammeStore(reading).organisers(of: programme) { names[keeper.id] = keeper.name }
        for keeper in try MoneyStore(reading).finance(of: programme) { names[keeper.id] = keeper.name }
        return names.filter { "account:\($0.key)" != actor }.values.sorted()
    }

    /// Whether it is the claim of who acts: by their account, or as the person of the directory that they are.
    private static func isOf(_ actor: String, _ claim: ClaimRecord, _ reading: any Reading) throws -> Bool {
        let record = try RegistrationStore(reading).registration(claim.registration, in: claim.event)
        if let account = record.account, actor == "account:\(account)" { return true }
        guard let person = record.person, actor.hasPrefix("account:"),
            let account = Account.ID(String(actor.dropFirst("account:".count)))
        else { return false }
        return try AccountStore(reading).account(account).person == person
    }
}
