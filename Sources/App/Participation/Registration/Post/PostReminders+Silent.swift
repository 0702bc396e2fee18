import Domain
import Storage
import Web

extension PostReminders {
    /// An organiser reminds those who have not answered and named nobody: each at most once a day, besides what reminds by itself.
    static func remindSilent(_ visit: Visit, _ event: Event.ID) async throws {
        guard visit.settings.mail != nil else { throw Refusal.noMail }
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let (work, record) = (Work(tx, visit), try EventStore(tx).event(event))
            let far = EpochTime.bounded(visit.now + 3_650 * EpochTime.day)
            for one in try PostReminderStore(tx).silent(closingBefore: far, after: visit.now) where one.event == event {
                let invitation = try InvitationStore(tx).invitation(one.invitation, in: event)
                let days = Int((one.closesAt - visit.now) / EpochTime.day)
                try PostNominator(work, record, visit.settings).remind(invitation, days: days)
            }
        }
    }
}
