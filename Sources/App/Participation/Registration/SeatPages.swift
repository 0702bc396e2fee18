import Domain
import Storage
import Web

/// Where people with a seat and no account read what there is for them: their own page (Focal), which opens with the link in their mail.
enum SeatPages {
    /// By seat: its path; below it `/agenda`, `/certificate.pdf`.
    static func all(of event: Event.ID, _ work: Work) throws -> [String: String] {
        let key = try work.tx.installationKey(work.environment)
        let own = try RegistrationStore(work.tx).active(in: event).filter { $0.state == .complete }
        var pages: [String: String] = [:]
        for one in own {
            guard let id = one.participant, try EventStore(work.tx).participant(id).account == nil else { continue }
            let token = RegistrationLink.token(one.id, generation: one.tokenGeneration, key: key)
            pages[id.description] = "/r/\(token)"
        }
        return pages
    }
}
